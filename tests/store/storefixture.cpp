// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/storefixture.h"

#include "core/store/sqlite/meta.h"
#include "core/store/sqlite/migrations.h"

#include <stdexcept>

namespace dw::test
{

namespace
{

constexpr const char *SyncTables[] = {"object", "replica", "outbox",     "outbox_root", "outbox_made", "sent",
                                      "base",   "root",    "root_scope", "scope",       "inbox",       "head",
                                      "commit", "device",  "result",     "scope_key",   "member"};

void check(const Result<void> &result)
{
    if (!result.ok())
        throw std::runtime_error(
            (result.error().key + QLatin1Char(' ') + result.error().detail).toStdString());
}

QList<Field> systemFields()
{
    Field owner = makeField("owner_id", FieldType::Reference);
    owner.target = QStringLiteral("user");
    Field createdBy = makeField("created_by", FieldType::Reference);
    createdBy.target = QStringLiteral("user");
    Field sourceKey = makeField("source_key", FieldType::Text);
    sourceKey.unique = Uniqueness::DuplicateCheck;
    Field currency = makeField("currency", FieldType::Picklist);
    Field id = makeField("id", FieldType::Uuid);
    QList<Field> fields{id,
                        owner,
                        makeField("created_at", FieldType::DateTime),
                        createdBy,
                        makeField("updated_at", FieldType::DateTime),
                        makeField("rev", FieldType::Integer),
                        makeField("deleted_at", FieldType::DateTime),
                        sourceKey,
                        makeField("tags", FieldType::Tags),
                        currency};
    for (Field &field : fields) {
        field.system = true;
        field.required.kind = Requirement::Kind::System;
    }
    return fields;
}

ObjectType::Definition object(const char *key, const char *title, QList<Field> fields,
                              QList<Collection> collections = {})
{
    ObjectType::Definition made;
    made.key = QString::fromLatin1(key);
    made.label = {made.key, made.key};
    made.plural = made.label;
    made.titleField = QString::fromLatin1(title);
    made.group = QStringLiteral("sales");
    made.origin = made.key;
    made.fields = std::move(fields);
    for (const Field &field : systemFields())
        made.fields.append(field);
    for (Collection &collection : collections)
        collection.label = {collection.name, collection.name};
    made.collections = std::move(collections);
    return made;
}

}  // namespace

Field makeField(const char *key, FieldType type)
{
    Field field;
    field.key = QString::fromLatin1(key);
    field.type = type;
    field.resultType = type;
    field.label = {field.key, field.key};
    if (type == FieldType::Decimal) {
        field.precision = 18;
        field.scale = 4;
    }
    if (type == FieldType::Picklist || type == FieldType::MultiPicklist) {
        for (const char *value : {"cny", "usd", "jpy", "eur"}) {
            const QString name = QString::fromLatin1(value);
            field.values.append(PicklistValue{name, name.toUpper(), {name, name}, false});
        }
    }
    if (type == FieldType::Reference || type == FieldType::ReferenceList)
        field.target = QStringLiteral("user");
    return field;
}

DictionaryPtr storeDictionary(const QList<Field> &extra)
{
    Field name = makeField("name", FieldType::Text);
    Field code = makeField("code", FieldType::Text);
    code.unique = Uniqueness::Hard;
    Field city = makeField("city", FieldType::Text);
    city.indexed = true;
    Field phone = makeField("phone", FieldType::Phone);
    phone.unique = Uniqueness::DuplicateCheck;
    QList<Field> fields{name,
                        code,
                        city,
                        phone,
                        makeField("notes", FieldType::LongText),
                        makeField("rich", FieldType::RichText),
                        makeField("count", FieldType::Integer),
                        makeField("ratio", FieldType::Decimal),
                        makeField("amount", FieldType::Money),
                        makeField("cost", FieldType::Money),
                        makeField("discount", FieldType::Percent),
                        makeField("active", FieldType::Boolean),
                        makeField("founded", FieldType::Date),
                        makeField("met_at", FieldType::DateTime),
                        makeField("call_time", FieldType::Duration),
                        makeField("grade", FieldType::Picklist),
                        makeField("markets", FieldType::MultiPicklist),
                        makeField("manager_id", FieldType::Reference),
                        makeField("about", FieldType::AnyReference),
                        makeField("helpers", FieldType::ReferenceList),
                        makeField("email", FieldType::Email),
                        makeField("website", FieldType::Url),
                        makeField("address", FieldType::Address),
                        makeField("position", FieldType::Geo),
                        makeField("settings", FieldType::Json),
                        makeField("logo", FieldType::Blob),
                        makeField("company_no", FieldType::AutoNumber)};
    fields += extra;
    Field company = makeField("company_id", FieldType::Reference);
    company.target = QStringLiteral("company");
    Field friends = makeField("friends", FieldType::ReferenceList);
    friends.target = QStringLiteral("company");
    Field from = makeField("from_currency", FieldType::Picklist);
    Field rate = makeField("rate", FieldType::Decimal);
    rate.scale = 8;
    const auto made = Dictionary::build(
        {object("company", "name", fields,
                {{QStringLiteral("people"), QStringLiteral("person"), QStringLiteral("company_id"), {}},
                 {QStringLiteral("remarks"), QStringLiteral("person"), QStringLiteral("about"), {}},
                 {QStringLiteral("admirers"), QStringLiteral("person"), QStringLiteral("friends"), {}}}),
         object("person", "name",
                {makeField("name", FieldType::Text), company, makeField("about", FieldType::AnyReference),
                 friends}),
         object("user", "name", {makeField("name", FieldType::Text)}),
         object("stay", "manager_id", {makeField("manager_id", FieldType::Reference)}),
         object("exchange_rate", "from_currency",
                {from, makeField("to_currency", FieldType::Picklist), makeField("date", FieldType::Date),
                 rate})});
    if (!made.ok())
        throw std::runtime_error(
            (made.error().key + made.error().arguments.join(QLatin1Char(' '))).toStdString());
    return *made;
}

StoreFixture::StoreFixture()
    : m_clock(Instant{1795000000000}), m_ids(m_clock, 7), m_dictionary(storeDictionary())
{
    m_info.id = m_ids.next();
    m_info.device = m_ids.next();
    m_info.zoneName = "Asia/Shanghai";
    m_info.currency = Currency::fromCode(u"CNY").value();
    auto opened = sqlite::Connection::open(file(), sqlite::Connection::Mode::Create, 4096);
    if (!opened.ok())
        throw std::runtime_error(opened.error().key.toStdString());
    m_connection = std::move(opened).value();
    check(sqlite::migrate(*m_connection));
    check(sqlite::writeInfo(*m_connection, m_info));
    m_session = std::make_unique<sqlite::SqliteSession>(*m_connection, sqlite::SqliteSession::Role::Writer,
                                                        m_info, m_dictionary);
    check(m_session->begin(Durability::Redoable));
    check(m_session->adoptDictionary(m_dictionary));
    check(m_session->commit());
}

Result<void> StoreFixture::apply(const ChangeSet &changes)
{
    DW_TRY(m_session->begin(Durability::Redoable));
    const Result<void> done = m_session->apply(changes);
    if (!done.ok()) {
        m_session->rollback();
        return done;
    }
    return m_session->commit();
}

Record StoreFixture::company(const QString &name)
{
    Record record(type("company"), m_ids.next());
    record.set(u"name", Value(name));
    record.set(u"currency", Value(QStringLiteral("cny")));
    record.set(u"created_at", Value(m_clock.now()));
    return record;
}

Result<void> StoreFixture::clearSync()
{
    QByteArray sql;
    for (const char *table : SyncTables)
        sql += QByteArray("DELETE FROM \"dw:") + table + "\";";
    DW_TRY(m_session->begin(Durability::Redoable));
    DW_TRY(m_connection->execute(sql));
    DW_TRY(m_session->commit());
    // What the session remembers of them goes by a rollback alone: nobody else deletes them.
    DW_TRY(m_session->begin(Durability::Redoable));
    m_session->rollback();
    return {};
}

Result<void> StoreFixture::backToVersion(int version)
{
    QByteArray sql;
    if (version < 2)
        sql += "DELETE FROM \"dw:meta\" WHERE key LIKE 'audit_head%';";
    if (version < 3)
        sql += "DROP TABLE \"dw:stays\";";
    if (version < 4)
        sql += "DROP TABLE \"dw:paths\";";
    if (version == 3)
        sql += "CREATE TABLE \"dw:reached\"(pipeline BLOB);";
    for (const char *table : SyncTables)
        sql += QByteArray("DROP TABLE \"dw:") + table + "\";";
    return m_connection->execute(sql + "PRAGMA user_version=" + QByteArray::number(version));
}

}  // namespace dw::test
