// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/pushrun.h"

#include "core/sync/answers.h"
#include "core/sync/issuebook.h"

#include <QJsonDocument>

#include <algorithm>
#include <limits>

namespace dw
{

namespace
{

// 180 days away make plain fields decisions; so do 30 (sync-protocol.md 3.5).
constexpr qint64 LongAwayMs = qint64(30) * 24 * 3600 * 1000;

// Of the answer, which is no larger than a page and told again with each pull until the laptop has it.
constexpr qsizetype ToldAtMost = qsizetype(512) * 1024;

QByteArray compact(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

void reject(LedgerResult &result, const QString &code, const QJsonObject &body = {})
{
    result.status = LedgerResult::Status::Rejected;
    result.code = code;
    if (!body.isEmpty())
        result.body = compact(body);
}

}  // namespace

PushRun::PushRun(CommandRunner &runner, WriteSession &session, const LedgerDevice &sender, const Actor &actor,
                 const Budget &budget, const Refusals &refused, RetryBook &retries, const FileArrivals *files)
    : m_runner(runner)
    , m_session(session)
    , m_sender(sender)
    , m_actor(actor)
    , m_budget(budget)
    , m_refused(refused)
    , m_retries(retries)
    , m_files(files)
    , m_received(runner.clock().now())
    , m_begun(budget.now ? budget.now() : 0)
{}

Result<void> PushRun::prepare(const QJsonObject &log, const QByteArray &key)
{
    DW_ASSIGN(m_log, OutboxLog::load(m_session, m_sender.id));
    if (!log.isEmpty())
        m_log.add(log, key, m_sender.lastNumber + 1, m_received);
    DW_ASSIGN(m_head, m_session.ledger().head());
    DW_ASSIGN(m_times, CommitTimes::load(m_session));
    return {};
}

Result<void> PushRun::finish() const
{
    DW_TRY(m_session.ledger().setDevice(m_sender));
    return m_log.save(m_session);
}

Result<PushRun::Next> PushRun::take(const SyncTransaction &transaction)
{
    Ledger &ledger = m_session.ledger();
    if (transaction.number <= m_sender.lastNumber + 1) {
        m_first = m_first == 0 ? transaction.number : m_first;
        m_last = transaction.number;
    }
    if (transaction.number <= m_sender.lastNumber) {
        DW_ASSIGN(const auto known, ledger.result(m_sender.id, transaction.number));
        if (known && known->transaction != transaction.id)
            return Next::Forked;
        if (known)
            add(*known);
        return isUsedUp() ? Next::Stop : Next::GoOn;
    }
    if (transaction.number != m_sender.lastNumber + 1)
        return Next::Stop;  // a gap: the answer says which number is expected

    LedgerResult result;
    result.device = m_sender.id;
    result.number = transaction.number;
    result.transaction = transaction.id;
    CommandResult executed;
    bool later = false;
    bool isRepeated = false;
    DW_TRY(answer(transaction, result, executed, later, isRepeated));
    if (later)
        return Next::Stop;
    DW_TRY(ledger.addResult(result));
    // Of one that was taken over without a value the code says why. What was told once is not told again:
    // somebody may have done with it.
    if (!result.code.isEmpty() && !isRepeated)
        DW_TRY(IssueBook::add(m_session, m_sender, transaction, result.transaction, result.code, m_received));
    m_sender.lastNumber = transaction.number;
    m_log.take(transaction);
    add(result);
    // The next one is checked against what this one made.
    if (CommandRunner::renewsConfiguration(executed)) {
        m_renewing = transaction.id;
        return Next::Stop;
    }
    return isUsedUp() ? Next::Stop : Next::GoOn;
}

Result<void> PushRun::answer(const SyncTransaction &transaction, LedgerResult &result,
                             CommandResult &executed, bool &later, bool &isRepeated)
{
    const Ledger &ledger = m_session.ledger();
    DW_ASSIGN(const auto elsewhere, ledger.resultOf(transaction.id));
    if (elsewhere) {
        DW_ASSIGN(const auto other, ledger.device(elsewhere->device));
        if (!other || other->user != m_sender.user) {
            // Its answer is somebody else's.
            result.transaction = m_runner.ids().next();
            reject(result, QStringLiteral("validation"));
            return {};
        }
        // Pushed before by this person's laptop, under another registration or another number.
        isRepeated = true;
        result.status = elsewhere->status;
        result.code = elsewhere->code;
        result.sequence = elsewhere->sequence;
        result.body = elsewhere->body;
        return {};
    }
    if (const auto refused = m_refused.constFind(transaction.id); refused != m_refused.cend()) {
        reject(result,
               refused->code == ErrorCode::Limit ? QStringLiteral("too_large") : QStringLiteral("validation"),
               errorLine(*refused));
        return {};
    }
    DW_ASSIGN(const qint64 cause, rejectedDependency(transaction));
    if (cause > 0) {
        reject(result, QStringLiteral("dependency_rejected"),
               {{QStringLiteral("root_cause"), double(cause)}});
        return {};
    }
    return execute(transaction, result, executed, later);
}

Result<qint64> PushRun::rejectedDependency(const SyncTransaction &transaction) const
{
    for (const qint64 dependency : transaction.dependencies) {
        DW_ASSIGN(const auto known, m_session.ledger().result(m_sender.id, dependency));
        if (known && known->status == LedgerResult::Status::Rejected)
            return dependency;
    }
    return 0;
}

Result<void> PushRun::execute(const SyncTransaction &transaction, LedgerResult &result,
                              CommandResult &executed, bool &later)
{
    using Status = TransactionExecutor::Answer::Status;
    const Instant at = enteredAt(transaction);
    DW_TRY(m_session.setMark());
    TransactionExecutor::Answer answer = TransactionExecutor(m_runner).execute(
        m_session, transaction, {m_actor, awayOf(transaction), at, m_files, m_received, seenBy(transaction)});
    if (answer.status == Status::Rejected || answer.status == Status::Retry)
        DW_TRY(m_session.backToMark());
    if (answer.status == Status::Retry) {
        later = !m_retries.isHopeless(transaction.id, m_received);
        if (later)
            return {};
        answer.status = Status::Rejected;
        answer.body = {{QStringLiteral("detail"), answer.code}};
        answer.code = QStringLiteral("rule_error");
    }
    m_retries.forget(transaction.id);
    limitTold(answer.body);
    m_sender.lastContact = std::max(m_sender.lastContact, at);
    m_sender.lastPull = seenBy(transaction);
    if (answer.attempt)
        m_attempts.append({transaction.command, *answer.attempt});
    if (answer.status == Status::Rejected) {
        reject(result, answer.code, answer.body);
        return {};
    }
    result.status =
        answer.status == Status::Applied ? LedgerResult::Status::Applied : LedgerResult::Status::Merged;
    result.code = answer.code;
    // What the laptop's own history shows beside its clock (B12).
    answer.body.insert(QStringLiteral("entered_at"), at.toIso());
    answer.body.insert(QStringLiteral("received_at"), m_received.toIso());
    result.body = compact(answer.body);
    DW_ASSIGN(const LedgerHead head, m_session.ledger().head());
    result.sequence = head.sequence;
    executed = answer.done;
    m_done.append(executed);
    m_records +=
        executed.notice.bulkObjects.isEmpty() ? int(executed.notice.entries.size()) : m_budget.records;
    return {};
}

// No less than its laptop had seen before.
qint64 PushRun::seenBy(const SyncTransaction &transaction) const
{
    return std::max(m_sender.lastPull, std::min(transaction.seenAt, m_head.sequence));
}

// Not before the one that its laptop made last, nor before the commit that it had seen; not in the future.
Instant PushRun::enteredAt(const SyncTransaction &transaction) const
{
    const Instant first =
        std::max(m_sender.lastContact, m_times.about(seenBy(transaction)).value_or(Instant{}));
    const Instant last = std::max(m_sender.lastContact, m_received);
    return std::clamp(transaction.at, std::min(first, last), last);
}

// What it had not seen began with the next commit.
FieldMerge::Away PushRun::awayOf(const SyncTransaction &transaction) const
{
    if (transaction.seenAt >= m_head.sequence)
        return FieldMerge::Away::Short;
    const Instant since = m_times.about(transaction.seenAt + 1).value_or(m_sender.lastContact);
    return m_received.ms - since.ms > LongAwayMs ? FieldMerge::Away::Long : FieldMerge::Away::Short;
}

void PushRun::add(const LedgerResult &result)
{
    m_results.append(resultLine(result));
    m_told += result.body.size();
}

bool PushRun::isUsedUp() const
{
    return m_told >= ToldAtMost || m_records >= m_budget.records ||
           (m_budget.now && m_budget.now() - m_begun >= m_budget.ms);
}

void PushRun::noteAttempts(WriteSession &session)
{
    for (const Attempt &attempt : std::as_const(m_attempts))
        m_runner.noteRefused(session, attempt.command, m_actor, attempt.refusal);
}

}  // namespace dw
