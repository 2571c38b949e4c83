// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sql/names.h"

namespace dw::sql
{

bool isLinked(const Field &field)
{
    return field.type == FieldType::ReferenceList || field.type == FieldType::Tags ||
           field.type == FieldType::Attachments;
}

QString linkTable(const ObjectType &type, const Field &field)
{
    return type.key() + QLatin1Char(':') + field.key;
}

QByteArray linkColumn(const Field &field)
{
    return field.type == FieldType::Tags ? QByteArrayLiteral("text") : QByteArrayLiteral("target");
}

bool hasBase(const Field &field)
{
    return field.isStored() && field.valueType() == FieldType::Money;
}

QString baseColumn(const Field &field)
{
    return field.key + QStringLiteral("_base");
}

bool isTitle(const ObjectType &type, int field)
{
    return field == type.titleIndex(Language::English) || field == type.titleIndex(Language::Chinese);
}

bool hasSortKey(const ObjectType &type, int index)
{
    const Field &field = type.field(index);
    return field.isStored() && field.valueType() == FieldType::Text &&
           (field.listed || field.indexed || isTitle(type, index));
}

QString sortColumn(const Field &field)
{
    return field.key + QStringLiteral(":sort");
}

QString objectColumn(const Field &field)
{
    return field.key + QStringLiteral(":object");
}

QStringList figureColumns(const ObjectType &type)
{
    QStringList columns;
    // What conditions name most stands first; one index serves the board, the reports and the tiles.
    static const QStringList deals{
        QStringLiteral("result"),          QStringLiteral("pipeline_id"), QStringLiteral("stage_id"),
        QStringLiteral("owner_id"),        QStringLiteral("team_id"),     QStringLiteral("currency"),
        QStringLiteral("amount"),          QStringLiteral("won_at"),      QStringLiteral("lost_at"),
        QStringLiteral("weighted_amount"), QStringLiteral("created_at"),  QStringLiteral("stage_entered_at")};
    if (type.key() != QLatin1String("opportunity"))
        return columns;
    for (const QString &key : deals) {
        const Field *field = type.find(key);
        // Another dictionary's object of this name.
        if (!field || !field->isStored() || isLinked(*field))
            return {};
        columns.append(key);
        if (hasBase(*field))
            columns.append(baseColumn(*field));
    }
    columns << QStringLiteral("deleted_at");
    return columns;
}

QString figureIndex(const ObjectType &type)
{
    return type.key() + QStringLiteral(":figures");
}

}  // namespace dw::sql
