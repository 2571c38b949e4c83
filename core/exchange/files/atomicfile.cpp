// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/files/atomicfile.h"

#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace dw
{

Error AtomicFile::errorOf(int number, const QString &path)
{
    const QString key = number == ENOSPC || number == EDQUOT ? QStringLiteral("exchange.disk_full")
                                                             : QStringLiteral("exchange.write_failed");
    return Error(ErrorCode::Storage, key, {QFileInfo(path).fileName()},
                 QString::fromLocal8Bit(std::strerror(number)));
}

Result<AtomicFile> AtomicFile::create(const QString &path)
{
    const QFileInfo info(path);
    if (info.isDir())
        return errorOf(EISDIR, path);
    AtomicFile file;
    file.m_path = path;
    QByteArray name = QFile::encodeName(info.absolutePath() + QStringLiteral("/.dealwright-XXXXXX"));
    const int fd = ::mkostemp(name.data(), O_CLOEXEC);
    if (fd < 0)
        return errorOf(errno, path);
    // mkstemp is stricter than what a person expects of an export.
    const mode_t mask = ::umask(0);
    ::umask(mask);
    ::fchmod(fd, 0666 & ~mask);
    ::close(fd);
    file.m_temporary = QFile::decodeName(name);
    return file;
}

AtomicFile::AtomicFile(AtomicFile &&other) noexcept
    : m_path(std::exchange(other.m_path, {})), m_temporary(std::exchange(other.m_temporary, {}))
{}

AtomicFile &AtomicFile::operator=(AtomicFile &&other) noexcept
{
    std::swap(m_path, other.m_path);
    std::swap(m_temporary, other.m_temporary);
    return *this;
}

AtomicFile::~AtomicFile()
{
    if (!m_temporary.isEmpty())
        QFile::remove(m_temporary);
}

Result<void> AtomicFile::commit(const Seal &seal)
{
    const QByteArray temporary = QFile::encodeName(m_temporary);
    const int fd = ::open(temporary.constData(), O_RDONLY | O_CLOEXEC);
    const bool durable = fd >= 0 && ::fsync(fd) == 0;
    const int fault = errno;
    if (fd >= 0)
        ::close(fd);
    if (!durable)
        return errorOf(fault, m_path);
    if (seal)
        DW_TRY(seal(m_temporary));
    if (std::rename(temporary.constData(), QFile::encodeName(m_path).constData()) != 0)
        return errorOf(errno, m_path);
    m_temporary.clear();
    const int folder = ::open(QFile::encodeName(QFileInfo(m_path).absolutePath()).constData(),
                              O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        // Some file systems cannot sync a folder; the file itself is safe by then.
        ::fsync(folder);
        ::close(folder);
    }
    return {};
}

}  // namespace dw
