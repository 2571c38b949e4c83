// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/rollups.h"

#include "core/records/recordsource.h"

#include <QSet>

#include <algorithm>

namespace dw
{

namespace
{

// The parents that `record` counts for in `collection`.
QList<Id> parentsIn(const Record &record, const Collection &collection, const QString &parentObject)
{
    if (!record.isValid())
        return {};
    const Field *by = record.type().find(collection.by);
    const Value &value = record.value(collection.by);
    if (!by || value.isNull())
        return {};
    if (by->type == FieldType::ReferenceList)
        return value.ids();
    if (by->type == FieldType::AnyReference && value.recordRef().object != parentObject)
        return {};
    return {value.id()};
}

bool readsCollection(const CheckedExpression &formula, const QString &name)
{
    const QStringList &read = formula.fieldsRead();
    return std::any_of(read.begin(), read.end(), [&](const QString &path) {
        return path == name || path.startsWith(name + QLatin1Char('.'));
    });
}

QHash<ObjectTypePtr, QSet<Id>> touchedParents(const CommandContext &context)
{
    const Configuration &configuration = context.configuration();
    QHash<ObjectTypePtr, QSet<Id>> touched;
    for (const ObjectTypePtr &object : configuration.dictionary->objects()) {
        const auto &formulas = configuration.rulebook->rulesOf(*object).storedFormulas;
        for (const Collection &collection : object->collections()) {
            const bool used = std::any_of(formulas.begin(), formulas.end(), [&](const auto &formula) {
                return readsCollection(*formula.second, collection.name);
            });
            if (!used)
                continue;
            for (const RecordChange &change : context.changes().changes) {
                if (change.record().type().key() != collection.object)
                    continue;
                for (const Record *state : {&change.before, &change.after}) {
                    const QList<Id> parents = parentsIn(*state, collection, object->key());
                    for (const Id &parent : parents)
                        touched[object].insert(parent);
                }
            }
        }
    }
    return touched;
}

}  // namespace

Result<void> applyRollUps(WriteSession &session, CommandContext &context)
{
    const QHash<ObjectTypePtr, QSet<Id>> touched = touchedParents(context);
    ChangeSet derived;
    const EvaluationContext evaluation = context.evaluation();
    for (auto object = touched.constBegin(); object != touched.constEnd(); ++object) {
        const auto &formulas = context.configuration().rulebook->rulesOf(*object.key()).storedFormulas;
        QList<Id> ids(object->begin(), object->end());
        std::sort(ids.begin(), ids.end());
        DW_ASSIGN(const QList<Record> parents, session.findMany(object.key(), ids));
        for (const Record &parent : parents) {
            if (!parent.isValid() || parent.isDeleted())
                continue;
            Record after = parent;
            for (const auto &[field, formula] : formulas) {
                DW_ASSIGN(const Value value, evaluate(*formula, RecordSource(after, session), evaluation));
                after.set(field, value);
            }
            if (after == parent)
                continue;
            after.set(u"rev", Value(qint64(parent.value(u"rev").integer() + 1)));
            derived.update(parent, after);
        }
    }
    if (derived.isEmpty())
        return {};
    DW_TRY(session.apply(derived));
    context.changes().changes += derived.changes;
    return {};
}

}  // namespace dw
