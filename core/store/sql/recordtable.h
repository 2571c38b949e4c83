// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/records/record.h"
#include "core/store/sql/dialect.h"
#include "core/store/sql/names.h"

#include <QByteArray>
#include <QList>

#include <map>
#include <vector>

namespace dw::sql
{

// How the records of one object stand in their table: ready-made SQL and the conversion of values. Immutable.
class RecordTable
{
public:
    // The dialect must outlive it.
    RecordTable(ObjectTypePtr type, const Dialect &dialect);

    const ObjectTypePtr &type() const { return m_type; }
    const Dialect &dialect() const { return m_dialect; }

    // A part of a table: which fields, the list of columns to select, and where each begins.
    struct Selection
    {
        QByteArray columns;  // row number, "id", ... quoted, without table name; linked fields have none
        struct Entry
        {
            int field;
            int column;
        };
        std::vector<Entry> entries;
        QList<int> linked;  // fields whose values are in link tables
        int currencyColumn = -1;
    };
    // Columns are numbered from 0: row number, id, then the fields. Fields that are not stored are left out.
    Selection select(const QList<int> &fields) const;
    const Selection &all() const { return m_all; }

    // The record in the current row; linked fields stay null.
    template <typename Row>
    Record read(const Row &row, const Selection &selection) const;

    // What one parameter of an INSERT or UPDATE takes.
    struct Slot
    {
        enum class Part { Value, Object, Base, SortKey } part;
        int field;
    };
    const std::vector<Slot> &insertSlots() const { return m_insertSlots; }
    const QByteArray &insertSql() const { return m_insertSql; }  // ?1 id, then the slots
    QByteArray insertSql(int rows) const;                        // the same for each row in its turn
    const QByteArray &findSql() const { return m_findSql; }      // all() WHERE id=?1
    // UPDATE ... SET the slots (from ?3) WHERE id=?1 AND rev IS ?2, as the dialect says it.
    QByteArray updateSql(const std::vector<Slot> &slots) const;
    // The columns that carry `field`.
    void appendSlots(int field, std::vector<Slot> &slots) const;
    int revField() const { return m_revField; }
    const QList<int> &linkedFields() const { return m_linked; }
    // Of one linked field; ?1 is the owner's id.
    struct LinkSql
    {
        QByteArray read;
        QByteArray remove;
        QByteArray add;  // ?2 position, ?3 target or text
    };
    const LinkSql &linkSql(int field) const { return m_links.at(field); }
    const QList<int> &moneyFields() const { return m_money; }
    const QList<int> &hardFields() const { return m_hard; }
    int createdAtField() const { return m_createdAtField; }

    // Binds the column of a value. Invalid "store.wrong_value" (object, field) if its kind does not fit the
    // field.
    template <typename Statement>
    Result<void> bind(Statement &statement, int index, int field, const Value &value) const;

private:
    Error wrongValue(const Field &field, const Value &value) const;

    ObjectTypePtr m_type;
    const Dialect &m_dialect;
    QByteArray m_into;  // the table and its columns
    QByteArray m_insertSql;
    QByteArray m_findSql;
    std::map<int, LinkSql> m_links;
    std::vector<Slot> m_insertSlots;
    Selection m_all;
    QList<int> m_linked;
    QList<int> m_money;
    QList<int> m_hard;
    int m_revField = -1;
    int m_createdAtField = -1;
};

QByteArray keysToText(const QStringList &keys);
QStringList keysFromText(QByteArrayView text);

// The value of a column, by the field's type; null for NULL. Money gets `currency`.
template <typename Row>
Value valueFromColumn(const Row &row, int column, const Field &field, Currency currency)
{
    if (row.isNull(column))
        return {};
    switch (field.valueType()) {
        case FieldType::Integer:
        case FieldType::Duration:
            return Value(row.integer(column));
        case FieldType::Decimal:
            return Value(Decimal(row.integer(column), field.scale));
        case FieldType::Money:
            return Value(Money{row.integer(column), currency});
        case FieldType::Percent:
            return Value(Percent{row.integer(column)});
        case FieldType::Boolean:
            return Value::boolean(row.integer(column) != 0);
        case FieldType::Date:
            return Value(Date{qint32(row.integer(column))});
        case FieldType::DateTime:
            return Value(Instant{row.integer(column)});
        case FieldType::Reference:
        case FieldType::Uuid:
            return Value(row.id(column));
        case FieldType::AnyReference:
            return Value(RecordRef{row.text(column + 1), row.id(column)});
        case FieldType::MultiPicklist:
            return Value(keysFromText(row.bytes(column)));
        default:
            return Value(row.text(column));
    }
}

template <typename Row>
Record RecordTable::read(const Row &row, const Selection &selection) const
{
    Record record(m_type, row.id(1));
    Currency currency;
    if (selection.currencyColumn >= 0)
        currency = Currency::fromCode(row.text(selection.currencyColumn)).value_or(Currency());
    for (const auto &[field, column] : selection.entries) {
        if (!row.isNull(column))
            record.set(field, valueFromColumn(row, column, m_type->field(field), currency));
    }
    return record;
}

template <typename Statement>
Result<void> RecordTable::bind(Statement &statement, int index, int fieldIndex, const Value &value) const
{
    const Field &field = m_type->field(fieldIndex);
    const auto wrong = [&] { return wrongValue(field, value); };
    if (value.isNull()) {
        statement.bindNull(index);
        return {};
    }
    using Kind = Value::Kind;
    const Kind kind = value.kind();
    switch (field.valueType()) {
        case FieldType::Integer:
        case FieldType::Duration:
            if (kind != Kind::Integer)
                return wrong();
            statement.bind(index, value.integer());
            return {};
        case FieldType::Decimal: {
            const Decimal given = kind == Kind::Integer ? Decimal(value.integer(), 0) : value.decimal();
            const std::optional<Decimal> scaled = given.rescaled(field.scale);
            if ((kind != Kind::Decimal && kind != Kind::Integer) || !scaled)
                return wrong();
            statement.bind(index, scaled->unscaled());
            return {};
        }
        case FieldType::Money:
            if (kind != Kind::Money)
                return wrong();
            statement.bind(index, value.money().minor);
            return {};
        case FieldType::Percent:
            if (kind != Kind::Percent)
                return wrong();
            statement.bind(index, value.percent().basisPoints);
            return {};
        case FieldType::Boolean:
            if (kind != Kind::Boolean)
                return wrong();
            statement.bind(index, qint64(value.boolean() ? 1 : 0));
            return {};
        case FieldType::Date:
            if (kind != Kind::Date)
                return wrong();
            statement.bind(index, qint64(value.date().days));
            return {};
        case FieldType::DateTime:
            if (kind != Kind::Instant)
                return wrong();
            statement.bind(index, value.instant().ms);
            return {};
        case FieldType::Reference:
        case FieldType::Uuid:
            if (kind != Kind::Id && kind != Kind::RecordRef)
                return wrong();
            statement.bind(index, value.id());
            return {};
        case FieldType::AnyReference:
            if (kind != Kind::RecordRef)
                return wrong();
            statement.bind(index, value.id());
            return {};
        case FieldType::MultiPicklist:
            if (kind != Kind::Keys)
                return wrong();
            statement.bind(index, QStringView(QString::fromUtf8(keysToText(value.keys()))));
            return {};
        default:
            if (kind != Kind::Text || (!m_dialect.nulInText && value.text().contains(QChar::Null)))
                return wrong();
            statement.bind(index, QStringView(value.text()));
            return {};
    }
}

}  // namespace dw::sql
