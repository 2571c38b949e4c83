// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/dictionary/dictionary.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <functional>
#include <utility>

namespace dw::postgres
{

// Brings a server's workspace and accounts from files into a PostgreSQL database, row by row, with the same
// ids, revisions, chains of audit, epoch and history: laptops go on as if nothing had happened. All of it in
// one transaction, which commits only where each table there reads as the one in the file, each scope has the
// same members and every chain of audit fits. A line that breaks in the middle leaves nothing behind.
//
// What was committed serves nobody (openSchema(): "store.half_moved") until arrive() says that the files do
// not serve any more either.
class FileMove
{
public:
    // What was moved of a table: SHA-256 over its rows in the order of their keys.
    struct Table
    {
        QString name;
        qint64 rows = 0;
        QByteArray digest;
    };
    struct Source
    {
        QString folder;                            // of the workspace, which nobody else writes meanwhile
        QString accounts;                          // the file of the accounts
        DictionaryPtr dictionary;                  // all that is in force
        QList<std::pair<Id, QByteArray>> arrived;  // by whom a file was sent, and its SHA-256
        std::function<void(const Table &)> moved;  // told of each when it was compared; may be empty
    };

    // What was brought before and has not arrived is replaced. Conflict "store.exists" (server) where the
    // workspace is in the database already; Invalid "store.move_text" (table, record, field) for a text that
    // PostgreSQL does not take; Internal "store.move_differs" (table or scope) where what was written is not
    // what was read, "store.move_audit" (what does not fit), "store.move_unknown" (table).
    static Result<QList<Table>> run(const Source &source, const QString &address);
    // From here on it serves.
    static Result<void> arrive(const QString &address, const Id &workspace);
    static Result<bool> isArriving(const QString &address, const Id &workspace);
};

}  // namespace dw::postgres
