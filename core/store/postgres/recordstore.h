// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/postgres/connection.h"
#include "core/store/sql/recordstore.h"

namespace dw::postgres
{

// What sql::RecordStore uses of PostgreSQL.
struct Database
{
    using Connection = postgres::Connection;
    using Statement = postgres::Statement;
    using RowKey = QByteArray;
    static constexpr char RowKeyColumn[] = "\"id\"";
    // Nobody else writes under the head's lock, so what is free before a statement is free in it.
    static constexpr bool ErrorsEndTransactions = true;
    static constexpr int RowsAtOnce = 1;
    static constexpr bool LinksAtOnce = true;
    static constexpr bool LooksFirst = false;  // a way to the server and back costs more than it saves

    static RowKey firstRow() { return QByteArray(""); }
    static RowKey rowKey(const Statement &row, int column) { return row.bytes(column).toByteArray(); }
    static qint64 insertedRow(const Connection &) { return 0; }
};

// Takes dialectOf() of the workspace.
using RecordStore = sql::RecordStore<Database>;

}  // namespace dw::postgres

extern template class dw::sql::RecordStore<dw::postgres::Database>;
