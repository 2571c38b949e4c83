// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/files/csvsniffer.h"

#include "core/exchange/files/csvdelimiter.h"
#include "core/exchange/files/csvparser.h"
#include "core/exchange/files/fileguard.h"
#include "core/exchange/files/headerguess.h"
#include "core/exchange/files/tablereader.h"
#include "core/exchange/files/textdecoder.h"

#include <QBuffer>
#include <QFileInfo>
#include <QHash>

#include <algorithm>
#include <cmath>

namespace dw
{

namespace
{

constexpr qsizetype DialectSample = 96 * 1024;  // UTF-16 units: enough rows to tell, quick for forty dialects
constexpr int MaxRows = 400;

struct Cut
{
    CsvDialect dialect;
    double score = 0;
    qsizetype width = 0;  // the commonest
    QList<Row> rows;
};

struct Marks
{
    bool quote = false;
    bool apostrophe = false;
    bool backslashQuote = false;
    bool spaceBeforeQuote = false;
};

Cut cut(const QString &sample, bool whole, const CsvDialect &dialect)
{
    Cut result;
    result.dialect = dialect;
    CsvParser parser(dialect);
    qsizetype position = 0;
    CsvParser::Step step = CsvParser::Step::NeedMore;
    bool broken = false;
    while (result.rows.size() < MaxRows) {
        step = parser.parse(sample, position);
        if (step == CsvParser::Step::NeedMore) {
            // The last line of a partial sample is cut anywhere, so it tells nothing.
            if (whole || result.rows.isEmpty())
                step = parser.finish();
            if (step == CsvParser::Step::NeedMore)
                break;
        }
        if (step == CsvParser::Step::Failed) {
            broken = true;
            break;
        }
        result.rows.append(parser.takeFields());
    }
    if (result.rows.isEmpty())
        return result;

    QHash<qsizetype, int> widths;
    qint64 cells = 0, known = 0, strayQuotes = 0;
    for (const Row &row : result.rows) {
        ++widths[row.size()];
        for (const Cell &cell : row) {
            ++cells;
            known += textForm(cell.text) == TextForm::Other ? 0 : 1;
            const QStringView text = QStringView(cell.text).trimmed();
            // A quote left at the edge of a cell belonged to the dialect.
            if (!text.isEmpty() &&
                ((dialect.quote != U'"' && (text.front() == u'"' || text.back() == u'"')) ||
                 (dialect.quote != U'\'' && text.front() == u'\'')))
                ++strayQuotes;
        }
    }
    double pattern = 0;
    int commonest = 0;
    for (auto it = widths.cbegin(); it != widths.cend(); ++it) {
        pattern += double(it.value()) * std::max(0.001, double(it.key()) - 1) / double(it.key());
        if (it.value() > commonest || (it.value() == commonest && it.key() > result.width)) {
            commonest = it.value();
            result.width = it.key();
        }
    }
    pattern /= double(widths.size());
    const double kinds = std::max(1e-10, double(known) / double(cells) - double(strayQuotes) / double(cells));
    // What follows a closing quote must be a delimiter; each breach speaks against this cut.
    const double breaches = double(parser.takeFindings().size()) / double(cells);
    result.score = pattern * kinds * std::max(0.01, 1 - 4 * breaches);
    if (broken)
        result.score *= 0.05;
    return result;
}

Marks marksOf(const QString &text)
{
    Marks marks;
    marks.quote = text.contains(u'"');
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'"' || c == u'\'') {
            const bool escaped = i > 0 && text[i - 1] == u'\\';
            marks.backslashQuote |= escaped;
            // An apostrophe quotes only where a field can begin.
            if (c == u'\'' && (i == 0 || QStringView(u",;\t|\n\r: ").contains(text[i - 1])))
                marks.apostrophe = true;
            if (i >= 2 && text[i - 1] == u' ' && QStringView(u",;|\t").contains(text[i - 2]))
                marks.spaceBeforeQuote = true;
        }
    }
    return marks;
}

