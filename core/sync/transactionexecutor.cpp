// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/transactionexecutor.h"

#include "core/access/fieldaccess.h"
#include "core/access/visibility.h"
#include "core/rules/findingtext.h"
#include "core/sync/aggregates.h"
#include "core/sync/answers.h"
#include "core/sync/changeorigin.h"
#include "core/sync/mergeplan.h"
#include "core/sync/olderdefinitions.h"
#include "core/sync/refusedpush.h"
#include "core/sync/takenvalues.h"
#include "core/sync/travellingcommands.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>
#include <exception>
#include <optional>
#include <utility>

namespace dw
{

namespace
{

using Answer = TransactionExecutor::Answer;

Answer rejected(const QString &code, QJsonObject body = {})
{
    Answer answer;
    answer.status = Answer::Status::Rejected;
    answer.code = code;
    answer.body = std::move(body);
    return answer;
}

bool takesFromBin(const SyncOperation &operation)
{
    const auto deleted = operation.fields.constFind(QStringLiteral("deleted_at"));
    return deleted != operation.fields.cend() && deleted->after.isNull();
}

bool putsIntoBin(const SyncOperation &operation)
{
    const auto deleted = operation.fields.constFind(QStringLiteral("deleted_at"));
    return deleted != operation.fields.cend() && deleted->asked && !deleted->after.isNull();
}

// 3.7 b: what others worked on is not deleted by who has not seen it.
bool isGuardedFromDeletion(const QString &object)
{
    return object == QLatin1String("account") || object == QLatin1String("opportunity");
}

QJsonArray described(const Findings &findings, const Configuration &configuration)
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

QString codeOf(const Findings &findings)
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

QString codeOf(const Error &error)
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

// Who did it is worth no failure.
QJsonArray told(const QJsonArray &lines, const ReadSession &session, const Configuration &configuration)
{
    const auto with = withOrigin(lines, session, *configuration.dictionary);
    return with.ok() ? *with : lines;
}

// Somebody else worked on the record or its parts since.
Result<bool> isChangedSince(const WriteSession &session, const Configuration &configuration,
                            const RecordRef &root, qint64 base, const Id &user,
                            const EvaluationContext &evaluation)
{
    DW_ASSIGN(const QList<Record> rows, Aggregates(configuration.dictionary).read(session, root, evaluation));
    return std::any_of(rows.begin(), rows.end(), [&](const Record &row) {
        return row.value(u"rev").integer() > base && row.value(u"updated_by").id() != user;
    });
}

// "All records where ..." would be others than those that the person saw; a laptop names them.
bool namesItsRecords(const CommandRequest &request)
{
    return request.name != QLatin1String("record.bulk_update") ||
           !request.arguments.contains(QLatin1String("where"));
}

// Of the records that a person changed: what others did to them since. An answer ends the transaction.
Result<std::optional<Answer>> plan(MergePlan &plan, WriteSession &session, const Configuration &configuration,
                                   const SyncTransaction &transaction,
                                   const TransactionExecutor::Sender &sender)
{
    const EvaluationContext evaluation =
        configuration.settings.context(sender.at, sender.actor.user, sender.actor.team);
    const FieldAccess access(*configuration.policy, sender.actor, configuration.dictionary,
                             configuration.settings.currency);
    QSet<RecordRef> planned;
    for (const SyncOperation &operation : transaction.operations) {
        // A laptop says one thing of a record; several guesses at what a field holds would find it out.
        if (planned.contains(operation.record))
            return std::optional(rejected(QStringLiteral("validation")));
        planned.insert(operation.record);
        const ObjectTypePtr type = configuration.dictionary->find(operation.record.object);
        if (!type)
            return std::optional(rejected(QStringLiteral("meta_incompatible"),
                                          {{QStringLiteral("obj"), operation.record.object}}));
        const bool asked = std::any_of(operation.fields.begin(), operation.fields.end(),
                                       [](const SyncOperation::Change &change) { return change.asked; });
        if (operation.kind != SyncOperation::Kind::Update || !asked)
            continue;
        const QJsonObject about{{QStringLiteral("obj"), operation.record.object},
                                {QStringLiteral("id"), operation.record.id.toString()}};
        DW_ASSIGN(const Record server, session.find(type, operation.record.id));
        if (!server.isValid())
            return std::optional(rejected(QStringLiteral("not_visible"), about));
        DW_ASSIGN(const bool visible,
                  isVisible(server, *configuration.policy, sender.actor, session, evaluation));
        if (!visible) {
            Answer hidden = rejected(QStringLiteral("not_visible"), about);
            hidden.attempt = hiddenRecord(operation.record);
            return std::optional(hidden);
        }
        if (server.isDeleted()) {
            if (putsIntoBin(operation) || takesFromBin(operation))
                continue;
            return std::optional(rejected(QStringLiteral("deleted"), about));
        }
        if (putsIntoBin(operation)) {
            if (operation.base == 0 || !isGuardedFromDeletion(type->key()))
                continue;
            DW_ASSIGN(const bool foreign, isChangedSince(session, configuration, operation.record,
                                                         operation.base, sender.actor.user, evaluation));
            if (foreign)
                return std::optional(rejected(QStringLiteral("changed_since"), about));
            continue;
        }
        const FieldRights rights = access.of(*type);
        for (auto field = operation.fields.constBegin(); field != operation.fields.constEnd(); ++field) {
            if (!field->asked || rights.mayEdit(field.key()))
                continue;
            Answer forbidden =
                rejected(QStringLiteral("forbidden_field"), {{QStringLiteral("field"), field.key()}});
            forbidden.attempt = forbiddenField(operation.record, field.key());
            return std::optional(forbidden);
        }
        DW_TRY(plan.add(operation, server, sender.away,
                        [&](const QString &field) { return rights.mayRead(field); }));
    }
    return std::optional<Answer>();
}

}  // namespace

Answer TransactionExecutor::execute(WriteSession &session, const SyncTransaction &sent,
                                    const Sender &sender) const
{
    const ConfigurationPtr configuration = m_runner.configuration();
    Answer answer;
    for (const CommandRequest &request : sent.requests) {
        if (!travels(request.name))
            return rejected(QStringLiteral("unknown_command"));
        if (!namesItsRecords(request))
            return rejected(QStringLiteral("validation"));
    }
    const auto forward = OlderDefinitions(session, *configuration).forward(sent);
    if (!forward.ok()) {
        answer.status = Answer::Status::Retry;
        answer.code = forward.error().key;
        return answer;
    }
    const SyncTransaction &transaction = forward->transaction;
    MergePlan merge;
    const Result<std::optional<Answer>> planned = plan(merge, session, *configuration, transaction, sender);
    if (!planned.ok()) {
        if (planned.error().code != ErrorCode::Storage)
            return rejected(codeOf(planned.error()), errorLine(planned.error()));
        answer.status = Answer::Status::Retry;
        answer.code = planned.error().key;
        return answer;
    }
    if (*planned)
        return **planned;
    const QList<CommandRequest> requests = merge.reduced(transaction.requests);
    if (merge.isRejected())
        return rejected(QStringLiteral("conflict_guarded"),
                        {{QStringLiteral("fields"), told(merge.rejected(), session, *configuration)}});

    QJsonArray kept = merge.kept().isEmpty() ? QJsonArray() : told(merge.kept(), session, *configuration);
    for (const QJsonValue &dropped : forward->dropped)
        kept.append(dropped);
    answer.status = kept.isEmpty() ? Answer::Status::Applied : Answer::Status::Merged;
    if (!kept.isEmpty())
        answer.body.insert(QStringLiteral("kept"), kept);
    answer.done.status = CommandResult::Status::Applied;
    if (requests.isEmpty())
        return answer;
    try {
        const auto run = [&](const QList<CommandRequest> &all) {
            return m_runner.repeat(
                session, {all, sender.actor, transaction.id, transaction.made, sender.at, sender.files});
        };
        answer.done = run(requests);
        // Refused by a rule: nothing is written yet.
        if (answer.done.status == CommandResult::Status::Refused && answer.done.error.key.isEmpty()) {
            const Findings findings = answer.done.findings;
            if (const auto taken =
                    TakenValues::of(transaction, requests, findings, *configuration->dictionary)) {
                CommandResult without = run(taken->requests());
                if (without.status == CommandResult::Status::Applied) {
                    answer.done = without;
                    answer.status = Answer::Status::Merged;
                    answer.code = QStringLiteral("unique");
                    answer.body.insert(QStringLiteral("kept"), taken->kept());
                    answer.body.insert(QStringLiteral("violations"), described(findings, *configuration));
                }
            }
        }
    } catch (const std::exception &fault) {
        // A fault of ours: it must neither stop the queue nor be taken for a verdict of a rule.
        return rejected(QStringLiteral("rule_error"),
                        {{QStringLiteral("text"), QString::fromUtf8(fault.what())}});
    }
    const auto refused = [&](Answer rejection) -> Answer {
        const auto attempt = refusedAttempt(session, *configuration, transaction, answer.done);
        if (attempt.ok())
            rejection.attempt = *attempt;
        return rejection;
    };
    switch (answer.done.status) {
        case CommandResult::Status::Applied:
            if (!answer.done.findings.isEmpty())
                answer.body.insert(QStringLiteral("findings"),
                                   described(answer.done.findings, *configuration));
            return answer;
        case CommandResult::Status::Refused:
            if (answer.done.error.key.isEmpty())
                return refused(rejected(
                    codeOf(answer.done.findings),
                    {{QStringLiteral("violations"), described(answer.done.findings, *configuration)}}));
            return refused(rejected(codeOf(answer.done.error), errorLine(answer.done.error)));
        case CommandResult::Status::Failed:
            if (answer.done.error.code != ErrorCode::Storage)
                return refused(rejected(codeOf(answer.done.error), errorLine(answer.done.error)));
            break;
        case CommandResult::Status::Cancelled:
            break;
    }
    answer.status = Answer::Status::Retry;
    answer.code = answer.done.error.key;
    return answer;
}

}  // namespace dw
