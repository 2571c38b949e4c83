// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/demo/democustomers.h"

namespace dw
{

// Leads in every state; the converted ones point at a customer, a contact and a deal that came of them.
class DemoLeads
{
public:
    DemoLeads(DemoWorld &world, DemoCustomers &customers) : m_world(world), m_customers(customers) {}

    void make(int count);

private:
    void convert(DemoLead &lead, DemoDeal &deal);
    DemoLead fresh(const QString &status, int age);

    DemoWorld &m_world;
    DemoCustomers &m_customers;
};

}  // namespace dw
