// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/logactivity.h"

#include "core/commands/arguments.h"
#include "core/commands/contactwarning.h"

namespace dw
{

Result<void> LogActivity::run(CommandContext &context, const QJsonObject &arguments) const
{
    Id id = context.newId();
    if (arguments.contains(QLatin1String("id"))) {
        DW_ASSIGN(id, idArgument(arguments, QStringLiteral("id")));
    }
    Record activity(context.object(QStringLiteral("activity")), id);
    DW_TRY(applyArguments(context, activity, arguments.value(QLatin1String("set")).toObject(),
                          SystemFields::Refuse));
    DW_TRY(context.save({}, activity));
    // Where it was logged before it was said.
    if (!context.isDecided())
        DW_TRY(warnOfContact(context, context.latest(activity)));
    if (!arguments.contains(QLatin1String("complete_task")))
        return {};
    DW_ASSIGN(const Id task, idArgument(arguments, QStringLiteral("complete_task")));
    DW_ASSIGN(const Record stored, context.load(QStringLiteral("task"), task));
    Record done = stored;
    done.set(u"status", Value(QStringLiteral("done")));
    return context.save(stored, done);
}

}  // namespace dw
