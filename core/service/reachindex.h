// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/ledger.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QSet>

#include <optional>

namespace dw
{

// What many users reach, so that a change is looked at once for all who reach its key in the same way: who
// has the same role asks the same question. Not thread-safe.
class ReachIndex
{
public:
    // A key with tags of objects; several users share it.
    struct Part
    {
        int number = 0;
        QString key;
        QHash<QString, quint64> objects;
    };

    // True: it is another than it was, or new.
    bool set(const Id &user, const LedgerReach &reach);
    void remove(const Id &user);
    bool contains(const Id &user) const { return m_users.contains(user); }
    QList<Id> users() const { return m_users.keys(); }
    // Every part that somebody reaches, of these keys; of all where the keys are not known.
    QList<Part> parts(const std::optional<QStringList> &keys) const;
    QSet<Id> usersOf(int part) const;
    LedgerReach reachOf(const Id &user) const;

private:
    struct Shared
    {
        Part part;
        QByteArray signature;
        QSet<Id> users;
    };
    static QByteArray signatureOf(const QString &key, const QHash<QString, quint64> &objects);
    QHash<QString, quint64> held(const QHash<QString, quint64> &objects);
    void leave(const Id &user, int part);

    QHash<Id, QSet<int>> m_users;
    QHash<int, Shared> m_parts;
    QHash<QByteArray, int> m_numbers;
    QHash<QString, QSet<int>> m_keys;
    QHash<QByteArray, QHash<QString, quint64>> m_objects;
    int m_last = 0;
};

}  // namespace dw
