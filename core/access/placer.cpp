// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/placer.h"

#include "core/records/recordsource.h"

#include <algorithm>
#include <utility>

namespace dw
{

Placer::Placer(const AccessModel &model, ScopeTagsPtr tags, const RelatedValues &related,
               EvaluationContext context)
    : m_model(model), m_tags(std::move(tags)), m_related(related), m_context(std::move(context))
{}

Result<Placement> Placer::of(const Record &record)
{
    Placement placement;
    const int index = m_tags->indexOf(record.type().key());
    if (index < 0)
        return placement;
    const ObjectTags &table = m_tags->objects()[index];
    DW_ASSIGN(const quint64 possible, fulfilled(table, record));
    quint64 direct = table.direct(-1);
    for (int filter = 0; filter < table.filters.size(); ++filter) {
        const quint64 tag = table.direct(filter) & possible;
        if (table.filters[filter].teamOf < 0)
            direct |= tag;
        else if (tag != 0)
            DW_TRY(addTeam(placement, record.value(table.filters[filter].teamOf), tag));
    }
    placement.add(ScopeKey::all(), direct);
    DW_TRY(addOwn(placement, table, record, direct));
    if (m_model.isShared(record.ref()))
        placement.add(ScopeKey::record(record.id()), table.direct(-1));
    DW_TRY(addParents(placement, table, record, possible));
    return placement;
}

// All tags whose own condition the record fulfils.
Result<quint64> Placer::fulfilled(const ObjectTags &table, const Record &record) const
{
    quint64 tags = table.withFilter(-1);
    for (int filter = 0; filter < table.filters.size(); ++filter) {
        const auto value =
            evaluate(*table.filters[filter].condition, RecordSource(record, m_related), m_context);
        if (!value.ok() && !value.error().key.startsWith(QLatin1String("expression.")))
            return value.error();
        if (value.ok() && value->boolean())
            tags |= table.withFilter(filter);
    }
    return tags;
}

Result<void> Placer::addTeam(Placement &placement, const Value &user, quint64 tags) const
{
    if (user.isNull())
        return {};
    DW_ASSIGN(const Record person, m_related.record({QStringLiteral("user"), user.id()}));
    if (person.isValid() && !person.value(u"team_id").isNull())
        placement.add(ScopeKey::team(person.value(u"team_id").id()), tags);
    return {};
}

Result<void> Placer::addOwn(Placement &placement, const ObjectTags &table, const Record &record,
                            quint64 direct) const
{
    for (const int field : table.ownFields) {
        const Value &user = record.value(field);
        if (user.isNull())
            continue;
        placement.add(ScopeKey::own(user.id()), direct);
    }
    const Whereabouts &lies = table.whereabouts;
    if (lies.field < 0)
        return {};
    Record lying = record;
    if (lies.through >= 0) {
        const Value &reference = record.value(lies.through);
        if (reference.isNull())
            return {};
        DW_ASSIGN(lying, m_related.record({lies.object->key(), reference.id()}));
    }
    if (lying.isValid() && !lying.value(lies.field).isNull())
        placement.add(ScopeKey::territory(lying.value(lies.field).id()), direct);
    return {};
}

Result<void> Placer::addParents(Placement &placement, const ObjectTags &table, const Record &record,
                                quint64 possible)
{
    for (const ParentLink &link : table.parents.links) {
        const Value &value = record.value(link.field);
        if (value.isNull())
            continue;
        const bool any = value.kind() == Value::Kind::RecordRef;
        const RecordRef ref =
            any ? value.recordRef() : RecordRef{record.type().field(link.field).target, value.id()};
        const bool isParent =
            std::any_of(link.targets.begin(), link.targets.end(),
                        [&](const ObjectTypePtr &target) { return target->key() == ref.object; });
        if (!isParent)
            continue;
        auto known = m_parents.constFind(ref);
        if (known == m_parents.cend()) {
            DW_ASSIGN(const Record parent, m_related.record(ref));
            Placement above;
            if (parent.isValid()) {
                DW_ASSIGN(above, of(parent));
            }
            known = m_parents.insert(ref, above);
        }
        const int object = m_tags->indexOf(ref.object);
        for (const Placement::Entry &entry : *known)
            placement.add(entry.key, table.inherited(object, entry.tags) & possible);
    }
    return {};
}

}  // namespace dw
