// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/changeset.h"
#include "core/store/session.h"

#include <QHash>
#include <QSet>
#include <QString>

namespace dw::sqlite
{

// New records of one object that the writer was given and has not written yet: rows that are written together
// cost two thirds of what they cost one by one. Whoever reads asks first whether one of them may be meant.
class WaitingRows
{
public:
    bool isEmpty() const { return m_changes.isEmpty(); }
    bool isFull() const { return m_changes.changes.size() >= Most; }
    // Whether the change is the creation of a record that may stand beside those that wait.
    bool takes(const ChangeSet &changes) const;
    void add(const ChangeSet &changes) { m_changes.changes += changes.changes; }
    // In the order in which they came; none waits any more.
    ChangeSet take();

    bool isOf(const QString &object) const;
    bool has(const ObjectType &type, const Id &id) const;
    // False only if none of them can be what findByValue() looks for.
    bool mayHave(const ObjectType &type, int field, const Value &value, ReadSession::Match match) const;

private:
    static constexpr qsizetype Most = 32;

    // The texts of a field, as far as it was asked for.
    struct Texts
    {
        qsizetype rows = 0;  // of how many of those that wait
        QSet<QString> all;
    };
    const QSet<QString> &texts(int field, ReadSession::Match match) const;

    ChangeSet m_changes;
    mutable QHash<int, Texts> m_exact, m_folded;
};

}  // namespace dw::sqlite
