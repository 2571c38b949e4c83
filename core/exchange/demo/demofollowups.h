// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/demo/demoworld.h"

namespace dw
{

// Calls, visits, mails and tasks. Comes after customers, deals and leads; sets their last_activity_at.
class DemoFollowUps
{
public:
    explicit DemoFollowUps(DemoWorld &world) : m_world(world) {}

    void makeActivities(int total);
    void makeTasks();

private:
    struct About
    {
        RecordRef related;
        int account = -1;
        int contact = -1;
        int performer = 0;
        bool chinese = true;
        QString person;  // for the subject
    };
    Record &log(const QString &kind, Instant at, const About &about);
    void followDeal(DemoDeal &deal);
    void makeStoryTasks();
    void addTask(const About &about, int dayOffset, int minute, const QString &status);
    About aboutDeal(const DemoDeal &deal, int contact) const;
    About aboutAccount(int account);

    DemoWorld &m_world;
};

}  // namespace dw
