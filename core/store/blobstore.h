// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/workspace.h"

#include <QDeadlineTimer>
#include <QHash>
#include <QString>

#include <chrono>
#include <mutex>

namespace dw
{

// The attachments of a workspace: files named by the SHA-256 of their content, blobs/ab/abcd..., readable by
// the owner alone (0600 in folders of 0700). A file is whole and on the disk before put() returns.
// Thread-safe: files are added under their final name, by rename, and one that was put in stays for
// `holdFor`, until whoever did it has named it.
class BlobStore
{
public:
    static constexpr qint64 MaxBytes = 100LL * 1024 * 1024;

    static constexpr std::chrono::hours HoldFor{24};

    explicit BlobStore(QString folder, std::chrono::milliseconds holdFor = HoldFor);  // .../blobs

    // Errors: NotFound "file.not_found"; Invalid "store.blob_empty"; Limit "store.blob_too_big" (file, MiB);
    // Storage "store.disk_full", "store.io_failed", "store.read_only". The type is told from the content.
    Result<Workspace::StoredBlob> put(const QString &sourceFile);
    // The same for a file that a record names already: it goes as soon as none does.
    Result<Workspace::StoredBlob> take(const QString &sourceFile);
    // NotFound "store.blob_missing" if there is none.
    Result<QString> path(const QByteArray &sha256) const;
    QString pathFor(const QByteArray &sha256) const;
    // Every stored blob, as 64 hex digits.
    QStringList all() const;
    // False, and it stays, where it was put in by this object not long ago.
    Result<bool> drop(const QByteArray &sha256);

private:
    enum class Hold { Yes, No };
    Result<Workspace::StoredBlob> add(const QString &sourceFile, Hold hold);

    QString m_folder;
    std::mutex m_mutex;  // guards m_put and, with it, that a file is there
    const std::chrono::milliseconds m_holdFor;
    QHash<QByteArray, QDeadlineTimer> m_put;  // until when they are held
};

// Writes the folder's entries to the disk, so that a rename in it survives a power cut.
Result<void> syncFolder(const QString &folder);
// The folder and its parents, for the owner alone.
Result<void> makePrivateFolder(const QString &folder);

}  // namespace dw
