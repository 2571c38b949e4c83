// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/service/serverworld.h"

#include <QJsonArray>
#include <QTest>

#include <sodium.h>

namespace dw::test
{

namespace
{

void need(const Result<void> &done)
{
    if (!done.ok())
        qFatal("%s %s", qPrintable(done.error().key), qPrintable(done.error().detail));
}

}  // namespace

DeviceKey DeviceKey::make()
{
    DeviceKey key;
    key.publicKey.resize(crypto_sign_PUBLICKEYBYTES);
    key.secretKey.resize(crypto_sign_SECRETKEYBYTES);
    crypto_sign_keypair(reinterpret_cast<unsigned char *>(key.publicKey.data()),
                        reinterpret_cast<unsigned char *>(key.secretKey.data()));
    return key;
}

QByteArray DeviceKey::sign(const QByteArray &message) const
{
    QByteArray signature(crypto_sign_BYTES, Qt::Uninitialized);
    crypto_sign_detached(reinterpret_cast<unsigned char *>(signature.data()), nullptr,
                         reinterpret_cast<const unsigned char *>(message.constData()),
                         static_cast<unsigned long long>(message.size()),
                         reinterpret_cast<const unsigned char *>(secretKey.constData()));
    return toBase64Url(signature);
}

WireClient::Headers Laptop::headers() const
{
    return {{"Authorization", "Bearer " + access}, {"X-Device", device.toLatin1()}};
}

ServerWorld::ServerWorld()
    : m_log(
          m_clock,
          [this](const QByteArray &line) {
              const std::lock_guard lock(m_logMutex);
              m_logged += line;
          },
          ServiceLog::Level::Debug)
{
    m_folder = std::make_unique<ServerFolder>(m_root.filePath(QStringLiteral("server")));
    ServerFolder::New wanted;
    wanted.name = QString::fromLatin1(Workspace);
    wanted.login = QStringLiteral("admin");
    wanted.userName = QStringLiteral("Admin");
    wanted.password = adminPassword();
    wanted.zoneName = "Asia/Shanghai";
    wanted.currency = Currency::fromCode(u"CNY").value();
    need(m_folder->create(wanted, m_clock, m_ids));
    const auto made = m_folder->ensureCertificate({QStringLiteral("127.0.0.1")}, SystemClock());
    if (!made.ok())
        need(made.error());
    need(m_certificate.load(m_folder->certificate(), m_folder->key()));
    auto opened = m_folder->openWorkspace(Workspace::Access::ReadWrite, m_clock, m_ids);
    auto accounts = m_folder->openAccounts();
    if (!opened.ok() || !accounts.ok())
        need(!opened.ok() ? opened.error() : accounts.error());
    m_opened = std::move(*opened);
    m_accounts = std::move(*accounts);
    const auto keys = ServerKeys::load(*m_accounts);
    if (!keys.ok())
        need(keys.error());
    m_keys = *keys;
    m_tokens = std::make_unique<Tokens>(m_keys->tokenKey());
    m_users = std::make_unique<WorkspaceUsers>(*m_opened.runner);
    m_options.http.address = QStringLiteral("127.0.0.1");
    m_options.workers = WorkerPool::Options::forCores(2);
    m_context.emplace(ServiceContext{*m_accounts, *m_users, m_hasher, *m_keys, *m_tokens, m_log, m_clock,
                                     m_ids, QString::fromLatin1(Workspace)});
}

ServerWorld::~ServerWorld()
{
    stop();
}

void ServerWorld::start()
{
    m_service = std::make_unique<Service>(*m_context, m_options, &m_certificate,
                                          [] { return QStringLiteral("the-epoch"); });
    for (ServiceModule *module : std::as_const(m_modules))
        m_service->add(*module);
    need(m_service->start());
}

void ServerWorld::stop()
{
    m_service.reset();
}

Result<QJsonObject> ServerWorld::administer(const QString &command, const QJsonObject &arguments)
{
    return ServerAdmin(*m_opened.runner, *m_accounts, m_hasher, m_clock).perform(command, arguments);
}

QByteArray ServerWorld::log()
{
    const std::lock_guard lock(m_logMutex);
    return m_logged;
}

void ServerWorld::addUser(const QString &login, const QString &password, const QStringList &roles)
{
    const auto made = administer(QStringLiteral("user.add"),
                                 {{QStringLiteral("login"), login},
                                  {QStringLiteral("name"), login},
                                  {QStringLiteral("email"), login + QStringLiteral("@example.com")},
                                  {QStringLiteral("roles"), QJsonArray::fromStringList(roles)},
                                  {QStringLiteral("password"), password}});
    if (!made.ok())
        need(made.error());
}

QJsonObject ServerWorld::signInBody(const QString &login, const QString &password)
{
    return {{QStringLiteral("workspace"), QString::fromLatin1(Workspace)},
            {QStringLiteral("user"), login},
            {QStringLiteral("password"), password}};
}

QByteArray ServerWorld::nonce(WireClient &client)
{
    return client.get("/.well-known/dealwright").text("nonce").toLatin1();
}

std::optional<Laptop> ServerWorld::enrol(const QString &login, const QString &password)
{
    WireClient client(port());
    const WireReply signedIn = client.post("/api/v1/auth/signin", signInBody(login, password));
    if (signedIn.status != 200)
        return {};
    Laptop laptop;
    laptop.access = signedIn.text("access").toLatin1();
    laptop.refresh = signedIn.text("refresh").toLatin1();
    laptop.key = DeviceKey::make();
    const QByteArray once = nonce(client);
    const WireReply enrolled = client.post(
        "/api/v1/devices",
        {{QStringLiteral("name"), QStringLiteral("Lenovo T14")},
         {QStringLiteral("platform"), QStringLiteral("linux")},
         {QStringLiteral("app"), QStringLiteral("1.0.0")},
         {QStringLiteral("pubkey"), QString::fromLatin1(toBase64Url(laptop.key.publicKey))},
         {QStringLiteral("nonce"), QString::fromLatin1(once)},
         {QStringLiteral("sig"), QString::fromLatin1(laptop.key.sign("dealwright-enrol\n" + once))}},
        {{"Authorization", "Bearer " + laptop.access}});
    if (enrolled.status != 201)
        return {};
    laptop.device = enrolled.text("device");
    laptop.shortCode = enrolled.text("short");
    laptop.serverKey = fromBase64Url(enrolled.text("key").toLatin1());
    return laptop;
}

WireReply ServerWorld::refresh(WireClient &client, const Laptop &laptop, const QByteArray &token)
{
    return client.post(
        "/api/v1/auth/refresh",
        {{QStringLiteral("refresh"), QString::fromLatin1(token)},
         {QStringLiteral("device"), laptop.device},
         {QStringLiteral("sig"), QString::fromLatin1(laptop.key.sign("dealwright-refresh\n" + token))}});
}

}  // namespace dw::test
