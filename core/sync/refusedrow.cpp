// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/refusedrow.h"

#include "core/commands/importrows.h"
#include "core/rules/findingtext.h"
#include "core/sync/answers.h"
#include "core/sync/answervalues.h"
#include "core/sync/importedrows.h"

#include <algorithm>

namespace dw
{

QJsonArray describedFindings(const Findings &findings, const Configuration &configuration)
{
    QJsonArray lines;
    for (const Finding &finding : findings) {
        QJsonObject line{
            {QStringLiteral("key"), finding.key},
            {QStringLiteral("args"), QJsonArray::fromStringList(finding.arguments)},
            {QStringLiteral("text"), findingText(finding, *configuration.rulebook, Language::English)}};
        if (!finding.record.id.isNull()) {
            line.insert(QStringLiteral("obj"), finding.record.object);
            line.insert(QStringLiteral("id"), finding.record.id.toString());
        }
        if (!finding.field.isEmpty())
            line.insert(QStringLiteral("field"), finding.field);
        if (!finding.item.isEmpty())
            line.insert(QStringLiteral("need"), finding.item);
        lines.append(line);
    }
    return lines;
}

QString refusalCode(const Findings &findings)
{
    const auto blocker = [&](auto &&fits) {
        return std::any_of(findings.begin(), findings.end(), [&](const Finding &finding) {
            return finding.severity == Finding::Severity::Blocker && fits(finding.key);
        });
    };
    if (blocker([](const QString &key) { return key.startsWith(QLatin1String("gate.")); }))
        return QStringLiteral("gate_failed");
    if (blocker([](const QString &key) { return key == QLatin1String("value.not_unique"); }))
        return QStringLiteral("unique");
    return QStringLiteral("validation");
}

QString refusalCode(const Error &error)
{
    switch (error.code) {
        case ErrorCode::NotFound:
            return QStringLiteral("not_visible");
        case ErrorCode::Forbidden:
            return error.key == QLatin1String("access.field_forbidden") ? QStringLiteral("forbidden_field")
                                                                        : QStringLiteral("forbidden");
        case ErrorCode::Conflict:
            return error.key == QLatin1String("store.value_taken") ? QStringLiteral("unique")
                                                                   : QStringLiteral("validation");
        case ErrorCode::Invalid:
            return error.key == QLatin1String("command.unknown") ? QStringLiteral("unknown_command")
                                                                 : QStringLiteral("validation");
        case ErrorCode::Limit:
            return QStringLiteral("too_large");
        case ErrorCode::Refused:
            return error.key == QLatin1String("lead.already_claimed") ? QStringLiteral("already_claimed")
                                                                      : QStringLiteral("validation");
        case ErrorCode::Unsupported:
            return QStringLiteral("validation");
        case ErrorCode::Storage:
        case ErrorCode::TooNew:
        case ErrorCode::Cancelled:
        case ErrorCode::Network:
        case ErrorCode::Internal:
            break;
    }
    return QStringLiteral("rule_error");
}

QJsonObject refusedRow(const QJsonObject &data, const SyncTransaction &transaction,
                       const Configuration &configuration)
{
    const auto row = answervalues::wholeNumber(data.value(QLatin1String("row")));
    const RecordRef about = ImportedRows::recordOf(transaction, row);
    QJsonObject line{{QStringLiteral("row"), double(row)},
                     {QStringLiteral("obj"), about.object},
                     {QStringLiteral("id"), about.id.toString()}};
    Findings findings;
    const QJsonArray lines = data.value(QLatin1String("findings")).toArray();
    for (const QJsonValue &finding : lines)
        findings.append(findingFromData(finding.toObject()));
    const QJsonObject failure = data.value(QLatin1String("error")).toObject();
    if (failure.isEmpty()) {
        line.insert(QStringLiteral("code"), refusalCode(findings));
        line.insert(QStringLiteral("violations"), describedFindings(findings, configuration));
        return line;
    }
    QStringList arguments;
    const QJsonArray given = failure.value(QLatin1String("args")).toArray();
    for (const QJsonValue &argument : given)
        arguments.append(argument.toString());
    const Error error(ErrorCode(failure.value(QLatin1String("code")).toInt()),
                      failure.value(QLatin1String("key")).toString(), arguments);
    const QJsonObject told = errorLine(error);
    for (auto member = told.constBegin(); member != told.constEnd(); ++member)
        line.insert(member.key(), member.value());
    line.insert(QStringLiteral("code"), refusalCode(error));
    return line;
}

}  // namespace dw
