// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/fileheader.h"

#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/migrations.h"

#include <QFile>
#include <QtEndian>

#include <sys/stat.h>

#include <cerrno>

namespace dw::sqlite
{

bool isClosedToUs(const QString &path)
{
    struct stat ignored;
    return ::stat(QFile::encodeName(path).constData(), &ignored) != 0 && errno == EACCES;
}

Result<FileHeader> readFileHeader(const QString &path)
{
    constexpr qsizetype HeaderSize = 100, ReservedAt = 20, VersionAt = 60, ApplicationAt = 68;
    QFile file(path);
    if (isClosedToUs(path))
        return Error(ErrorCode::Storage, QStringLiteral("store.cannot_open"), {path});
    if (!file.exists())
        return Error(ErrorCode::NotFound, QStringLiteral("store.missing"), {path});
    if (!file.open(QIODevice::ReadOnly))
        return Error(ErrorCode::Storage, QStringLiteral("store.cannot_open"), {path}, file.errorString());
    const QByteArray head = file.read(HeaderSize);
    if (head.isEmpty())
        return Error(ErrorCode::Storage, QStringLiteral("store.empty_file"), {path});
    if (head.size() < HeaderSize || !head.startsWith(QByteArrayView("SQLite format 3\0", 16)))
        return Error(ErrorCode::Storage, QStringLiteral("store.foreign_file"), {path});
    if (qFromBigEndian<qint32>(head.constData() + ApplicationAt) != ApplicationId)
        return Error(ErrorCode::Storage, QStringLiteral("store.foreign_file"), {path});
    FileHeader header;
    header.reservedBytes = quint8(head[ReservedAt]);
    header.schemaVersion = qFromBigEndian<qint32>(head.constData() + VersionAt);
    if (header.schemaVersion > newestSchemaVersion())
        return Error(ErrorCode::TooNew, QStringLiteral("store.too_new"), {path},
                     QStringLiteral("version %1").arg(header.schemaVersion));
    return header;
}

}  // namespace dw::sqlite
