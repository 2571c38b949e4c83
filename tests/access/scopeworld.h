// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/accessmodel.h"
#include "core/access/placementreads.h"
#include "core/base/clock.h"
#include "core/expression/evaluator.h"
#include "core/records/relatedvalues.h"

#include <QHash>
#include <QRandomGenerator>

#include <initializer_list>

namespace dw::test
{

// A company of random people, roles, shares and records of every object, in memory: references that lead
// nowhere, deleted parents, teams in a circle, leavers, absences. Parents are read from the records as they
// stand.
class ScopeWorld final : public RelatedValues
{
public:
    explicit ScopeWorld(quint32 seed);

    QRandomGenerator &random() { return m_random; }
    const DictionaryPtr &dictionary() const { return m_dictionary; }
    EvaluationContext context(const Id &user = {}) const;
    FixedClock &clock() { return m_clock; }
    const Clock &clock() const { return m_clock; }

    // A company with `records` records of each object of the business and one or two of the others.
    void build(int records);
    // Some permissions have conditions, of those that can be told at write time (`all`: and of the others).
    void addConditions(bool all);
    AccessModelPtr model() const;

    QList<Id> users() const { return m_users; }
    QList<Record> all(const QString &object) const;
    QList<Record> all() const { return m_records.values(); }
    Record find(const RecordRef &ref) const { return m_records.value(ref); }
    void put(const Record &record) { m_records.insert(record.ref(), record); }
    void purge(const RecordRef &ref) { m_records.remove(ref); }

    Id newId();
    Record made(const char *object, std::initializer_list<std::pair<const char *, Value>> values = {});
    Record randomRecord(const ObjectTypePtr &type);
    void randomise(Record &record, int field);
    // One step of what happens to records: changed, made, deleted, restored, purged. Both sides of it; either
    // may be invalid.
    std::pair<Record, Record> step();
    // Of roles, permissions, their conditions, shares and people.
    void stepConfiguration();
    QList<Record> foundBy(const Dependants &dependants, const Id &end) const;

    Result<Record> record(const RecordRef &ref) const override;
    Result<QList<Record>> children(const Record &parent, const QString &collection, int limit) const override;

private:
    template <typename T>
    T pick(const QList<T> &list)
    {
        return list.isEmpty() ? T() : list[m_random.bounded(int(list.size()))];
    }
    bool once(int in) { return m_random.bounded(in) == 0; }
    Id anyOf(const QString &object);
    void addPeople();
    void addRoles();
    void addShares();
    Value randomValue(const Field &field);
    static QList<int> placingFields(const ObjectType &type);

    QRandomGenerator m_random;
    FixedClock m_clock;
    DictionaryPtr m_dictionary;
    QHash<RecordRef, Record> m_records;
    QHash<QString, QList<Id>> m_ids;  // by object, gone ones too
    QList<Id> m_users;
    quint32 m_next = 0;
};

}  // namespace dw::test
