// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/filemove.h"

#include "core/store/blobstore.h"
#include "core/store/postgres/auditlog.h"
#include "core/store/postgres/blobrows.h"
#include "core/store/postgres/connection.h"
#include "core/store/postgres/movedtables.h"
#include "core/store/postgres/rowdigest.h"
#include "core/store/postgres/schema.h"
#include "core/store/postgres/values.h"
#include "core/store/sqlite/accountmigrations.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/meta.h"
#include "core/store/sqlite/schema.h"
#include "core/store/sqlite/sqliteworkspace.h"

#include <QFileInfo>
#include <QMimeDatabase>

#include <sqlite3.h>

#include <algorithm>
#include <map>
#include <memory>
#include <vector>

namespace dw::postgres
{

namespace
{

constexpr int CacheKiB = 16 * 1024;
constexpr int ParametersAtOnce = 1000;
constexpr int RowsAtOnce = 1000;
constexpr auto Members = QLatin1String("dw:member");

// Of a table, and of the members of each scope by its number.
struct Digests
{
    RowDigest all;
    std::map<qint64, RowDigest> scopes;
};

QByteArray list(const sql::Dialect &dialect, const QList<MovedTable::Column> &columns)
{
    QByteArray text;
    for (const MovedTable::Column &column : columns)
        text += (text.isEmpty() ? "" : ",") + dialect.quoted(column.name);
    return text;
}

struct Cell
{
    int type = SQLITE_NULL;
    qint64 number = 0;
    QByteArray bytes;
};

Cell cellOf(const sqlite::Statement &row, int column)
{
    Cell cell;
    cell.type = sqlite3_column_type(row.handle(), column);
    if (cell.type == SQLITE_INTEGER)
        cell.number = row.integer(column);
    else if (cell.type != SQLITE_NULL)
        cell.bytes = row.bytes(column).toByteArray();
    return cell;
}

void add(RowDigest &digest, const Cell &cell)
{
    if (cell.type == SQLITE_NULL)
        digest.null();
    else if (cell.type == SQLITE_INTEGER)
        digest.integer(cell.number);
    else if (cell.type == SQLITE_TEXT)
        digest.text(cell.bytes);
    else
        digest.bytes(cell.bytes);
}

void add(RowDigest &digest, const Statement &row, int column)
{
    if (row.isNull(column))
        digest.null();
    else if (row.holds(column) == Statement::Holds::Integer)
        digest.integer(row.integer(column));
    else if (row.holds(column) == Statement::Holds::Text)
        digest.text(row.bytes(column));
    else
        digest.bytes(row.bytes(column));
}

void bind(Statement &write, int parameter, const Cell &cell)
{
    if (cell.type == SQLITE_NULL)
        write.bindNull(parameter);
    else if (cell.type == SQLITE_INTEGER)
        write.bind(parameter, cell.number);
    else if (cell.type == SQLITE_TEXT)
        write.bind(parameter, QString::fromUtf8(cell.bytes));
    else
        write.bindBlob(parameter, cell.bytes);
}

class Move
{
public:
    Move(Connection &target, const WorkspaceInfo &info, const FileMove::Source &source)
        : m_target(target)
        , m_info(info)
        , m_source(source)
        , m_own(ownRows(info.id))
        , m_dialect(dialectOf(info.id))
    {}

    Result<QList<FileMove::Table>> run(sqlite::Connection &workspace, sqlite::Connection &accounts)
    {
        // Files are read between two statements.
        DW_TRY(m_target.execute("SET LOCAL idle_in_transaction_session_timeout=0"));
        DW_TRY(makePlace());
        DW_ASSIGN(const QList<MovedTable> ofWorkspace, workspaceTables(workspace, m_dialect));
        DW_ASSIGN(const QList<MovedTable> ofAccounts, accountTables(accounts, m_dialect));
        for (const MovedTable &table : ofWorkspace)
            DW_TRY(move(workspace, table));
        for (const MovedTable &table : ofAccounts)
            DW_TRY(move(accounts, table));
        DW_TRY(settle(workspace));
        DW_TRY(moveContent());
        DW_ASSIGN(const QString broken, AuditLog(m_target, m_info.id).verify());
        if (!broken.isEmpty())
            return Error(ErrorCode::Internal, QStringLiteral("store.move_audit"), {broken});
        return m_moved;
    }

private:
    Result<void> makePlace()
    {
        DW_ASSIGN(const bool half, isArriving(m_target, m_info.id));
        if (half)
            DW_TRY(m_target.execute("DROP SCHEMA " + schemaName(m_info.id) + " CASCADE"));
        DW_TRY(makeSchema(m_target, m_info.id));
        DW_TRY(setArriving(m_target, m_info.id, true));
        DW_TRY(adoptDictionary(m_target, m_info.id, *m_source.dictionary));
        DW_TRY(Values(m_target, m_info.id).setInfo(m_info));
        return m_target.execute("DELETE FROM \"dw:head\"");
    }

