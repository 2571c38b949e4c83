// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/fieldaccess.h"

#include <QStringList>

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

// Formulas of formulas; the dictionary refuses circles, this only bounds the work.
constexpr int MaxDepth = 8;

Error forbidden(const QString &object, const QString &field)
{
    return Error(ErrorCode::Forbidden, QStringLiteral("access.forbidden_field"), {object, field});
}

}  // namespace

FieldAccess::FieldAccess(const Policy &policy, const Actor &actor, DictionaryPtr dictionary,
                         Currency currency)
    : m_policy(policy), m_actor(actor), m_dictionary(std::move(dictionary)), m_currency(currency)
{}

bool FieldAccess::isWholeVisible(const ObjectTypePtr &object) const
{
    return object && m_policy.may(m_actor, Action::Read, *object, nullptr).allowed &&
           !m_policy.readable(m_actor, object);
}

FieldAccess::Answer FieldAccess::ofField(const ObjectType &object, const QString &key, int depth) const
{
    Answer answer{m_policy.fields(m_actor, object).of(key), object.key(), key};
    const Field *field = object.find(key);
    if (!field || answer.right == FieldRight::Hidden)
        return answer;
    const auto narrow = [&](FieldRight right) { answer.right = std::min(answer.right, right); };
    if (depth >= MaxDepth) {
        narrow(FieldRight::Hidden);
        return answer;
    }
    if (!field->computedFrom.isEmpty())
        narrow(ofField(object, field->computedFrom, depth + 1).right);
    if (!field->isFormula() || field->formula.isEmpty())
        return answer;
    const CheckScope scope{m_dictionary, m_dictionary->find(object.key()), m_currency};
    const auto formula = CheckedExpression::compile(field->formula, scope);
    if (!formula.ok()) {
        narrow(FieldRight::Hidden);
        return answer;
    }
    for (const QString &path : (*formula)->fieldsRead())
        narrow(ofPath(object, path, depth + 1).right);
    return answer;
}

FieldAccess::Answer FieldAccess::ofPath(const ObjectType &root, const QString &path, int depth) const
{
    Answer answer{FieldRight::Editable, root.key(), path};
    const auto narrow = [&](const Answer &step) {
        if (step.right < answer.right)
            answer = step;
    };
    const QStringList steps = path.split(QLatin1Char('.'));
    const ObjectType *object = &root;
    for (qsizetype i = 0; i < steps.size(); ++i) {
        const QString &step = steps[i];
        if (object->find(step)) {
            narrow(ofField(*object, step, depth));
            return answer;
        }
        ObjectTypePtr next;
        const QString reference = step + QLatin1String("_id");
        if (const Collection *collection = object->collection(step)) {
            next = m_dictionary->find(collection->object);
            if (next)
                narrow(ofField(*next, collection->by, depth));
        } else if (const Field *field = object->find(reference)) {
            narrow(ofField(*object, reference, depth));
            next = m_dictionary->find(field->target);
        }
        if (!isWholeVisible(next))
            narrow({FieldRight::Hidden, next ? next->key() : object->key(), steps.value(i + 1, step)});
        if (!next)
            return answer;
        object = next.get();
    }
    return answer;
}

FieldRights FieldAccess::of(const ObjectType &object) const
{
    FieldRights rights;
    if (m_policy.isOpen())
        return rights;
    rights = m_policy.fields(m_actor, object);
    for (const Field &field : object.fields()) {
        if (!field.isFormula() && field.computedFrom.isEmpty())
            continue;
        const FieldRight right = ofField(object, field.key, 0).right;
        if (right < rights.of(field.key))
            rights.byField.insert(field.key, right);
    }
    return rights;
}

Result<void> FieldAccess::mayRead(const ObjectType &object, const QString &field) const
{
    if (m_policy.isOpen() || ofField(object, field, 0).right >= FieldRight::ReadOnly)
        return {};
    return forbidden(object.key(), field);
}

Result<void> FieldAccess::maySort(const ObjectType &object, const QString &key) const
{
    if (m_policy.isOpen())
        return {};
    DW_TRY(mayRead(object, key));
    const Field *field = object.find(key);
    if (!field || field->type != FieldType::Reference)
        return {};
    const ObjectTypePtr target = m_dictionary->find(field->target);
    const int title = target ? target->titleIndex(Language::English) : -1;
    if (!target || !m_policy.may(m_actor, Action::Read, *target, nullptr).allowed)
        return forbidden(object.key(), key);
    return title < 0 ? Result<void>() : mayRead(*target, target->field(title).key);
}

Result<void> FieldAccess::mayFollow(const Collection &collection) const
{
    const ObjectTypePtr target = m_dictionary->find(collection.object);
    return target ? mayRead(*target, collection.by) : Result<void>();
}

}  // namespace dw
