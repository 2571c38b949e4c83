// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/uploadrows.h"

#include "core/store/postgres/schema.h"

namespace dw::postgres
{

namespace
{

constexpr int Lines = 2;

}  // namespace

UploadRows::UploadRows(const QString &address, const Id &workspace)
    : m_own(ownRows(workspace))
    , m_writers(openerOf(address, workspace, Connection::Use::Write), Lines)
    , m_readers(openerOf(address, workspace, Connection::Use::Read), Lines)
{}

// {own} stands for the rows of this workspace, {now} for the database's clock, which all servers share.
Result<Statement> UploadRows::prepare(Connection &connection, const char *sql) const
{
    return connection.prepare(QByteArray(sql)
                                  .replace("{own}", m_own)
                                  .replace("{now}", "(extract(epoch FROM clock_timestamp())*1000)::bigint"));
}

Result<std::optional<UploadRows::Upload>> UploadRows::find(const Id &user, const QByteArray &sha256)
{
    std::optional<Upload> found;
    const Result<void> done = m_readers.query([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement read,
                  prepare(connection,
                          "SELECT size,digests,arrived FROM \"dw:upload\" WHERE {own} AND \"user\"=$1 "
                          "AND sha256=$2"));
        read.bind(1, user);
        read.bindBlob(2, sha256);
        DW_ASSIGN(const bool row, read.step());
        if (row)
            found = Upload{read.integer(0), read.bytes(1).toByteArray(), read.integer(2) != 0};
        return {};
    });
    DW_TRY(done);
    return found;
}

Result<std::optional<UploadRows::Begun>> UploadRows::begin(const Id &user, const QByteArray &sha256,
                                                           const Upload &upload, qint64 limit)
{
    std::optional<Begun> begun;
    const Result<void> done = m_writers.transact([&](Connection &connection) -> Result<void> {
        begun.reset();
        // All of the user's, so that two that begin at once are counted together.
        DW_ASSIGN(Statement read,
                  prepare(connection,
                          "SELECT sha256,size,digests,arrived FROM \"dw:upload\" WHERE {own} AND "
                          "\"user\"=$1 ORDER BY sha256 FOR UPDATE"));
        read.bind(1, user);
        qint64 others = 0;
        bool same = false;
        Begun now;
        for (;;) {
            DW_ASSIGN(const bool row, read.step());
            if (!row)
                break;
            const bool arrived = read.integer(3) != 0;
            if (read.bytes(0) != sha256) {
                others += arrived ? 0 : read.integer(1);
                continue;
            }
            now.arrived = arrived;
            same = read.integer(1) == upload.size && read.bytes(2) == upload.digests;
        }
        if (now.arrived) {
            begun = now;
            return {};
        }
        if (!same && others + upload.size > limit)
            return {};
        if (!same) {
            DW_ASSIGN(Statement clear,
                      prepare(connection,
                              "DELETE FROM \"dw:upload_part\" WHERE {own} AND \"user\"=$1 AND "
                              "sha256=$2"));
            clear.bind(1, user);
            clear.bindBlob(2, sha256);
            DW_TRY(clear.run());
        }
        DW_ASSIGN(
            Statement write,
            prepare(connection,
                    "INSERT INTO \"dw:upload\"(\"user\",sha256,size,digests,touched_at,arrived) "
                    "VALUES($1,$2,$3,$4,{now},false) ON CONFLICT(workspace_id,\"user\",sha256) DO UPDATE SET "
                    "size=excluded.size,digests=excluded.digests,touched_at=excluded.touched_at"));
        write.bind(1, user);
        write.bindBlob(2, sha256);
        write.bind(3, upload.size);
        write.bindBlob(4, upload.digests);
        DW_TRY(write.run());
        DW_ASSIGN(Statement parts,
                  prepare(connection,
                          "SELECT number FROM \"dw:upload_part\" WHERE {own} AND \"user\"=$1 AND "
                          "sha256=$2"));
        parts.bind(1, user);
        parts.bindBlob(2, sha256);
        for (;;) {
            DW_ASSIGN(const bool row, parts.step());
            if (!row)
                break;
            now.parts.insert(parts.integer(0));
        }
        begun = now;
        return {};
    });
    DW_TRY(done);
    return begun;
}

