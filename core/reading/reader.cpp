// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading/reader.h"

#include "core/access/maskedfield.h"
#include "core/access/visibility.h"
#include "core/expression/narrowing.h"
#include "core/reading/chainedcursor.h"
#include "core/reading/filteredcursor.h"
#include "core/reading/liveformulas.h"
#include "core/reading/measurefunction.h"
#include "core/reading/shownfields.h"
#include "core/reading/timeline.h"
#include "core/store/localarea.h"
#include "core/store/masktexts.h"
#include "core/store/refusedattempt.h"

#include <QSet>

#include <numeric>
#include <utility>

namespace dw
{

namespace
{

// Titles that are those of other records end here, as in the store.
constexpr int TitleDepth = 3;

// As many as a quick filter looks at.
constexpr int QuickHits = 400;

// Every reference in a record's fields.
void collectRefs(const Record &record, QSet<RecordRef> &refs)
{
    for (int i = 0; i < record.type().fieldCount(); ++i) {
        const Value &value = record.value(i);
        if (value.isNull())
            continue;
        const Field &field = record.type().field(i);
        // By the value's kind: a mask is text.
        if (value.kind() == Value::Kind::Id && field.type == FieldType::Reference) {
            refs.insert({field.target, value.id()});
        } else if (value.kind() == Value::Kind::RecordRef) {
            refs.insert(value.recordRef());
        } else if (value.kind() == Value::Kind::Ids) {
            const QList<Id> ids = value.ids();
            for (const Id &id : ids)
                refs.insert({field.target, id});
        }
    }
}

QList<int> allFields(const ObjectType &type)
{
    QList<int> fields(type.fieldCount());
    std::iota(fields.begin(), fields.end(), 0);
    return fields;
}

const QLatin1String TitleSuffix(".title");

// "account_id" of "account_id.title".
QString sortedField(const SortKey &key)
{
    return key.field.endsWith(TitleSuffix) ? key.field.chopped(TitleSuffix.size()) : key.field;
}

// A reference is sorted by what people see of it.
bool isSortedByTitle(const Dictionary &dictionary, const Field &field)
{
    const ObjectTypePtr target = field.type == FieldType::Reference ? dictionary.find(field.target) : nullptr;
    const int title = target ? target->titleIndex(Language::English) : -1;
    return title >= 0 && target->field(title).isStored();
}

Result<LiveFormulas> liveFormulas(const ReadContext &context, const ObjectTypePtr &type,
                                  const QList<int> &fields)
{
    return LiveFormulas::of(context.dictionary, type, fields, context.settings.currency);
}

// What may be compared with a masked value only where that is.
Result<void> checkIsHere(const ReadSession &session, const Condition &asked, const FieldAccess &access)
{
    if (!asked)
        return {};
    DW_ASSIGN(const bool elsewhere, MaskTexts::areInPlaceOfValues(session));
    if (!elsewhere)
        return {};
    const auto masked = MaskedField::in(*asked, access);
    return masked ? Result<void>(masked->elsewhere()) : Result<void>();
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

FieldAccess Reader::access() const
{
    return FieldAccess(*m_context.policy, m_context.actor, m_context.dictionary, m_context.settings.currency);
}

EvaluationContext Reader::evaluation() const
{
    return m_context.settings.context(m_context.now, m_context.actor.user, m_context.actor.team);
}

Result<bool> Reader::isVisible(const Record &record) const
{
    return dw::isVisible(record, *m_context.policy, m_context.actor, m_session, evaluation());
}

Result<Query> Reader::guarded(Query query) const
{
    if (m_context.policy->isOpen())
        return query;
    DW_TRY(object(query.object->key()));
    const FieldAccess fields = access();
    for (const SortKey &key : std::as_const(query.sort))
        DW_TRY(fields.maySort(*query.object, sortedField(key)));
    DW_ASSIGN(const Condition asked, filters().filter(query.where));
    DW_TRY(checkIsHere(m_session, query.where, fields));
    query.where = CheckedExpression::both(asked, m_context.policy->readable(m_context.actor, query.object));
    return query;
}

FilterAccess Reader::filters() const
{
    return FilterAccess(*m_context.policy, m_context.actor, m_context.dictionary,
                        m_context.settings.currency);
}

Result<QList<Query>> Reader::inOrder(const Query &query) const
{
    DW_ASSIGN(const Query mine, guarded(query));
    if (m_context.policy->isOpen())
        return QList<Query>{mine};
    for (qsizetype i = 0; i < mine.sort.size(); ++i) {
        const QString field = sortedField(mine.sort[i]);
        const int index = mine.object->indexOf(field);
        if (index < 0 || mine.sort[i].field == field ||
            mine.object->field(index).type != FieldType::Reference)
            continue;
        const ObjectTypePtr target = m_context.dictionary->find(mine.object->field(index).target);
        const Condition readable = m_context.policy->readable(m_context.actor, target);
        if (!readable)
            continue;
        // Behind another key the two kinds would have to be mixed.
        if (i > 0 || !isFollowable(*readable))
            return Error(ErrorCode::Forbidden, QStringLiteral("access.forbidden_field"),
                         {mine.object->key(), field});
        Query seen = mine, unseen = mine;
        seen.where =
            CheckedExpression::both(mine.where, behindReference(mine.object, index, *readable, Behind::Seen));
        unseen.where = CheckedExpression::both(
            mine.where, behindReference(mine.object, index, *readable, Behind::Unseen));
        unseen.sort.removeFirst();
        return QList<Query>{seen, unseen};
    }
    return QList<Query>{mine};
}

Result<Query> Reader::query(const QString &objectKey, const QString &where, const QStringList &sort) const
{
    DW_ASSIGN(const ObjectTypePtr type, object(objectKey));
    Query query;
    query.object = type;
    if (!where.trimmed().isEmpty()) {
        const CheckScope scope{m_context.dictionary, type, m_context.settings.currency};
        DW_ASSIGN(query.where, CheckedExpression::condition(where, scope));
        DW_TRY(filters().mayFilter(*query.where));
    }
    for (const QString &key : sort) {
        SortKey sortKey;
        const bool descending = key.startsWith(QLatin1Char('-'));
        sortKey.field = descending ? key.mid(1) : key;
        sortKey.order = descending ? SortKey::Order::Descending : SortKey::Order::Ascending;
        if (!type->find(sortKey.field))
            return Error(ErrorCode::Invalid, QStringLiteral("command.unknown_field"),
                         {objectKey, sortKey.field});
        DW_TRY(access().maySort(*type, sortKey.field));
        if (isSortedByTitle(*m_context.dictionary, *type->find(sortKey.field)))
            sortKey.field += TitleSuffix;
        query.sort.append(sortKey);
    }
    return query;
}

Result<Query> Reader::query(const QString &objectKey, const QString &where, const QString &quick,
                            const QStringList &sort) const
{
    if (quick.trimmed().isEmpty())
        return query(objectKey, where, sort);
    DW_ASSIGN(const QList<SearchHit> hits, search(quick, {objectKey}, QuickHits));
    QStringList ids;
    for (const SearchHit &hit : hits)
        ids.append(QStringLiteral("\"%1\"").arg(hit.record.id.toString()));
    // Nothing found is a list of nothing: no record has the null identity.
    if (ids.isEmpty())
        ids.append(QStringLiteral("\"%1\"").arg(Id().toString()));
    const QString found = QStringLiteral("id IN (%1)").arg(ids.join(QLatin1String(", ")));
    return query(objectKey,
                 where.trimmed().isEmpty() ? found : QStringLiteral("AND(%1, %2)").arg(where, found), sort);
}

Result<std::vector<RowRef>> Reader::rows(const Query &query, int limit) const
{
    DW_ASSIGN(const QList<Query> parts, inOrder(query));
    std::vector<RowRef> rows;
    for (const Query &part : parts) {
        const int rest = limit < 0 ? -1 : limit - int(rows.size());
        DW_ASSIGN(std::vector<RowRef> some, m_session.rows(part, evaluation(), rest));
        if (rows.empty())
            rows = std::move(some);
        else
            rows.insert(rows.end(), some.begin(), some.end());
    }
    return rows;
}

Result<QList<Record>> Reader::page(const ObjectTypePtr &type, std::span<const RowRef> rows,
                                   const QList<int> &fields) const
{
    DW_TRY(object(type->key()));
    DW_ASSIGN(const LiveFormulas formulas, liveFormulas(m_context, type, fields));
    DW_ASSIGN(QList<Record> records, m_session.page(type, rows, formulas.fieldsNeeded()));
    DW_TRY(formulas.fill(records, m_session, evaluation()));
    if (m_context.policy->isOpen())
        return records;
    if (m_context.policy->readable(m_context.actor, type)) {
        // A row may have gone out of sight since it was listed: for the actor it is gone.
        QList<Id> ids;
        for (const Record &record : std::as_const(records)) {
            if (record.isValid())
                ids.append(record.id());
        }
        DW_ASSIGN(const QList<Record> whole, m_session.findMany(type, ids));
        QSet<Id> visible;
        for (const Record &record : whole) {
            DW_ASSIGN(const bool shown, record.isValid() ? isVisible(record) : false);
            if (shown)
                visible.insert(record.id());
        }
        for (Record &record : records) {
            if (record.isValid() && !visible.contains(record.id()))
                record = Record();
        }
    }
    DW_TRY(ShownFields(m_session, type, access().of(*type), fields).apply(records));
    return records;
}

Result<qint64> Reader::count(const Query &query) const
{
    DW_ASSIGN(const Query mine, guarded(query));
    return m_session.count(mine, evaluation());
}

Result<std::unique_ptr<RecordCursor>> Reader::open(const Query &query, const QList<int> &fields) const
{
    DW_ASSIGN(const QList<Query> parts, inOrder(query));
    DW_ASSIGN(const LiveFormulas formulas, liveFormulas(m_context, query.object, fields));
    std::vector<std::unique_ptr<RecordCursor>> opened;
    for (const Query &part : parts) {
        auto one = m_session.open(part, formulas.fieldsNeeded(), evaluation());
        if (!one.ok())
            return one.error();
        opened.push_back(std::move(one).value());
    }
    std::unique_ptr<RecordCursor> cursor = std::move(opened.front());
    if (opened.size() > 1) {
        opened.front() = std::move(cursor);
        cursor = std::make_unique<ChainedCursor>(std::move(opened));
    }
    ShownFields shown(m_session, query.object, access().of(*query.object), fields);
    if (shown.isAll() && formulas.isEmpty())
        return cursor;
    // By copies: the cursor may outlive this reader, not its session.
    auto complete = [formulas, &session = m_session, context = evaluation()](QList<Record> &records) {
        return formulas.fill(records, session, context);
    };
    return std::unique_ptr<RecordCursor>(
        std::make_unique<FilteredCursor>(std::move(cursor), std::move(shown), std::move(complete)));
}

Result<QList<GroupRow>> Reader::group(const GroupQuery &query) const
{
    if (m_context.policy->isOpen())
        return m_session.group(query, evaluation());
    const FilterAccess filters = this->filters();
    GroupQuery mine = query;
    for (auto &key : mine.groupBy) {
        DW_ASSIGN(key, filters.value(key));
    }
    for (GroupQuery::Measure &measure : mine.measures) {
        DW_ASSIGN(measure.of, filters.value(measure.of));
        DW_TRY(checkIsHere(m_session, measure.where, access()));
        DW_ASSIGN(measure.where, filters.filter(measure.where));
    }
    DW_ASSIGN(const Query base, guarded({query.object, query.where, {}}));
    mine.where = base.where;
    return m_session.group(mine, evaluation());
}

Result<GroupQuery> Reader::groupQuery(const QString &objectKey, const QString &where,
                                      const QStringList &groupBy, const QStringList &measures,
                                      GroupQuery::MoneyMode money) const
{
    DW_ASSIGN(const Query base, query(objectKey, where, {}));
    const CheckScope scope{m_context.dictionary, base.object, m_context.settings.currency};
    const auto compile = [&](const QString &text) -> Result<std::shared_ptr<const CheckedExpression>> {
        DW_ASSIGN(const auto checked, CheckedExpression::compile(text, scope));
        DW_TRY(filters().value(checked));
        return checked;
    };
    GroupQuery query;
    query.object = base.object;
    query.where = base.where;
    query.money = money;
    for (const QString &text : groupBy) {
        DW_ASSIGN(auto key, compile(text));
        const ValueType::Kind kind = key->type().kind;
        if (kind == ValueType::Kind::Keys || kind == ValueType::Kind::Ids)
            return Error(ErrorCode::Invalid, QStringLiteral("reading.group_of_several"), {text});
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
            if (!canMeasure(*function, measure.of->type()))
                return Error(ErrorCode::Invalid, QStringLiteral("reading.measure_type"),
                             {text, measure.of->type().name()});
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
    DW_ASSIGN(const Record stored, m_session.find(type, ref.id));
    if (!stored.isValid() || stored.isDeleted())
        return missing;
    DW_ASSIGN(const bool visible, isVisible(stored));
    if (!visible)
        return missing;
    const QList<int> fields = allFields(*type);
    DW_ASSIGN(const LiveFormulas formulas, liveFormulas(m_context, type, fields));
    QList<Record> found{stored};
    DW_TRY(formulas.fill(found, m_session, evaluation()));
    DW_TRY(ShownFields(m_session, type, access().of(*type), fields).apply(found));
    return found.takeFirst();
}

Result<QList<Record>> Reader::children(const RecordRef &parent, const QString &collection, int limit) const
{
    DW_ASSIGN(const Record owner, record(parent));
    const Collection *shape = owner.type().collection(collection);
    if (!shape)
        return Error(ErrorCode::Invalid, QStringLiteral("records.unknown_collection"),
                     {parent.object, collection});
    DW_ASSIGN(const ObjectTypePtr type, object(shape->object));
    DW_TRY(access().mayFollow(*shape));
    DW_ASSIGN(QList<Record> found, m_session.children(owner, collection, limit));
    if (m_context.policy->isOpen())
        return found;
    // Those out of sight take no place in the limit.
    QList<Record> visible;
    for (int asked = limit;; asked *= 2) {
        visible.clear();
        for (const Record &child : std::as_const(found)) {
            DW_ASSIGN(const bool shown, isVisible(child));
            if (shown && visible.size() < limit)
                visible.append(child);
        }
        if (visible.size() >= limit || found.size() < asked)
            break;
        DW_ASSIGN(found, m_session.children(owner, collection, asked * 2));
    }
    DW_TRY(ShownFields(m_session, type, access().of(*type), allFields(*type)).apply(visible));
    return visible;
}

Result<QHash<RecordRef, QString>> Reader::titles(const QList<RecordRef> &refs) const
{
    if (m_context.policy->isOpen())
        return m_session.titles(refs, m_context.language);
    return visibleTitles(refs, TitleDepth);
}

Result<QHash<RecordRef, QString>> Reader::visibleTitles(const QList<RecordRef> &refs, int depth) const
{
    QHash<QString, QList<Id>> byObject;
    for (const RecordRef &ref : refs)
        byObject[ref.object].append(ref.id);
    QList<RecordRef> shown;
    QHash<RecordRef, RecordRef> named;  // whose title is that of another record
    for (auto group = byObject.cbegin(); group != byObject.cend(); ++group) {
        const auto type = object(group.key());
        const int title = type.ok() ? (*type)->titleIndex(m_context.language) : -1;
        if (title < 0 || !access().mayRead(**type, (*type)->field(title).key).ok())
            continue;
        DW_ASSIGN(const QList<Record> records, m_session.findMany(*type, group.value()));
        for (const Record &record : records) {
            DW_ASSIGN(const bool visible, record.isValid() ? isVisible(record) : false);
            const Value::Kind kind = visible ? record.value(title).kind() : Value::Kind::Null;
            if (kind == Value::Kind::Id && (*type)->field(title).type == FieldType::Reference)
                named.insert(record.ref(), {(*type)->field(title).target, record.value(title).id()});
            else if (kind == Value::Kind::RecordRef)
                named.insert(record.ref(), record.value(title).recordRef());
            else if (visible)
                shown.append(record.ref());
        }
    }
    DW_ASSIGN(auto titles, m_session.titles(shown, m_context.language));
    if (named.isEmpty() || depth <= 1)
        return titles;
    DW_ASSIGN(const auto others, visibleTitles(named.values(), depth - 1));
    for (auto name = named.cbegin(); name != named.cend(); ++name) {
        if (others.contains(name.value()))
            titles.insert(name.key(), others.value(name.value()));
    }
    return titles;
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
    request.context = evaluation();
    for (const ObjectTypePtr &type : m_context.dictionary->objects()) {
        const bool wanted = objects.isEmpty() || objects.contains(type->key());
        if (!wanted || !m_context.policy->may(m_context.actor, Action::Read, *type, nullptr).allowed)
            continue;
        request.objects.append(type->key());
        if (const Condition readable = m_context.policy->readable(m_context.actor, type))
            request.readable.insert(type->key(), readable);
        const FieldRights rights = access().of(*type);
        QStringList hidden, masked;
        for (auto right = rights.byField.constBegin(); right != rights.byField.constEnd(); ++right) {
            if (!rights.mayRead(right.key()))
                hidden.append(right.key());
            if (right.value() == FieldRight::Masked)
                masked.append(right.key());
        }
        if (!hidden.isEmpty())
            request.hiddenFields.insert(type->key(), hidden);
        if (!masked.isEmpty())
            request.maskedFields.insert(type->key(), masked);
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

bool Reader::hideFields(AuditRecord &line, const FieldRights &rights) const
{
    if (!rights.restrictsAny() || line.fields.isEmpty())
        return true;
    const QStringList keys = line.fields;
    for (const QString &key : keys) {
        if (!rights.mayRead(key)) {
            line.entry.values.remove(key);
            line.fields.removeAll(key);
        }
    }
    return !line.fields.isEmpty();
}

Result<QList<AuditRecord>> Reader::visibleLines(const AuditPage &read, int limit, qint64 before) const
{
    QList<AuditRecord> visible;
    while (visible.size() < limit) {
        const int wanted = limit - int(visible.size());
        DW_ASSIGN(const QList<AuditRecord> lines, read(wanted, before));
        for (AuditRecord line : lines) {
            const auto type = object(line.entry.record.object);
            if (!type.ok())
                continue;
            const bool own = line.entry.user == m_context.actor.user;
            const auto refused = RefusedAttempt::of(line);
            // Whoever named a field knows of it; of a record they only know that they asked for it.
            if (refused && !own && !refused->field.isEmpty() && !access().of(**type).mayRead(refused->field))
                continue;
            const bool asked = own && !(refused && refused->code == QLatin1String("access.record_hidden"));
            // A line about the object as a whole: its condition may speak of any field.
            if (line.entry.record.id.isNull()) {
                if (asked ||
                    m_context.policy->may(m_context.actor, Action::Configure, **type, nullptr).allowed)
                    visible.append(line);
                continue;
            }
            // Where rows are restricted, a line about a record that cannot be shown any more says nothing.
            const bool restricted = m_context.policy->readable(m_context.actor, *type) != nullptr;
            if (restricted && !record(line.entry.record).ok())
                continue;
            if (hideFields(line, access().of(**type)))
                visible.append(line);
        }
        if (lines.size() < wanted)
            break;
        before = lines.last().sequence;
    }
    return visible;
}

Result<QList<AuditRecord>> Reader::history(const RecordRef &ref, int limit, qint64 before) const
{
    // What was done to an object as a whole stands under it without an id.
    if (!ref.id.isNull())
        DW_TRY(record(ref));
    return visibleLines([&](int most, qint64 from) { return m_session.history(ref, most, from); }, limit,
                        before);
}

Result<QList<AuditRecord>> Reader::auditTrail(int limit, qint64 before) const
{
    return visibleLines([&](int most, qint64 from) { return m_session.auditTrail(most, from); }, limit,
                        before);
}

Result<QHash<QString, QByteArray>> Reader::localValues(const QString &area) const
{
    if (isEngineArea(area) || MaskTexts::isArea(area))
        return Error(ErrorCode::Forbidden, QStringLiteral("access.action_forbidden"), {area, {}});
    return m_session.localValues(area);
}

Result<QList<TimelineEntry>> Reader::timeline(const RecordRef &ref, int limit,
                                              const TimelineKey &before) const
{
    DW_TRY(record(ref));
    return readTimeline(*this, ref, limit, before);
}

}  // namespace dw
