// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/keynumbers.h"

#include "core/store/sqlite/connection.h"

namespace dw::sqlite
{

KeyNumbers::KeyNumbers(Connection &connection, const char *table)
    : m_connection(connection)
    , m_findSql(QByteArray("SELECT number FROM \"") + table + "\" WHERE key=?1")
    , m_addSql(QByteArray("INSERT INTO \"") + table + "\"(key) VALUES(?1)")
    , m_keySql(QByteArray("SELECT key FROM \"") + table + "\" WHERE number=?1")
{}

void KeyNumbers::remember(const QString &key, int number)
{
    m_numbers.insert(key, number);
    m_keys.insert(number, key);
}

Result<int> KeyNumbers::find(const QString &key)
{
    if (const auto known = m_numbers.constFind(key); known != m_numbers.cend())
        return *known;
    DW_ASSIGN(Statement read, m_connection.prepare(m_findSql));
    read.bind(1, QStringView(key));
    DW_ASSIGN(const bool row, read.step());
    if (!row)
        return 0;
    const int number = int(read.integer(0));
    remember(key, number);
    return number;
}

Result<int> KeyNumbers::number(const QString &key)
{
    DW_ASSIGN(const int known, find(key));
    if (known != 0)
        return known;
    DW_ASSIGN(Statement add, m_connection.prepare(m_addSql));
    add.bind(1, QStringView(key));
    DW_TRY(add.run());
    const int number = int(m_connection.lastInsertRowid());
    remember(key, number);
    return number;
}

Result<QString> KeyNumbers::key(int number)
{
    if (const auto known = m_keys.constFind(number); known != m_keys.cend())
        return *known;
    DW_ASSIGN(Statement read, m_connection.prepare(m_keySql));
    read.bind(1, qint64(number));
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

}  // namespace dw::sqlite
