// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QHash>
#include <QString>

namespace dw::sqlite
{

class Connection;

// Small numbers for texts that would stand in a million rows (the tables "dw:object" and "dw:scope_key"):
// from 1 on, given once and never taken back. What was found is remembered: it does not change.
class KeyNumbers
{
public:
    KeyNumbers(Connection &connection, const char *table);

    // 0: it has none.
    Result<int> find(const QString &key);
    // Gives it one if it has none, in the running transaction.
    Result<int> number(const QString &key);
    // Empty: nothing has that number.
    Result<QString> key(int number);
    // Numbers may be of a transaction that was rolled back.
    void forgetCaches();

private:
    void remember(const QString &key, int number);

    Connection &m_connection;
    QByteArray m_findSql;
    QByteArray m_addSql;
    QByteArray m_keySql;
    QHash<QString, int> m_numbers;
    QHash<int, QString> m_keys;
};

}  // namespace dw::sqlite
