// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/command.h"

namespace dw
{

// "data.export" {object, report?, view?, where?, quick?, fields: [..], rows, file, sha256?}: asks whether the
// actor may export the object and writes who took what into the audit (DESIGN 7). The line's record is the
// object as a whole. More rows than the actor may take at once, or columns with personal or secret values in
// clear, need Action::ExportLarge besides: Forbidden "access.export_large" {object, rows}. Exporter runs it
// before the file appears. `sha256` is that of the file's bytes, 64 small hexadecimal digits, by which audit
// finds the line again (ExportSearch); Invalid "command.bad_argument" for any other.
class RecordExport final : public Command
{
public:
    QString name() const override { return QStringLiteral("data.export"); }
    Result<void> run(CommandContext &context, const QJsonObject &arguments) const override;
    bool isUndoable() const override { return false; }
};

}  // namespace dw
