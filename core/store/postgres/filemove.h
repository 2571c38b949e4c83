// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/dictionary/dictionary.h"
#include "core/store/workspace.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <utility>

namespace dw::postgres
{

// Brings a server's workspace and accounts from files into a PostgreSQL database, row by row, with the same
// ids, revisions, chains of audit and history: laptops go on as if nothing had happened. All of it in one
// transaction, which commits only where each table there reads as the one in the file.
class FileMove
{
public:
    struct Source
    {
        QString folder;                            // of the workspace, which nobody else writes meanwhile
        QString accounts;                          // the file of the accounts
        DictionaryPtr dictionary;                  // all that is in force
        QList<std::pair<Id, QByteArray>> arrived;  // by whom a file was sent, and its SHA-256
    };
    // What was moved of a table: SHA-256 over its rows in the order of their keys.
    struct Table
    {
        QString name;
        qint64 rows = 0;
        QByteArray digest;
    };

    // Conflict "store.exists" (server) where the workspace is in the database already; Internal
    // "store.move_differs" (table) where what was written is not what was read.
    static Result<QList<Table>> run(const Source &source, const QString &address);
};

}  // namespace dw::postgres
