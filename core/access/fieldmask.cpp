// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/fieldmask.h"

namespace dw
{

QString maskedText(const Field &field, const Value &value)
{
    if (value.isNull())
        return {};
    const QString text = value.text();
    if (field.type == FieldType::Phone && text.size() >= 8) {
        const QString local = text.startsWith(QLatin1String("+86")) ? text.mid(3) : text;
        // Of a short number less may stand.
        return local.size() >= 11 ? local.left(3) + QStringLiteral("****") + local.right(4)
                                  : QStringLiteral("****") + local.right(2);
    }
    if (field.type == FieldType::Email) {
        const qsizetype at = text.indexOf(QLatin1Char('@'));
        return at > 0 ? text.left(1) + QStringLiteral("***") + text.mid(at) : QStringLiteral("***");
    }
    return QStringLiteral("•••");
}

void applyRights(Record &record, const FieldRights &rights)
{
    if (!rights.restrictsAny())
        return;
    for (auto right = rights.byField.constBegin(); right != rights.byField.constEnd(); ++right) {
        const int index = record.type().indexOf(right.key());
        if (index < 0)
            continue;
        if (right.value() == FieldRight::Hidden)
            record.set(index, Value());
        else if (right.value() == FieldRight::Masked)
            record.set(index, Value(maskedText(record.type().field(index), record.value(index))));
    }
}

}  // namespace dw
