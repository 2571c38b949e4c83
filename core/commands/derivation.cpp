// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/derivation.h"

#include "core/base/recurrence.h"

#include <algorithm>

namespace dw
{

namespace
{

void setDefaults(Record &record)
{
    for (int i = 0; i < record.type().fieldCount(); ++i) {
        const Field &field = record.type().field(i);
        if (record.value(i).isNull() && !field.defaultValue.isNull())
            record.set(i, field.defaultValue);
    }
}

Result<void> ownerAndTeam(CommandContext &context, const Record &before, Record &after)
{
    if (!before.isValid() && after.value(u"owner_id").isNull() && after.value(u"pool_id").isNull())
        after.set(u"owner_id", Value(context.actor().user));
    if (before.isValid() && before.value(u"owner_id") == after.value(u"owner_id"))
        return {};
    if (after.type().key() == QLatin1String("user"))
        return {};
    DW_ASSIGN(const Record owner,
              context.related().record({QStringLiteral("user"), after.value(u"owner_id").id()}));
    if (owner.isValid())
        after.set(u"team_id", owner.value(u"team_id"));
    return {};
}

// A deal that says no stage starts in the first stage of the standard pipeline.
void firstStage(CommandContext &context, Record &after)
{
    const Rulebook &rulebook = *context.configuration().rulebook;
    const Pipeline *pipeline = nullptr;
    if (const Value &given = after.value(u"pipeline_id"); !given.isNull())
        pipeline = rulebook.pipeline(given.id());
    else if (const Pipeline *ofStage = rulebook.pipelineOfStage(after.value(u"stage_id").id()))
        pipeline = ofStage;
    else
        pipeline = rulebook.pipelineByCode(u"standard");
    if (!pipeline)
        return;
    after.set(u"pipeline_id", Value(pipeline->id));
    if (after.value(u"stage_id").isNull() && pipeline->first())
        after.set(u"stage_id", Value(pipeline->first()->id));
    // Required, and the stage knows it: before anything asks for it.
    const Stage *stage = pipeline->find(after.value(u"stage_id").id());
    if (stage && after.value(u"probability").isNull())
        after.set(u"probability", Value(stage->defaultProbability));
}

Result<void> accountOfActivity(CommandContext &context, Record &after)
{
    const RecordRef about = after.value(u"related").recordRef();
    if (about.id.isNull())
        return {};
    if (about.object == QLatin1String("account")) {
        after.set(u"account_id", Value(about.id));
        return {};
    }
    DW_ASSIGN(const Record target, context.related().record(about));
    if (target.isValid() && target.type().indexOf(u"account_id") >= 0)
        after.set(u"account_id", target.value(u"account_id"));
    return {};
}

Result<void> touch(CommandContext &context, const RecordRef &ref, Instant at)
{
    if (ref.id.isNull())
        return {};
    DW_ASSIGN(const Record stored, context.related().record(ref));
    if (!stored.isValid() || stored.type().indexOf(u"last_activity_at") < 0)
        return {};
    const Value &last = stored.value(u"last_activity_at");
    if (!last.isNull() && last.instant() >= at)
        return {};
    Record touched = stored;
    touched.set(u"last_activity_at", Value(at));
    touched.set(u"rev", Value(qint64(stored.value(u"rev").integer() + 1)));
    context.put(stored, touched);
    return {};
}

CommandContext::SaveOptions consequence()
{
    CommandContext::SaveOptions options;
    options.consequence = true;
    return options;
}

Result<void> followActivity(CommandContext &context, const Record &before, const Record &after)
{
    const Instant at = after.value(u"occurred_at").instant();
    DW_TRY(touch(context, after.value(u"related").recordRef(), at));
    DW_TRY(touch(context, {QStringLiteral("account"), after.value(u"account_id").id()}, at));
    for (const Id &contact : after.value(u"contact_ids").ids())
        DW_TRY(touch(context, {QStringLiteral("contact"), contact}, at));
    const bool asksForTask = !before.isValid() && !after.value(u"next_at").isNull();
    if (!asksForTask)
        return {};
    Record task(context.object(QStringLiteral("task")), context.newId());
    const QString step = after.value(u"next_step").text();
    task.set(u"subject", Value(step.isEmpty() ? after.value(u"subject").text() : step));
    task.set(u"kind", Value(QStringLiteral("todo")));
    task.set(u"related", after.value(u"related"));
    task.set(u"assignee_id", after.value(u"performer_id"));
    task.set(u"owner_id", after.value(u"performer_id"));
    task.set(u"due_at", after.value(u"next_at"));
    return context.save({}, task, consequence());
}

// A task that repeats goes on with the next one when it is done: the same task, open again, at its next time.
Result<void> followTask(CommandContext &context, const Record &before, const Record &after)
{
    const auto isDone = [](const Record &task) {
        return task.value(u"status").text() == QLatin1String("done");
    };
    const bool became = before.isValid() && !isDone(before) && isDone(after) && !after.isDeleted();
    if (!became || after.value(u"recurrence").isNull() || after.value(u"due_at").isNull())
        return {};
    // What an older version took for a rule is none, and holds nobody up.
    const Result<Recurrence> rule = Recurrence::parse(after.value(u"recurrence").text());
    if (!rule.ok())
        return {};
    const QTimeZone &zone = context.configuration().settings.zone.zone();
    const Instant due = after.value(u"due_at").instant();
    const auto step = rule->next(due.toQDateTime(zone), context.now().toQDateTime(zone));
    if (!step)
        return {};
    // One follows, however often the task is opened and done again, and on however many laptops. Was it taken
    // back meanwhile, another does.
    const ObjectTypePtr &type = after.typePointer();
    Id id = Id::named("task.next:" + after.id().toString().toLatin1());
    DW_ASSIGN(const Record known, context.session().find(type, id));
    if (known.isValid()) {
        if (!context.latest(known).isDeleted())
            return {};
        id = context.newId();
    }
    Record next(type, id);
    static const QStringList result{QStringLiteral("status"), QStringLiteral("result_note"),
                                    QStringLiteral("actual_value")};
    static const QStringList kept{QStringLiteral("owner_id"), QStringLiteral("tags"),
                                  QStringLiteral("is_demo")};
    for (int i = 0; i < type->fieldCount(); ++i) {
        const Field &field = type->field(i);
        const bool asked = !field.system && !field.isReadOnly() && field.unique == Uniqueness::None &&
                           !result.contains(field.key);
        if (asked || kept.contains(field.key))
            next.set(i, after.value(i));
    }
    const Instant at{step->at.toMSecsSinceEpoch()};
    next.set(u"due_at", Value(at));
    next.set(u"recurrence", Value(step->rule));
    if (const Value &remind = after.value(u"remind_at"); !remind.isNull())
        next.set(u"remind_at", Value(Instant{at.ms - (due.ms - remind.instant().ms)}));
    return context.save({}, next, consequence());
}

// The amount of a deal with lines is the sum of its lines (fields.json: amount_source).
Result<void> amountFromLines(CommandContext &context, const Id &deal)
{
    if (deal.isNull())
        return {};
    DW_ASSIGN(const Record stored, context.related().record({QStringLiteral("opportunity"), deal}));
    if (!stored.isValid())
        return {};
    DW_ASSIGN(const QList<Record> lines, context.related().children(stored, QStringLiteral("lines")));
    Record changed = stored;
    if (lines.isEmpty()) {
        changed.set(u"amount_source", Value(QStringLiteral("typed")));
    } else {
        Int128 sum = 0;
        for (const Record &line : lines)
            sum += line.value(u"amount").money().minor;
        const auto minor = toInt64(sum);
        if (!minor)
            return Error(ErrorCode::Limit, QStringLiteral("value.overflow"), {QStringLiteral("amount")});
        changed.set(u"amount", Value(Money{*minor, stored.currency()}));
        changed.set(u"amount_source", Value(QStringLiteral("lines")));
    }
    return context.save(stored, changed, consequence());
}

// A line that says no number comes last.
Result<void> lineNumber(CommandContext &context, Record &after)
{
    const Id deal = after.value(u"opportunity_id").id();
    if (!after.value(u"line_no").isNull() || deal.isNull())
        return {};
    DW_ASSIGN(const Record stored, context.related().record({QStringLiteral("opportunity"), deal}));
    if (!stored.isValid())
        return {};
    DW_ASSIGN(const QList<Record> lines, context.related().children(stored, QStringLiteral("lines")));
    qint64 last = 0;
    for (const Record &line : lines)
        last = std::max(last, line.value(u"line_no").integer());
    after.set(u"line_no", Value(last + 1));
    return {};
}

// Typed over, the amount would no longer be that of the lines.
void keepAmountOfLines(CommandContext &context, const Record &before, const Record &after)
{
    if (before.value(u"amount_source").text() != QLatin1String("lines") ||
        before.value(u"amount") == after.value(u"amount"))
        return;
    Finding finding;
    finding.key = QStringLiteral("deal.amount_of_lines");
    finding.arguments = {QStringLiteral("@field:opportunity.amount")};
    finding.record = after.ref();
    finding.field = QStringLiteral("amount");
    context.addFinding(finding);
}

}  // namespace

Result<void> deriveBeforeChecks(CommandContext &context, const Record &before, Record &after,
                                const CommandContext::SaveOptions &options)
{
    const QString &key = after.type().key();
    const bool creating = !before.isValid();
    if (creating)
        setDefaults(after);
    DW_TRY(ownerAndTeam(context, before, after));
    if (key == QLatin1String("opportunity")) {
        if (creating)
            firstStage(context, after);
        else if (!options.consequence)
            keepAmountOfLines(context, before, after);
        const bool pushed = !creating && !options.history && !before.value(u"expected_close").isNull() &&
                            !after.value(u"expected_close").isNull() &&
                            after.value(u"expected_close").date() > before.value(u"expected_close").date();
        if (pushed)
            after.set(u"close_push_count", Value(qint64(before.value(u"close_push_count").integer() + 1)));
    } else if (key == QLatin1String("activity")) {
        if (creating && after.value(u"performer_id").isNull())
            after.set(u"performer_id", Value(context.actor().user));
        if (creating && after.value(u"occurred_at").isNull())
            after.set(u"occurred_at", Value(context.now()));
        DW_TRY(accountOfActivity(context, after));
    } else if (key == QLatin1String("task")) {
        if (creating && after.value(u"assignee_id").isNull())
            after.set(u"assignee_id", after.value(u"owner_id"));
        const bool done = after.value(u"status").text() == QLatin1String("done");
        if (!done)
            after.set(u"done_at", Value());
        else if (after.value(u"done_at").isNull())
            after.set(u"done_at", Value(context.now()));
    } else if (key == QLatin1String("opportunity_line") && creating) {
        DW_TRY(lineNumber(context, after));
    } else if (key == QLatin1String("comment") && creating) {
        after.set(u"author_id", Value(context.actor().user));
    }
    return {};
}

Result<void> followLine(CommandContext &context, const Record &line)
{
    if (line.type().key() != QLatin1String("opportunity_line"))
        return {};
    return amountFromLines(context, line.value(u"opportunity_id").id());
}

Result<void> yieldPrimary(CommandContext &context, const Record &before, const Record &after)
{
    if (after.type().key() != QLatin1String("contact") || after.isDeleted())
        return {};
    const Value &primary = after.value(u"is_primary"), &account = after.value(u"account_id");
    const bool became =
        !before.isValid() || before.value(u"is_primary") != primary || before.value(u"account_id") != account;
    if (primary.isNull() || !primary.boolean() || account.isNull() || !became)
        return {};
    constexpr int MostContacts = 10000;
    DW_ASSIGN(const QList<Record> contacts,
              context.session().findByValue(after.typePointer(), after.type().indexOf(u"account_id"), account,
                                            ReadSession::Match::Exact, MostContacts));
    QList<Record> others = contacts;
    for (const RecordChange &change : context.changes().changes) {
        const bool seen = std::any_of(contacts.begin(), contacts.end(), [&](const Record &contact) {
            return contact.id() == change.after.id();
        });
        if (!seen && change.after.isValid() && change.after.type().key() == after.type().key())
            others.append(change.after);
    }
    for (const Record &contact : std::as_const(others)) {
        const Record other = context.latest(contact);
        const bool had = other.id() != after.id() && !other.isDeleted() &&
                         other.value(u"account_id") == account && !other.value(u"is_primary").isNull() &&
                         other.value(u"is_primary").boolean();
        if (!had)
            continue;
        Record yielded = other;
        yielded.set(u"is_primary", Value::boolean(false));
        DW_TRY(context.save(other, yielded, consequence()));
    }
    return {};
}

Result<void> deriveAfterSave(CommandContext &context, const Record &before, const Record &after)
{
    const QString &key = after.type().key();
    if (key == QLatin1String("activity") && !after.isDeleted())
        return followActivity(context, before, after);
    if (key == QLatin1String("task"))
        return followTask(context, before, after);
    if (key == QLatin1String("contact"))
        return yieldPrimary(context, before, after);
    if (key == QLatin1String("opportunity_line")) {
        DW_TRY(amountFromLines(context, after.value(u"opportunity_id").id()));
        const bool moved =
            before.isValid() && before.value(u"opportunity_id") != after.value(u"opportunity_id");
        if (moved)
            return amountFromLines(context, before.value(u"opportunity_id").id());
    }
    return {};
}

}  // namespace dw
