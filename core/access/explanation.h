// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/rolepolicy.h"
#include "core/expression/evaluator.h"
#include "core/records/relatedvalues.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace dw
{

// One rule that was looked at, as a finding without a severity: `key` is a wording key "access.why_*".
// Arguments that begin with "@" are labels as in a finding.
struct AccessReason
{
    enum class Verdict { Grants, Denies, Concludes };
    QString key;
    QStringList arguments;
    Verdict verdict = Verdict::Denies;
};

// Why a user can or cannot see a record, do something with it, or see a field of it: rule by rule (A23), the
// conclusion last. For who may configure: it tells of the record and of the roles. `record` must be whole.
class Explanation
{
public:
    Explanation(const RolePolicy &policy, const Id &user, const RelatedValues &related,
                const EvaluationContext &context);

    // What can be asked of one record, each with the label of its field in the object permission.
    static QList<Action> actions();

    // `field` may be empty. Of `action`, one of actions().
    Result<QList<AccessReason>> why(const Record &record, const QString &field,
                                    Action action = Action::Read) const;

private:
    Result<bool> ofSources(const Record &record, const ActorRights &actor, Action action,
                           QList<AccessReason> &reasons) const;
    bool ofFlags(const ObjectType &object, const ActorRights &actor, Action action,
                 QList<AccessReason> &reasons) const;
    void ofFields(const ObjectType &object, const Field &field, const ActorRights &actor,
                  QList<AccessReason> &reasons) const;
    QString roleName(const Id &role) const;
    QString personName(const Id &user) const;

    const RolePolicy &m_policy;
    Id m_user;
    const RelatedValues &m_related;
    EvaluationContext m_context;
};

}  // namespace dw
