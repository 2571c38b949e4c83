// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/explanation.h"
#include "core/base/ticket.h"
#include "core/commands/configuration.h"
#include "core/store/session.h"

#include <QObject>

#include <functional>

namespace dw
{

class CommandRunner;

// Why can, or cannot, `user` do this with a record (A23)?
struct AccessQuestion
{
    Id user;
    RecordRef record;
    Action action = Action::Read;  // one of Explanation::actions()
    QString field;                 // may be empty
};

// The rules one by one as they are now, the conclusion last. For who may configure, since it tells of records
// that they may not see themselves: Forbidden "access.action_forbidden" for others. NotFound
// "command.record_missing".
Result<QList<AccessReason>> explainAccess(const ReadSession &session, const Configuration &configuration,
                                          const Clock &clock, const Actor &actor,
                                          const AccessQuestion &question);

// The same on a reader thread; `done` comes back where `receiver` lives, unless it is gone.
Ticket explainAccess(CommandRunner &runner, const Actor &actor, const AccessQuestion &question,
                     QObject *receiver, std::function<void(const Result<QList<AccessReason>> &)> done);

}  // namespace dw
