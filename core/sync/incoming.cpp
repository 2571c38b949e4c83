// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/incoming.h"

#include "core/commands/configurationloader.h"
#include "core/commands/undojournal.h"
#include "core/store/masktexts.h"
#include "core/sync/answervalues.h"
#include "core/sync/memberorder.h"
#include "core/sync/parkedrecords.h"
#include "core/sync/rebase.h"
#include "core/sync/syncrecovery.h"

#include <QHash>
#include <QJsonDocument>

#include <algorithm>
#include <utility>

namespace dw
{

using answervalues::badAnswer;

namespace
{

const QString Unscrubbed = QStringLiteral("unscrubbed");
const QString ScopeDigest = QStringLiteral("scope_hash");
const QString Hiding = QStringLiteral("hiding");

// Until all is here of what a new laptop holds.
const QString FirstLoad = QStringLiteral("first_load");

QString wantedKey(int scope)
{
    return QStringLiteral("wanted:%1").arg(scope);
}

// "contact:3" -> "contact".
QStringList namesOf(const QStringList &objects)
{
    QStringList names;
    for (const QString &object : objects)
        names.append(object.section(QLatin1Char(':'), 0, 0));
    return names;
}

QStringList textsOf(const QJsonValue &json)
{
    QStringList texts;
    const QJsonArray array = json.toArray();
    for (const QJsonValue &one : array)
        texts.append(one.toString());
    return texts;
}

QByteArray compact(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

}  // namespace

Incoming::Incoming(WriteSession &session, ConfigurationPtr configuration, Instant now)
    : m_session(session)
    , m_replica(session.replica())
    , m_configuration(std::move(configuration))
    , m_aggregates(m_configuration->dictionary)
    , m_evaluation(m_configuration->settings.context(now, {}, {}))
{}

Result<Incoming> Incoming::begin(WriteSession &session, ConfigurationPtr configuration, Instant now)
{
    Incoming incoming(session, std::move(configuration), now);
    DW_ASSIGN(incoming.m_scopes, incoming.m_replica.scopes());
    DW_ASSIGN(const int waiting, incoming.m_replica.outboxSize());
    // Bases stand under what waits and nowhere else.
    incoming.m_anyBase = waiting > 0;
    DW_ASSIGN(incoming.m_opaque, OpaqueValues::load(session));
    DW_ASSIGN(incoming.m_hidden, HiddenFields::held(session.replica()));
    DW_TRY(incoming.takeUp());
    return incoming;
}

bool Incoming::isRetired(const ReplicaScope &scope)
{
    return scope.key == QLatin1String(Retired);
}

Result<bool> Incoming::isFirstLoad(const Replica &replica)
{
    DW_ASSIGN(const QByteArray mark, replica.value(FirstLoad));
    return !mark.isEmpty();
}

QList<ReplicaScope> Incoming::scopes() const
{
    QList<ReplicaScope> held;
    std::copy_if(m_scopes.begin(), m_scopes.end(), std::back_inserter(held),
                 [](const ReplicaScope &scope) { return !isRetired(scope); });
    return held;
}

Result<QStringList> Incoming::wanted(const Replica &replica, int scope)
{
    DW_ASSIGN(const QByteArray known, replica.value(wantedKey(scope)));
    return QString::fromLatin1(known).split(QLatin1Char(','), Qt::SkipEmptyParts);
}

Result<void> Incoming::setScope(const ReplicaScope &scope)
{
    if (scope.live) {
        DW_TRY(m_replica.setValue(wantedKey(scope.number), {}));
        DW_TRY(m_replica.setValue(SyncRecovery::bucketsKey(scope.number), {}));
        ReplicaScope unplaced = scope;
        DW_TRY(MemberOrder().keep(m_replica, unplaced));
    }
    m_scopes.removeIf([&](const ReplicaScope &one) { return one.number == scope.number; });
    m_scopes.append(scope);
    return m_replica.setScope(scope);
}

Result<void> Incoming::dropScope(int number, const QStringList &objects)
{
    DW_ASSIGN(const bool dropped, m_replica.dropScope(number, objects));
    Q_UNUSED(dropped);
    if (!objects.isEmpty())
        return {};
    m_scopes.removeIf([&](const ReplicaScope &scope) { return scope.number == number; });
    DW_TRY(m_replica.setValue(SyncRecovery::bucketsKey(number), {}));
    ReplicaScope gone;
    gone.number = number;
    DW_TRY(MemberOrder().keep(m_replica, gone));
    return m_replica.setValue(wantedKey(number), {});
}

Result<void> Incoming::fetch(ReplicaScope &scope, const QStringList &objects)
{
    if (objects.isEmpty())
        return {};
    QStringList all = objects;
    if (!scope.live) {
        DW_ASSIGN(const QStringList before, wanted(m_replica, scope.number));
        all = before.isEmpty() ? QStringList() : before + objects;
    }
    all.removeDuplicates();
    // More than the parts that differed.
    DW_TRY(m_replica.setValue(SyncRecovery::bucketsKey(scope.number), {}));
    DW_TRY(m_replica.setValue(wantedKey(scope.number), all.join(QLatin1Char(',')).toLatin1()));
    scope.live = false;
    return fetchInParts(scope);
}

// From the beginning; as before where this answer says nothing of what is recent.
Result<void> Incoming::fetchInParts(ReplicaScope &scope)
{
    DW_ASSIGN(const MemberOrder before, MemberOrder::of(m_replica, scope));
    MemberOrder order;
    if (m_recent || before.part != MemberOrder::Part::All)
        order = {MemberOrder::Part::Recent, m_recent.value_or(before.since), {}};
    return order.keep(m_replica, scope);
}

Result<void> Incoming::fetchAsOne(ReplicaScope scope)
{
    DW_TRY(MemberOrder().keep(m_replica, scope));
    return setScope(scope);
}

Result<void> Incoming::takeScopes(const QJsonObject &scopes)
{
    m_rescoped = true;
    // Numbers come again.
    DW_ASSIGN(const bool finished, finishLettingGo(-1));
    Q_UNUSED(finished);
    const QJsonArray gone = scopes.value(QLatin1String("remove")).toArray();
    const QJsonArray come = scopes.value(QLatin1String("add")).toArray();
    const QJsonArray changed = scopes.value(QLatin1String("change")).toArray();
    const QJsonValue recent = scopes.value(QLatin1String("recent"));
    m_recent = recent.isDouble() ? std::optional(std::max<qint64>(answervalues::wholeNumber(recent), 0))
                                 : std::nullopt;
    QSet<QString> coming;
    qint64 count = 0;
    for (const QJsonValue &one : come) {
        count += answervalues::wholeNumber(one.toObject().value(QLatin1String("count")));
        const QStringList objects = namesOf(textsOf(one.toObject().value(QLatin1String("objects"))));
        if (answervalues::wholeNumber(one.toObject().value(QLatin1String("count"))) > 0)
            coming.unite(QSet<QString>(objects.begin(), objects.end()));
    }
    for (const QJsonValue &one : changed) {
        const QStringList objects = textsOf(one.toObject().value(QLatin1String("fetch")));
        coming.unite(QSet<QString>(objects.begin(), objects.end()));
    }
    if (m_scopes.isEmpty() && count >= Many)
        DW_TRY(m_replica.setValue(FirstLoad, "1"));
    for (const QJsonValue &number : gone) {
        const auto scope = std::find_if(m_scopes.begin(), m_scopes.end(), [&](const ReplicaScope &one) {
            return one.number == number.toInt(-1);
        });
        if (scope == m_scopes.end())
            continue;
        ReplicaScope retired = *scope;
        QStringList leave, stay;
        const QStringList objects = namesOf(retired.objects);
        for (const QString &object : objects)
            (coming.contains(object) ? stay : leave).append(object);
        if (!leave.isEmpty() || stay.isEmpty())
            DW_TRY(letGo(retired, stay.isEmpty() ? QStringList() : leave));
        if (stay.isEmpty())
            continue;
        retired.key = QString::fromLatin1(Retired);
        retired.objects = stay;
        retired.live = true;
        DW_TRY(setScope(retired));
    }
    for (const QJsonValue &one : changed)
        DW_TRY(changeScope(one.toObject()));
    for (const QJsonValue &one : come) {
        const QJsonObject line = one.toObject();
        ReplicaScope scope;
        scope.number = line.value(QLatin1String("ord")).toInt();
        scope.key = line.value(QLatin1String("key")).toString();
        scope.objects = textsOf(line.value(QLatin1String("objects")));
        scope.live = answervalues::wholeNumber(line.value(QLatin1String("count"))) == 0;
        // Another server than the one that gave the number before.
        const bool known = std::any_of(m_scopes.begin(), m_scopes.end(), [&](const ReplicaScope &other) {
            return other.number == scope.number;
        });
        if (known)
            DW_TRY(dropScope(scope.number, {}));
        if (!scope.live)
            DW_TRY(fetchInParts(scope));
        DW_TRY(setScope(scope));
    }
    // Before anything comes: a row that is held by nothing may not be seen any more.
    DW_ASSIGN(const bool settled, forgetOrphans(IfMany::Wait));
    Q_UNUSED(settled);
    return m_replica.setValue(ScopeDigest, scopes.value(QLatin1String("hash")).toString().toLatin1());
}

Result<void> Incoming::changeScope(const QJsonObject &line)
{
    const int number = line.value(QLatin1String("ord")).toInt(-1);
    const auto found = std::find_if(m_scopes.begin(), m_scopes.end(), [&](const ReplicaScope &one) {
        return one.number == number && !isRetired(one);
    });
    if (found == m_scopes.end())
        return badAnswer(QStringLiteral("scopes.change"));
    ReplicaScope scope = *found;
    const QStringList objects = textsOf(line.value(QLatin1String("objects")));
    const QStringList now = namesOf(objects);
    QStringList leave = namesOf(scope.objects);
    leave.removeIf([&](const QString &object) { return now.contains(object); });
    if (!leave.isEmpty())
        DW_TRY(letGo(scope, leave));
    scope.objects = objects;
    DW_TRY(fetch(scope, textsOf(line.value(QLatin1String("fetch")))));
    return setScope(scope);
}

Result<void> Incoming::dropRetired()
{
    const QList<ReplicaScope> known = m_scopes;
    const bool all =
        std::all_of(known.begin(), known.end(), [](const ReplicaScope &one) { return one.live; });
    if (!all)
        return {};
    DW_TRY(m_replica.setValue(FirstLoad, {}));
    for (const ReplicaScope &scope : known) {
        if (isRetired(scope))
            DW_TRY(letGo(scope, {}));
    }
    DW_ASSIGN(const bool settled, forgetOrphans(IfMany::Wait));
    Q_UNUSED(settled);
    return {};
}

Result<int> Incoming::ownScope(const QJsonValue &named) const
{
    const auto scope = std::find_if(m_scopes.begin(), m_scopes.end(), [&](const ReplicaScope &one) {
        return !isRetired(one) &&
               (named.isString() ? one.key == named.toString() : one.number == named.toInt(-1));
    });
    if (scope == m_scopes.end())
        return badAnswer(QStringLiteral("scope"));
    return scope->number;
}

Result<std::optional<BaseRow>> Incoming::baseOf(const RecordRef &record) const
{
    if (!m_anyBase)
        return std::optional<BaseRow>();
    return m_replica.base(record);
}

// A value that is unique on the server may still be held here by a record that gave it up, or that only this
// laptop knows: neither may keep the page out.
Result<void> Incoming::apply(ChangeSet &changes)
{
    m_session.setRevisions({Revisions::By::Given});
    Result<void> applied = m_session.apply(changes);
    if (!applied.ok() && applied.error().key == QLatin1String("store.value_taken")) {
        DW_ASSIGN(const ChangeSet room, makeRoom(m_session, changes));
        m_changes.changes += room.changes;
        applied = m_session.apply(changes);
    }
    DW_TRY(applied);
    m_changes.changes += changes.changes;
    return {};
}

void Incoming::touch(const OutboxEntry &entry)
{
    for (const RecordRef &record : entry.names)
        m_touched.insert(record);
}

Result<void> Incoming::forgetUndo(const Id &transaction)
{
    return UndoJournal(m_session).forget(transaction);
}

void Incoming::loseSight(const OutboxEntry &entry)
{
    m_vanished += entry.names;
}

Result<void> Incoming::takeFields(const HiddenFields &now)
{
    const HiddenFields before = std::exchange(m_hidden, now);
    DW_TRY(now.hold(m_replica));

    DW_ASSIGN(const QByteArray pending, m_replica.value(Hiding));
    QMap<QString, QStringList> leaving =
        HiddenFields::fromJson(QJsonDocument::fromJson(pending).object()).byObject();
    QJsonObject hiding;
    const QMap<QString, QStringList> gone = HiddenFields::beyond(now.byObject(), before.byObject());
    for (auto object = now.byObject().constBegin(); object != now.byObject().constEnd(); ++object) {
        QStringList fields = leaving.value(object.key()) + gone.value(object.key());
        fields.removeIf([&](const QString &field) { return !object.value().contains(field); });
        fields.removeDuplicates();
        if (!fields.isEmpty())
            hiding.insert(object.key(), QJsonArray::fromStringList(fields));
    }
    DW_TRY(m_replica.setValue(Hiding, hiding.isEmpty() ? QByteArray() : compact(hiding)));
    for (auto object = gone.constBegin(); object != gone.constEnd(); ++object)
        m_typed.leave(object.key(), object.value());
    DW_TRY(hideInBases(gone));
    // What waits may hold values of them while no row does.
    DW_ASSIGN(const QList<InboxEntry> waiting, m_replica.inbox());
    if (!waiting.isEmpty())
        m_taken += gone.keys();

    const QMap<QString, QStringList> unmasked = HiddenFields::beyond(before.masked(), now.masked());
    for (auto object = unmasked.constBegin(); object != unmasked.constEnd(); ++object) {
        DW_ASSIGN(const bool any, MaskTexts::drop(m_session, object.key(), object.value()));
        if (!any)
            continue;
        m_remasked.insert(object.key());
        // Where the value itself comes, what is left of its mask in the file tells nothing more.
        const QStringList hidden = now.byObject().value(object.key());
        if (std::any_of(object->begin(), object->end(),
                        [&](const QString &field) { return hidden.contains(field); }))
            m_taken.append(object.key());
    }
    QSet<QString> granted;
    for (const HiddenFields::Fields &more : {HiddenFields::beyond(before.byObject(), now.byObject()),
                                             HiddenFields::beyond(now.masked(), before.masked())}) {
        for (auto object = more.constBegin(); object != more.constEnd(); ++object) {
            const ObjectTypePtr type = m_aggregates.dictionary()->find(object.key());
            const QStringList roots = type ? m_aggregates.rootsOf(*type) : QStringList();
            granted.unite(QSet<QString>(roots.begin(), roots.end()));
        }
    }
    DW_TRY(fetchObjects(granted));
    for (auto object = gone.constBegin(); object != gone.constEnd(); ++object)
        DW_TRY(m_opaque.hide(m_session, object.key(), object.value()));
    // Not of what is about to leave.
    DW_ASSIGN(const bool recovers, SyncRecovery::isRunning(m_session));
    DW_ASSIGN(const QList<RecordRef> orphans, m_replica.orphans(recovers ? 0 : 1));
    DW_ASSIGN(const bool lettingGo, isLettingGo(m_replica));
    if (lettingGo || !orphans.isEmpty())
        return {};
    DW_ASSIGN(const bool settled, hideFields());
    Q_UNUSED(settled);
    return {};
}

Result<void> Incoming::hideInBases(const QMap<QString, QStringList> &fields)
{
    if (fields.isEmpty() || !m_anyBase)
        return {};
    DW_ASSIGN(const QList<OutboxEntry> waiting, m_replica.outbox(0, -1));
    for (const OutboxEntry &entry : waiting) {
        for (const RecordRef &record : entry.names) {
            if (!fields.contains(record.object))
                continue;
            DW_ASSIGN(auto base, m_replica.base(record));
            if (!base || !base->server.isValid())
                continue;
            for (const QString &field : fields.value(record.object)) {
                if (const int index = base->server.type().indexOf(field); index >= 0)
                    base->server.set(index, {});
            }
            DW_TRY(m_replica.setBase(*base));
            m_touched.insert(record);
        }
    }
    return {};
}

// Through all rows of an object; where some had to be changed, once more until none has.
Result<bool> Incoming::hideFields()
{
    DW_ASSIGN(const QByteArray pending, m_replica.value(Hiding));
    if (pending.isEmpty())
        return true;
    QJsonObject hiding = QJsonDocument::fromJson(pending).object();
    const QStringList objects = hiding.keys();
    for (const QString &object : objects) {
        const ObjectTypePtr type = m_aggregates.dictionary()->find(object);
        QList<int> fields, all;
        const QStringList keys = textsOf(hiding.value(object));
        for (int i = 0; type && i < type->fieldCount(); ++i) {
            if (type->field(i).isStored())
                all.append(i);
            if (keys.contains(type->field(i).key))
                fields.append(i);
        }
        int changed = 0;
        if (!fields.isEmpty()) {
            DW_ASSIGN(const std::vector<RowRef> rows,
                      m_session.rows({type, nullptr, {}, Query::Deleted::Include}, m_evaluation, -1));
            const std::span<const RowRef> span(rows);
            constexpr size_t Page = 500;
            for (size_t at = 0; at < rows.size() && changed < Batch; at += Page) {
                DW_ASSIGN(const QList<Record> records,
                          m_session.page(type, span.subspan(at, std::min(Page, rows.size() - at)), all));
                ChangeSet changes;
                for (const Record &record : records) {
                    Record without = record;
                    for (const int field : std::as_const(fields)) {
                        if (record.isValid())
                            without.set(field, {});
                    }
                    addChange(changes, record, without);
                }
                changed += int(changes.changes.size());
                DW_TRY(apply(changes));
            }
        }
        if (changed > 0)
            m_taken.append(object);
        if (changed >= Batch)
            break;
        hiding.remove(object);
    }
    DW_TRY(m_replica.setValue(Hiding, hiding.isEmpty() ? QByteArray() : compact(hiding)));
    return hiding.isEmpty();
}

Result<bool> Incoming::isSettled(const ReadSession &session)
{
    DW_ASSIGN(const bool recovers, SyncRecovery::isRunning(session));
    DW_ASSIGN(const QList<RecordRef> orphans, session.replica().orphans(recovers ? 0 : 1));
    DW_ASSIGN(const QByteArray hiding, session.replica().value(Hiding));
    DW_ASSIGN(const bool lettingGo, isLettingGo(session.replica()));
    return !lettingGo && orphans.isEmpty() && hiding.isEmpty();
}

Result<bool> Incoming::settle()
{
    constexpr int RootsAtOnce = 25'000;
    DW_ASSIGN(const bool letGo, finishLettingGo(RootsAtOnce));
    if (!letGo)
        return false;
    DW_ASSIGN(const bool forgotten, forgetOrphans(IfMany::Begin));
    if (!forgotten)
        return false;
    return hideFields();
}

CommitNotice Incoming::notice() const
{
    CommitNotice notice = CommitNotice::of(m_changes);
    notice.bulkObjects += m_purged;
    notice.bulkObjects += m_remasked.values();
    return notice;
}

Result<void> Incoming::finish()
{
    Rebase rebase(m_session, *m_aggregates.dictionary());
    QList<RecordRef> touched(m_touched.begin(), m_touched.end());
    std::sort(touched.begin(), touched.end(),
              [](const RecordRef &a, const RecordRef &b) { return a.id < b.id; });
    for (const RecordRef &record : std::as_const(touched)) {
        DW_ASSIGN(const ChangeSet changed, rebase.record(record));
        m_changes.changes += changed.changes;
    }
    // Not every part of an aggregate that goes was taken off it: it may be out of sight.
    for (const RecordRef &record : std::as_const(m_vanished)) {
        const ObjectTypePtr type = m_aggregates.dictionary()->find(record.object);
        DW_ASSIGN(const Record stored, type ? m_session.find(type, record.id) : Result<Record>(Record()));
        DW_ASSIGN(const auto base, baseOf(record));
        // What waits with it is merged by what it says, should it only have moved.
        if (stored.isValid() || base)
            continue;
        m_taken.append(record.object);
        m_typed.leave(record.id);
    }
    for (const RecordChange &change : std::as_const(m_changes.changes)) {
        if (change.kind != RecordChange::Kind::Purge)
            continue;
        DW_TRY(m_opaque.forget(m_session, change.record().ref()));
        DW_TRY(forgetMasks(change.record().ref()));
    }
    if (m_rescoped) {
        DW_ASSIGN(const QStringList lost, ParkedRecords(m_replica).loseUnreached(scopes()));
        m_taken += lost;
    }
    if (!m_typed.isEmpty())
        DW_TRY(m_typed.keepAlone(m_session, *m_aggregates.dictionary()));
    if (m_taken.isEmpty())
        return {};
    DW_ASSIGN(const QByteArray before, m_replica.value(Unscrubbed));
    QStringList objects = QString::fromLatin1(before).split(QLatin1Char(','), Qt::SkipEmptyParts);
    objects += m_taken;
    objects.removeDuplicates();
    return m_replica.setValue(Unscrubbed, objects.join(QLatin1Char(',')).toLatin1());
}

}  // namespace dw
