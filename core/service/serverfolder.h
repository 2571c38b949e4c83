// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"
#include "core/service/headsource.h"
#include "core/service/serverdatabase.h"
#include "core/service/serverkeys.h"
#include "core/store/accountstore.h"
#include "core/sync/syncaccess.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <utility>

namespace dw
{

// Everything of a server in one folder, mode 0700: workspace/, accounts.db, tls/certificate.pem and key.pem,
// uploads/ (files on their way), history.json (see HighWater), and while it runs admin.sock.
//
// With database.json workspace and accounts are in a PostgreSQL database, which the folders of several
// servers may name (ServerDatabase), and cache/ has copies of files that were asked for.
class ServerFolder
{
public:
    explicit ServerFolder(const QString &path) : m_path(path) {}

    QString path() const { return m_path; }
    QString workspace() const { return m_path + QStringLiteral("/workspace"); }
    QString uploads() const { return m_path + QStringLiteral("/uploads"); }
    QString accounts() const { return m_path + QStringLiteral("/accounts.db"); }
    QString databaseFile() const { return m_path + QStringLiteral("/database.json"); }
    QString cache() const { return m_path + QStringLiteral("/cache"); }
    QString certificate() const { return m_path + QStringLiteral("/tls/certificate.pem"); }
    QString key() const { return m_path + QStringLiteral("/tls/key.pem"); }
    QString highWater() const { return m_path + QStringLiteral("/history.json"); }
    QString adminSocket() const { return m_path + QStringLiteral("/admin.sock"); }

    // Nothing where it is all in the folder.
    Result<std::optional<ServerDatabase>> database() const { return ServerDatabase::read(databaseFile()); }

    struct New
    {
        QString database;  // its address; empty: in the folder
        QString name;      // of the workspace, as people type it at sign-in
        QString login;
        QString userName;
        QString password;
        bool mustChange = false;
        QByteArray zoneName;
        Currency currency;
    };
    // The folder must be empty or absent; on an error it is as it was. Conflict "store.folder_not_empty".
    Result<void> create(const New &wanted, const Clock &clock, IdGenerator &ids) const;
    // Another server of the workspace of that name in a database. As above.
    Result<void> join(const QString &address, const QString &name) const;
    // A self-signed certificate where there is none yet. True: it was made.
    Result<bool> ensureCertificate(const QStringList &hosts, const Clock &clock) const;

    Result<std::unique_ptr<AccountStore>> openAccounts() const;

    struct Opened
    {
        Opened() = default;
        Opened(Opened &&) = default;
        // What goes, goes in the order of destruction, not of assignment.
        Opened &operator=(Opened &&other) noexcept
        {
            std::swap(workspace, other.workspace);
            std::swap(runner, other.runner);
            std::swap(access, other.access);
            std::swap(following, other.following);
            return *this;
        }

        std::unique_ptr<Workspace> workspace;
        std::unique_ptr<CommandRunner> runner;
        std::shared_ptr<const SyncAccess> access;  // null for reading
        std::shared_ptr<void> following;           // see ServerDatabase::follow(); ends first
    };
    // For writing: what is done in it is numbered for the laptops (makeServers()). Where it was put back to
    // an older state by its files alone, a new epoch begins.
    Result<Opened> openWorkspace(Workspace::Access access, const Clock &clock, IdGenerator &ids) const;

    Result<std::unique_ptr<Uploads>> openUploads() const;
    // Who says that the history went on: this process, or the database that others write, too.
    Result<std::unique_ptr<HeadSource>> openHeads(CommandRunner &runner) const;

    // Brings workspace and accounts into a database, in which this is the first server of the workspace from
    // then on; laptops notice nothing. What was in the folder stays beside it under another name. One that
    // was interrupted begins anew, or ends where everything was there already (then no table is told).
    // Conflict "service.moved_already" where it is in one, "store.in_use" while the server runs; Storage
    // "service.source_damaged" (check, what is wrong).
    Result<QList<ServerDatabase::MovedTable>> moveTo(const QString &address, const Clock &clock,
                                                     IdGenerator &ids,
                                                     const ServerDatabase::Moved &moved = {}) const;

    // Writes workspace and accounts into a new folder, and makes a server of one. Of a database both are
    // Unsupported "service.back_up_by" (address, schema) and "service.restore_by" (address): its own tools do
    // it. What comes back begins a new epoch: devices compare what they have with it.
    Result<void> backup(const QString &folder, const Clock &clock, IdGenerator &ids) const;
    Result<void> restore(const QString &folder) const;

    // Names of settings in the account store.
    static QString nameSetting() { return QStringLiteral("name"); }
    static QString epochSetting() { return QStringLiteral("epoch"); }

private:
    Result<void> fill(const New &wanted, const Clock &clock, IdGenerator &ids) const;
    Result<void> fillDatabase(const New &wanted, const Workspace::NewWorkspace &options, const Clock &clock,
                              IdGenerator &ids) const;
    Result<void> fillAccounts(AccountStore &accounts, const New &wanted, const Clock &clock) const;
    static Result<void> checkSource(Workspace &workspace, AccountStore &accounts);
    Result<void> leaveFiles(const ServerDatabase &database) const;
    Result<void> beginEpochIfPutBack(const Opened &opened, AccountStore &accounts, const Clock &clock) const;

    const QString m_path;
};

}  // namespace dw
