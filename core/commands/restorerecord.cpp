// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/restorerecord.h"

#include "core/commands/arguments.h"
#include "core/commands/derivation.h"
#include "core/commands/purgebin.h"
#include "core/commands/recyclebin.h"

namespace dw
{

Result<void> RestoreRecord::run(CommandContext &context, const QJsonObject &arguments) const
{
    DW_ASSIGN(const QString key, textArgument(arguments, QStringLiteral("object")));
    DW_ASSIGN(const QList<Id> ids, idListArgument(arguments, QStringLiteral("ids")));
    const ObjectTypePtr type = context.object(key);
    if (!type)
        return Error(ErrorCode::Invalid, QStringLiteral("command.unknown_object"), {key});
    for (const Id &id : ids) {
        DW_ASSIGN(const Record record, context.session().find(type, id));
        DW_TRY(context.require(Action::Read, *type, nullptr));
        DW_ASSIGN(const bool visible, record.isValid() ? context.isVisible(record) : false);
        const Error missing(ErrorCode::NotFound, QStringLiteral("command.record_missing"),
                            {key, id.toString()});
        if (!record.isValid())
            return missing;
        if (!visible)
            return context.refuse(record.ref(), QStringLiteral("access.record_hidden"), {}, missing);
        DW_TRY(context.require(Action::Delete, *type, &record));
        context.noteAsked(record, u"deleted_at");
        if (!record.isDeleted())
            continue;
        const qint64 age = context.now().ms - record.value(u"deleted_at").instant().ms;
        if (age > PurgeBin::BinDays * qint64(86400000))
            return Error(ErrorCode::Refused, QStringLiteral("command.bin_expired"),
                         {record.title(Language::English), QString::number(PurgeBin::BinDays)});
        DW_TRY(takeFromBin(context, record));
        DW_TRY(followLine(context, record));
    }
    return {};
}

}  // namespace dw
