// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"
#include "core/service/userdirectory.h"

#include <QHash>

#include <mutex>

namespace dw
{

// The user records of a workspace that this process alone writes: kept in memory until one changes.
class WorkspaceUsers final : public UserDirectory
{
public:
    explicit WorkspaceUsers(CommandRunner &runner);
    ~WorkspaceUsers() override;

    Result<std::optional<ServerUser>> byLogin(const QString &login) override;
    Result<std::optional<ServerUser>> byId(const Id &id) override;

private:
    ServerUser userOf(const Record &record) const;
    void forget();

    CommandRunner &m_runner;
    QMetaObject::Connection m_changes;
    QMetaObject::Connection m_configurations;
    std::mutex m_mutex;
    QHash<Id, ServerUser> m_known;
    quint64 m_version = 0;
};

}  // namespace dw
