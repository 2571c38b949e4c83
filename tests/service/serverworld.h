// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/serveradmin.h"
#include "core/service/serverfolder.h"
#include "core/service/service.h"
#include "core/service/workspaceusers.h"
#include "tests/service/wireclient.h"

#include <QByteArrayList>
#include <QTemporaryDir>

#include <memory>
#include <mutex>
#include <optional>

namespace dw::test
{

// A key pair as a laptop has it.
struct DeviceKey
{
    QByteArray publicKey;
    QByteArray secretKey;

    static DeviceKey make();
    QByteArray sign(const QByteArray &message) const;  // base64url
};

// A laptop that is signed in and enrolled.
struct Laptop
{
    DeviceKey key;
    QString device;
    QString shortCode;
    QByteArray access;
    QByteArray refresh;
    QByteArray serverKey;

    WireClient::Headers headers() const;
};

// A real server in this process: a workspace and accounts in a temporary folder, TLS on a free port. The
// admin is "admin"; passwords are quick to check, all else is as it is delivered.
class ServerWorld
{
public:
    ServerWorld();
    ~ServerWorld();

    static QString adminPassword() { return QStringLiteral("correct horse battery"); }
    static constexpr const char *Workspace = "acme";

    // Before start().
    HttpServer::Limits &limits() { return m_options.http.limits; }
    WorkerPool::Options &workers() { return m_options.workers; }
    void add(ServiceModule &module) { m_modules.append(&module); }
    void start();
    void stop();

    Service &service() { return *m_service; }
    quint16 port() const { return m_service->port(); }
    AccountStore &accounts() { return *m_accounts; }
    TlsCertificate &certificate() { return m_certificate; }
    const ServerFolder &folder() const { return *m_folder; }
    FixedClock &clock() { return m_clock; }
    const ServerKeys &keys() const { return *m_keys; }
    const ServiceContext &context() const { return *m_context; }
    CommandRunner &runner() { return *m_opened.runner; }
    // Who may hold what of its workspace.
    std::shared_ptr<const SyncAccess> access() const { return m_opened.access; }
    Result<QJsonObject> administer(const QString &command, const QJsonObject &arguments);
    // What was logged so far.
    QByteArray log();

    // One that may sign in; with roles, once one has any, others need theirs.
    void addUser(const QString &login, const QString &password, const QStringList &roles = {});
    static QJsonObject signInBody(const QString &login, const QString &password);
    QByteArray nonce(WireClient &client);
    std::optional<Laptop> enrol(const QString &login, const QString &password);
    WireReply refresh(WireClient &client, const Laptop &laptop, const QByteArray &token);

private:
    QTemporaryDir m_root;
    FixedClock m_clock{Instant{1795000000000}};
    IdGenerator m_ids{m_clock};
    std::unique_ptr<ServerFolder> m_folder;
    ServerFolder::Opened m_opened;
    std::unique_ptr<AccountStore> m_accounts;
    std::optional<ServerKeys> m_keys;
    std::unique_ptr<Tokens> m_tokens;
    std::unique_ptr<WorkspaceUsers> m_users;
    PasswordHasher m_hasher{PasswordHasher::Cost{1, 8192}};
    std::mutex m_logMutex;
    QByteArray m_logged;
    ServiceLog m_log;
    TlsCertificate m_certificate;
    Service::Options m_options;
    QList<ServiceModule *> m_modules;
    std::optional<ServiceContext> m_context;
    std::unique_ptr<Service> m_service;
};

}  // namespace dw::test