Result<void> UploadRows::putPart(const Id &user, const QByteArray &sha256, int number,
                                 const QByteArray &bytes)
{
    return m_writers.transact([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement touch,
                  prepare(connection,
                          "UPDATE \"dw:upload\" SET touched_at={now} WHERE {own} AND \"user\"=$1 "
                          "AND sha256=$2 AND NOT arrived"));
        touch.bind(1, user);
        touch.bindBlob(2, sha256);
        DW_TRY(touch.run());
        if (touch.changes() == 0)
            return {};
        DW_ASSIGN(
            Statement write,
            prepare(connection,
                    "INSERT INTO \"dw:upload_part\"(\"user\",sha256,number,bytes) VALUES($1,$2,$3,$4) ON "
                    "CONFLICT(workspace_id,\"user\",sha256,number) DO UPDATE SET bytes=excluded.bytes"));
        write.bind(1, user);
        write.bindBlob(2, sha256);
        write.bind(3, qint64(number));
        write.bindBlob(4, bytes);
        return write.run();
    });
}

Result<QByteArray> UploadRows::part(const Id &user, const QByteArray &sha256, int number)
{
    QByteArray bytes;
    const Result<void> done = m_readers.query([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement read,
                  prepare(connection,
                          "SELECT bytes FROM \"dw:upload_part\" WHERE {own} AND \"user\"=$1 AND "
                          "sha256=$2 AND number=$3"));
        read.bind(1, user);
        read.bindBlob(2, sha256);
        read.bind(3, qint64(number));
        DW_ASSIGN(const bool row, read.step());
        if (row)
            bytes = read.bytes(0).toByteArray();
        return {};
    });
    DW_TRY(done);
    return bytes;
}

Result<void> UploadRows::setArrived(const Id &user, const QByteArray &sha256)
{
    return m_writers.transact([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(
            Statement write,
            prepare(connection,
                    "INSERT INTO \"dw:upload\"(\"user\",sha256,size,digests,touched_at,arrived) "
                    "VALUES($1,$2,0,'',{now},true) ON CONFLICT(workspace_id,\"user\",sha256) DO UPDATE SET "
                    "arrived=true"));
        write.bind(1, user);
        write.bindBlob(2, sha256);
        DW_TRY(write.run());
        DW_ASSIGN(Statement clear, prepare(connection,
                                           "DELETE FROM \"dw:upload_part\" WHERE {own} AND \"user\"=$1 AND "
                                           "sha256=$2"));
        clear.bind(1, user);
        clear.bindBlob(2, sha256);
        return clear.run();
    });
}

Result<void> UploadRows::forget(int days)
{
    return m_writers.transact([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(
            Statement parts,
            prepare(
                connection,
                "WITH old AS (DELETE FROM \"dw:upload\" WHERE {own} AND NOT arrived AND "
                "touched_at<{now}-$1 RETURNING \"user\",sha256) DELETE FROM \"dw:upload_part\" AS p USING "
                "old WHERE p.{own} AND p.\"user\"=old.\"user\" AND p.sha256=old.sha256"));
        parts.bind(1, qint64(days) * 86'400'000);
        return parts.run();
    });
}

Result<void> UploadRows::forgetWhatIsGone()
{
    return m_writers.transact([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(
            Statement remove,
            prepare(connection,
                    "DELETE FROM \"dw:upload\" AS u WHERE u.{own} AND u.arrived AND NOT EXISTS(SELECT 1 "
                    "FROM \"dw:blob\" AS b WHERE b.{own} AND b.sha256=u.sha256)"));
        return remove.run();
    });
}

Result<qint64> UploadRows::storedBytes()
{
    qint64 bytes = 0;
    const Result<void> done = m_readers.query([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement read,
                  prepare(connection, "SELECT coalesce(sum(size),0)::bigint FROM \"dw:blob\" WHERE {own}"));
        DW_TRY(read.step());
        bytes = read.integer(0);
        return {};
    });
    DW_TRY(done);
    return bytes;
}

}  // namespace dw::postgres
