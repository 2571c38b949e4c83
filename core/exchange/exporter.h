// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ticket.h"
#include "core/commands/commandrunner.h"
#include "core/exchange/tableprinter.h"
#include "core/reading/asyncreader.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace dw
{

struct ExportReport
{
    QString file;
    qint64 rows = 0;
    QList<FileFinding> findings;  // exchange.cell_cut
};

// Writes records or a finished table to a file: .xlsx (typed cells, a check sheet that counts the rows),
// .pdf (pages, with the count below the last row), .csv, where the currency of amounts is a column of its
// own, and .json (values in canonical form, references as {id, title}); contacts as .vcf, tasks and
// activities as .ics (RecordFile), where a field that the actor sees masked is like a hidden one. Formulas in
// texts never run. Who exported what, when and by which filter stands in the file: on the check sheet and at
// the foot of the pages of a workbook, on the first page and at the foot of all pages of a PDF, below a
// report, in a report's JSON ("manifest"). Records in the other formats, which have room for rows alone, get
// a file beside them (ExportManifest::pathBeside()). Blocks: call it from a worker thread or a program
// without a window. Memory is 8 bytes a row and one page; other reads go between pages, so a record that is
// changed meanwhile is exported as it is then, one that is purged is left out. The file appears whole or not
// at all.
class Exporter
{
public:
    struct Request
    {
        QString object;
        QString where;       // may be empty
        QString quick;       // of a list's quick filter; may be empty
        QString view;        // the name of the list, for the audit; may be empty
        QStringList sort;    // "amount", "-amount"
        QStringList fields;  // empty: those of the default list; of .vcf and .ics all they have a place for
        QString sheetName;   // empty: the object's plural
    };
    using Progress = std::function<void(qint64 done, qint64 total)>;  // on the calling thread; may be empty

    // Rights (Action::Export, hidden fields), snapshot and language come from the reader's context.
    // Every export is audited before its file appears (DESIGN 7), with the hash of its bytes (U29): without a
    // line no file.
    Exporter(AsyncReader &reader, CommandRunner &commands);
    // Where another process writes: has data.export with these arguments run there, and what access refused
    // audited (CommandRunner::noteRefused).
    struct Audit
    {
        std::function<Result<void>(const QJsonObject &arguments, const Actor &actor)> exported;
        std::function<void(const Error &error, const Actor &actor)> refused;
    };
    Exporter(AsyncReader &reader, Audit audit) : m_reader(reader), m_audit(std::move(audit)) {}
    // Without it a .pdf is Unsupported exchange.no_pdf {name}.
    void setPrinter(TablePrinter printer) { m_printer = std::move(printer); }

    // Errors: Cancelled export.cancelled; Unsupported exchange.unknown_format; Invalid
    // exchange.format_needs_field,
    // command.unknown_object, command.unknown_field; Forbidden access.*; those of the writers and of the
    // filter.
    Result<ExportReport> run(const Request &request, const QString &path, const Progress &progress = {},
                             const Ticket &ticket = {});
    // A report's result; as .json it is `json`. `object` is what the report counts: who may export that may
    // export it.
    struct Table
    {
        QString object;
        QString report;
        QString sheetName;
        QList<TableColumn> columns;
        QList<Row> rows;
        QList<Row> notes = {};  // below the rows: as of when, what it means
        QJsonObject json = {};
        QString where = {};  // what it is narrowed to, in words; may be empty
    };
    Result<ExportReport> writeTable(const QString &path, const Table &table);

private:
    // Audits the file at `made`, which is whole and is to be `path`. `beside` gets what the format has no
    // place for, to be committed once the file is there; null: nothing stands beside it.
    Result<void> sealed(const ExportManifest &manifest, const QString &made, const QString &path,
                        std::optional<AtomicFile> *beside);
    // Audits that access refused the export (B5) and gives its answer back.
    Error refused(const Error &error);

    AsyncReader &m_reader;
    Audit m_audit;
    TablePrinter m_printer;
};

}  // namespace dw
