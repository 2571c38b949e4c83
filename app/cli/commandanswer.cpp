// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commandanswer.h"

#include "core/base/wording.h"
#include "core/rules/findingtext.h"

#include <QJsonArray>
#include <QJsonObject>

namespace dw
{

namespace
{

QString severityKey(Finding::Severity severity)
{
    switch (severity) {
        case Finding::Severity::Hint:
            return QStringLiteral("hint");
        case Finding::Severity::Warning:
            return QStringLiteral("warning");
        case Finding::Severity::Blocker:
            return QStringLiteral("blocker");
    }
    Q_UNREACHABLE();
}

QJsonObject findingJson(const Finding &finding, const Rulebook &rulebook, Language language)
{
    return {
        {QStringLiteral("key"), finding.key},
        {QStringLiteral("severity"), severityKey(finding.severity)},
        {QStringLiteral("record"), finding.record.id.isNull() ? QJsonValue() : finding.record.id.toString()},
        {QStringLiteral("field"), finding.field},
        {QStringLiteral("item"), finding.item},
        {QStringLiteral("text"), findingText(finding, rulebook, language)}};
}

// What could not be run at all, as a finding of its own, so that --json always answers the same shape.
QJsonObject errorJson(const Error &error)
{
    return {{QStringLiteral("key"), error.key},       {QStringLiteral("severity"), QStringLiteral("blocker")},
            {QStringLiteral("record"), QJsonValue()}, {QStringLiteral("field"), QString()},
            {QStringLiteral("item"), QString()},      {QStringLiteral("text"), describe(error)}};
}

// Where they are about several records, each says about which.
void tellBlockers(const CliContext &context, CliWorkspace &workspace, const Findings &findings)
{
    QList<RecordRef> records;
    for (const Finding &finding : findings) {
        if (finding.severity == Finding::Severity::Blocker && !finding.record.id.isNull() &&
            !records.contains(finding.record))
            records.append(finding.record);
    }
    QHash<RecordRef, QString> titles;
    if (records.size() > 1) {
        const auto named = workspace.read([&](const Reader &reader) -> Result<void> {
            DW_ASSIGN(titles, reader.titles(records));
            return {};
        });
        if (!named.ok())
            titles.clear();
    }
    const Rulebook &rulebook = *workspace.runner().configuration()->rulebook;
    for (const Finding &finding : findings) {
        if (finding.severity != Finding::Severity::Blocker)
            continue;
        const QString text = findingText(finding, rulebook, context.language);
        const bool several = records.size() > 1 && !finding.record.id.isNull();
        const QString title = titles.value(finding.record);
        context.complain(several ? wording(QStringLiteral("cli.of_record"),
                                           {title.isEmpty() ? finding.record.id.toString() : title, text})
                                 : text);
    }
}

}  // namespace

ExitCode answerCommand(const CliContext &context, CliWorkspace &workspace, const CommandResult &result)
{
    const bool applied = result.status == CommandResult::Status::Applied;
    const bool refused = result.status == CommandResult::Status::Refused;

    QJsonArray findings;
    for (const Finding &finding : result.findings)
        findings.append(
            findingJson(finding, *workspace.runner().configuration()->rulebook, context.language));
    if (!applied && result.findings.isEmpty())
        findings.append(errorJson(result.error));
    if (context.json && (applied || refused)) {
        QJsonArray ids;
        for (const Id &id : result.ids)
            ids.append(id.toString());
        QJsonObject answer{
            {QStringLiteral("status"), applied ? QStringLiteral("applied") : QStringLiteral("refused")},
            {QStringLiteral("ids"), ids},
            {QStringLiteral("findings"), findings}};
        if (!result.data.isEmpty())
            answer.insert(QStringLiteral("data"), result.data);
        context.answer(answer);
    } else if (applied) {
        for (const Id &id : result.ids)
            context.out << id.toString() << '\n';
        context.out.flush();
    }
    if (applied)
        return ExitCode::Done;
    if (result.findings.isEmpty())
        context.complain(findings.first().toObject().value(QLatin1String("text")).toString());
    else
        tellBlockers(context, workspace, result.findings);
    return refused ? ExitCode::Refused : ExitCode::Failed;
}

}  // namespace dw
