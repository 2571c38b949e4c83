// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/dictionary.h"

#include <QList>
#include <QString>

namespace dw
{

// A field through which a record is seen by who sees the record it points at: the lines of a deal, the
// contacts of a customer, what was said and filed about a record.
struct ParentLink
{
    int field = -1;
    QList<ObjectTypePtr> targets;  // several where it may point at any object: those that list it as theirs
};

struct Parents
{
    enum class Kind {
        None,
        Beside,  // has an owner of its own and is seen with its parent besides (an activity, a task)
        Shared,  // so, and who edits the parent edits it (a contact of a customer)
        Remark,  // seen with its parent alone, changed by who made it (a comment, a file)
        Part,    // seen, changed and made like its parent alone (a line of a deal, a step of its history)
    };
    Kind kind = Kind::None;
    QList<ParentLink> links;
};

Parents parentsOf(const ObjectTypePtr &object, const Dictionary &dictionary);

// The fields that make a record somebody's own: its owner, who is to do a task, who made a visit.
QList<int> ownFields(const ObjectType &object);

// The field that says in which territory a record lies: its own, or that of the record which `through` points
// at (where a customer lies, what belongs to it lies). `field` is -1 for objects that lie nowhere.
struct Whereabouts
{
    int through = -1;
    ObjectTypePtr object;  // that has `field`
    int field = -1;
};

Whereabouts whereaboutsOf(const ObjectTypePtr &object, const Dictionary &dictionary);

}  // namespace dw
