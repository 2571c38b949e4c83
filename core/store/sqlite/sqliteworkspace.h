// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/blobstore.h"
#include "core/store/sqlite/checkpoints.h"
#include "core/store/sqlite/storethread.h"
#include "core/store/workspace.h"

#include <QLockFile>
#include <QMutex>

#include <memory>
#include <mutex>

namespace dw::sqlite
{

// The files of a workspace folder.
QString databasePath(const QString &folder);
QString blobsPath(const QString &folder);

class SqliteWorkspace final : public Workspace
{
public:
    static Result<void> create(const QString &folder, const NewWorkspace &options,
                               const DictionaryPtr &dictionary, const Clock &clock, IdGenerator &ids);
    static Result<std::unique_ptr<Workspace>> open(const QString &folder, Access access,
                                                   const DictionaryPtr &dictionary, const Clock &clock);
    ~SqliteWorkspace() override;

    const WorkspaceInfo &info() const override { return m_info; }
    QString folder() const override { return m_folder; }
    Access access() const override { return m_access; }
    void setDictionary(const DictionaryPtr &dictionary) override;

    Ticket read(Lane lane, const QString &slot,
                std::function<void(ReadSession &, const Ticket &)> work) override;
    Ticket write(Priority priority, std::function<void(WriteSession &, const Ticket &)> work) override;
    std::optional<Priority> awaited() const override;
    void readNow(const std::function<void(ReadSession &)> &work) override;
    void writeNow(const std::function<void(WriteSession &)> &work) override;

    Result<QList<VerifyCheck>> verify(const Ticket &ticket) override;
    Result<void> backup(const QString &file, const Ticket &ticket) override;

    Result<StoredBlob> putBlob(const QString &sourceFile) override;
    Result<StoredBlob> takeBlob(const QString &sourceFile) override;
    Result<QString> blobPath(const QByteArray &sha256) const override;
    QList<QByteArray> blobs() const override;
    Result<bool> dropBlob(const QByteArray &sha256) override;

private:
    SqliteWorkspace(const QString &folder, Access access);
    Result<void> openAll(const DictionaryPtr &dictionary, const Clock &clock);
    StoreThread &writerOrReader();
    DictionaryPtr dictionary() const;

    QString m_folder;
    Access m_access;
    WorkspaceInfo m_info;
    Connection::Mode m_readMode = Connection::Mode::ReadOnly;
    BlobStore m_blobs;
    mutable std::mutex m_mutex;  // guards m_dictionary
    DictionaryPtr m_dictionary;
    // Before the threads: the lock is given back after the last connection is closed.
    std::unique_ptr<QLockFile> m_lock;
    // A checkpoint inside a user's save would cost a second sync: the writer's pause does it, and this in a
    // load. It outlives the writer's connection, which it follows.
    std::unique_ptr<Checkpoints> m_checkpoints;
    std::unique_ptr<StoreThread> m_writer;
    std::unique_ptr<StoreThread> m_list;
    std::unique_ptr<StoreThread> m_detail;
};

}  // namespace dw::sqlite
