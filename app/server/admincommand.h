// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/servercommand.h"

namespace dw
{

// user, device, exports, reads, issues, history, policy, housekeep and stats: what core/service/serveradmin.h
// does, by the running server if there is one.
class AdminCommand final : public ServerCommand
{
public:
    enum class Kind { User, Device, Exports, Reads, Issues, History, Policy, Program, Housekeep, Stats };
    explicit AdminCommand(Kind kind) : m_kind(kind) {}

    QString name() const override;
    QString usage() const override;
    ServerExit run(const QStringList &arguments, ServerContext &context) const override;

private:
    const Kind m_kind;
};

}  // namespace dw
