// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/createrecord.h"

#include "core/commands/arguments.h"
#include "core/commands/freeid.h"
#include "core/commands/moveoptions.h"

namespace dw
{

Result<void> CreateRecord::run(CommandContext &context, const QJsonObject &arguments) const
{
    DW_TRY(onlyArguments(arguments, {QStringLiteral("object"), QStringLiteral("id"), QStringLiteral("set"),
                                     QStringLiteral("waive"), QStringLiteral("reason")}));
    DW_ASSIGN(const QString key, textArgument(arguments, QStringLiteral("object")));
    DW_ASSIGN(const QJsonObject set, setArgument(arguments));
    const ObjectTypePtr type = context.object(key);
    if (!type)
        return Error(ErrorCode::Invalid, QStringLiteral("command.unknown_object"), {key});
    Id id = context.newId();
    if (arguments.contains(QLatin1String("id"))) {
        DW_ASSIGN(id, idArgument(arguments, QStringLiteral("id")));
        if (id.isNull())
            return Error(ErrorCode::Invalid, QStringLiteral("command.bad_argument"), {QStringLiteral("id")});
        DW_ASSIGN(const Record existing, context.session().find(type, id));
        DW_ASSIGN(const bool visible, existing.isValid() ? context.isVisible(existing) : true);
        if (!visible)
            return Error(ErrorCode::Conflict, QStringLiteral("command.id_taken"), {key, id.toString()});
        if (existing.isValid()) {
            Record wanted = existing;
            DW_TRY(applyArguments(context, wanted, set, SystemFields::Refuse));
            if (wanted == existing)
                return {};
            return Error(ErrorCode::Conflict, QStringLiteral("command.id_taken"), {key, id.toString()});
        }
        DW_TRY(checkFreeId(context.session(), *context.configuration().dictionary, key, id));
    }
    Record record(type, id);
    DW_TRY(applyArguments(context, record, set, SystemFields::Refuse));
    return context.save({}, record, moveOptions(arguments));
}

}  // namespace dw
