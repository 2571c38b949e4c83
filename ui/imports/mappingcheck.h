// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ticket.h"
#include "core/commands/configuration.h"
#include "core/exchange/importmapping.h"
#include "ui/common/format.h"
#include "ui/imports/filepreview.h"

#include <QList>
#include <QString>

#include <optional>

namespace dw::ui
{

// What a mapping comes to, as far as the file and the configuration alone tell; the dry run knows the rest.
struct MappingFindings
{
    struct Misfit
    {
        QString text;
        qint64 rows = 0;
        QString reason;
        bool fits = false;  // it has been said what the text means
    };
    struct Column
    {
        QList<Misfit> misfits;  // also those settled by a stated meaning, which fit
        qint64 badRows = 0;
        QString error;  // the target itself is wrong
        QStringList notes;
        // Columns of dates: how they are read, and whether the file leaves that open.
        std::optional<DateOrder> dates;
        bool datesOpen = false;
    };
    QList<Column> columns;
    QString error;                // of the mapping as a whole
    QStringList matchBy;          // fields in use to find records, each way joined by +
    QStringList requiredMissing;  // labels of fields that every record needs and no column fills
};

// A row as the record that it becomes.
struct RecordSketch
{
    struct Line
    {
        QString label;
        QString value;
        QString note;
        bool wrong = false;
    };
    qint64 row = 0;
    QList<Line> lines;
};

// What both need; immutable parts and copies, so that it can go to a worker.
struct MappingSubject
{
    ConfigurationPtr configuration;
    Instant now;
    Language language = Language::English;
    Format format;
    FilePreview preview;
    FileTally tally;  // empty: only the sample is looked at
    ImportMapping mapping;
};

MappingFindings checkMapping(const MappingSubject &subject, const Ticket &ticket);
// `index` into the sample; nothing if the mapping cannot be used.
RecordSketch sketchRecord(const MappingSubject &subject, qsizetype index);

}  // namespace dw::ui
