// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/workspaceusers.h"

#include <algorithm>

namespace dw
{

namespace
{

bool concernsUsers(const CommitNotice &notice)
{
    const QString user = QStringLiteral("user");
    return notice.bulkObjects.contains(user) ||
           std::any_of(notice.entries.begin(), notice.entries.end(),
                       [&](const CommitNotice::Entry &entry) { return entry.object == user; });
}

}  // namespace

WorkspaceUsers::WorkspaceUsers(CommandRunner &runner) : m_runner(runner)
{
    // On the writer's thread, before the next job sees the commit.
    m_changes = QObject::connect(
        &runner, &CommandRunner::committed, &runner,
        [this](const CommitNotice &notice) {
            if (concernsUsers(notice))
                forget();
        },
        Qt::DirectConnection);
    m_configurations = QObject::connect(
        &runner, &CommandRunner::configurationChanged, &runner, [this] { forget(); }, Qt::DirectConnection);
}

WorkspaceUsers::~WorkspaceUsers()
{
    QObject::disconnect(m_changes);
    QObject::disconnect(m_configurations);
}

void WorkspaceUsers::forget()
{
    const std::lock_guard lock(m_mutex);
    m_known.clear();
    ++m_version;
}

ServerUser WorkspaceUsers::userOf(const Record &record) const
{
    ServerUser user;
    user.id = record.id();
    user.login = record.value(u"login").text();
    user.name = record.value(u"name").text();
    user.active = record.value(u"status").text() != QLatin1String("disabled") && !record.isDeleted();
    const ConfigurationPtr configuration = m_runner.configuration();
    const Actor actor{user.id, record.value(u"team_id").id(), user.login, user.name, {}, {}};
    // As long as nobody has a role everybody may do everything with records; not with other people's laptops.
    user.administrator =
        configuration->policy->isOpen()
            ? user.id == Id::named("user:owner")
            : configuration->policy
                  ->may(actor, Action::Configure, configuration->dictionary->object(u"role"), nullptr)
                  .allowed;
    return user;
}

Result<std::optional<ServerUser>> WorkspaceUsers::byLogin(const QString &login)
{
    const ObjectTypePtr users = m_runner.configuration()->dictionary->find(u"user");
    Result<QList<Record>> found = QList<Record>();
    m_runner.workspace().readNow([&](ReadSession &session) {
        found =
            session.findByValue(users, users->indexOf(u"login"), Value(login), ReadSession::Match::Exact, 1);
    });
    if (!found.ok())
        return found.error();
    if (found->isEmpty())
        return std::optional<ServerUser>();
    return std::optional(userOf(found->first()));
}

Result<std::optional<ServerUser>> WorkspaceUsers::byId(const Id &id)
{
    quint64 version = 0;
    {
        const std::lock_guard lock(m_mutex);
        if (const auto known = m_known.constFind(id); known != m_known.constEnd())
            return std::optional(*known);
        version = m_version;
    }
    const ObjectTypePtr users = m_runner.configuration()->dictionary->find(u"user");
    Result<Record> found = Record();
    m_runner.workspace().readNow([&](ReadSession &session) { found = session.find(users, id); });
    if (!found.ok())
        return found.error();
    if (!found->isValid())
        return std::optional<ServerUser>();
    const ServerUser user = userOf(*found);
    const std::lock_guard lock(m_mutex);
    if (version == m_version)
        m_known.insert(id, user);
    return std::optional(user);
}

}  // namespace dw
