// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/uniqueness.h"

#include <algorithm>

namespace dw
{

namespace
{

// Within the running command two records may claim the same value before either is stored.
const Record *rivalInChanges(const CommandContext &context, const Record &after, int field)
{
    for (const RecordChange &change : context.changes().changes) {
        const Record &other = change.after;
        const bool same = other.isValid() && !other.isDeleted() && other.type().key() == after.type().key() &&
                          other.id() != after.id() && other.value(field) == after.value(field);
        if (same)
            return &change.after;
    }
    return nullptr;
}

Result<void> report(CommandContext &context, const Record &after, const Field &field, const Record &rival)
{
    DW_ASSIGN(const bool visible, context.isVisible(rival));
    const int title = rival.type().titleIndex(Language::English);
    const bool named = visible && title >= 0 &&
                       context.fieldAccess().mayRead(rival.type(), rival.type().field(title).key).ok();
    Finding finding;
    finding.key = named ? QStringLiteral("value.not_unique") : QStringLiteral("value.not_unique_unseen");
    finding.arguments = {QLatin1String("@field:") + after.type().key() + QLatin1Char('.') + field.key};
    if (named)
        finding.arguments += {rival.title(Language::English), rival.id().toString()};
    finding.record = after.ref();
    finding.field = field.key;
    context.addFinding(finding);
    return {};
}

// What is unique inside its parent (fields.json: in_parent): no two live records of the object have all of
// `fields` equal. The first one is what the finding names, `by` finds the few that can be rivals. Records
// that broke a rule before it was kept stay as they are: only what changes is looked at. The order of stages
// is the rulebook's.
struct SiblingRule
{
    QString object;
    QStringList fields;
    QString by;
    // Who has it gives it up (yieldPrimary()); refused only for one that the actor may not see.
    bool yields = false;
};

const QList<SiblingRule> &siblingRules()
{
    const auto text = [](const char *key) { return QString::fromLatin1(key); };
    static const QList<SiblingRule> rules{
        {text("contact"), {text("is_primary"), text("account_id")}, text("account_id"), true},
        {text("opportunity_contact"), {text("contact_id"), text("opportunity_id")}, text("opportunity_id")},
        {text("opportunity_line"), {text("line_no"), text("opportunity_id")}, text("opportunity_id")},
        {text("price_list_entry"),
         {text("product_id"), text("min_qty"), text("price_list_id")},
         text("product_id")},
        {text("exchange_rate"), {text("date"), text("from_currency"), text("to_currency")}, text("date")},
        {text("stage_definition"), {text("key"), text("pipeline_id")}, text("pipeline_id")},
        {text("stage_definition"), {text("name_en"), text("pipeline_id")}, text("pipeline_id")},
        {text("stage_definition"), {text("name_zh"), text("pipeline_id")}, text("pipeline_id")},
        {text("field_definition"), {text("name"), text("object_name")}, text("name")},
        {text("team"), {text("name"), text("parent_id")}, text("name")},
        {text("territory"), {text("name"), text("parent_id")}, text("name")},
        {text("product_category"), {text("name"), text("parent_id")}, text("name")},
        {text("saved_view"), {text("name"), text("object_type"), text("owner_id")}, text("name")},
        {text("permission"), {text("object_type"), text("field_name"), text("role_id")}, text("role_id")},
        {text("record_share"), {text("grantee"), text("record_ref")}, text("record_ref")},
        {text("saved_report"), {text("name"), text("object_type"), text("owner_id")}, text("name")},
    };
    return rules;
}

Result<void> checkSiblings(CommandContext &context, const Record &before, const Record &after,
                           const SiblingRule &rule)
{
    constexpr int MostLooked = 10000;
    const ObjectType &type = after.type();
    const Value &named = after.value(rule.fields.first());
    // A box that is not ticked claims nothing.
    if (named.isNull() || after.value(rule.by).isNull() ||
        (named.kind() == Value::Kind::Boolean && !named.boolean()))
        return {};
    const bool changed = std::any_of(rule.fields.begin(), rule.fields.end(), [&](const QString &key) {
        return !before.isValid() || before.value(key) != after.value(key);
    });
    if (!changed)
        return {};
    const auto isRival = [&](const Record &other) {
        return other.isValid() && !other.isDeleted() && other.id() != after.id() &&
               other.type().key() == type.key() &&
               std::all_of(rule.fields.begin(), rule.fields.end(),
                           [&](const QString &key) { return other.value(key) == after.value(key); });
    };
    const Field &field = type.field(type.indexOf(rule.fields.first()));
    for (const RecordChange &change : context.changes().changes) {
        if (change.kind != RecordChange::Kind::Purge && isRival(change.after))
            return rule.yields ? Result<void>() : report(context, after, field, change.after);
    }
    DW_ASSIGN(const QList<Record> found,
              context.session().findByValue(after.typePointer(), type.indexOf(rule.by), after.value(rule.by),
                                            ReadSession::Match::Exact, MostLooked));
    for (const Record &other : found) {
        const Record latest = context.latest(other);
        if (!isRival(latest))
            continue;
        DW_ASSIGN(const bool yields, rule.yields ? context.isVisible(latest) : false);
        if (!yields)
            return report(context, after, field, latest);
    }
    return {};
}

}  // namespace

Result<void> checkUniqueness(CommandContext &context, const Record &before, const Record &after)
{
    for (int i = 0; i < after.type().fieldCount(); ++i) {
        const Field &field = after.type().field(i);
        const Value &value = after.value(i);
        const bool unchanged = before.isValid() && before.value(i) == value;
        if (field.unique != Uniqueness::Hard || field.type == FieldType::Uuid || value.isNull() || unchanged)
            continue;
        if (const Record *rival = rivalInChanges(context, after, i)) {
            DW_TRY(report(context, after, field, *rival));
            continue;
        }
        DW_ASSIGN(const QList<Record> holders,
                  context.session().findByValue(after.typePointer(), i, value, ReadSession::Match::Exact, 2));
        for (const Record &holder : holders) {
            if (holder.id() != after.id() && !context.latest(holder).isDeleted() &&
                context.latest(holder).value(i) == value) {
                DW_TRY(report(context, after, field, holder));
                break;
            }
        }
    }
    for (const SiblingRule &rule : siblingRules()) {
        if (rule.object == after.type().key())
            DW_TRY(checkSiblings(context, before, after, rule));
    }
    return {};
}

}  // namespace dw
