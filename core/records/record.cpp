// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/record.h"

#include <utility>

namespace dw
{

Record::Record(ObjectTypePtr type, const Id &id)
    : m_type(std::move(type)), m_id(id), m_values(m_type->fieldCount())
{
    set(u"id", Value(id));
}

const Value &Record::value(QStringView key) const
{
    static const Value null;
    const int index = m_type->indexOf(key);
    return index < 0 ? null : m_values.at(index);
}

bool Record::set(QStringView key, Value value)
{
    const int index = m_type->indexOf(key);
    if (index < 0)
        return false;
    m_values[index] = std::move(value);
    return true;
}

Currency Record::currency() const
{
    if (!m_type->hasMoney())
        return {};
    return Currency::fromCode(m_values.at(m_type->currencyIndex()).text()).value_or(Currency());
}

bool Record::isDeleted() const
{
    return !value(u"deleted_at").isNull();
}

QString Record::title(Language language) const
{
    const int index = m_type->titleIndex(language);
    return index < 0 ? m_id.toString() : m_values.at(index).text();
}

}  // namespace dw
