// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/answeraddress.h"
#include "core/commands/command.h"
#include "core/commands/configuration.h"
#include "core/commands/refusallog.h"
#include "core/commands/transactionhook.h"
#include "core/store/workspace.h"

#include <QHash>
#include <QObject>
#include <QString>
#include <QThreadPool>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>

namespace dw
{

// The one way in (DESIGN 3). Holds the commands and the current configuration snapshot. Thread-safe.
class CommandRunner : public QObject
{
    Q_OBJECT

public:
    // Reads the configuration records of the workspace and makes the first snapshot. Without a policy access
    // is by the workspace's roles (RolePolicy), anew whenever they change; a policy that is given stays.
    static Result<std::unique_ptr<CommandRunner>> open(Workspace &workspace, const Clock &clock,
                                                       IdGenerator &ids,
                                                       std::shared_ptr<const Policy> policy = nullptr);

    ConfigurationPtr configuration() const;
    QStringList commandNames() const;

    // Runs inside the caller's job on the writer thread: begin, run, apply, audit, commit.
    CommandResult run(WriteSession &session, const CommandRequest &request, const Actor &actor);
    // Blocks; for the command line and tests.
    CommandResult runNow(const CommandRequest &request, const Actor &actor);
    // Comes back on the application's thread, where `receiver` lives, by queued call, unless `receiver` is
    // gone. Always exactly once.
    Ticket submit(const CommandRequest &request, const Actor &actor, QObject *receiver,
                  std::function<void(const CommandResult &)> done);

    // Stores a file (at most 100 MiB, written and synced off the writer's thread) and then runs
    // attachment.add with it. A file that cannot be stored is a failed result; `done` as in submit().
    void attachFile(const QString &path, const RecordRef &related, const QString &documentKind,
                    const Actor &actor, QObject *receiver, std::function<void(const CommandResult &)> done);

    // Keeps a small local value (settings, drafts, recent records; no record, never synced). An empty value
    // removes. `done` may be empty; a failure is an Error of the store.
    void keepLocal(const QString &area, const QString &key, const QByteArray &value,
                   QObject *receiver = nullptr, std::function<void(const Result<void> &)> done = {});

    // Several requests in one transaction: all or none.
    CommandResult runTogether(WriteSession &session, const QList<CommandRequest> &requests,
                              const Actor &actor);

    // --- for transactions that ran elsewhere before (core/sync), on the writer thread ---
    struct Repeated
    {
        QList<CommandRequest> requests;
        Actor actor;
        Id transaction;
        QList<Id> made;  // the ids that the commands gave, in their order; none may be a record's
        Instant at;      // what the commands take for now
        const FileArrivals *files = nullptr;   // what came already of the files that they name
        std::optional<Instant> received;       // when it came here; the audit keeps both
        std::shared_ptr<Numbering> numbering;  // who gives the numbers; null: the program itself
        // Fields, by object, that are required only since it ran there: a record that lacks them is
        // incomplete.
        QHash<QString, QSet<QString>> excused = {};
    };
    // Runs and writes them in the running transaction and commits nothing; what is remembered for undo is
    // remembered for their user. Unless it is applied a part may stand: the caller goes back to its mark or
    // rolls back.
    CommandResult repeat(WriteSession &session, const Repeated &transaction);
    // Commits the running transaction and says what `results` say. What they publish is tried for `actor`
    // first (PublicationTrial); null: it is in force elsewhere already and is not tried.
    Result<void> commitRepeated(WriteSession &session, const QList<CommandResult> &results,
                                const Actor *actor = nullptr);
    // Whether what this result changed is known to the next command only after a commit: roles, fields,
    // stages.
    static bool renewsConfiguration(const CommandResult &result);

    // Reads the configuration anew that another process has made in this workspace, in the running
    // transaction: what runs in it and after it goes by that. `first` is told of it before.
    Result<void> takeOver(WriteSession &session,
                          const std::function<Result<void>(const Configuration &)> &first);

    // Before anything runs.
    void setHook(std::shared_ptr<TransactionHook> hook) { m_hook = std::move(hook); }
    // On the writer thread; null in a standalone workspace.
    TransactionHook *hook() const { return m_hook.get(); }

    // Audits that access refused what is no command, or what ended before it was one (an export that may not
    // be read): `error` is what it ended with; nothing happens unless it is Forbidden. On the writer thread,
    // with no transaction running.
    void noteRefused(WriteSession &session, const QString &command, const Actor &actor, const Error &error);
    void noteRefused(WriteSession &session, const QString &command, const Actor &actor,
                     const Refusal &refusal, const QString &note = {});

    // --- for work in bulk (ImportRecords), on the writer thread ---
    Workspace &workspace() { return m_workspace; }
    const Clock &clock() const { return m_clock; }
    IdGenerator &ids() { return m_ids; }
    // Commits the running transaction and says that records of `objects` changed; what they publish is tried
    // for `actor`. The caller rolls back on an error.
    Result<void> commitBulk(WriteSession &session, const QStringList &objects, const Actor &actor);
    // How often something was committed: what was read before another commit may be stale.
    quint64 commits() const { return m_commits.load(std::memory_order_relaxed); }

Q_SIGNALS:
    // After COMMIT only; emitted on the writer thread, so connections to window objects are queued.
    void committed(const dw::CommitNotice &notice);
    void configurationChanged();

private:
    CommandRunner(Workspace &workspace, const Clock &clock, IdGenerator &ids);
    Ticket submitTo(const CommandRequest &request, const Actor &actor, const AnswerAddress &address,
                    std::function<void(const CommandResult &)> done);
    enum class Ran { HereFirst, ElsewhereBefore };
    CommandResult execute(WriteSession &session, const QList<CommandRequest> &requests,
                          CommandContext &context, const Id &transaction, Ran where);

    // What a commit makes anew of the configuration.
    enum class Renewed { Nothing, Access, Everything };
    static Renewed renewedBy(const QStringList &objects);
    struct Publisher
    {
        const Actor *actor = nullptr;  // null: nothing is tried
        Findings warnings;             // of the trial
    };
    Result<void> commit(WriteSession &session, const ConfigurationPtr &current, Renewed renewed,
                        const CommitNotice &notice, Publisher &publisher);
    Result<ConfigurationPtr> renew(WriteSession &session, const ConfigurationPtr &current, Renewed renewed,
                                   Publisher &publisher) const;
    Result<ConfigurationPtr> withRoles(const ReadSession &session,
                                       const ConfigurationPtr &configuration) const;

    Workspace &m_workspace;
    const Clock &m_clock;
    IdGenerator &m_ids;
    mutable std::mutex m_mutex;
    ConfigurationPtr m_configuration;
    bool m_byRoles = false;
    std::atomic<quint64> m_commits{0};
    QHash<QString, std::shared_ptr<const Command>> m_commands;
    std::shared_ptr<TransactionHook> m_hook;
    RefusalLog m_refusals;
    QThreadPool m_files;  // last, so that it is waited for while all of the above is there
};

}  // namespace dw

Q_DECLARE_METATYPE(dw::CommitNotice)
