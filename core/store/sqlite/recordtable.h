// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/records/record.h"
#include "core/store/sqlite/statement.h"

#include <QByteArray>
#include <QList>

#include <map>
#include <vector>

namespace dw::sqlite
{

// How the records of one object stand in their table: ready-made SQL and the conversion of values. Immutable.
class RecordTable
{
public:
    explicit RecordTable(ObjectTypePtr type);

    const ObjectTypePtr &type() const { return m_type; }

    // A part of a table: which fields, the list of columns to select, and where each begins.
    struct Selection
    {
        QByteArray columns;  // "rowid","id", ... quoted, without table name; linked fields have none
        struct Entry
        {
            int field;
            int column;
        };
        std::vector<Entry> entries;
        QList<int> linked;  // fields whose values are in link tables
        int currencyColumn = -1;
    };
    // Columns are numbered from 0: rowid, id, then the fields. Fields that are not stored are left out.
    Selection select(const QList<int> &fields) const;
    const Selection &all() const { return m_all; }

    // The record in the current row; linked fields stay null.
    Record read(const Statement &row, const Selection &selection) const;

    // What one parameter of an INSERT or UPDATE takes.
    struct Slot
    {
        enum class Part { Value, Object, Base, SortKey } part;
        int field;
    };
    const std::vector<Slot> &insertSlots() const { return m_insertSlots; }
    const QByteArray &insertSql() const { return m_insertSql; }  // ?1 id, then the slots
    const QByteArray &findSql() const { return m_findSql; }      // all() WHERE id=?1
    // UPDATE ... SET the slots (from ?3) WHERE id=?1 AND rev IS ?2.
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
    Result<void> bind(Statement &statement, int index, int field, const Value &value) const;

private:
    ObjectTypePtr m_type;
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

// The value of a column, by the field's type; null for NULL. Money gets `currency`.
Value valueFromColumn(const Statement &row, int column, const Field &field, Currency currency);
QByteArray keysToText(const QStringList &keys);
QStringList keysFromText(QByteArrayView text);

}  // namespace dw::sqlite
