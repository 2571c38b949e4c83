// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QHash>
#include <QString>

namespace dw::postgres
{

class Connection;

// Small numbers for texts that would stand in a million rows (the tables "dw:object" and "dw:scope_key"):
// from 1 on, given once, under the head's lock, and never taken back. What was found is remembered: it does
// not change.
class KeyNumbers
{
public:
    KeyNumbers(Connection &connection, const QByteArray &own, const char *table);

    // 0: it has none.
    Result<qint64> find(const QString &key);
    // Gives it one if it has none, in the running transaction.
    Result<qint64> number(const QString &key);
    // Empty: nothing has that number.
    Result<QString> key(qint64 number);
    void remember(const QString &key, qint64 number);
    // Numbers may be of a transaction that was rolled back.
    void forgetCaches();

private:
    Connection &m_connection;
    const QByteArray m_findSql;
    const QByteArray m_addSql;
    const QByteArray m_keySql;
    QHash<QString, qint64> m_numbers;
    QHash<qint64, QString> m_keys;
};

}  // namespace dw::postgres
