// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/serverfolder.h"

#include "core/commands/newworkspace.h"
#include "core/dictionary/builtindictionary.h"
#include "core/service/commitheads.h"
#include "core/service/highwater.h"
#include "core/service/http/tlscertificate.h"
#include "core/service/passwordhasher.h"
#include "core/service/polledheads.h"
#include "core/service/serverhistory.h"
#include "core/service/uploadfolder.h"
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

Result<DictionaryPtr> shippedDictionary()
{
    DW_ASSIGN(QList<ObjectType::Definition> definitions, BuiltinDictionary::definitions());
    return Dictionary::build(std::move(definitions));
}

}  // namespace

Result<void> ServerFolder::create(const New &wanted, const Clock &clock, IdGenerator &ids) const
{
    if (!wanted.database.isEmpty())
        DW_TRY(ServerDatabase::checkAddress(wanted.database));
    if (isFilled(m_path))
        return Error(ErrorCode::Conflict, QStringLiteral("store.folder_not_empty"), {m_path});
    const Result<void> made = fill(wanted, clock, ids);
    if (!made.ok())
        QDir(m_path).removeRecursively();
    return made;
}

Result<void> ServerFolder::join(const QString &address, const QString &name) const
{
    if (isFilled(m_path))
        return Error(ErrorCode::Conflict, QStringLiteral("store.folder_not_empty"), {m_path});
    DW_ASSIGN(const ServerDatabase found, ServerDatabase::find(address, name));
    DW_TRY(makeFolder(m_path));
    return found.write(databaseFile());
}

Result<void> ServerFolder::fill(const New &wanted, const Clock &clock, IdGenerator &ids) const
{
    DW_TRY(makeFolder(m_path));
    Workspace::NewWorkspace options;
    options.zoneName = wanted.zoneName;
    options.currency = wanted.currency;
    if (!wanted.database.isEmpty())
        return fillDatabase(wanted, options, clock, ids);
    DW_TRY(createStandaloneWorkspace(workspace(), options, {wanted.login, wanted.userName}, clock, ids));
    DW_TRY(createAccountFile(this->accounts()));
    DW_ASSIGN(const auto accounts, openAccounts());
    return fillAccounts(*accounts, wanted, clock);
}

Result<void> ServerFolder::fillDatabase(const New &wanted, const Workspace::NewWorkspace &options,
                                        const Clock &clock, IdGenerator &ids) const
{
    DW_ASSIGN(const DictionaryPtr dictionary, shippedDictionary());
    DW_ASSIGN(const ServerDatabase made,
              ServerDatabase::create(wanted.database, wanted.name, options, dictionary, clock, ids));
    const auto fillIt = [&]() -> Result<void> {
        DW_ASSIGN(const auto workspace,
                  made.openWorkspace(Workspace::Access::ReadWrite, dictionary, cache()));
        DW_TRY(fillNewWorkspace(*workspace, {wanted.login, wanted.userName}, clock));
        DW_ASSIGN(const auto accounts, made.openAccounts());
        DW_TRY(made.write(databaseFile()));
        return fillAccounts(*accounts, wanted, clock);
    };
    const Result<void> filled = fillIt();
    if (!filled.ok())
        (void)made.remove();
    return filled;
}

// The name last: what has one is whole.
Result<void> ServerFolder::fillAccounts(AccountStore &accounts, const New &wanted, const Clock &clock) const
{
    DW_TRY(ServerKeys::make(accounts));
    DW_TRY(accounts.setSetting(epochSetting(), newEpoch()));
    const PasswordHasher hasher;
    DW_ASSIGN(const QByteArray hash, hasher.hash(wanted.password));
    DW_TRY(accounts.setPassword({Id::named("user:owner"), hash, wanted.mustChange, clock.now()}));
    return accounts.setSetting(nameSetting(), wanted.name.toUtf8());
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
    DW_ASSIGN(const auto shared, database());
    return shared ? shared->openAccounts() : openAccountFile(accounts());
}

Result<ServerFolder::Opened> ServerFolder::openWorkspace(Workspace::Access access, const Clock &clock,
                                                         IdGenerator &ids) const
{
    DW_ASSIGN(const DictionaryPtr dictionary, shippedDictionary());
    DW_ASSIGN(const auto shared, database());
    Opened opened;
    DW_ASSIGN(opened.workspace, shared ? shared->openWorkspace(access, dictionary, cache())
                                       : Workspace::open(workspace(), access, dictionary, clock, ids));
    DW_ASSIGN(opened.runner, CommandRunner::open(*opened.workspace, clock, ids));
    if (access == Workspace::Access::ReadOnly)
        return opened;
    DW_ASSIGN(const auto accounts, openAccounts());
    DW_ASSIGN(const QByteArray epoch, accounts->setting(epochSetting()));
    const std::optional<Id> named = Id::fromString(QString::fromLatin1(epoch));
    if (!named)
        return Error(ErrorCode::Storage, QStringLiteral("service.keys_missing"));
    DW_ASSIGN(opened.access, makeServers(*opened.runner, *named));
    DW_TRY(beginEpochIfPutBack(opened, *accounts, clock));
    if (shared) {
        DW_ASSIGN(opened.following,
                  ServerDatabase::follow(*opened.workspace, [runner = opened.runner.get(),
                                                             known = opened.access](WriteSession &session) {
                      return runner->takeOver(session, [&](const Configuration &after) {
                          return known->takeOver(session, after);
                      });
                  }));
    }
    return opened;
}

