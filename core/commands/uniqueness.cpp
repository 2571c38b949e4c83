// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/uniqueness.h"

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
    return {};
}

}  // namespace dw
