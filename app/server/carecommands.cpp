// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/carecommands.h"

#include "core/base/clioptions.h"
#include "core/base/wording.h"
#include "core/service/backupbook.h"
#include "core/service/http/tlscertificate.h"

#include <QDir>
#include <QLockFile>
#include <QTemporaryDir>

#include <algorithm>

namespace dw
{

namespace
{

ServerExit needsFolder(const ServerContext &context)
{
    return failWith(context,
                    Error(ErrorCode::Invalid, QStringLiteral("cli.needs_one"), {QStringLiteral("FOLDER")}));
}

ServerExit answerFolder(const ServerContext &context, const char *key, const QString &folder,
                        const char *text)
{
    if (context.json)
        context.answer({{QString::fromLatin1(key), folder}});
    else
        context.say(wording(QString::fromLatin1(text), {folder}));
    return ServerExit::Done;
}

Result<QList<VerifyCheck>> verify(const ServerFolder &folder, const ServerContext &context)
{
    DW_ASSIGN(const auto accounts, folder.openAccounts());
    DW_ASSIGN(const QString wrong, accounts->check());
    DW_ASSIGN(const ServerFolder::Opened opened,
              folder.openWorkspace(Workspace::Access::ReadOnly, context.clock, context.ids));
    DW_ASSIGN(QList<VerifyCheck> checks, opened.workspace->verify(Ticket()));
    checks.append({QStringLiteral("accounts"), wrong.isEmpty(), wrong});
    const Result<ServerKeys> keys = ServerKeys::load(*accounts);
    checks.append({QStringLiteral("keys"), keys.ok(), keys.ok() ? QString() : describe(keys.error())});
    return checks;
}

// Nothing of the server is touched; what came is removed again, also what one left that was killed: there
// are hashes of passwords in it.
Result<void> rehearse(const QString &backup, const ServerContext &context)
{
    QDir folder(context.folder.path());
    // Whoever else has it rehearses now, and its folder stays.
    QLockFile alone(folder.filePath(QStringLiteral("rehearsal.lock")));
    alone.setStaleLockTime(0);
    if (folder.exists() && alone.tryLock(0)) {
        const QStringList left =
            folder.entryList({QStringLiteral("rehearsal-*")}, QDir::Dirs | QDir::NoSymLinks);
        for (const QString &name : left)
            QDir(folder.filePath(name)).removeRecursively();
    }
    // Beside the server's own data, where there is room for as much.
    QTemporaryDir scratch(context.folder.path() + QStringLiteral("/rehearsal-XXXXXX"));
    if (!scratch.isValid())
        return Error(ErrorCode::Storage, QStringLiteral("cli.cannot_write"), {context.folder.path()},
                     scratch.errorString());
    const ServerFolder restored(scratch.filePath(QStringLiteral("server")));
    DW_TRY(restored.restore(backup));
    DW_ASSIGN(const QList<VerifyCheck> checks, verify(restored, context));
    for (const VerifyCheck &check : checks) {
        if (!check.ok)
            return Error(ErrorCode::Storage, QStringLiteral("server.backup_damaged"),
                         {backup, check.name, check.detail});
    }
    return {};
}

// What cannot be noted is said: whoever relies on the book would not see that it stopped.
Result<void> noted(BackupBook::What what, const QString &folder, const Result<void> &done,
                   const ServerContext &context)
{
    // It is not this program's to do: nothing failed of which the book could say that it goes well again.
    if (!done.ok() && done.error().code == ErrorCode::Unsupported)
        return done;
    const auto note = [&]() -> Result<void> {
        DW_ASSIGN(const auto accounts, context.folder.openAccounts());
        return BackupBook::note(*accounts, {what, context.clock.now(), done.ok(), folder,
                                            done.ok() ? QString() : describe(done.error())});
    };
    const Result<void> written = note();
    return done.ok() ? written : done;
}

}  // namespace

ServerExit ServerBackupCommand::run(const QStringList &arguments, ServerContext &context) const
{
    if (arguments.size() != 1)
        return needsFolder(context);
    const QString folder = QDir(arguments.first()).absolutePath();
    const Result<void> done =
        noted(BackupBook::What::Backup, folder,
              context.folder.backup(arguments.first(), context.clock, context.ids), context);
    if (!done.ok())
        return failWith(context, done.error());
    return answerFolder(context, "backup", arguments.first(), "cli.backed_up");
}

ServerExit ServerRehearseCommand::run(const QStringList &arguments, ServerContext &context) const
{
    if (arguments.size() != 1)
        return needsFolder(context);
    const QString folder = QDir(arguments.first()).absolutePath();
    const Result<void> done =
        noted(BackupBook::What::RestoreTest, folder, rehearse(arguments.first(), context), context);
    if (!done.ok())
        return failWith(context, done.error());
    return answerFolder(context, "rehearsed", arguments.first(), "server.rehearsed");
}

ServerExit ServerRestoreCommand::run(const QStringList &arguments, ServerContext &context) const
{
    if (arguments.size() != 1)
        return needsFolder(context);
    const Result<void> done = context.folder.restore(arguments.first());
    if (!done.ok())
        return failWith(context, done.error());
    return answerFolder(context, "folder", context.folder.path(), "server.restored");
}

ServerExit ServerMigrateCommand::run(const QStringList &arguments, ServerContext &context) const
{
    CliOptions options(arguments);
    const auto to = options.takeValue(QStringLiteral("--to"));
    const auto rest = options.rest();
    if (!to.ok() || !rest.ok())
        return failWith(context, to.ok() ? rest.error() : to.error());
    if (!rest->isEmpty())
        return failWith(context,
                        Error(ErrorCode::Invalid, QStringLiteral("cli.unknown_argument"), {rest->first()}));
    if (!*to)
        return failWith(context,
                        Error(ErrorCode::Invalid, QStringLiteral("cli.needs_one"), {QStringLiteral("--to")}));
    const auto tell = [&](const ServerDatabase::MovedTable &table) {
        if (!context.json)
            context.say(wording(
                QStringLiteral("server.moved_table"),
                {table.name, QString::number(table.rows), QString::fromLatin1(table.digest.toHex())}));
    };
    const auto moved = context.folder.moveTo(**to, context.clock, context.ids, tell);
    if (!moved.ok())
        return failWith(context, moved.error());
    if (!context.json) {
        context.say(wording(QStringLiteral("server.moved")));
        return ServerExit::Done;
    }
    QJsonArray rows;
    for (const ServerDatabase::MovedTable &table : *moved)
        rows.append(QJsonObject{{QStringLiteral("table"), table.name},
                                {QStringLiteral("rows"), double(table.rows)},
                                {QStringLiteral("sha256"), QString::fromLatin1(table.digest.toHex())}});
    context.answerTable({QStringLiteral("table"), QStringLiteral("rows"), QStringLiteral("sha256")}, rows);
    return ServerExit::Done;
}

ServerExit ServerVerifyCommand::run(const QStringList &arguments, ServerContext &context) const
{
    if (!arguments.isEmpty())
        return failWith(
            context, Error(ErrorCode::Invalid, QStringLiteral("cli.unknown_argument"), {arguments.first()}));
    const Result<QList<VerifyCheck>> checks = verify(context.folder, context);
    if (!checks.ok())
        return failWith(context, checks.error());
    const bool ok =
        std::all_of(checks->begin(), checks->end(), [](const VerifyCheck &check) { return check.ok; });
    QJsonArray list;
    for (const VerifyCheck &check : *checks) {
        list.append(QJsonObject{{QStringLiteral("name"), check.name},
                                {QStringLiteral("ok"), check.ok},
                                {QStringLiteral("detail"), check.detail}});
        if (!context.json)
            context.say(check.name + (check.ok ? QStringLiteral("\tok\t") : QStringLiteral("\tfailed\t")) +
                        check.detail);
    }
    if (context.json)
        context.answer({{QStringLiteral("ok"), ok}, {QStringLiteral("checks"), list}});
    return ok ? ServerExit::Done : ServerExit::Failed;
}

ServerExit ServerFingerprintCommand::run(const QStringList &arguments, ServerContext &context) const
{
    if (!arguments.isEmpty())
        return failWith(
            context, Error(ErrorCode::Invalid, QStringLiteral("cli.unknown_argument"), {arguments.first()}));
    TlsCertificate certificate;
    if (const auto loaded = certificate.load(context.folder.certificate(), context.folder.key());
        !loaded.ok())
        return failWith(context, loaded.error());
    // Alone on its line, so that a shell puts it where it is asked for.
    if (context.json)
        context.answer({{QStringLiteral("fingerprint"), certificate.fingerprint()}});
    else
        context.say(certificate.fingerprint());
    return ServerExit::Done;
}

}  // namespace dw
