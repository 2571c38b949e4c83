// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/base/result.h"
#include "core/commands/filearrivals.h"
#include "core/store/workspace.h"

#include <QByteArrayList>
#include <QList>
#include <QString>

#include <functional>

namespace dw
{

// Files on their way to the server (sync-protocol.md 3.16): what is said of one, the chunks of it that came,
// and in the end that it arrived. What one user sent says nothing about another: who only knows a fingerprint
// sends the bytes. Thread-safe.
class Uploads : public FileArrivals
{
public:
    static constexpr qint64 ChunkBytes = 4LL * 1024 * 1024;
    static constexpr qint64 UserBytes = 1024LL * 1024 * 1024;  // that one user has begun and not ended
    static constexpr int KeepDays = 7;                         // what nobody goes on with

    struct Manifest
    {
        QByteArray sha256;  // 32 bytes
        qint64 size = 0;
        QByteArrayList chunks;  // the SHA-256 of each, all of ChunkBytes but the last
    };
    // Invalid "service.malformed" where its parts contradict each other; Limit "service.too_large".
    static Result<void> check(const Manifest &manifest);
    static qint64 chunkSize(const Manifest &manifest, qsizetype number);
    // NotFound "service.not_found" for what was not begun; Invalid "service.malformed" for other bytes than
    // those that were announced.
    static Result<void> checkChunk(const Manifest &manifest, int number, const QByteArray &bytes);

    // The numbers of the chunks that are missing; goes on with what was begun. What is begun anew under
    // another manifest starts from nothing. Limit "service.too_large" over UserBytes; Storage.
    virtual Result<QList<int>> begin(const Id &user, const Manifest &manifest) = 0;
    // As checkChunk(); Storage.
    virtual Result<void> putChunk(const Id &user, const QByteArray &sha256, int number,
                                  const QByteArray &bytes) = 0;
    // The file, put together and compared with its fingerprint. NotFound while a chunk is missing.
    virtual Result<QString> assemble(const Id &user, const QByteArray &sha256) const = 0;

    // The file is the server's now; its chunks go.
    virtual Result<void> setArrived(const Id &user, const QByteArray &sha256) = 0;

    virtual void tidy(Instant now) const = 0;
    // Of files that the store does not hold any more nobody is known to have sent them.
    using IsStored = std::function<bool(const QByteArray &sha256)>;
    virtual void forgetWhatIsGone(const IsStored &isStored) = 0;
    // How much of files the workspace holds.
    virtual Result<qint64> storedBytes(const Workspace &workspace) const;
};

}  // namespace dw
