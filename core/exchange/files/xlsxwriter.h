// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/files/atomicfile.h"
#include "core/exchange/files/sheetbody.h"
#include "core/exchange/files/tablewriter.h"

#include <QHash>

#include <memory>
#include <utility>
#include <vector>

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

namespace dw
{

// Writes a workbook with libxlsxwriter, all but the rows: those go through a SheetBody, in constant memory.
// Real numbers, dates, percentages and amounts in the format of their currency; text is always text, so that
// = + - @ do nothing. The header is bold and frozen, with an auto-filter over all rows. Rows beyond a sheet's
// 1 048 576 go on in further sheets under the same header. A last sheet states the rows expected and written.
// A text beyond 32 767 characters is cut and reported.
class XlsxWriter : public TableWriter
{
public:
    static constexpr int MaxCellText = 32767;  // UTF-16 units
    static constexpr qint64 MaxSheetRows = 1048576;

    struct Options
    {
        QString sheetName;  // made valid: no []:*?/\ and at most 27 characters; empty: "Sheet1"
        QString checkSheetName = QStringLiteral("Check");
        QString expectedLabel = QStringLiteral("Rows expected");
        QString writtenLabel = QStringLiteral("Rows written");
        // On the last sheet below the counts: what, and what of it.
        QList<std::pair<QString, QString>> facts = {};
        // At the foot of every printed page; at most 200 characters of it.
        QString watermark = {};
        qint64 sheetRows = MaxSheetRows;  // rows of a sheet with its header; smaller ones are for tests
    };

    static Result<std::unique_ptr<XlsxWriter>> create(const QString &path, const QList<TableColumn> &columns,
                                                      const Options &options);
    ~XlsxWriter() override;

    Result<void> write(const Row &row) override;
    Result<void> finish(qint64 expected) override;
    qint64 rowsWritten() const override { return m_rows; }

private:
    XlsxWriter(AtomicFile target, const QString &path, const QList<TableColumn> &columns,
               const Options &options);

    struct LastFormat
    {
        Cell::Kind kind = Cell::Kind::Empty;
        QString currency;
        int style = 0;
    };

    Result<void> beginSheet();
    void endSheet();
    void writeCell(int column, const Cell &cell);
    void writeNumber(int column, const Cell &cell, double divisor, int style);
    void writeText(int column, const QString &text);
    int style(int column, const Cell &cell);
    QString sheetTitle(int number) const;
    Error failure(int code) const;

    AtomicFile m_target;
    QString m_path;
    QList<TableColumn> m_columns;
    Options m_options;
    QList<LastFormat> m_last;  // by column
    QByteArray m_temporary;
    QByteArray m_folder;
    lxw_workbook *m_workbook = nullptr;
    lxw_worksheet *m_sheet = nullptr;
    lxw_format *m_headerFormat = nullptr;
    QHash<QString, int> m_styles;                      // by format code
    std::vector<std::unique_ptr<SheetBody>> m_bodies;  // by sheet
    qint64 m_nextRow = 0;                              // of the sheet
    qint64 m_rows = 0;
};

}  // namespace dw
