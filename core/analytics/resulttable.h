// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/base/value.h"
#include "core/dictionary/localtext.h"

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace dw
{

struct ResultColumn
{
    // Count: Integer. Days: Decimal of scale 1. Percent: basis points. Key: a picklist key. Reference:
    // RecordRef.
    enum class Type { Text, Key, Count, Money, Percent, Days, Reference };
    QString key;
    LocalText label;
    Type type = Type::Text;
    LocalText shortLabel = {};  // for a narrow head; empty: there is none
};

struct ResultRow
{
    QList<Value> values;  // in the order of the columns; null = no data (shown as an en dash, B9)
    // The deals behind the row: a condition on `ResultTable::object`, empty where a row stands for none.
    // Under the same rights it has exactly as many records as the row counts (F3.60).
    QString filter;
    Currency currency;  // of the row's money; none where it has none
};

// What a report answers, without any look: screens draw it, the command line and exports write it.
struct ResultTable
{
    QString report;
    QList<ResultColumn> columns;
    QList<ResultRow> rows;
    Instant asOf;
    QString object;                    // what the rows' filters are about: "opportunity"
    Id pipeline;                       // of a report by stage, else null
    QHash<RecordRef, QString> titles;  // of the references in the rows

    int column(QStringView key) const;  // -1 if there is none
    const Value &value(qsizetype row, QStringView key) const;
    QString title(const Value &reference) const { return titles.value(reference.recordRef()); }
    // DESIGN 11: {report, columns: [{key, label, type}], rows: [{key: value}], count, as_of}; reference
    // {id, title}.
    QJsonObject toJson(Language language) const;
};

}  // namespace dw
