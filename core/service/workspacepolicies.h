// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/configuration.h"
#include "core/store/accountstore.h"
#include "core/store/session.h"
#include "core/sync/laptoppolicy.h"

#include <QJsonArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace dw
{

// What an administrator decides about a server's workspace and its laptops, for all or for a role by its
// code. Of several roles of a user the largest value holds. Thread-safe; blocks.
//   revoked_input_days  0 to 30: how long a laptop keeps what was typed about records that were taken away
//   lease_days          1 to 90: how long a laptop works without hearing from the server, where its user has
//   no
//                       role; else the smallest offline_days of the user's roles counts
//   fetch_kib           files of attachments up to this size come to laptops by themselves   (of a role, too)
//   laptop_files_mib    how much of files a laptop keeps                                     (of a role, too)
//   server_files_mib    how much of files the server keeps; 0: as much as there is room for
class WorkspacePolicies
{
public:
    explicit WorkspacePolicies(AccountStore &accounts) : m_accounts(accounts) {}

    // Of all roles with an empty `role`. Invalid "server.unknown_policy" (name), "server.policy_for_all"
    // (name), "cli.bad_value" (value, name). Nothing takes the value back.
    Result<void> set(const QString &name, const QString &role, std::optional<qint64> value);
    // [{name, role, value, set}]: what holds for all, then what was set for the roles.
    Result<QJsonArray> list(const QStringList &roles);

    Result<LaptopPolicy> of(const ReadSession &session, const Configuration &configuration, const Id &user);
    Result<qint64> serverFileBytes();  // 0: no limit

private:
    Result<std::optional<qint64>> stored(const QString &name, const QString &role);
    Result<qint64> value(const QString &name, const QStringList &roles);

    AccountStore &m_accounts;
};

}  // namespace dw
