// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/transactionexecutor.h"

#include "core/access/fieldaccess.h"
#include "core/access/visibility.h"
#include "core/commands/importrows.h"
#include "core/sync/aggregates.h"
#include "core/sync/answers.h"
#include "core/sync/changeorigin.h"
#include "core/sync/importedrows.h"
#include "core/sync/mergeplan.h"
#include "core/sync/newrequirements.h"
#include "core/sync/olderdefinitions.h"
#include "core/sync/refusedpush.h"
#include "core/sync/refusedrow.h"
#include "core/sync/sentnumbering.h"
#include "core/sync/strictparts.h"
#include "core/sync/takenvalues.h"
#include "core/sync/travellingcommands.h"
#include "core/sync/undonework.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>
#include <exception>
#include <memory>
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

// The store failed, or the program does not know yet what it needs: nothing is said of the transaction.
Answer later(const Error &error)
{
    Answer answer;
    answer.status = Answer::Status::Retry;
    answer.code = error.key;
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

// What change.undo left as it is because others have changed it since, as the merge says it of a field.
QJsonArray keptOf(const Findings &findings, const SyncTransaction &transaction, const WriteSession &session,
                  const Configuration &configuration, const FieldAccess &access)
{
    QJsonArray kept;
    for (const Finding &finding : findings) {
        if (finding.key != QLatin1String("undo.kept") || finding.field.isEmpty())
            continue;
        for (const SyncOperation &operation : transaction.operations) {
            const SyncOperation::Change change = operation.fields.value(finding.field);
            if (operation.record != finding.record || !change.asked)
                continue;
            QJsonObject line{{QStringLiteral("obj"), operation.record.object},
                             {QStringLiteral("id"), operation.record.id.toString()},
                             {QStringLiteral("field"), finding.field},
                             {QStringLiteral("before"), change.before},
                             {QStringLiteral("yours"), change.after}};
            const ObjectTypePtr type = configuration.dictionary->find(operation.record.object);
            const auto stored = session.find(type, operation.record.id);
            if (stored.ok() && stored->isValid() && access.of(*type).mayRead(finding.field))
                line.insert(QStringLiteral("server"), stored->value(finding.field).toJson());
            kept.append(line);
        }
    }
    return kept;
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
    const bool undoes = std::any_of(
        sent.requests.begin(), sent.requests.end(),
        [](const CommandRequest &request) { return request.name == QLatin1String("change.undo"); });
    const bool imports = std::any_of(
        sent.requests.begin(), sent.requests.end(),
        [](const CommandRequest &request) { return request.name == QLatin1String("import.rows"); });
    if (imports)
        return ImportedRows::isOne(sent) ? import(session, sent, sender)
                                         : rejected(QStringLiteral("validation"));
    return undoes ? takeBack(session, sent, sender) : merge(session, sent, sender);
}

// Compares with what the server itself did, so that there is nothing to merge (sync-protocol.md 3.5).
Answer TransactionExecutor::takeBack(WriteSession &session, const SyncTransaction &transaction,
                                     const Sender &sender) const
{
    const std::optional<Id> undone = takenBackBy(transaction);
    if (!undone)
        return rejected(QStringLiteral("validation"));
    Answer answer;
    answer.status = Answer::Status::Applied;
    answer.done.status = CommandResult::Status::Applied;
    const auto before = session.ledger().resultOf(*undone);
    if (before.ok() && *before && (*before)->status == LedgerResult::Status::Rejected)
        return answer;
    const ConfigurationPtr configuration = m_runner.configuration();
    const auto overtaken =
        StrictParts(session, *configuration, sender.actor, sender.at).overtaken(transaction);
    if (!overtaken.ok())
        return later(overtaken.error());
    if (!overtaken->isEmpty())
        return rejected(overtaken->cbegin()->code, overtaken->cbegin()->body);
    answer = run(session, transaction, transaction.requests, sender, std::move(answer));
    // The journal has it no more; the records are there.
    if (answer.body.value(QLatin1String("key")).toString() == QLatin1String("command.undo_gone"))
        answer.code = QStringLiteral("validation");
    if (answer.status != Answer::Status::Applied)
        return answer;
    for (const Finding &finding : std::as_const(answer.done.findings)) {
        if (finding.key == QLatin1String("undo.kept") && finding.field.isEmpty())
            return rejected(QStringLiteral("changed_since"),
                            {{QStringLiteral("obj"), finding.record.object},
                             {QStringLiteral("id"), finding.record.id.toString()}});
    }
    const FieldAccess access(*configuration->policy, sender.actor, configuration->dictionary,
                             configuration->settings.currency);
    const QJsonArray kept = keptOf(answer.done.findings, transaction, session, *configuration, access);
    if (!kept.isEmpty()) {
        answer.status = Answer::Status::Merged;
        answer.body.insert(QStringLiteral("kept"), told(kept, session, *configuration));
    }
    return answer;
}

// Row by row: what others changed meanwhile or what a rule refuses holds up no other row.
Answer TransactionExecutor::import(WriteSession &session, const SyncTransaction &sent,
                                   const Sender &sender) const
{
    const ConfigurationPtr configuration = m_runner.configuration();
    const auto forward = OlderDefinitions(session, *configuration).forward(sent);
    if (!forward.ok())
        return later(forward.error());
    const SyncTransaction &transaction = forward->transaction;
    const EvaluationContext evaluation =
        configuration->settings.context(sender.at, sender.actor.user, sender.actor.team);
    const FieldAccess access(*configuration->policy, sender.actor, configuration->dictionary,
                             configuration->settings.currency);
    const auto overtaken =
        StrictParts(session, *configuration, sender.actor, sender.at).overtaken(transaction);
    if (!overtaken.ok())
        return later(overtaken.error());
    QJsonArray kept, refused;
    QSet<RecordRef> merged;
    std::optional<Refusal> attempt;
    const auto ask = [&](const SyncOperation &operation,
                         QJsonObject &set) -> Result<std::optional<ImportedRows::Refused>> {
        if (const auto verdict = overtaken->constFind(operation.record); verdict != overtaken->cend())
            return std::optional(ImportedRows::Refused{verdict->code, verdict->body});
        if (operation.kind != SyncOperation::Kind::Update)
            return std::optional<ImportedRows::Refused>();
        const QJsonObject about{{QStringLiteral("obj"), operation.record.object},
                                {QStringLiteral("id"), operation.record.id.toString()}};
        const ObjectTypePtr type = configuration->dictionary->find(operation.record.object);
        if (!type)
            return std::optional(ImportedRows::Refused{QStringLiteral("meta_incompatible"), about});
        DW_ASSIGN(const Record server, session.find(type, operation.record.id));
        DW_ASSIGN(const bool visible, server.isValid() ? isVisible(server, *configuration->policy,
                                                                   sender.actor, session, evaluation)
                                                       : Result<bool>(false));
        if (!visible) {
            attempt = server.isValid() ? std::optional(hiddenRecord(operation.record)) : attempt;
            return std::optional(ImportedRows::Refused{QStringLiteral("not_visible"), about});
        }
        if (server.isDeleted())
            return std::optional(ImportedRows::Refused{QStringLiteral("deleted"), about});
        const FieldRights rights = access.of(*type);
        MergePlan plan;
        DW_TRY(plan.add(operation, server, sender.away,
                        [&](const QString &field) { return rights.mayRead(field); }));
        CommandRequest update{QStringLiteral("record.update"), about};
        update.arguments.insert(QStringLiteral("set"), set);
        const QList<CommandRequest> left = plan.reduced({update});
        if (plan.isRejected())
            return std::optional(ImportedRows::Refused{
                plan.rejection(),
                {{QStringLiteral("obj"), operation.record.object},
                 {QStringLiteral("id"), operation.record.id.toString()},
                 {QStringLiteral("fields"), told(plan.rejected(), session, *configuration)}}});
        set = left.isEmpty() ? QJsonObject() : left.first().arguments.value(QLatin1String("set")).toObject();
        if (!merged.contains(operation.record)) {
            for (const QJsonValue &line : plan.kept())
                kept.append(line);
            merged.insert(operation.record);
        }
        return std::optional<ImportedRows::Refused>();
    };
    const Result<CommandRequest> request = ImportedRows::complete(transaction, ask, refused);
    Answer answer;
    if (!request.ok() && request.error().code != ErrorCode::Storage)
        return rejected(refusalCode(request.error()), errorLine(request.error()));
    if (!request.ok())
        return later(request.error());
    answer.status = Answer::Status::Applied;
    answer.done.status = CommandResult::Status::Applied;
    if (!request->arguments.value(QLatin1String("rows")).toArray().isEmpty())
        answer = run(session, transaction, {*request}, sender, std::move(answer));
    if (answer.status != Answer::Status::Applied)
        return answer;
    const QJsonArray ruled = answer.done.data.value(QLatin1String("refused")).toArray();
    for (const QJsonValue &one : ruled) {
        const QJsonObject line = refusedRow(one.toObject(), transaction, *configuration);
        refused.append(line);
        const bool byAccess =
            line.value(QLatin1String("key")).toString().startsWith(QLatin1String("access."));
        if (byAccess && !attempt)
            attempt = Refusal{
                ImportedRows::recordOf(transaction, qint64(line.value(QLatin1String("row")).toDouble())),
                {line.value(QLatin1String("key")).toString(), {}},
                {}};
    }
    answer.attempt = attempt;
    kept = kept.isEmpty() ? kept : told(kept, session, *configuration);
    for (const QJsonValue &dropped : forward->dropped)
        kept.append(dropped);
    if (!kept.isEmpty())
        answer.body.insert(QStringLiteral("kept"), kept);
    if (!refused.isEmpty())
        answer.body.insert(QStringLiteral("rows"), refused);
    if (!kept.isEmpty() || !refused.isEmpty())
        answer.status = Answer::Status::Merged;
    return answer;
}

Answer TransactionExecutor::merge(WriteSession &session, const SyncTransaction &sent,
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
    if (!forward.ok())
        return later(forward.error());
    const SyncTransaction &transaction = forward->transaction;
    const StrictParts strict(session, *configuration, sender.actor, sender.at);
    const auto overtaken = strict.overtaken(transaction);
    if (!overtaken.ok())
        return later(overtaken.error());
    if (!overtaken->isEmpty())
        return rejected(overtaken->cbegin()->code, overtaken->cbegin()->body);
    MergePlan merge;
    const Result<std::optional<Answer>> planned = plan(merge, session, *configuration, transaction, sender);
    if (!planned.ok()) {
        if (planned.error().code != ErrorCode::Storage)
            return rejected(refusalCode(planned.error()), errorLine(planned.error()));
        return later(planned.error());
    }
    if (*planned)
        return **planned;
    const QList<CommandRequest> requests = merge.reduced(transaction.requests);
    if (merge.isRejected())
        return rejected(merge.rejection(),
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
    answer = run(session, transaction, requests, sender, std::move(answer));
    if (answer.done.status != CommandResult::Status::Applied)
        return answer;
    const auto declared = strict.isDeclared(transaction, answer.done);
    if (!declared.ok())
        return later(declared.error());
    return *declared ? answer : rejected(QStringLiteral("validation"));
}

Answer TransactionExecutor::run(WriteSession &session, const SyncTransaction &transaction,
                                const QList<CommandRequest> &requests, const Sender &sender,
                                Answer answer) const
{
    const ConfigurationPtr configuration = m_runner.configuration();
    QJsonArray renumbered;
    QHash<QString, QSet<QString>> excused;
    const NewRequirements requirements(session, *configuration, sender.seen,
                                       sender.received.value_or(sender.at));
    // The rows of an import are refused one by one, and the others are written: it is not run again.
    if (ImportedRows::isOne(transaction)) {
        const auto fields = requirements.fields();
        if (!fields.ok())
            return later(fields.error());
        excused = *fields;
    }
    try {
        const auto run = [&](const QList<CommandRequest> &all) {
            const auto numbering = std::make_shared<SentNumbering>(transaction, sender.actor.user);
            const CommandResult result =
                m_runner.repeat(session, {all, sender.actor, transaction.id, transaction.made, sender.at,
                                          sender.files, sender.received, numbering, excused});
            renumbered = numbering->replaced();
            return result;
        };
        answer.done = run(requests);
        // Refused by a rule: nothing is written yet.
        if (excused.isEmpty() && NewRequirements::mayHelp(answer.done)) {
            const auto fields = requirements.fields();
            if (!fields.ok())
                return later(fields.error());
            excused = *fields;
            if (!excused.isEmpty())
                answer.done = run(requests);
        }
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
                    answer.body.insert(QStringLiteral("violations"),
                                       describedFindings(findings, *configuration));
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
            if (!renumbered.isEmpty()) {
                QJsonArray kept = answer.body.value(QLatin1String("kept")).toArray();
                for (const QJsonValue &line : std::as_const(renumbered))
                    kept.append(line);
                answer.body.insert(QStringLiteral("kept"), kept);
                answer.status = Answer::Status::Merged;
            }
            if (!answer.done.findings.isEmpty())
                answer.body.insert(QStringLiteral("findings"),
                                   describedFindings(answer.done.findings, *configuration));
            return answer;
        case CommandResult::Status::Refused:
            if (answer.done.error.key.isEmpty())
                return refused(rejected(refusalCode(answer.done.findings),
                                        {{QStringLiteral("violations"),
                                          describedFindings(answer.done.findings, *configuration)}}));
            return refused(rejected(refusalCode(answer.done.error), errorLine(answer.done.error)));
        case CommandResult::Status::Failed:
            if (answer.done.error.code != ErrorCode::Storage)
                return refused(rejected(refusalCode(answer.done.error), errorLine(answer.done.error)));
            break;
        case CommandResult::Status::Cancelled:
            break;
    }
    answer.status = Answer::Status::Retry;
    answer.code = answer.done.error.key;
    return answer;
}

}  // namespace dw
