// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/tablesource.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace dw::test
{

// A report's answer in JSON (ResultTable::toJson) beside the same report in a table file, read back from it.

// What a person reads in a cell of the column `type`.
inline QString reportCell(const QString &type, const QJsonValue &value)
{
    if (value.isNull() || value.isUndefined())
        return {};
    const auto hundredths = [](qint64 all) {
        QString text = QString::number(double(all) / 100, 'f', 2);
        while (text.endsWith(QLatin1Char('0')))
            text.chop(1);
        return text.endsWith(QLatin1Char('.')) ? text.chopped(1) : text;
    };
    if (type == QLatin1String("money"))
        return hundredths(qint64(value.toObject().value(QLatin1String("minor")).toDouble()));
    if (type == QLatin1String("percent"))
        return hundredths(qint64(value.toDouble()));
    if (type == QLatin1String("reference"))
        return value.toObject().value(QLatin1String("title")).toString();
    return value.isDouble() ? QString::number(qint64(value.toDouble())) : value.toString();
}

// Where the rows of the file at `path` are not those of the report; empty where every cell is. Below the rows
// there are notes: what follows them must not look like one more.
inline QString reportDifference(const QString &path, const QJsonObject &report)
{
    auto source = TableSource::open(path, {});
    if (!source.ok())
        return source.error().key;
    const QJsonArray columns = report.value(QLatin1String("columns")).toArray();
    const QJsonArray rows = report.value(QLatin1String("rows")).toArray();
    if (source->header().size() < columns.size())
        return QStringLiteral("columns: ") + source->header().join(QLatin1Char('|'));
    Row row;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const auto more = source->next(row);
        if (!more.ok() || !*more)
            return QStringLiteral("row %1 is missing").arg(i);
        for (qsizetype column = 0; column < columns.size(); ++column) {
            const QJsonObject head = columns[column].toObject();
            const QString type = head.value(QLatin1String("type")).toString();
            const QString expected =
                reportCell(type, rows[i].toObject().value(head.value(QLatin1String("key")).toString()));
            if (row.value(column).text != expected)
                return QStringLiteral("row %1, column %2: %3 in the file, %4 in the answer")
                    .arg(i)
                    .arg(column)
                    .arg(row.value(column).text, expected);
        }
    }
    const auto after = source->next(row);
    return after.ok() && *after && row.size() > 1 && !row[1].isEmpty()
               ? QStringLiteral("more rows than the report has")
               : QString();
}

}  // namespace dw::test
