// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/bringbook.h"
#include "core/sync/bringitem.h"
#include "core/sync/bringmap.h"
#include "core/sync/standalonesource.h"

#include <functional>

namespace dw
{

// Goes through the live records of a standalone workspace, objects in the order in which they depend on each
// other, and says of each what becomes of it, counting as it goes. The plan and the work are the same walk.
class BringWalk
{
public:
    // `target` is open as long as this lives.
    BringWalk(const StandaloneSource &source, Workspace &target, ConfigurationPtr configuration, Actor actor,
              BringDecisions decisions, const BringBook &book);

    // Objects, as they go: those that people's work is in. What shapes the workspace and who works in it is
    // the server's.
    static QList<ObjectTypePtr> objectsInOrder(const Dictionary &dictionary);

    // `work` gets some records of one object at a time; blocks.
    using Work = std::function<Result<void>(const ObjectTypePtr &object, const QList<BringItem> &items)>;
    Result<BringPlan> run(const Work &work);
    // A record again, now that all has its place.
    BringMap::Told again(const Record &record) { return m_map.tell(record, BringMap::Counting::No); }

private:
    Result<void> prepare();
    Result<void> expect(const ObjectTypePtr &object);
    Result<void> findSame(const ObjectTypePtr &object);
    Result<void> walk(const ObjectTypePtr &object, const Work &work);
    Result<BringItem> classify(const ReadSession &there, const Record &record, BringPlan::Object &counts);
    Result<std::optional<DuplicateCandidate>> lookAlike(const ReadSession &there, const Record &record) const;
    void leave(BringItem &item, BringPlan::Reason reason, BringPlan::Object &counts);
    void addDuplicate(const Record &mine, const DuplicateCandidate &other,
                      std::optional<BringDecisions::Duplicate> decided);
    bool mayMake(const ObjectType &object) const;
    bool hasContent(const Record &record, BringPlan &plan) const;

    const StandaloneSource &m_source;
    Workspace &m_target;
    const ConfigurationPtr m_configuration;
    const Actor m_actor;
    const BringDecisions m_decisions;
    const BringBook &m_book;
    BringMap m_map;
    BringPlan m_plan;
};

}  // namespace dw
