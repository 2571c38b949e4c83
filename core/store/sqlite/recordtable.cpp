// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/recordtable.h"

#include "core/store/sqlite/schema.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <utility>

namespace dw::sqlite
{

RecordTable::RecordTable(ObjectTypePtr type)
    : m_type(std::move(type))
    , m_revField(m_type->indexOf(u"rev"))
    , m_createdAtField(m_type->indexOf(u"created_at"))
{
    QList<int> everything;
    for (int i = 0; i < m_type->fieldCount(); ++i) {
        const Field &field = m_type->field(i);
        everything.append(i);
        if (!field.isStored() || field.key == QLatin1String("id"))
            continue;
        if (isLinked(field)) {
            m_linked.append(i);
            const QByteArray name = quoted(linkTable(*m_type, field)), column = linkColumn(field);
            m_links.emplace(
                i, LinkSql{"SELECT " + column + " FROM " + name + " WHERE owner=?1 ORDER BY position",
                           "DELETE FROM " + name + " WHERE owner=?1",
                           "INSERT INTO " + name + "(owner,position," + column + ") VALUES(?1,?2,?3)"});
        } else {
            appendSlots(i, m_insertSlots);
        }
        if (hasBase(field))
            m_money.append(i);
        if (field.unique == Uniqueness::Hard)
            m_hard.append(i);
    }
    m_all = select(everything);
    const QByteArray table = quoted(m_type->key());
    m_findSql = "SELECT " + m_all.columns + " FROM " + table + " WHERE \"id\"=?1";
    QByteArray columns = "\"id\"", places = "?1";
    int place = 2;
    for (const Slot &slot : m_insertSlots) {
        const Field &field = m_type->field(slot.field);
        const QString name = slot.part == Slot::Part::Value    ? field.key
                             : slot.part == Slot::Part::Object ? objectColumn(field)
                             : slot.part == Slot::Part::Base   ? baseColumn(field)
                                                               : sortColumn(field);
        columns += ',' + quoted(name);
        places += ",?" + QByteArray::number(place++);
    }
    m_insertSql = "INSERT INTO " + table + '(' + columns + ")VALUES(" + places + ')';
}

RecordTable::Selection RecordTable::select(const QList<int> &fields) const
{
    Selection made;
    made.columns = "\"rowid\",\"id\"";
    int column = 2;
    bool money = false;
    const auto add = [&](int i) {
        const Field &field = m_type->field(i);
        made.columns += ',' + quoted(field.key);
        made.entries.push_back({i, column++});
        if (i == m_type->currencyIndex())
            made.currencyColumn = column - 1;
        if (field.type == FieldType::AnyReference) {
            made.columns += ',' + quoted(objectColumn(field));
            ++column;
        }
    };
    for (const int i : fields) {
        if (i < 0 || i >= m_type->fieldCount())
            continue;
        const Field &field = m_type->field(i);
        if (!field.isStored() || field.key == QLatin1String("id"))
            continue;
        money = money || field.valueType() == FieldType::Money;
        if (isLinked(field))
            made.linked.append(i);
        else
            add(i);
    }
    if (money && made.currencyColumn < 0 && m_type->currencyIndex() >= 0)
        add(m_type->currencyIndex());
    return made;
}

Record RecordTable::read(const Statement &row, const Selection &selection) const
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

void RecordTable::appendSlots(int index, std::vector<Slot> &slots) const
{
    const Field &field = m_type->field(index);
    slots.push_back({Slot::Part::Value, index});
    if (field.type == FieldType::AnyReference)
        slots.push_back({Slot::Part::Object, index});
    if (hasBase(field))
        slots.push_back({Slot::Part::Base, index});
    if (hasSortKey(*m_type, index))
        slots.push_back({Slot::Part::SortKey, index});
}

QByteArray RecordTable::updateSql(const std::vector<Slot> &slots) const
{
    QByteArray sql = "UPDATE " + quoted(m_type->key()) + " SET ";
    int place = 3;
    for (const Slot &slot : slots) {
        const Field &field = m_type->field(slot.field);
        const QString name = slot.part == Slot::Part::Value    ? field.key
                             : slot.part == Slot::Part::Object ? objectColumn(field)
                             : slot.part == Slot::Part::Base   ? baseColumn(field)
                                                               : sortColumn(field);
        if (place > 3)
            sql += ',';
        sql += quoted(name) + "=?" + QByteArray::number(place++);
    }
    sql += " WHERE \"id\"=?1";
    if (m_revField >= 0)
        sql += " AND \"rev\" IS ?2";
    return sql;
}

Result<void> RecordTable::bind(Statement &statement, int index, int fieldIndex, const Value &value) const
{
    const Field &field = m_type->field(fieldIndex);
    const auto wrong = [&] {
        return Error(ErrorCode::Invalid, QStringLiteral("store.wrong_value"), {m_type->key(), field.key},
                     value.toDebugString());
    };
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
            if (kind != Kind::Text)
                return wrong();
            statement.bind(index, QStringView(value.text()));
            return {};
    }
}

Value valueFromColumn(const Statement &row, int column, const Field &field, Currency currency)
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

QByteArray keysToText(const QStringList &keys)
{
    return QJsonDocument(QJsonArray::fromStringList(keys)).toJson(QJsonDocument::Compact);
}

QStringList keysFromText(QByteArrayView text)
{
    QStringList keys;
    const QJsonArray array = QJsonDocument::fromJson(text.toByteArray()).array();
    for (const QJsonValue &key : array)
        keys.append(key.toString());
    return keys;
}

}  // namespace dw::sqlite
