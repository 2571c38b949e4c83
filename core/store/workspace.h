// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/idgenerator.h"
#include "core/base/result.h"
#include "core/base/ticket.h"
#include "core/dictionary/dictionary.h"
#include "core/store/session.h"

#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace dw
{

struct WorkspaceInfo
{
    Id id;
    Id device;
    QByteArray zoneName;  // IANA
    Currency currency;
    int fiscalStartMonth = 1;
    bool demo = false;
    int schemaVersion = 0;
    Instant createdAt;
};

struct VerifyCheck
{
    QString name;  // "integrity", "audit_chain", "search_index", "references", "summaries", "computed",
                   // "attachments", "sync" ...
    bool ok = true;
    QString detail;  // what is wrong, where, and what helps
};

// One workspace: a folder with workspace.db, blobs/ and a lock. Owns the writer thread and two reader
// threads; no connection leaves its thread. One process writes (lock file); any number read. All errors are
// ErrorCode::Storage, TooNew or Conflict with a key "store.*" and leave the file untouched.
class Workspace
{
public:
    enum class Access { ReadWrite, ReadOnly };

    struct NewWorkspace
    {
        QByteArray zoneName;
        Currency currency;
        int fiscalStartMonth = 1;
        bool demo = false;
    };
    // The folder must be empty or absent.
    static Result<void> create(const QString &folder, const NewWorkspace &options,
                               const DictionaryPtr &dictionary, const Clock &clock, IdGenerator &ids);
    static Result<std::unique_ptr<Workspace>> open(const QString &folder, Access access,
                                                   const DictionaryPtr &dictionary, const Clock &clock,
                                                   IdGenerator &ids);
    virtual ~Workspace() = default;

    virtual const WorkspaceInfo &info() const = 0;
    virtual QString folder() const = 0;
    virtual Access access() const = 0;

    // The dictionary that sessions use from their next job on.
    virtual void setDictionary(const DictionaryPtr &dictionary) = 0;

    // --- jobs: `work` runs on the store's thread; how to come back is the caller's business. ---
    enum class Lane { List, Detail };
    // Within a slot the newest request wins: an older one that waits is dropped (its Ticket is cancelled),
    // one that runs is interrupted. An empty slot never replaces anything.
    virtual Ticket read(Lane lane, const QString &slot,
                        std::function<void(ReadSession &, const Ticket &)> work) = 0;
    enum class Priority { User, Batch };  // User jobs overtake waiting Batch jobs
    virtual Ticket write(Priority priority, std::function<void(WriteSession &, const Ticket &)> work) = 0;
    // Who waits for the writer, so that a long Batch job can end early: User before Batch; nobody is nothing.
    // A closing workspace waits like a user. Any thread.
    virtual std::optional<Priority> awaited() const = 0;
    // Blocks the calling thread until the job has run: for the command line and tests, never for the GUI
    // thread.
    virtual void readNow(const std::function<void(ReadSession &)> &work) = 0;
    virtual void writeNow(const std::function<void(WriteSession &)> &work) = 0;

    // --- care ---
    virtual Result<QList<VerifyCheck>> verify(const Ticket &ticket) = 0;  // blocks
    virtual Result<void> backup(const QString &file, const Ticket &ticket) = 0;
    static Result<void> restore(const QString &file, const QString &folder);

    // --- attachments (DESIGN 5): content-addressed, written and synced before the record commits ---
    struct StoredBlob
    {
        QByteArray sha256;  // 32 bytes
        qint64 size = 0;
        QString mime;  // sniffed from the content
    };
    // Reads `sourceFile` (at most 100 MiB, not empty) into blobs/. Any thread.
    virtual Result<StoredBlob> putBlob(const QString &sourceFile) = 0;
    // The same for a file that a record names already (it came from a server): dropBlob() removes it.
    virtual Result<StoredBlob> takeBlob(const QString &sourceFile) = 0;
    virtual Result<QString> blobPath(const QByteArray &sha256) const = 0;
    // Every stored one, by its SHA-256, and the way to remove one that nothing names any more: false, and it
    // stays, where it was put in within a day: whoever did it is about to name it.
    virtual QList<QByteArray> blobs() const = 0;
    virtual Result<bool> dropBlob(const QByteArray &sha256) = 0;
};

}  // namespace dw
