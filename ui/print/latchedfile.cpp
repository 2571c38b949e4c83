// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/latchedfile.h"

#include <cerrno>

namespace dw::ui
{

qint64 LatchedFile::writeData(const char *data, qint64 size)
{
    errno = 0;
    const qint64 written = QFile::writeData(data, size);
    if (written != size && m_failure == 0)
        m_failure = errno != 0 ? errno : EIO;
    return written;
}

}  // namespace dw::ui
