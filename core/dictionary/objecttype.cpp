// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dictionary/objecttype.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace dw
{

ObjectType::ObjectType(Definition definition) : m_definition(std::move(definition))
{
    bool money = false;
    m_index.reserve(m_definition.fields.size());
    for (int i = 0; i < fieldCount(); ++i) {
        m_index.insert(m_definition.fields[i].key, i);
        money = money || m_definition.fields[i].valueType() == FieldType::Money;
    }
    m_keyOrder.resize(fieldCount());
    std::iota(m_keyOrder.begin(), m_keyOrder.end(), 0);
    std::sort(m_keyOrder.begin(), m_keyOrder.end(), [this](int a, int b) {
        return m_definition.fields[a].key.toUtf8() < m_definition.fields[b].key.toUtf8();
    });
    if (money)
        m_currencyIndex = indexOf(u"currency");
    for (const QStringView key : {QStringView(u"key"), QStringView(u"code"), QStringView(u"login")}) {
        m_keyIndex = indexOf(key);
        if (m_keyIndex >= 0)
            break;
    }
}

int ObjectType::indexOf(QStringView key) const
{
    // Keys are literals nearly always: where in memory one stands tells which field it named last, and
    // comparing tells whether it still does. That is a fraction of what hashing it costs.
    struct Place
    {
        const ObjectType *type = nullptr;
        const QChar *key = nullptr;
        int field = 0;
    };
    constexpr size_t Places = 1024;
    static thread_local std::array<Place, Places> places;
    const size_t mixed = (quintptr(key.data()) >> 1) * 31 + (quintptr(this) >> 5);
    Place &place = places[(mixed ^ (mixed >> 10)) % Places];
    if (place.type == this && place.key == key.data() && place.field < fieldCount() &&
        field(place.field).key == key)
        return place.field;
    // Without a copy: the hash only reads the characters during the look-up.
    const int found = m_index.value(QString::fromRawData(key.data(), key.size()), -1);
    if (found >= 0)
        place = {this, key.data(), found};
    return found;
}

const Field *ObjectType::find(QStringView key) const
{
    const int index = indexOf(key);
    return index < 0 ? nullptr : &m_definition.fields[index];
}

const Collection *ObjectType::collection(QStringView name) const
{
    for (const Collection &collection : m_definition.collections) {
        if (collection.name == name)
            return &collection;
    }
    return nullptr;
}

int ObjectType::titleIndex(Language language) const
{
    const QString &key = m_definition.titleField;
    if (language == Language::Chinese && key.endsWith(QLatin1String("_en"))) {
        const int twin = indexOf(QString(key.chopped(3) + QLatin1String("_zh")));
        if (twin >= 0)
            return twin;
    }
    return indexOf(key);
}

}  // namespace dw
