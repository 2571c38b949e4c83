// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/dictionary/objecttype.h"

#include <QHash>
#include <QList>
#include <QString>

#include <memory>

namespace dw
{

// All objects of a workspace: the built-in ones merged with the customer's own. Immutable and shared between
// threads as a snapshot; a change of configuration makes a new one.
class Dictionary
{
public:
    // Checks each definition (checkDefinition) and the whole: targets exist, collections' fields point back,
    // roll-ups name a collection, formulas need no circle. Names inside formulas are left to the expression
    // checker. The error's key says why ("dictionary.target_missing"); its arguments: origin (file or
    // "custom"), where
    // ("account.name"), the offending value.
    static Result<std::shared_ptr<const Dictionary>> build(QList<ObjectType::Definition> definitions);

    ObjectTypePtr find(QStringView key) const;  // null if there is none
    // For keys that the program itself ships; asserts.
    const ObjectType &object(QStringView key) const;
    ObjectTypePtr pointer(QStringView key) const { return find(key); }
    // In the order of the definitions given to build().
    const QList<ObjectTypePtr> &objects() const { return m_objects; }
    // Every stored Reference and ReferenceList field that points at `key`, and every AnyReference.
    struct Backlink
    {
        ObjectTypePtr object;
        int field = -1;
    };
    QList<Backlink> referencesTo(QStringView key) const;

private:
    Dictionary() = default;

    QList<ObjectTypePtr> m_objects;
    QHash<QString, int> m_index;
};

using DictionaryPtr = std::shared_ptr<const Dictionary>;

}  // namespace dw
