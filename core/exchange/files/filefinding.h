// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace dw
{

// Something odd in a table file that does not stop the reading: the wording of `key` takes `arguments`. `row`
// is the row as a person sees it (1-based; for CSV the physical line), `column` is 1-based, 0 for the whole
// row.
struct FileFinding
{
    QString key;
    qint64 row = 0;
    int column = 0;
    QStringList arguments;

    friend bool operator==(const FileFinding &, const FileFinding &) = default;
};

}  // namespace dw
