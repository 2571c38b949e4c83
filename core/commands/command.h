// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandcontext.h"
#include "core/commands/commandresult.h"

#include <QJsonObject>
#include <QString>

#include <memory>

namespace dw
{

// One class per thing a user can do. `run` loads, asks access and rules, and fills the context's change set;
// it commits nothing itself: CommandRunner applies, audits and commits. Stateless: one object serves all
// calls.
class Command
{
public:
    virtual ~Command() = default;
    virtual QString name() const = 0;
    // An Error ends the command as failed (bad arguments: ErrorCode::Invalid); blockers among the context's
    // findings end it as refused.
    virtual Result<void> run(CommandContext &context, const QJsonObject &arguments) const = 0;
    // May be undone by change.undo.
    virtual bool isUndoable() const { return true; }
};

}  // namespace dw
