// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/placementreads.h"

#include <algorithm>

namespace dw
{

namespace
{

bool isSame(const QList<Node::Step> &a, const QList<Node::Step> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Node::Step &x, const Node::Step &y) {
        return x.object == y.object && x.field == y.field;
    });
}

bool isThere(const Record &record)
{
    return record.isValid() && !record.isDeleted();
}

}  // namespace

PlacementReads::PlacementReads(const ScopeTags &tags)
{
    QList<QList<Reading>> known;
    for (const ObjectTags &table : tags.objects()) {
        QList<Reading> readings;
        readOwn(tags, table, readings);
        for (const ParentLink &link : table.parents.links) {
            for (const ObjectTypePtr &target : link.targets) {
                for (const Reading &above : known[tags.indexOf(target->key())]) {
                    const QList<Node::Step> way = QList<Node::Step>{{table.type, link.field}} + above.way;
                    Reading &here = at(readings, way, above.object);
                    here.fields += above.fields;
                    here.inherits = here.inherits || above.inherits;
                }
            }
        }
        for (const Reading &reading : std::as_const(readings)) {
            if (reading.way.isEmpty())
                m_own.insert(table.type->key(), reading.fields);
            else
                m_readings[reading.object->key()].append(reading);
        }
        known.append(readings);
    }
}

PlacementReads::Reading &PlacementReads::at(QList<Reading> &readings, const QList<Node::Step> &way,
                                            const ObjectTypePtr &object) const
{
    const auto known = std::find_if(readings.begin(), readings.end(), [&](const Reading &reading) {
        return reading.object == object && isSame(reading.way, way);
    });
    if (known != readings.end())
        return *known;
    readings.append({way, object, {}, false});
    return readings.last();
}

void PlacementReads::readOwn(const ScopeTags &tags, const ObjectTags &table, QList<Reading> &readings) const
{
    Reading &own = at(readings, {}, table.type);
    own.inherits = true;
    for (const int field : table.ownFields)
        own.fields.insert(field);
    for (const ParentLink &link : table.parents.links)
        own.fields.insert(link.field);
    const Whereabouts &lies = table.whereabouts;
    if (lies.field >= 0 && lies.through < 0) {
        own.fields.insert(lies.field);
    } else if (lies.field >= 0) {
        own.fields.insert(lies.through);
        at(readings, {{table.type, lies.through}}, lies.object).fields.insert(lies.field);
    }
    for (const ScopeFilter &filter : table.filters) {
        readCondition(filter.condition->root(), table.type, readings);
        if (filter.teamOf < 0)
            continue;
        const ObjectTypePtr &user = tags.objects()[tags.indexOf(QStringLiteral("user"))].type;
        at(readings, {}, table.type).fields.insert(filter.teamOf);
        at(readings, {{table.type, filter.teamOf}}, user).fields.insert(user->indexOf(u"team_id"));
    }
}

void PlacementReads::readCondition(const Node &node, const ObjectTypePtr &object,
                                   QList<Reading> &readings) const
{
    QList<Node::Step> way;
    for (const Node::Step &step : node.path) {
        at(readings, way, step.object).fields.insert(step.field);
        way.append(step);
    }
    // A number beside an amount counts in the currency of the record.
    if (node.kind == Node::Kind::Convert && node.type.kind == ValueType::Kind::Money && object->hasMoney())
        at(readings, {}, object).fields.insert(object->currencyIndex());
    for (const auto &child : node.children) {
        if (child)
            readCondition(*child, object, readings);
    }
}

bool PlacementReads::differ(const Record &before, const Record &after, const QSet<int> &fields)
{
    return std::any_of(fields.begin(), fields.end(),
                       [&](int field) { return before.value(field) != after.value(field); });
}

bool PlacementReads::isConcerned(const Record &before, const Record &after) const
{
    if (!before.isValid() || !after.isValid())
        return true;
    return differ(before, after, m_own.value(after.type().key()));
}

QList<Dependants> PlacementReads::dependants(const Record &before, const Record &after) const
{
    QList<Dependants> found;
    if (!before.isValid() && !after.isValid())
        return found;
    const bool comesOrGoes = isThere(before) != isThere(after);
    // What is not there is read by nobody.
    if (!comesOrGoes && !isThere(after))
        return found;
    const QString object = (after.isValid() ? after : before).type().key();
    for (const Reading &reading : m_readings.value(object)) {
        if (comesOrGoes || differ(before, after, reading.fields))
            found.append({reading.way});
    }
    return found;
}

QList<Dependants> PlacementReads::ofShare(const QString &object) const
{
    QList<Dependants> found;
    for (const Reading &reading : m_readings.value(object)) {
        if (reading.inherits)
            found.append({reading.way});
    }
    return found;
}

}  // namespace dw
