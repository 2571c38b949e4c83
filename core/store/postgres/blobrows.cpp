// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/blobrows.h"

#include "core/store/postgres/schema.h"

#include <QCryptographicHash>
#include <QFile>

namespace dw::postgres
{

namespace
{

constexpr int Lines = 2;
constexpr char Now[] = "(extract(epoch FROM clock_timestamp())*1000)::bigint";

Error missing(const QByteArray &sha256)
{
    return {ErrorCode::NotFound, QStringLiteral("store.blob_missing"), {QString::fromLatin1(sha256.toHex())}};
}

Error notRead(const QFileDevice &file)
{
    return {ErrorCode::Storage, QStringLiteral("file.read_failed"), {file.fileName(), file.errorString()}};
}

Result<qint64> sizeOf(Connection &connection, const QByteArray &own, const QByteArray &sha256)
{
    DW_ASSIGN(Statement read,
              connection.prepare("SELECT size FROM \"dw:blob\" WHERE " + own + " AND sha256=$1"));
    read.bindBlob(1, sha256);
    DW_ASSIGN(const bool row, read.step());
    return row ? Result<qint64>(read.integer(0)) : missing(sha256);
}

}  // namespace

Result<void> putContent(Connection &connection, const QByteArray &own, const QString &path,
                        const Workspace::StoredBlob &blob)
{
    // Who puts in the same meanwhile waits here until the first is through.
    DW_ASSIGN(Statement add, connection.prepare(QByteArray("INSERT INTO \"dw:blob\"(sha256,size,mime,put_at) "
                                                           "VALUES($1,$2,$3,") +
                                                Now + ") ON CONFLICT DO NOTHING"));
    add.bind(1, blob.sha256);
    add.bind(2, blob.size);
    add.bind(3, QStringView(blob.mime));
    DW_TRY(add.run());
    if (add.changes() == 0) {
        DW_ASSIGN(Statement touch, connection.prepare("UPDATE \"dw:blob\" SET put_at=" + QByteArray(Now) +
                                                      " WHERE " + own + " AND sha256=$1"));
        touch.bind(1, blob.sha256);
        DW_TRY(touch.run());
        if (touch.changes() > 0)
            return {};
        // It was dropped between the two.
        DW_TRY(add.run());
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return notRead(file);
    DW_ASSIGN(Statement write,
              connection.prepare("INSERT INTO \"dw:blob_part\"(sha256,number,bytes) VALUES($1,$2,$3)"));
    qint64 size = 0;
    for (qint64 number = 0; size < blob.size; ++number) {
        const QByteArray bytes = file.read(BlobRows::PartBytes);
        if (bytes.isEmpty())
            return notRead(file);
        size += bytes.size();
        write.bind(1, blob.sha256);
        write.bind(2, number);
        write.bindBlob(3, bytes);
        DW_TRY(write.run());
    }
    return {};
}

Result<void> readContent(Connection &connection, const QByteArray &own, const QByteArray &sha256,
                         QIODevice *into)
{
    DW_ASSIGN(const qint64 size, sizeOf(connection, own, sha256));
    DW_ASSIGN(Statement read, connection.prepare("SELECT bytes FROM \"dw:blob_part\" WHERE " + own +
                                                 " AND sha256=$1 AND number=$2"));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    // From its beginning, also where a line broke before.
    if (into)
        into->seek(0);
    qint64 number = 0;
    for (qint64 got = 0; got < size; ++number) {
        read.reset();
        read.bindBlob(1, sha256);
        read.bind(2, number);
        DW_ASSIGN(const bool row, read.step());
        const QByteArrayView bytes = row ? read.bytes(0) : QByteArrayView();
        if (bytes.isEmpty())
            return missing(sha256);
        got += bytes.size();
        hash.addData(bytes);
        if (into && into->write(bytes.data(), bytes.size()) != bytes.size())
            return Error(ErrorCode::Storage, QStringLiteral("store.disk_full"), {}, into->errorString());
    }
    if (hash.result() != sha256)
        return Error(ErrorCode::Storage, QStringLiteral("store.blob_damaged"),
                     {QString::fromLatin1(sha256.toHex())});
    return {};
}

BlobRows::BlobRows(const QString &address, const Id &workspace)
    : m_own(ownRows(workspace))
    , m_writers(openerOf(address, workspace, Connection::Use::Write), Lines)
    , m_readers(openerOf(address, workspace, Connection::Use::Read), Lines)
{}

Result<void> BlobRows::put(const QString &path, const Workspace::StoredBlob &blob)
{
    return m_writers.transact(
        [&](Connection &connection) { return putContent(connection, m_own, path, blob); });
}

Result<qint64> BlobRows::size(const QByteArray &sha256)
{
    qint64 size = 0;
    const Result<void> done = m_readers.query([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(size, sizeOf(connection, m_own, sha256));
        return {};
    });
    DW_TRY(done);
    return size;
}

Result<void> BlobRows::read(const QByteArray &sha256, QIODevice *into)
{
    return m_readers.query(
        [&](Connection &connection) { return readContent(connection, m_own, sha256, into); });
}

Result<QList<QByteArray>> BlobRows::all()
{
    QList<QByteArray> found;
    const Result<void> done = m_readers.query([&](Connection &connection) -> Result<void> {
        found.clear();
        DW_ASSIGN(Statement read,
                  connection.prepare("SELECT sha256 FROM \"dw:blob\" WHERE " + m_own + " ORDER BY sha256"));
        for (;;) {
            DW_ASSIGN(const bool row, read.step());
            if (!row)
                return {};
            found.append(read.bytes(0).toByteArray());
        }
    });
    DW_TRY(done);
    return found;
}

Result<bool> BlobRows::drop(const QByteArray &sha256)
{
    bool dropped = false;
    const Result<void> done = m_writers.transact([&](Connection &connection) -> Result<void> {
        DW_ASSIGN(Statement remove, connection.prepare("DELETE FROM \"dw:blob\" WHERE " + m_own +
                                                       " AND sha256=$1 AND put_at<" + Now + "-$2"));
        remove.bindBlob(1, sha256);
        remove.bind(2, qint64(KeepHours) * 3'600'000);
        DW_TRY(remove.run());
        dropped = remove.changes() > 0;
        if (!dropped)
            return {};
        DW_ASSIGN(Statement parts,
                  connection.prepare("DELETE FROM \"dw:blob_part\" WHERE " + m_own + " AND sha256=$1"));
        parts.bindBlob(1, sha256);
        return parts.run();
    });
    DW_TRY(done);
    return dropped;
}

}  // namespace dw::postgres
