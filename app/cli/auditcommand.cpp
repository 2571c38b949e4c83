// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/auditcommand.h"

#include "app/cli/clioptions.h"
#include "app/cli/cliworkspace.h"
#include "app/cli/tableanswer.h"

#include <QJsonObject>

namespace dw
{

QString AuditCommand::usage() const
{
    return QStringLiteral("audit [--object OBJECT --id ID] [--limit n]");
}

ExitCode AuditCommand::run(const QStringList &arguments, CliContext &context) const
{
    CliOptions options(arguments);
    const auto object = options.takeValue(QStringLiteral("--object"));
    const auto id = options.takeValue(QStringLiteral("--id"));
    const auto limit = options.takeNumber(QStringLiteral("--limit"), 1);
    const auto rest = options.rest();
    const bool parsed = object.ok() && id.ok() && limit.ok() && rest.ok() && rest->isEmpty();
    const auto record = parsed && *id ? Id::fromString(**id) : std::nullopt;
    if (!parsed || object->has_value() != id->has_value() || (*id && !record)) {
        context.complain(Error(ErrorCode::Invalid, QStringLiteral("cli.needs_option"),
                               {QStringLiteral("--object"), QStringLiteral("--id")}));
        return ExitCode::Usage;
    }
    auto opened = CliWorkspace::open(context, Workspace::Access::ReadOnly);
    if (!opened.ok())
        return failWith(context, opened.error());
    QJsonArray rows;
    const int wanted = int(limit->value_or(100));
    const Result<void> done = (*opened)->read([&](const Reader &reader) -> Result<void> {
        QList<AuditRecord> lines;
        if (record) {
            DW_ASSIGN(lines, reader.history({**object, *record}, wanted));
        } else {
            DW_ASSIGN(lines, reader.auditTrail(wanted));
        }
        QList<RecordRef> people;
        for (const AuditRecord &line : std::as_const(lines))
            people.append({QStringLiteral("user"), line.entry.user});
        DW_ASSIGN(const auto titles, reader.titles(people));
        for (const AuditRecord &line : std::as_const(lines)) {
            rows.append(
                QJsonObject{{QStringLiteral("at"), line.entry.at.toIso()},
                            {QStringLiteral("user"), titles.value({QStringLiteral("user"), line.entry.user})},
                            {QStringLiteral("command"), line.entry.command},
                            {QStringLiteral("object"), line.entry.record.object},
                            {QStringLiteral("id"), line.entry.record.id.toString()},
                            {QStringLiteral("fields"), QJsonArray::fromStringList(line.fields)},
                            {QStringLiteral("values"), line.entry.values},
                            {QStringLiteral("note"), line.entry.note},
                            {QStringLiteral("erased"), line.erased}});
        }
        return {};
    });
    if (!done.ok())
        return failWith(context, done.error());
    answerTable(
        context,
        {QStringLiteral("at"), QStringLiteral("user"), QStringLiteral("command"), QStringLiteral("object"),
         QStringLiteral("id"), QStringLiteral("fields"), QStringLiteral("note")},
        rows, context.clock.now());
    return ExitCode::Done;
}

}  // namespace dw
