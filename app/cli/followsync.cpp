// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/followsync.h"

#include "app/cli/cliworkspace.h"
#include "core/base/signals.h"
#include "core/base/wording.h"
#include "core/sync/syncagent.h"

#include <QCoreApplication>
#include <QTimer>

#include <chrono>
#include <optional>
#include <utility>

namespace dw
{

namespace
{

const char *nameOf(SyncStatus::State state)
{
    switch (state) {
        case SyncStatus::State::Idle:
            return "in_step";
        case SyncStatus::State::Syncing:
            return "syncing";
        case SyncStatus::State::Offline:
            return "offline";
        case SyncStatus::State::SignInNeeded:
            return "sign_in_needed";
        case SyncStatus::State::Stopped:
            break;
    }
    return "stopped";
}

// What a person wants to know; how far a run is they do not.
QString lineOf(const SyncStatus &status)
{
    if (status.state == SyncStatus::State::Syncing)
        return {};
    const QStringList counts{QString::number(status.waiting), QString::number(status.inbox)};
    if (!status.error)
        return wording(QStringLiteral("cli.follow_in_step"), counts);
    return wording(QStringLiteral("cli.follow_not"),
                   QStringList{wording(status.error->key, status.error->arguments)} + counts);
}

class Follower
{
public:
    Follower(CliContext &context, const SyncAgent &agent) : m_context(context), m_agent(agent) {}

    std::optional<Error> ended;

    void say(const SyncStatus &status)
    {
        if (m_context.json) {
            sayJson(status);
        } else if (const QString line = lineOf(status); !line.isEmpty() && line != m_line) {
            m_line = line;
            m_context.out << line << '\n';
            m_context.out.flush();
        }
        const bool over =
            status.state == SyncStatus::State::SignInNeeded || status.state == SyncStatus::State::Stopped;
        if (over) {
            ended = status.error;
            QCoreApplication::quit();
        }
    }

private:
    void sayJson(const SyncStatus &status)
    {
        const QJsonObject now{
            {QStringLiteral("state"), QLatin1String(nameOf(status.state))},
            {QStringLiteral("since"), status.since.toIso()},
            {QStringLiteral("last_synced"), status.lastSynced.ms > 0 ? status.lastSynced.toIso() : QString()},
            {QStringLiteral("waiting"), status.waiting},
            {QStringLiteral("inbox"), status.inbox},
            {QStringLiteral("live"), m_agent.isLive()},
            {QStringLiteral("error"), status.error ? status.error->key : QString()}};
        if (now != std::exchange(m_said, now))
            m_context.answer(now);
    }

    CliContext &m_context;
    const SyncAgent &m_agent;
    QString m_line;
    QJsonObject m_said;
};

}  // namespace

ExitCode followSync(CliContext &context, int seconds)
{
    // Before any thread is made, so that all of them leave the signals to this one.
    Signals received;
    auto opened = CliWorkspace::open(context, Workspace::Access::ReadWrite);
    if (!opened.ok())
        return failWith(context, opened.error());
    if (!(*opened)->joined())
        return failWith(context,
                        Error(ErrorCode::NotFound, QStringLiteral("sync.not_enrolled"), {context.folder}));
    SyncAgent agent((*opened)->runner());
    Follower follower(context, agent);
    QObject::connect(&agent, &SyncAgent::statusChanged, &agent,
                     [&](const SyncStatus &status) { follower.say(status); });
    QObject::connect(&received, &Signals::terminate, &agent, &QCoreApplication::quit);
    QObject::connect(&received, &Signals::hangUp, &agent, &SyncAgent::syncNow);
    if (seconds > 0)
        QTimer::singleShot(std::chrono::seconds(seconds), &agent, &QCoreApplication::quit);
    agent.start();
    QCoreApplication::exec();
    agent.disconnect();
    agent.stop();
    return follower.ended ? failWith(context, *follower.ended) : ExitCode::Done;
}

}  // namespace dw
