// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace dw
{

// BLAKE2b with 32 bytes of output (RFC 7693). `salt` goes into the parameter block when it has 16 bytes; any
// other length is first hashed to 16 bytes. `key` makes it a MAC; above 64 bytes it is first hashed to 64.
// Thread-safe.
QByteArray blake2b256(QByteArrayView data, QByteArrayView salt = {}, QByteArrayView key = {});

struct FileDigest
{
    QByteArray sha256;  // 32 bytes
    qint64 size = 0;    // bytes read
};

// Reads the file in blocks, whatever its size. NotFound "file.not_found", Storage "file.read_failed".
Result<FileDigest> sha256OfFile(const QString &path);

}  // namespace dw
