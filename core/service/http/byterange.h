// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace dw
{

// What a Range header asks of something of `size` bytes (RFC 9110, 14): one range of bytes. A header of
// another kind, or of several ranges, asks for all of it.
struct ByteRange
{
    enum class Kind { All, Part, Unsatisfiable };

    Kind kind = Kind::All;
    qint64 first = 0;
    qint64 length = 0;

    static ByteRange of(const QByteArray &header, qint64 size);
};

}  // namespace dw