    Result<void> move(sqlite::Connection &source, const MovedTable &table)
    {
        DW_TRY(makeRoom(table));
        Digests read, written;
        DW_TRY(write(source, table, read));
        DW_TRY(readBack(table, written));
        if (read.all.rows() != written.all.rows() || read.all.digest() != written.all.digest())
            return Error(ErrorCode::Internal, QStringLiteral("store.move_differs"), {table.to});
        if (table.to == Members)
            DW_TRY(compareScopes(source, read, written));
        note({table.to, written.all.rows(), written.all.digest()});
        return {};
    }

    void note(const FileMove::Table &table)
    {
        m_moved.append(table);
        if (m_source.moved)
            m_source.moved(table);
    }

    // What a laptop holds is a list of scopes: each by itself must be what it was.
    Result<void> compareScopes(sqlite::Connection &source, Digests &read, Digests &written)
    {
        RowDigest all;
        DW_ASSIGN(sqlite::Statement keys,
                  source.prepare("SELECT number,key FROM \"dw:scope_key\" ORDER BY number"));
        for (;;) {
            DW_ASSIGN(const bool row, keys.step());
            if (!row)
                break;
            const QString key = keys.text(1);
            const QByteArray digest = written.scopes[keys.integer(0)].digest();
            if (read.scopes[keys.integer(0)].digest() != digest)
                return Error(ErrorCode::Internal, QStringLiteral("store.move_differs"), {key});
            all.text(key.toUtf8());
            all.bytes(digest);
            all.endRow();
        }
        note({QStringLiteral("scopes"), all.rows(), all.digest()});
        return {};
    }

    // For what no dictionary names any more: a field or an object may come back.
    Result<void> makeRoom(const MovedTable &table)
    {
        if (table.kind == MovedTable::Kind::Engine)
            return {};
        DW_ASSIGN(const QStringList there, columnsInDatabase(table));
        const auto isThere = [&](const MovedTable::Column &column) {
            return there.contains(QString::fromUtf8(m_dialect.nameOf(column.name)));
        };
        const QByteArray name = m_dialect.quoted(table.to);
        if (there.isEmpty()) {
            const bool links = table.kind == MovedTable::Kind::Links;
            QByteArray sql =
                "CREATE TABLE " + name + '(' + (links ? m_dialect.linkColumns : m_dialect.leadingColumns);
            for (qsizetype i = table.keys; i < table.columns.size(); ++i)
                sql += (links && i == table.keys ? "" : ",") + m_dialect.quoted(table.columns[i].name) + ' ' +
                       table.columns[i].type;
            return m_target.execute(sql + (links ? m_dialect.linkEnd : m_dialect.tableEnd));
        }
        for (const MovedTable::Column &column : table.columns) {
            if (!isThere(column))
                DW_TRY(m_target.execute("ALTER TABLE " + name + " ADD COLUMN " +
                                        m_dialect.quoted(column.name) + ' ' + column.type));
        }
        return {};
    }

    Result<QStringList> columnsInDatabase(const MovedTable &table)
    {
        QStringList found;
        DW_ASSIGN(Statement read,
                  m_target.prepare("SELECT a.attname::text FROM pg_attribute a JOIN pg_class c ON "
                                   "c.oid=a.attrelid JOIN pg_namespace n ON n.oid=c.relnamespace WHERE "
                                   "n.nspname=current_schema() AND c.relname=$1::text AND a.attnum>0"));
        read.bind(1, QString::fromUtf8(m_dialect.nameOf(table.to)));
        for (;;) {
            DW_ASSIGN(const bool row, read.step());
            if (!row)
                return found;
            found.append(read.text(0));
        }
    }