Result<std::unique_ptr<Uploads>> ServerFolder::openUploads() const
{
    DW_ASSIGN(const auto shared, database());
    return shared ? shared->uploads(uploads())
                  : std::unique_ptr<Uploads>(std::make_unique<UploadFolder>(uploads()));
}

Result<std::unique_ptr<HeadSource>> ServerFolder::openHeads(CommandRunner &runner) const
{
    DW_ASSIGN(const auto shared, database());
    std::unique_ptr<HeadSource> heads;
    if (shared)
        heads = std::make_unique<PolledHeads>(runner.workspace());
    else
        heads = std::make_unique<CommitHeads>(runner);
    return heads;
}

Result<void> ServerFolder::beginEpochIfPutBack(const Opened &opened, AccountStore &accounts,
                                               const Clock &clock) const
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
        begun = HistoryGuard::beginEpoch(session, Id::fromString(QString::fromLatin1(epoch)).value_or(Id()),
                                         clock.now(), mark.read().value_or(LedgerHead()).sequence);
    });
    return begun;
}

Result<QList<ServerDatabase::MovedTable>> ServerFolder::moveTo(const QString &address, const Clock &clock,
                                                               IdGenerator &ids,
                                                               const ServerDatabase::Moved &told) const
{
    DW_ASSIGN(const auto shared, database());
    if (shared) {
        DW_ASSIGN(const bool arriving, shared->isArriving());
        if (!arriving)
            return Error(ErrorCode::Conflict, QStringLiteral("service.moved_already"), {m_path});
        DW_TRY(leaveFiles(*shared));
        return QList<ServerDatabase::MovedTable>();
    }
    QList<ServerDatabase::MovedTable> moved;
    Id workspace;
    {
        // Nobody else writes it while this has it open.
        DW_ASSIGN(const Opened opened, openWorkspace(Workspace::Access::ReadWrite, clock, ids));
        DW_ASSIGN(const auto accounts, openAccounts());
        DW_TRY(checkSource(*opened.workspace, *accounts));
        DW_ASSIGN(const QByteArray name, accounts->setting(nameSetting()));
        workspace = opened.workspace->info().id;
        DW_ASSIGN(moved, ServerDatabase::moveTo(address, QString::fromUtf8(name),
                                                {this->workspace(), this->accounts(), uploads(), told},
                                                opened.runner->configuration()->dictionary));
        // From here on the folder is a database's, whatever happens to the files.
        DW_TRY(ServerDatabase(address, workspace).write(databaseFile()));
    }
    DW_TRY(leaveFiles(ServerDatabase(address, workspace)));
    return moved;
}

// What is broken in a file would be broken in the database, where nobody would look for it.
Result<void> ServerFolder::checkSource(Workspace &workspace, AccountStore &accounts)
{
    const auto damaged = [](const QString &check, const QString &what) {
        return Error(ErrorCode::Storage, QStringLiteral("service.source_damaged"), {check, what});
    };
    DW_ASSIGN(const QList<VerifyCheck> checks, workspace.verify(Ticket()));
    for (const VerifyCheck &check : checks) {
        if (!check.ok)
            return damaged(check.name, check.detail);
    }
    DW_ASSIGN(const QString wrong, accounts.check());
    return wrong.isEmpty() ? Result<void>() : damaged(QStringLiteral("accounts"), wrong);
}

// The database serves only after nothing can serve the files any more.
Result<void> ServerFolder::leaveFiles(const ServerDatabase &database) const
{
    const QString suffix = QStringLiteral(".moved");
    for (const QString &file : {workspace(), accounts()}) {
        if (QFileInfo::exists(file) && !QFile::rename(file, file + suffix))
            return Error(ErrorCode::Storage, QStringLiteral("cli.cannot_write"), {file + suffix});
    }
    return database.arrive();
}

Result<void> ServerFolder::backup(const QString &folder, const Clock &clock, IdGenerator &ids) const
{
    DW_ASSIGN(const auto shared, database());
    if (shared)
        return Error(ErrorCode::Unsupported, QStringLiteral("service.back_up_by"),
                     {shared->address(), shared->schema()});
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
    DW_ASSIGN(const auto shared, database());
    if (shared)
        return Error(ErrorCode::Unsupported, QStringLiteral("service.restore_by"), {shared->address()});
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
