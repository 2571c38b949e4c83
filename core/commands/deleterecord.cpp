// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/deleterecord.h"

#include "core/commands/arguments.h"
#include "core/commands/derivation.h"
#include "core/commands/recyclebin.h"

#include <algorithm>

namespace dw
{

namespace
{

// Written by the engine alone, as the stage history: nothing of it is anybody's to delete.
bool isRecordOfEvents(const ObjectType &type)
{
    return std::none_of(type.fields().begin(), type.fields().end(),
                        [](const Field &field) { return !field.system && !field.isReadOnly(); });
}

void refuse(CommandContext &context, const Record &record, const QString &key, const QStringList &arguments)
{
    Finding finding;
    finding.key = key;
    finding.arguments = arguments;
    finding.record = record.ref();
    context.addFinding(finding);
}

// What of `type` names the person or team as its owner or cannot be without them.
Result<bool> needs(CommandContext &context, const ObjectTypePtr &type, const Record &record)
{
    for (int i = 0; i < type->fieldCount(); ++i) {
        const Field &field = type->field(i);
        const bool holds = field.required.kind == Requirement::Kind::Always ||
                           field.key == QLatin1String("owner_id") || field.key == QLatin1String("team_id");
        if (field.type != FieldType::Reference || field.target != record.type().key() || !holds)
            continue;
        DW_ASSIGN(const QList<Record> found,
                  context.session().findByValue(type, i, Value(record.id()), ReadSession::Match::Exact, 2));
        for (const Record &one : found) {
            if (one.ref() != record.ref() && !context.latest(one).isDeleted())
                return true;
        }
    }
    return false;
}

// People and teams that records belong to are handed over or disabled, not deleted.
Result<void> checkPeople(CommandContext &context, const Record &record)
{
    const QString &object = record.type().key();
    if (object != QLatin1String("user") && object != QLatin1String("team"))
        return {};
    if (record.id() == context.actor().user || record.id() == Id::named("user:owner")) {
        refuse(context, record, QStringLiteral("command.own_user"), {record.title(Language::English)});
        return {};
    }
    for (const ObjectTypePtr &type : context.configuration().dictionary->objects()) {
        DW_ASSIGN(const bool needed, needs(context, type, record));
        if (needed)
            refuse(context, record, QStringLiteral("command.in_use"),
                   {record.title(Language::English), QLatin1String("@object:") + type->key()});
    }
    return {};
}

}  // namespace

Result<void> DeleteRecord::run(CommandContext &context, const QJsonObject &arguments) const
{
    DW_ASSIGN(const QString key, textArgument(arguments, QStringLiteral("object")));
    DW_ASSIGN(const QList<Id> ids, idListArgument(arguments, QStringLiteral("ids")));
    for (const Id &id : ids) {
        DW_ASSIGN(const Record record, context.load(key, id));
        DW_TRY(context.require(Action::Delete, record.type(), &record));
        if (isRecordOfEvents(record.type()))
            return Error(ErrorCode::Refused, QStringLiteral("command.not_deletable"), {key});
        DW_TRY(checkPeople(context, record));
        context.noteAsked(record, u"deleted_at");
        DW_TRY(moveToBin(context, record));
        DW_TRY(followLine(context, record));
    }
    return {};
}

}  // namespace dw
