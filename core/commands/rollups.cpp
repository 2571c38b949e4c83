// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/rollups.h"

#include "core/records/recordsource.h"
#include "core/records/storedformulas.h"

#include <algorithm>
#include <span>
#include <utility>

namespace dw
{

namespace
{

constexpr size_t PageRecords = 500;
constexpr qsizetype LongestChain = 64;  // as in Dictionary::build

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

// The parts of a dictionary that roll-ups read: found once per commit, not once per record.
bool isRolledUp(const ObjectType &object, const Collection &collection, const Configuration &configuration)
{
    const auto &formulas = configuration.rulebook->rulesOf(object).storedFormulas;
    return std::any_of(formulas.begin(), formulas.end(), [&](const auto &formula) {
        return readsCollection(*formula.second, collection.name);
    });
}

// The reference that a formula of `object` follows by this name: "account" of account_id.
const Field *followed(const ObjectType &object, const QString &name)
{
    const Field *field = object.find(QString(name + QLatin1String("_id")));
    if (!field)
        field = object.find(name);
    return field && field->type == FieldType::Reference ? field : nullptr;
}

// For a path such as "account.parent_account.name" and what it reads of records of the type `changed`: the
// references that lead there ("account_id", "account.parent_account_id"), each with the field read.
QList<std::pair<QString, QString>> waysTo(const ObjectType &changed, const ObjectTypePtr &object,
                                          const QString &path, const Dictionary &dictionary)
{
    QList<std::pair<QString, QString>> ways;
    const QStringList names = path.split(QLatin1Char('.'));
    QString walked;
    ObjectTypePtr at = object;
    for (qsizetype i = 0; at && i + 1 < names.size(); ++i) {
        const Field *reference = followed(*at, names[i]);
        if (!reference)
            break;
        const QString way = walked + reference->key;
        walked += names[i] + QLatin1Char('.');
        at = dictionary.find(reference->target);
        if (at && at->key() == changed.key()) {
            const Field *next = followed(*at, names[i + 1]);
            ways.append({way, next ? next->key : names[i + 1]});
        }
    }
    return ways;
}

// Every record with a formula that follows references to a changed one and reads what has changed.
Result<void> collectDependants(const WriteSession &session, const Configuration &configuration,
                               const EvaluationContext &evaluation, const ChangeSet &changes,
                               TouchedParents &touched)
{
    for (const ObjectTypePtr &object : configuration.dictionary->objects()) {
        QStringList paths;
        for (const auto &formula : configuration.rulebook->rulesOf(*object).storedFormulas) {
            for (const QString &path : formula.second->fieldsRead()) {
                if (path.contains(QLatin1Char('.')) && !paths.contains(path) &&
                    followed(*object, path.section(QLatin1Char('.'), 0, 0)))
                    paths.append(path);
            }
        }
        if (paths.isEmpty())
            continue;
        const CheckScope scope{configuration.dictionary, object, configuration.settings.currency};
        for (const RecordChange &change : changes.changes) {
            if (change.kind != RecordChange::Kind::Update)
                continue;
            QStringList ways;
            for (const QString &path : std::as_const(paths)) {
                const auto found = waysTo(change.after.type(), object, path, *configuration.dictionary);
                for (const auto &[way, field] : found) {
                    if (change.before.value(field) != change.after.value(field) && !ways.contains(way))
                        ways.append(way);
                }
            }
            for (const QString &way : std::as_const(ways)) {
                DW_ASSIGN(const Condition through,
                          CheckedExpression::condition(
                              QStringLiteral("%1 = \"%2\"").arg(way, change.after.id().toString()), scope));
                DW_ASSIGN(const auto rows, session.rows({object, through, {}}, evaluation, -1));
                DW_ASSIGN(const QList<Record> found, session.page(object, rows, {object->indexOf(u"id")}));
                for (const Record &record : found)
                    touched[object].insert(record.id());
            }
        }
    }
    return {};
}

bool changesRates(const ChangeSet &changes)
{
    return std::any_of(changes.changes.begin(), changes.changes.end(), [](const RecordChange &change) {
        return change.record().type().key() == QLatin1String("exchange_rate");
    });
}

// Every record that sums amounts of another currency than the workspace's: their base amounts have changed.
Result<void> collectForeignParents(const WriteSession &session, const CommandContext &context,
                                   TouchedParents &touched)
{
    const Configuration &configuration = context.configuration();
    for (const ObjectTypePtr &object : configuration.dictionary->objects()) {
        for (const Collection &collection : object->collections()) {
            const ObjectTypePtr type = configuration.dictionary->find(collection.object);
            if (!object->hasMoney() || !type || !type->hasMoney() ||
                !isRolledUp(*object, collection, configuration))
                continue;
            const CheckScope scope{configuration.dictionary, type, configuration.settings.currency};
            DW_ASSIGN(
                const Condition foreign,
                CheckedExpression::condition(
                    QStringLiteral("currency <> \"%1\"").arg(configuration.settings.currency.key()), scope));
            DW_ASSIGN(const auto cursor, session.open({type, foreign, {}}, {type->indexOf(collection.by)},
                                                      context.evaluation()));
            QList<Record> children;
            do {
                DW_TRY(cursor->next(children, 1000));
                for (const Record &child : std::as_const(children)) {
                    const QList<Id> parents = parentsIn(child, collection, object->key());
                    for (const Id &parent : parents)
                        touched[object].insert(parent);
                }
            } while (!children.isEmpty());
        }
    }
    return {};
}

}  // namespace

void collectTouchedParents(const Configuration &configuration, const ChangeSet &changes,
                           TouchedParents &touched)
{
    QSet<QString> objects;
    const ObjectType *last = nullptr;
    for (const RecordChange &change : changes.changes) {
        if (&change.record().type() != std::exchange(last, &change.record().type()))
            objects.insert(last->key());
    }
    for (const ObjectTypePtr &object : configuration.dictionary->objects()) {
        for (const Collection &collection : object->collections()) {
            if (!objects.contains(collection.object) || !isRolledUp(*object, collection, configuration))
                continue;
            for (const RecordChange &change : changes.changes) {
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
}

Result<ChangeSet> recomputeRollUps(WriteSession &session, const Configuration &configuration,
                                   const EvaluationContext &evaluation, const ObjectTypePtr &object,
                                   QList<Id> ids)
{
    ChangeSet derived;
    const auto &formulas = configuration.rulebook->rulesOf(*object).storedFormulas;
    std::sort(ids.begin(), ids.end());
    DW_ASSIGN(const QList<Record> parents, session.findMany(object, ids));
    for (const Record &parent : parents) {
        if (!parent.isValid() || parent.isDeleted())
            continue;
        Record after = parent;
        for (const auto &[field, formula] : formulas) {
            DW_ASSIGN(const Value value, evaluateStored(*formula, after, session, evaluation));
            after.set(field, value);
        }
        if (after == parent)
            continue;
        after.set(u"rev", Value(qint64(parent.value(u"rev").integer() + 1)));
        derived.update(parent, after);
    }
    if (!derived.isEmpty())
        DW_TRY(session.applyUnguarded(derived));
    return derived;
}

bool readsOtherRecords(const CheckedExpression &formula, const ObjectType &object)
{
    const QStringList &read = formula.fieldsRead();
    return std::any_of(read.begin(), read.end(), [&](const QString &path) {
        return path.contains(QLatin1Char('.')) || object.indexOf(path) < 0;
    });
}

Result<void> mendRollUps(WriteSession &session, const Configuration &configuration,
                         const EvaluationContext &evaluation)
{
    for (const ObjectTypePtr &type : configuration.dictionary->objects()) {
        const auto wanted = [&type](const CheckedExpression &formula) {
            return readsOtherRecords(formula, *type);
        };
        DW_ASSIGN(const StoredFormulas formulas, StoredFormulas::of(configuration.dictionary, type,
                                                                    configuration.settings.currency, wanted));
        if (formulas.isEmpty())
            continue;
        auto rows = session.rows({type, formulas.suspects(), {}}, evaluation, -1);
        // Amounts of several currencies are no question to the database.
        if (!rows.ok() && rows.error().code == ErrorCode::Invalid)
            rows = session.rows({type, nullptr, {}}, evaluation, -1);
        if (!rows.ok())
            return rows.error();
        for (size_t first = 0; first < rows->size(); first += PageRecords) {
            const auto part = std::span(*rows).subspan(first, std::min(PageRecords, rows->size() - first));
            DW_ASSIGN(const QList<Record> page, session.page(type, part, {type->indexOf(u"id")}));
            QList<Id> ids;
            for (const Record &record : page)
                ids.append(record.id());
            DW_TRY(recomputeRollUps(session, configuration, evaluation, type, ids));
        }
    }
    return {};
}

Result<void> applyRollUps(WriteSession &session, CommandContext &context)
{
    const EvaluationContext evaluation = context.evaluation();
    ChangeSet wave = context.changes();
    bool rates = changesRates(wave);
    // What is recomputed may be read by formulas in its turn; they have no circles.
    for (qsizetype depth = 0; !wave.isEmpty() && depth < LongestChain; ++depth) {
        TouchedParents touched;
        collectTouchedParents(context.configuration(), wave, touched);
        DW_TRY(collectDependants(session, context.configuration(), evaluation, wave, touched));
        if (std::exchange(rates, false))
            DW_TRY(collectForeignParents(session, context, touched));
        wave = {};
        for (auto object = touched.constBegin(); object != touched.constEnd(); ++object) {
            DW_ASSIGN(const ChangeSet derived, recomputeRollUps(session, context.configuration(), evaluation,
                                                                object.key(), object->values()));
            wave.changes += derived.changes;
        }
        context.changes().changes += wave.changes;
    }
    return {};
}

}  // namespace dw
