// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/command.h"

namespace dw
{

// "bin.purge" {}: removes for good what was deleted 180 days ago (DESIGN 5), at most 5 000 records a run.
// What a record that stays names is kept, until that goes too. Answers purged: how many, and more: whether
// some that are due were left for the next run. The authority runs it (Housekeeping); it asks no right, since
// it does nothing that is not due.
class PurgeBin final : public Command
{
public:
    static constexpr int BinDays = 90;         // from the bin a record can be restored
    static constexpr int TombstoneDays = 180;  // then it is gone

    QString name() const override { return QStringLiteral("bin.purge"); }
    Result<void> run(CommandContext &context, const QJsonObject &arguments) const override;
    bool isUndoable() const override { return false; }
};

}  // namespace dw
