// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/postgres/connectionpool.h"
#include "core/store/workspace.h"

#include <QByteArray>
#include <QIODevice>
#include <QList>
#include <QString>

namespace dw::postgres
{

// The files of attachments as rows of 4 MiB, so that all servers of a workspace have them. Content is known
// by its SHA-256 and never changes; no more than a part of it is in memory. Thread-safe.
class BlobRows
{
public:
    static constexpr qint64 PartBytes = 4LL * 1024 * 1024;
    // Whoever put it in is about to name it in a record, on whichever server.
    static constexpr int KeepHours = 24;

    BlobRows(const QString &address, const Id &workspace);

    // The content of the file, whole or not at all; nothing is written where it is there already.
    Result<void> put(const QString &file, const Workspace::StoredBlob &blob);
    // Its bytes. NotFound "store.blob_missing".
    Result<qint64> size(const QByteArray &sha256);
    // Compared with its fingerprint: Storage "store.blob_damaged". `into` may be null.
    Result<void> read(const QByteArray &sha256, QIODevice *into);
    Result<QList<QByteArray>> all();
    // False, and it stays, where somebody put it in not long ago.
    Result<bool> drop(const QByteArray &sha256);

private:
    const QByteArray m_own;
    ConnectionPool m_writers;
    ConnectionPool m_readers;
};

// As put(), in the running transaction.
Result<void> putContent(Connection &connection, const QByteArray &own, const QString &file,
                        const Workspace::StoredBlob &blob);
// As read(), on this connection.
Result<void> readContent(Connection &connection, const QByteArray &own, const QByteArray &sha256,
                         QIODevice *into);

}  // namespace dw::postgres
