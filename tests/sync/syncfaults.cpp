// SPDX-License-Identifier: GPL-3.0-or-later
// What SyncWorld breaks on purpose.
#include "core/sync/incoming.h"
#include "tests/sync/faultyaccess.h"
#include "tests/sync/syncworld.h"

#include <QJsonArray>

#include <utility>

namespace dw::test
{

namespace
{

QJsonObject without(QJsonObject json, const char *key)
{
    json.remove(QLatin1String(key));
    return json;
}

// Every message of the answer, as `change` leaves it.
template <typename Change>
void eachOf(QJsonObject &body, const char *list, const Change &change)
{
    QJsonArray rows = body.value(QLatin1String(list)).toArray();
    for (QJsonValueRef one : rows) {
        QJsonObject message = one.toObject();
        change(message);
        one = message;
    }
    if (body.contains(QLatin1String(list)))
        body.insert(QLatin1String(list), rows);
}

void age(QJsonObject &message, int by)
{
    message.insert(QStringLiteral("q"), message.value(QLatin1String("q")).toDouble() + by);
}

}  // namespace

void SyncWorld::setFault(Fault fault)
{
    m_fault = fault;
    m_access->forgetsFollowers = fault == Fault::FollowersForgotten;
    m_access->forgetsShares = fault == Fault::SharesForgotten;
    m_access->standsStill = fault == Fault::ReachStandsStill;
    m_access->ignoresTags = fault == Fault::TagsIgnored;
    m_access->keepsPlacements = fault == Fault::PlacementsOld;
    m_hook->skips = fault == Fault::CommitsSkipped;
}

SyncAnswer SyncWorld::spoilt(SyncAnswer answer, const QJsonObject &head) const
{
    QJsonObject &body = answer.body;
    QJsonObject scopes = body.value(QLatin1String("scopes")).toObject();
    switch (m_fault) {
        case Fault::GoneOmitted:
            body.insert(QStringLiteral("gone"), QJsonArray());
            break;
        case Fault::ScopesNotTaken:
        case Fault::ChangesNotTold:
            if (scopes.isEmpty())
                break;
            scopes = without(scopes, m_fault == Fault::ScopesNotTaken ? "remove" : "change");
            body.insert(QStringLiteral("scopes"), scopes);
            break;
        case Fault::FieldsNotTold:
            body = without(body, "fields");
            break;
        case Fault::CursorAhead:
            if (head.isEmpty())
                break;
            body.insert(QStringLiteral("next"), head.value(QLatin1String("next")));
            body.insert(QStringLiteral("complete"), true);
            break;
        case Fault::MembersCutShort:
            if (!body.contains(QLatin1String("as_of")))
                break;
            body.insert(QStringLiteral("rows"),
                        QJsonArray{body.value(QLatin1String("rows")).toArray().first()});
            body.insert(QStringLiteral("complete"), true);
            break;
        case Fault::PartsOmitted:
            eachOf(body, "rows", [](QJsonObject &message) {
                message.insert(QStringLiteral("r"),
                               QJsonArray{message.value(QLatin1String("r")).toArray().first()});
            });
            break;
        case Fault::DeletedAlive:
            eachOf(body, "rows", [](QJsonObject &message) {
                eachOf(message, "r", [](QJsonObject &row) {
                    row.insert(QStringLiteral("v"),
                               without(row.value(QLatin1String("v")).toObject(), "deleted_at"));
                });
            });
            break;
        case Fault::VersionsAhead:
        case Fault::VersionsBehind:
            eachOf(body, "rows",
                   [&](QJsonObject &message) { age(message, m_fault == Fault::VersionsAhead ? 1000 : -1); });
            break;
        case Fault::GoneBehind:
            eachOf(body, "gone", [](QJsonObject &message) { age(message, -1000); });
            break;
        case Fault::ScopesMixed:
            eachOf(body, "rows", [](QJsonObject &message) {
                if (message.value(QLatin1String("s")).toArray().first().isDouble())
                    message.insert(QStringLiteral("s"), QJsonArray{1});
            });
            break;
        case Fault::ResultsOmitted:
            body = without(body, "results");
            break;
        default:
            break;
    }
    return answer;
}

// What a server tells that does things in another order.
SyncAnswer SyncWorld::hasty(SyncAnswer answer)
{
    QJsonObject &body = answer.body;
    if (m_fault == Fault::NumberedTooEarly && body.contains(QLatin1String("next")) && ++m_hasty % 4 == 0) {
        // The commit before the last was still running.
        const double last = body.value(QLatin1String("next")).toString().section(u'.', 0, 0).toDouble();
        for (const char *list : {"rows", "gone"}) {
            QJsonArray left;
            const QJsonArray all = body.value(QLatin1String(list)).toArray();
            for (const QJsonValue &one : all) {
                if (one.toObject().value(QLatin1String("q")).toDouble() != last - 1)
                    left.append(one);
            }
            if (body.contains(QLatin1String(list)))
                body.insert(QLatin1String(list), left);
        }
    }
    if (m_fault == Fault::RowsBeforeScopes && body.contains(QLatin1String("complete"))) {
        const QJsonObject scopes = body.take(QLatin1String("scopes")).toObject();
        if (!scopes.isEmpty())
            m_heldScopes = scopes;
        if (body.value(QLatin1String("complete")).toBool() && !m_heldScopes.isEmpty())
            body.insert(QStringLiteral("scopes"), std::exchange(m_heldScopes, {}));
    }
    return answer;
}

QJsonObject SyncWorld::spoiltPush(const QJsonObject &push) const
{
    if (m_fault != Fault::AskedOmitted && m_fault != Fault::NumbersReused)
        return push;
    QJsonObject request = push;
    eachOf(request, "txs", [&](QJsonObject &transaction) {
        if (m_fault == Fault::AskedOmitted)
            transaction.insert(QStringLiteral("ops"), QJsonArray());
        else if (const int number = transaction.value(QLatin1String("dseq")).toInt(); number > 1)
            transaction.insert(QStringLiteral("dseq"), number - 1);
    });
    return request;
}

SyncAnswer SyncWorld::forged(const QJsonObject &push)
{
    QJsonArray results;
    const QJsonArray transactions = push.value(QLatin1String("txs")).toArray();
    for (const QJsonValue &one : transactions) {
        const QJsonObject transaction = one.toObject();
        results.append(QJsonObject{{QStringLiteral("dseq"), transaction.value(QLatin1String("dseq"))},
                                   {QStringLiteral("id"), transaction.value(QLatin1String("id"))},
                                   {QStringLiteral("st"), QStringLiteral("applied")},
                                   {QStringLiteral("rseq"), 1}});
    }
    return {200, {{QStringLiteral("results"), results}}};
}

void SyncWorld::forgetBases(SyncLaptop &laptop)
{
    laptop.write([&](WriteSession &session) {
        if (!session.begin(Durability::Saved).ok())
            qFatal("begin");
        const QList<OutboxEntry> waiting = session.replica().outbox(0, -1).value();
        for (const OutboxEntry &entry : waiting) {
            for (const RecordRef &record : entry.names) {
                if (!session.replica().dropBase(record).ok())
                    qFatal("drop");
            }
        }
        if (!session.commit().ok())
            qFatal("commit");
    });
}

void SyncWorld::forgetInbox(SyncLaptop &laptop)
{
    laptop.write([&](WriteSession &session) {
        if (!session.begin(Durability::Saved).ok())
            qFatal("begin");
        const QList<InboxEntry> inbox = session.replica().inbox().value();
        for (InboxEntry entry : inbox) {
            entry.state = InboxEntry::State::Discarded;
            if (!session.replica().updateInbox(entry).ok())
                qFatal("inbox");
        }
        if (!session.commit().ok())
            qFatal("commit");
    });
}

void SyncWorld::dropAnswered(SyncLaptop &laptop, const QJsonObject &page)
{
    const qint64 to =
        page.value(QLatin1String("next")).toString().section(QLatin1Char('.'), 0, 0).toLongLong();
    laptop.write([&](WriteSession &session) {
        if (!session.begin(Durability::Saved).ok())
            qFatal("begin");
        auto incoming = Incoming::begin(session, laptop.runner->configuration(), laptop.clock->now());
        const QList<OutboxEntry> waiting = session.replica().outbox(0, -1).value();
        for (const OutboxEntry &entry : waiting) {
            if (entry.state != OutboxEntry::State::Answered || entry.executedAt > to)
                continue;
            incoming->touch(entry);
            if (!session.replica().take(entry.number, Replica::Keep::AsSent, laptop.clock->now()).ok())
                qFatal("take");
        }
        CommandResult result;
        const Result<void> finished = incoming->finish();
        result.notice = incoming->notice();
        if (!finished.ok() || !laptop.runner->commitRepeated(session, {result}).ok())
            session.rollback();
    });
}

void SyncWorld::setCursor(SyncLaptop &laptop, const QJsonObject &page)
{
    const QByteArray next = page.value(QLatin1String("next")).toString().toLatin1();
    if (next.isEmpty())
        return;
    laptop.write([&](WriteSession &session) {
        if (!session.begin(Durability::Saved).ok() ||
            !session.replica().setValue(QStringLiteral("cursor"), next).ok() || !session.commit().ok())
            qFatal("cursor");
    });
}

QList<BaseRow> SyncWorld::bases(SyncLaptop &laptop)
{
    QList<BaseRow> held;
    laptop.workspace->readNow([&](ReadSession &session) {
        const QList<OutboxEntry> waiting = session.replica().outbox(0, -1).value();
        for (const OutboxEntry &entry : waiting) {
            for (const RecordRef &record : entry.names) {
                if (const auto base = session.replica().base(record).value())
                    held.append(*base);
            }
        }
    });
    return held;
}

// Of records that are here no more.
void SyncWorld::putBack(SyncLaptop &laptop, const QList<BaseRow> &bases)
{
    for (const BaseRow &row : bases) {
        if (laptop.stored(row.record.object.toLatin1().constData(), row.record.id).isValid())
            continue;
        laptop.write([&](WriteSession &session) {
            if (!session.begin(Durability::Saved).ok() || !session.replica().setBase(row).ok() ||
                !session.commit().ok())
                qFatal("base");
        });
    }
}

}  // namespace dw::test
