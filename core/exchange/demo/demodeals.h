// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/demo/demoworld.h"

namespace dw
{

// Deals with the way they took: stage by stage backwards from where they stand, so that what a gate asks for
// was there when it was passed.
class DemoDeals
{
public:
    explicit DemoDeals(DemoWorld &world) : m_world(world) {}

    // The told deals of the opener, `open` of others, and closed ones up to `total`.
    void make(int open, int total);

private:
    struct Plan
    {
        int account = 0;
        int owner = 0;
        const Pipeline *pipeline = nullptr;
        int stage = 0;      // where it stands
        int lostAfter = 0;  // a lost one: the last open stage it had
        Date entered;
        qint64 amount = 0;  // major units; 0 = from its lines
        QString name;
        bool story = false;
    };
    void makeStory();
    Plan openPlan(int owner);
    Plan closedPlan();
    int accountOf(int owner);
    QString dealName(bool chinese);
    DemoDeal &add(const Plan &plan);
    void walk(DemoDeal &deal, const Plan &plan);
    void describe(DemoDeal &deal, const Plan &plan);
    void addLines(DemoDeal &deal, const Plan &plan);
    void close(DemoDeal &deal, const Plan &plan);
    void addRoles(DemoDeal &deal);
    void addHistory(const DemoDeal &deal);
    void addFiles(const DemoDeal &deal);
    int reached(const DemoDeal &deal) const;  // the furthest open stage

    DemoWorld &m_world;
};

}  // namespace dw
