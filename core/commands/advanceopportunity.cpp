// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/advanceopportunity.h"

#include "core/commands/arguments.h"
#include "core/commands/moveoptions.h"
#include "core/commands/seenvalues.h"

namespace dw
{

Result<void> AdvanceOpportunity::run(CommandContext &context, const QJsonObject &arguments) const
{
    DW_ASSIGN(const Id id, idArgument(arguments, QStringLiteral("id")));
    DW_ASSIGN(const QString to, textArgument(arguments, QStringLiteral("to")));
    DW_ASSIGN(const Record stored, context.load(QStringLiteral("opportunity"), id));
    const Rulebook &rulebook = *context.configuration().rulebook;
    const Pipeline *pipeline = rulebook.pipeline(stored.value(u"pipeline_id").id());
    const auto byId = Id::fromString(to);
    const Stage *stage = byId ? rulebook.stage(*byId) : nullptr;
    if (!stage && pipeline)
        stage = pipeline->find(QStringView(to));
    if (!stage)
        return Error(ErrorCode::Invalid, QStringLiteral("command.unknown_stage"), {to});
    Record wanted = stored;
    DW_TRY(applyArguments(context, wanted, arguments.value(QLatin1String("set")).toObject(),
                          SystemFields::Refuse));
    wanted.set(u"stage_id", Value(stage->id));
    const QJsonObject set = arguments.value(QLatin1String("set")).toObject();
    DW_TRY(checkSeen(context, stored, wanted, arguments.value(QLatin1String("base")).toObject(),
                     set.keys() + QStringList{QStringLiteral("stage_id")}));
    return context.save(stored, wanted, moveOptions(arguments));
}

}  // namespace dw
