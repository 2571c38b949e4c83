// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/reportcells.h"

#include "core/exchange/recordcells.h"

namespace dw
{

namespace
{

Cell::Kind cellKind(ResultColumn::Type type)
{
    switch (type) {
        case ResultColumn::Type::Count:
        case ResultColumn::Type::Days:
            return Cell::Kind::Number;
        case ResultColumn::Type::Money:
            return Cell::Kind::Money;
        case ResultColumn::Type::Percent:
            return Cell::Kind::Percent;
        case ResultColumn::Type::Text:
        case ResultColumn::Type::Key:
        case ResultColumn::Type::Reference:
            return Cell::Kind::Text;
    }
    Q_UNREACHABLE();
}

}  // namespace

QList<TableColumn> reportColumns(const ResultTable &table, Language language)
{
    QList<TableColumn> columns;
    for (const ResultColumn &column : table.columns) {
        TableColumn made;
        made.title = column.label.in(language);
        made.kind = cellKind(column.type);
        columns.append(made);
    }
    return columns;
}

QList<Row> reportRows(const ResultTable &table, Language language, const BusinessZone &zone)
{
    QList<Row> rows;
    for (const ResultRow &row : table.rows) {
        Row cells;
        for (const Value &value : row.values)
            cells.append(RecordCells::cellOf(value, nullptr, language, zone, table.titles));
        rows.append(cells);
    }
    return rows;
}

}  // namespace dw
