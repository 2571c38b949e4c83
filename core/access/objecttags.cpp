// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/objecttags.h"

#include <bit>

namespace dw
{

quint64 ObjectTags::inherited(int parent, quint64 parentTags) const
{
    const auto table = m_inherited.constFind(parent);
    if (table == m_inherited.cend())
        return 0;
    quint64 here = 0;
    for (; parentTags != 0; parentTags &= parentTags - 1)
        here |= (*table)[size_t(std::countr_zero(parentTags))];
    return here;
}

void ObjectTags::index()
{
    m_direct.fill(0, filters.size() + 1);
    m_withFilter.fill(0, filters.size() + 1);
    for (const int parent : parentObjects)
        m_inherited.insert(parent, {});
    for (int number = 0; number < tags.size(); ++number) {
        const ScopeTag &tag = tags[number];
        if (tag.name.isEmpty())
            continue;
        const quint64 bit = quint64(1) << number;
        m_withFilter[tag.filter + 1] |= bit;
        if (tag.parent < 0)
            m_direct[tag.filter + 1] |= bit;
        else
            m_inherited[tag.parent][size_t(tag.parentTag)] |= bit;
    }
}

}  // namespace dw
