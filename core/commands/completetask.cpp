// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/completetask.h"

#include "core/commands/arguments.h"

namespace dw
{

Result<void> CompleteTask::run(CommandContext &context, const QJsonObject &arguments) const
{
    DW_ASSIGN(const QList<Id> ids, idListArgument(arguments, QStringLiteral("ids")));
    for (const Id &id : ids) {
        DW_ASSIGN(const Record stored, context.load(QStringLiteral("task"), id));
        Record done = stored;
        done.set(u"status", Value(QStringLiteral("done")));
        if (arguments.contains(QLatin1String("result_note")))
            done.set(u"result_note", Value(arguments.value(QLatin1String("result_note")).toString()));
        DW_TRY(context.save(stored, done));
    }
    return {};
}

}  // namespace dw
