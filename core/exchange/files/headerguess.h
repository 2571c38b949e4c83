// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/files/cell.h"

#include <QList>

namespace dw
{

// Where the table starts in a sheet or text file, from its first rows: titles above it are preamble, and the
// first row of it is a header if its cells are distinct texts that read like names rather than values.
struct HeaderGuess
{
    int preambleRows = 0;  // rows above the table
    bool header = true;

    static constexpr int RowsWanted = 50;
    static HeaderGuess of(const QList<Row> &firstRows);
};

// What a text cell holds, by its form alone.
enum class TextForm { Empty, Number, Date, Time, Email, Url, Word, Other };
TextForm textForm(QStringView text);

}  // namespace dw
