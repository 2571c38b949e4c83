// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/devicecommand.h"

#include "app/cli/bringworkspace.h"
#include "app/cli/cliworkspace.h"
#include "app/cli/passwordinput.h"
#include "core/base/clioptions.h"
#include "core/base/wording.h"
#include "core/store/replica.h"
#include "core/sync/enrolment.h"
#include "core/sync/inboxreader.h"

#include <QDeadlineTimer>
#include <QJsonObject>
#include <QSysInfo>
#include <QThread>

#include <algorithm>

namespace dw
{

namespace
{

struct Wanted
{
    QString what;
    Enrolment enrolment;
    std::optional<QString> passwordFile;
    std::optional<QString> newPasswordFile;
    qint64 waitS = 0;
};

Error needs(const char *what)
{
    return {ErrorCode::Invalid, QStringLiteral("cli.needs_one"), {QString::fromLatin1(what)}};
}

Result<Wanted> parse(const QStringList &arguments, const CliContext &context)
{
    CliOptions options(arguments);
    Wanted wanted;
    DW_ASSIGN(const auto server, options.takeValue(QStringLiteral("--server")));
    DW_ASSIGN(const auto login, options.takeValue(QStringLiteral("--login")));
    DW_ASSIGN(const auto fingerprint, options.takeValue(QStringLiteral("--fingerprint")));
    DW_ASSIGN(const auto name, options.takeValue(QStringLiteral("--name")));
    DW_ASSIGN(wanted.passwordFile, options.takeValue(QStringLiteral("--password-file")));
    DW_ASSIGN(wanted.newPasswordFile, options.takeValue(QStringLiteral("--new-password-file")));
    DW_ASSIGN(const auto wait, options.takeNumber(QStringLiteral("--wait"), 0));
    DW_ASSIGN(const QStringList rest, options.rest());
    wanted.what = rest.value(0);
    static const QStringList known{QStringLiteral("enrol"), QStringLiteral("status"),
                                   QStringLiteral("signin")};
    if (rest.size() != 1 || !known.contains(wanted.what))
        return needs("enrol, status, signin or bring");
    if (wanted.what != known[0]) {
        const bool signsIn = wanted.what == known[2];
        const bool passwords = wanted.passwordFile || wanted.newPasswordFile;
        if (server || login || fingerprint || name || wait || (passwords && !signsIn))
            return needs("device status, or device signin [--password-file F] [--new-password-file F]");
        return wanted;
    }
    if (!server || !login)
        return needs("--server URL --login NAME");
    DW_ASSIGN(wanted.enrolment.server, Enrolment::urlFromText(*server));
    wanted.enrolment.login = *login;
    wanted.waitS = std::min<qint64>(wait.value_or(0), 3600);
    wanted.enrolment.deviceName = name.value_or(QSysInfo::machineHostName()).left(80);
    wanted.enrolment.folder = context.folder;
    if (fingerprint) {
        wanted.enrolment.pin = fingerprintFromText(*fingerprint);
        if (wanted.enrolment.pin.isEmpty())
            return Error(ErrorCode::Invalid, QStringLiteral("sync.bad_fingerprint"), {*fingerprint});
    }
    return wanted;
}

QJsonObject about(const CliContext &context, const DeviceIdentity &identity)
{
    return {{QStringLiteral("folder"), context.folder},
            {QStringLiteral("server"), identity.server.toString()},
            {QStringLiteral("fingerprint"), fingerprintText(identity.pin)},
            {QStringLiteral("workspace"), identity.workspace},
            {QStringLiteral("login"), identity.login},
            {QStringLiteral("device"), identity.device.toString()},
            {QStringLiteral("short"), identity.shortName},
            {QStringLiteral("enrolled_at"), identity.enrolledAt.toIso()}};
}

// A server that is just being started is waited for. What had begun is not tried again.
Result<DeviceIdentity> enrolPatiently(Enrolment enrolment, qint64 waitS, CliContext &context)
{
    auto reached = Enrolment::Step::Connecting;
    enrolment.tell = [&reached](Enrolment::Step step) { reached = step; };
    const QDeadlineTimer patience(waitS * 1000);
    constexpr unsigned long AgainMs = 200;
    for (;;) {
        Result<DeviceIdentity> identity = enrolment.run({}, context.clock, context.ids);
        if (identity.ok() || reached != Enrolment::Step::Connecting ||
            identity.error().key != QLatin1String("sync.unreachable") || patience.hasExpired())
            return identity;
        QThread::msleep(AgainMs);
    }
}

ExitCode enrol(Wanted wanted, CliContext &context)
{
    Result<QString> password = readPassword(wanted.passwordFile);
    if (!password.ok())
        return failWith(context, password.error());
    wanted.enrolment.password = *password;
    if (wanted.newPasswordFile) {
        password = readPassword(wanted.newPasswordFile);
        if (!password.ok())
            return failWith(context, password.error());
        wanted.enrolment.newPassword = *password;
    }
    const Result<DeviceIdentity> identity = enrolPatiently(wanted.enrolment, wanted.waitS, context);
    if (!identity.ok())
        return failWith(context, identity.error());
    if (context.json) {
        context.answer(about(context, *identity));
        return ExitCode::Done;
    }
    context.out << wording(QStringLiteral("cli.enrolled"), {context.folder, identity->server.toString(),
                                                            identity->login, identity->shortName})
                << '\n';
    context.out.flush();
    return ExitCode::Done;
}

ExitCode status(CliContext &context)
{
    const Result<DeviceIdentity> identity = DeviceIdentity::load(context.folder);
    if (!identity.ok())
        return failWith(context, identity.error());
    auto opened = CliWorkspace::open(context, Workspace::Access::ReadOnly, Lock::PassedBy);
    if (!opened.ok())
        return failWith(context, opened.error());
    int waiting = 0, inbox = 0;
    Result<void> counted;
    (*opened)->workspace().readNow([&](ReadSession &session) {
        const auto work = [&]() -> Result<void> {
            DW_ASSIGN(const QList<OutboxEntry> outbox, session.replica().outbox(0, -1));
            for (const OutboxEntry &entry : outbox)
                waiting += entry.state != OutboxEntry::State::Answered ? 1 : 0;
            DW_ASSIGN(inbox, InboxReader::count(session, (*opened)->runner().configuration()));
            return {};
        };
        counted = work();
    });
    if (!counted.ok())
        return failWith(context, counted.error());
    QJsonObject answer = about(context, *identity);
    answer.insert(QStringLiteral("waiting"), waiting);
    answer.insert(QStringLiteral("inbox"), inbox);
    if (context.json) {
        context.answer(answer);
        return ExitCode::Done;
    }
    for (auto it = answer.constBegin(); it != answer.constEnd(); ++it)
        context.out << it.key() << '\t' << it.value().toVariant().toString() << '\n';
    context.out.flush();
    return ExitCode::Done;
}

ExitCode signIn(const Wanted &wanted, CliContext &context)
{
    // Nobody syncs with it meanwhile: a token is used up by whoever comes first.
    auto opened = CliWorkspace::open(context, Workspace::Access::ReadWrite, Lock::PassedBy);
    if (!opened.ok())
        return failWith(context, opened.error());
    const Result<DeviceIdentity> identity = DeviceIdentity::load(context.folder);
    if (!identity.ok())
        return failWith(context, identity.error());
    const Result<QString> password = readPassword(wanted.passwordFile);
    if (!password.ok())
        return failWith(context, password.error());
    QString newPassword;
    if (wanted.newPasswordFile) {
        const Result<QString> read = readPassword(wanted.newPasswordFile);
        if (!read.ok())
            return failWith(context, read.error());
        newPassword = *read;
    }
    HttpTransport transport(identity->server, identity->pin, {});
    const Result<DeviceIdentity> now =
        signInAgain(transport, {}, *identity, context.folder, *password, newPassword, context.clock);
    if (!now.ok())
        return failWith(context, now.error());
    if (context.json) {
        context.answer(about(context, *now));
    } else {
        context.out << (now->device == identity->device
                            ? wording(QStringLiteral("cli.signed_in"), {now->login})
                            : wording(QStringLiteral("cli.registered_anew"), {now->login, now->shortName}))
                    << '\n';
        context.out.flush();
    }
    return ExitCode::Done;
}

}  // namespace

QString DeviceCommand::usage() const
{
    return QStringLiteral(
        "device enrol --server URL --login NAME [--password-file F] [--new-password-file F] "
        "[--fingerprint F] [--name N] [--wait SECONDS] | status | signin [--password-file F] "
        "[--new-password-file F] | "
        "bring FOLDER [--dry-run] [--on-duplicate same|both|leave] [--duplicate ID=...] [--on-missing "
        "leave|bring]");
}

ExitCode DeviceCommand::run(const QStringList &arguments, CliContext &context) const
{
    if (arguments.value(0) == QLatin1String("bring"))
        return bringWorkspace(arguments.mid(1), context);
    const Result<Wanted> wanted = parse(arguments, context);
    if (!wanted.ok()) {
        context.complain(wanted.error());
        return ExitCode::Usage;
    }
    if (wanted->what == QLatin1String("enrol"))
        return enrol(*wanted, context);
    return wanted->what == QLatin1String("status") ? status(context) : signIn(*wanted, context);
}

}  // namespace dw
