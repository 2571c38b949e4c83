// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/command.h"

namespace dw
{

// picklist.add_value {object, field, label}: lengthens an open list by a value of the company, for whoever
// may configure the object. It stands in the field's record of field_definition, which mergeCustom adds to
// the dictionary; its key follows from the label, in both languages the same. Answers {"value": key}. A label
// that the list has already is refused ("picklist.value_known"), also one that is out of use.
class AddPicklistValue final : public Command
{
public:
    static constexpr int LongestLabel = 80;

    QString name() const override { return QStringLiteral("picklist.add_value"); }
    Result<void> run(CommandContext &context, const QJsonObject &arguments) const override;

    // Whether the policy lets this actor do it, for what offers it.
    static bool isOffered(const Configuration &configuration, const Actor &actor, const ObjectType &object,
                          const Field &field);
};

}  // namespace dw
