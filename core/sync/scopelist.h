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

// What a device holds, scope by scope, against what its user reaches (sync-protocol.md 3.12). A scope that
// gains or loses objects, or tags of one, keeps its number as long as it loses no tag: nobody but the server
// knows which records came by which tag, so one that does is another scope, the old one goes and the new one
// comes with a new number.
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
        struct Changed
        {
            Entry entry;
            QStringList fetch;  // objects, without tags, of which there are more members now
        };
        QList<Changed> changed;
    };
    // From this, which a device holds, to `wanted`; `anew`: as if it held nothing.
    Difference to(const ScopeList &wanted, bool anew = false) const;

private:
    QList<Entry> m_entries;
};

}  // namespace dw
