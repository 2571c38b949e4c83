// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/changetext.h"

#include "core/access/fieldmask.h"

#include <algorithm>

namespace dw::ui
{

namespace
{

constexpr int NamedFields = 6;

}  // namespace

TimelineEntry ChangeText::told(TimelineEntry entry) const
{
    if (entry.kind == TimelineEntry::Kind::StageMove && !entry.text.contains(QStringLiteral(" → "))) {
        entry.text = tr("Created in %1").arg(entry.text);
        return entry;
    }
    if (entry.kind != TimelineEntry::Kind::Change)
        return entry;
    const ObjectTypePtr type = m_context.configuration()->dictionary->find(entry.about.object);
    if (!type)
        return entry;
    const auto binned = std::find_if(entry.changes.begin(), entry.changes.end(), [](const auto &change) {
        return change.field == QLatin1String("deleted_at");
    });
    // A record never was without what it always needs.
    const bool fresh = std::any_of(entry.changes.begin(), entry.changes.end(), [&type](const auto &change) {
        const Field *field = type->find(change.field);
        return field != nullptr && field->required.kind == Requirement::Kind::Always &&
               change.before.isNull();
    });
    if (fresh && !entry.erased) {
        entry.title = tr("Created");
        entry.icon = QStringLiteral("plus");
        return entry;
    }
    if (binned != entry.changes.end()) {
        entry.title = binned->after.isNull() ? tr("Restored") : tr("Deleted");
        entry.icon = binned->after.isNull() ? QStringLiteral("rotate-ccw") : QStringLiteral("trash-2");
        return entry;
    }
    entry.title =
        entry.changes.size() == 1 ? tr("Changed a field") : tr("Changed %1 fields").arg(entry.changes.size());
    QStringList lines;
    for (const TimelineEntry::FieldChange &change : std::as_const(entry.changes)) {
        if (lines.size() == NamedFields) {
            lines.append(tr("and %1 more").arg(entry.changes.size() - NamedFields));
            break;
        }
        const Field *field = type->find(change.field);
        if (field == nullptr)
            continue;
        const auto side = [&](const Value &value) {
            // A secret value is shown one at a time, by its own button.
            const QString text = field->sensitivity == Sensitivity::Secret
                                     ? maskedText(*field, value)
                                     : m_text.withCurrency(*field, value, entry.titles);
            return text.isEmpty() ? QString(QChar(0x2013)) : text;
        };
        lines.append(
            entry.erased
                ? tr("%1: erased").arg(m_text.label(*field))
                : tr("%1: %2 → %3").arg(m_text.label(*field), side(change.before), side(change.after)));
    }
    entry.text = lines.join(QLatin1String("; "));
    return entry;
}

}  // namespace dw::ui
