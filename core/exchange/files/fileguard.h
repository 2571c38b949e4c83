// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QFile>

#include <memory>

namespace dw
{

// Opens files that a person chose. Only regular files: a directory, a device, a pipe or a socket is refused
// before a byte is read, so that nothing blocks and /dev/zero never fills memory.
class FileGuard
{
public:
    static constexpr qint64 MaxBytes = qint64(4) * 1024 * 1024 * 1024;

    // Errors: NotFound exchange.file_missing, Forbidden exchange.file_unreadable, Unsupported
    // exchange.not_a_file, Limit exchange.file_too_large; argument 1 is the file's name.
    static Result<std::unique_ptr<QFile>> openForReading(const QString &path, qint64 maxBytes = MaxBytes);
};

}  // namespace dw
