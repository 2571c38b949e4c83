// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/command.h"

namespace dw
{

// record.purge {object, ids: [..]}. Removes records for good that are in the recycle bin, with what belongs
// to them alone. It asks for the right to delete them and for that of configuration, since it erases what the
// audit kept of their values and nobody brings it back. All or nothing: what a record names that stays is a
// blocker ("command.still_named"), what is not deleted Refused "command.not_in_bin". Answers purged: how
// many. Not in a workspace that is shared with a server: what is gone there the server says (bin.purge).
class PurgeRecord final : public Command
{
public:
    QString name() const override { return QStringLiteral("record.purge"); }
    Result<void> run(CommandContext &context, const QJsonObject &arguments) const override;
    bool isUndoable() const override { return false; }
};

}  // namespace dw
