// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/uploads.h"

#include <mutex>
#include <utility>

namespace dw
{

// Those of one server: <folder>/<user>/<sha256>/ holds what is said of a file and the chunks of it that came,
// then an empty file "arrived".
class UploadFolder final : public Uploads
{
public:
    explicit UploadFolder(QString folder) : m_folder(std::move(folder)) {}

    Result<QList<int>> begin(const Id &user, const Manifest &manifest) override;
    Result<void> putChunk(const Id &user, const QByteArray &sha256, int number,
                          const QByteArray &bytes) override;
    Result<QString> assemble(const Id &user, const QByteArray &sha256) const override;
    Result<void> setArrived(const Id &user, const QByteArray &sha256) override;
    bool hasFrom(const Id &user, const QByteArray &sha256) const override;
    void tidy(Instant now) const override;
    void forgetWhatIsGone(const IsStored &isStored) override;
    // Who sent what.
    QList<std::pair<Id, QByteArray>> arrived() const;

private:
    QString placeOf(const Id &user, const QByteArray &sha256) const;
    qint64 unfinished(const Id &user, const QString &but) const;

    const QString m_folder;
    std::mutex m_mutex;  // of what begins and ends an upload
};

}  // namespace dw
