// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/inboxkeeping.h"

#include "core/commands/settleinbox.h"
#include "core/sync/answervalues.h"
#include "core/sync/importedrows.h"
#include "core/sync/laptoppolicy.h"
#include "core/sync/outboxwriter.h"
#include "core/sync/undonework.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace dw
{

namespace
{

constexpr qint64 DayMs = 86'400'000;
const QString Revoked = QStringLiteral("revoked");
const QString RevokedAt = QStringLiteral("revoked_at");

QByteArray compact(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

QJsonObject objectOf(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

}  // namespace

Result<bool> InboxKeeping::isDecided(const OutboxEntry &entry) const
{
    const UndoneWork undone(m_replica);
    DW_ASSIGN(const bool takenBack, undone.isTakenBack(entry.transaction));
    return takenBack ? Result<bool>(true) : undone.isIdle(entry);
}

Result<void> InboxKeeping::add(const OutboxEntry &entry, const QJsonObject &result, Instant now)
{
    DW_ASSIGN(const bool decided, isDecided(entry));
    if (decided)
        return {};
    const bool rejected = result.value(QLatin1String("st")).toString() == QLatin1String("rejected");
    InboxEntry issue;
    issue.transaction = entry.transaction;
    issue.code = rejected ? result.value(QLatin1String("code")).toString() : QStringLiteral("kept");
    issue.body = entry.body;
    QJsonObject answer = result;
    if (issue.code == QLatin1String("not_visible"))
        answer.insert(Revoked, true);
    issue.answer = compact(answer);
    issue.at = now;
    DW_ASSIGN(const qint64 number, m_replica.addToInbox(issue));
    if (issue.code != QLatin1String("dependency_rejected"))
        return {};
    DW_ASSIGN(const QList<InboxEntry> open, m_replica.inbox());
    const QJsonValue cause = result.value(QLatin1String("root_cause"));
    // The newest: numbers begin anew with an enrolment.
    const auto causing = std::find_if(open.rbegin(), open.rend(), [&](const InboxEntry &one) {
        return one.number != number && objectOf(one.answer).value(QLatin1String("dseq")) == cause;
    });
    if (causing == open.rend())
        return {};
    InboxEntry bundled = *causing;
    bundled.dependants.append(number);
    return m_replica.updateInbox(bundled);
}

Result<void> InboxKeeping::addRows(const OutboxEntry &entry, const QJsonObject &result, Instant now)
{
    DW_ASSIGN(const SyncTransaction transaction, SyncTransaction::fromJson(outboxJson(entry)));
    const QJsonArray rows = result.value(QLatin1String("rows")).toArray();
    for (const QJsonValue &one : rows) {
        QJsonObject answer = one.toObject();
        const auto alone =
            ImportedRows::alone(transaction, answervalues::wholeNumber(answer.value(QLatin1String("row"))));
        if (!alone)
            continue;
        answer.insert(QStringLiteral("st"), QStringLiteral("rejected"));
        answer.insert(QStringLiteral("dseq"), result.value(QLatin1String("dseq")));
        InboxEntry issue;
        issue.transaction = entry.transaction;
        issue.code = answer.value(QLatin1String("code")).toString();
        issue.body = compact(alone->toJson());
        if (issue.code == QLatin1String("not_visible"))
            answer.insert(Revoked, true);
        issue.answer = compact(answer);
        issue.at = now;
        DW_TRY(m_replica.addToInbox(issue));
    }
    return {};
}

Result<void> InboxKeeping::forgetSettled(const std::function<bool(const QByteArray &json)> &concerns)
{
    SettledInbox settled(m_replica);
    DW_ASSIGN(const QList<qint64> numbers, settled.numbers());
    for (const qint64 number : numbers) {
        DW_ASSIGN(const auto entry, m_replica.inboxEntry(number));
        if (!entry || (!concerns(entry->body) && !concerns(entry->answer)))
            continue;
        DW_TRY(settled.empty(number));
        DW_TRY(settled.remove(number));
    }
    return {};
}

Result<void> InboxKeeping::expire(Instant told, Instant now)
{
    DW_ASSIGN(const QList<InboxEntry> open, m_replica.inbox());
    DW_ASSIGN(const LaptopPolicy policy, LaptopPolicy::load(m_replica));
    for (InboxEntry entry : open) {
        QJsonObject answer = objectOf(entry.answer);
        if (!answer.contains(Revoked))
            continue;
        if (!answer.contains(RevokedAt)) {
            answer.insert(RevokedAt, double(told.ms));
            entry.answer = compact(answer);
            DW_TRY(m_replica.updateInbox(entry));
            continue;
        }
        if (now.ms - answervalues::wholeNumber(answer.value(RevokedAt)) < policy.revokedInputDays * DayMs)
            continue;
        entry.state = InboxEntry::State::Discarded;
        entry.body = QByteArrayLiteral("{}");
        entry.answer = QByteArrayLiteral("{}");
        DW_TRY(m_replica.updateInbox(entry));
    }
    return {};
}

}  // namespace dw
