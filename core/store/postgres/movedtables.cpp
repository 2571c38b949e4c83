// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/movedtables.h"

#include "core/store/sql/auditlines.h"
#include "core/store/sqlite/connection.h"

#include <algorithm>
#include <span>

namespace dw::postgres
{

namespace
{

// How many columns of a table of the store are its key; 0: it stays.
struct Known
{
    const char *name;
    int keys;
};

constexpr Known WorkspaceTables[] = {
    {"audit", 1},
    {"audit_value", 1},
    {"dw:commit", 1},
    {"dw:device", 1},
    {"dw:head", 1},
    {"dw:local", 2},
    {"dw:member", 3},
    {"dw:meta", 1},
    {"dw:object", 1},
    {"dw:result", 2},
    {"dw:scope_key", 1},
    {"dw:sequence", 1},
    // Worked out from the records; a server asks for none of it.
    {"dw:paths", 0},
    {"dw:stays", 0},
    // Of a laptop.
    {"dw:base", 0},
    {"dw:inbox", 0},
    {"dw:outbox", 0},
    {"dw:outbox_made", 0},
    {"dw:outbox_root", 0},
    {"dw:replica", 0},
    {"dw:root", 0},
    {"dw:root_scope", 0},
    {"dw:scope", 0},
    {"dw:sent", 0},
};

constexpr Known AccountTables[] = {
    {"attempt", 1}, {"device", 1},  {"nonce", 1},   {"password", 1},
    {"session", 1}, {"setting", 1}, {"sign_in", 1},
};

const Known *find(std::span<const Known> tables, const QString &name)
{
    const auto found = std::find_if(tables.begin(), tables.end(),
                                    [&](const Known &one) { return name == QLatin1String(one.name); });
    return found == tables.end() ? nullptr : &*found;
}

// Without those that SQLite keeps for itself or for an index of words.
Result<QStringList> tablesOf(sqlite::Connection &file)
{
    QStringList names;
    DW_ASSIGN(sqlite::Statement read,
              file.prepare("SELECT name FROM pragma_table_list WHERE schema='main' AND type='table' AND "
                           "name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"));
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return names;
        names.append(read.text(0));
    }
}

// Only the row of the head, of which there is one, and rows of records have a number that nobody refers to.
bool isOwnNumber(const QString &column)
{
    return column == QLatin1String("rowid") || column == QLatin1String("only");
}

Result<QList<MovedTable::Column>> columnsOf(sqlite::Connection &file, const QString &table,
                                            const sql::Dialect &dialect)
{
    QList<MovedTable::Column> columns;
    // The key first, in its order.
    DW_ASSIGN(sqlite::Statement read, file.prepare("SELECT name,type FROM pragma_table_info(?1) ORDER BY "
                                                   "CASE WHEN pk=0 THEN 1000000 ELSE pk END,cid"));
    read.bind(1, QStringView(table));
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return columns;
        const QString type = read.text(1);
        if (!isOwnNumber(read.text(0)))
            columns.append({read.text(0), type == QLatin1String("INTEGER") ? dialect.integer
                                          : type == QLatin1String("TEXT")  ? dialect.text
                                                                           : dialect.bytes});
    }
}

}  // namespace

Result<QList<MovedTable>> workspaceTables(sqlite::Connection &workspace, const sql::Dialect &dialect)
{
    QList<MovedTable> all;
    DW_ASSIGN(const QStringList names, tablesOf(workspace));
    for (const QString &name : names) {
        MovedTable table{name, name, {}, 1, MovedTable::Kind::Engine, {}};
        const Known *known = find(WorkspaceTables, name);
        if (!known && name.startsWith(QLatin1String("dw:")))
            return Error(ErrorCode::Internal, QStringLiteral("store.move_unknown"), {name});
        if (known && known->keys == 0)
            continue;
        DW_ASSIGN(table.columns, columnsOf(workspace, name, dialect));
        if (known) {
            table.keys = known->keys;
            // What else a file says of itself is about the file.
            if (name == QLatin1String("dw:meta"))
                table.only = QByteArray("substr(key,1,") + QByteArray::number(qstrlen(sql::AuditHeadPrefix)) +
                             ")='" + sql::AuditHeadPrefix + '\'';
        } else if (name.contains(QLatin1Char(':'))) {
            table.kind = MovedTable::Kind::Links;
            table.keys = 2;
        } else {
            table.kind = MovedTable::Kind::Records;
        }
        all.append(table);
    }
    return all;
}

Result<QList<MovedTable>> accountTables(sqlite::Connection &accounts, const sql::Dialect &dialect)
{
    QList<MovedTable> all;
    DW_ASSIGN(const QStringList names, tablesOf(accounts));
    for (const QString &name : names) {
        const Known *known = find(AccountTables, name);
        if (!known)
            return Error(ErrorCode::Internal, QStringLiteral("store.move_unknown"), {name});
        DW_ASSIGN(const QList<MovedTable::Column> columns, columnsOf(accounts, name, dialect));
        all.append(
            {name, QStringLiteral("dw:account_") + name, columns, known->keys, MovedTable::Kind::Engine, {}});
    }
    return all;
}

}  // namespace dw::postgres
