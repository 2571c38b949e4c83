// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/policy.h"
#include "core/dictionary/dictionary.h"

#include <QString>

namespace dw
{

// What an actor may do with fields, asked in one place by readers and commands: the policy's own answer, and
// what follows from it (DESIGN 7). A formula and a roll-up have the strictest right of what they are made
// from; what lies behind a reference or in a collection is hidden where the link, the object or any of its
// rows is.
class FieldAccess
{
public:
    FieldAccess(const Policy &policy, const Actor &actor, DictionaryPtr dictionary, Currency currency);

    FieldRights of(const ObjectType &object) const;
    // ErrorCode::Forbidden "access.forbidden_field" {object, field}.
    Result<void> mayRead(const ObjectType &object, const QString &field) const;
    // To sort by a reference is to sort by the titles of what it points at; those out of sight are the
    // reader's to leave out.
    Result<void> maySort(const ObjectType &object, const QString &field) const;
    // From a record to its children: the link on their side.
    Result<void> mayFollow(const Collection &collection) const;

private:
    struct Answer
    {
        FieldRight right = FieldRight::Editable;
        QString object;  // the first step that is not readable
        QString field;
    };
    Answer ofField(const ObjectType &object, const QString &field, int depth) const;
    Answer ofPath(const ObjectType &object, const QString &path, int depth) const;
    bool isWholeVisible(const ObjectTypePtr &object) const;

    const Policy &m_policy;
    const Actor &m_actor;
    DictionaryPtr m_dictionary;
    Currency m_currency;
};

}  // namespace dw
