// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"
#include "core/reading/reader.h"
#include "core/service/passwordhasher.h"
#include "core/service/serverhousekeeping.h"
#include "core/service/serverkeys.h"
#include "core/store/accountstore.h"

#include <QJsonObject>
#include <QString>

#include <functional>

namespace dw
{

// What the administrator of the machine does with a server, by name, in JSON: the same whether the server
// runs and does it itself or stands and the command line does it. Acts as the workspace's owner. Blocks.
//   user.add      {login, name, email, roles: [code], language, password, must_change} -> {id, login}
//   user.passwd   {login, password, must_change} -> {id, login}
//   user.disable  {login} -> {id, login}            its sessions end, its devices may not come in
//   user.enable   {login} -> {id, login}
//   user.list     {} -> {rows: [{id, login, name, status, password, devices}]}
//   user.signins  {login?, limit} -> {rows: [{at, event, login, device, address}]}  newest first
//   device.list   {login?} -> {rows: [{device, user, short, name, ...}]}
//   device.revoke {device, wipe, reason} -> {device}
//   device.contents {device} -> {device, user, login, rows: [..]}  what it may hold, DeviceContents
//   export.list   {sha256?, limit} -> {rows: [..]}  who took which file out, newest first, ExportSearch
//   read.list     {object?, id?, limit} -> {rows: [..]}  who was shown sensitive values, ReadSearch
//   issue.list    {limit} -> {rows: [..]}           what laptops sent and was refused, newest first
//   issue.discard {ids} -> {discarded}             lines of it that nobody needs any more
//   history.state   {} -> {epoch, head, in_doubt_since}
//   history.confirm {} -> {epoch, head}            a new epoch: the state that the server was put back to
//   policy.list   {} -> {rows: [{name, role, value, set}]}   see WorkspacePolicies
//   policy.set    {name, role?, value?} -> the same     without a value: as it was delivered
//   program.least {} -> {least, from, server}      the least version that may sync, LeastProgram
//   program.set   {version, from} -> the same      without a version: any
//   housekeep     {} -> {purged, files, issues, horizon}   what is due anyway, now
//   stats         {} -> {users, devices, active_devices, sessions, ...}
class ServerAdmin
{
public:
    ServerAdmin(CommandRunner &runner, AccountStore &accounts, const PasswordHasher &hasher,
                const Clock &clock)
        : m_runner(runner), m_accounts(accounts), m_hasher(hasher), m_clock(clock)
    {}

    // Refused and Forbidden where a rule or right says so, NotFound "cli.unknown_login", Invalid
    // "cli.unknown_command".
    Result<QJsonObject> perform(const QString &command, const QJsonObject &arguments);
    // Without one there is no command "housekeep".
    void setHousekeeping(ServerHousekeeping *housekeeping) { m_housekeeping = housekeeping; }
    // Whether it needs the workspace for writing.
    static bool writesWorkspace(const QString &command);
    // Whom it acts as.
    static Actor ownerOf(const Workspace &workspace);

private:
    Result<QJsonObject> addUser(const QJsonObject &arguments);
    Result<QJsonObject> setPassword(const QJsonObject &arguments);
    Result<QJsonObject> setStatus(const QJsonObject &arguments, const QString &status);
    Result<QJsonObject> listUsers();
    Result<QJsonObject> listSignIns(const QJsonObject &arguments);
    Result<QJsonObject> listDevices(const QJsonObject &arguments);
    Result<QJsonObject> deviceContents(const QJsonObject &arguments);
    Result<QJsonObject> listExports(const QJsonObject &arguments);
    Result<QJsonObject> listReads(const QJsonObject &arguments);
    Result<QJsonObject> revokeDevice(const QJsonObject &arguments);
    Result<QJsonObject> listIssues(const QJsonObject &arguments);
    Result<QJsonObject> discardIssues(const QJsonObject &arguments);
    Result<QJsonObject> historyState();
    Result<QJsonObject> confirmHistory();
    Result<QJsonObject> listPolicies();
    Result<QJsonObject> setPolicy(const QJsonObject &arguments);
    Result<QJsonObject> leastProgram();
    Result<QJsonObject> setLeastProgram(const QJsonObject &arguments);
    Result<QJsonObject> housekeep();
    Result<QJsonObject> stats();

    Result<Record> recordNamed(const char *object, QStringView key, const QString &value,
                               const char *missing);
    // In one snapshot, with what a Reader needs to read as the owner.
    Result<QJsonObject> read(
        const std::function<Result<QJsonObject>(const ReadSession &, const ReadContext &)> &work);
    Result<QList<Record>> users() { return all("user", "login"); }
    Result<QList<Record>> all(const char *object, const char *order);
    Result<CommandResult> run(const QString &command, const QJsonObject &arguments);
    Result<void> keepPassword(const Id &user, const QString &login, const QJsonObject &arguments);
    Actor owner() const { return ownerOf(m_runner.workspace()); }

    CommandRunner &m_runner;
    AccountStore &m_accounts;
    const PasswordHasher &m_hasher;
    const Clock &m_clock;
    ServerHousekeeping *m_housekeeping = nullptr;
};

}  // namespace dw
