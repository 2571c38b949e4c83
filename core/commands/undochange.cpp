// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/undochange.h"

#include "core/commands/accessrules.h"
#include "core/commands/arguments.h"
#include "core/commands/recyclebin.h"
#include "core/commands/undojournal.h"
#include "core/commands/uniqueness.h"
#include "core/dictionary/ownedcollection.h"
#include "core/records/valuejson.h"
#include "core/rules/computedfields.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <optional>

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

void keepHint(CommandContext &context, const Record &record)
{
    Finding finding;
    finding.key = QStringLiteral("undo.kept");
    finding.severity = Finding::Severity::Hint;
    finding.arguments = {record.title(Language::English)};
    finding.record = record.ref();
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
            return context.refuseField(stored.ref(), field->key);
    }
    DW_TRY(context.require(Action::Read, stored.type(), nullptr));
    DW_ASSIGN(const bool visible, context.isVisible(stored));
    if (visible)
        return {};
    return context.refuse(stored.ref(), QStringLiteral("access.record_hidden"), {},
                          Error(ErrorCode::NotFound, QStringLiteral("command.record_missing"),
                                {stored.type().key(), stored.id().toString()}));
}

// Whether somebody built on what `transaction` did to the record: a later change that is not taken back, or
// an export of its object.
Result<bool> isBuiltOn(CommandContext &context, const Record &stored, const Id &transaction)
{
    constexpr int Looked = 500;
    DW_ASSIGN(const QList<AuditRecord> lines, context.session().history(stored.ref(), Looked, 0));
    QJsonObject since;  // what the fields were right after the transaction
    qint64 sequence = 0;
    for (const AuditRecord &line : lines) {
        if (line.entry.transaction == transaction) {
            sequence = line.sequence;
            break;
        }
        if (RefusedAttempt::isOne(line))
            continue;
        if (line.erased)
            return true;
        for (auto value = line.entry.values.constBegin(); value != line.entry.values.constEnd(); ++value)
            since.insert(value.key(), value.value().toArray().at(0));
    }
    if (sequence == 0)
        return true;
    for (auto value = since.constBegin(); value != since.constEnd(); ++value) {
        if (stored.value(value.key()).toJson() != value.value())
            return true;
    }
    DW_ASSIGN(const QList<AuditRecord> trail, context.session().auditTrail(Looked, 0));
    return std::any_of(trail.begin(), trail.end(), [&](const AuditRecord &line) {
        return line.sequence > sequence && line.entry.command == QLatin1String("data.export") &&
               line.entry.record.object == stored.type().key() && !RefusedAttempt::isOne(line);
    });
}

Result<void> undoUpdate(CommandContext &context, const Record &stored, const QJsonObject &change)
{
    const QJsonObject fields = change.value(QLatin1String("fields")).toObject();
    const QStringList asked = askedOf(change);
    const Record current = context.latest(stored);
    Record after = current;
    bool changed = false;
    for (auto field = fields.constBegin(); field != fields.constEnd(); ++field) {
        const int index = stored.type().indexOf(field.key());
        if (index < 0 || isBookkeeping(field.key()))
            continue;
        // A formula follows its inputs below, whichever of them go back.
        const Field &shape = stored.type().field(index);
        if (shape.isFormula() || shape.computed != Computation::None)
            continue;
        const QJsonArray pair = field.value().toArray();
        DW_ASSIGN(const Value before, valueFromJson(shape, pair.at(0), stored.currency()));
        DW_ASSIGN(const Value written, valueFromJson(shape, pair.at(1), stored.currency()));
        if (current.value(index) != written) {
            // What the engine writes moves on by itself: no word about it.
            if (shape.required.kind != Requirement::Kind::System &&
                context.fieldAccess().mayRead(stored.type(), field.key()).ok())
                keepHint(context, stored, field.key());
            continue;
        }
        after.set(index, before);
        changed = true;
        if (asked.contains(field.key()))
            context.noteAsked(stored, field.key());
    }
    if (!changed)
        return {};
    if (!asked.isEmpty())
        DW_TRY(context.require(Action::Edit, stored.type(), &stored));
    if (!after.isDeleted()) {
        DW_TRY(checkUniqueness(context, current, after));
        DW_TRY(checkAccessRecord(context, current, after));
    }
    DW_TRY(recompute(*context.configuration().rulebook, after, context.related(), context.evaluation()));
    context.put(stored, stamped(context, stored, after));
    return {};
}

// Whether somebody but `user` worked on the record, or on what goes into the bin with it.
Result<bool> isOthers(const CommandContext &context, const Record &record, const Id &user)
{
    if (record.value(u"updated_by").id() != user)
        return true;
    for (const Collection &collection : record.type().collections()) {
        if (!isOwned(collection))
            continue;
        DW_ASSIGN(const QList<Record> children, context.related().children(record, collection.name));
        const bool foreign = std::any_of(children.begin(), children.end(), [&](const Record &child) {
            return child.value(u"updated_by").id() != user;
        });
        if (foreign)
            return true;
    }
    return false;
}

