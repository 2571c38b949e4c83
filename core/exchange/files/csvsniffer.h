// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/exchange/files/charsetguess.h"
#include "core/exchange/files/csvdialect.h"
#include "core/exchange/files/filefinding.h"

#include <QList>

namespace dw
{

// A stated guess of a text file's dialect, which a person confirms or changes.
struct CsvGuess
{
    CsvDialect dialect;
    CharsetGuess charset;
    int confidence = 0;      // 0 to 100: the lesser of charset and dialect
    QList<FileFinding> why;  // one reason for each of charset, delimiter, header
};

// Guesses from the first MiB. The dialect is the one whose cut gives rows of alike width with cells of known
// kinds: the consistency measure of van den Burg, Nazabal, Sutton, "Wrangling Messy CSV Files by Detecting
// Row and Type Patterns" (2019), with kinds that know Chinese text, and a preference for the usual where two
// cuts tie.
class CsvSniffer
{
public:
    static constexpr qint64 SampleBytes = 1024 * 1024;

    // The errors of FileGuard; Unsupported exchange.is_archive, exchange.is_xls, exchange.is_html {name} for
    // files that are plainly no text table; Invalid exchange.empty_file.
    static Result<CsvGuess> guess(const QString &path);
    // For text already decoded; charset and its reason are left alone.
    static void guessDialect(const QString &text, CsvGuess &guess);
};

}  // namespace dw
