// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/command.h"

namespace dw
{

// import.rows {batch, history?, accept_incomplete?, rows: [{row, made: [id], records: [{object, id, new?,
// set}]}]}: rows of an import that ran elsewhere before (ImportRecords), by the same rights and rules. Each
// row stands or falls by itself: one that is refused leaves nothing behind and is told in the data,
// `refused`:
// [{row, error?: {code, key, args}, findings: [Finding]}]. Values are canonical JSON; what a row makes
// besides the batch's object (a customer that a deal names) has a name and no more.
class ImportRows final : public Command
{
public:
    QString name() const override { return QStringLiteral("import.rows"); }
    Result<void> run(CommandContext &context, const QJsonObject &arguments) const override;
    // The whole import is taken back, not a part of it.
    bool isUndoable() const override { return false; }
};

// import.note {batch, set}: the record of an import that ran elsewhere before, or what became of it.
class ImportNote final : public Command
{
public:
    QString name() const override { return QStringLiteral("import.note"); }
    Result<void> run(CommandContext &context, const QJsonObject &arguments) const override;
    bool isUndoable() const override { return false; }
};

// A finding as the data of a command tells it, and back.
QJsonObject findingToData(const Finding &finding);
Finding findingFromData(const QJsonObject &data);

}  // namespace dw
