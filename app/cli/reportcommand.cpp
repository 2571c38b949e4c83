// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/reportcommand.h"

#include "app/cli/cliworkspace.h"
#include "core/analytics/report.h"
#include "core/base/clioptions.h"
#include "core/exchange/exporter.h"
#include "core/exchange/reportcells.h"

#include <QJsonObject>

namespace dw
{

namespace
{

struct Wanted
{
    QString name;
    QString out;
    QHash<QString, QString> parameters;
};

Result<Wanted> parse(const QStringList &arguments)
{
    CliOptions options(arguments);
    Wanted wanted;
    DW_ASSIGN(const QStringList pairs, options.takeValues(QStringLiteral("--param")));
    DW_ASSIGN(const auto out, options.takeValue(QStringLiteral("--out")));
    DW_ASSIGN(const QStringList rest, options.rest());
    if (rest.size() != 1)
        return Error(ErrorCode::Invalid, QStringLiteral("cli.needs_one"), {QStringLiteral("NAME")});
    for (const QString &pair : pairs) {
        const qsizetype equals = pair.indexOf(QLatin1Char('='));
        if (equals < 1)
            return Error(ErrorCode::Invalid, QStringLiteral("cli.bad_value"),
                         {pair, QStringLiteral("--param")});
        wanted.parameters.insert(pair.left(equals), pair.mid(equals + 1));
    }
    wanted.name = rest.first();
    wanted.out = out.value_or(QString());
    return wanted;
}

// "from=2026-10-01, pipeline=standard"; the pipeline that a report by stage is of even if none was asked for.
QString asked(const QHash<QString, QString> &parameters, const ResultTable &table)
{
    QStringList parts;
    for (const QString &name : ReportParameters::names()) {
        if (const QString value = parameters.value(name).trimmed(); !value.isEmpty())
            parts.append(name + QLatin1Char('=') + value);
        else if (name == QLatin1String("pipeline") && !table.pipeline.isNull())
            parts.append(name + QLatin1Char('=') +
                         table.titles.value({QStringLiteral("pipeline"), table.pipeline}));
    }
    return parts.join(QLatin1String(", "));
}

Result<ExportReport> writeOut(CliWorkspace &workspace, const CliContext &context, const ResultTable &table,
                              const MetricCatalog &catalog, const Wanted &wanted)
{
    const BusinessZone &zone = workspace.runner().configuration()->settings.zone;
    return workspace.exporter().writeTable(
        wanted.out,
        {table.object, table.report, table.report, reportColumns(table, context.language),
         reportRows(table, context.language, zone), reportNotes(table, catalog, context.language, zone),
         table.toJson(context.language), asked(wanted.parameters, table)});
}

void answerText(const CliContext &context, const ResultTable &table, const BusinessZone &zone)
{
    QStringList columns;
    for (const ResultColumn &column : table.columns)
        columns.append(column.key);
    context.out << columns.join(QLatin1Char('\t')) << '\n';
    const QList<Row> rows = reportRows(table, context.language, zone);
    for (const Row &row : rows)
        context.out << reportTexts(row).join(QLatin1Char('\t')) << '\n';
    context.out << reportAsOf(table, zone) << '\n';
    context.out.flush();
}

}  // namespace

QString ReportCommand::usage() const
{
    return QStringLiteral("report NAME [--param k=v]... [--out FILE]");
}

ExitCode ReportCommand::run(const QStringList &arguments, CliContext &context) const
{
    const Result<Wanted> wanted = parse(arguments);
    if (!wanted.ok()) {
        context.complain(wanted.error());
        return ExitCode::Usage;
    }
    // A file is an export, which is audited.
    auto opened = wanted->out.isEmpty() ? CliWorkspace::open(context, Workspace::Access::ReadOnly)
                                        : CliWorkspace::openForExport(context);
    if (!opened.ok())
        return failWith(context, opened.error());
    const auto catalog = MetricCatalog::shipped();
    if (!catalog.ok())
        return failWith(context, catalog.error());
    ResultTable table;
    const Result<void> done = (*opened)->read([&](const Reader &reader) -> Result<void> {
        DW_ASSIGN(const ReportParameters parameters, ReportParameters::read(wanted->parameters, reader));
        DW_ASSIGN(table, Report(*catalog, reader).run(wanted->name, parameters));
        return {};
    });
    if (!done.ok())
        return failWith(context, done.error());
    if (!wanted->out.isEmpty()) {
        const Result<ExportReport> report = writeOut(**opened, context, table, **catalog, *wanted);
        if (!report.ok())
            return failWith(context, report.error());
    }
    const QJsonObject json = table.toJson(context.language);
    if (context.json) {
        context.answer(json);
        return ExitCode::Done;
    }
    answerText(context, table, (*opened)->runner().configuration()->settings.zone);
    return ExitCode::Done;
}

}  // namespace dw
