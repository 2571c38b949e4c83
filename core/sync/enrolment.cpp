// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/enrolment.h"

#include "core/base/programversion.h"
#include "core/dictionary/builtindictionary.h"
#include "core/store/replica.h"
#include "core/store/workspace.h"
#include "core/sync/laptoppolicy.h"
#include "core/sync/serverline.h"
#include "core/sync/syncclient.h"
#include "core/sync/syncguard.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QLockFile>
#include <QSysInfo>

#include <algorithm>

namespace dw
{

namespace
{

Error badAnswer(const char *what)
{
    return {ErrorCode::Invalid, QStringLiteral("sync.bad_answer"), {QString::fromLatin1(what)}};
}

bool isFilled(const QString &path)
{
    return QFileInfo::exists(path) &&
           !QDir(path).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

QString textOf(const QJsonObject &json, const char *key)
{
    return json.value(QLatin1String(key)).toString();
}

// What the server tells a laptop that has just been let in.
struct Told
{
    Workspace::NewWorkspace workspace;
    Id epoch;
};

Result<Told> toldBy(const QJsonObject &hello)
{
    const QJsonObject about = hello.value(QLatin1String("workspace")).toObject();
    Told told;
    told.workspace.zoneName = textOf(about, "zone").toLatin1();
    const auto currency = Currency::fromCode(textOf(about, "currency"));
    const auto epoch = Id::fromString(textOf(hello, "epoch"));
    if (!BusinessZone::named(told.workspace.zoneName))
        return badAnswer("zone");
    if (!currency)
        return badAnswer("currency");
    if (!epoch || epoch->isNull())
        return badAnswer("epoch");
    told.workspace.currency = *currency;
    told.workspace.fiscalStartMonth =
        std::clamp(about.value(QLatin1String("fiscal_start_month")).toInt(1), 1, 12);
    told.epoch = *epoch;
    return told;
}

class Enroller
{
public:
    Enroller(const Enrolment &wanted, HttpTransport &transport) : m_wanted(wanted), m_transport(transport) {}

    Result<void> signIn()
    {
        tell(Enrolment::Step::Connecting);
        DW_ASSIGN(const HttpsReply known, m_transport.get(QStringLiteral("/.well-known/dealwright")));
        identity.workspace = textOf(known.body, "name");
        if (known.status != 200 || !known.body.contains(QLatin1String("nonce")))
            return Error(ErrorCode::Network, QStringLiteral("sync.not_the_server"),
                         {m_wanted.server.host(), QString::number(known.status)});
        if (!known.body.value(QLatin1String("proto")).toArray().contains(1))
            return Error(ErrorCode::TooNew, QStringLiteral("sync.upgrade_needed"));
        tell(Enrolment::Step::SigningIn);
        DW_ASSIGN(const HttpsReply granted,
                  m_transport.post(apiPath(QStringLiteral("auth/signin")),
                                   {{QStringLiteral("workspace"), identity.workspace},
                                    {QStringLiteral("user"), m_wanted.login},
                                    {QStringLiteral("password"), m_wanted.password}}));
        if (granted.status != 200)
            return ServerLine::signInError({granted.status, granted.body}, granted.retryAfterS);
        const auto user = Id::fromString(textOf(granted.body, "user"));
        if (!user)
            return badAnswer("user");
        identity.user = *user;
        identity.login = m_wanted.login;
        identity.refresh = textOf(granted.body, "refresh").toLatin1();
        m_access = textOf(granted.body, "access").toLatin1();
        return granted.body.value(QLatin1String("must_change")).toBool() ? changePassword() : Result<void>();
    }

    // A key for each attempt: an answer that was lost leaves a device behind that nobody can be.
    Result<void> registerDevice()
    {
        tell(Enrolment::Step::Registering);
        DW_TRY(identity.makeKey());
        DW_ASSIGN(const HttpsReply known, m_transport.get(QStringLiteral("/.well-known/dealwright")));
        const QString nonce = textOf(known.body, "nonce");
        const QByteArray signature = identity.sign("dealwright-enrol\n" + nonce.toLatin1());
        DW_ASSIGN(const HttpsReply made,
                  post(QStringLiteral("devices"),
                       {{QStringLiteral("name"), m_wanted.deviceName},
                        {QStringLiteral("platform"), QSysInfo::prettyProductName().left(80)},
                        {QStringLiteral("app"), ProgramVersion::ofThis().text()},
                        {QStringLiteral("pubkey"), base64Url(identity.publicKey())},
                        {QStringLiteral("nonce"), nonce},
                        {QStringLiteral("sig"), base64Url(signature)}}));
        if (made.status != 201)
            return ServerLine::errorOf({made.status, made.body});
        const auto device = Id::fromString(textOf(made.body, "device"));
        if (!device)
            return badAnswer("device");
        identity.device = *device;
        identity.shortName = textOf(made.body, "short");
        identity.leaseDays = made.body.value(QLatin1String("lease_days")).toInt();
        identity.serverKey =
            QByteArray::fromBase64(textOf(made.body, "key").toLatin1(), QByteArray::Base64UrlEncoding);
        return {};
    }

    Result<Told> greet()
    {
        DW_ASSIGN(const HttpsReply hello,
                  post(QStringLiteral("sync/hello"), {{QStringLiteral("proto"), QJsonArray{1}}}));
        if (hello.status != 200)
            return ServerLine::errorOf({hello.status, hello.body});
        const QJsonObject policy = hello.body.value(QLatin1String("policy")).toObject();
        if (policy.contains(QLatin1String("lease_days")))
            identity.leaseDays = LaptopPolicy::fromJson(policy).leaseDays;
        return toldBy(hello.body);
    }

    // After an error: nobody is to be this laptop. Briefly, and over a line of its own, as the other one may
    // have been cancelled; a device that stays has a key that nobody knows.
    void takeBack(const HttpTransport::Limits &limits)
    {
        if (identity.device.isNull())
            return;
        HttpTransport::Limits brief = limits;
        brief.idleMs = brief.wholeMs = std::min(limits.wholeMs, TakeBackMs);
        HttpTransport line(m_wanted.server, m_wanted.pin, brief);
        (void)line.post(apiPath(QStringLiteral("devices/%1/revoke").arg(identity.device.toString())), {},
                        headers());
    }

    void tell(Enrolment::Step step) const
    {
        if (m_wanted.tell)
            m_wanted.tell(step);
    }

    DeviceIdentity identity;

private:
    static constexpr int TakeBackMs = 2'000;

    HttpTransport::Headers headers() const
    {
        HttpTransport::Headers headers{{"Authorization", "Bearer " + m_access}};
        if (!identity.device.isNull())
            headers.append({"X-Device", identity.device.toString().toLatin1()});
        return headers;
    }

    Result<HttpsReply> post(const QString &path, const QJsonObject &body)
    {
        return m_transport.post(apiPath(path), body, headers());
    }

    Result<void> changePassword()
    {
        if (m_wanted.newPassword.isEmpty())
            return Error(ErrorCode::Forbidden, QStringLiteral("sync.password_must_change"));
        DW_ASSIGN(const HttpsReply changed,
                  post(QStringLiteral("auth/password"), {{QStringLiteral("old"), m_wanted.password},
                                                         {QStringLiteral("new"), m_wanted.newPassword}}));
        if (changed.status != 204)
            return ServerLine::errorOf({changed.status, changed.body});
        tell(Enrolment::Step::PasswordChanged);
        return {};
    }

    const Enrolment &m_wanted;
    HttpTransport &m_transport;
    QByteArray m_access;
};

Result<void> makeWorkspace(const QString &folder, const Told &told, const DeviceIdentity &identity,
                           const Clock &clock, IdGenerator &ids)
{
    DW_ASSIGN(QList<ObjectType::Definition> definitions, BuiltinDictionary::definitions());
    DW_ASSIGN(const DictionaryPtr dictionary, Dictionary::build(std::move(definitions)));
    DW_TRY(Workspace::create(folder, told.workspace, dictionary, clock, ids));
    DW_TRY(identity.save(folder));
    DW_ASSIGN(const auto workspace,
              Workspace::open(folder, Workspace::Access::ReadWrite, dictionary, clock, ids));
    Result<void> joined;
    workspace->writeNow([&](WriteSession &session) {
        const auto name = [&]() -> Result<void> {
            DW_TRY(session.begin(Durability::Saved));
            DW_TRY(session.replica().setValue(QStringLiteral("user"), identity.user.toByteArray()));
            return session.commit();
        };
        joined = name();
        session.rollback();
        // Last: with it the workspace is the server's.
        if (joined.ok())
            joined = SyncClient::join(session, identity.device, told.epoch);
    });
    return joined;
}

}  // namespace

Result<QUrl> Enrolment::urlFromText(const QString &text)
{
    const QUrl url(text.contains(QLatin1String("://")) ? text : QStringLiteral("https://") + text,
                   QUrl::StrictMode);
    const bool alone = (url.path().isEmpty() || url.path() == QLatin1String("/")) && !url.hasQuery() &&
                       !url.hasFragment() && url.userInfo().isEmpty();
    if (!url.isValid() || url.scheme() != QLatin1String("https") || url.host().isEmpty() || !alone)
        return Error(ErrorCode::Invalid, QStringLiteral("sync.bad_url"), {text});
    return url.adjusted(QUrl::RemovePath);
}

Result<DeviceIdentity> Enrolment::run(const HttpTransport::Limits &limits, const Clock &clock,
                                      IdGenerator &ids) const
{
    HttpTransport transport(server, pin, limits);
    return run(transport, limits, clock, ids);
}

Result<DeviceIdentity> Enrolment::run(HttpTransport &transport, const HttpTransport::Limits &limits,
                                      const Clock &clock, IdGenerator &ids) const
{
    if (isFilled(folder))
        return Error(ErrorCode::Conflict, QStringLiteral("store.folder_not_empty"), {folder});
    Enroller enroller(*this, transport);
    enroller.identity.server = server;
    enroller.identity.pin = pin;
    DW_TRY(enroller.signIn());
    const auto join = [&]() -> Result<void> {
        DW_TRY(enroller.registerDevice());
        DW_ASSIGN(const Told told, enroller.greet());
        enroller.tell(Step::Making);
        enroller.identity.enrolledAt = clock.now();
        DW_TRY(makeWorkspace(folder, told, enroller.identity, clock, ids));
        if (transport.isCancelled())
            return Error(ErrorCode::Cancelled, QStringLiteral("sync.cancelled"));
        return {};
    };
    if (const Result<void> joined = join(); !joined.ok()) {
        // Only what was made here: it was absent or empty before.
        if (isFilled(folder))
            QDir(folder).removeRecursively();
        enroller.takeBack(limits);
        return transport.isCancelled() ? Error(ErrorCode::Cancelled, QStringLiteral("sync.cancelled"))
                                       : joined.error();
    }
    return enroller.identity;
}

Result<DeviceIdentity> Enrolment::renew(HttpTransport &transport, const HttpTransport::Limits &limits,
                                        const Clock &clock) const
{
    DW_ASSIGN(const DeviceIdentity before, DeviceIdentity::load(folder));
    Enrolment wanted = *this;
    wanted.server = before.server;
    wanted.pin = before.pin;
    wanted.login = before.login;
    Enroller enroller(wanted, transport);
    enroller.identity.server = before.server;
    enroller.identity.pin = before.pin;
    const auto join = [&]() -> Result<void> {
        DW_TRY(enroller.signIn());
        DW_TRY(enroller.registerDevice());
        const DeviceIdentity &now = enroller.identity;
        if (now.user != before.user || now.workspace != before.workspace || now.serverKey != before.serverKey)
            return Error(ErrorCode::Forbidden, QStringLiteral("sync.another_server"), {before.server.host()});
        enroller.identity.enrolledAt = clock.now();
        // Whoever renews a sign-in writes the same file.
        QLockFile one(SignIn(folder).lockFile());
        one.tryLock(SignIn::LockMs);
        return now.save(folder);
    };
    if (const Result<void> joined = join(); !joined.ok()) {
        enroller.takeBack(limits);
        return joined.error();
    }
    DW_TRY(SyncGuard(folder, clock).signedIn());
    return enroller.identity;
}

Result<DeviceIdentity> signInAgain(HttpTransport &transport, const HttpTransport::Limits &limits,
                                   const DeviceIdentity &identity, const QString &folder,
                                   const QString &password, const QString &newPassword, const Clock &clock)
{
    const auto isOut = [](const Error &error) {
        return error.key == QLatin1String("sync.device_revoked") ||
               error.key == QLatin1String("sync.device_forked");
    };
    const auto renewed = [&] {
        Enrolment anew;
        anew.password = password;
        anew.newPassword = newPassword;
        anew.deviceName = QSysInfo::machineHostName().left(80);
        anew.folder = folder;
        return anew.renew(transport, limits, clock);
    };
    const SyncGuard::Status status = SyncGuard(folder, clock).status();
    if (status.reason && isOut(*status.reason))
        return renewed();
    ServerLine line(identity, folder, transport, {1, 1, 1});
    Result<void> done = line.signIn(password);
    if (!done.ok() && isOut(done.error()))
        return renewed();
    // A new password goes over the same line: until it is there the server lets nothing else through.
    if (!newPassword.isEmpty() &&
        (done.ok() || done.error().key == QLatin1String("sync.password_must_change"))) {
        DW_ASSIGN(const SyncAnswer answer,
                  line.ask(QStringLiteral("auth/password"),
                           {{QStringLiteral("old"), password}, {QStringLiteral("new"), newPassword}}));
        done = answer.ok() || answer.status == 204 ? Result<void>() : ServerLine::errorOf(answer);
    }
    DW_TRY(done);
    return line.identity();
}

}  // namespace dw
