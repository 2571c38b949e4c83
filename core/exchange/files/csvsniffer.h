// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/exchange/files/charsetguess.h"
#include "core/exchange/files/csvdialect.h"
#include "core/exchange/files/filefinding.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace dw
{

// A stated guess of a text file's dialect, which a person confirms or changes.
struct CsvGuess
{
    CsvDialect dialect;
    CharsetGuess charset;
    int confidence = 0;      // 0 to 100: the lesser of charset and dialect; 100 where both were stated
    QList<FileFinding> why;  // one reason for each of charset, delimiter, header
};

// What somebody says of a text file: nothing of it is guessed.
struct CsvStated
{
    std::optional<QByteArray> charset;  // a name ICU knows
    std::optional<char32_t> delimiter;  // 0: one column

    friend bool operator==(const CsvStated &, const CsvStated &) = default;
};

// Guesses from the first MiB. The dialect is the one whose cut gives rows of alike width with cells of known
// kinds: the consistency measure of van den Burg, Nazabal, Sutton, "Wrangling Messy CSV Files by Detecting
// Row and Type Patterns" (2019), with kinds that know Chinese text, and a preference for the usual where two
// cuts tie. Blanks and colons, which stand in names and sentences too, cut only where more than even widths
// speaks for it.
class CsvSniffer
{
public:
    static constexpr qint64 SampleBytes = 1024 * 1024;

    // The errors of FileGuard; Unsupported exchange.is_archive, exchange.is_xls, exchange.is_html {name} for
    // files that are plainly no text table; Invalid exchange.empty_file; Unsupported exchange.charset_unknown
    // for a stated charset.
    static Result<CsvGuess> guess(const QString &path, const CsvStated &stated = {});
    // For text already decoded; charset and its reason are left alone.
    static void guessDialect(const QString &text, CsvGuess &guess, std::optional<char32_t> stated = {});
};

}  // namespace dw
