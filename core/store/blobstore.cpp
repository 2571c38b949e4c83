// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/blobstore.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QMimeDatabase>
#include <QTemporaryFile>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace dw
{

namespace
{

constexpr auto PrivateFile = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr auto PrivateFolder = PrivateFile | QFileDevice::ExeOwner;
constexpr qint64 Block = 1 << 20;

Error failure(int systemError, const QString &path)
{
    const QString detail = QString::fromLocal8Bit(std::strerror(systemError));
    switch (systemError) {
        case ENOSPC:
        case EDQUOT:
        case EFBIG:
            return {ErrorCode::Storage, QStringLiteral("store.disk_full"), {path}, detail};
        case EACCES:
        case EROFS:
        case EPERM:
            return {ErrorCode::Storage, QStringLiteral("store.read_only"), {path}, detail};
        default:
            return {ErrorCode::Storage, QStringLiteral("store.io_failed"), {path}, detail};
    }
}

}  // namespace

Result<void> syncFolder(const QString &folder)
{
    const int handle = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return failure(errno, folder);
    const int failed = ::fsync(handle) != 0 ? errno : 0;
    ::close(handle);
    // Some file systems cannot sync a folder and say so; there is nothing more to do on them.
    if (failed != 0 && failed != EINVAL)
        return failure(failed, folder);
    return {};
}

Result<void> makePrivateFolder(const QString &folder)
{
    const QFileInfo info(folder);
    if (info.isDir())
        return {};
    errno = 0;
    const QString parent = info.absolutePath();
    if (!QFileInfo(parent).isDir())
        DW_TRY(makePrivateFolder(parent));
    if (::mkdir(QFile::encodeName(folder).constData(), 0700) != 0 && errno != EEXIST)
        return failure(errno, folder);
    return {};
}

BlobStore::BlobStore(QString folder, std::chrono::milliseconds holdFor)
    : m_folder(std::move(folder)), m_holdFor(holdFor)
{}

QString BlobStore::pathFor(const QByteArray &sha256) const
{
    const QString name = QString::fromLatin1(sha256.toHex());
    return m_folder + QLatin1Char('/') + name.left(2) + QLatin1Char('/') + name;
}

Result<QString> BlobStore::path(const QByteArray &sha256) const
{
    const QString path = pathFor(sha256);
    if (sha256.size() != 32 || !QFileInfo(path).isFile())
        return Error(ErrorCode::NotFound, QStringLiteral("store.blob_missing"),
                     {QString::fromLatin1(sha256.toHex())});
    return path;
}

QStringList BlobStore::all() const
{
    QStringList names;
    QDirIterator files(m_folder, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        if (files.fileName().size() == 64)
            names.append(files.fileName());
    }
    names.sort();
    return names;
}

Result<bool> BlobStore::drop(const QByteArray &sha256)
{
    const std::lock_guard lock(m_mutex);
    m_put.removeIf([](const auto &put) { return put->hasExpired(); });
    if (m_put.contains(sha256))
        return false;
    DW_ASSIGN(const QString found, path(sha256));
    errno = 0;
    if (!QFile::remove(found))
        return failure(errno, found);
    DW_TRY(syncFolder(QFileInfo(found).path()));
    return true;
}

Result<Workspace::StoredBlob> BlobStore::put(const QString &sourceFile)
{
    return add(sourceFile, Hold::Yes);
}

Result<Workspace::StoredBlob> BlobStore::take(const QString &sourceFile)
{
    return add(sourceFile, Hold::No);
}

Result<Workspace::StoredBlob> BlobStore::add(const QString &sourceFile, Hold hold)
{
    QFile source(sourceFile);
    const QFileInfo info(sourceFile);
    if (!info.isFile() || !source.open(QIODevice::ReadOnly))
        return Error(ErrorCode::NotFound, QStringLiteral("file.not_found"), {sourceFile},
                     source.errorString());
    const auto tooBig = [&] {
        return Error(ErrorCode::Limit, QStringLiteral("store.blob_too_big"),
                     {info.fileName(), QString::number(MaxBytes / (1024 * 1024))});
    };
    if (source.size() > MaxBytes)
        return tooBig();
    DW_TRY(makePrivateFolder(m_folder));
    QTemporaryFile copy(m_folder + QStringLiteral("/incoming-XXXXXX"));
    if (!copy.open())
        return failure(errno, m_folder);

    QCryptographicHash hash(QCryptographicHash::Sha256);
    Workspace::StoredBlob blob;
    QByteArray head;
    for (;;) {
        const QByteArray block = source.read(Block);
        if (block.isEmpty())
            break;
        if (head.isEmpty())
            head = block;
        blob.size += block.size();
        // The file may grow while it is read.
        if (blob.size > MaxBytes)
            return tooBig();
        hash.addData(block);
        errno = 0;
        if (copy.write(block) != block.size() || !copy.flush())
            return failure(errno, m_folder);
    }
    if (source.error() != QFileDevice::NoError)
        return Error(ErrorCode::Storage, QStringLiteral("file.read_failed"),
                     {sourceFile, source.errorString()});
    if (blob.size == 0)
        return Error(ErrorCode::Invalid, QStringLiteral("store.blob_empty"), {info.fileName()});
    blob.sha256 = hash.result();
    blob.mime = QMimeDatabase().mimeTypeForData(head).name();

    const std::lock_guard lock(m_mutex);
    if (hold == Hold::Yes)
        m_put.insert(blob.sha256, QDeadlineTimer(m_holdFor));
    const QString target = pathFor(blob.sha256);
    if (QFileInfo(target).isFile() && QFileInfo(target).size() == blob.size)
        return blob;
    const QString folder = QFileInfo(target).path();
    DW_TRY(makePrivateFolder(folder));
    if (::fsync(copy.handle()) != 0)
        return failure(errno, m_folder);
    copy.setPermissions(PrivateFile);
    if (::rename(QFile::encodeName(copy.fileName()).constData(), QFile::encodeName(target).constData()) != 0)
        return failure(errno, target);
    copy.setAutoRemove(false);
    QFile::setPermissions(folder, PrivateFolder);
    DW_TRY(syncFolder(folder));
    DW_TRY(syncFolder(m_folder));
    return blob;
}

}  // namespace dw
