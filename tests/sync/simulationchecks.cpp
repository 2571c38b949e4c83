// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold whatever happened.
#include "core/access/fieldaccess.h"
#include "core/access/visibility.h"
#include "core/base/canonicaljson.h"
#include "tests/sync/simulation.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>

namespace dw::test
{

namespace
{

// Roles are known to everybody, whole.
QByteArray readable(const QByteArray &values, const ObjectType &type, const FieldAccess &access)
{
    if (type.key() == QLatin1String("role"))
        return values;
    const FieldRights rights = access.of(type);
    QJsonObject json = QJsonDocument::fromJson(values).object();
    const QStringList keys = json.keys();
    for (const QString &key : keys) {
        if (!rights.mayRead(key) && key != QLatin1String("id"))
            json.remove(key);
    }
    return canonicalJson(json);
}

}  // namespace

QMap<QString, QByteArray> Simulation::visible(const SyncLaptop &laptop)
{
    QMap<QString, QByteArray> shown = m_world.server().contents();
    if (m_plan.access == SyncWorld::Access::Open)
        return shown;
    m_world.server().workspace->readNow([&](ReadSession &session) {
        const ConfigurationPtr configuration = m_world.server().runner->configuration();
        const EvaluationContext evaluation =
            configuration->settings.context(m_world.clock().now(), laptop.actor.user, laptop.actor.team);
        const FieldAccess access(*configuration->policy, laptop.actor, configuration->dictionary,
                                 configuration->settings.currency);
        const QStringList keys = shown.keys();
        for (const QString &key : keys) {
            const ObjectTypePtr type = configuration->dictionary->find(key.section(QLatin1Char(' '), 0, 0));
            const auto record = session.find(type, *Id::fromString(key.section(QLatin1Char(' '), 1)));
            const auto seen =
                record.ok() ? isVisible(*record, *configuration->policy, laptop.actor, session, evaluation)
                            : Result<bool>(record.error());
            if (!seen.ok())
                fail(seen.error().key);
            else if (!*seen)
                shown.remove(key);
            else
                shown[key] = readable(shown.value(key), *type, access);
        }
    });
    return shown;
}

void Simulation::compare(SyncLaptop &laptop, int index)
{
    // Its user may be in another team since.
    laptop.actor.team = m_world.server().stored("user", laptop.actor.user).value(u"team_id").id();
    checkAnswered(laptop, index, true);
    if (!laptop.outbox().isEmpty())
        return checkWaiting(laptop, index, visible(laptop));
    // What rights are worked out from reaches whom it concerns, not who may see it; what went into the bin
    // with its parent is seen with it.
    const auto passedOver = [&](const QString &key, const QByteArray &values) {
        return m_plan.access == SyncWorld::Access::Roles &&
               (key.startsWith(QLatin1String("permission ")) ||
                key.startsWith(QLatin1String("record_share ")) || values.contains("\"deleted_at\""));
    };
    const QMap<QString, QByteArray> here = laptop.contents();
    const QMap<QString, QByteArray> there = visible(laptop);
    for (auto record = there.constBegin(); record != there.constEnd(); ++record) {
        if (here.value(record.key()) != record.value() && !passedOver(record.key(), record.value()))
            fail(QStringLiteral("laptop %1 has\n%2\nthe server\n%3\nof %4 (%5)")
                     .arg(index)
                     .arg(QString::fromUtf8(here.value(record.key())), QString::fromUtf8(record.value()),
                          record.key(), versions(laptop, record.key())));
    }
    for (auto record = here.constBegin(); record != here.constEnd(); ++record) {
        if (!there.contains(record.key()) && !passedOver(record.key(), record.value()))
            fail(QStringLiteral("laptop %1 has %2, which it may not: %3")
                     .arg(index)
                     .arg(record.key(), QString::fromUtf8(record.value())));
    }
    ++m_counts[QStringLiteral("compared")];
    if (m_plan.access == SyncWorld::Access::Roles)
        checkFiles(laptop, index);
}

// Of which commit the aggregate is, here and there.
QString Simulation::versions(SyncLaptop &laptop, const QString &key)
{
    const RecordRef root{key.section(QLatin1Char(' '), 0, 0),
                         Id::fromString(key.section(QLatin1Char(' '), 1)).value_or(Id())};
    qint64 here = 0;
    laptop.workspace->readNow([&](ReadSession &session) {
        const auto state = session.replica().root(root);
        here = state.ok() && *state ? (*state)->version : 0;
    });
    return QStringLiteral("%1, %2 there").arg(here).arg(versionThere(root));
}

void Simulation::checkFiles(SyncLaptop &laptop, int index)
{
    QByteArray bytes;
    QDirIterator files(laptop.folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            bytes += file.readAll();
    }
    QSet<QString> held;
    const QByteArray lost = parked(laptop, index);
    const QMap<QString, QByteArray> here = laptop.contents();
    for (auto record = here.constBegin(); record != here.constEnd(); ++record)
        held.insert(record.key().section(QLatin1Char(' '), 1));
    for (auto typed = m_typed.constBegin(); typed != m_typed.constEnd(); ++typed) {
        if (typed->by == index || held.contains(typed->record.toString()))
            continue;
        // Its user held it and is to decide about it.
        if (lost.contains(typed.key().toUtf8()))
            continue;
        const bool elsewhere = std::any_of(here.begin(), here.end(), [&](const QByteArray &values) {
            return values.contains(typed.key().toUtf8());
        });
        if (!elsewhere && bytes.contains(typed.key().toUtf8()))
            fail(QStringLiteral("laptop %1 still has \"%2\"").arg(index).arg(typed.key()));
        ++m_counts[QStringLiteral("looked for")];
    }
    checkHidden(laptop, index, bytes, here);
    checkMasks(laptop, index, here);
}

// Numbers go up; base rows stand only under what waits.
void Simulation::checkOutbox(SyncLaptop &laptop, int index)
{
    qint64 last = 0;
    const QList<OutboxEntry> waiting = laptop.outbox();
    QList<Id> &made = m_made[index];
    for (const OutboxEntry &entry : waiting) {
        if (entry.number <= last)
            fail(QStringLiteral("laptop %1: the outbox is out of order").arg(index));
        last = entry.number;
        if (!made.contains(entry.transaction)) {
            made.append(entry.transaction);
            m_unsettled[index].append(entry.transaction);
            m_bodies.insert(entry.transaction, entry.body);
        }
    }
    QByteArray cursor, epoch;
    laptop.workspace->readNow([&](ReadSession &session) {
        const auto known = [&](const char *key) {
            const auto read = session.replica().value(QString::fromLatin1(key));
            return read.ok() ? *read : QByteArray();
        };
        cursor = known("cursor");
        epoch = known("epoch");
    });
    // I6: within an epoch.
    const qint64 at = cursor.left(cursor.indexOf('.')).toLongLong();
    const auto [lastEpoch, lastAt] = m_lastCursor.value(index);
    if (lastEpoch == epoch && at < lastAt)
        fail(QStringLiteral("laptop %1: the cursor went back").arg(index));
    m_lastCursor[index] = {epoch, at};
    checkAnswered(laptop, index, false);
    checkInbox(laptop, index);
    if (m_plan.restores)
        checkSent(laptop, index);
}

void Simulation::checkAtRest()
{
    everybodyBack();
    m_world.syncAll();
    checkSums(m_world.server());
    for (int i = 0; i < m_plan.laptops; ++i) {
        SyncLaptop &laptop = m_world.laptop(i);
        if (!laptop.outbox().isEmpty())
            fail(QStringLiteral("laptop %1: the outbox does not empty").arg(i));
        compare(laptop, i);
        checkDigests(laptop, i);
        checkIdle(laptop, i);
        const QList<InboxEntry> inbox = laptop.inbox();
        m_world.server().workspace->readNow([&](ReadSession &session) {
            for (const Id &transaction : std::as_const(m_made[i])) {
                const auto result = session.ledger().resultOf(transaction);
                const bool waits = std::any_of(inbox.begin(), inbox.end(), [&](const InboxEntry &entry) {
                    return entry.transaction == transaction && !entry.body.isEmpty();
                });
                // What it refused before it was put back nobody asks it again.
                if (m_plan.restores && waits && result.ok() && !*result)
                    continue;
                if (m_plan.restores && (m_expired.contains(transaction) || m_forgotten.contains(transaction)))
                    continue;
                if (!result.ok() || !*result) {
                    fail(QStringLiteral("laptop %1: %2 was never answered")
                             .arg(i)
                             .arg(transaction.toString()));
                    return;
                }
                const bool rejected = (*result)->status == LedgerResult::Status::Rejected;
                const bool merged = (*result)->status == LedgerResult::Status::Merged;
                ++m_counts[rejected ? QLatin1String("rejected ") + (*result)->code
                           : merged ? QStringLiteral("merged")
                                    : QStringLiteral("applied there")];
                if (!rejected)
                    checkWrittenOver(session, transaction, i);
                // Of what its user may not see any more, it keeps what was typed for so many days alone.
                if (!waits && rejected && m_expired.contains(transaction))
                    continue;
                if ((rejected || merged) != waits && !(m_plan.restores && waits))
                    fail(QStringLiteral("laptop %1: what %2 typed is not in the inbox")
                             .arg(i)
                             .arg(transaction.toString()));
            }
        });
    }
    checkNumbers();
    checkWholes();
    for (const char *object : {"opportunity"}) {
        const QList<Id> deals = ids(m_world.server(), object);
        m_counts[QStringLiteral("deals at the end")] += int(deals.size());
    }
}

void Simulation::checkWrittenOver(ReadSession &session, const Id &transaction, int index)
{
    const ConfigurationPtr configuration = m_world.server().runner->configuration();
    const QJsonArray operations =
        QJsonDocument::fromJson(m_bodies.value(transaction)).object().value(QLatin1String("ops")).toArray();
    for (const QJsonValue &one : operations) {
        const QJsonObject operation = one.toObject();
        const auto id = Id::fromString(operation.value(QLatin1String("id")).toString());
        const QString object = operation.value(QLatin1String("obj")).toString();
        const auto history = session.history({object, *id}, 10000, 0);
        const ObjectTypePtr type = configuration->dictionary->find(object);
        const QJsonArray asked = operation.value(QLatin1String("asked")).toArray();
        for (const AuditRecord &line : history.ok() ? *history : QList<AuditRecord>()) {
            for (const QJsonValue &key : asked) {
                const QJsonArray written = line.entry.values.value(key.toString()).toArray();
                const QJsonArray seen =
                    operation.value(QLatin1String("set")).toObject().value(key.toString()).toArray();
                const Field *field = type ? type->find(key.toString()) : nullptr;
                const bool whole =
                    field && (field->merge == MergeClass::ThreeWay || field->merge == MergeClass::Guarded);
                if (line.entry.transaction != transaction || written.size() != 2 || seen.size() != 2 ||
                    !whole)
                    continue;
                if (written.at(0) != seen.at(0))
                    fail(QStringLiteral("laptop %1 wrote over %2 of %3, which it had not seen")
                             .arg(index)
                             .arg(key.toString(), object));
            }
        }
    }
}

}  // namespace dw::test
