// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/adminwork.h"

#include "app/server/adminline.h"

namespace dw
{

Result<QJsonObject> performAdmin(const QString &command, const QJsonObject &arguments,
                                 const ServerContext &context)
{
    if (auto answer = AdminLine::ask(context.folder.adminSocket(), command, arguments))
        return std::move(*answer);
    const auto access =
        ServerAdmin::writesWorkspace(command) ? Workspace::Access::ReadWrite : Workspace::Access::ReadOnly;
    DW_ASSIGN(const auto accounts, context.folder.openAccounts());
    DW_ASSIGN(const ServerFolder::Opened opened,
              context.folder.openWorkspace(access, context.clock, context.ids));
    const PasswordHasher hasher;
    DW_ASSIGN(const auto uploads, context.folder.openUploads());
    ServerHousekeeping housekeeping(*opened.runner, *accounts, *uploads, context.clock);
    ServerAdmin admin(*opened.runner, *accounts, hasher, context.clock);
    admin.setHousekeeping(&housekeeping);
    return admin.perform(command, arguments);
}

}  // namespace dw
