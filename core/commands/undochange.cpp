// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/undochange.h"

#include "core/commands/arguments.h"
#include "core/commands/undojournal.h"
#include "core/records/valuejson.h"
#include "core/rules/computedfields.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace dw
{

namespace
{

// Fields that every save writes; an undo writes its own.
bool isBookkeeping(const QString &field)
{
    return field == QLatin1String("updated_at") || field == QLatin1String("updated_by") ||
           field == QLatin1String("rev");
}

void keepHint(CommandContext &context, const Record &record, const QString &field)
{
    Finding finding;
    finding.key = QStringLiteral("undo.kept");
    finding.severity = Finding::Severity::Hint;
    finding.arguments = {QLatin1String("@field:") + record.type().key() + QLatin1Char('.') + field};
    finding.record = record.ref();
    finding.field = field;
    context.addFinding(finding);
}

Record stamped(const CommandContext &context, const Record &stored, Record after)
{
    after.set(u"updated_at", Value(context.now()));
    after.set(u"updated_by", Value(context.actor().user));
    after.set(u"rev", Value(qint64(stored.value(u"rev").integer() + 1)));
    return after;
}

// The fields that the actor had set, as opposed to the engine; all of them where the journal does not say.
QStringList askedOf(const QJsonObject &change)
{
    if (!change.contains(QLatin1String("asked")))
        return change.value(QLatin1String("fields")).toObject().keys();
    QStringList keys;
    const QJsonArray asked = change.value(QLatin1String("asked")).toArray();
    for (const QJsonValue &key : asked)
        keys.append(key.toString());
    return keys;
}

// What the actor set themselves needs the right to set it still; what the engine set besides follows.
Result<void> mayUndo(const CommandContext &context, const Record &stored, const QJsonObject &change)
{
    const QStringList asked = askedOf(change);
    // What the engine had only touched is none of the actor's business, in sight or not.
    if (asked.isEmpty())
        return {};
    const FieldRights rights = context.fieldAccess().of(stored.type());
    for (const QString &key : asked) {
        const Field *field = stored.type().find(key);
        if (field && !field->isReadOnly() && !rights.mayEdit(field->key))
            return Error(ErrorCode::Forbidden, QStringLiteral("access.field_forbidden"),
                         {stored.type().key(), field->key});
    }
    DW_TRY(context.require(Action::Read, stored.type(), nullptr));
    DW_ASSIGN(const bool visible, context.isVisible(stored));
    if (visible)
        return {};
    return Error(ErrorCode::NotFound, QStringLiteral("command.record_missing"),
                 {stored.type().key(), stored.id().toString()});
}

Result<void> undoUpdate(CommandContext &context, const Record &stored, const QJsonObject &change)
{
    const QJsonObject fields = change.value(QLatin1String("fields")).toObject();
    const bool touchedOnly = askedOf(change).isEmpty();
    Record after = stored;
    bool changed = false;
    bool complete = true;
    for (auto field = fields.constBegin(); field != fields.constEnd(); ++field) {
        const int index = stored.type().indexOf(field.key());
        // A formula follows its inputs below, whichever of them go back.
        if (index < 0 || isBookkeeping(field.key()) || stored.type().field(index).isFormula())
            continue;
        const QJsonArray pair = field.value().toArray();
        DW_ASSIGN(const Value before,
                  valueFromJson(stored.type().field(index), pair.at(0), stored.currency()));
        DW_ASSIGN(const Value written,
                  valueFromJson(stored.type().field(index), pair.at(1), stored.currency()));
        if (stored.value(index) != written) {
            complete = false;
            if (context.fieldAccess().mayRead(stored.type(), field.key()).ok())
                keepHint(context, stored, field.key());
            continue;
        }
        after.set(index, before);
        changed = true;
    }
    if (!changed)
        return {};
    const bool stepsBack = fields.contains(QLatin1String("stage_id"));
    if (stepsBack && !complete)
        return Error(ErrorCode::Refused, QStringLiteral("command.undo_built_on"), {stored.type().key()});
    if (!touchedOnly)
        DW_TRY(context.require(Action::Edit, stored.type(), &stored));
    DW_TRY(recompute(*context.configuration().rulebook, after, context.related(), context.evaluation()));
    context.put(stored, stamped(context, stored, after));
    return {};
}

Result<void> undoCreate(CommandContext &context, const Record &stored)
{
    // Both lines of a stage history stay; the one of the undone move is marked.
    if (stored.type().key() == QLatin1String("stage_history")) {
        QJsonObject result = QJsonDocument::fromJson(stored.value(u"gate_result").text().toUtf8()).object();
        result.insert(QStringLiteral("undone"), true);
        Record after = stored;
        after.set(u"gate_result",
                  Value(QString::fromUtf8(QJsonDocument(result).toJson(QJsonDocument::Compact))));
        context.put(stored, stamped(context, stored, after));
        return {};
    }
    DW_TRY(context.require(Action::Delete, stored.type(), &stored));
    Record after = stored;
    after.set(u"deleted_at", Value(context.now()));
    context.put(stored, stamped(context, stored, after));
    return {};
}

}  // namespace

Result<void> UndoChange::run(CommandContext &context, const QJsonObject &arguments) const
{
    UndoJournal journal(context.session());
    UndoJournal::Entry entry;
    if (arguments.contains(QLatin1String("transaction"))) {
        DW_ASSIGN(const Id transaction, idArgument(arguments, QStringLiteral("transaction")));
        DW_ASSIGN(entry, journal.find(transaction));
        if (entry.user != context.actor().user)
            return Error(ErrorCode::Forbidden, QStringLiteral("command.undo_not_yours"));
    } else {
        DW_ASSIGN(entry, journal.last(context.actor().user));
    }
    const QJsonArray changes = entry.body.value(QLatin1String("changes")).toArray();
    for (auto line = changes.constEnd(); line != changes.constBegin();) {
        const QJsonObject change = (--line)->toObject();
        const ObjectTypePtr type = context.object(change.value(QLatin1String("object")).toString());
        const auto id = Id::fromString(change.value(QLatin1String("id")).toString());
        if (!type || !id)
            continue;
        DW_ASSIGN(const Record stored, context.session().find(type, *id));
        if (!stored.isValid())
            continue;
        DW_TRY(mayUndo(context, stored, change));
        const bool created = change.value(QLatin1String("kind")).toString() == QLatin1String("create");
        DW_TRY(created ? undoCreate(context, stored) : undoUpdate(context, stored, change));
    }
    context.data().insert(QStringLiteral("undone"), entry.command);
    return journal.forget(entry.transaction);
}

}  // namespace dw
