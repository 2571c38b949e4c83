// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/command.h"

namespace dw
{

// "import.undo" {batch, portions?}: takes an import back, newest rows first. A record that the import made
// goes to the recycle bin, unless somebody changed it or built on it since; a value that it changed becomes
// what it was, where it is still the one written. What stays is told by hints ("undo.kept",
// "import.undo_kept"). `portions`: at most so many of the journal's portions (of 500 rows at most), so that a
// long undo leaves room for others; data.left counts the rest. Without it everything, in one transaction.
// ErrorCode::NotFound "import.undo_gone" if nothing is left to undo.
class UndoImport final : public Command
{
public:
    QString name() const override { return QStringLiteral("import.undo"); }
    Result<void> run(CommandContext &context, const QJsonObject &arguments) const override;
    bool isUndoable() const override { return false; }
};

}  // namespace dw
