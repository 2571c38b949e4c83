// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/rejectswriter.h"

#include "core/exchange/tablefile.h"

namespace dw
{

Result<std::unique_ptr<RejectsWriter>> RejectsWriter::create(const QString &path, const QStringList &header,
                                                             Language language)
{
    const bool chinese = language == Language::Chinese;
    QList<TableColumn> columns;
    for (const QString &title : header)
        columns.append({title});
    columns.append({chinese ? QStringLiteral("行号") : QStringLiteral("Row no."), Cell::Kind::Number, 0});
    columns.append({chinese ? QStringLiteral("问题列") : QStringLiteral("Column at fault")});
    columns.append({chinese ? QStringLiteral("原因") : QStringLiteral("Reason"), Cell::Kind::Text, -1, 60});
    std::unique_ptr<RejectsWriter> made(new RejectsWriter);
    made->m_width = header.size();
    DW_ASSIGN(made->m_writer,
              createTableFile(path, columns, chinese ? QStringLiteral("未导入") : QStringLiteral("Rejected"),
                              language));
    return made;
}

Result<void> RejectsWriter::write(const Row &row, qint64 rowNumber, const QString &column,
                                  const QString &reason)
{
    Row line = row;
    line.resize(m_width);
    line.append(Cell::ofNumber(QString::number(rowNumber)));
    line.append(Cell::ofText(column));
    line.append(Cell::ofText(reason));
    ++m_rows;
    return m_writer->write(line);
}

Result<void> RejectsWriter::finish()
{
    return m_writer->finish(m_rows);
}

}  // namespace dw