CsvDialect::Newline newlineOf(const QString &text)
{
    const qsizetype crlf = text.count(QStringLiteral("\r\n"));
    const qsizetype lf = text.count(u'\n') - crlf;
    const qsizetype cr = text.count(u'\r') - crlf;
    if (crlf > 0 && crlf >= lf && crlf >= cr)
        return CsvDialect::Newline::CrLf;
    return cr > lf ? CsvDialect::Newline::Cr : CsvDialect::Newline::Lf;
}

bool isValue(const QString &text)
{
    const TextForm form = textForm(text);
    return form != TextForm::Empty && form != TextForm::Word && form != TextForm::Other;
}

// Most rows, below what may be a head.
bool isUsual(qsizetype count, const QList<Row> &rows)
{
    return rows.size() > 1 && count * 4 >= (rows.size() - 1) * 3;
}

// Names of two words are cut at the blank as evenly as any table, so that alike widths prove nothing of what
// stands in ordinary text too. A table it is where quotes stand at the cuts, or where the first row is as
// wide as the others and at least two columns hold values - unless the lines as they are hold one value each:
// a time of a day, a number in groups.
bool isEvident(const Cut &tried, const QString &sample, const QList<Row> &lines)
{
    const QString mark = QChar(char16_t(tried.dialect.delimiter));
    const QString quote = QChar(char16_t(tried.dialect.quote));
    if (tried.width < 2)
        return false;
    if (sample.count(quote + mark) + sample.count(mark + quote) >= tried.rows.size())
        return true;
    qsizetype whole = 0;
    for (qsizetype i = 1; i < lines.size(); ++i)
        whole += !lines[i].isEmpty() && isValue(lines[i].first().text) ? 1 : 0;
    if (isUsual(whole, lines) || tried.rows.first().size() != tried.width)
        return false;
    int columns = 0;
    for (qsizetype column = 0; column < tried.width; ++column) {
        qsizetype values = 0;
        for (qsizetype i = 1; i < tried.rows.size(); ++i)
            values += column < tried.rows[i].size() && isValue(tried.rows[i][column].text) ? 1 : 0;
        columns += isUsual(values, tried.rows) ? 1 : 0;
    }
    return columns >= 2;
}

// Contents that are no text table, by their first bytes.
std::optional<Error> notText(QByteArrayView head, const QString &name)
{
    const auto refusal = [&name](const QString &key) { return Error(ErrorCode::Unsupported, key, {name}); };
    if (head.startsWith("PK\x03\x04") || head.startsWith("PK\x05\x06") || head.startsWith("\x1F\x8B") ||
        head.startsWith("7z\xBC\xAF") || head.startsWith("Rar!"))
        return refusal(QStringLiteral("exchange.is_archive"));
    if (head.startsWith("\xD0\xCF\x11\xE0"))
        return refusal(QStringLiteral("exchange.is_xls"));
    const QByteArray start =
        head.first(std::min<qsizetype>(head.size(), 512)).toByteArray().trimmed().toLower();
    // A page as a whole, or the table alone that some programs write.
    if (start.startsWith("<!doctype html") || start.startsWith("<html") || start.startsWith("<table"))
        return refusal(QStringLiteral("exchange.is_html"));
    return std::nullopt;
}

}  // namespace

