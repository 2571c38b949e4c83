// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/recordstore.h"

#include "core/base/text/textfold.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/schema.h"

#include <QSet>

#include <algorithm>
#include <utility>

namespace dw::sqlite
{

namespace
{

constexpr int TitleDepth = 3;  // a title may be a reference whose title is a reference ...

const Value &valueOf(const Record &record, const ObjectType &type, int field)
{
    return &record.type() == &type ? record.value(field) : record.value(type.field(field).key);
}

std::optional<Instant> createdAt(const Record &record)
{
    const Value &at = record.value(u"created_at");
    return at.isNull() ? std::nullopt : std::optional(at.instant());
}

}  // namespace

RecordStore::RecordStore(Connection &connection, Currency base, const BusinessZone &zone)
    : m_connection(connection), m_base(base), m_rates(connection, base, zone)
{}

void RecordStore::setDictionary(const DictionaryPtr &dictionary)
{
    m_dictionary = dictionary;
    m_tables.clear();
    m_findSql.clear();
    m_titleSources.clear();
    m_rates.setDictionary(dictionary);
}

const RecordTable &RecordStore::table(const ObjectTypePtr &type)
{
    std::shared_ptr<const RecordTable> &made = m_tables[type.get()];
    if (!made)
        made = std::make_shared<RecordTable>(type);
    return *made;
}

// --- reading ---

Result<void> RecordStore::readLinks(const RecordTable &table, const QList<int> &linked, Record &record)
{
    for (const int i : linked) {
        const Field &field = table.type()->field(i);
        DW_ASSIGN(Statement read, m_connection.prepare(table.linkSql(i).read));
        read.bind(1, record.id());
        QStringList keys;
        QList<Id> ids;
        for (;;) {
            DW_ASSIGN(const bool row, read.step());
            if (!row)
                break;
            if (field.type == FieldType::Tags)
                keys.append(read.text(0));
            else
                ids.append(read.id(0));
        }
        record.set(i, field.type == FieldType::Tags ? Value(keys) : Value(ids));
    }
    return {};
}

Result<QList<Record>> RecordStore::readAll(const RecordTable &table, Statement &statement)
{
    QList<Record> records;
    for (;;) {
        DW_ASSIGN(const bool row, statement.step());
        if (!row)
            break;
        records.append(table.read(statement, table.all()));
    }
    for (Record &record : records)
        DW_TRY(readLinks(table, table.linkedFields(), record));
    return records;
}

Result<Record> RecordStore::find(const ObjectTypePtr &type, const Id &id)
{
    const RecordTable &from = table(type);
    DW_ASSIGN(Statement statement, m_connection.prepare(from.findSql()));
    statement.bind(1, id);
    DW_ASSIGN(const bool row, statement.step());
    if (!row)
        return Record();
    Record record = from.read(statement, from.all());
    DW_TRY(readLinks(from, from.linkedFields(), record));
    return record;
}

Result<QList<Record>> RecordStore::findMany(const ObjectTypePtr &type, const QList<Id> &ids)
{
    const RecordTable &from = table(type);
    DW_ASSIGN(Statement statement, m_connection.prepare(from.findSql()));
    QList<Record> records;
    records.reserve(ids.size());
    for (const Id &id : ids) {
        statement.reset();
        statement.bind(1, id);
        DW_ASSIGN(const bool row, statement.step());
        Record record;
        if (row) {
            record = from.read(statement, from.all());
            DW_TRY(readLinks(from, from.linkedFields(), record));
        }
        records.append(std::move(record));
    }
    return records;
}

Result<QList<Record>> RecordStore::findByValue(const ObjectTypePtr &type, int fieldIndex, const Value &value,
                                               ReadSession::Match match, int limit)
{
    const RecordTable &from = table(type);
    const Field &field = type->field(fieldIndex);
    if (value.isNull() || !field.isStored())
        return QList<Record>();
    const bool text = value.kind() == Value::Kind::Text;
    const bool folded = match == ReadSession::Match::Folded && text && !isLinked(field);
    const bool sortKey = hasSortKey(*type, fieldIndex) && text;
    QByteArray &sql = m_findSql[{type.get(), fieldIndex * 4 + (folded ? 2 : 0) + (sortKey ? 1 : 0)}];
    if (sql.isEmpty())
        sql = findSql(from, fieldIndex, folded, sortKey);
    DW_ASSIGN(Statement statement, m_connection.prepare(sql));
    if (folded)
        return readFolded(from, statement, fieldIndex, value.text(), limit);
    statement.bind(2, qint64(limit));
    if (field.type == FieldType::Tags)
        statement.bind(1, value.kind() == Value::Kind::Keys ? value.keys().value(0) : value.text());
    else if (isLinked(field))
        statement.bind(1, value.kind() == Value::Kind::Ids ? value.ids().value(0) : value.id());
    else
        DW_TRY(from.bind(statement, 1, fieldIndex, value));
    if (field.type == FieldType::AnyReference)
        statement.bind(3, value.recordRef().object);
    else if (sortKey && field.unique == Uniqueness::None)
        statement.bindBlob(3, m_collator.sortKey(value.text()));
    return readAll(from, statement);
}

// ?1 the value, or its sort key where texts are compared folded; ?2 the limit.
QByteArray RecordStore::findSql(const RecordTable &from, int fieldIndex, bool folded, bool sortKey) const
{
    const ObjectType &type = *from.type();
    const Field &field = type.field(fieldIndex);
    const QByteArray column = quoted(field.key);
    QByteArray where;
    if (isLinked(field)) {
        where = "\"id\" IN (SELECT owner FROM " + quoted(linkTable(type, field)) + " WHERE " +
                linkColumn(field) + "=?1)";
    } else if (folded) {
        where = sortKey ? quoted(sortColumn(field)) + "=?1" : column + " IS NOT NULL";
    } else {
        // A unique or duplicate-checked field has an index on the value; other texts are found by their sort
        // key, which equal texts share.
        where = column + "=?1";
        if (field.type == FieldType::AnyReference)
            where += " AND " + quoted(objectColumn(field)) + "=?3";
        else if (sortKey && field.unique == Uniqueness::None)
            where += " AND " + quoted(sortColumn(field)) + "=?3";
    }
    return "SELECT " + from.all().columns + " FROM " + quoted(type.key()) + " AS t WHERE " + where +
           " AND \"deleted_at\" IS NULL ORDER BY \"id\"" + (folded ? "" : " LIMIT ?2");
}

Result<QList<Record>> RecordStore::readFolded(const RecordTable &from, Statement &statement, int fieldIndex,
                                              const QString &text, int limit)
{
    const QString folded = foldForSearch(text);
    if (hasSortKey(*from.type(), fieldIndex))
        statement.bindBlob(1, m_collator.sortKey(text));
    QList<Record> records;
    while (records.size() < limit) {
        DW_ASSIGN(const bool row, statement.step());
        if (!row)
            break;
        Record record = from.read(statement, from.all());
        if (foldForSearch(record.value(fieldIndex).text()) == folded)
            records.append(std::move(record));
    }
    for (Record &record : records)
        DW_TRY(readLinks(from, from.linkedFields(), record));
    return records;
}

Result<QList<Record>> RecordStore::children(const Record &parent, const QString &name, int limit)
{
    const Collection *collection = parent.isValid() ? parent.type().collection(name) : nullptr;
    const ObjectTypePtr type = collection ? m_dictionary->find(collection->object) : nullptr;
    const Field *by = type ? type->find(collection->by) : nullptr;
    if (!by)
        return Error(ErrorCode::Internal, QStringLiteral("store.no_collection"), {name});
    const RecordTable &from = table(type);
    QByteArray where = quoted(by->key) + "=?1";
    if (by->type == FieldType::AnyReference)
        where += " AND " + quoted(objectColumn(*by)) + "=?3";
    else if (isLinked(*by))
        where = "\"id\" IN (SELECT owner FROM " + quoted(linkTable(*type, *by)) + " WHERE target=?1)";
    DW_ASSIGN(
        Statement statement,
        m_connection.prepare("SELECT " + from.all().columns + " FROM " + quoted(type->key()) + " WHERE " +
                             where + " AND \"deleted_at\" IS NULL ORDER BY \"id\" LIMIT ?2"));
    statement.bind(1, parent.id());
    statement.bind(2, qint64(limit));
    if (by->type == FieldType::AnyReference)
        statement.bind(3, parent.type().key());
    return readAll(from, statement);
}

const RecordStore::TitleSource &RecordStore::titleSource(const QString &object, Language language)
{
    const auto known = m_titleSources.constFind({object, int(language)});
    if (known != m_titleSources.cend())
        return *known;
    TitleSource source;
    const ObjectTypePtr type = m_dictionary->find(object);
    const int index = type ? type->titleIndex(language) : -1;
    if (index >= 0 && type->field(index).isStored() && !isLinked(type->field(index))) {
        source.type = type;
        source.field = index;
        const Field &field = type->field(index);
        source.sql = "SELECT " + quoted(field.key);
        if (field.type == FieldType::AnyReference)
            source.sql += ',' + quoted(objectColumn(field));
        source.sql += " FROM " + quoted(type->key()) + " WHERE \"id\"=?1";
    }
    return *m_titleSources.insert({object, int(language)}, source);
}

Result<QString> RecordStore::title(const RecordRef &ref, Language language, int depth)
{
    // A copy: those that a title leads to may add more.
    const TitleSource source = titleSource(ref.object, language);
    if (!source.type)
        return QString();
    const Field &field = source.type->field(source.field);
    DW_ASSIGN(Statement statement, m_connection.prepare(source.sql));
    statement.bind(1, ref.id);
    DW_ASSIGN(const bool row, statement.step());
    if (!row)
        return QString();
    const Value value = valueFromColumn(statement, 0, field, {});
    if (value.kind() == Value::Kind::Id || value.kind() == Value::Kind::RecordRef) {
        const QString target = value.kind() == Value::Kind::Id ? field.target : value.recordRef().object;
        return depth > 1 ? title(RecordRef{target, value.id()}, language, depth - 1) : QString();
    }
    return value.kind() == Value::Kind::Text || value.isNull() ? value.text() : value.toDebugString();
}

Result<QHash<RecordRef, QString>> RecordStore::titles(const QList<RecordRef> &refs, Language language)
{
    QHash<RecordRef, QString> found;
    for (const RecordRef &ref : refs) {
        if (found.contains(ref))
            continue;
        DW_ASSIGN(const QString text, title(ref, language, TitleDepth));
        if (!text.isEmpty())
            found.insert(ref, text);
    }
    return found;
}

Result<std::optional<Money>> RecordStore::inBase(const Record &record, const Money &money)
{
    DW_ASSIGN(const std::optional<qint64> minor,
              m_rates.toBase(money.minor, money.currency, createdAt(record)));
    return minor ? std::optional(Money{*minor, m_base}) : std::nullopt;
}

// --- writing ---

Result<void> RecordStore::bindSlot(const RecordTable &from, Statement &statement, int index,
                                   const RecordTable::Slot &slot, const Record &record)
{
    const Value &value = record.value(slot.field);
    using Part = RecordTable::Slot::Part;
    if (value.isNull()) {
        statement.bindNull(index);
        return {};
    }
    switch (slot.part) {
        case Part::Value:
            return from.bind(statement, index, slot.field, value);
        case Part::Object:
            statement.bind(index, value.recordRef().object);
            return {};
        case Part::SortKey:
            statement.bindBlob(index, m_collator.sortKey(value.text()));
            return {};
        case Part::Base: {
            const Money money = value.money();
            const Currency currency = record.currency();
            // One currency per record; an amount that names another one would be stored as something it is
            // not.
            if (!money.currency.isNull() && money.currency != currency)
                return Error(ErrorCode::Invalid, QStringLiteral("store.wrong_currency"),
                             {record.type().key(), record.type().field(slot.field).key, money.currency.code(),
                              currency.code()});
            DW_ASSIGN(const std::optional<qint64> base,
                      m_rates.toBase(money.minor, currency, createdAt(record)));
            if (base)
                statement.bind(index, *base);
            else
                statement.bindNull(index);
            return {};
        }
    }
    return {};
}

Result<void> RecordStore::writeLinks(const RecordTable &from, int fieldIndex, const Id &owner,
                                     const Value &value, bool isNew)
{
    const Field &field = from.type()->field(fieldIndex);
    if (!isNew) {
        DW_ASSIGN(Statement remove, m_connection.prepare(from.linkSql(fieldIndex).remove));
        remove.bind(1, owner);
        DW_TRY(remove.run());
    }
    if (value.isNull())
        return {};
    const bool tags = field.type == FieldType::Tags;
    if (value.kind() != (tags ? Value::Kind::Keys : Value::Kind::Ids))
        return Error(ErrorCode::Invalid, QStringLiteral("store.wrong_value"), {from.type()->key(), field.key},
                     value.toDebugString());
    DW_ASSIGN(Statement add, m_connection.prepare(from.linkSql(fieldIndex).add));
    const QStringList keys = value.keys();
    const QList<Id> ids = value.ids();
    add.bind(1, owner);
    for (qint64 i = 0; i < (tags ? keys.size() : ids.size()); ++i) {
        add.bind(2, i);
        if (tags)
            add.bind(3, QStringView(keys[i]));
        else
            add.bind(3, ids[i]);
        DW_TRY(add.run());
    }
    return {};
}

Result<qint64> RecordStore::insert(const Record &record)
{
    const RecordTable &into = table(record.typePointer());
    qint64 row = 0;
    {
        DW_ASSIGN(Statement statement, m_connection.prepare(into.insertSql()));
        statement.bind(1, record.id());
        int place = 2;
        for (const RecordTable::Slot &slot : into.insertSlots()) {
            if (!record.value(slot.field).isNull())
                DW_TRY(bindSlot(into, statement, place, slot, record));
            ++place;
        }
        if (const Result<void> done = statement.run(); !done.ok())
            return explain(into, record, done.error());
        row = m_connection.lastInsertRowid();
    }
    for (const int field : into.linkedFields()) {
        if (!record.value(field).isNull())
            DW_TRY(writeLinks(into, field, record.id(), record.value(field), true));
    }
    return row;
}

Result<qint64> RecordStore::storedRevision(const RecordTable &from, const Record &record)
{
    DW_ASSIGN(Statement read,
              m_connection.prepare("SELECT \"rev\" FROM " + quoted(from.type()->key()) + " WHERE \"id\"=?1"));
    read.bind(1, record.id());
    DW_ASSIGN(const bool row, read.step());
    if (!row)
        return Error(ErrorCode::NotFound, QStringLiteral("store.record_gone"),
                     {from.type()->key(), record.title(Language::English)});
    return read.integer(0);
}

Result<void> RecordStore::update(const Record &before, Record &after, qint64 storedRev)
{
    const RecordTable &into = table(after.typePointer());
    const ObjectType &type = after.type();
    const int rev = into.revField();
    std::vector<RecordTable::Slot> changed;
    QList<int> links;
    bool rebase = false;
    for (int i = 0; i < type.fieldCount(); ++i) {
        const Field &field = type.field(i);
        if (i == rev || !field.isStored() || field.key == QLatin1String("id") ||
            after.value(i) == valueOf(before, type, i))
            continue;
        rebase = rebase || i == type.currencyIndex() || i == into.createdAtField();
        if (isLinked(field))
            links.append(i);
        else
            into.appendSlots(i, changed);
    }
    if (rebase) {
        for (const int i : into.moneyFields()) {
            const bool there =
                std::any_of(changed.begin(), changed.end(), [&](const RecordTable::Slot &slot) {
                    return slot.field == i && slot.part == RecordTable::Slot::Part::Base;
                });
            if (!there)
                changed.push_back({RecordTable::Slot::Part::Base, i});
        }
    }
    if (rev >= 0) {
        if (m_revisions.by == Revisions::By::Counting && after.value(rev) == valueOf(before, type, rev))
            after.set(rev, Value(storedRev + 1));
        changed.push_back({RecordTable::Slot::Part::Value, rev});
    }
    if (!changed.empty()) {
        DW_ASSIGN(Statement statement, m_connection.prepare(into.updateSql(changed)));
        statement.bind(1, after.id());
        if (rev >= 0)
            statement.bind(2, storedRev);
        int place = 3;
        for (const RecordTable::Slot &slot : changed)
            DW_TRY(bindSlot(into, statement, place++, slot, after));
        if (const Result<void> done = statement.run(); !done.ok())
            return explain(into, after, done.error());
        if (m_connection.changes() != 1) {
            if (rev >= 0)
                DW_TRY(storedRevision(into, after));
            return Error(ErrorCode::Conflict, QStringLiteral("store.record_changed"),
                         {type.key(), before.title(Language::English)});
        }
    }
    for (const int field : links)
        DW_TRY(writeLinks(into, field, after.id(), after.value(field), false));
    return {};
}

Result<void> RecordStore::purge(const Record &before)
{
    const RecordTable &from = table(before.typePointer());
    for (const int field : from.linkedFields())
        DW_TRY(writeLinks(from, field, before.id(), {}, false));
    DW_ASSIGN(Statement remove,
              m_connection.prepare("DELETE FROM " + quoted(before.type().key()) + " WHERE \"id\"=?1"));
    remove.bind(1, before.id());
    DW_TRY(remove.run());
    if (m_connection.changes() != 1)
        return Error(ErrorCode::NotFound, QStringLiteral("store.record_gone"),
                     {before.type().key(), before.title(Language::English)});
    return {};
}

// Which unique field it was, if that is what happened.
Error RecordStore::explain(const RecordTable &into, const Record &record, const Error &error)
{
    if (error.key != QLatin1String("store.duplicate"))
        return error;
    const ObjectType &type = record.type();
    for (const int i : into.hardFields()) {
        const Value &value = record.value(i);
        if (value.isNull())
            continue;
        auto read =
            m_connection.prepare("SELECT 1 FROM " + quoted(type.key()) + " WHERE " +
                                 quoted(type.field(i).key) + "=?1 AND \"deleted_at\" IS NULL AND \"id\"<>?2");
        if (!read.ok() || !into.bind(*read, 1, i, value).ok())
            continue;
        read->bind(2, record.id());
        const Result<bool> row = read->step();
        if (row.ok() && *row)
            return {ErrorCode::Conflict,
                    QStringLiteral("store.value_taken"),
                    {type.key(), type.field(i).key,
                     value.kind() == Value::Kind::Text ? value.text() : value.toDebugString()},
                    error.detail};
    }
    return {ErrorCode::Conflict,
            QStringLiteral("store.id_taken"),
            {type.key(), record.id().toString()},
            error.detail};
}

Result<void> RecordStore::apply(const ChangeSet &changes, const Applied &applied)
{
    // A record changed twice in one set: the second change was made from what the first one left, whose
    // revision only the store knows. As loaded, as stored.
    QHash<Id, std::pair<qint64, qint64>> seen;
    const bool single = changes.changes.size() == 1;
    bool rates = false;
    for (const RecordChange &given : changes.changes) {
        RecordChange change = given;
        const int revField = table(change.record().typePointer()).revField();
        const auto rev = [revField](const Record &record) {
            return revField < 0 ? qint64(0) : record.value(revField).integer();
        };
        rates = rates || change.record().type().key() == QLatin1String("exchange_rate");
        if (m_revisions.by == Revisions::By::Commit && revField >= 0 &&
            change.kind != RecordChange::Kind::Purge)
            change.after.set(revField, Value(m_revisions.commit));
        qint64 row = 0;
        switch (change.kind) {
            case RecordChange::Kind::Create: {
                if (revField >= 0 && change.after.value(revField).isNull())
                    change.after.set(revField, Value(qint64(1)));
                DW_ASSIGN(row, insert(change.after));
                if (!single)
                    seen.insert(change.after.id(), {0, rev(change.after)});
                break;
            }
            case RecordChange::Kind::Update: {
                qint64 stored = rev(change.before);
                const auto earlier = seen.constFind(change.after.id());
                if (earlier != seen.cend() && earlier->first == stored) {
                    const bool counted = m_revisions.by == Revisions::By::Counting;
                    if (counted && revField >= 0 && rev(change.after) == rev(change.before))
                        change.after.set(revField, Value(earlier->second + 1));
                    stored = earlier->second;
                    if (revField >= 0)
                        change.before.set(revField, Value(stored));
                }
                const qint64 asLoaded = earlier != seen.cend() ? earlier->first : stored;
                DW_TRY(update(change.before, change.after, stored));
                if (!single)
                    seen.insert(change.after.id(), {asLoaded, rev(change.after)});
                break;
            }
            case RecordChange::Kind::Purge:
                // The search index asks for the row's number, so it goes first.
                DW_TRY(applied(change, 0));
                DW_TRY(purge(change.before));
                continue;
        }
        DW_TRY(applied(change, row));
    }
    if (rates) {
        m_rates.forget();
        DW_TRY(rebuildBases());
    }
    return {};
}

}  // namespace dw::sqlite
