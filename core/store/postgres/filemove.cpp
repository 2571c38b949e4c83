// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/filemove.h"

#include "core/store/blobstore.h"
#include "core/store/postgres/blobrows.h"
#include "core/store/postgres/connection.h"
#include "core/store/postgres/schema.h"
#include "core/store/postgres/values.h"
#include "core/store/sql/auditlines.h"
#include "core/store/sql/names.h"
#include "core/store/sqlite/accountmigrations.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/meta.h"
#include "core/store/sqlite/schema.h"
#include "core/store/sqlite/sqliteworkspace.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QMimeDatabase>
#include <QtEndian>

#include <sqlite3.h>

#include <algorithm>
#include <memory>

namespace dw::postgres
{

namespace
{

constexpr int CacheKiB = 16 * 1024;
constexpr int ParametersAtOnce = 1000;
constexpr int RowsAtOnce = 1000;

// One that both databases have with the same columns.
struct Moved
{
    QByteArray from;       // as SQLite writes it in a statement
    QString to;            // its name in the database
    QStringList columns;   // the same in both
    int keys = 1;          // so many of them are the key
    QByteArray only = "";  // a condition on both
};

// Rows as a digest of what they hold, the same whichever database they are read from.
class RowDigest
{
public:
    void null() { m_hash.addData("n"); }
    void integer(qint64 value)
    {
        const qint64 wire = qToBigEndian(value);
        add('i', QByteArrayView(reinterpret_cast<const char *>(&wire), sizeof wire));
    }
    void text(QByteArrayView utf8) { add('t', utf8); }
    void bytes(QByteArrayView bytes) { add('b', bytes); }
    void endRow() { ++m_rows; }

    FileMove::Table of(const QString &name) const { return {name, m_rows, m_hash.result()}; }

private:
    void add(char kind, QByteArrayView bytes)
    {
        const qint64 size = qToBigEndian(qint64(bytes.size()));
        m_hash.addData(QByteArrayView(&kind, 1));
        m_hash.addData(QByteArrayView(reinterpret_cast<const char *>(&size), sizeof size));
        m_hash.addData(bytes);
    }

    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    qint64 m_rows = 0;
};

QByteArray list(const sql::Dialect &dialect, const QStringList &columns)
{
    QByteArray text;
    for (const QString &column : columns)
        text += (text.isEmpty() ? "" : ",") + dialect.quoted(column);
    return text;
}

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(QLatin1Char(' '));
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
        DW_TRY(m_target.execute("SET LOCAL idle_in_transaction_session_timeout=0"));
        DW_TRY(makeSchema(m_target, m_info.id));
        DW_TRY(adoptDictionary(m_target, m_info.id, *m_source.dictionary));
        DW_TRY(Values(m_target, m_info.id).setInfo(m_info));
        DW_TRY(m_target.execute("DELETE FROM \"dw:head\""));
        QList<FileMove::Table> tables;
        for (const Moved &table : ofWorkspace()) {
            DW_ASSIGN(const FileMove::Table moved, move(workspace, table));
            tables.append(moved);
        }
        for (const Moved &table : ofAccounts()) {
            DW_ASSIGN(const FileMove::Table moved, move(accounts, table));
            tables.append(moved);
        }
        DW_TRY(settle(workspace));
        DW_ASSIGN(const FileMove::Table content, moveContent());
        tables.append(content);
        return tables;
    }

private:
    QList<Moved> ofWorkspace() const
    {
        QList<Moved> all;
        for (const ObjectTypePtr &type : m_source.dictionary->objects()) {
            QStringList columns{QStringLiteral("id")};
            for (const sql::Column &column : sql::fieldColumns(m_dialect, *type))
                columns.append(column.name);
            all.append({sqlite::quoted(type->key()), type->key(), columns});
            for (const Field &field : type->fields()) {
                if (!field.isStored() || !sql::isLinked(field))
                    continue;
                const QString table = sql::linkTable(*type, field);
                all.append({sqlite::quoted(table),
                            table,
                            {QStringLiteral("owner"), QStringLiteral("position"),
                             QString::fromLatin1(sql::linkColumn(field))},
                            2});
            }
        }
        const auto add = [&](const char *table, const char *columns, int keys = 1,
                             const QByteArray &only = {}) {
            const QString name = QString::fromLatin1(table);
            all.append({sqlite::quoted(name), name, words(columns), keys, only});
        };
        add("dw:meta", "key value", 1,
            QByteArray(" substr(key,1,") + QByteArray::number(qstrlen(sql::AuditHeadPrefix)) + ")='" +
                sql::AuditHeadPrefix + '\'');
        add("dw:local", "area key value", 2);
        add("dw:sequence", "name last");
        add("dw:object", "number key");
        add("dw:scope_key", "number key last");
        add("dw:head", "sequence tag epoch metadata horizon");
        add("dw:commit", "sequence tag");
        add("dw:device", "id user short_name last_number last_pull last_contact state");
        add("dw:result", "device number transaction status code sequence body", 2);
        add("dw:member", "key object root seq tags ever gone", 3);
        add("audit",
            "sequence transaction at received_at user device opened_by command object record fields "
            "note digest previous hash");
        add("audit_value", "sequence salt body");
        return all;
    }