    QByteArray insertSql(const MovedTable &table, int rows) const
    {
        // What PostgreSQL keeps besides and may not be left out: settle() sets it.
        const bool answers = table.to == QLatin1String("dw:result");
        QByteArray values;
        int parameter = 0;
        for (int row = 0; row < rows; ++row) {
            values += row == 0 ? "(" : ",(";
            for (qsizetype column = 0; column < table.columns.size(); ++column)
                values += (column == 0 ? "$" : ",$") + QByteArray::number(++parameter);
            values += answers ? ",false)" : ")";
        }
        return "INSERT INTO " + m_dialect.quoted(table.to) + '(' + list(m_dialect, table.columns) +
               (answers ? ",first" : "") + ") OVERRIDING SYSTEM VALUE VALUES" + values;
    }

    Result<void> write(sqlite::Connection &source, const MovedTable &table, Digests &digests)
    {
        const int columns = int(table.columns.size());
        const int atOnce = std::max(1, ParametersAtOnce / columns);
        DW_ASSIGN(sqlite::Statement read,
                  source.prepare("SELECT " + list(sqlite::dialect(), table.columns) + " FROM " +
                                 sqlite::quoted(table.from) +
                                 (table.only.isEmpty() ? QByteArray() : " WHERE " + table.only) +
                                 " ORDER BY " + list(sqlite::dialect(), table.columns.first(table.keys))));
        DW_ASSIGN(Statement many, m_target.prepare(insertSql(table, atOnce)));
        DW_ASSIGN(Statement one, m_target.prepare(insertSql(table, 1)));
        std::vector<std::vector<Cell>> rows;
        for (bool more = true; more;) {
            DW_ASSIGN(more, read.step());
            if (more) {
                rows.emplace_back();
                for (int column = 0; column < columns; ++column)
                    rows.back().push_back(cellOf(read, column));
                DW_TRY(checkTexts(table, rows.back()));
                const auto take = [&](RowDigest &digest) {
                    for (const Cell &cell : rows.back())
                        add(digest, cell);
                    digest.endRow();
                };
                take(digests.all);
                if (table.to == Members)
                    take(digests.scopes[rows.back().front().number]);
            }
            const bool full = int(rows.size()) == atOnce;
            if (!full && more)
                continue;
            int parameter = 0;
            for (const std::vector<Cell> &row : rows) {
                for (const Cell &cell : row)
                    bind(full ? many : one, ++parameter, cell);
                if (full)
                    continue;
                DW_TRY(one.run());
                parameter = 0;
            }
            if (full)
                DW_TRY(many.run());
            rows.clear();
        }
        return {};
    }

    // A file takes what PostgreSQL does not: U+0000, and bytes that are no UTF-8.
    static Result<void> checkTexts(const MovedTable &table, const std::vector<Cell> &row)
    {
        for (size_t i = 0; i < row.size(); ++i) {
            const Cell &cell = row[i];
            if (cell.type != SQLITE_TEXT ||
                (!cell.bytes.contains('\0') && QString::fromUtf8(cell.bytes).toUtf8() == cell.bytes))
                continue;
            const Cell &key = row.front();
            const auto id = Id::fromBytes(key.bytes);
            return Error(ErrorCode::Invalid, QStringLiteral("store.move_text"),
                         {table.to,
                          id                           ? id->toString()
                          : key.type == SQLITE_INTEGER ? QString::number(key.number)
                                                       : QString::fromUtf8(key.bytes),
                          table.columns[qsizetype(i)].name});
        }
        return {};
    }

    Result<void> readBack(const MovedTable &table, Digests &digests)
    {
        const QByteArray cursor = "moved_" + QByteArray::number(++m_cursors);
        DW_TRY(m_target.execute("DECLARE " + cursor + " NO SCROLL CURSOR FOR SELECT " +
                                list(m_dialect, table.columns) + " FROM " + m_dialect.quoted(table.to) +
                                " WHERE " + m_own +
                                (table.only.isEmpty() ? QByteArray() : " AND " + table.only) + " ORDER BY " +
                                list(m_dialect, table.columns.first(table.keys))));
        {
            DW_ASSIGN(Statement read,
                      m_target.prepare("FETCH " + QByteArray::number(RowsAtOnce) + " FROM " + cursor));
            for (bool more = true; more;) {
                more = false;
                read.reset();
                for (;;) {
                    DW_ASSIGN(const bool row, read.step());
                    if (!row)
                        break;
                    more = true;
                    const auto take = [&](RowDigest &digest) {
                        for (int column = 0; column < read.columnCount(); ++column)
                            add(digest, read, column);
                        digest.endRow();
                    };
                    take(digests.all);
                    if (table.to == Members)
                        take(digests.scopes[read.integer(0)]);
                }
            }
        }
        return m_target.execute("CLOSE " + cursor);
    }

