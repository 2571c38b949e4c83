// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/keynumbers.h"

#include "core/store/postgres/connection.h"

namespace dw::postgres
{

namespace
{

QByteArray select(const char *what, const char *table, const QByteArray &own, const char *by)
{
    return QByteArray("SELECT ") + what + " FROM \"" + table + "\" WHERE " + own + " AND " + by + "=$1";
}

}  // namespace

KeyNumbers::KeyNumbers(Connection &connection, const QByteArray &own, const char *table)
    : m_connection(connection)
    , m_findSql(select("number", table, own, "key"))
    , m_addSql(QByteArray("INSERT INTO \"") + table +
               "\"(number,key) SELECT coalesce(max(number),0)+1,$1 FROM \"" + table + "\" WHERE " + own +
               " RETURNING number")
    , m_keySql(select("key", table, own, "number"))
{}

void KeyNumbers::remember(const QString &key, qint64 number)
{
    m_numbers.insert(key, number);
    m_keys.insert(number, key);
}

Result<qint64> KeyNumbers::find(const QString &key)
{
    if (const auto known = m_numbers.constFind(key); known != m_numbers.cend())
        return *known;
    DW_ASSIGN(Statement read, m_connection.prepare(m_findSql));
    read.bind(1, QStringView(key));
    DW_ASSIGN(const bool row, read.step());
    if (!row)
        return qint64(0);
    remember(key, read.integer(0));
    return read.integer(0);
}

Result<qint64> KeyNumbers::number(const QString &key)
{
    DW_ASSIGN(const qint64 known, find(key));
    if (known != 0)
        return known;
    DW_ASSIGN(Statement add, m_connection.prepare(m_addSql));
    add.bind(1, QStringView(key));
    DW_TRY(add.step());
    remember(key, add.integer(0));
    return add.integer(0);
}

Result<QString> KeyNumbers::key(qint64 number)
{
    if (const auto known = m_keys.constFind(number); known != m_keys.cend())
        return *known;
    DW_ASSIGN(Statement read, m_connection.prepare(m_keySql));
    read.bind(1, number);
    DW_ASSIGN(const bool row, read.step());
    if (!row)
        return QString();
    const QString key = read.text(0);
    remember(key, number);
    return key;
}

void KeyNumbers::forgetCaches()
{
    m_numbers.clear();
    m_keys.clear();
}

}  // namespace dw::postgres
