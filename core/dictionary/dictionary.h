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

// All objects of a workspace: the built-in ones merged with the customer's own. Immutable and shared between threads
// as a snapshot; a change of configuration makes a new one.
class Dictionary
{
public:
    // Checks the whole (targets exist, titles exist, collections' fields point back, keys unique, formulas' names
    // are left to the expression checker). The error's arguments: origin (file or "custom"), key, reason.
    static Result<std::shared_ptr<const Dictionary>> build(QList<ObjectType::Definition> definitions);

    ObjectTypePtr find(QStringView key) const;  // null if there is none
    // For keys that the program itself ships; asserts.
    const ObjectType &object(QStringView key) const;
    ObjectTypePtr pointer(QStringView key) const { return find(key); }
    const QList<ObjectTypePtr> &objects() const { return m_objects; }

private:
    Dictionary() = default;

    QList<ObjectTypePtr> m_objects;
    QHash<QString, int> m_index;
};

using DictionaryPtr = std::shared_ptr<const Dictionary>;

}  // namespace dw
