// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/bulkupdate.h"

#include "core/access/filteraccess.h"
#include "core/access/maskedfield.h"
#include "core/commands/arguments.h"
#include "core/commands/moveoptions.h"
#include "core/commands/seenvalues.h"
#include "core/store/masktexts.h"

namespace dw
{

namespace
{

constexpr qsizetype MaximumRecords = 10000;

Result<QList<Id>> matching(CommandContext &context, const ObjectTypePtr &type, const QString &where)
{
    const CheckScope scope{context.configuration().dictionary, type,
                           context.configuration().settings.currency};
    DW_ASSIGN(const Condition typed, CheckedExpression::condition(where, scope));
    DW_TRY(context.require(Action::Read, *type, nullptr));
    const Configuration &configuration = context.configuration();
    DW_ASSIGN(const Condition asked, FilterAccess(*configuration.policy, context.actor(),
                                                  configuration.dictionary, configuration.settings.currency)
                                         .filter(typed));
    DW_ASSIGN(const bool elsewhere, MaskTexts::areInPlaceOfValues(context.session()));
    if (elsewhere) {
        if (const auto masked = MaskedField::in(*typed, context.fieldAccess()))
            return masked->elsewhere();
    }
    const Condition readable = configuration.policy->readable(context.actor(), type);
    DW_ASSIGN(const auto cursor, context.session().open({type, CheckedExpression::both(asked, readable), {}},
                                                        {}, context.evaluation()));
    QList<Id> ids;
    QList<Record> chunk;
    do {
        DW_TRY(cursor->next(chunk, 500));
        for (const Record &record : std::as_const(chunk))
            ids.append(record.id());
        if (ids.size() > MaximumRecords)
            break;
    } while (!chunk.isEmpty());
    return ids;
}

}  // namespace

Result<void> BulkUpdate::run(CommandContext &context, const QJsonObject &arguments) const
{
    DW_ASSIGN(const QString key, textArgument(arguments, QStringLiteral("object")));
    const ObjectTypePtr type = context.object(key);
    if (!type)
        return Error(ErrorCode::Invalid, QStringLiteral("command.unknown_object"), {key});
    DW_TRY(context.require(Action::BulkEdit, *type, nullptr));
    QList<Id> ids;
    if (arguments.contains(QLatin1String("where"))) {
        DW_ASSIGN(const QString where, textArgument(arguments, QStringLiteral("where")));
        DW_ASSIGN(ids, matching(context, type, where));
    } else {
        DW_ASSIGN(ids, idListArgument(arguments, QStringLiteral("ids")));
    }
    if (ids.size() > MaximumRecords)
        return Error(ErrorCode::Limit, QStringLiteral("command.too_many_records"),
                     {QString::number(MaximumRecords)});
    const QJsonObject set = arguments.value(QLatin1String("set")).toObject();
    const QJsonObject base = arguments.value(QLatin1String("base")).toObject();
    const CommandContext::SaveOptions options = moveOptions(arguments);
    qint64 changed = 0;
    for (const Id &id : std::as_const(ids)) {
        DW_ASSIGN(const Record stored, context.load(key, id));
        Record wanted = stored;
        DW_TRY(applyArguments(context, wanted, set, SystemFields::Refuse));
        if (wanted == stored)
            continue;
        DW_TRY(checkSeen(context, stored, wanted, base.value(id.toString()).toObject(), set.keys()));
        ++changed;
        DW_TRY(context.save(stored, wanted, options));
    }
    context.data().insert(QStringLiteral("changed"), changed);
    context.data().insert(QStringLiteral("unchanged"), qint64(ids.size()) - changed);
    return {};
}

}  // namespace dw
