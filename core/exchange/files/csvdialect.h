// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace dw
{

// How a text table is written. Readers accept CR, LF and CRLF in any mixture; `newline` only says what most
// lines use.
struct CsvDialect
{
    enum class Escape {
        Doubled,    // a quote inside quotes is written twice (RFC 4180)
        Backslash,  // \" inside quotes, \\ for a backslash
    };
    enum class Newline { Lf, CrLf, Cr };

    QByteArray charset = QByteArrayLiteral("UTF-8");  // a name ICU knows
    char32_t delimiter = U',';                        // 0: one column
    char32_t quote = U'"';                            // 0: no quoting
    Escape escape = Escape::Doubled;
    bool skipInitialSpace =
        false;  // spaces after a delimiter do not count, so that  a, "b, c"  has two fields
    Newline newline = Newline::Lf;
    int preambleRecords =
        0;               // titles and notes above the table; lines without any character are never records
    bool header = true;  // the first record after the preamble names the columns

    friend bool operator==(const CsvDialect &, const CsvDialect &) = default;
};

}  // namespace dw
