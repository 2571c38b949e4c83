// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/publishedformulas.h"

#include "core/commands/rollups.h"
#include "core/expression/checkedexpression.h"
#include "core/rules/wrongexpression.h"

#include <QSet>

#include <algorithm>

namespace dw
{

namespace
{

// Pages of records that one statement reads and one change set writes.
constexpr int PageRecords = 500;

bool isNew(const Field &field, const ObjectType *before)
{
    const Field *old = before ? before->find(field.key) : nullptr;
    return !old || old->formula != field.formula || old->valueType() != field.valueType() ||
           old->scale != field.scale;
}

bool fits(const ValueType &given, const ValueType &wanted)
{
    using Kind = ValueType::Kind;
    if (given.kind == Kind::Null || (wanted.kind == Kind::Decimal && given.kind == Kind::Integer))
        return true;
    return given.kind == wanted.kind;
}

// "lines.amount" reads lines, "account.industry" the account.
QString objectRead(const ObjectType &object, const QString &path)
{
    const QString first = path.section(QLatin1Char('.'), 0, 0);
    if (const Collection *collection = object.collection(first))
        return collection->object;
    const Field *reference = object.find(QString(first + QLatin1String("_id")));
    if (!reference)
        reference = object.find(first);
    return reference ? reference->target : QString();
}

Result<bool> fillObject(WriteSession &session, const Configuration &configuration,
                        const EvaluationContext &evaluation, const ObjectTypePtr &object)
{
    bool changed = false;
    DW_ASSIGN(const auto cursor, session.open({object, nullptr, {}}, {object->indexOf(u"id")}, evaluation));
    QList<Record> page;
    for (;;) {
        DW_TRY(cursor->next(page, PageRecords));
        if (page.isEmpty())
            return changed;
        QList<Id> ids;
        for (const Record &record : std::as_const(page))
            ids.append(record.id());
        DW_ASSIGN(const ChangeSet derived, recomputeRollUps(session, configuration, evaluation, object, ids));
        changed = changed || !derived.isEmpty();
    }
}

}  // namespace

QList<const Field *> newFormulas(const ObjectType &object, const Configuration &before)
{
    QList<const Field *> found;
    const ObjectTypePtr old = before.dictionary->find(object.key());
    for (const Field &field : object.fields()) {
        if (field.isFormula() && !field.formula.isEmpty() && isNew(field, old.get()))
            found.append(&field);
    }
    return found;
}

Result<void> checkFormulas(const Configuration &before, const Configuration &next)
{
    for (const ObjectTypePtr &object : next.dictionary->objects()) {
        const CheckScope scope{next.dictionary, object, next.settings.currency};
        const QList<const Field *> formulas = newFormulas(*object, before);
        for (const Field *field : formulas) {
            const QString where = object->key() + QLatin1Char('.') + field->key;
            ExpressionError problem;
            const auto checked = CheckedExpression::compile(field->formula, scope, &problem);
            if (!checked.ok()) {
                Error wrong = wrongExpression(where, field->formula, problem);
                wrong.code = ErrorCode::Refused;
                return wrong;
            }
            const ValueType wanted = ValueType::ofField(*field, *object);
            if (!fits((*checked)->type(), wanted))
                return Error(ErrorCode::Refused, QStringLiteral("configuration.formula_type"),
                             {where, (*checked)->type().name(), wanted.name()});
        }
    }
    return {};
}

// Those with new stored formulas, and those whose stored formulas read one of them.
QStringList objectsToFill(const Configuration &before, const Configuration &next)
{
    QStringList objects;
    for (const ObjectTypePtr &object : next.dictionary->objects()) {
        const QList<const Field *> formulas = newFormulas(*object, before);
        if (std::any_of(formulas.begin(), formulas.end(),
                        [](const Field *field) { return field->isStored(); }))
            objects.append(object->key());
    }
    for (bool grown = !objects.isEmpty(); grown;) {
        grown = false;
        for (const ObjectTypePtr &object : next.dictionary->objects()) {
            if (objects.contains(object->key()))
                continue;
            const auto &formulas = next.rulebook->rulesOf(*object).storedFormulas;
            const bool reads = std::any_of(formulas.begin(), formulas.end(), [&](const auto &formula) {
                const QStringList &paths = formula.second->fieldsRead();
                return std::any_of(paths.begin(), paths.end(), [&](const QString &path) {
                    return objects.contains(objectRead(*object, path));
                });
            });
            if (reads)
                objects.append(object->key());
            grown = grown || reads;
        }
    }
    return objects;
}

Result<void> fillFormulas(WriteSession &session, const Configuration &before, const Configuration &next,
                          const EvaluationContext &evaluation)
{
    const QStringList objects = objectsToFill(before, next);
    // What reads another object's new values may have been filled before it: once more until all agree. Their
    // dependencies have no circles, so a chain is no longer than the objects are many.
    bool changed = true;
    for (qsizetype pass = 0; changed && pass <= objects.size(); ++pass) {
        changed = false;
        for (const QString &object : objects) {
            DW_ASSIGN(const bool filled,
                      fillObject(session, next, evaluation, next.dictionary->find(object)));
            changed = changed || filled;
        }
    }
    return {};
}

}  // namespace dw
