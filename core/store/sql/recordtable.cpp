// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sql/recordtable.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <utility>

namespace dw::sql
{

RecordTable::RecordTable(ObjectTypePtr type, const Dialect &dialect)
    : m_type(std::move(type))
    , m_dialect(dialect)
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
            const QByteArray name = m_dialect.quoted(linkTable(*m_type, field)), column = linkColumn(field);
            const QByteArray where = " WHERE " + m_dialect.own + "owner=?1";
            m_links.emplace(
                i, LinkSql{"SELECT " + column + " FROM " + name + where + " ORDER BY position",
                           "DELETE FROM " + name + where,
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
    const QByteArray table = m_dialect.quoted(m_type->key());
    m_findSql = "SELECT " + m_all.columns + " FROM " + table + " WHERE " + m_dialect.own + "\"id\"=?1";
    QByteArray columns = "\"id\"";
    for (const Slot &slot : m_insertSlots) {
        const Field &field = m_type->field(slot.field);
        const QString name = slot.part == Slot::Part::Value    ? field.key
                             : slot.part == Slot::Part::Object ? objectColumn(field)
                             : slot.part == Slot::Part::Base   ? baseColumn(field)
                                                               : sortColumn(field);
        columns += ',' + m_dialect.quoted(name);
    }
    m_into = " INTO " + table + '(' + columns + ")VALUES";
    m_insertSql = insertSql(1);
}

QByteArray RecordTable::insertSql(int rows) const
{
    QByteArray sql = "INSERT" + (rows > 1 ? m_dialect.insertSome : QByteArray()) + m_into;
    int place = 1;
    for (int row = 0; row < rows; ++row) {
        sql += row == 0 ? "(" : ",(";
        for (size_t i = 0; i <= m_insertSlots.size(); ++i)
            sql += (i == 0 ? "?" : ",?") + QByteArray::number(place++);
        sql += ')';
    }
    return sql + m_dialect.insertEnd;
}

RecordTable::Selection RecordTable::select(const QList<int> &fields) const
{
    Selection made;
    made.columns = m_dialect.rowNumber + ",\"id\"";
    int column = 2;
    bool money = false;
    const auto add = [&](int i) {
        const Field &field = m_type->field(i);
        made.columns += ',' + m_dialect.quoted(field.key);
        made.entries.push_back({i, column++});
        if (i == m_type->currencyIndex())
            made.currencyColumn = column - 1;
        if (field.type == FieldType::AnyReference) {
            made.columns += ',' + m_dialect.quoted(objectColumn(field));
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
    QByteArray sql = "UPDATE " + m_dialect.quoted(m_type->key()) + " SET ";
    int place = 3;
    for (const Slot &slot : slots) {
        const Field &field = m_type->field(slot.field);
        const QString name = slot.part == Slot::Part::Value    ? field.key
                             : slot.part == Slot::Part::Object ? objectColumn(field)
                             : slot.part == Slot::Part::Base   ? baseColumn(field)
                                                               : sortColumn(field);
        if (place > 3)
            sql += ',';
        sql += m_dialect.quoted(name) + "=?" + QByteArray::number(place++);
    }
    sql += " WHERE " + m_dialect.own + "\"id\"=?1";
    if (m_revField >= 0)
        sql += " AND \"rev\"" + m_dialect.is + "?2";
    return sql;
}

Error RecordTable::wrongValue(const Field &field, const Value &value) const
{
    return {ErrorCode::Invalid,
            QStringLiteral("store.wrong_value"),
            {m_type->key(), field.key},
            value.toDebugString()};
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

}  // namespace dw::sql
