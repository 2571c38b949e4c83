// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/access/scopeworld.h"

#include "core/dictionary/builtindictionary.h"

#include <algorithm>

namespace dw::test
{

namespace
{

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

constexpr qint64 Hour = 3600000;

// What placements are worked out from, and what the conditions below read.
const char *const Business[] = {"account",          "contact",  "lead",          "opportunity",
                                "opportunity_line", "activity", "task",          "comment",
                                "attachment",       "campaign", "stage_history", "opportunity_contact"};

const char *const Scopes[] = {"none", "own", "team", "team_and_below", "territory", "all"};

struct Filter
{
    const char *object;
    const char *condition;
    bool told;
};

constexpr Filter Filters[] = {
    {"account", "industry = \"finance\"", true},
    {"account", "ISBLANK(name)", true},
    {"account", "NOT(CONTAINS(name, \"b\"))", true},
    {"account", "annual_revenue > 500", true},
    {"account", "parent_account.region.name = \"a\"", true},
    {"account", "owner.team.name = \"a\"", true},
    {"account", "COUNT(contacts) > 1", false},
    {"account", "created_at < NOW()", false},
    {"contact", "name <> \"a\"", true},
    {"contact", "account.name = \"a\"", true},
    {"contact", "ISBLANK(account.name)", true},
    {"contact", "owner_id = CURRENTUSER()", false},
    {"opportunity", "amount > 500", true},
    {"opportunity", "OR(account.industry = \"finance\", name = \"b\")", true},
    {"opportunity", "1 = 1", true},
    {"opportunity", "IFBLANK(amount, 600) > 500", true},
    {"opportunity", "stage_dwell_s > 5", false},
    {"opportunity_line", "free_text = \"a\"", true},
    {"opportunity_line", "unit_price > 100", true},
    {"activity", "subject = \"a\"", true},
    {"task", "IFBLANK(subject, \"a\") = \"a\"", true},
    {"comment", "pinned", true},
    {"attachment", "NOT(confidential)", true},
    {"campaign", "name = \"c\"", true},
    {"saved_view", "name = \"c\"", true},
};

}  // namespace

ScopeWorld::ScopeWorld(quint32 seed)
    : m_random(seed), m_clock(*Instant::fromIso(u"2026-11-19T02:00:00Z", QTimeZone::utc()))
{
    m_dictionary = *Dictionary::build(*BuiltinDictionary::definitions());
}

EvaluationContext ScopeWorld::context(const Id &user) const
{
    EvaluationContext context;
    context.now = m_clock.now();
    context.zone = BusinessZone(QTimeZone("Asia/Shanghai"));
    context.currentUser = user;
    context.workspaceCurrency = *Currency::fromCode(text("CNY"));
    return context;
}

Id ScopeWorld::newId()
{
    return Id::named("scope:" + QByteArray::number(++m_next));
}

Record ScopeWorld::made(const char *object, std::initializer_list<std::pair<const char *, Value>> values)
{
    const ObjectTypePtr type = m_dictionary->pointer(text(object));
    Record record(type, newId());
    for (const auto &[key, value] : values) {
        if (!record.set(text(key), value))
            qFatal("%s has no %s", object, key);
    }
    put(record);
    m_ids[type->key()].append(record.id());
    return record;
}

Id ScopeWorld::anyOf(const QString &object)
{
    return once(12) ? newId() : pick(m_ids.value(object));
}

Value ScopeWorld::randomValue(const Field &field)
{
    if (once(6))
        return {};
    switch (field.type) {
        case FieldType::Text:
            return Value(text(pick(QList<const char *>{"a", "b", "c"})));
        case FieldType::Money:
            return Value(
                Money{m_random.bounded(200) * 1000, *Currency::fromCode(text(once(4) ? "USD" : "CNY"))});
        case FieldType::Boolean:
            return Value::boolean(once(2));
        case FieldType::Picklist:
            return Value(field.values.isEmpty()
                             ? QString()
                             : field.values[m_random.bounded(std::min(3, int(field.values.size())))].key);
        case FieldType::Reference:
            return Value(anyOf(field.target));
        case FieldType::AnyReference: {
            const QString object = text(pick(QList<const char *>(std::begin(Business), std::end(Business))));
            return Value(RecordRef{object, anyOf(object)});
        }
        default:
            return {};
    }
}

void ScopeWorld::randomise(Record &record, int index)
{
    const Field &field = record.type().field(index);
    if (field.key == text("currency"))
        record.set(index, Value(text(once(3) ? "usd" : "cny")));
    else if (field.key == text("industry"))
        record.set(index, Value(text(once(2) ? "finance" : "retail")));
    else if (field.key == text("shared"))
        record.set(index, Value(text(pick(QList<const char *>{"none", "team", "all"}))));
    else if (field.key != text("id") && field.key != text("deleted_at") && field.isStored())
        record.set(index, randomValue(field));
}

Record ScopeWorld::randomRecord(const ObjectTypePtr &type)
{
    Record record(type, newId());
    for (int field = 0; field < type->fieldCount(); ++field)
        randomise(record, field);
    if (once(10))
        record.set(u"deleted_at", Value(m_clock.now()));
    put(record);
    m_ids[type->key()].append(record.id());
    return record;
}

void ScopeWorld::addPeople()
{
    for (const char *object : {"team", "territory", "user"}) {
        const int count = text(object) == text("user") ? 9 : 5;
        for (int i = 0; i < count; ++i)
            made(object);
    }
    m_users = m_ids.value(text("user"));
    const auto each = [&](const char *object, auto change) {
        for (Record record : all(text(object))) {
            change(record);
            put(record);
        }
    };
    each("team", [&](Record &team) {
        team.set(u"name", Value(text(once(2) ? "a" : "b")));
        team.set(u"parent_id", Value(pick(m_ids.value(text("team")))));
        if (once(2))
            team.set(u"leader_id", Value(pick(m_users)));
    });
    each("territory", [&](Record &territory) {
        territory.set(u"name", Value(text(once(2) ? "a" : "b")));
        territory.set(u"parent_id", Value(pick(m_ids.value(text("territory")))));
    });
    const auto moment = [&] { return Value(Instant{m_clock.now().ms + (m_random.bounded(9) - 4) * Hour}); };
    each("user", [&](Record &user) {
        user.set(u"name", Value(text(once(2) ? "a" : "b")));
        user.set(u"team_id", Value(anyOf(text("team"))));
        user.set(
            u"status",
            Value(text(pick(QList<const char *>{"active", "active", "active", "on_leave", "disabled"}))));
        user.set(u"territory_ids", Value(QList<Id>{anyOf(text("territory")), anyOf(text("territory"))}));
        if (once(2))
            user.set(u"delegate_id", Value(pick(m_users)));
        if (once(2))
            user.set(u"away_from", moment());
        if (once(2))
            user.set(u"away_to", moment());
    });
}

void ScopeWorld::addRoles()
{
    QList<Id> roles;
    for (int i = 0; i < 7; ++i) {
        const Record role = made("role", {{"code", Value(text("role%1").arg(i))},
                                          {"kind", Value(text(i == 0 ? "admin" : "custom"))},
                                          {"inherits_id", Value(once(2) ? pick(roles) : Id())}});
        roles.append(role.id());
        for (const ObjectTypePtr &type : m_dictionary->objects()) {
            const bool business = std::any_of(std::begin(Business), std::end(Business),
                                              [&](const char *one) { return type->key() == text(one); });
            if (business ? once(3) : !once(6))
                continue;
            made("permission", {{"role_id", Value(role.id())},
                                {"object_type", Value(type->key())},
                                {"read", Value(text(Scopes[m_random.bounded(6)]))}});
        }
    }
    for (const Id &id : std::as_const(m_users)) {
        Record user = find({text("user"), id});
        QList<Id> given;
        for (int i = m_random.bounded(4); i > 0; --i)
            given.append(once(9) ? roles.first() : roles[1 + m_random.bounded(int(roles.size()) - 1)]);
        user.set(u"role_ids", Value(given));
        put(user);
    }
}

void ScopeWorld::addConditions(bool allOfThem)
{
    const Id role = pick(pick(all(text("user"))).value(u"role_ids").ids());
    for (int i = 0; i < 8; ++i) {
        const Filter &filter = Filters[m_random.bounded(int(std::size(Filters)))];
        const CheckScope scope{m_dictionary, m_dictionary->find(text(filter.object)),
                               *Currency::fromCode(text("CNY"))};
        if (const auto checked = CheckedExpression::condition(text(filter.condition), scope); !checked.ok())
            qFatal("%s: %s", filter.condition, qPrintable(checked.error().key));
        if (!filter.told && !allOfThem)
            continue;
        made("permission",
             {{"role_id", Value(once(2) && !role.isNull() ? role : pick(m_ids.value(text("role"))))},
              {"object_type", Value(text(filter.object))},
              {"read", Value(text(Scopes[1 + m_random.bounded(5)]))},
              {"record_filter", Value(text(filter.condition))}});
    }
}

void ScopeWorld::addShares()
{
    for (int i = 0; i < 12; ++i) {
        const QString object = text(pick(QList<const char *>(std::begin(Business), std::end(Business))));
        const QString grantee = text(pick(QList<const char *>{"user", "team", "role"}));
        Record share = made("record_share", {{"record_ref", Value(RecordRef{object, anyOf(object)})},
                                             {"grantee", Value(RecordRef{grantee, anyOf(grantee)})}});
        if (once(2))
            share.set(u"expires_at", Value(Instant{m_clock.now().ms + (m_random.bounded(9) - 4) * Hour}));
        put(share);
    }
}

void ScopeWorld::build(int records)
{
    addPeople();
    addRoles();
    // Twice, so that what comes first refers to what comes later too.
    for (int round = 0; round < 2; ++round) {
        for (const ObjectTypePtr &type : m_dictionary->objects()) {
            if (type->key() == text("user") || type->key() == text("permission") ||
                type->key() == text("role") || type->key() == text("team") ||
                type->key() == text("territory") || type->key() == text("record_share"))
                continue;
            const bool business = std::any_of(std::begin(Business), std::end(Business),
                                              [&](const char *one) { return type->key() == text(one); });
            for (int i = business ? records / 2 : 1; i > 0; --i)
                randomRecord(type);
        }
    }
    addShares();
}

AccessModelPtr ScopeWorld::model() const
{
    const auto live = [this](const char *object) {
        QList<Record> records = all(text(object));
        records.removeIf([](const Record &record) { return record.isDeleted(); });
        return records;
    };
    return std::make_shared<const AccessModel>(
        AccessRecords{live("role"), live("permission"), live("record_share"), live("user"), live("team"),
                      live("territory")},
        m_dictionary, *Currency::fromCode(text("CNY")));
}

QList<Record> ScopeWorld::all(const QString &object) const
{
    QList<Record> found;
    for (const Id &id : m_ids.value(object)) {
        if (const Record record = m_records.value({object, id}); record.isValid())
            found.append(record);
    }
    return found;
}

// What most often matters, so that it changes often.
QList<int> ScopeWorld::placingFields(const ObjectType &type)
{
    QList<int> fields{type.indexOf(u"owner_id")};
    for (const char *key :
         {"assignee_id", "performer_id", "account_id", "related", "opportunity_id", "region", "record_ref",
          "name", "industry", "currency", "amount", "team_id", "shared"}) {
        if (const int field = type.indexOf(text(key)); field >= 0)
            fields.append(field);
    }
    return fields;
}

std::pair<Record, Record> ScopeWorld::step()
{
    QStringList objects;
    for (const char *object : Business)
        objects.append(text(object));
    // What conditions lead through.
    if (once(5))
        objects = {text("user"), text("team"), text("territory"), text("saved_view")};
    const ObjectTypePtr type = m_dictionary->find(pick(objects));
    const RecordRef ref{type->key(), pick(m_ids.value(type->key()))};
    const Record before = find(ref);
    if (!before.isValid() || once(12))
        return {Record(), randomRecord(type)};
    Record after = before;
    if (once(30)) {
        purge(ref);
        return {before, Record()};
    }
    if (once(6))
        after.set(u"deleted_at", before.isDeleted() ? Value() : Value(m_clock.now()));
    for (int i = m_random.bounded(3); i >= 0; --i)
        randomise(after, once(2) ? m_random.bounded(type->fieldCount()) : pick(placingFields(*type)));
    put(after);
    return {before, after};
}

void ScopeWorld::stepConfiguration()
{
    const auto drop = [this](const char *object) {
        const QList<Record> there = all(text(object));
        if (!there.isEmpty())
            purge(pick(there).ref());
    };
    drop("record_share");
    drop("record_share");
    if (once(2))
        addShares();
    // Half of what is dropped has a condition.
    for (const Record &permission : all(text("permission"))) {
        if (!permission.value(u"record_filter").isNull() && once(3))
            purge(permission.ref());
    }
    drop("permission");
    if (once(2))
        addConditions(true);
}

QList<Record> ScopeWorld::foundBy(const Dependants &dependants, const Id &end) const
{
    QSet<Id> ends{end};
    QString object;
    QList<Record> found;
    for (auto step = dependants.way.crbegin(); step != dependants.way.crend(); ++step) {
        found.clear();
        for (const Record &record : all(step->object->key())) {
            const Value &value = record.value(step->field);
            if (ends.contains(value.id()) && (value.kind() != Value::Kind::RecordRef || object.isEmpty() ||
                                              value.recordRef().object == object))
                found.append(record);
        }
        ends.clear();
        for (const Record &record : std::as_const(found))
            ends.insert(record.id());
        object = step->object->key();
    }
    return found;
}

Result<Record> ScopeWorld::record(const RecordRef &ref) const
{
    const Record found = find(ref);
    return found.isValid() && found.isDeleted() ? Record() : found;
}

Result<QList<Record>> ScopeWorld::children(const Record &parent, const QString &collection, int) const
{
    const Collection *shape = parent.type().collection(collection);
    QList<Record> found;
    for (const Record &record : all(shape->object)) {
        const Value &value = record.value(shape->by);
        if (!record.isDeleted() && (value.kind() == Value::Kind::RecordRef ? value.recordRef() == parent.ref()
                                                                           : value.id() == parent.id()))
            found.append(record);
    }
    return found;
}

}  // namespace dw::test
