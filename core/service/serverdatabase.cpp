// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/serverdatabase.h"

#include "core/service/serverfolder.h"
#include "core/service/shareduploads.h"
#include "core/service/uploadfolder.h"
#include "core/store/postgres/filemove.h"
#include "core/store/postgres/postgresaccountstore.h"
#include "core/store/postgres/postgresworkspace.h"
#include "core/store/postgres/schema.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <utility>

namespace dw
{

namespace
{

using postgres::Connection;
using postgres::PostgresAccountStore;
using postgres::PostgresWorkspace;

struct Named
{
    std::optional<Id> workspace;
    std::optional<Error> arriving;  // one that has no name yet is on its way
};

// The workspaces of the database by the names that their servers gave them; one that was not made to the end
// has none.
Result<Named> workspaceNamed(const QString &address, const QString &name)
{
    DW_ASSIGN(const auto connection, Connection::open(address, Connection::Use::Read));
    DW_ASSIGN(const QList<Id> workspaces, postgres::workspacesIn(*connection));
    Named found;
    for (const Id &workspace : workspaces) {
        const auto accounts = PostgresAccountStore::open(address, workspace);
        if (!accounts.ok() && accounts.error().key == QLatin1String("store.half_moved")) {
            found.arriving = accounts.error();
            continue;
        }
        DW_TRY(accounts);
        DW_ASSIGN(const QByteArray known, (*accounts)->setting(ServerFolder::nameSetting()));
        if (QString::fromUtf8(known) == name)
            found.workspace = workspace;
    }
    return found;
}

}  // namespace

Result<std::optional<ServerDatabase>> ServerDatabase::read(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return std::optional<ServerDatabase>();
    const auto unreadable = [&](const QString &why) {
        return Error(ErrorCode::Storage, QStringLiteral("service.cannot_read"), {path, why});
    };
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(file.errorString());
    QJsonParseError fault;
    const QJsonObject json = QJsonDocument::fromJson(file.readAll(), &fault).object();
    const QString address = json.value(QLatin1String("database")).toString();
    const auto workspace = Id::fromString(json.value(QLatin1String("workspace")).toString());
    if (address.isEmpty() || !workspace)
        return unreadable(fault.error == QJsonParseError::NoError ? QStringLiteral("database, workspace")
                                                                  : fault.errorString());
    return std::optional(ServerDatabase(address, *workspace));
}

Result<void> ServerDatabase::write(const QString &path) const
{
    QSaveFile file(path);
    const QJsonObject json{{QStringLiteral("database"), m_address},
                           {QStringLiteral("workspace"), m_workspace.toString()}};
    const QByteArray text = QJsonDocument(json).toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return Error(ErrorCode::Storage, QStringLiteral("cli.cannot_write"), {path}, file.errorString());
    QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    return {};
}

Result<void> ServerDatabase::checkAddress(const QString &address)
{
    return Connection::checkAddress(address);
}

Result<ServerDatabase> ServerDatabase::create(const QString &address, const QString &name,
                                              const Workspace::NewWorkspace &options,
                                              const DictionaryPtr &dictionary, const Clock &clock,
                                              IdGenerator &ids)
{
    DW_TRY(Connection::checkAddress(address));
    DW_ASSIGN(const auto taken, workspaceNamed(address, name));
    if (taken.workspace)
        return Error(ErrorCode::Conflict, QStringLiteral("service.name_in_database"), {name});
    DW_ASSIGN(const Id made, PostgresWorkspace::create(address, options, dictionary, clock, ids));
    return ServerDatabase(address, made);
}

Result<ServerDatabase> ServerDatabase::find(const QString &address, const QString &name)
{
    DW_TRY(Connection::checkAddress(address));
    DW_ASSIGN(const auto found, workspaceNamed(address, name));
    if (!found.workspace && found.arriving)
        return *found.arriving;
    if (!found.workspace)
        return Error(ErrorCode::NotFound, QStringLiteral("service.not_in_database"), {name});
    return ServerDatabase(address, *found.workspace);
}

Result<QList<ServerDatabase::MovedTable>> ServerDatabase::moveTo(const QString &address, const QString &name,
                                                                 const Files &files,
                                                                 const DictionaryPtr &dictionary)
{
    DW_TRY(Connection::checkAddress(address));
    DW_ASSIGN(const auto taken, workspaceNamed(address, name));
    if (taken.workspace)
        return Error(ErrorCode::Conflict, QStringLiteral("service.name_in_database"), {name});
    const auto asMoved = [](const postgres::FileMove::Table &table) {
        return MovedTable{table.name, table.rows, table.digest};
    };
    const auto told = [&](const postgres::FileMove::Table &table) {
        if (files.moved)
            files.moved(asMoved(table));
    };
    DW_ASSIGN(const auto tables, postgres::FileMove::run({files.workspace, files.accounts, dictionary,
                                                          UploadFolder(files.uploads).arrived(), told},
                                                         address));
    QList<MovedTable> moved;
    for (const postgres::FileMove::Table &table : tables)
        moved.append(asMoved(table));
    return moved;
}

Result<bool> ServerDatabase::isArriving() const
{
    return postgres::FileMove::isArriving(m_address, m_workspace);
}

Result<void> ServerDatabase::arrive() const
{
    return postgres::FileMove::arrive(m_address, m_workspace);
}

Result<void> ServerDatabase::remove() const
{
    return PostgresWorkspace::remove(m_address, m_workspace);
}

QString ServerDatabase::schema() const
{
    return QString::fromLatin1(postgres::schemaName(m_workspace));
}

Result<std::unique_ptr<AccountStore>> ServerDatabase::openAccounts() const
{
    return PostgresAccountStore::open(m_address, m_workspace);
}

Result<std::unique_ptr<Workspace>> ServerDatabase::openWorkspace(Workspace::Access access,
                                                                 const DictionaryPtr &dictionary,
                                                                 const QString &cache) const
{
    DW_ASSIGN(auto opened, PostgresWorkspace::open(m_address, m_workspace, access, dictionary, cache));
    return std::unique_ptr<Workspace>(std::move(opened));
}

Result<std::shared_ptr<void>> ServerDatabase::follow(Workspace &workspace,
                                                     std::function<Result<void>(WriteSession &)> renewal)
{
    auto &shared = static_cast<PostgresWorkspace &>(workspace);
    // Also where the first one fails.
    std::shared_ptr<void> ended(nullptr, [&shared](void *) { (void)shared.setRenewal({}); });
    DW_TRY(shared.setRenewal(std::move(renewal)));
    return ended;
}

std::unique_ptr<Uploads> ServerDatabase::uploads(const QString &folder) const
{
    return std::make_unique<SharedUploads>(m_address, m_workspace, folder);
}

}  // namespace dw
