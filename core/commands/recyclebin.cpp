// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/recyclebin.h"

#include "core/commands/arguments.h"
#include "core/dictionary/ownedcollection.h"
#include "core/expression/checkedexpression.h"

namespace dw
{

namespace
{

bool holdsBack(const Collection &collection)
{
    return collection.object == QLatin1String("opportunity") &&
           (collection.by == QLatin1String("account_id") || collection.by == QLatin1String("stage_id") ||
            collection.by == QLatin1String("pipeline_id"));
}

Record marked(const CommandContext &context, const Record &record, const Value &deletedAt)
{
    Record after = record;
    after.set(u"deleted_at", deletedAt);
    after.set(u"updated_at", Value(context.now()));
    after.set(u"updated_by", Value(context.actor().user));
    after.set(u"rev", Value(qint64(record.value(u"rev").integer() + 1)));
    return after;
}

}  // namespace

Result<void> moveToBin(CommandContext &context, const Record &record)
{
    for (const Collection &collection : record.type().collections()) {
        if (!isOwned(collection) && !holdsBack(collection))
            continue;
        DW_ASSIGN(const QList<Record> children, context.related().children(record, collection.name));
        if (children.isEmpty())
            continue;
        if (holdsBack(collection)) {
            qsizetype seen = 0;
            for (const Record &child : children) {
                DW_ASSIGN(const bool visible, context.isVisible(child));
                seen += visible ? 1 : 0;
            }
            Finding finding;
            finding.key = seen > 0 ? QStringLiteral("command.has_children")
                                   : QStringLiteral("command.has_unseen_children");
            finding.arguments = {QLatin1String("@object:") + collection.object};
            if (seen > 0)
                finding.arguments.prepend(QString::number(seen));
            finding.record = record.ref();
            context.addFinding(finding);
            continue;
        }
        for (const Record &child : children) {
            if (!context.latest(child).isDeleted())
                DW_TRY(moveToBin(context, child));
        }
    }
    context.put(record, marked(context, record, Value(context.now())));
    return {};
}

Result<QList<Record>> deletedAlong(const ReadSession &session, const DictionaryPtr &dictionary,
                                   const Record &parent, const ObjectTypePtr &type, int field,
                                   const EvaluationContext &evaluation)
{
    const CheckScope scope{dictionary, type, evaluation.workspaceCurrency};
    const QString where =
        QStringLiteral("deleted_at = \"%1\"").arg(parent.value(u"deleted_at").instant().toIso());
    DW_ASSIGN(const Condition condition, CheckedExpression::condition(where, scope));
    QList<int> whole;
    for (int i = 0; i < type->fieldCount(); ++i) {
        if (type->field(i).isStored())
            whole.append(i);
    }
    DW_ASSIGN(const auto cursor,
              session.open({type, condition, {}, Query::Deleted::Only}, whole, evaluation));
    const bool any = type->field(field).type == FieldType::AnyReference;
    QList<Record> children, chunk;
    do {
        DW_TRY(cursor->next(chunk, 500));
        for (const Record &child : std::as_const(chunk)) {
            const Value &link = child.value(field);
            if (any ? link.recordRef() == parent.ref() : link.id() == parent.id())
                children.append(child);
        }
    } while (!chunk.isEmpty());
    return children;
}

Result<void> takeFromBin(CommandContext &context, const Record &record)
{
    context.put(record, marked(context, record, Value()));
    for (const Collection &collection : record.type().collections()) {
        if (!isOwned(collection))
            continue;
        const ObjectTypePtr type = context.object(collection.object);
        const Field *by = type->find(collection.by);
        if (!by)
            continue;
        DW_ASSIGN(const QList<Record> children,
                  deletedAlong(context.session(), context.configuration().dictionary, record, type,
                               type->indexOf(collection.by), context.evaluation()));
        for (const Record &child : children) {
            if (context.latest(child).isDeleted())
                DW_TRY(takeFromBin(context, child));
        }
    }
    return {};
}

Result<QList<Record>> recordsInArgument(CommandContext &context, const QJsonObject &arguments)
{
    DW_ASSIGN(const QString key, textArgument(arguments, QStringLiteral("object")));
    DW_ASSIGN(const QList<Id> ids, idListArgument(arguments, QStringLiteral("ids")));
    const ObjectTypePtr type = context.object(key);
    if (!type)
        return Error(ErrorCode::Invalid, QStringLiteral("command.unknown_object"), {key});
    QList<Record> records;
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
        records.append(record);
    }
    return records;
}

}  // namespace dw
