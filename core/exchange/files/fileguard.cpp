// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/files/fileguard.h"

#include <QFileInfo>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace dw
{

Result<std::unique_ptr<QFile>> FileGuard::openForReading(const QString &path, qint64 maxBytes)
{
    const QString name = QFileInfo(path).fileName();
    const QString shown = name.isEmpty() ? path : name;
    // Without O_NONBLOCK, opening a pipe that nobody writes would wait for ever.
    const int fd = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0) {
        const QString reason = QString::fromLocal8Bit(std::strerror(errno));
        if (errno == ENOENT || errno == ENOTDIR)
            return Error(ErrorCode::NotFound, QStringLiteral("exchange.file_missing"), {shown}, reason);
        if (errno == ENXIO || errno == ENODEV)
            return Error(ErrorCode::Unsupported, QStringLiteral("exchange.not_a_file"), {shown}, reason);
        return Error(ErrorCode::Forbidden, QStringLiteral("exchange.file_unreadable"), {shown}, reason);
    }
    struct stat info = {};
    if (::fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        ::close(fd);
        return Error(ErrorCode::Unsupported, QStringLiteral("exchange.not_a_file"), {shown});
    }
    if (qint64(info.st_size) > maxBytes) {
        ::close(fd);
        return Error(ErrorCode::Limit, QStringLiteral("exchange.file_too_large"),
                     {shown, QString::number(info.st_size / 1048576), QString::number(maxBytes / 1048576)});
    }
    auto file = std::make_unique<QFile>(path);
    if (!file->open(fd, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle)) {
        ::close(fd);
        return Error(ErrorCode::Forbidden, QStringLiteral("exchange.file_unreadable"), {shown},
                     file->errorString());
    }
    return file;
}

}  // namespace dw
