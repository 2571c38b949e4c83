// SPDX-License-Identifier: GPL-3.0-or-later
// RecordStore's writing, for the one source file of each database that makes it.
#pragma once

#include "core/store/sql/recordstorereading.h"

#include <algorithm>

namespace dw::sql
{

template <typename Database>
Result<void> RecordStore<Database>::bindSlot(const RecordTable &from, Statement &statement, int index,
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
            DW_ASSIGN(const std::optional<qint64> base, m_rates.toBase(m_connection, m_dialect, money.minor,
                                                                       currency, detail::createdAt(record)));
            if (base)
                statement.bind(index, *base);
            else
                statement.bindNull(index);
            return {};
        }
    }
    return {};
}

template <typename Database>
Result<void> RecordStore<Database>::writeLinks(const RecordTable &from, int fieldIndex, const Id &owner,
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

template <typename Database>
Result<qint64> RecordStore<Database>::insert(const Record &record)
{
    const RecordTable &into = table(record.typePointer());
    qint64 row = 0;
    {
        DW_ASSIGN(Statement statement, m_connection.prepare(into.insertSql()));
        int place = 1;
        DW_TRY(bindRow(into, statement, place, record));
        if (const Result<void> done = statement.run(); !done.ok())
            return explain(into, record, done.error());
        if (Database::ErrorsEndTransactions && m_connection.changes() != 1)
            return explain(into, record, Error(ErrorCode::Conflict, QStringLiteral("store.duplicate")));
        row = Database::insertedRow(m_connection);
    }
    for (const int field : into.linkedFields()) {
        if (!record.value(field).isNull())
            DW_TRY(writeLinks(into, field, record.id(), record.value(field), true));
    }
    return row;
}

template <typename Database>
Result<void> RecordStore<Database>::bindRow(const RecordTable &into, Statement &statement, int &place,
                                            const Record &record)
{
    statement.bind(place++, record.id());
    for (const RecordTable::Slot &slot : into.insertSlots()) {
        if (!record.value(slot.field).isNull())
            DW_TRY(bindSlot(into, statement, place, slot, record));
        ++place;
    }
    return {};
}

template <typename Database>
qsizetype RecordStore<Database>::together(const ChangeSet &changes, qsizetype first)
{
    const qsizetype end = first + Database::RowsAtOnce;
    if (Database::RowsAtOnce == 1 || end > changes.changes.size())
        return 1;
    const ObjectTypePtr &type = changes.changes[first].record().typePointer();
    const RecordTable &into = table(type);
    constexpr qsizetype MostParameters = 32'000;
    if (qsizetype(into.insertSlots().size() + 1) * Database::RowsAtOnce > MostParameters)
        return 1;
    for (qsizetype i = first; i < end; ++i) {
        const RecordChange &change = changes.changes[i];
        if (change.kind != RecordChange::Kind::Create || change.after.typePointer() != type)
            return 1;
        for (const int field : into.linkedFields()) {
            if (!change.after.value(field).isNull())
                return 1;
        }
    }
    return Database::RowsAtOnce;
}

template <typename Database>
Result<qint64> RecordStore<Database>::insertTogether(std::span<const RecordChange> changes)
{
    const RecordTable &into = table(changes.front().after.typePointer());
    const auto all = [&]() -> Result<void> {
        QByteArray &sql = m_insertTogether[into.type().get()];
        if (sql.isEmpty())
            sql = into.insertSql(int(changes.size()));
        DW_ASSIGN(Statement statement, m_connection.prepare(sql));
        int place = 1;
        for (const RecordChange &change : changes)
            DW_TRY(bindRow(into, statement, place, change.after));
        return statement.run();
    };
    const Result<void> done = all();
    if (done.ok())
        return Database::insertedRow(m_connection);
    // One by one from the first that is not there: to tell which was refused. Where none is, it was the one
    // before, whose id another record has.
    size_t first = 0;
    for (bool there = true; there && first < changes.size(); first += there ? 1 : 0) {
        DW_ASSIGN(const Record stored, find(into.type(), changes[first].after.id()));
        there = stored.isValid();
    }
    for (const RecordChange &change : changes.subspan(first))
        DW_TRY(insert(change.after));
    return explain(into, changes[first == 0 ? 0 : first - 1].after, done.error());
}

template <typename Database>
Result<qint64> RecordStore<Database>::storedRevision(const RecordTable &from, const Record &record)
{
    DW_ASSIGN(Statement read,
              m_connection.prepare("SELECT \"rev\" FROM " + m_dialect.quoted(from.type()->key()) + " WHERE " +
                                   m_dialect.own + "\"id\"=?1"));
    read.bind(1, record.id());
    DW_ASSIGN(const bool row, read.step());
    if (!row)
        return Error(ErrorCode::NotFound, QStringLiteral("store.record_gone"),
                     {from.type()->key(), record.title(Language::English)});
    return read.integer(0);
}

template <typename Database>
Result<void> RecordStore<Database>::update(const Record &before, Record &after, qint64 storedRev)
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
            after.value(i) == detail::valueOf(before, type, i))
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
        if (m_revisions.by == Revisions::By::Counting &&
            after.value(rev) == detail::valueOf(before, type, rev))
            after.set(rev, Value(storedRev + 1));
        changed.push_back({RecordTable::Slot::Part::Value, rev});
    }
    if constexpr (Database::ErrorsEndTransactions) {
        QList<int> unique;
        const bool restored = before.isDeleted() && !after.isDeleted();
        for (const int i : into.hardFields()) {
            if (restored || after.value(i) != detail::valueOf(before, type, i))
                unique.append(i);
        }
        if (!after.isDeleted())
            DW_TRY(requireFree(into, after, unique));
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

template <typename Database>
Result<void> RecordStore<Database>::purge(const Record &before)
{
    const RecordTable &from = table(before.typePointer());
    for (const int field : from.linkedFields())
        DW_TRY(writeLinks(from, field, before.id(), {}, false));
    DW_ASSIGN(Statement remove, m_connection.prepare("DELETE FROM " + m_dialect.quoted(before.type().key()) +
                                                     " WHERE " + m_dialect.own + "\"id\"=?1"));
    remove.bind(1, before.id());
    DW_TRY(remove.run());
    if (m_connection.changes() != 1)
        return Error(ErrorCode::NotFound, QStringLiteral("store.record_gone"),
                     {before.type().key(), before.title(Language::English)});
    return {};
}

template <typename Database>
Result<void> RecordStore<Database>::requireFree(const RecordTable &into, const Record &record,
                                                const QList<int> &fields)
{
    const ObjectType &type = record.type();
    for (const int i : fields) {
        const Value &value = record.value(i);
        if (value.isNull())
            continue;
        DW_ASSIGN(Statement read,
                  m_connection.prepare("SELECT 1 FROM " + m_dialect.quoted(type.key()) + " WHERE " +
                                       m_dialect.own + m_dialect.quoted(type.field(i).key) +
                                       "=?1 AND \"deleted_at\" IS NULL AND \"id\"<>?2"));
        DW_TRY(into.bind(read, 1, i, value));
        read.bind(2, record.id());
        DW_ASSIGN(const bool taken, read.step());
        if (taken)
            return Error(ErrorCode::Conflict, QStringLiteral("store.value_taken"),
                         {type.key(), type.field(i).key,
                          value.kind() == Value::Kind::Text ? value.text() : value.toDebugString()});
    }
    return {};
}

// Which unique field it was, if that is what happened.
template <typename Database>
Error RecordStore<Database>::explain(const RecordTable &into, const Record &record, const Error &error)
{
    if (error.key != QLatin1String("store.duplicate"))
        return error;
    if (Result<void> free = requireFree(into, record, into.hardFields());
        !free.ok() && free.error().key == QLatin1String("store.value_taken")) {
        Error taken = free.error();
        taken.detail = error.detail;
        return taken;
    }
    return {ErrorCode::Conflict,
            QStringLiteral("store.id_taken"),
            {record.type().key(), record.id().toString()},
            error.detail};
}

// As far as it does not follow from what is stored.
template <typename Database>
void RecordStore<Database>::setRevision(RecordChange &change)
{
    const int revField = table(change.record().typePointer()).revField();
    if (revField < 0 || change.kind == RecordChange::Kind::Purge)
        return;
    if (m_revisions.by == Revisions::By::Commit)
        change.after.set(revField, Value(m_revisions.commit));
    else if (change.kind == RecordChange::Kind::Create && change.after.value(revField).isNull())
        change.after.set(revField, Value(qint64(1)));
}

template <typename Database>
Result<void> RecordStore<Database>::apply(const ChangeSet &changes, const Applied &applied)
{
    // A record changed twice in one set: the second change was made from what the first one left, whose
    // revision only the store knows. As loaded, as stored.
    QHash<Id, std::pair<qint64, qint64>> seen;
    const bool again =
        changes.changes.size() > 1 &&
        std::any_of(changes.changes.begin(), changes.changes.end(),
                    [](const RecordChange &one) { return one.kind == RecordChange::Kind::Update; });
    bool rates = false;
    for (qsizetype at = 0; at < changes.changes.size(); ++at) {
        if (const qsizetype count = together(changes, at); count > 1) {
            QList<RecordChange> made = changes.changes.mid(at, count);
            for (RecordChange &change : made)
                setRevision(change);
            DW_ASSIGN(const qint64 last, insertTogether(made));
            for (qsizetype i = 0; i < count; ++i) {
                const Record &after = made[i].after;
                const int revField = table(after.typePointer()).revField();
                seen.insert(after.id(), {0, revField < 0 ? 0 : after.value(revField).integer()});
                DW_TRY(applied(made[i], last - count + 1 + i));
            }
            at += count - 1;
            continue;
        }
        RecordChange change = changes.changes[at];
        const int revField = table(change.record().typePointer()).revField();
        const auto rev = [revField](const Record &record) {
            return revField < 0 ? qint64(0) : record.value(revField).integer();
        };
        rates = rates || change.record().type().key() == QLatin1String("exchange_rate");
        setRevision(change);
        qint64 row = 0;
        switch (change.kind) {
            case RecordChange::Kind::Create: {
                DW_ASSIGN(row, insert(change.after));
                if (again)
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
                if (again)
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

// A rate was added or changed: every amount in a foreign currency is worth something else.
template <typename Database>
Result<void> RecordStore<Database>::rebuildBases()
{
    for (const ObjectTypePtr &type : m_dictionary->objects()) {
        const RecordTable &from = table(type);
        if (from.moneyFields().isEmpty() || !type->hasMoney())
            continue;
        QByteArray columns, sets;
        int place = 2;
        for (const int i : from.moneyFields()) {
            columns += ',' + m_dialect.quoted(type->field(i).key);
            sets += (sets.isEmpty() ? "" : ",") + m_dialect.quoted(baseColumn(type->field(i))) + "=?" +
                    QByteArray::number(place++);
        }
        const QByteArray created =
            from.createdAtField() >= 0 ? QByteArrayLiteral("\"created_at\"") : QByteArrayLiteral("NULL");
        const QByteArray key = Database::RowKeyColumn;
        DW_ASSIGN(Statement read,
                  m_connection.prepare("SELECT " + key + ",\"currency\"," + created + columns + " FROM " +
                                       m_dialect.quoted(type->key()) + " WHERE " + m_dialect.own + key +
                                       ">?1 ORDER BY " + key + " LIMIT 1000"));
        DW_ASSIGN(Statement write, m_connection.prepare("UPDATE " + m_dialect.quoted(type->key()) + " SET " +
                                                        sets + " WHERE " + m_dialect.own + key + "=?1"));
        struct Row
        {
            typename Database::RowKey row;
            QList<std::optional<qint64>> bases;
        };
        typename Database::RowKey last = Database::firstRow();
        for (bool more = true; more;) {
            QList<Row> page;
            more = false;
            read.reset();
            read.bind(1, last);
            for (;;) {
                DW_ASSIGN(const bool row, read.step());
                if (!row)
                    break;
                more = true;
                last = Database::rowKey(read, 0);
                const Currency currency = Currency::fromCode(read.text(1)).value_or(Currency());
                std::optional<Instant> at;
                if (!read.isNull(2))
                    at = Instant{read.integer(2)};
                Row made{last, {}};
                for (int i = 0; i < from.moneyFields().size(); ++i) {
                    std::optional<qint64> base;
                    if (!read.isNull(3 + i)) {
                        DW_ASSIGN(base,
                                  m_rates.toBase(m_connection, m_dialect, read.integer(3 + i), currency, at));
                    }
                    made.bases.append(base);
                }
                page.append(made);
            }
            read.reset();
            for (const Row &row : std::as_const(page)) {
                write.bind(1, row.row);
                for (int i = 0; i < row.bases.size(); ++i) {
                    if (row.bases[i])
                        write.bind(2 + i, *row.bases[i]);
                    else
                        write.bindNull(2 + i);
                }
                DW_TRY(write.run());
            }
        }
    }
    return {};
}

}  // namespace dw::sql
