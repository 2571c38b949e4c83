// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/store/sql/recordtable.h"

#include <QByteArray>
#include <QStringView>

#include <vector>

namespace dw::postgres
{

// A row of a table in memory: takes values as a statement does, and gives them back as its answer does.
class StoredRow
{
public:
    void bindNull(int column) { at(column) = {}; }
    void bind(int column, qint64 value) { at(column) = {Kind::Integer, value, {}}; }
    void bind(int column, QStringView text) { at(column) = {Kind::Bytes, 0, text.toUtf8()}; }
    void bind(int column, const Id &id);  // a null Id is NULL

    bool isNull(int column) const { return cell(column).kind == Kind::Null; }
    qint64 integer(int column) const { return cell(column).number; }
    QString text(int column) const { return QString::fromUtf8(cell(column).bytes); }
    QByteArrayView bytes(int column) const { return cell(column).bytes; }
    Id id(int column) const { return Id::fromBytes(cell(column).bytes).value_or(Id()); }

private:
    enum class Kind { Null, Integer, Bytes };
    struct Cell
    {
        Kind kind = Kind::Null;
        qint64 number = 0;
        QByteArray bytes;
    };
    Cell &at(int column);
    const Cell &cell(int column) const;

    std::vector<Cell> m_cells;
};

// What is read of a record that was written so: its stored fields, in the form that its table gives them.
Result<Record> asStored(const sql::RecordTable &table, const Record &record);

}  // namespace dw::postgres
