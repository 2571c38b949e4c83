// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QHash>
#include <QSet>
#include <QString>

#include <utility>

namespace dw::postgres
{

class Values;

// The local values in a transaction that holds the head's lock: nobody else changes them meanwhile, so each
// is asked for once, and what is set is written when the transaction ends, once, however often it was set.
class LocalValues
{
public:
    explicit LocalValues(Values &values) : m_values(values) {}

    Result<QByteArray> value(const QString &area, const QString &key);
    Result<QHash<QString, QByteArray>> values(const QString &area);
    // Invalid "store.wrong_value" (area, key) for a name that PostgreSQL cannot hold.
    Result<void> set(const QString &area, const QString &key, const QByteArray &value);
    // Before the commit. An error may be told by what is asked next.
    Result<void> write();

    void setMark() { m_mark = m_now; }
    void backToMark() { m_now = m_mark; }
    // Of a transaction that ended.
    void forget();

private:
    using Name = std::pair<QString, QString>;
    struct State
    {
        QHash<Name, QByteArray> known;  // empty: there is none
        QSet<Name> changed;
        qsizetype bytes = 0;  // about, of what is known
    };
    void keep(const Name &name, const QByteArray &value);

    Values &m_values;
    State m_now, m_mark;
};

}  // namespace dw::postgres
