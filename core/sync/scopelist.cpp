// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/scopelist.h"

#include <QCryptographicHash>
#include <QJsonObject>
#include <QSet>

#include <algorithm>

namespace dw
{

std::optional<ScopeList> ScopeList::fromJson(const QJsonArray &json)
{
    ScopeList list;
    QSet<int> numbers;
    QSet<QString> keys;
    for (const QJsonValue &one : json) {
        const QJsonObject object = one.toObject();
        Entry entry;
        entry.number = object.value(QLatin1String("ord")).toInt(-1);
        entry.key = object.value(QLatin1String("key")).toString();
        const QJsonArray objects = object.value(QLatin1String("objects")).toArray();
        for (const QJsonValue &name : objects)
            entry.objects.append(name.toString());
        if (entry.number < 0 || entry.key.isEmpty() || numbers.contains(entry.number) ||
            keys.contains(entry.key))
            return std::nullopt;
        numbers.insert(entry.number);
        keys.insert(entry.key);
        list.m_entries.append(entry);
    }
    return list;
}

ScopeList ScopeList::of(const LedgerReach &reach)
{
    ScopeList list;
    QStringList keys = reach.keys();
    keys.sort();
    for (const QString &key : std::as_const(keys)) {
        Entry entry{0, key, {}};
        const auto &objects = reach[key];
        for (auto object = objects.constBegin(); object != objects.constEnd(); ++object) {
            if (object.value() != 0)
                entry.objects.append(object.key() + QLatin1Char(':') + QString::number(object.value(), 16));
        }
        entry.objects.sort();
        if (!entry.objects.isEmpty())
            list.m_entries.append(entry);
    }
    return list;
}

QJsonObject ScopeList::toJson(const Entry &entry)
{
    return {{QStringLiteral("ord"), entry.number},
            {QStringLiteral("key"), entry.key},
            {QStringLiteral("objects"), QJsonArray::fromStringList(entry.objects)}};
}

QHash<QString, quint64> ScopeList::objectsOf(const Entry &entry)
{
    QHash<QString, quint64> objects;
    for (const QString &text : entry.objects)
        objects.insert(text.section(QLatin1Char(':'), 0, 0),
                       text.section(QLatin1Char(':'), 1).toULongLong(nullptr, 16));
    return objects;
}

QByteArray ScopeList::digest() const
{
    QStringList lines;
    for (const Entry &entry : m_entries)
        lines.append(entry.key + QLatin1Char('\n') + entry.objects.join(QLatin1Char('\t')));
    lines.sort();
    return QCryptographicHash::hash(lines.join(QLatin1Char('\v')).toUtf8(), QCryptographicHash::Sha256)
        .left(16)
        .toHex();
}

QHash<QString, int> ScopeList::numbers() const
{
    QHash<QString, int> numbers;
    for (const Entry &entry : m_entries)
        numbers.insert(entry.key, entry.number);
    return numbers;
}

ScopeList::Difference ScopeList::to(const ScopeList &wanted, bool anew) const
{
    Difference difference;
    QHash<QString, Entry> held;
    int next = 1;
    for (const Entry &entry : m_entries) {
        next = std::max(next, entry.number + 1);
        held.insert(entry.key, entry);
    }
    QSet<int> stay;
    for (Entry entry : wanted.m_entries) {
        const auto known = held.constFind(entry.key);
        if (!anew && known != held.cend()) {
            const QHash<QString, quint64> before = objectsOf(*known), now = objectsOf(entry);
            Difference::Changed changed{{known->number, entry.key, entry.objects}, {}};
            bool less = false;
            for (auto object = now.constBegin(); object != now.constEnd(); ++object) {
                less = less || (before.value(object.key()) & ~object.value()) != 0;
                if ((object.value() & ~before.value(object.key())) != 0)
                    changed.fetch.append(object.key());
            }
            changed.fetch.sort();
            if (!less) {
                stay.insert(known->number);
                if (known->objects != entry.objects)
                    difference.changed.append(changed);
                continue;
            }
        }
        entry.number = next++;
        difference.come.append(entry);
    }
    for (const Entry &entry : m_entries) {
        if (!stay.contains(entry.number))
            difference.gone.append(entry.number);
    }
    return difference;
}

}  // namespace dw
