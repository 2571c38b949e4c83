// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/commands/commandworld.h"

namespace dw::test
{

CommandWorld::CommandWorld(std::shared_ptr<const Policy> policy)
    : m_world(QStringLiteral("CNY"), std::move(policy))
{
    account = create("account", {{QStringLiteral("name"), QStringLiteral("Acme")}});
}

CommandResult CommandWorld::run(const char *command, const QJsonObject &arguments)
{
    return m_world.runner->runNow({QString::fromLatin1(command), arguments}, m_world.actor);
}

Id CommandWorld::done(const char *command, const QJsonObject &arguments)
{
    const CommandResult result = run(command, arguments);
    if (result.status != CommandResult::Status::Applied)
        qFatal("%s: %s", command, qPrintable(textOf(result)));
    return result.ids.value(0);
}

Id CommandWorld::create(const char *object, const QJsonObject &set)
{
    return done("record.create",
                {{QStringLiteral("object"), QString::fromLatin1(object)}, {QStringLiteral("set"), set}});
}

CommandResult CommandWorld::update(const char *object, const Id &id, const QJsonObject &set,
                                   const QJsonObject &base)
{
    QJsonObject arguments{{QStringLiteral("object"), QString::fromLatin1(object)},
                          {QStringLiteral("id"), id.toString()},
                          {QStringLiteral("set"), set}};
    if (!base.isEmpty())
        arguments.insert(QStringLiteral("base"), base);
    return run("record.update", arguments);
}

Id CommandWorld::deal(const QString &name)
{
    return create("opportunity",
                  {{QStringLiteral("name"), name},
                   {QStringLiteral("account_id"), account.toString()},
                   {QStringLiteral("amount"), QStringLiteral("5000")},
                   {QStringLiteral("expected_close"), QStringLiteral("2027-01-15")},
                   {QStringLiteral("next_step"), QStringLiteral("Call")},
                   {QStringLiteral("next_step_at"), QStringLiteral("2026-11-25T02:00:00.000Z")}});
}

Record CommandWorld::stored(const char *object, const Id &id)
{
    Record found;
    m_world.workspace->readNow([&](ReadSession &session) {
        const auto read =
            session.find(m_world.runner->configuration()->dictionary->find(QString::fromLatin1(object)), id);
        if (read.ok())
            found = *read;
    });
    return found;
}

qint64 CommandWorld::auditLines()
{
    qint64 lines = -1;
    m_world.workspace->readNow([&](ReadSession &session) {
        if (const auto read = session.auditTrail(100000, 0); read.ok())
            lines = read->size();
    });
    return lines;
}

QString CommandWorld::textOf(const CommandResult &result)
{
    QString all = errorText(result.error);
    for (const Finding &finding : result.findings)
        all += QLatin1Char('\n') + finding.key + QLatin1Char(' ') + finding.item + QLatin1Char(' ') +
               finding.arguments.join(QLatin1Char('|'));
    return all;
}

}  // namespace dw::test
