// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/files/xlsxstyles.h"

#include <QString>

namespace dw
{

size_t XlsxStyles::commit_number_format()
{
    m_codes[m_formatId] = m_formatCode;
    m_formatCode.clear();
    return m_formats++;
}

size_t XlsxStyles::commit_cell_xf()
{
    m_xfs.push_back(m_xfFormat);
    m_xfFormat = 0;
    return m_xfs.size() - 1;
}

std::vector<NumberShape> XlsxStyles::takeShapes() const
{
    std::vector<NumberShape> shapes;
    shapes.reserve(m_xfs.size());
    for (const size_t id : m_xfs) {
        // A code in the file wins over what the number usually means.
        const auto code = m_codes.find(id);
        if (code != m_codes.end())
            shapes.push_back(shapeOfFormatCode(QString::fromStdString(code->second)));
        else
            shapes.push_back(shapeOfBuiltinFormat(id > 10000 ? 0 : int(id)));
    }
    return shapes;
}

}  // namespace dw
