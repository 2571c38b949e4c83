// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading/reader.h"

#include "core/reading/fieldmask.h"
#include "core/reading/timeline.h"

#include <QSet>

#include <utility>

namespace dw
{

namespace
{

// Every reference in a record's fields (all fields where `fields` is empty).
void collectRefs(const Record &record, QSet<RecordRef> &refs)
{
    for (int i = 0; i < record.type().fieldCount(); ++i) {
        const Value &value = record.value(i);
        if (value.isNull())
            continue;
        const Field &field = record.type().field(i);
        if (field.type == FieldType::Reference) {
            refs.insert({field.target, value.id()});
        } else if (field.type == FieldType::AnyReference) {
            refs.insert(value.recordRef());
        } else if (field.type == FieldType::ReferenceList) {
            const QList<Id> ids = value.ids();
            for (const Id &id : ids)
                refs.insert({field.target, id});
        }
    }
}

std::optional<GroupQuery::Measure::Function> measureFunction(const QString &name)
{
    using Function = GroupQuery::Measure::Function;
    static const QHash<QString, Function> functions{
        {QStringLiteral("count"), Function::Count},
        {QStringLiteral("count_distinct"), Function::CountDistinct},
        {QStringLiteral("sum"), Function::Sum},
        {QStringLiteral("avg"), Function::Average},
        {QStringLiteral("min"), Function::Min},
        {QStringLiteral("max"), Function::Max},
        {QStringLiteral("median"), Function::Median},
    };
    const auto found = functions.constFind(name.toLower());
    return found == functions.constEnd() ? std::nullopt : std::optional(*found);
}

}  // namespace

Reader::Reader(const ReadSession &session, ReadContext context)
    : m_session(session), m_context(std::move(context))
{}

Result<ObjectTypePtr> Reader::object(const QString &key) const
{
    const ObjectTypePtr type = m_context.dictionary->find(key);
    if (!type)
        return Error(ErrorCode::Invalid, QStringLiteral("command.unknown_object"), {key});
    const Decision decision = m_context.policy->may(m_context.actor, Action::Read, *type, nullptr);
    if (!decision.allowed)
        return Error(ErrorCode::Forbidden, QStringLiteral("access.action_forbidden"),
                     {key, decision.reasonKey});
    return type;
}

Result<Query> Reader::query(const QString &objectKey, const QString &where, const QStringList &sort) const
{
    DW_ASSIGN(const ObjectTypePtr type, object(objectKey));
    Query query;
    query.object = type;
    const FieldRights rights = m_context.policy->fields(m_context.actor, *type);
    if (!where.trimmed().isEmpty()) {
        const CheckScope scope{m_context.dictionary, type, m_context.settings.currency};
        DW_ASSIGN(query.where, CheckedExpression::condition(where, scope));
        DW_TRY(checkFields(*query.where, m_context.actor, *m_context.policy, *m_context.dictionary));
    }
    query.where = CheckedExpression::both(query.where, m_context.policy->readable(m_context.actor, type));
    for (const QString &key : sort) {
        SortKey sortKey;
        const bool descending = key.startsWith(QLatin1Char('-'));
        sortKey.field = descending ? key.mid(1) : key;
        sortKey.order = descending ? SortKey::Order::Descending : SortKey::Order::Ascending;
        if (!type->find(sortKey.field))
            return Error(ErrorCode::Invalid, QStringLiteral("command.unknown_field"),
                         {objectKey, sortKey.field});
        if (!rights.mayRead(sortKey.field))
            return Error(ErrorCode::Forbidden, QStringLiteral("access.forbidden_field"),
                         {objectKey, sortKey.field});
        query.sort.append(sortKey);
    }
    return query;
}

Result<std::vector<RowRef>> Reader::rows(const Query &query, int limit) const
{
    return m_session.rows(
        query, m_context.settings.context(m_context.now, m_context.actor.user, m_context.actor.team), limit);
}

Result<QList<Record>> Reader::page(const ObjectTypePtr &type, std::span<const RowRef> rows,
                                   const QList<int> &fields) const
{
    DW_ASSIGN(QList<Record> records, m_session.page(type, rows, fields));
    const FieldRights rights = m_context.policy->fields(m_context.actor, *type);
    for (Record &record : records) {
        if (record.isValid())
            applyRights(record, rights);
    }
    return records;
}

Result<qint64> Reader::count(const Query &query) const
{
    return m_session.count(
        query, m_context.settings.context(m_context.now, m_context.actor.user, m_context.actor.team));
}

namespace
{

class FilteredCursor final : public RecordCursor
{
public:
    FilteredCursor(std::unique_ptr<RecordCursor> inner, FieldRights rights)
        : m_inner(std::move(inner)), m_rights(std::move(rights))
    {}
    Result<void> next(QList<Record> &records, int limit) override
    {
        DW_TRY(m_inner->next(records, limit));
        for (Record &record : records)
            applyRights(record, m_rights);
        return {};
    }

private:
    std::unique_ptr<RecordCursor> m_inner;
    FieldRights m_rights;
};

}  // namespace

Result<std::unique_ptr<RecordCursor>> Reader::open(const Query &query, const QList<int> &fields) const
{
    auto opened = m_session.open(
        query, fields, m_context.settings.context(m_context.now, m_context.actor.user, m_context.actor.team));
    if (!opened.ok())
        return opened.error();
    FieldRights rights = m_context.policy->fields(m_context.actor, *query.object);
    if (!rights.restrictsAny())
        return std::move(opened).value();
    return std::unique_ptr<RecordCursor>(
        std::make_unique<FilteredCursor>(std::move(opened).value(), std::move(rights)));
}

Result<QList<GroupRow>> Reader::group(const GroupQuery &query) const
{
    return m_session.group(
        query, m_context.settings.context(m_context.now, m_context.actor.user, m_context.actor.team));
}

Result<GroupQuery> Reader::groupQuery(const QString &objectKey, const QString &where,
                                      const QStringList &groupBy, const QStringList &measures,
                                      GroupQuery::MoneyMode money) const
{
    DW_ASSIGN(const Query base, query(objectKey, where, {}));
    const CheckScope scope{m_context.dictionary, base.object, m_context.settings.currency};
    const auto compile = [&](const QString &text) -> Result<std::shared_ptr<const CheckedExpression>> {
        DW_ASSIGN(const auto checked, CheckedExpression::compile(text, scope));
        DW_TRY(checkFields(*checked, m_context.actor, *m_context.policy, *m_context.dictionary));
        return checked;
    };
    GroupQuery query;
    query.object = base.object;
    query.where = base.where;
    query.money = money;
    for (const QString &text : groupBy) {
        DW_ASSIGN(auto key, compile(text));
        query.groupBy.append(std::move(key));
    }
    for (const QString &text : measures) {
        const qsizetype bracket = text.indexOf(QLatin1Char('('));
        const auto function = measureFunction(text.left(bracket).trimmed());
        if (bracket < 0 || !function || !text.trimmed().endsWith(QLatin1Char(')')))
            return Error(ErrorCode::Invalid, QStringLiteral("reading.bad_measure"), {text});
        const QString inner = text.trimmed().mid(bracket + 1).chopped(1).trimmed();
        GroupQuery::Measure measure;
        measure.function = *function;
        if (!inner.isEmpty()) {
            DW_ASSIGN(measure.of, compile(inner));
        } else if (*function != GroupQuery::Measure::Function::Count) {
            return Error(ErrorCode::Invalid, QStringLiteral("reading.bad_measure"), {text});
        }
        query.measures.append(std::move(measure));
    }
    return query;
}

Result<Record> Reader::record(const RecordRef &ref) const
{
    DW_ASSIGN(const ObjectTypePtr type, object(ref.object));
    const Error missing(ErrorCode::NotFound, QStringLiteral("command.record_missing"),
                        {ref.object, ref.id.toString()});
    DW_ASSIGN(Record found, m_session.find(type, ref.id));
    if (!found.isValid() || found.isDeleted())
        return missing;
    if (const Condition readable = m_context.policy->readable(m_context.actor, type)) {
        const CheckScope scope{m_context.dictionary, type, m_context.settings.currency};
        DW_ASSIGN(const Condition mine,
                  CheckedExpression::condition(QStringLiteral("id = \"%1\"").arg(ref.id.toString()), scope));
        DW_ASSIGN(const qint64 visible, count({type, CheckedExpression::both(mine, readable), {}}));
        if (visible == 0)
            return missing;
    }
    applyRights(found, m_context.policy->fields(m_context.actor, *type));
    return found;
}

Result<QList<Record>> Reader::children(const RecordRef &parent, const QString &collection, int limit) const
{
    DW_ASSIGN(const Record owner, record(parent));
    const Collection *shape = owner.type().collection(collection);
    if (!shape)
        return Error(ErrorCode::Invalid, QStringLiteral("records.unknown_collection"),
                     {parent.object, collection});
    DW_ASSIGN(const ObjectTypePtr type, object(shape->object));
    DW_ASSIGN(QList<Record> found, m_session.children(owner, collection, limit));
    if (m_context.policy->readable(m_context.actor, type)) {
        QList<Record> visible;
        for (const Record &child : std::as_const(found)) {
            if (record(child.ref()).ok())
                visible.append(child);
        }
        found = visible;
    }
    const FieldRights rights = m_context.policy->fields(m_context.actor, *type);
    for (Record &child : found)
        applyRights(child, rights);
    return found;
}

Result<QHash<RecordRef, QString>> Reader::titles(const QList<RecordRef> &refs) const
{
    return m_session.titles(refs, m_context.language);
}

Result<QHash<RecordRef, QString>> Reader::titlesOf(const QList<Record> &records) const
{
    QSet<RecordRef> refs;
    for (const Record &record : records) {
        if (record.isValid())
            collectRefs(record, refs);
    }
    return titles(refs.values());
}

Result<QList<SearchHit>> Reader::search(const QString &text, const QStringList &objects,
                                        int limitPerObject) const
{
    SearchRequest request;
    request.text = text;
    request.limitPerObject = limitPerObject;
    request.language = m_context.language;
    request.context = m_context.settings.context(m_context.now, m_context.actor.user, m_context.actor.team);
    for (const ObjectTypePtr &type : m_context.dictionary->objects()) {
        const bool wanted = objects.isEmpty() || objects.contains(type->key());
        if (!wanted || !m_context.policy->may(m_context.actor, Action::Read, *type, nullptr).allowed)
            continue;
        request.objects.append(type->key());
        if (const Condition readable = m_context.policy->readable(m_context.actor, type))
            request.readable.insert(type->key(), readable);
        const FieldRights rights = m_context.policy->fields(m_context.actor, *type);
        QStringList hidden;
        for (auto right = rights.byField.constBegin(); right != rights.byField.constEnd(); ++right) {
            if (!rights.mayRead(right.key()))
                hidden.append(right.key());
        }
        if (!hidden.isEmpty())
            request.hiddenFields.insert(type->key(), hidden);
    }
    // The caller's order is a preference; the dictionary's order is only a fallback.
    if (!objects.isEmpty()) {
        QStringList ordered;
        for (const QString &key : objects) {
            if (request.objects.contains(key))
                ordered.append(key);
        }
        request.objects = ordered;
    }
    if (request.objects.isEmpty())
        return QList<SearchHit>();
    return m_session.search(request);
}

void Reader::hideFields(AuditRecord &line, const ObjectType &object) const
{
    const FieldRights rights = m_context.policy->fields(m_context.actor, object);
    if (!rights.restrictsAny())
        return;
    const QStringList keys = line.fields;
    for (const QString &key : keys) {
        if (!rights.mayRead(key)) {
            line.entry.values.remove(key);
            line.fields.removeAll(key);
        }
    }
}

Result<QList<AuditRecord>> Reader::history(const RecordRef &ref, int limit, qint64 before) const
{
    DW_ASSIGN(const Record shown, record(ref));
    DW_ASSIGN(QList<AuditRecord> lines, m_session.history(ref, limit, before));
    for (AuditRecord &line : lines)
        hideFields(line, shown.type());
    return lines;
}

Result<QList<AuditRecord>> Reader::auditTrail(int limit, qint64 before) const
{
    DW_ASSIGN(const QList<AuditRecord> lines, m_session.auditTrail(limit, before));
    QList<AuditRecord> visible;
    for (AuditRecord line : lines) {
        const auto type = object(line.entry.record.object);
        if (!type.ok())
            continue;
        // Where rows are restricted, a line about a record that cannot be shown any more says nothing.
        const bool restricted = m_context.policy->readable(m_context.actor, *type) != nullptr;
        if (restricted && !record(line.entry.record).ok())
            continue;
        hideFields(line, **type);
        visible.append(line);
    }
    return visible;
}

Result<QList<TimelineEntry>> Reader::timeline(const RecordRef &ref, int limit, Instant before) const
{
    DW_TRY(record(ref));
    return readTimeline(*this, ref, limit, before);
}

}  // namespace dw
