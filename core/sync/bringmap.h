// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/actor.h"
#include "core/commands/configuration.h"
#include "core/store/session.h"
#include "core/sync/bringplan.h"

#include <QHash>
#include <QSet>

namespace dw
{

// What people, stages and values of a standalone workspace are in a joined one, and a record of the one as a
// record of the other. Counts what has no place there.
class BringMap
{
public:
    BringMap(ConfigurationPtr from, ConfigurationPtr to, Actor actor);

    // Reads the users of both: the standalone workspace's owner is the actor, others are found by their
    // login, then by their address.
    Result<void> findPeople(const ReadSession &from, const ReadSession &to);
    // Of an object that is not brought: a record of it is the one here that has its id or a value that only
    // one may have.
    Result<void> findSame(const ReadSession &to, const Record &record);
    // From here on the record is this one.
    void setAs(const Id &record, const Id &as) { m_as.insert(record, as); }
    void setLeft(const Id &record) { m_left.insert(record); }
    // Will come; setAs() or setLeft() says as what.
    void expect(const Id &record) { m_expected.insert(record); }

    struct Told
    {
        Record record;        // as it is to be here; invalid where the object has no place
        QList<int> later;     // its fields that name what comes after it, and are without that
        bool orphan = false;  // it needs something that stays behind
    };
    // `counts`: into missing(), people(), stages() and links().
    enum class Counting { Yes, No };
    Told tell(const Record &record, Counting counts);

    ObjectTypePtr typeOf(const QString &object) const { return m_to->dictionary->find(object); }
    const ConfigurationPtr &to() const { return m_to; }
    const Actor &actor() const { return m_actor; }
    void addMissingObject(const ObjectType &object, int records);
    QList<BringPlan::Missing> missing() const { return m_missing; }
    QList<BringPlan::Person> people() const;
    QList<BringPlan::Stage> stages() const;
    int links() const { return m_links; }

private:
    enum class Where { Here, Later, Nowhere };
    struct Target
    {
        Where where = Where::Nowhere;
        Id id;
    };
    Target find(const QString &object, const Id &id, Counting counts);
    Value translated(const Record &record, int index, const Field &to, Counting counts, Told &told);
    Value picked(const ObjectType &object, const Field &to, const Value &value, Counting counts);
    void placeStage(const Record &record, Record &made, Counting counts);
    void count(const BringPlan::Missing &missing);
    void findStages();
    const Stage *nearest(const Pipeline &pipeline, const Stage &stage) const;

    const ConfigurationPtr m_from;
    const ConfigurationPtr m_to;
    const Actor m_actor;
    QHash<Id, Id> m_people;
    struct Stranger
    {
        QString name;
        QString login;
        int records = 0;
    };
    QHash<Id, Stranger> m_strangers;
    QHash<Id, std::pair<Id, Id>> m_stages;  // stage -> pipeline, stage
    QHash<Id, int> m_movedStages;           // stages that have no namesake -> records
    QHash<Id, Id> m_as;
    QSet<Id> m_left;
    QSet<Id> m_expected;
    QList<BringPlan::Missing> m_missing;
    int m_links = 0;
};

}  // namespace dw
