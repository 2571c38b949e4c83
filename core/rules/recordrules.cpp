// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/recordrules.h"

#include "core/base/recurrence.h"

#include <algorithm>

namespace dw
{

namespace
{

bool differs(const Record &before, const Record &after, QStringView key)
{
    return before.isValid() ? before.value(key) != after.value(key) : !after.value(key).isNull();
}

Finding problem(const Record &record, QStringView field, const QString &key,
                Finding::Severity severity = Finding::Severity::Blocker)
{
    Finding finding;
    finding.key = key;
    finding.severity = severity;
    finding.field = field.toString();
    finding.arguments = {QLatin1String("@field:") + record.type().key() + QLatin1Char('.') + finding.field};
    finding.record = record.ref();
    return finding;
}

// Fields that say what stands above a record of the same object.
bool isUpward(const ObjectType &object, const Field &field)
{
    static const QStringList keys{QStringLiteral("parent_id"), QStringLiteral("parent_account_id"),
                                  QStringLiteral("manager_id"), QStringLiteral("reports_to_id")};
    return field.type == FieldType::Reference && field.target == object.key() && keys.contains(field.key);
}

Result<bool> standsAboveItself(const Record &record, const Field &field, const RelatedValues &related)
{
    QSet<Id> seen{record.id()};
    Id above = record.value(field.key).id();
    while (!above.isNull()) {
        if (seen.contains(above))
            return true;
        seen.insert(above);
        DW_ASSIGN(const Record next, related.record({record.type().key(), above}));
        if (!next.isValid())
            return false;
        above = next.value(field.key).id();
    }
    return false;
}

Result<void> checkCycles(const Record &before, const Record &after, const RelatedValues &related,
                         Findings &findings)
{
    // Nothing stands below a record that is only being made.
    if (!before.isValid())
        return {};
    for (int i = 0; i < after.type().fieldCount(); ++i) {
        const Field &field = after.type().field(i);
        if (!isUpward(after.type(), field) || after.value(i).isNull() || before.value(i) == after.value(i) ||
            after.value(i).id() == after.id())
            continue;
        DW_ASSIGN(const bool cycle, standsAboveItself(after, field, related));
        if (cycle)
            findings.append(problem(after, field.key, QStringLiteral("value.stands_above_itself")));
    }
    return {};
}

// How many stand one above the other at most (fields.json); 0 = as many as one likes.
int deepest(const ObjectType &object, const Field &field)
{
    if (object.key() == QLatin1String("account") && field.key == QLatin1String("parent_account_id"))
        return 10;
    return object.key() == QLatin1String("comment") && field.key == QLatin1String("parent_id") ? 3 : 0;
}

// How many levels stand below it, counted to `most`.
Result<int> levelsBelow(const Record &record, const Field &field, int most, const RelatedValues &related)
{
    const QList<Collection> &collections = record.type().collections();
    const auto below =
        std::find_if(collections.begin(), collections.end(), [&](const Collection &collection) {
            return collection.object == record.type().key() && collection.by == field.key;
        });
    if (below == collections.end())
        return 0;
    QList<Record> level{record};
    for (int levels = 0; levels < most; ++levels) {
        QList<Record> next;
        for (const Record &one : std::as_const(level)) {
            DW_ASSIGN(const QList<Record> children, related.children(one, below->name));
            next += children;
        }
        if (next.isEmpty())
            return levels;
        level = next;
    }
    return most;
}

Result<void> checkDepth(const Record &before, const Record &after, const RelatedValues &related,
                        Findings &findings)
{
    for (int i = 0; i < after.type().fieldCount(); ++i) {
        const Field &field = after.type().field(i);
        // By name last: most fields refer to nothing, and most that do are empty.
        if (field.type != FieldType::Reference || after.value(i).isNull())
            continue;
        const int most = deepest(after.type(), field);
        if (most == 0 || !differs(before, after, field.key))
            continue;
        int levels = 1;
        Id above = after.value(i).id();
        // One level more than may be is enough to know; a circle ends there as well.
        while (!above.isNull() && levels <= most) {
            ++levels;
            DW_ASSIGN(const Record next, related.record({after.type().key(), above}));
            above = next.isValid() ? next.value(field.key).id() : Id();
        }
        // Nothing stands below a record that is only being made.
        if (before.isValid() && levels <= most) {
            DW_ASSIGN(const int below, levelsBelow(after, field, most, related));
            levels += below;
        }
        if (levels <= most)
            continue;
        Finding finding = problem(after, field.key, QStringLiteral("value.too_deep"));
        finding.arguments.append(QString::number(most));
        findings.append(finding);
    }
    return {};
}

void checkRecurrence(const Record &before, const Record &after, Findings &findings)
{
    const Value &rule = after.value(u"recurrence");
    if (rule.isNull() || !differs(before, after, u"recurrence"))
        return;
    const Result<Recurrence> recurrence = Recurrence::parse(rule.text());
    if (recurrence.ok())
        return;
    Finding finding = problem(after, u"recurrence", recurrence.error().key);
    finding.arguments += recurrence.error().arguments;
    findings.append(finding);
}

Result<void> checkContacts(const Record &before, const Record &after, const RelatedValues &related,
                           Findings &findings)
{
    const bool moved = before.isValid() && differs(before, after, u"account_id");
    for (const QStringView key : {QStringView(u"primary_contact_id"), QStringView(u"decision_maker_id")}) {
        const Value &contact = after.value(key);
        if (contact.isNull() || (!moved && !differs(before, after, key)))
            continue;
        DW_ASSIGN(const bool own, isContactOfDeal(after, contact.id(), related));
        if (!own)
            findings.append(problem(after, key, QStringLiteral("value.contact_elsewhere")));
    }
    return {};
}

}  // namespace

Result<Findings> checkRecordRules(const Record &before, const Record &after, const RelatedValues &related,
                                  const EvaluationContext &context)
{
    Findings findings;
    const QString &object = after.type().key();
    if (object == QLatin1String("activity")) {
        const Value &at = after.value(u"occurred_at");
        if (!at.isNull() && differs(before, after, u"occurred_at") && !hasHappened(at.instant(), context.now))
            findings.append(problem(after, u"occurred_at", QStringLiteral("value.in_future")));
    } else if (object == QLatin1String("opportunity")) {
        DW_TRY(checkContacts(before, after, related, findings));
    } else if (object == QLatin1String("attachment")) {
        if (differs(before, after, u"file_name") && !isPlainFileName(after.value(u"file_name").text()))
            findings.append(problem(after, u"file_name", QStringLiteral("value.not_a_file_name")));
    } else if (object == QLatin1String("task")) {
        checkRecurrence(before, after, findings);
    }
    const qsizetype known = findings.size();
    DW_TRY(checkCycles(before, after, related, findings));
    if (findings.size() == known)
        DW_TRY(checkDepth(before, after, related, findings));
    return findings;
}

Findings adviceOnDeal(const Record &before, const Record &after, const EvaluationContext &context)
{
    if (after.type().key() != QLatin1String("opportunity") ||
        after.value(u"result").text() != QLatin1String("open"))
        return {};
    Findings findings;
    const bool moved = !before.isValid() || before.value(u"stage_id") != after.value(u"stage_id");
    const auto touched = [&](QStringView key) { return moved || differs(before, after, key); };
    const auto warn = [&](QStringView field, const QString &key) {
        findings.append(problem(after, field, key, Finding::Severity::Warning));
    };
    for (const QStringView key : {QStringView(u"next_step"), QStringView(u"next_step_at")}) {
        if (touched(key) && after.value(key).isNull())
            warn(key, QStringLiteral("deal.next_step_missing"));
    }
    const Value &next = after.value(u"next_step_at");
    if (touched(u"next_step_at") && !next.isNull() && next.instant() < context.now)
        warn(u"next_step_at", QStringLiteral("deal.date_past"));
    const Value &close = after.value(u"expected_close");
    if (touched(u"expected_close") && !close.isNull() && close.date() < context.zone.dateOf(context.now))
        warn(u"expected_close", QStringLiteral("deal.date_past"));
    return findings;
}

bool hasHappened(Instant at, Instant now)
{
    constexpr qint64 toleranceMs = 5 * 60 * 1000;
    return at.ms <= now.ms + toleranceMs;
}

Result<bool> isContactOfDeal(const Record &deal, const Id &contact, const RelatedValues &related)
{
    DW_ASSIGN(const Record person, related.record({QStringLiteral("contact"), contact}));
    if (!person.isValid())
        return false;
    const Value &customer = deal.value(u"account_id");
    const Value &own = person.value(u"account_id");
    if (own.isNull() || own == customer || person.value(u"other_accounts").ids().contains(customer.id()))
        return true;
    DW_ASSIGN(const QList<Record> roles, related.children(deal, QStringLiteral("contacts")));
    return std::any_of(roles.begin(), roles.end(),
                       [&](const Record &role) { return role.value(u"contact_id").id() == contact; });
}

bool isPlainFileName(const QString &name)
{
    const bool dots = name == QLatin1String(".") || name == QLatin1String("..");
    return !dots && !name.contains(QLatin1Char('/')) && !name.contains(QLatin1Char('\\')) &&
           std::none_of(name.begin(), name.end(),
                        [](QChar c) { return c.category() == QChar::Other_Control; });
}

}  // namespace dw
