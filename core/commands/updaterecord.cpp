// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/updaterecord.h"

#include "core/commands/arguments.h"
#include "core/commands/moveoptions.h"
#include "core/commands/seenvalues.h"

namespace dw
{

Result<void> UpdateRecord::run(CommandContext &context, const QJsonObject &arguments) const
{
    DW_TRY(onlyArguments(arguments,
                         {QStringLiteral("object"), QStringLiteral("id"), QStringLiteral("set"),
                          QStringLiteral("base"), QStringLiteral("waive"), QStringLiteral("reason")}));
    DW_ASSIGN(const QString key, textArgument(arguments, QStringLiteral("object")));
    DW_ASSIGN(const Id id, idArgument(arguments, QStringLiteral("id")));
    DW_ASSIGN(const Record stored, context.load(key, id));
    DW_ASSIGN(const QJsonObject set, setArgument(arguments));
    Record wanted = stored;
    DW_TRY(applyArguments(context, wanted, set, SystemFields::Refuse));
    DW_TRY(checkSeen(context, stored, wanted, arguments.value(QLatin1String("base")).toObject(), set.keys()));
    return context.save(stored, wanted, moveOptions(arguments));
}

}  // namespace dw
