// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/aggregates.h"

#include "core/commands/recyclebin.h"

#include <limits>
#include <utility>

namespace dw
{

Aggregates::Aggregates(DictionaryPtr dictionary) : m_dictionary(std::move(dictionary))
{
    for (const ObjectTypePtr &object : m_dictionary->objects()) {
        const Parents parents = parentsOf(object, *m_dictionary);
        if (parents.kind != Parents::Kind::Part)
            continue;
        m_parts.insert(object->key(), parents);
        for (const ParentLink &link : parents.links) {
            for (const ObjectTypePtr &target : link.targets)
                m_partsOf[target->key()].append({object, link.field});
        }
    }
}

RecordRef Aggregates::rootOf(const Record &record) const
{
    const auto parents = m_parts.constFind(record.type().key());
    if (parents == m_parts.cend())
        return record.ref();
    for (const ParentLink &link : parents->links) {
        const Value &value = record.value(link.field);
        if (value.kind() == Value::Kind::RecordRef)
            return value.recordRef();
        if (!value.isNull())
            return {link.targets.first()->key(), value.id()};
    }
    return record.ref();
}

QStringList Aggregates::rootsOf(const ObjectType &object) const
{
    QStringList roots;
    const QList<ParentLink> links = m_parts.value(object.key()).links;
    for (const ParentLink &link : links) {
        for (const ObjectTypePtr &target : link.targets)
            roots.append(target->key());
    }
    return roots.isEmpty() ? QStringList{object.key()} : roots;
}

Result<QList<Record>> Aggregates::read(const ReadSession &session, const RecordRef &root,
                                       const EvaluationContext &context) const
{
    QList<Record> rows;
    const ObjectTypePtr type = m_dictionary->find(root.object);
    if (!type)
        return rows;
    DW_ASSIGN(const Record head, session.find(type, root.id));
    if (head.isValid())
        rows.append(head);
    const QList<Replica::Part> parts = partsOf(root.object);
    for (const Replica::Part &part : parts) {
        const bool any = part.object->field(part.field).type == FieldType::AnyReference;
        DW_ASSIGN(const QList<Record> live,
                  session.findByValue(part.object, part.field, any ? Value(root) : Value(root.id),
                                      ReadSession::Match::Exact, std::numeric_limits<int>::max()));
        rows += live;
        if (!head.isValid() || !head.isDeleted())
            continue;
        DW_ASSIGN(const QList<Record> along,
                  deletedAlong(session, m_dictionary, head, part.object, part.field, context));
        rows += along;
    }
    return rows;
}

}  // namespace dw
