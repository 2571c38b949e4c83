// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/importablefield.h"

#include <QStringList>

namespace dw
{

bool isImportable(const Field &field)
{
    switch (field.type) {
        case FieldType::Formula:
        case FieldType::RollUp:
        case FieldType::AutoNumber:
        case FieldType::Uuid:
        case FieldType::Blob:
        case FieldType::Attachments:
            return false;
        default:
            break;
    }
    static const QStringList engineOnly{
        QStringLiteral("rev"),          QStringLiteral("deleted_at"), QStringLiteral("imported_batch_id"),
        QStringLiteral("sync_state"),   QStringLiteral("is_demo"),    QStringLiteral("config_version"),
        QStringLiteral("received_at"),  QStringLiteral("incomplete"), QStringLiteral("lock_state"),
        QStringLiteral("offline_class")};
    return field.computed == Computation::None && !engineOnly.contains(field.key);
}

}  // namespace dw
