// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/uploads.h"

#include "core/store/blobstore.h"

#include <QCryptographicHash>
#include <QFileInfo>

namespace dw
{

namespace
{

Error malformed()
{
    return {ErrorCode::Invalid, QStringLiteral("service.malformed")};
}

}  // namespace

Result<void> Uploads::check(const Manifest &manifest)
{
    if (manifest.size > BlobStore::MaxBytes)
        return Error(ErrorCode::Limit, QStringLiteral("service.too_large"));
    const qint64 chunks = (manifest.size + ChunkBytes - 1) / ChunkBytes;
    const bool fits = manifest.sha256.size() == 32 && manifest.size > 0 && manifest.chunks.size() == chunks;
    if (!fits)
        return malformed();
    for (const QByteArray &chunk : manifest.chunks) {
        if (chunk.size() != 32)
            return malformed();
    }
    return {};
}

qint64 Uploads::chunkSize(const Manifest &manifest, qsizetype number)
{
    const bool last = number == manifest.chunks.size() - 1;
    return last ? manifest.size - number * ChunkBytes : ChunkBytes;
}

Result<void> Uploads::checkChunk(const Manifest &manifest, int number, const QByteArray &bytes)
{
    if (number < 0 || number >= manifest.chunks.size())
        return Error(ErrorCode::NotFound, QStringLiteral("service.not_found"));
    if (bytes.size() != chunkSize(manifest, number) ||
        QCryptographicHash::hash(bytes, QCryptographicHash::Sha256) != manifest.chunks.at(number))
        return malformed();
    return {};
}

Result<qint64> Uploads::storedBytes(const Workspace &workspace) const
{
    qint64 bytes = 0;
    const QList<QByteArray> files = workspace.blobs();
    for (const QByteArray &file : files) {
        if (const Result<QString> path = workspace.blobPath(file); path.ok())
            bytes += QFileInfo(*path).size();
    }
    return bytes;
}

}  // namespace dw
