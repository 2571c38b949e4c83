// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/demo/demoworld.h"

namespace dw
{

// Territories, teams, users, products with their price list, competitors and campaigns. The opener's own user
// record is there already; opener() is what the demo makes of it.
class DemoSetup
{
public:
    explicit DemoSetup(DemoWorld &world) : m_world(world) {}

    void make();
    Record opener(const Record &stored) const;
    Record firstTeam(const Record &stored) const;  // what the demo makes of the opener's team

private:
    void makeTeams();
    void fillTeam(Record &team, const QJsonObject &entry) const;
    void fillUser(Record &user, const QJsonObject &entry) const;
    void makeCatalogue();

    DemoWorld &m_world;
    QHash<QString, Id> m_teams;
};

}  // namespace dw
