// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/ledger.h"

#include <QByteArray>
#include <QHash>
#include <QJsonArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace dw
{

// What a device holds, scope by scope, against what its user reaches (sync-protocol.md 3.12). A scope whose
// objects or tags changed is another scope: the old one goes, the new one comes with a new number.
class ScopeList
{
public:
    struct Entry
    {
        int number = 0;
        QString key;
        QStringList objects;  // "contact:3": object and tags, in order; opaque to the device

        friend bool operator==(const Entry &, const Entry &) = default;
    };

    // Of what a device sent: [{ord, key, objects}]; nothing for what is no such list.
    static std::optional<ScopeList> fromJson(const QJsonArray &json);
    static ScopeList of(const LedgerReach &reach);
    static QJsonObject toJson(const Entry &entry);
    static QHash<QString, quint64> objectsOf(const Entry &entry);

    const QList<Entry> &entries() const { return m_entries; }
    // The same for the same keys and objects, whatever their numbers.
    QByteArray digest() const;
    QHash<QString, int> numbers() const;

    struct Difference
    {
        QList<int> gone;
        QList<Entry> come;  // with numbers of their own
    };
    // From this, which a device holds, to `wanted`.
    Difference to(const ScopeList &wanted) const;

private:
    QList<Entry> m_entries;
};

}  // namespace dw
