// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/exchange/files/tablewriter.h"
#include "core/records/record.h"

#include <QHash>
#include <QList>
#include <QString>

namespace dw
{

// How the values of records stand in a table file: typed cells, labels and titles in the reader's language.
// Times are those of `zone`: a table file names none.
class RecordCells
{
public:
    RecordCells(ObjectTypePtr object, QList<int> fields, Language language, BusinessZone zone);

    QList<TableColumn> columns() const;
    // `titles`: of everything that the record refers to; what is missing there shows as empty.
    Row row(const Record &record, const QHash<RecordRef, QString> &titles) const;
    // What the record's reference fields point at.
    void collectReferences(const Record &record, QList<RecordRef> &refs) const;

    // A single value as a cell, for results of reports; `field` is null for a computed measure.
    static Cell cellOf(const Value &value, const Field *field, Language language, const BusinessZone &zone,
                       const QHash<RecordRef, QString> &titles);
    static Cell::Kind kindOf(const Field &field);

private:
    ObjectTypePtr m_object;
    QList<int> m_fields;
    Language m_language;
    BusinessZone m_zone;
};

}  // namespace dw
