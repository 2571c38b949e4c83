// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/base/value.h"
#include "core/dictionary/objecttype.h"

#include <QList>

namespace dw
{

// One record: its object, its id and one value for each field of the object (by index; system fields
// included). A plain value, cheap to copy. Fields that were not read are null; see `isPartial`.
class Record
{
public:
    Record() = default;
    Record(ObjectTypePtr type, const Id &id);

    bool isValid() const { return m_type != nullptr; }
    const ObjectType &type() const { return *m_type; }
    const ObjectTypePtr &typePointer() const { return m_type; }
    const Id &id() const { return m_id; }
    RecordRef ref() const { return RecordRef{m_type->key(), m_id}; }

    const Value &value(int index) const { return m_values.at(index); }
    // Null value for a key the object does not have.
    const Value &value(QStringView key) const;
    void set(int index, Value value) { m_values[index] = std::move(value); }
    // Returns false if the object has no such field.
    bool set(QStringView key, Value value);

    // The record's currency (its system field), null if the object has no money.
    Currency currency() const;
    bool isDeleted() const;
    QString title(Language language) const;

    friend bool operator==(const Record &a, const Record &b)
    {
        return a.m_type == b.m_type && a.m_id == b.m_id && a.m_values == b.m_values;
    }

private:
    ObjectTypePtr m_type;
    Id m_id;
    QList<Value> m_values;  // shared by copies: rules and caches hand records around
};

}  // namespace dw
