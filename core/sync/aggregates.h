// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/parents.h"
#include "core/base/result.h"
#include "core/dictionary/dictionary.h"
#include "core/records/record.h"
#include "core/store/replica.h"
#include "core/store/session.h"

#include <QHash>
#include <QList>

#include <memory>

namespace dw
{

// Which records are one thing for sync (sync-protocol.md 3.1): a root and its parts (parents.h, Kind::Part),
// the lines and roles and stage history of a deal. What is no part is a root by itself. Immutable.
class Aggregates
{
public:
    explicit Aggregates(DictionaryPtr dictionary);

    const DictionaryPtr &dictionary() const { return m_dictionary; }
    // A part that points nowhere is its own root.
    RecordRef rootOf(const Record &record) const;
    bool isPart(const ObjectType &object) const { return m_parts.contains(object.key()); }
    // The objects of which records of this one are parts; itself where they are none.
    QStringList rootsOf(const ObjectType &object) const;
    // Which records are parts of those of an object.
    QList<Replica::Part> partsOf(const QString &object) const { return m_partsOf.value(object); }
    // The root, if it is stored, then its parts by object and id. Of a root in the recycle bin the parts that
    // went there with it; parts that were taken off a living one are no more of it.
    Result<QList<Record>> read(const ReadSession &session, const RecordRef &root,
                               const EvaluationContext &context) const;

private:
    DictionaryPtr m_dictionary;
    QHash<QString, Parents> m_parts;                 // by the part's object
    QHash<QString, QList<Replica::Part>> m_partsOf;  // by the root's object
};

// Keeps those of the dictionary that was asked for last. On one thread.
class KnownAggregates
{
public:
    const Aggregates &of(const DictionaryPtr &dictionary)
    {
        if (!m_known || m_known->dictionary() != dictionary)
            m_known = std::make_unique<Aggregates>(dictionary);
        return *m_known;
    }

private:
    std::unique_ptr<Aggregates> m_known;
};

}  // namespace dw
