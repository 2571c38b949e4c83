// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/reachindex.h"

#include <algorithm>

namespace dw
{

namespace
{

// There are as many as combinations of roles; what is forgotten is held several times.
constexpr qsizetype MostHeld = 1'000;

}  // namespace

QByteArray ReachIndex::signatureOf(const QString &key, const QHash<QString, quint64> &objects)
{
    QStringList names = objects.keys();
    std::sort(names.begin(), names.end());
    QByteArray text = key.toUtf8();
    for (const QString &name : std::as_const(names))
        text += '\n' + name.toUtf8() + ' ' + QByteArray::number(objects.value(name), 16);
    return text;
}

// Who has the same roles reaches the same of their own keys, too: it is held once.
QHash<QString, quint64> ReachIndex::held(const QHash<QString, quint64> &objects)
{
    const QByteArray signature = signatureOf({}, objects);
    const auto known = m_objects.constFind(signature);
    if (known != m_objects.cend())
        return *known;
    if (m_objects.size() >= MostHeld)
        m_objects.clear();
    m_objects.insert(signature, objects);
    return objects;
}

bool ReachIndex::set(const Id &user, const LedgerReach &reach)
{
    QSet<int> parts;
    for (auto key = reach.cbegin(); key != reach.cend(); ++key) {
        const QByteArray signature = signatureOf(key.key(), *key);
        int number = m_numbers.value(signature);
        if (number == 0) {
            number = ++m_last;
            m_numbers.insert(signature, number);
            m_parts.insert(number, {{number, key.key(), held(*key)}, signature, {}});
            m_keys[key.key()].insert(number);
        }
        m_parts[number].users.insert(user);
        parts.insert(number);
    }
    const bool known = m_users.contains(user);
    const QSet<int> before = m_users.value(user);
    m_users.insert(user, parts);
    for (const int part : before - parts)
        leave(user, part);
    return !known || before != parts;
}

void ReachIndex::remove(const Id &user)
{
    const QSet<int> parts = m_users.take(user);
    for (const int part : parts)
        leave(user, part);
}

void ReachIndex::leave(const Id &user, int part)
{
    Shared &shared = m_parts[part];
    shared.users.remove(user);
    if (!shared.users.isEmpty())
        return;
    m_numbers.remove(shared.signature);
    QSet<int> &ofKey = m_keys[shared.part.key];
    ofKey.remove(part);
    if (ofKey.isEmpty())
        m_keys.remove(shared.part.key);
    m_parts.remove(part);
}

QList<ReachIndex::Part> ReachIndex::parts(const std::optional<QStringList> &keys) const
{
    QList<Part> found;
    if (!keys) {
        for (const Shared &shared : m_parts)
            found.append(shared.part);
        return found;
    }
    for (const QString &key : *keys) {
        for (const int number : m_keys.value(key))
            found.append(m_parts.value(number).part);
    }
    return found;
}

QSet<Id> ReachIndex::usersOf(int part) const
{
    return m_parts.value(part).users;
}

LedgerReach ReachIndex::reachOf(const Id &user) const
{
    LedgerReach reach;
    for (const int number : m_users.value(user)) {
        const Part part = m_parts.value(number).part;
        reach.insert(part.key, part.objects);
    }
    return reach;
}

}  // namespace dw
