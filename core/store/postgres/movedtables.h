// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/sql/dialect.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace dw::sqlite
{
class Connection;
}

namespace dw::postgres
{

// A table of a server's file and where its rows go in the database.
struct MovedTable
{
    struct Column
    {
        QString name;     // the same in both
        QByteArray type;  // as the database has it
    };
    enum class Kind {
        Engine,   // of the store itself: the database has it
        Records,  // of an object, also of one that is in no dictionary any more
        Links,    // of a field of one
    };
    QString from;
    QString to;
    QList<Column> columns;
    int keys = 1;  // the first of them are the key
    Kind kind = Kind::Engine;
    QByteArray only;  // a condition, in both
};

// The tables of a server's workspace that are moved: all but what is worked out from the others (search,
// summaries) and what only a laptop has. Columns are those of the file, so that values of fields that are in
// no dictionary any more go along: they may come back. Internal "store.move_unknown" (table) for one that
// nobody thought of here.
Result<QList<MovedTable>> workspaceTables(sqlite::Connection &workspace, const sql::Dialect &dialect);
// Those of the file of accounts.
Result<QList<MovedTable>> accountTables(sqlite::Connection &accounts, const sql::Dialect &dialect);

}  // namespace dw::postgres
