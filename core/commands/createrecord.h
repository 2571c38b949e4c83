// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/command.h"

namespace dw
{

// record.create {object, id?, set: {field: value}}. The id may be given by the caller so that a repeated
// request is the same request (B11): an id that exists already with equal values is applied without a change.
class CreateRecord final : public Command
{
public:
    QString name() const override { return QStringLiteral("record.create"); }
    Result<void> run(CommandContext &context, const QJsonObject &arguments) const override;
};

}  // namespace dw
