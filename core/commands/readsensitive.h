// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/sensitiveread.h"
#include "core/commands/command.h"

namespace dw
{

// "data.read_sensitive" {object, id?, fields: [..], records?, where?, quick?, way}: writes into the audit
// that the actor is about to be shown these values in clear (SensitiveRead). The line's record is the object
// as a whole, so that it is for administrators and for whoever read, not for everybody who sees the record.
// What a line of the last half hour tells already needs none: nothing is written then. Whoever is about to
// show something runs it first, and shows nothing unless it is applied. On a server it is written as it was,
// also when the right has been taken since: it was read.
class ReadSensitive final : public Command
{
public:
    QString name() const override { return SensitiveRead::commandName(); }
    Result<void> run(CommandContext &context, const QJsonObject &arguments) const override;
    bool isUndoable() const override { return false; }
};

}  // namespace dw