Result<void> undoCreate(CommandContext &context, const Record &stored, const Id &user)
{
    // Both lines of a stage history stay; the one of the undone move is marked.
    if (stored.type().key() == QLatin1String("stage_history")) {
        QJsonObject result = QJsonDocument::fromJson(stored.value(u"gate_result").text().toUtf8()).object();
        result.insert(QStringLiteral("undone"), true);
        Record after = context.latest(stored);
        after.set(u"gate_result",
                  Value(QString::fromUtf8(QJsonDocument(result).toJson(QJsonDocument::Compact))));
        context.put(stored, stamped(context, stored, after));
        return {};
    }
    if (context.latest(stored).isDeleted())
        return {};
    DW_ASSIGN(const bool others, isOthers(context, context.latest(stored), user));
    if (others) {
        keepHint(context, stored);
        return {};
    }
    DW_TRY(context.require(Action::Delete, stored.type(), &stored));
    context.noteAsked(stored, u"deleted_at");
    return moveToBin(context, context.latest(stored));
}

// A record of the transaction as it is now, and what was done to it.
struct Line
{
    Record stored;
    QJsonObject change;

    bool created() const { return change.value(QLatin1String("kind")).toString() == QLatin1String("create"); }
};

// What is to be undone, the last first; an error when the actor may not, when somebody built on it, or when
// all of it was purged meanwhile. Changes nothing.
Result<QList<Line>> linesOf(CommandContext &context, const UndoJournal::Entry &entry)
{
    QList<Line> lines;
    const QJsonArray changes = entry.body.value(QLatin1String("changes")).toArray();
    for (auto each = changes.constEnd(); each != changes.constBegin();) {
        const QJsonObject change = (--each)->toObject();
        const ObjectTypePtr type = context.object(change.value(QLatin1String("object")).toString());
        const auto id = Id::fromString(change.value(QLatin1String("id")).toString());
        if (!type || !id)
            continue;
        DW_ASSIGN(const Record stored, context.session().find(type, *id));
        if (!stored.isValid())
            continue;
        DW_TRY(mayUndo(context, stored, change));
        const Line line{stored, change};
        const QJsonValue stage =
            change.value(QLatin1String("fields")).toObject().value(QLatin1String("stage_id"));
        if (stage.isArray() && !line.created()) {
            // What others did elsewhere stands in no audit here.
            const bool movedOn = stored.value(u"stage_id").toJson() != stage.toArray().at(1);
            DW_ASSIGN(const bool builtOn, isBuiltOn(context, stored, entry.transaction));
            if (movedOn || builtOn)
                return Error(ErrorCode::Refused, QStringLiteral("command.undo_built_on"), {type->key()});
        }
        lines.append(line);
    }
    if (lines.isEmpty())
        return Error(ErrorCode::NotFound, QStringLiteral("command.undo_gone"));
    return lines;
}

// The newest of the actor's changes that can still be undone: one that somebody built on, or of which nothing
// is left, holds up none before it. Each that is passed over is said in a hint; when none is left, the first
// refusal is the answer.
Result<UndoJournal::Entry> lastPossible(CommandContext &context, const UndoJournal &journal)
{
    QSet<Id> passed;
    std::optional<Error> refusal;
    for (;;) {
        const Result<UndoJournal::Entry> entry = journal.last(context.actor().user, passed);
        if (!entry.ok())
            return refusal.value_or(entry.error());
        const Result<QList<Line>> lines = linesOf(context, *entry);
        if (lines.ok()) {
            for (qsizetype i = 0; i < passed.size(); ++i) {
                Finding finding;
                finding.key = QStringLiteral("undo.passed_over");
                finding.severity = Finding::Severity::Hint;
                context.addFinding(finding);
            }
            return *entry;
        }
        // What the actor may no longer do is refused as such: their rights are no reason to undo another.
        const QString &key = lines.error().key;
        if (key != QLatin1String("command.undo_built_on") && key != QLatin1String("command.undo_gone"))
            return lines.error();
        if (!refusal)
            refusal = lines.error();
        passed.insert(entry->transaction);
    }
}

}  // namespace

Result<void> UndoChange::run(CommandContext &context, const QJsonObject &arguments) const
{
    UndoJournal journal(context.session(), context.journal());
    UndoJournal::Entry entry;
    if (arguments.contains(QLatin1String("transaction"))) {
        DW_ASSIGN(const Id transaction, idArgument(arguments, QStringLiteral("transaction")));
        DW_ASSIGN(entry, journal.find(transaction));
        if (entry.user != context.actor().user)
            return Error(ErrorCode::Forbidden, QStringLiteral("command.undo_not_yours"));
    } else {
        DW_ASSIGN(entry, lastPossible(context, journal));
    }
    DW_ASSIGN(const QList<Line> lines, linesOf(context, entry));
    for (const Line &line : lines)
        DW_TRY(line.created() ? undoCreate(context, line.stored, entry.user)
                              : undoUpdate(context, line.stored, line.change));
    context.data().insert(QStringLiteral("undone"), entry.command);
    context.data().insert(QStringLiteral("of"), entry.transaction.toString());
    return journal.forget(entry.transaction);
}

}  // namespace dw
