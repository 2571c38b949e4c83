// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/access/denyingpolicy.h"
#include "tests/exchange/import_support.h"

#include <QJsonObject>

#include <functional>

namespace dw::test
{

// A company with things that the actor may not see: everything that says "zebra" or the amount 76 543.21.
//   rows:   what `other` owns (a customer, a contact, deals, an activity)
//   object: tasks
//   fields: account.website and opportunity.campaign_id hidden, contact.mobile masked, account.industry and
//           opportunity.stage_id read-only
class AccessWorld
{
public:
    AccessWorld();

    ImportWorld &base() { return m_world; }
    DenyingPolicy &policy() { return *m_policy; }
    CommandRunner &runner() { return *m_world.runner; }
    const Actor &actor() const { return m_world.actor; }
    ReadContext context() const;
    void actAs(const Id &user) { m_world.actor.user = user; }

    // By the policy as it stands.
    CommandResult run(const char *command, const QJsonObject &arguments);
    // Run as nothing were denied; fails loudly unless it is applied. The main record's id.
    Id openly(const char *command, const QJsonObject &arguments);
    void read(const std::function<void(const Reader &)> &work);
    // As it is stored, whoever may see it.
    Record stored(const QString &object, const Id &id);
    // Of every record: equal = nothing was written. Audit lines are read by themselves.
    QByteArray digest();
    // The audit as it is stored, newest first.
    QList<AuditRecord> audit();
    // The chain of the audit as `verify` sees it: empty, or what is wrong.
    QString chainFault();

    // As nothing were denied: marks a record as one of the demo; imports customers by name with their phone.
    void markDemo(const QString &object, const Id &id);
    Id importAccounts(const QByteArray &csv);

    static bool tells(const QString &text);
    static QString textOf(const Record &record);
    static QString textOf(const CommandResult &result);

    Id other, account, hiddenAccount, spareAccount, contact, hiddenContact, deal, hiddenDeal, dealOfHidden,
        goneDeal, activity, hiddenActivity, task, goneTask;

private:
    Id create(const char *object, const QJsonObject &set);

    std::shared_ptr<DenyingPolicy> m_policy = std::make_shared<DenyingPolicy>();
    ImportWorld m_world;
};

}  // namespace dw::test
