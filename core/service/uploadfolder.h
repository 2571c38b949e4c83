// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/base/result.h"
#include "core/commands/filearrivals.h"

#include <QByteArrayList>
#include <QList>
#include <QString>

#include <functional>
#include <mutex>

namespace dw
{

// Files on their way to the server (sync-protocol.md 3.16): <folder>/<user>/<sha256>/ holds what is said of
// one and the chunks of it that came, then an empty file "arrived". What one user sent says nothing about
// another: who only knows a fingerprint sends the bytes. Thread-safe.
class UploadFolder final : public FileArrivals
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

    explicit UploadFolder(QString folder) : m_folder(std::move(folder)) {}

    // The numbers of the chunks that are missing; goes on with what was begun. What is begun anew under
    // another manifest starts from nothing. Limit "service.too_large" over UserBytes; Storage.
    Result<QList<int>> begin(const Id &user, const Manifest &manifest);
    // NotFound "service.not_found" for what was not begun; Invalid "service.malformed" for other bytes than
    // those that were announced; Storage.
    Result<void> putChunk(const Id &user, const QByteArray &sha256, int number, const QByteArray &bytes);
    // The file, put together and compared with its fingerprint. NotFound while a chunk is missing.
    Result<QString> assemble(const Id &user, const QByteArray &sha256) const;

    // The file is the server's now; its chunks go.
    Result<void> setArrived(const Id &user, const QByteArray &sha256);
    bool hasFrom(const Id &user, const QByteArray &sha256) const override;

    void tidy(Instant now) const;
    // Of files that the store does not hold any more nobody is known to have sent them.
    void forgetWhatIsGone(const std::function<bool(const QByteArray &sha256)> &isStored);

private:
    QString placeOf(const Id &user, const QByteArray &sha256) const;
    qint64 unfinished(const Id &user, const QString &but) const;

    const QString m_folder;
    std::mutex m_mutex;  // of what begins and ends an upload
};

}  // namespace dw
