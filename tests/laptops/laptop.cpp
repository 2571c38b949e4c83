// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/laptops/laptop.h"

#include "core/dictionary/builtindictionary.h"
#include "core/store/replica.h"
#include "core/sync/enrolment.h"

#include <QFileInfo>

namespace dw::test
{

namespace
{

template <typename T>
T orDie(Result<T> result, const char *what)
{
    if (!result.ok())
        qFatal("%s: %s", what, qPrintable(textOf(result.error())));
    if constexpr (!std::is_void_v<T>)
        return std::move(result).value();
}

}  // namespace

QString textOf(const std::optional<Error> &error)
{
    return error ? error->key + QLatin1Char(' ') + error->arguments.join(QLatin1Char('|')) +
                       QLatin1Char(' ') + error->detail
                 : QString();
}

Laptop::Laptop(const ServerProgram &server, const QString &login)
{
    Enrolment enrolment;
    enrolment.server = QUrl(server.url());
    enrolment.login = login;
    enrolment.password = ServerProgram::password();
    enrolment.pin = fingerprintFromText(server.fingerprint());
    enrolment.deviceName = QStringLiteral("laptop of ") + login;
    enrolment.folder = folder();
    orDie(enrolment.run({}, m_clock, m_ids), "enrol");
    open();
}

void Laptop::open()
{
    auto definitions = BuiltinDictionary::definitions();
    m_workspace = orDie(Workspace::open(folder(), Workspace::Access::ReadWrite,
                                        *Dictionary::build(*definitions), m_clock, m_ids),
                        "open");
    m_runner = orDie(CommandRunner::open(*m_workspace, m_clock, m_ids), "run");
    m_joined = orDie(prepareJoined(*m_runner), "join").value();
}

void Laptop::close()
{
    m_runner.reset();
    m_workspace.reset();
}

void Laptop::reachThrough(quint16 port)
{
    DeviceIdentity identity = orDie(DeviceIdentity::load(folder()), "identity");
    identity.server.setPort(port);
    orDie(identity.save(folder()), "identity");
}

Actor Laptop::actor()
{
    Actor actor;
    m_workspace->readNow([&](ReadSession &session) {
        actor = orDie(joinedActor(session, *m_runner->configuration()->dictionary, m_joined), "actor");
    });
    return actor;
}

CommandResult Laptop::run(const QString &command, const QJsonObject &arguments)
{
    CommandResult result = m_runner->runNow({command, arguments}, actor());
    if (result.status != CommandResult::Status::Applied)
        qFatal("%s: %s", qPrintable(command), qPrintable(textOf(result.error)));
    return result;
}

Id Laptop::create(const QString &name)
{
    return run(QStringLiteral("record.create"),
               {{QStringLiteral("object"), QStringLiteral("account")},
                {QStringLiteral("set"), QJsonObject{{QStringLiteral("name"), name}}}})
        .ids.value(0);
}

void Laptop::attach(const RecordRef &related, const QString &file)
{
    const auto blob = orDie(m_workspace->putBlob(file), "attach");
    run(QStringLiteral("attachment.add"),
        {{QStringLiteral("related"), Value(related).toJson()},
         {QStringLiteral("file_name"), QFileInfo(file).fileName()},
         {QStringLiteral("sha256"), QString::fromLatin1(blob.sha256.toHex())},
         {QStringLiteral("size"), double(blob.size)},
         {QStringLiteral("mime"), blob.mime}});
}

SyncRunner::Options Laptop::quick()
{
    SyncRunner::Options options;
    options.limits.idleMs = 5'000;
    options.limits.quietBytes = 0;
    options.limits.wholeMs = 60'000;
    options.patience = {2, 1, 5};
    return options;
}

SyncReport Laptop::sync(const SyncRunner::Options &options)
{
    return SyncRunner(*m_runner, options).runNow();
}

QStringList Laptop::accounts()
{
    QStringList names;
    m_workspace->readNow([&](ReadSession &session) {
        const ConfigurationPtr configuration = m_runner->configuration();
        const ObjectTypePtr type = configuration->dictionary->find(u"account");
        const auto cursor =
            orDie(session.open({type, nullptr, {}, Query::Deleted::Exclude}, {type->indexOf(u"name")},
                               configuration->settings.context(m_clock.now(), {}, {})),
                  "accounts");
        QList<Record> chunk;
        do {
            orDie(cursor->next(chunk, 500), "accounts");
            for (const Record &record : std::as_const(chunk))
                names.append(record.value(u"name").text());
        } while (!chunk.isEmpty());
    });
    names.sort();
    return names;
}

int Laptop::waiting()
{
    int count = 0;
    m_workspace->readNow([&](ReadSession &session) {
        const auto entries = orDie(session.replica().outbox(0, -1), "outbox");
        for (const OutboxEntry &entry : entries)
            count += entry.state != OutboxEntry::State::Answered ? 1 : 0;
    });
    return count;
}

int Laptop::inbox()
{
    int count = 0;
    m_workspace->readNow(
        [&](ReadSession &session) { count = int(orDie(session.replica().inbox(), "inbox").size()); });
    return count;
}

}  // namespace dw::test
