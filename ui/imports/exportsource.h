// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/files/tablewriter.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace dw::ui
{

// What an export takes: records by a filter, or a finished table.
struct ExportSource
{
    QString title;  // of the list or report: the file and the sheet are named after it

    QString object;  // records; empty: the table below
    QString view;    // the list's name, for the audit
    QString where;
    QString quick;  // the quick filter
    QStringList sort;
    QStringList shownFields;  // the columns on screen, in their order
    qint64 count = -1;        // records, -1 unknown

    QString tableObject;  // what the table counts
    QString report;
    QList<TableColumn> columns;
    QList<Row> rows;
    QList<Row> notes;  // below them: as of when, what it means
    QString scope;     // what the table is narrowed to, in words; may be empty
};

}  // namespace dw::ui
