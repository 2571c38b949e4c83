// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace dw
{

enum class ContentCoding { Identity, Gzip, Zstd };

// Bodies packed with gzip or zstd. What comes in is not trusted.
struct ContentCodings
{
    // Refused where `packed` gives more than `limit` bytes or, above 16 KiB, more than 50 times its own size:
    // Limit "json.too_large"; Invalid "service.malformed" where it is no such body to its last byte.
    static Result<QByteArray> decode(ContentCoding coding, const QByteArray &packed, qint64 limit);
    static QByteArray encode(ContentCoding coding, const QByteArray &plain);

    // Content-Encoding of a request: Unsupported "service.unsupported_media" for any other, and for two in a
    // row.
    static Result<ContentCoding> named(const QByteArray &contentEncoding);
    // The best that Accept-Encoding takes; one with q=0 is not taken.
    static ContentCoding preferred(const QByteArray &acceptEncoding);
    static QByteArray name(ContentCoding coding);
};

}  // namespace dw