    // What only PostgreSQL has: which answer to a transaction was the first one, and the next sign-in's
    // number. And who sent which file, which a server with files keeps beside them.
    Result<void> settle(sqlite::Connection &source)
    {
        DW_ASSIGN(sqlite::Statement read,
                  source.prepare("SELECT device,number FROM \"dw:result\" WHERE rowid IN (SELECT min(rowid) "
                                 "FROM \"dw:result\" GROUP BY \"transaction\")"));
        DW_ASSIGN(Statement note, m_target.prepare("UPDATE \"dw:result\" SET first=true WHERE " + m_own +
                                                   " AND device=$1 AND number=$2"));
        for (;;) {
            DW_ASSIGN(const bool row, read.step());
            if (!row)
                break;
            note.bind(1, read.id(0));
            note.bind(2, read.integer(1));
            DW_TRY(note.run());
        }
        DW_TRY(
            m_target.integer("SELECT setval(pg_get_serial_sequence('\"dw:account_sign_in\"','number'),"
                             "(SELECT coalesce(max(number),0)+1 FROM \"dw:account_sign_in\"),false)"));
        DW_ASSIGN(
            Statement arrive,
            m_target.prepare("INSERT INTO \"dw:upload\"(\"user\",sha256,size,digests,touched_at,arrived) "
                             "VALUES($1,$2,0,'',0,true) ON CONFLICT DO NOTHING"));
        for (const auto &[user, sha256] : m_source.arrived) {
            arrive.bind(1, user);
            arrive.bindBlob(2, sha256);
            DW_TRY(arrive.run());
        }
        return {};
    }

    // Each is read back, and compared with its fingerprint.
    Result<void> moveContent()
    {
        const BlobStore store(sqlite::blobsPath(m_source.folder));
        RowDigest digest;
        const QStringList names = store.all();
        for (const QString &name : names) {
            const QString path = store.pathFor(QByteArray::fromHex(name.toLatin1()));
            Workspace::StoredBlob blob;
            blob.sha256 = QByteArray::fromHex(name.toLatin1());
            blob.size = QFileInfo(path).size();
            blob.mime = QMimeDatabase().mimeTypeForFile(path, QMimeDatabase::MatchContent).name();
            DW_TRY(putContent(m_target, m_own, path, blob));
            DW_TRY(readContent(m_target, m_own, blob.sha256, nullptr));
            digest.bytes(blob.sha256);
            digest.endRow();
        }
        note({QStringLiteral("dw:blob"), digest.rows(), digest.digest()});
        return {};
    }

    Connection &m_target;
    const WorkspaceInfo m_info;
    const FileMove::Source &m_source;
    const QByteArray m_own;
    const sql::Dialect m_dialect;
    QList<FileMove::Table> m_moved;
    int m_cursors = 0;
};

}  // namespace

Result<QList<FileMove::Table>> FileMove::run(const Source &source, const QString &address)
{
    DW_TRY(Connection::checkAddress(address));
    using Mode = sqlite::Connection::Mode;
    DW_ASSIGN(const auto workspace,
              sqlite::Connection::open(sqlite::databasePath(source.folder), Mode::ReadOnly, CacheKiB));
    DW_ASSIGN(const auto accounts, sqlite::Connection::open(source.accounts, Mode::ReadOnly, CacheKiB,
                                                            sqlite::AccountApplicationId));
    DW_ASSIGN(const auto target, Connection::open(address, Connection::Use::Write));
    DW_ASSIGN(const WorkspaceInfo info, sqlite::readInfo(*workspace));
    // One state of each from the first table to the last.
    DW_TRY(workspace->execute("BEGIN"));
    DW_TRY(accounts->execute("BEGIN"));
    DW_TRY(target->begin());
    Result<QList<Table>> moved = Move(*target, info, source).run(*workspace, *accounts);
    if (moved.ok()) {
        if (const Result<void> done = target->commit(); !done.ok())
            moved = done.error();
    }
    if (!moved.ok())
        target->rollback();
    return moved;
}

Result<void> FileMove::arrive(const QString &address, const Id &workspace)
{
    DW_ASSIGN(const auto target, Connection::open(address, Connection::Use::Write));
    DW_TRY(target->setSchema(schemaName(workspace)));
    return setArriving(*target, workspace, false);
}

Result<bool> FileMove::isArriving(const QString &address, const Id &workspace)
{
    DW_ASSIGN(const auto target, Connection::open(address, Connection::Use::Read));
    return postgres::isArriving(*target, workspace);
}

}  // namespace dw::postgres
