// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/uploads.h"
#include "core/store/postgres/uploadrows.h"

namespace dw
{

// Those of all servers of a workspace in a PostgreSQL database: each chunk may come to another of them. A
// file is put together in a folder of this server's own.
class SharedUploads final : public Uploads
{
public:
    SharedUploads(const QString &address, const Id &workspace, const QString &folder)
        : m_rows(address, workspace), m_folder(folder)
    {}

    Result<QList<int>> begin(const Id &user, const Manifest &manifest) override;
    Result<void> putChunk(const Id &user, const QByteArray &sha256, int number,
                          const QByteArray &bytes) override;
    Result<QString> assemble(const Id &user, const QByteArray &sha256) const override;
    Result<void> setArrived(const Id &user, const QByteArray &sha256) override;
    bool hasFrom(const Id &user, const QByteArray &sha256) const override;
    void tidy(Instant now) const override;
    void forgetWhatIsGone(const IsStored &isStored) override;
    Result<qint64> storedBytes(const Workspace &workspace) const override;

private:
    QString wholeFile(const Id &user, const QByteArray &sha256) const;
    // NotFound "service.not_found" for what was not begun, or has arrived.
    Result<Manifest> begun(const Id &user, const QByteArray &sha256) const;

    mutable postgres::UploadRows m_rows;
    const QString m_folder;
};

}  // namespace dw
