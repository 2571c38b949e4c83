// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/resulttable.h"

#include <QJsonArray>

namespace dw
{

namespace
{

QString typeName(ResultColumn::Type type)
{
    switch (type) {
        case ResultColumn::Type::Text:
            return QStringLiteral("text");
        case ResultColumn::Type::Key:
            return QStringLiteral("key");
        case ResultColumn::Type::Count:
            return QStringLiteral("count");
        case ResultColumn::Type::Money:
            return QStringLiteral("money");
        case ResultColumn::Type::Percent:
            return QStringLiteral("percent");
        case ResultColumn::Type::Days:
            return QStringLiteral("days");
        case ResultColumn::Type::Reference:
            return QStringLiteral("reference");
    }
    Q_UNREACHABLE();
}

}  // namespace

int ResultTable::column(QStringView key) const
{
    for (int i = 0; i < columns.size(); ++i) {
        if (columns[i].key == key)
            return i;
    }
    return -1;
}

const Value &ResultTable::value(qsizetype row, QStringView key) const
{
    static const Value none;
    const int index = column(key);
    return row < 0 || row >= rows.size() || index < 0 ? none : rows[row].values[index];
}

QJsonObject ResultTable::toJson(Language language) const
{
    QJsonArray heads, lines;
    for (const ResultColumn &column : columns) {
        heads.append(QJsonObject{{QStringLiteral("key"), column.key},
                                 {QStringLiteral("label"), column.label.in(language)},
                                 {QStringLiteral("type"), typeName(column.type)}});
    }
    for (const ResultRow &row : rows) {
        QJsonObject line;
        for (int i = 0; i < columns.size(); ++i) {
            const Value &value = row.values[i];
            if (columns[i].type == ResultColumn::Type::Reference && !value.isNull())
                line.insert(columns[i].key, QJsonObject{{QStringLiteral("id"), value.id().toString()},
                                                        {QStringLiteral("title"), title(value)}});
            else
                line.insert(columns[i].key, value.toJson());
        }
        lines.append(line);
    }
    return {{QStringLiteral("report"), report},
            {QStringLiteral("columns"), heads},
            {QStringLiteral("rows"), lines},
            {QStringLiteral("count"), rows.size()},
            {QStringLiteral("as_of"), asOf.toIso()}};
}

}  // namespace dw
