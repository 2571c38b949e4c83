// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/sql/recordstore.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/recordtable.h"

namespace dw::sqlite
{

// What sql::RecordStore uses of SQLite.
struct Database
{
    using Connection = sqlite::Connection;
    using Statement = sqlite::Statement;
    using RowKey = qint64;
    static constexpr char RowKeyColumn[] = "\"rowid\"";
    static constexpr bool ErrorsEndTransactions = false;
    // Reading whole records in order sets up a sorter and two trees, a look into the index alone one of them.
    static constexpr bool LinksAtOnce = false;  // one after the other costs nothing
    static constexpr bool LooksFirst = true;
    static constexpr int RowsAtOnce = 32;  // more gain little

    static RowKey firstRow() { return 0; }
    static RowKey rowKey(const Statement &row, int column) { return row.integer(column); }
    static qint64 insertedRow(const Connection &connection) { return connection.lastInsertRowid(); }
};

class RecordStore final : public sql::RecordStore<Database>
{
public:
    RecordStore(Connection &connection, Currency base, const BusinessZone &zone);
};

}  // namespace dw::sqlite

extern template class dw::sql::RecordStore<dw::sqlite::Database>;
