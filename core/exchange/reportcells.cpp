// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/reportcells.h"

#include "core/base/wording.h"
#include "core/exchange/recordcells.h"

#include <QDateTime>

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

QStringList reportTexts(const Row &row)
{
    QStringList texts;
    for (const Cell &cell : row) {
        switch (cell.kind) {
            case Cell::Kind::Empty:
                texts.append(QStringLiteral("–"));
                break;
            case Cell::Kind::Percent:
                texts.append(cell.text + QLatin1String(" %"));
                break;
            case Cell::Kind::Money:
                texts.append(cell.text + QLatin1Char(' ') + cell.currency);
                break;
            default:
                texts.append(cell.text);
        }
    }
    return texts;
}

QString reportAsOf(const ResultTable &table, const BusinessZone &zone)
{
    return wording(QStringLiteral("report.as_of"), {QDateTime::fromMSecsSinceEpoch(table.asOf.ms, zone.zone())
                                                        .toString(QStringLiteral("yyyy-MM-dd HH:mm"))});
}

QList<Row> reportNotes(const ResultTable &table, const MetricCatalog &catalog, Language language,
                       const BusinessZone &zone)
{
    const auto line = [](const QString &text) { return Row{Cell::ofText(text)}; };
    QList<Row> notes{Row{}, line(reportAsOf(table, zone))};
    const ReportDefinition *report = catalog.report(table.report);
    const Metric *metric = report ? catalog.metric(report->metric) : nullptr;
    if (metric) {
        const MetricExplanation words = catalog.explain(*metric, language);
        notes.append(line(words.name + QLatin1String(": ") + words.definition));
        if (!words.formula.isEmpty())
            notes.append(line(words.formula));
    }
    return notes;
}

}  // namespace dw
