// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/http/contentcoding.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <memory>

namespace dw
{

namespace
{

constexpr qint64 MaxRatio = 50;
constexpr qint64 FreeBytes = 16 * 1024;
constexpr qsizetype Piece = 64 * 1024;
constexpr int MaxWindowLog = 23;  // 8 MiB, what RFC 8878 asks decoders to take
constexpr int GzipWindow = 15 + 16;

Error malformed(const char *why)
{
    return Error(ErrorCode::Invalid, QStringLiteral("service.malformed"), {}, QString::fromLatin1(why));
}

// What may come out of so many bytes.
qint64 allowed(qsizetype packed, qint64 limit)
{
    return std::min(limit, std::max(FreeBytes, qint64(packed) * MaxRatio));
}

Error tooLarge(qint64 limit)
{
    return Error(ErrorCode::Limit, QStringLiteral("json.too_large"),
                 {QStringLiteral("body"), QString::number(limit)});
}

struct Inflater
{
    z_stream stream{};
    bool ready = false;
    Inflater() { ready = inflateInit2(&stream, GzipWindow) == Z_OK; }
    ~Inflater() { inflateEnd(&stream); }
    Inflater(const Inflater &) = delete;
    Inflater &operator=(const Inflater &) = delete;
};

Result<QByteArray> gunzip(const QByteArray &packed, qint64 most)
{
    Inflater inflater;
    if (!inflater.ready)
        return Error(ErrorCode::Internal, QStringLiteral("store.out_of_memory"));
    z_stream &stream = inflater.stream;
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.constData()));
    stream.avail_in = static_cast<uInt>(packed.size());
    QByteArray plain;
    int code = Z_OK;
    while (code != Z_STREAM_END) {
        const qsizetype before = plain.size();
        plain.resize(before + Piece);
        stream.next_out = reinterpret_cast<Bytef *>(plain.data() + before);
        stream.avail_out = static_cast<uInt>(Piece);
        code = inflate(&stream, Z_NO_FLUSH);
        plain.resize(before + Piece - qsizetype(stream.avail_out));
        if (plain.size() > most)
            return tooLarge(most);
        if (code != Z_OK && code != Z_STREAM_END)
            return malformed("gzip");
    }
    if (stream.avail_in != 0)
        return malformed("bytes after gzip");
    return plain;
}

Result<QByteArray> unzstd(const QByteArray &packed, qint64 most)
{
    const std::unique_ptr<ZSTD_DCtx, size_t (*)(ZSTD_DCtx *)> context(ZSTD_createDCtx(), &ZSTD_freeDCtx);
    if (!context || ZSTD_isError(ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, MaxWindowLog)))
        return Error(ErrorCode::Internal, QStringLiteral("store.out_of_memory"));
    ZSTD_inBuffer in{packed.constData(), size_t(packed.size()), 0};
    QByteArray plain;
    size_t left = 1;
    while (left != 0) {
        const qsizetype before = plain.size();
        plain.resize(before + Piece);
        ZSTD_outBuffer out{plain.data() + before, size_t(Piece), 0};
        const size_t readBefore = in.pos;
        left = ZSTD_decompressStream(context.get(), &out, &in);
        plain.resize(before + qsizetype(out.pos));
        if (ZSTD_isError(left))
            return malformed("zstd");
        if (plain.size() > most)
            return tooLarge(most);
        if (left != 0 && out.pos == 0 && in.pos == readBefore)
            return malformed("zstd cut");
    }
    if (in.pos != in.size)
        return malformed("bytes after zstd");
    return plain;
}

QByteArray gzip(const QByteArray &plain)
{
    z_stream stream{};
    if (deflateInit2(&stream, 6, Z_DEFLATED, GzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    QByteArray packed(qsizetype(deflateBound(&stream, static_cast<uLong>(plain.size()))), Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(plain.constData()));
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const int code = deflate(&stream, Z_FINISH);
    packed.resize(packed.size() - qsizetype(stream.avail_out));
    deflateEnd(&stream);
    return code == Z_STREAM_END ? packed : QByteArray();
}

QByteArray zstd(const QByteArray &plain)
{
    QByteArray packed(qsizetype(ZSTD_compressBound(size_t(plain.size()))), Qt::Uninitialized);
    const size_t size =
        ZSTD_compress(packed.data(), size_t(packed.size()), plain.constData(), size_t(plain.size()), 3);
    if (ZSTD_isError(size))
        return {};
    packed.resize(qsizetype(size));
    return packed;
}

}  // namespace

Result<QByteArray> ContentCodings::decode(ContentCoding coding, const QByteArray &packed, qint64 limit)
{
    const qint64 most = allowed(packed.size(), limit);
    switch (coding) {
        case ContentCoding::Gzip:
            return gunzip(packed, most);
        case ContentCoding::Zstd:
            return unzstd(packed, most);
        case ContentCoding::Identity:
            break;
    }
    return packed;
}

QByteArray ContentCodings::encode(ContentCoding coding, const QByteArray &plain)
{
    switch (coding) {
        case ContentCoding::Gzip:
            return gzip(plain);
        case ContentCoding::Zstd:
            return zstd(plain);
        case ContentCoding::Identity:
            break;
    }
    return plain;
}

Result<ContentCoding> ContentCodings::named(const QByteArray &contentEncoding)
{
    const QByteArray name = contentEncoding.trimmed().toLower();
    if (name.isEmpty() || name == "identity")
        return ContentCoding::Identity;
    if (name == "gzip")
        return ContentCoding::Gzip;
    if (name == "zstd")
        return ContentCoding::Zstd;
    return Error(ErrorCode::Unsupported, QStringLiteral("service.unsupported_media"), {},
                 QString::fromLatin1(name.left(80)));
}

ContentCoding ContentCodings::preferred(const QByteArray &acceptEncoding)
{
    ContentCoding best = ContentCoding::Identity;
    for (const QByteArray &part : acceptEncoding.toLower().split(',')) {
        const QByteArray coding = part.split(';').value(0).trimmed();
        const QByteArray quality = part.split(';').value(1).trimmed();
        const bool refused =
            quality == "q=0" || quality == "q=0.0" || quality == "q=0.00" || quality == "q=0.000";
        if (refused)
            continue;
        if (coding == "zstd")
            return ContentCoding::Zstd;
        if (coding == "gzip")
            best = ContentCoding::Gzip;
    }
    return best;
}

QByteArray ContentCodings::name(ContentCoding coding)
{
    switch (coding) {
        case ContentCoding::Gzip:
            return "gzip";
        case ContentCoding::Zstd:
            return "zstd";
        case ContentCoding::Identity:
            break;
    }
    return "identity";
}

}  // namespace dw
