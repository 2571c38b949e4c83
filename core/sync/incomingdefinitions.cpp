// SPDX-License-Identifier: GPL-3.0-or-later
// More of what is taken over: definitions that meet others of the same name, and what an older program had no
// place for.
#include "core/commands/configurationloader.h"
#include "core/records/valuejson.h"
#include "core/sync/incoming.h"
#include "core/sync/rebase.h"

namespace dw
{

namespace
{

// "contact:3" -> "contact".
QStringList objectsIn(const ReplicaScope &scope)
{
    QStringList names;
    for (const QString &object : scope.objects)
        names.append(object.section(QLatin1Char(':'), 0, 0));
    return names;
}

}  // namespace

// Two definitions of one name make no dictionary. The server has the last word, and refuses the other one
// when it comes.
Result<void> Incoming::giveWay(const Record &definition)
{
    const ObjectTypePtr &type = definition.typePointer();
    const int name = type->indexOf(u"name"), object = type->indexOf(u"object_name");
    if (!m_anyBase || name < 0 || definition.isDeleted() || definition.value(name).isNull())
        return {};
    DW_ASSIGN(const QList<Record> same,
              m_session.findByValue(type, name, definition.value(name), ReadSession::Match::Exact, 100));
    ChangeSet leaving;
    for (const Record &other : same) {
        if (other.id() == definition.id() || (object >= 0 && other.value(object) != definition.value(object)))
            continue;
        DW_ASSIGN(const auto base, baseOf(other.ref()));
        if (base && !base->server.isValid())
            addChange(leaving, other, {});
    }
    m_gaveWay = m_gaveWay || !leaving.isEmpty();
    return apply(leaving);
}

Result<void> Incoming::touchWaiting()
{
    DW_ASSIGN(const QList<OutboxEntry> waiting, m_replica.outbox(0, -1));
    for (const OutboxEntry &entry : waiting) {
        for (const RecordRef &record : entry.names) {
            if (!isConfigurationObject(record.object))
                m_touched.insert(record);
        }
    }
    return {};
}

// What an older program had no place for.
Result<void> Incoming::takeUp()
{
    const QStringList objects = m_opaque.objectsOf(*m_aggregates.dictionary());
    const QMap<QString, QStringList> fields = m_opaque.fieldsOf(*m_aggregates.dictionary());
    if (objects.isEmpty() && fields.isEmpty())
        return {};
    for (auto object = fields.constBegin(); object != fields.constEnd(); ++object) {
        using Waiting = QHash<Id, QJsonObject>;
        DW_ASSIGN(const Waiting waiting, OpaqueValues::values(m_session, object.key()));
        for (auto one = waiting.constBegin(); one != waiting.constEnd(); ++one)
            DW_TRY(take({object.key(), one.key()}, *one, object.value()));
    }
    QSet<QString> roots;
    for (const QString &object : objects) {
        const QStringList of = m_aggregates.rootsOf(*m_aggregates.dictionary()->find(object));
        roots.unite(QSet<QString>(of.begin(), of.end()));
    }
    DW_TRY(fetchObjects(roots));
    return m_opaque.drop(m_session, objects, fields);
}

Result<void> Incoming::take(const RecordRef &ref, const QJsonObject &values, const QStringList &fields)
{
    const ObjectTypePtr type = m_aggregates.dictionary()->find(ref.object);
    DW_ASSIGN(const Record stored, m_session.find(type, ref.id));
    DW_ASSIGN(auto base, baseOf(ref));
    Record after = stored;
    QJsonObject left = values;
    for (const QString &field : fields) {
        const int index = type->indexOf(field);
        const auto value = valueFromJson(type->field(index), left.take(field),
                                         stored.isValid() ? stored.currency() : Currency());
        if (!value.ok() || !type->field(index).isStored())
            continue;
        if (base && base->server.isValid())
            base->server.set(index, *value);
        if (stored.isValid())
            after.set(index, *value);
    }
    DW_TRY(OpaqueValues::setValues(m_session, ref, left));
    if (base) {
        DW_TRY(m_replica.setBase(*base));
        m_touched.insert(ref);
        return {};
    }
    ChangeSet changes;
    addChange(changes, stored, after);
    return apply(changes);
}

// Wherever they are held, once more.
Result<void> Incoming::fetchObjects(const QSet<QString> &roots)
{
    const QList<ReplicaScope> held = scopes();
    for (ReplicaScope scope : held) {
        QStringList objects = objectsIn(scope);
        objects.removeIf([&](const QString &object) { return !roots.contains(object); });
        if (objects.isEmpty())
            continue;
        DW_TRY(fetch(scope, objects));
        DW_TRY(setScope(scope));
    }
    return {};
}

}  // namespace dw
