// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/parkedrecords.h"

#include "core/access/scopekey.h"
#include "core/commands/settleinbox.h"
#include "core/sync/scopelist.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <optional>

namespace dw
{

namespace
{

const QString Operations = QStringLiteral("ops");
const QString Arguments = QStringLiteral("args");
const QString Set = QStringLiteral("set");
const QString Asked = QStringLiteral("asked");
const QString Object = QStringLiteral("obj");
// Of the answer: the scopes that held it, by key and objects with tags; that its record has not left yet.
const QString Held = QStringLiteral("held");
const QString HeldBy = QStringLiteral("held_by");
const QString HeldAs = QStringLiteral("held_as");
const QString Leaves = QStringLiteral("leaves");

QJsonObject objectOf(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

QByteArray compact(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

QStringList textsOf(const QJsonValue &json)
{
    QStringList texts;
    const QJsonArray array = json.toArray();
    for (const QJsonValue &one : array)
        texts.append(one.toString());
    return texts;
}

// Takes the values of all fields of which that is so out of what would make the record.
template <typename Goes>
QByteArray without(const QByteArray &body, const Goes &goes)
{
    QJsonObject json = objectOf(body);
    QJsonArray operations = json.value(Operations).toArray();
    for (QJsonValueRef one : operations) {
        QJsonObject operation = one.toObject();
        const QString object = operation.value(Object).toString();
        QJsonObject set = operation.value(Set).toObject();
        QJsonArray asked;
        const QStringList keys = set.keys();
        for (const QString &key : keys) {
            if (goes(object, key))
                set.remove(key);
            else if (operation.value(Asked).toArray().contains(key))
                asked.append(key);
        }
        operation.insert(Set, set);
        operation.insert(Asked, asked);
        one = operation;
    }
    json.insert(Operations, operations);
    QJsonObject arguments = json.value(Arguments).toObject();
    const QString object = arguments.value(QLatin1String("object")).toString();
    QJsonObject set = arguments.value(Set).toObject();
    const QStringList keys = set.keys();
    for (const QString &key : keys) {
        if (goes(object, key))
            set.remove(key);
    }
    arguments.insert(Set, set);
    json.insert(Arguments, arguments);
    return compact(json);
}

// A tag that the scope lost may be the one by which the record was in it. Who sees all of an object has no
// other scope with it.
bool isHeld(const QJsonObject &by, const QString &object, const QList<ReplicaScope> &scopes)
{
    const QString key = by.value(HeldBy).toString();
    const auto tagsIn = [&](const QStringList &objects) -> std::optional<quint64> {
        const QHash<QString, quint64> all = ScopeList::objectsOf({0, key, objects});
        return all.contains(object) ? std::optional(all.value(object)) : std::nullopt;
    };
    const auto before = tagsIn(textsOf(by.value(HeldAs)));
    return before && std::any_of(scopes.begin(), scopes.end(), [&](const ReplicaScope &scope) {
               const bool covers = scope.key == key || scope.key == ScopeKey::all().text();
               const auto now = covers ? tagsIn(scope.objects) : std::nullopt;
               return now && (*before & ~*now) == 0;
           });
}

bool isHeldByAny(const QJsonObject &answer, const QString &object, const QList<ReplicaScope> &scopes)
{
    // Of before more than one was named.
    if (!answer.contains(Held))
        return isHeld(answer, object, scopes);
    const QJsonArray held = answer.value(Held).toArray();
    return std::any_of(held.begin(), held.end(),
                       [&](const QJsonValue &by) { return isHeld(by.toObject(), object, scopes); });
}

}  // namespace

bool ParkedRecords::isParked(const InboxEntry &entry)
{
    return entry.code == QLatin1String(Lost) || entry.code == QLatin1String(OutOfReach);
}

QJsonObject ParkedRecords::answer(const QList<ReplicaScope> &scopes)
{
    QJsonArray held;
    for (const ReplicaScope &scope : scopes)
        held.append(QJsonObject{{HeldBy, scope.key}, {HeldAs, QJsonArray::fromStringList(scope.objects)}});
    return {{QStringLiteral("st"), QStringLiteral("rejected")},
            {QStringLiteral("code"), QString::fromLatin1(Lost)},
            {Held, held},
            {Leaves, true}};
}

RecordRef ParkedRecords::rootOf(const InboxEntry &entry)
{
    const QJsonObject made = objectOf(entry.body).value(Operations).toArray().first().toObject();
    return {made.value(Object).toString(),
            Id::fromString(made.value(QLatin1String("id")).toString()).value_or(Id())};
}

Result<void> ParkedRecords::leave(InboxEntry entry, const std::function<bool(const Id &)> &record,
                                  const QHash<QString, QSet<QString>> &fields)
{
    if (record(rootOf(entry).id)) {
        QJsonObject answer = objectOf(entry.answer);
        // It came back since, and goes because its user may not see it.
        if (!answer.contains(Leaves))
            return lose(entry);
        answer.remove(Leaves);
        entry.answer = compact(answer);
    }
    entry.body = without(entry.body, [&](const QString &object, const QString &key) {
        return fields.value(object).contains(key);
    });
    return m_replica.updateInbox(entry);
}

Result<QStringList> ParkedRecords::loseUnreached(const QList<ReplicaScope> &scopes)
{
    QStringList objects;
    const auto isUnreached = [&](const InboxEntry &entry) {
        return entry.code == QLatin1String(Lost) &&
               !isHeldByAny(objectOf(entry.answer), rootOf(entry).object, scopes);
    };
    DW_ASSIGN(const QList<InboxEntry> waiting, m_replica.inbox());
    for (const InboxEntry &entry : waiting) {
        if (!isUnreached(entry))
            continue;
        objects.append(rootOf(entry).object);
        DW_TRY(lose(entry));
    }
    // What was decided can be taken back for a while, and is kept for that.
    SettledInbox settled(m_replica);
    DW_ASSIGN(const QList<qint64> numbers, settled.numbers());
    for (const qint64 number : numbers) {
        DW_ASSIGN(const auto entry, m_replica.inboxEntry(number));
        if (!entry || !isUnreached(*entry))
            continue;
        objects.append(rootOf(*entry).object);
        DW_TRY(settled.empty(number));
        DW_TRY(settled.remove(number));
    }
    return objects;
}

Result<void> ParkedRecords::settleFound()
{
    DW_ASSIGN(const QList<InboxEntry> waiting, m_replica.inbox());
    for (const InboxEntry &entry : waiting) {
        if (!isParked(entry))
            continue;
        DW_ASSIGN(const auto root, m_replica.root(rootOf(entry)));
        if (root)
            DW_TRY(empty(entry));
    }
    return {};
}

Result<void> ParkedRecords::empty(InboxEntry entry)
{
    entry.state = InboxEntry::State::Resolved;
    entry.body = QByteArrayLiteral("{}");
    entry.answer = QByteArrayLiteral("{}");
    return m_replica.updateInbox(entry);
}

Result<void> ParkedRecords::lose(InboxEntry entry)
{
    if (entry.code == QLatin1String(OutOfReach))
        return {};
    entry.code = QString::fromLatin1(OutOfReach);
    entry.body = without(entry.body, [](const QString &, const QString &) { return true; });
    entry.answer = compact({{QStringLiteral("st"), QStringLiteral("rejected")},
                            {QStringLiteral("code"), entry.code},
                            {QStringLiteral("revoked"), true}});
    return m_replica.updateInbox(entry);
}

}  // namespace dw
