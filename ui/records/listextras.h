// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reading/reader.h"
#include "ui/common/recorddelegate.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace dw::ui
{

// Columns of a list that come from related records (the open deals of a customer). Read page by page with the
// rows, so they cannot be sorted by. Immutable: `read` runs on a reader thread.
class ListExtras
{
public:
    struct Column
    {
        QString key;      // "open_amount"
        QString heading;  // translated
        CellSpec cell;
        int width = 96;
        bool money = false;  // the heading gets the currency
        bool due = false;    // an instant or date that is late once it has passed
        bool dwell = false;  // whole days, negated when they are over their limit
        QString measure;     // "sum(...)" over the list's object for the foot, may be empty
    };

    virtual ~ListExtras() = default;
    virtual QList<Column> columns() const = 0;
    // Per record the values in the order of columns(); missing records have none.
    virtual Result<QHash<Id, QList<Value>>> read(const Reader &reader,
                                                 const QList<Record> &records) const = 0;
    // Objects whose changes touch these columns.
    virtual QStringList dependsOn() const = 0;
};

}  // namespace dw::ui
