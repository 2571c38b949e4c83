// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/blobstore.h"
#include "core/store/postgres/blobrows.h"
#include "core/store/postgres/sessionthread.h"
#include "core/store/workspace.h"

#include <atomic>
#include <memory>
#include <mutex>

namespace dw::postgres
{

// A server's workspace in the schema of a PostgreSQL database: one thread that writes, two that read. Any
// number of servers may have it open, and all of them write, one transaction after another (PostgresSession).
// What a window has of its workspace, and a server does not, is refused: Unsupported "store.not_on_server".
//
// Content of attachments lies in the database (BlobRows). `cache` is a folder of this server alone: what was
// asked for is kept there, so that it can be sent from a file, and what was not asked for for longest goes
// when it is full.
class PostgresWorkspace final : public Workspace
{
public:
    static constexpr qint64 CacheBytes = 4LL * 1024 * 1024 * 1024;

    // Makes a new one and returns its id; nothing is left of one that fails.
    static Result<Id> create(const QString &address, const NewWorkspace &options,
                             const DictionaryPtr &dictionary, const Clock &clock, IdGenerator &ids);
    // Takes away what create() made.
    static Result<void> remove(const QString &address, const Id &workspace);
    // For writing: its tables are brought up to date and get what `dictionary` has.
    static Result<std::unique_ptr<PostgresWorkspace>> open(const QString &address, const Id &workspace,
                                                           Access access, const DictionaryPtr &dictionary,
                                                           const QString &cache);
    ~PostgresWorkspace() override;

    // How this process takes over a configuration that another one has made: in a transaction that begins,
    // before anything runs in it. From here on nothing begins under another configuration than the one that
    // is in force: writers take it over, readers are refused (Conflict "store.configuration_changed") until
    // they have. An empty one ends that, and waits for one that runs. It is asked once, now.
    using Renewal = std::function<Result<void>(WriteSession &)>;
    Result<void> setRenewal(Renewal renewal);

    const WorkspaceInfo &info() const override { return m_info; }
    QString folder() const override { return m_cacheFolder; }
    Access access() const override { return m_access; }
    void setDictionary(const DictionaryPtr &dictionary) override;

    Ticket read(Lane lane, const QString &slot,
                std::function<void(ReadSession &, const Ticket &)> work) override;
    Ticket write(Priority priority, std::function<void(WriteSession &, const Ticket &)> work) override;
    std::optional<Priority> awaited() const override;
    void readNow(const std::function<void(ReadSession &)> &work) override;
    void writeNow(const std::function<void(WriteSession &)> &work) override;

    // On a connection of its own, over one snapshot (Verifier).
    Result<QList<VerifyCheck>> verify(const Ticket &ticket) override;
    // Unsupported "store.backup_by_database": the whole database is copied by its own tools.
    Result<void> backup(const QString &file, const Ticket &ticket) override;

    Result<StoredBlob> putBlob(const QString &sourceFile) override;
    Result<StoredBlob> takeBlob(const QString &sourceFile) override;
    // Of a copy in the cache, which is made where there is none.
    Result<QString> blobPath(const QByteArray &sha256) const override;
    QList<QByteArray> blobs() const override;
    Result<bool> dropBlob(const QByteArray &sha256) override;

private:
    PostgresWorkspace(const QString &address, const Id &workspace, Access access, const QString &cache);
    Result<void> openAll(const DictionaryPtr &dictionary);
    SessionThread::Queue &writerOrReader() const;
    Standing standing() const;
    void setConfiguration(qint64 configuration);
    Result<void> takeOver(PostgresSession &session);
    void wantRenewal();
    void trimCache() const;

    const QString m_address;
    const Id m_workspace;
    const Access m_access;
    const QString m_cacheFolder;
    WorkspaceInfo m_info;
    mutable BlobRows m_rows;
    mutable BlobStore m_cache;
    mutable std::mutex m_filling;  // one copy is made at a time
    mutable std::mutex m_mutex;    // guards m_standing
    Standing m_standing;
    std::mutex m_renewing;  // guards m_renewal, and is held while it runs
    Renewal m_renewal;
    std::atomic<bool> m_follows{false};
    std::atomic<bool> m_wanted{false};
    std::unique_ptr<SessionThread> m_writer;
    std::unique_ptr<SessionThread> m_list;
    std::unique_ptr<SessionThread> m_detail;
};

}  // namespace dw::postgres
