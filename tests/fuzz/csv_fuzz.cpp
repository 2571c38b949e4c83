// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/csv_fuzz.h"

#include "core/exchange/files/charsetguess.h"
#include "core/exchange/files/csvparser.h"
#include "core/exchange/files/csvsniffer.h"
#include "core/exchange/files/tablereader.h"
#include "core/exchange/files/textdecoder.h"

#include <QBuffer>

#include <cstdlib>

namespace
{

using namespace dw;

void require(bool promise)
{
    if (!promise)
        std::abort();
}

struct Outcome
{
    QList<Row> rows;
    QList<qint64> lines;
    QString failure;

    friend bool operator==(const Outcome &, const Outcome &) = default;
};

Outcome parsed(const QString &text, const CsvDialect &dialect, qsizetype chunk)
{
    Outcome outcome;
    CsvParser parser(dialect);
    const auto take = [&](CsvParser::Step step) {
        if (step == CsvParser::Step::Failed)
            outcome.failure = parser.error().key;
        if (step != CsvParser::Step::Record)
            return false;
        outcome.lines.append(parser.recordLine());
        outcome.rows.append(parser.takeFields());
        return true;
    };
    for (qsizetype from = 0; from < text.size() && outcome.failure.isEmpty(); from += chunk) {
        const QStringView piece = QStringView(text).mid(from, chunk);
        qsizetype position = 0;
        while (take(parser.parse(piece, position))) {
        }
    }
    while (outcome.failure.isEmpty() && take(parser.finish())) {
    }
    return outcome;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    static constexpr char32_t delimiters[] = {U',', U';', U'\t', 0};
    static constexpr const char *charsets[] = {"UTF-8", "GB18030", "UTF-16LE", "Big5"};
    CsvDialect dialect;
    dialect.delimiter = delimiters[data[0] & 3];
    dialect.charset = charsets[(data[0] >> 2) & 3];
    dialect.quote = data[0] & 16 ? U'\'' : U'"';
    dialect.escape = data[0] & 32 ? CsvDialect::Escape::Backslash : CsvDialect::Escape::Doubled;
    dialect.skipInitialSpace = data[0] & 64;

    QByteArray bytes(reinterpret_cast<const char *>(data + 1), qsizetype(size - 1));
    const CharsetGuess charset = CharsetGuess::of(bytes, true);
    require(charset.confidence >= 0 && charset.confidence <= 100);

    QBuffer buffer(&bytes);
    require(buffer.open(QIODevice::ReadOnly));
    const auto decoder = TextDecoder::create(dialect.charset, &buffer);
    require(decoder.ok());
    QString text, piece;
    QByteArray bad;
    for (;;) {
        const Result<bool> more = (*decoder)->next(piece, bad);
        require(more.ok());
        if (!*more)
            break;
        text += piece;
    }

    // However the text is cut into chunks, the records are the same.
    const Outcome whole = parsed(text, dialect, std::max<qsizetype>(1, text.size()));
    require(whole == parsed(text, dialect, 1));
    require(whole == parsed(text, dialect, 7));
    for (qsizetype i = 0; i < whole.rows.size(); ++i) {
        require(!whole.rows[i].isEmpty() && whole.rows[i].size() <= TableReader::MaxColumns);
        require(whole.lines[i] > (i > 0 ? whole.lines[i - 1] : 0));
    }

    CsvGuess guess;
    CsvSniffer::guessDialect(text, guess);
    require(guess.dialect.delimiter != guess.dialect.quote);
    return 0;
}
