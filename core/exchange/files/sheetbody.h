// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArrayView>
#include <QString>

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

namespace dw
{

// The rows of one sheet of a workbook as its XML, written to a file without a name as they come: memory is
// one buffer. Styles are the indices of the workbook's cell formats, 0 for none. Rows count from 1, columns
// from 0; what is not written is empty. Texts are texts whatever they say; what XML has no place for is
// replaced or escaped as workbooks do (_x000D_).
class SheetBody
{
public:
    // The file lies in `folder`, which has to have room for the rows before they are compressed. Errors
    // (also of endRow() and rows()) as AtomicFile::errorOf() for `path`.
    static Result<std::unique_ptr<SheetBody>> create(const QString &folder, const QString &path, int columns);
    ~SheetBody();
    SheetBody(const SheetBody &) = delete;
    SheetBody &operator=(const SheetBody &) = delete;

    void beginRow(qint64 row);
    void text(int column, QStringView text, int style);
    // A number in XML's own notation.
    void number(int column, QByteArrayView digits, int style);
    void number(int column, double value, int style);
    void boolean(int column, bool value, int style);
    Result<void> endRow();

    // All of it from its begin on, `size` bytes; stays the body's.
    Result<std::FILE *> rows(qint64 *size);

private:
    SheetBody(std::FILE *file, const QString &path, int columns);
    void cell(int column, int style);
    Result<void> flush();

    std::FILE *m_file;
    QString m_path;
    std::vector<std::string> m_begins;  // of a cell's element up to its row, by column
    std::string m_buffer;
    std::string m_row;  // the number as text
    qint64 m_size = 0;
};

}  // namespace dw
