// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/demo/demoworld.h"

namespace dw
{

// The customers and the people there.
class DemoCustomers
{
public:
    explicit DemoCustomers(DemoWorld &world) : m_world(world) {}

    void make(int accounts, int contacts);

    struct CompanyName
    {
        QString full, shortName, english, industry;
        bool chinese = true;
    };
    CompanyName companyName(const QJsonObject &city);
    struct PersonName
    {
        QString name;
        QString mailbox;
    };
    PersonName personName(bool chinese);

private:
    void addAccount(const CompanyName &name, const QJsonObject &city, const QString &grade, int owner);
    void addContact(int account, const QString &name, const QString &title, const QString &role);

    DemoWorld &m_world;
    QSet<QString> m_names;
};

}  // namespace dw