    static QList<Moved> ofAccounts()
    {
        QList<Moved> all;
        const auto add = [&](const char *table, const char *columns) {
            const QString name = QString::fromLatin1(table);
            all.append({sqlite::quoted(name), QStringLiteral("dw:account_") + name, words(columns)});
        };
        add("setting", "key value");
        add("password", "user hash must_change changed_at");
        add("device",
            "id user short name platform app public_key state registered_at last_contact revoked_at "
            "reason wipe_order");
        add("session",
            "id user device generation confirmed refresh_hash previous_hash began_at refresh_until "
            "ended");
        add("attempt", "key failures last_at locked_until");
        add("nonce", "value until");
        add("sign_in", "number at event user login device address");
        return all;
    }

    // What PostgreSQL keeps besides for a row: given where it may not be left out.
    static QString extraColumn(const Moved &table)
    {
        return table.to == QLatin1String("dw:result") ? QStringLiteral("first") : QString();
    }

    Result<FileMove::Table> move(sqlite::Connection &source, const Moved &table)
    {
        DW_ASSIGN(const FileMove::Table read, write(source, table));
        DW_ASSIGN(const FileMove::Table written, readBack(table));
        if (read.rows != written.rows || read.digest != written.digest)
            return Error(ErrorCode::Internal, QStringLiteral("store.move_differs"), {table.to});
        return written;
    }

    QByteArray insertSql(const Moved &table, int rows) const
    {
        const QString extra = extraColumn(table);
        QByteArray values;
        int parameter = 0;
        for (int row = 0; row < rows; ++row) {
            values += row == 0 ? "(" : ",(";
            for (int column = 0; column < table.columns.size(); ++column)
                values += (column == 0 ? "$" : ",$") + QByteArray::number(++parameter);
            values += extra.isEmpty() ? ")" : ",false)";
        }
        return "INSERT INTO " + m_dialect.quoted(table.to) + '(' + list(m_dialect, table.columns) +
               (extra.isEmpty() ? QByteArray() : ',' + m_dialect.quoted(extra)) +
               ") OVERRIDING SYSTEM VALUE VALUES" + values;
    }

    Result<FileMove::Table> write(sqlite::Connection &source, const Moved &table)
    {
        const int columns = int(table.columns.size());
        const int atOnce = std::max(1, ParametersAtOnce / columns);
        const QByteArray names = list(sqlite::dialect(), table.columns);
        DW_ASSIGN(sqlite::Statement read,
                  source.prepare("SELECT " + names + " FROM " + table.from +
                                 (table.only.isEmpty() ? QByteArray() : " WHERE" + table.only) +
                                 " ORDER BY " + list(sqlite::dialect(), table.columns.first(table.keys))));
        DW_ASSIGN(Statement many, m_target.prepare(insertSql(table, atOnce)));
        DW_ASSIGN(Statement one, m_target.prepare(insertSql(table, 1)));
        RowDigest digest;
        std::vector<std::vector<Cell>> rows;
        for (bool more = true; more;) {
            DW_ASSIGN(more, read.step());
            if (more) {
                rows.emplace_back();
                for (int column = 0; column < columns; ++column)
                    rows.back().push_back(cellOf(read, column, digest));
                digest.endRow();
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
        return digest.of(table.to);
    }

    struct Cell
    {
        int type = SQLITE_NULL;
        qint64 number = 0;
        QByteArray bytes;
    };
    static Cell cellOf(const sqlite::Statement &row, int column, RowDigest &digest)
    {
        Cell cell;
        cell.type = sqlite3_column_type(row.handle(), column);
        switch (cell.type) {
            case SQLITE_NULL:
                digest.null();
                break;
            case SQLITE_INTEGER:
                cell.number = row.integer(column);
                digest.integer(cell.number);
                break;
            case SQLITE_TEXT:
                cell.bytes = row.text(column).toUtf8();
                digest.text(cell.bytes);
                break;
            default:
                cell.bytes = row.bytes(column).toByteArray();
                digest.bytes(cell.bytes);
        }
        return cell;
    }
    static void bind(Statement &write, int parameter, const Cell &cell)
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

    Result<FileMove::Table> readBack(const Moved &table)
    {
        const QByteArray cursor = "moved_" + QByteArray::number(++m_cursors);
        DW_TRY(m_target.execute("DECLARE " + cursor + " NO SCROLL CURSOR FOR SELECT " +
                                list(m_dialect, table.columns) + " FROM " + m_dialect.quoted(table.to) +
                                " WHERE " + m_own +
                                (table.only.isEmpty() ? QByteArray() : " AND" + table.only) + " ORDER BY " +
                                list(m_dialect, table.columns.first(table.keys))));
        RowDigest digest;
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
                    for (int column = 0; column < read.columnCount(); ++column)
                        add(digest, read, column);
                    digest.endRow();
                }
            }
        }
        DW_TRY(m_target.execute("CLOSE " + cursor));
        return digest.of(table.to);
    }
    static void add(RowDigest &digest, const Statement &row, int column)
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

    // What only PostgreSQL has: which answer to a transaction was the first one, and the next sign-in's
    // number.
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
    Result<FileMove::Table> moveContent()
    {
        const BlobStore store(sqlite::blobsPath(m_source.folder));
        RowDigest digest;
        for (const QString &name : store.all()) {
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
        return digest.of(QStringLiteral("dw:blob"));
    }

    Connection &m_target;
    const WorkspaceInfo m_info;
    const FileMove::Source &m_source;
    const QByteArray m_own;
    const sql::Dialect m_dialect;
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

}  // namespace dw::postgres
