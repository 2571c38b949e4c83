// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/accessmodel.h"
#include "core/access/objectrights.h"
#include "core/access/parents.h"

#include <QHash>
#include <QList>
#include <QString>

#include <memory>
#include <mutex>

namespace dw
{

// The rights of one user as long as nothing turns (AccessModel::turnAt). Objects are worked out when they are
// asked for. Thread-safe.
class ActorRights
{
public:
    // As whom the user acts: themselves, and those they stand in for.
    struct Standing
    {
        const Company::Person *person = nullptr;
        QList<const Role *> roles;
        QList<Share> shares;
        bool absent = false;
    };

    // Whole: all that the user sees and edits. Own: without what was shared with them and what they do for
    // the absent, which is lent: it can be neither passed on nor taken.
    enum class Reach { Whole, Own };

    ActorRights(AccessModelPtr model, const Id &user, Instant now, Reach reach = Reach::Whole);

    // The owner of the workspace or an administrator.
    bool mayEverything() const { return m_everything; }
    // May change the configuration, roles and users.
    bool mayConfigure() const { return m_everything; }
    bool exportsLarge() const;
    bool bulkEdits() const;
    qint64 exportRows() const;
    const QList<Standing> &standings() const { return m_standings; }
    // Null for an object that there is not.
    std::shared_ptr<const ObjectRights> of(const QString &object) const;
    // ObjectRights::fields, without the rest; the same for all who have the same roles(). Not kept.
    FieldRights fieldsOf(const ObjectType &object) const;
    // Of all as whom the user acts, each once, in order.
    QList<Id> roles() const;
    // What a role alone gives on a field, and whether it says anything about the object at all.
    static std::optional<FieldRight> fieldRightOf(const Role &role, const ObjectType &object,
                                                  const Field &field);

private:
    enum class Use { Read, Edit, Remove };
    std::shared_ptr<const ObjectRights> work(const ObjectTypePtr &object) const;
    void addEverybody(ObjectRights &rights, const ObjectTypePtr &object) const;
    void addGrants(ObjectRights &rights, const ObjectTypePtr &object) const;
    void addGrant(QList<RightSource> &sources, const Standing &standing, const Role &role,
                  const ObjectGrant &grant, const ObjectTypePtr &object, const Parents &parents,
                  Use use) const;
    void addShares(ObjectRights &rights, const ObjectTypePtr &object) const;
    Condition inScope(const Company::Person &person, Scope scope, const ObjectTypePtr &object) const;
    // Of whoever sees (edits) one of the parents; null: every record. `none`: of nobody.
    Condition withParent(const ObjectTypePtr &object, const Parents &parents, Use use) const;
    static Condition together(const QList<RightSource> &sources, const ObjectTypePtr &object);

    AccessModelPtr m_model;
    Id m_user;
    bool m_everything = false;
    QList<Standing> m_standings;
    mutable std::mutex m_mutex;
    mutable QHash<QString, std::shared_ptr<const ObjectRights>> m_known;
};

}  // namespace dw
