// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/storedrow.h"

namespace dw::postgres
{

void StoredRow::bind(int column, const Id &id)
{
    if (id.isNull())
        bindNull(column);
    else
        at(column) = {Kind::Bytes, 0, id.toByteArray()};
}

StoredRow::Cell &StoredRow::at(int column)
{
    if (m_cells.size() <= size_t(column))
        m_cells.resize(size_t(column) + 1);
    return m_cells[size_t(column)];
}

const StoredRow::Cell &StoredRow::cell(int column) const
{
    static const Cell none;
    return size_t(column) < m_cells.size() ? m_cells[size_t(column)] : none;
}

Result<Record> asStored(const sql::RecordTable &table, const Record &record)
{
    const ObjectType &type = *table.type();
    StoredRow row;
    row.bind(1, record.id());
    for (const auto &[field, column] : table.all().entries) {
        const Value &value = record.value(field);
        DW_TRY(table.bind(row, column, field, value));
        if (type.field(field).type == FieldType::AnyReference && !value.isNull())
            row.bind(column + 1, QStringView(value.recordRef().object));
    }
    Record stored = table.read(row, table.all());
    for (const int field : table.linkedFields()) {
        const Value &value = record.value(field);
        const bool tags = type.field(field).type == FieldType::Tags;
        QStringList keys;
        for (const QString &key : value.isNull() || !tags ? QStringList() : value.keys())
            keys.append(QString::fromUtf8(key.toUtf8()));
        stored.set(field, tags ? Value(keys) : Value(value.isNull() ? QList<Id>() : value.ids()));
    }
    return stored;
}

}  // namespace dw::postgres
