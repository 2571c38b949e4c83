// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/http/contentpacker.h"

#include <zlib.h>
#include <zstd.h>

namespace dw
{

namespace
{

constexpr qsizetype Step = 64 * 1024;
// Rows of a table repeat what stands some rows before: a small window finds it.
constexpr int ZstdLevel = 1;
constexpr int ZstdWindowLog = 16;
constexpr int ZstdHashLog = 15;
constexpr int GzipLevel = 1;
constexpr int GzipWindow = 15 + 16;

}  // namespace

struct ContentPacker::Gzip
{
    z_stream stream{};
    bool ready = deflateInit2(&stream, GzipLevel, Z_DEFLATED, GzipWindow, 8, Z_DEFAULT_STRATEGY) == Z_OK;
    Gzip() = default;
    ~Gzip() { deflateEnd(&stream); }
    Gzip(const Gzip &) = delete;
    Gzip &operator=(const Gzip &) = delete;

    QByteArray pack(QByteArrayView plain, bool last)
    {
        if (!ready)
            return {};
        stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(plain.data()));
        stream.avail_in = static_cast<uInt>(plain.size());
        QByteArray packed;
        do {
            const qsizetype before = packed.size();
            packed.resize(before + Step);
            stream.next_out = reinterpret_cast<Bytef *>(packed.data() + before);
            stream.avail_out = static_cast<uInt>(Step);
            if (deflate(&stream, last ? Z_FINISH : Z_SYNC_FLUSH) == Z_STREAM_ERROR)
                return {};
            packed.resize(before + Step - qsizetype(stream.avail_out));
        } while (stream.avail_out == 0);
        return packed;
    }
};

struct ContentPacker::Zstd
{
    ZSTD_CCtx *context = ZSTD_createCCtx();
    Zstd()
    {
        if (!context)
            return;
        ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, ZstdLevel);
        ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, ZstdWindowLog);
        ZSTD_CCtx_setParameter(context, ZSTD_c_hashLog, ZstdHashLog);
    }
    ~Zstd() { ZSTD_freeCCtx(context); }
    Zstd(const Zstd &) = delete;
    Zstd &operator=(const Zstd &) = delete;

    QByteArray pack(QByteArrayView plain, bool last)
    {
        if (!context)
            return {};
        ZSTD_inBuffer in{plain.data(), size_t(plain.size()), 0};
        QByteArray packed;
        for (;;) {
            const qsizetype before = packed.size();
            packed.resize(before + Step);
            ZSTD_outBuffer out{packed.data() + before, size_t(Step), 0};
            const size_t left = ZSTD_compressStream2(context, &out, &in, last ? ZSTD_e_end : ZSTD_e_flush);
            if (ZSTD_isError(left))
                return {};
            packed.resize(before + qsizetype(out.pos));
            if (left == 0)
                return packed;
        }
    }
};

ContentPacker::ContentPacker(ContentCoding coding)
{
    if (coding == ContentCoding::Gzip)
        m_gzip = std::make_unique<Gzip>();
    else if (coding == ContentCoding::Zstd)
        m_zstd = std::make_unique<Zstd>();
}

ContentPacker::~ContentPacker() = default;

QByteArray ContentPacker::pack(QByteArrayView plain, Piece piece)
{
    const bool last = piece == Piece::Last;
    return m_zstd ? m_zstd->pack(plain, last) : m_gzip ? m_gzip->pack(plain, last) : plain.toByteArray();
}

}  // namespace dw
