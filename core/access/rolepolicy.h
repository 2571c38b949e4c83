// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/actorrights.h"
#include "core/base/clock.h"

#include <QHash>

#include <memory>
#include <mutex>
#include <utility>

namespace dw
{

// Access by the roles of a workspace (DESIGN 7).
//
// Who is under roles. Nobody, as long as no user has a role: then everybody may everything (isOpen()). Once
// one has, a user may what their roles together allow, and one without a role what everybody may: names of
// colleagues, the shape of the pipelines, their own views. The owner of a standalone workspace (the user
// "user:owner", and a null user) and whoever has a role of the kind "admin" may everything. A user who is
// disabled may nothing.
//
// What holds. An object without a permission is invisible, and so is a field of the company's own; a built-in
// field without a permission is as open as its object. Several roles are the union of their rights, and each
// right is of all records of the object that some role shows. A role has the rights of those it inherits; of
// permissions about one field its own counts first. Records reach their children (parents.h). A share adds a
// record to what the roles show of an object that they open at all. While somebody is away their delegate
// sees and edits as they do, and no more: what is lent, by absence or by a share, can be neither given on,
// transferred, waived nor deleted by it. A delegate stands not in for those for whom the absent one stands
// in.
//
// What changes with time (shares that end, absences) is asked of the clock, which must outlive this.
class RolePolicy final : public Policy
{
public:
    RolePolicy(AccessModelPtr model, const Clock &clock) : m_model(std::move(model)), m_clock(clock) {}

    bool isOpen() const override { return !m_model->isInUse(); }
    Decision may(const Actor &actor, Action action, const ObjectType &object,
                 const Record *record) const override;
    Condition readable(const Actor &actor, const ObjectTypePtr &object) const override;
    Condition within(const Actor &actor, Action action, const ObjectTypePtr &object) const override;
    FieldRights fields(const Actor &actor, const ObjectType &object) const override;
    qint64 exportRows(const Actor &actor) const override;

    const AccessModel &model() const { return *m_model; }
    const AccessModelPtr &modelPointer() const { return m_model; }
    // As they are now.
    std::shared_ptr<const ActorRights> rightsOf(const Id &user,
                                                ActorRights::Reach reach = ActorRights::Reach::Whole) const;

private:
    AccessModelPtr m_model;
    const Clock &m_clock;
    mutable std::mutex m_mutex;
    mutable QHash<std::pair<Id, int>, std::shared_ptr<const ActorRights>> m_known;
    // By roles and object: thousands of users have a handful of roles between them.
    mutable QHash<std::pair<QList<Id>, QString>, FieldRights> m_fields;
};

}  // namespace dw
