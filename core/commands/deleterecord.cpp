// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/deleterecord.h"

#include "core/commands/arguments.h"
#include "core/commands/derivation.h"
#include "core/commands/recyclebin.h"

namespace dw
{

Result<void> DeleteRecord::run(CommandContext &context, const QJsonObject &arguments) const
{
    DW_ASSIGN(const QString key, textArgument(arguments, QStringLiteral("object")));
    DW_ASSIGN(const QList<Id> ids, idListArgument(arguments, QStringLiteral("ids")));
    for (const Id &id : ids) {
        DW_ASSIGN(const Record record, context.load(key, id));
        DW_TRY(context.require(Action::Delete, record.type(), &record));
        context.noteAsked(record, u"deleted_at");
        DW_TRY(moveToBin(context, record));
        DW_TRY(followLine(context, record));
    }
    return {};
}

}  // namespace dw
