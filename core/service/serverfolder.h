// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"
#include "core/service/serverkeys.h"
#include "core/store/accountstore.h"
#include "core/sync/syncaccess.h"

#include <QString>
#include <QStringList>

#include <memory>

namespace dw
{

// Everything of a server in one folder, mode 0700: workspace/, accounts.db, tls/certificate.pem and key.pem,
// uploads/ (files on their way), history.json (see HighWater), and while it runs admin.sock.
class ServerFolder
{
public:
    explicit ServerFolder(const QString &path) : m_path(path) {}

    QString path() const { return m_path; }
    QString workspace() const { return m_path + QStringLiteral("/workspace"); }
    QString uploads() const { return m_path + QStringLiteral("/uploads"); }
    QString accounts() const { return m_path + QStringLiteral("/accounts.db"); }
    QString certificate() const { return m_path + QStringLiteral("/tls/certificate.pem"); }
    QString key() const { return m_path + QStringLiteral("/tls/key.pem"); }
    QString highWater() const { return m_path + QStringLiteral("/history.json"); }
    QString adminSocket() const { return m_path + QStringLiteral("/admin.sock"); }

    struct New
    {
        QString name;  // of the workspace, as people type it at sign-in
        QString login;
        QString userName;
        QString password;
        bool mustChange = false;
        QByteArray zoneName;
        Currency currency;
    };
    // The folder must be empty or absent; on an error it is as it was. Conflict "store.folder_not_empty".
    Result<void> create(const New &wanted, const Clock &clock, IdGenerator &ids) const;
    // A self-signed certificate where there is none yet. True: it was made.
    Result<bool> ensureCertificate(const QStringList &hosts, const Clock &clock) const;

    Result<std::unique_ptr<AccountStore>> openAccounts() const;

    struct Opened
    {
        std::unique_ptr<Workspace> workspace;
        std::unique_ptr<CommandRunner> runner;
        std::shared_ptr<const SyncAccess> access;  // null for reading
    };
    // For writing: what is done in it is numbered for the laptops (makeServers()). Where it was put back to
    // an older state by its files alone, a new epoch begins.
    Result<Opened> openWorkspace(Workspace::Access access, const Clock &clock, IdGenerator &ids) const;

    // Writes workspace and accounts into a new folder, and makes a server of one. What comes back begins a
    // new epoch: devices compare what they have with it.
    Result<void> backup(const QString &folder, const Clock &clock, IdGenerator &ids) const;
    Result<void> restore(const QString &folder) const;

    // Names of settings in the account store.
    static QString nameSetting() { return QStringLiteral("name"); }
    static QString epochSetting() { return QStringLiteral("epoch"); }

private:
    Result<void> beginEpochIfPutBack(const Opened &opened, AccountStore &accounts) const;

    const QString m_path;
};

}  // namespace dw