void CsvSniffer::guessDialect(const QString &text, CsvGuess &guess, std::optional<char32_t> stated)
{
    const bool whole = text.size() <= DialectSample;
    const QString sample = text.left(DialectSample);
    const Marks marks = marksOf(sample);

    QList<char32_t> quotes{U'"'};
    if (marks.apostrophe)
        quotes.append(U'\'');
    // In order of how usual they are: a later one must win clearly.
    static constexpr char32_t delimiters[] = {U',', U'\t', U';', U'|', U':', U'^', U'~', U' '};
    QList<char32_t> possible(std::begin(delimiters), std::end(delimiters));
    if (stated)
        possible = *stated == 0 ? QList<char32_t>() : QList<char32_t>{*stated};
    CsvDialect single = guess.dialect;
    single.delimiter = 0;
    const QList<Row> lines = cut(sample, whole, single).rows;
    Cut best;
    bool have = false;
    for (const char32_t delimiter : std::as_const(possible)) {
        // Blanks and colons stand in ordinary text as well.
        const bool inText = !stated && (delimiter == U' ' || delimiter == U':');
        if (!sample.contains(QChar(char16_t(delimiter))))
            continue;
        for (const char32_t quote : quotes) {
            for (const bool backslash : {false, true}) {
                if (backslash && !marks.backslashQuote)
                    continue;
                for (const bool skip : {false, true}) {
                    if (skip && (!marks.spaceBeforeQuote || delimiter == U' '))
                        continue;
                    CsvDialect dialect = guess.dialect;
                    dialect.delimiter = delimiter;
                    dialect.quote = quote;
                    dialect.escape = backslash ? CsvDialect::Escape::Backslash : CsvDialect::Escape::Doubled;
                    dialect.skipInitialSpace = skip;
                    Cut tried = cut(sample, whole, dialect);
                    if (inText && !isEvident(tried, sample, lines))
                        continue;
                    if (inText)
                        tried.score *= 0.5;
                    if (!have || tried.score > best.score * 1.02) {
                        best = std::move(tried);
                        have = true;
                    }
                }
            }
        }
    }
    if (!have || best.width < 2) {
        // One column: a delimiter that never cuts is still the likeliest one for a file that may grow.
        single.delimiter = have && best.dialect.delimiter == U',' ? U',' : 0;
        const Cut one = cut(sample, whole, single);
        if (!have || one.score >= best.score || best.width < 2)
            best = one;
        if (best.dialect.delimiter == 0)
            best.dialect.delimiter = stated.value_or(U',');
    }
    best.dialect.newline = newlineOf(sample);

    const HeaderGuess header = HeaderGuess::of(best.rows.mid(0, HeaderGuess::RowsWanted));
    best.dialect.preambleRecords = header.preambleRows;
    best.dialect.header = header.header;
    guess.dialect = best.dialect;

    qsizetype usual = 0;
    for (const Row &row : std::as_const(best.rows))
        usual += row.size() == best.width ? 1 : 0;
    const int alike =
        best.rows.isEmpty() ? 0 : int(std::lround(100.0 * double(usual) / double(best.rows.size())));
    guess.confidence = std::min(guess.charset.confidence,
                                stated ? 100 : std::clamp(best.width < 2 ? alike / 2 : alike, 5, 99));
    guess.why.append(
        {best.width < 2 ? QStringLiteral("exchange.why_one_column")
                        : QStringLiteral("exchange.why_delimiter"),
         0,
         0,
         {delimiterName(best.dialect.delimiter), QString::number(alike), QString::number(best.width)}});
    guess.why.append(
        {header.header ? QStringLiteral("exchange.why_header") : QStringLiteral("exchange.why_no_header"),
         0,
         0,
         {QString::number(header.preambleRows)}});
}

Result<CsvGuess> CsvSniffer::guess(const QString &path, const CsvStated &stated)
{
    DW_ASSIGN(const auto file, FileGuard::openForReading(path));
    const QString name = QFileInfo(path).fileName();
    const QByteArray bytes = file->read(SampleBytes);
    if (bytes.isEmpty())
        return Error(ErrorCode::Invalid, QStringLiteral("exchange.empty_file"), {name});
    if (const auto refusal = notText(bytes, name))
        return *refusal;
    CsvGuess guess;
    guess.charset = CharsetGuess::of(bytes, bytes.size() == file->size());
    if (stated.charset) {
        guess.charset.charset = *stated.charset;
        guess.charset.confidence = 100;
    } else {
        guess.why.append(guess.charset.why);
    }
    guess.dialect.charset = guess.charset.charset;

    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    DW_ASSIGN(const auto decoder, TextDecoder::create(guess.charset.charset, &buffer));
    QString text;
    QString piece;
    QByteArray bad;
    while (text.size() <= DialectSample) {
        DW_ASSIGN(const bool more, decoder->next(piece, bad));
        if (!more)
            break;
        text.append(piece);
        if (!bad.isEmpty())
            text.append(QChar::ReplacementCharacter);
    }
    guessDialect(text, guess, stated.delimiter);
    return guess;
}

}  // namespace dw
