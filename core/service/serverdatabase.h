// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/idgenerator.h"
#include "core/base/result.h"
#include "core/service/uploads.h"
#include "core/store/accountstore.h"
#include "core/store/workspace.h"

#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace dw
{

// The workspace and the accounts of a server in a PostgreSQL database, which several servers may share: which
// database, and which workspace in it. A server's folder keeps this in a file.
class ServerDatabase
{
public:
    ServerDatabase(QString address, const Id &workspace)
        : m_address(std::move(address)), m_workspace(workspace)
    {}
    // Nothing where there is no such file. Storage "service.cannot_read".
    static Result<std::optional<ServerDatabase>> read(const QString &file);
    Result<void> write(const QString &file) const;

    // Invalid "store.bad_address", "store.password_in_address".
    static Result<void> checkAddress(const QString &address);

    // Makes a workspace that holds nothing. Conflict "service.name_in_database" (server, name) where another
    // one there has the name; nothing is written then.
    static Result<ServerDatabase> create(const QString &address, const QString &name,
                                         const Workspace::NewWorkspace &options,
                                         const DictionaryPtr &dictionary, const Clock &clock,
                                         IdGenerator &ids);
    // The one of that name. NotFound "service.not_in_database" (name); Conflict "store.half_moved" (server)
    // where one is arriving that may have it.
    static Result<ServerDatabase> find(const QString &address, const QString &name);
    // What a server has in files: see postgres::FileMove::Source.
    struct MovedTable
    {
        QString name;
        qint64 rows = 0;
        QByteArray digest;
    };
    using Moved = std::function<void(const MovedTable &)>;
    struct Files
    {
        QString workspace;
        QString accounts;
        QString uploads;
        Moved moved;  // told of each table
    };
    // Brings it there (postgres::FileMove). It serves from arrive() on. Conflict "service.name_in_database"
    // (name) where another workspace has the name.
    static Result<QList<MovedTable>> moveTo(const QString &address, const QString &name, const Files &files,
                                            const DictionaryPtr &dictionary);
    Result<bool> isArriving() const;
    Result<void> arrive() const;
    // Of a creation that failed.
    Result<void> remove() const;

    // How libpq reaches it; never with a password in it.
    QString address() const { return m_address; }
    // As pg_dump takes it.
    QString schema() const;

    Result<std::unique_ptr<AccountStore>> openAccounts() const;
    // What begins in it goes by the configuration that is in force (PostgresWorkspace::setRenewal()) from
    // follow() on, as long as what it returns lives.
    Result<std::unique_ptr<Workspace>> openWorkspace(Workspace::Access access,
                                                     const DictionaryPtr &dictionary,
                                                     const QString &cache) const;
    static Result<std::shared_ptr<void>> follow(Workspace &workspace,
                                                std::function<Result<void>(WriteSession &)> renewal);
    std::unique_ptr<Uploads> uploads(const QString &folder) const;

private:
    QString m_address;
    Id m_workspace;
};

}  // namespace dw
