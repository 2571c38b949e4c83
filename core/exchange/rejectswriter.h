// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/dictionary/localtext.h"
#include "core/exchange/files/tablewriter.h"
#include "core/rules/rulebook.h"

#include <QString>
#include <QStringList>

#include <memory>

namespace dw
{

// The error workbook: the columns of the file as they were, then row number, column and reason, so that it
// can be mended and imported again. XLSX or CSV by the name's ending. The file appears when finish()
// succeeds, also when no row was rejected.
class RejectsWriter
{
public:
    // Unsupported exchange.unknown_table_format {name} for another ending.
    static Result<std::unique_ptr<RejectsWriter>> create(const QString &path, const QStringList &header,
                                                         Language language);

    // `column`: name of the column at fault, empty where it is the row.
    Result<void> write(const Row &row, qint64 rowNumber, const QString &column, const QString &reason);
    Result<void> finish();

private:
    RejectsWriter() = default;

    std::unique_ptr<TableWriter> m_writer;
    qsizetype m_width = 0;
    qint64 m_rows = 0;
};

}  // namespace dw
