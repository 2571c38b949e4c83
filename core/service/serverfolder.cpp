// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/serverfolder.h"

#include "core/commands/newworkspace.h"
#include "core/dictionary/builtindictionary.h"
#include "core/service/highwater.h"
#include "core/service/http/tlscertificate.h"
#include "core/service/passwordhasher.h"
#include "core/service/serverhistory.h"
#include "core/sync/historyguard.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUuid>

#include <utility>

namespace dw
{

namespace
{

constexpr auto Private = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;

QByteArray newEpoch()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces).toLatin1();
}

Result<void> makeFolder(const QString &path)
{
    if (!QDir().mkpath(path) || !QFile::setPermissions(path, Private))
        return Error(ErrorCode::Storage, QStringLiteral("cli.cannot_write"), {path});
    return {};
}

bool isFilled(const QString &path)
{
    return QFileInfo::exists(path) &&
           !QDir(path).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

Result<void> fill(const ServerFolder &folder, const ServerFolder::New &wanted, const Clock &clock,
                  IdGenerator &ids)
{
    DW_TRY(makeFolder(folder.path()));
    Workspace::NewWorkspace options;
    options.zoneName = wanted.zoneName;
    options.currency = wanted.currency;
    DW_TRY(
        createStandaloneWorkspace(folder.workspace(), options, {wanted.login, wanted.userName}, clock, ids));
    DW_TRY(createAccountFile(folder.accounts()));
    DW_ASSIGN(const auto accounts, folder.openAccounts());
    DW_TRY(ServerKeys::make(*accounts));
    DW_TRY(accounts->setSetting(ServerFolder::nameSetting(), wanted.name.toUtf8()));
    DW_TRY(accounts->setSetting(ServerFolder::epochSetting(), newEpoch()));
    const PasswordHasher hasher;
    DW_ASSIGN(const QByteArray hash, hasher.hash(wanted.password));
    return accounts->setPassword({Id::named("user:owner"), hash, wanted.mustChange, clock.now()});
}

}  // namespace

Result<void> ServerFolder::create(const New &wanted, const Clock &clock, IdGenerator &ids) const
{
    if (isFilled(m_path))
        return Error(ErrorCode::Conflict, QStringLiteral("store.folder_not_empty"), {m_path});
    const Result<void> made = fill(*this, wanted, clock, ids);
    if (!made.ok())
        QDir(m_path).removeRecursively();
    return made;
}

Result<bool> ServerFolder::ensureCertificate(const QStringList &hosts, const Clock &clock) const
{
    if (QFileInfo::exists(certificate()) && QFileInfo::exists(key()))
        return false;
    DW_TRY(makeFolder(m_path + QStringLiteral("/tls")));
    DW_TRY(TlsCertificate::makeSelfSigned(certificate(), key(), hosts, clock.now()));
    return true;
}

Result<std::unique_ptr<AccountStore>> ServerFolder::openAccounts() const
{
    return openAccountFile(accounts());
}

Result<ServerFolder::Opened> ServerFolder::openWorkspace(Workspace::Access access, const Clock &clock,
                                                         IdGenerator &ids) const
{
    DW_ASSIGN(QList<ObjectType::Definition> definitions, BuiltinDictionary::definitions());
    DW_ASSIGN(const DictionaryPtr dictionary, Dictionary::build(std::move(definitions)));
    Opened opened;
    DW_ASSIGN(opened.workspace, Workspace::open(workspace(), access, dictionary, clock, ids));
    DW_ASSIGN(opened.runner, CommandRunner::open(*opened.workspace, clock, ids));
    if (access == Workspace::Access::ReadOnly)
        return opened;
    DW_ASSIGN(const auto accounts, openAccounts());
    DW_ASSIGN(const QByteArray epoch, accounts->setting(epochSetting()));
    const std::optional<Id> named = Id::fromString(QString::fromLatin1(epoch));
    if (!named)
        return Error(ErrorCode::Storage, QStringLiteral("service.keys_missing"));
    DW_ASSIGN(opened.access, makeServers(*opened.runner, *named));
    DW_TRY(beginEpochIfPutBack(opened, *accounts));
    return opened;
}

Result<void> ServerFolder::beginEpochIfPutBack(const Opened &opened, AccountStore &accounts) const
{
    const HighWater mark(highWater());
    Result<bool> ahead = false;
    opened.workspace->readNow([&](ReadSession &session) { ahead = mark.isAheadOf(session.ledger()); });
    DW_TRY(ahead);
    if (!*ahead)
        return {};
    const QByteArray epoch = newEpoch();
    DW_TRY(accounts.setSetting(epochSetting(), epoch));
    Result<void> begun;
    opened.workspace->writeNow([&](WriteSession &session) {
        begun = HistoryGuard::beginEpoch(session, Id::fromString(QString::fromLatin1(epoch)).value_or(Id()));
    });
    return begun;
}

Result<void> ServerFolder::backup(const QString &folder, const Clock &clock, IdGenerator &ids) const
{
    if (isFilled(folder))
        return Error(ErrorCode::Conflict, QStringLiteral("store.folder_not_empty"), {folder});
    DW_TRY(makeFolder(folder));
    // Accounts first: a device that enrols between the two is unknown to the copy and enrols again; the other
    // way round it would hold numbers that the workspace knows nothing of.
    DW_ASSIGN(const auto accounts, openAccounts());
    DW_TRY(accounts->backup(folder + QStringLiteral("/accounts.db")));
    DW_ASSIGN(const Opened opened, openWorkspace(Workspace::Access::ReadOnly, clock, ids));
    return opened.workspace->backup(folder + QStringLiteral("/workspace.backup"), Ticket());
}

Result<void> ServerFolder::restore(const QString &folder) const
{
    if (isFilled(m_path))
        return Error(ErrorCode::Conflict, QStringLiteral("store.folder_not_empty"), {m_path});
    const auto bring = [&]() -> Result<void> {
        DW_TRY(makeFolder(m_path));
        DW_TRY(Workspace::restore(folder + QStringLiteral("/workspace.backup"), workspace()));
        const QString source = folder + QStringLiteral("/accounts.db");
        if (!QFile::copy(source, accounts()) ||
            !QFile::setPermissions(accounts(), QFileDevice::ReadOwner | QFileDevice::WriteOwner))
            return Error(ErrorCode::Storage, QStringLiteral("cli.cannot_write"), {accounts()}, source);
        DW_ASSIGN(const auto opened, openAccounts());
        return opened->setSetting(epochSetting(), newEpoch());
    };
    const Result<void> done = bring();
    if (!done.ok())
        QDir(m_path).removeRecursively();
    return done;
}

}  // namespace dw
