// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/http/contentcoding.h"

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

namespace dw
{

// Packs a body that is sent in pieces. Of each piece comes out what a client needs to have all of it.
// Some hundred kilobytes of memory, however long the body is.
class ContentPacker
{
public:
    explicit ContentPacker(ContentCoding coding);
    ~ContentPacker();
    ContentPacker(const ContentPacker &) = delete;
    ContentPacker &operator=(const ContentPacker &) = delete;

    enum class Piece { More, Last };
    // Empty where it cannot be packed (no memory): the body is to be broken off.
    QByteArray pack(QByteArrayView plain, Piece piece);

private:
    struct Gzip;
    struct Zstd;
    std::unique_ptr<Gzip> m_gzip;
    std::unique_ptr<Zstd> m_zstd;
};

}  // namespace dw
