// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold of work that waits, of what was answered, and of a world at rest (I5, I8, I11, I16, I18,
// I20).
#include "core/access/fieldaccess.h"
#include "core/dictionary/strictlink.h"
#include "core/sync/incoming.h"
#include "core/sync/laptoppolicy.h"
#include "core/sync/parkedrecords.h"
#include "core/sync/roleaccess.h"
#include "core/sync/scopedigest.h"
#include "tests/sync/simulation.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace dw::test
{

namespace
{

// What was typed last into a field and waits, by record ("object id") and field.
using Waiting = QHash<QString, QHash<QString, QJsonObject>>;

QString named(const QJsonObject &operation)
{
    return operation.value(QLatin1String("obj")).toString() + QLatin1Char(' ') +
           operation.value(QLatin1String("id")).toString();
}

Waiting waitingIn(const QList<OutboxEntry> &outbox)
{
    Waiting waiting;
    for (const OutboxEntry &entry : outbox) {
        const QJsonArray operations =
            QJsonDocument::fromJson(entry.body).object().value(QLatin1String("ops")).toArray();
        for (const QJsonValue &one : operations) {
            const QJsonObject operation = one.toObject();
            const QJsonArray asked = operation.value(QLatin1String("asked")).toArray();
            const QJsonObject set = operation.value(QLatin1String("set")).toObject();
            QHash<QString, QJsonObject> &fields = waiting[named(operation)];
            // Of a creation it says what is there, not what was.
            const bool makes = operation.value(QLatin1String("op")).toString() == QLatin1String("create");
            for (auto field = set.constBegin(); field != set.constEnd(); ++field)
                fields[field.key()] = {
                    {QStringLiteral("to"), makes ? field.value() : field.value().toArray().at(1)},
                    {QStringLiteral("asked"), asked.contains(field.key())}};
        }
    }
    return waiting;
}

// Whether a record is not among these that the transaction changes or names.
bool namesGone(const QByteArray &body, const QStringList &here)
{
    QSet<QString> held;
    for (const QString &key : here)
        held.insert(key.section(QLatin1Char(' '), 1));
    const QJsonArray operations =
        QJsonDocument::fromJson(body).object().value(QLatin1String("ops")).toArray();
    static const QRegularExpression id(QStringLiteral("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"));
    auto named = id.globalMatch(QString::fromUtf8(QJsonDocument(operations).toJson()));
    while (named.hasNext()) {
        if (!held.contains(named.next().captured()))
            return true;
    }
    return false;
}

}  // namespace

// G1, I8: what was made waits, or was answered; what left the outbox as executed is contained in what is
// here.
void Simulation::checkAnswered(SyncLaptop &laptop, int index, bool complete)
{
    QHash<Id, OutboxEntry> waiting;
    QHash<RecordRef, qint64> versions;
    QList<Id> &open = m_unsettled[index];
    const QList<OutboxEntry> outbox = laptop.outbox();
    for (const OutboxEntry &entry : outbox) {
        waiting.insert(entry.transaction, entry);
        m_roots.insert(entry.transaction, entry.roots);
    }
    QHash<Id, LedgerResult> results;
    QHash<RecordRef, qint64> there;
    m_world.server().workspace->readNow([&](ReadSession &session) {
        for (const Id &transaction : std::as_const(open)) {
            const auto result = session.ledger().resultOf(transaction);
            if (result.ok() && *result)
                results.insert(transaction, **result);
        }
    });
    laptop.workspace->readNow([&](ReadSession &session) {
        for (const Id &transaction : std::as_const(open)) {
            for (const RecordRef &root : m_roots.value(transaction)) {
                const auto state = session.replica().root(root);
                if (state.ok() && *state)
                    versions.insert(root, (*state)->version);
            }
        }
    });
    QList<Id> left;
    for (const Id &transaction : std::as_const(open)) {
        const bool waits = waiting.contains(transaction);
        const auto result = results.constFind(transaction);
        if (waits) {
            left.append(transaction);
            if (complete && result != results.cend() && !m_plan.restores)
                fail(QStringLiteral("laptop %1 holds the rows of %2 and does not know that it ran")
                         .arg(index)
                         .arg(transaction.toString()));
            continue;
        }
        if (result == results.cend()) {
            // A server that was put back forgot it.
            if (!m_plan.restores && !isInInbox(laptop, transaction))
                fail(QStringLiteral("laptop %1 forgot %2, which nobody answered")
                         .arg(index)
                         .arg(transaction.toString()));
            continue;
        }
        if (result->status == LedgerResult::Status::Rejected || m_plan.restores)
            continue;
        for (const RecordRef &root : m_roots.value(transaction)) {
            if (!versions.contains(root) || versions.value(root) >= result->sequence)
                continue;
            if (versionThere(root) >= result->sequence)
                fail(QStringLiteral("laptop %1 forgot %2 before it had what came of it")
                         .arg(index)
                         .arg(transaction.toString()));
        }
    }
    open = left;
}

bool Simulation::isInInbox(SyncLaptop &laptop, const Id &transaction)
{
    const QList<InboxEntry> inbox = laptop.inbox();
    return std::any_of(inbox.begin(), inbox.end(),
                       [&](const InboxEntry &entry) { return entry.transaction == transaction; });
}

void Simulation::checkInbox(SyncLaptop &laptop, int index)
{
    constexpr qint64 TimeMs = LaptopPolicy().revokedInputDays * qint64(86'400'000);
    const Instant now = m_world.clock().now();
    QHash<qint64, Kept> &known = m_kept[index];
    QHash<qint64, Kept> waiting;
    const QList<InboxEntry> open = laptop.inbox();
    for (const InboxEntry &entry : open) {
        Kept kept{entry.transaction, entry.code, known.value(entry.number).revoked};
        if (!kept.revoked &&
            QJsonDocument::fromJson(entry.answer).object().contains(QLatin1String("revoked")))
            kept.revoked = now;
        waiting.insert(entry.number, kept);
    }
    laptop.workspace->readNow([&](ReadSession &session) {
        for (auto one = known.constBegin(); one != known.constEnd(); ++one) {
            if (waiting.contains(one.key()))
                continue;
            const auto entry = session.replica().inboxEntry(one.key());
            if (!entry.ok() || !*entry || (*entry)->transaction != one->transaction) {
                fail(QStringLiteral("laptop %1 lost what waited in its inbox").arg(index));
                continue;
            }
            const bool discarded = (*entry)->state == InboxEntry::State::Discarded;
            const bool over = one->revoked && now.ms - one->revoked->ms >= TimeMs;
            const bool found = one->code == QLatin1String(ParkedRecords::Lost) ||
                               one->code == QLatin1String(ParkedRecords::OutOfReach);
            if (discarded ? !over : !found)
                fail(QStringLiteral("laptop %1: nobody decided about %2 (%3), which waits no more")
                         .arg(index)
                         .arg(one->transaction.toString(), one->code));
            if (discarded)
                m_expired.insert(one->transaction);
            ++m_counts[discarded ? QStringLiteral("time over") : QStringLiteral("found again")];
        }
    });
    known = waiting;
}

void Simulation::checkSent(SyncLaptop &laptop, int index)
{
    constexpr qint64 TimeMs = qint64(30) * 86'400'000;
    const Instant now = m_world.clock().now();
    QHash<Id, Instant> &known = m_sent[index];
    QHash<Id, Instant> kept;
    laptop.workspace->readNow([&](ReadSession &session) {
        const auto sent = session.replica().sent(-1, -1);
        for (const Replica::SentEntry &entry : sent.ok() ? *sent : QList<Replica::SentEntry>())
            kept.insert(entry.transaction, known.value(entry.transaction, now));
    });
    const QList<OutboxEntry> outbox = laptop.outbox();
    for (const OutboxEntry &entry : outbox)
        kept.insert(entry.transaction, now);
    for (auto one = known.constBegin(); one != known.constEnd(); ++one) {
        if (kept.contains(one.key()) || isInInbox(laptop, one.key()))
            continue;
        if (now.ms - one->ms < TimeMs && !namesGone(m_bodies.value(one.key()), laptop.contents().keys()))
            fail(QStringLiteral("laptop %1 forgot that it sent %2").arg(index).arg(one.key().toString()));
        m_forgotten.insert(one.key());
        ++m_counts[QStringLiteral("forgotten")];
    }
    known = kept;
}

QByteArray Simulation::parked(SyncLaptop &laptop, int index)
{
    QList<InboxEntry> lost = laptop.inbox();
    lost.removeIf([](const InboxEntry &entry) { return entry.code != QLatin1String(ParkedRecords::Lost); });
    if (lost.isEmpty())
        return {};
    LedgerReach reach;
    m_world.server().workspace->readNow([&](ReadSession &session) {
        const ConfigurationPtr configuration = m_world.server().runner->configuration();
        const auto access = RoleAccess::open(session, *configuration);
        if (access.ok())
            reach = (*access)->reach(*configuration, laptop.actor.user, m_world.clock().now());
    });
    QByteArray bodies;
    for (const InboxEntry &entry : std::as_const(lost)) {
        const QJsonArray held = QJsonDocument::fromJson(entry.answer)[QLatin1String("held")].toArray();
        const QString object = ParkedRecords::rootOf(entry).object;
        const bool reached = std::any_of(held.begin(), held.end(), [&](const QJsonValue &by) {
            const QString key = by.toObject().value(QLatin1String("held_by")).toString();
            return reach.value(key).contains(object) || reach.value(QStringLiteral("all")).contains(object);
        });
        if (!reached)
            fail(QStringLiteral("laptop %1 still has a lost %2").arg(index).arg(object));
        bodies += entry.body;
        ++m_counts[QStringLiteral("lost and seen")];
    }
    return bodies;
}

// Of an aggregate on the server; 0: it has none.
qint64 Simulation::versionThere(const RecordRef &root)
{
    qint64 version = 0;
    m_world.server().workspace->readNow([&](ReadSession &session) {
        const auto placement = session.ledger().placement(root);
        if (!placement.ok() || placement->isEmpty())
            return;
        const QString key = placement->constBegin().key();
        const auto members =
            session.ledger().members(key, {{root.object, ~quint64(0) >> 1}}, {root.object, Id()}, 100'000);
        for (const FeedEntry &entry : members.ok() ? *members : QList<FeedEntry>()) {
            if (entry.root == root)
                version = entry.version;
        }
    });
    return version;
}

// I5: what is here is what the server has, with what waits on top.
void Simulation::checkWaiting(SyncLaptop &laptop, int index, const QMap<QString, QByteArray> &there)
{
    // Of a server that was put back a laptop holds what it may have lost, until it has compared all.
    if (m_world.isRecovering(laptop))
        return;
    const Waiting waiting = waitingIn(laptop.outbox());
    const QMap<QString, QByteArray> here = laptop.contents();
    const ConfigurationPtr configuration = m_world.server().runner->configuration();
    const FieldAccess access(*configuration->policy, laptop.actor, configuration->dictionary,
                             configuration->settings.currency);
    for (auto record = there.constBegin(); record != there.constEnd(); ++record) {
        const QHash<QString, QJsonObject> typed = waiting.value(record.key());
        if (!here.contains(record.key()) || (typed.isEmpty() && here.value(record.key()) == record.value()))
            continue;
        const ObjectTypePtr type =
            configuration->dictionary->find(record.key().section(QLatin1Char(' '), 0, 0));
        // Until the server has spoken, work on parts that others changed is not shown (OvertakenWork).
        if (!typed.isEmpty() && strictLink(*type))
            continue;
        const QJsonObject mine = QJsonDocument::fromJson(here.value(record.key())).object();
        const QJsonObject theirs = QJsonDocument::fromJson(record.value()).object();
        const FieldRights rights = access.of(*type);
        for (int i = 0; i < type->fieldCount(); ++i) {
            const Field &field = type->field(i);
            const QString &key = field.key;
            // Values that one record alone may have make way for each other here; what is worked out follows.
            if (!field.isStored() || field.unique == Uniqueness::Hard || !rights.mayRead(key))
                continue;
            const QJsonObject change = typed.value(key);
            if (change.isEmpty()) {
                if (!field.isReadOnly() && mine.value(key) != theirs.value(key))
                    fail(QStringLiteral("laptop %1: %2 of %3 is %4, the server has %5 and nothing waits")
                             .arg(index)
                             .arg(key, record.key(), mine.value(key).toVariant().toString(),
                                  theirs.value(key).toVariant().toString()));
                continue;
            }
            const bool whole = field.merge == MergeClass::ThreeWay || field.merge == MergeClass::Guarded;
            if (!change.value(QLatin1String("asked")).toBool() || field.isReadOnly() || !whole)
                continue;
            const QJsonValue to = change.value(QLatin1String("to"));
            if (mine.value(key) != to && !(to.isNull() && !mine.contains(key)))
                fail(QStringLiteral("laptop %1 shows %2 for %3 of %4, where %5 was typed")
                         .arg(index)
                         .arg(mine.value(key).toVariant().toString(), key, record.key(),
                              to.toVariant().toString()));
            ++m_counts[QStringLiteral("typed and seen")];
        }
    }
}

// I11: both reckon the same of each scope.
void Simulation::checkDigests(SyncLaptop &laptop, int index)
{
    QJsonObject request;
    laptop.workspace->readNow([&](ReadSession &session) {
        const auto pull = laptop.client->pullRequest(session, SyncClient::Scopes::Digest);
        const auto scopes = session.replica().scopes();
        QJsonArray digests;
        for (const ReplicaScope &scope : scopes.ok() ? *scopes : QList<ReplicaScope>()) {
            if (Incoming::isRetired(scope))
                continue;
            const auto held = session.replica().held(scope.number, {}, 100'000);
            ScopeDigest digest;
            for (const RootState &root : held.ok() ? *held : QList<RootState>())
                digest.add(root.root.id, root.version);
            digests.append(QJsonObject{{QStringLiteral("key"), scope.key},
                                       {QStringLiteral("objects"), QJsonArray::fromStringList(scope.objects)},
                                       {QStringLiteral("digest"), digest.toJson()}});
        }
        request = {{QStringLiteral("epoch"), pull->value(QLatin1String("epoch"))},
                   {QStringLiteral("cursor"), pull->value(QLatin1String("cursor"))},
                   {QStringLiteral("d"), digests}};
    });
    SyncAnswer answer;
    m_world.server().workspace->readNow(
        [&](ReadSession &session) { answer = m_world.engine().verify(session, laptop.device, request); });
    const QJsonArray bad = answer.body.value(QLatin1String("bad")).toArray();
    if (!answer.ok() || !bad.isEmpty())
        fail(QStringLiteral("laptop %1: %2 differs in its sum")
                 .arg(index)
                 .arg(answer.ok() ? bad.first().toString() : answer.code()));
    ++m_counts[QStringLiteral("digests")];
}

// I18, I20: who has everything asks once, and that costs the server what it costs with ten records.
void Simulation::checkIdle(SyncLaptop &laptop, int index)
{
    const int pages = m_world.pulledPages();
    int statements = 0;
    statements = m_world.serverStatements([&] { m_world.pull(laptop); });
    if (m_world.pulledPages() != pages + 1)
        fail(QStringLiteral("laptop %1 asks %2 times for nothing")
                 .arg(index)
                 .arg(m_world.pulledPages() - pages));
    if (statements > MostIdleStatements)
        fail(QStringLiteral("a pull of nothing takes the server %1 statements").arg(statements));
    m_counts[QStringLiteral("idle statements")] =
        std::max(m_counts.value(QStringLiteral("idle statements")), statements);
}

// I16: a line is what its quantity and price make it, on both sides.
void Simulation::checkSums(SyncParty &party)
{
    const QMap<QString, QByteArray> all = party.contents();
    for (auto line = all.lowerBound(QStringLiteral("opportunity_line "));
         line != all.constEnd() && line.key().startsWith(QLatin1String("opportunity_line ")); ++line) {
        const QJsonObject values = QJsonDocument::fromJson(line.value()).object();
        const auto number = [&](const char *key) {
            return values.value(QLatin1String(key)).toVariant().toDouble();
        };
        const double sum = number("qty") * number("unit_price");
        if (values.contains(QLatin1String("amount")) && std::abs(number("amount") - sum) > 0.005)
            fail(QStringLiteral("%1 is not what its parts are: %2")
                     .arg(line.key(), QString::fromUtf8(line.value())));
        ++m_counts[QStringLiteral("sums")];
    }
}

}  // namespace dw::test
