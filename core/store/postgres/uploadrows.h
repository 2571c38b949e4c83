// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/postgres/connectionpool.h"

#include <QByteArray>
#include <QSet>
#include <QString>

#include <optional>

namespace dw::postgres
{

// Files on their way to the servers of a workspace, by who sends them: what was said of one, and its parts.
// Thread-safe.
class UploadRows
{
public:
    UploadRows(const QString &address, const Id &workspace);

    struct Upload
    {
        qint64 size = 0;
        QByteArray digests;  // 32 bytes of each part
        bool arrived = false;
    };
    Result<std::optional<Upload>> find(const Id &user, const QByteArray &sha256);
    struct Begun
    {
        bool arrived = false;
        QSet<qint64> parts;  // that are there
    };
    // Goes on with what was begun as the same, else from nothing. Nothing where all that the user has begun
    // would be more than `limit` bytes.
    Result<std::optional<Begun>> begin(const Id &user, const QByteArray &sha256, const Upload &upload,
                                       qint64 limit);
    Result<void> putPart(const Id &user, const QByteArray &sha256, int number, const QByteArray &bytes);
    // Empty for one that is not there.
    Result<QByteArray> part(const Id &user, const QByteArray &sha256, int number);
    // Its parts go.
    Result<void> setArrived(const Id &user, const QByteArray &sha256);
    // What has not arrived and nobody went on with for so long.
    Result<void> forget(int days);
    // What has arrived and is not among the stored files (BlobRows) any more.
    Result<void> forgetWhatIsGone();
    // Of all stored files.
    Result<qint64> storedBytes();

private:
    Result<Statement> prepare(Connection &connection, const char *sql) const;

    const QByteArray m_own;
    ConnectionPool m_writers;
    ConnectionPool m_readers;
};

}  // namespace dw::postgres
