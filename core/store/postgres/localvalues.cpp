// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/localvalues.h"

#include "core/store/postgres/values.h"

#include <QStringList>

#include <algorithm>
#include <vector>

namespace dw::postgres
{

namespace
{

// A transaction that sets more than that writes it down in between.
constexpr qsizetype MostBytes = qsizetype(8) * 1024 * 1024;
constexpr qsizetype LongName = 500;

// Of which nothing is to be feared when it is written: an index has no room for long names, and two that hold
// what is no text may become the same. Others are written at once, so that whoever sets them hears of it.
bool isPlain(const QString &name)
{
    return name.size() <= LongName && std::all_of(name.cbegin(), name.cend(), [](QChar c) {
               return c.unicode() >= 0x20 && c.unicode() < 0x7f;
           });
}

}  // namespace

void LocalValues::keep(const Name &name, const QByteArray &value)
{
    m_now.known.insert(name, value);
    m_now.bytes += value.size() + 100;
}

Result<QByteArray> LocalValues::value(const QString &area, const QString &key)
{
    if (const auto known = m_now.known.constFind({area, key}); known != m_now.known.cend())
        return *known;
    DW_ASSIGN(const QByteArray value, m_values.local(area, key));
    keep({area, key}, value);
    return value;
}

Result<QHash<QString, QByteArray>> LocalValues::values(const QString &area)
{
    using Found = QHash<QString, QByteArray>;
    DW_ASSIGN(Found found, m_values.locals(area));
    for (const Name &name : std::as_const(m_now.changed)) {
        if (name.first != area)
            continue;
        if (const QByteArray value = m_now.known.value(name); value.isEmpty())
            found.remove(name.second);
        else
            found.insert(name.second, value);
    }
    return found;
}

Result<void> LocalValues::set(const QString &area, const QString &key, const QByteArray &value)
{
    if (area.contains(QChar::Null) || key.contains(QChar::Null))
        return Error(ErrorCode::Invalid, QStringLiteral("store.wrong_value"), {area, key});
    const Name name{area, key};
    if (!isPlain(area) || !isPlain(key)) {
        m_now.known.remove(name);
        return m_values.setLocal(area, key, value);
    }
    keep(name, value);
    m_now.changed.insert(name);
    return m_now.bytes > MostBytes ? write() : Result<void>();
}

Result<void> LocalValues::write()
{
    if (!m_now.changed.isEmpty()) {
        QStringList areas, keys, goneAreas, goneKeys;
        std::vector<QByteArray> values;
        for (const Name &name : std::as_const(m_now.changed)) {
            const QByteArray value = m_now.known.value(name);
            (value.isEmpty() ? goneAreas : areas).append(name.first);
            (value.isEmpty() ? goneKeys : keys).append(name.second);
            if (!value.isEmpty())
                values.push_back(value);
        }
        DW_TRY(m_values.setLocals(areas, keys, values));
        DW_TRY(m_values.removeLocals(goneAreas, goneKeys));
    }
    m_now = {};
    return {};
}

void LocalValues::forget()
{
    m_now = {};
    m_mark = {};
}

}  // namespace dw::postgres
