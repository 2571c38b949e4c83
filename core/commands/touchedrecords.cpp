// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/touchedrecords.h"

#include "core/commands/rollups.h"

#include <algorithm>
#include <span>

namespace dw
{

namespace
{

constexpr size_t PageRecords = 1000;
constexpr qsizetype AskedAtOnce = 100;

// The parents that `record` counts for in a collection.
QList<Id> parentsIn(const Record &record, const QString &byField, const QString &parentObject)
{
    if (!record.isValid())
        return {};
    const Field *by = record.type().find(byField);
    const Value &value = record.value(byField);
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

Result<void> addIds(const ReadSession &session, const ObjectTypePtr &object, const std::vector<RowRef> &rows,
                    QSet<Id> &to)
{
    for (size_t first = 0; first < rows.size(); first += PageRecords) {
        const auto part = std::span(rows).subspan(first, std::min(PageRecords, rows.size() - first));
        DW_ASSIGN(const QList<Record> page, session.page(object, part, {object->indexOf(u"id")}));
        for (const Record &record : page)
            to.insert(record.id());
    }
    return {};
}

}  // namespace

void TouchedRecords::learn(const ConfigurationPtr &configuration)
{
    m_configuration = configuration;
    m_parents.clear();
    m_readings.clear();
    for (const ObjectTypePtr &object : configuration->dictionary->objects()) {
        for (const Collection &collection : object->collections()) {
            if (isRolledUp(*object, collection, *configuration))
                m_parents[collection.object].append({object->key(), collection.by});
        }
        QSet<QString> paths;
        for (const auto &[field, formula] : configuration->rulebook->rulesOf(*object).storedFormulas) {
            for (const QString &path : formula->fieldsRead())
                paths.insert(path);
        }
        for (const QString &path : std::as_const(paths))
            learn(object, path);
    }
}

void TouchedRecords::learn(const ObjectTypePtr &object, const QString &path)
{
    const QStringList names = path.split(QLatin1Char('.'));
    QString walked;
    ObjectTypePtr at = object;
    for (qsizetype i = 0; i + 1 < names.size(); ++i) {
        const Field *reference = followed(*at, names[i]);
        at = reference ? m_configuration->dictionary->find(reference->target) : nullptr;
        if (!at)
            return;
        const QString way = walked + reference->key;
        walked += names[i] + QLatin1Char('.');
        const Field *next = followed(*at, names[i + 1]);
        if (const int field = at->indexOf(next ? next->key : names[i + 1]); field >= 0)
            m_readings[at->key()].append({object->key(), way, field});
    }
}

void TouchedRecords::add(const ConfigurationPtr &configuration, const ChangeSet &changes)
{
    if (m_configuration != configuration)
        learn(configuration);
    for (const RecordChange &change : changes.changes) {
        const QString &object = change.record().type().key();
        m_rates = m_rates || object == QLatin1String("exchange_rate");
        if (const auto parents = m_parents.constFind(object); parents != m_parents.cend()) {
            for (const Parents &one : *parents) {
                for (const Record *state : {&change.before, &change.after}) {
                    const QList<Id> ids = parentsIn(*state, one.by, one.object);
                    for (const Id &id : ids)
                        m_found[one.object].insert(id);
                }
            }
        }
        const auto readings = m_readings.constFind(object);
        if (readings != m_readings.cend() && change.kind == RecordChange::Kind::Update)
            addReadings(change, *readings);
    }
}

void TouchedRecords::addReadings(const RecordChange &change, const QList<Reading> &readings)
{
    for (const Reading &reading : readings) {
        if (m_unclear.contains(reading.object) ||
            change.before.value(reading.field) == change.after.value(reading.field))
            continue;
        QSet<Id> &changed = m_changed[{reading.object, reading.way}];
        changed.insert(change.after.id());
        if (changed.size() <= MostAsked)
            continue;
        m_unclear.insert(reading.object);
        std::erase_if(m_changed, [&](const auto &way) { return way.first.first == reading.object; });
    }
}

Result<void> TouchedRecords::search(const ReadSession &session, const EvaluationContext &evaluation)
{
    if (m_rates)
        return searchForeign(session, evaluation);
    return m_unclear.isEmpty() ? searchReferring(session, evaluation) : searchStale(session, evaluation);
}

// Every record that sums amounts of another currency than the workspace's: their base amounts have changed.
Result<void> TouchedRecords::searchForeign(const ReadSession &session, const EvaluationContext &evaluation)
{
    const Configuration &configuration = *m_configuration;
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
            DW_ASSIGN(const auto cursor,
                      session.open({type, foreign, {}}, {type->indexOf(collection.by)}, evaluation));
            QList<Record> children;
            do {
                DW_TRY(cursor->next(children, int(PageRecords)));
                for (const Record &child : std::as_const(children)) {
                    const QList<Id> parents = parentsIn(child, collection.by, object->key());
                    for (const Id &parent : parents)
                        m_found[object->key()].insert(parent);
                }
            } while (!children.isEmpty());
        }
    }
    m_rates = false;
    return {};
}

Result<void> TouchedRecords::searchStale(const ReadSession &session, const EvaluationContext &evaluation)
{
    const QString key = *m_unclear.constBegin();
    if (const ObjectTypePtr object = m_configuration->dictionary->find(key)) {
        DW_ASSIGN(const auto rows, staleRows(session, *m_configuration, evaluation, object));
        if (!rows.empty())
            DW_TRY(addIds(session, object, rows, m_found[key]));
    }
    m_unclear.remove(key);
    return {};
}

Result<void> TouchedRecords::searchReferring(const ReadSession &session, const EvaluationContext &evaluation)
{
    const auto way = m_changed.begin();
    if (way == m_changed.end())
        return {};
    const auto &[key, path] = way->first;
    const ObjectTypePtr object = m_configuration->dictionary->find(key);
    QSet<Id> &changed = way->second;
    QList<Id> asked;
    QStringList texts;
    for (auto id = changed.constBegin(); id != changed.constEnd() && asked.size() < AskedAtOnce; ++id) {
        asked.append(*id);
        texts.append(QLatin1Char('"') + id->toString() + QLatin1Char('"'));
    }
    if (object) {
        const CheckScope scope{m_configuration->dictionary, object, m_configuration->settings.currency};
        const QString text = asked.size() == 1 ? path + QLatin1String(" = ") + texts.first()
                                               : path + QLatin1String(" IN (") +
                                                     texts.join(QLatin1String(", ")) + QLatin1Char(')');
        DW_ASSIGN(const Condition through, CheckedExpression::condition(text, scope));
        DW_ASSIGN(const auto rows, session.rows({object, through, {}}, evaluation, -1));
        if (!rows.empty())
            DW_TRY(addIds(session, object, rows, m_found[key]));
    }
    for (const Id &id : std::as_const(asked))
        changed.remove(id);
    if (changed.isEmpty())
        m_changed.erase(way);
    return {};
}

std::pair<ObjectTypePtr, QList<Id>> TouchedRecords::takeSome(qsizetype most)
{
    while (!m_found.isEmpty()) {
        const auto first = m_found.begin();
        const ObjectTypePtr object = m_configuration->dictionary->find(first.key());
        QList<Id> ids;
        for (auto id = first->constBegin(); object && id != first->constEnd() && ids.size() < most; ++id)
            ids.append(*id);
        for (const Id &id : std::as_const(ids))
            first->remove(id);
        if (!object || first->isEmpty())
            m_found.erase(first);
        if (!ids.isEmpty())
            return {object, ids};
    }
    return {};
}

}  // namespace dw
