// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/files/headerguess.h"

#include <QSet>

#include <algorithm>

namespace dw
{

namespace
{

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

// "-1,234.50", "12 %", "$3.99", "￥1 200", "1.5e-3"
bool isNumber(QStringView text)
{
    qsizetype i = 0, end = text.size();
    while (i < end && (text[i] == u'-' || text[i] == u'+' || text[i] == u'(' || text[i] == u' ' ||
                       text[i].category() == QChar::Symbol_Currency))
        ++i;
    while (end > i && (text[end - 1] == u'%' || text[end - 1] == u')' || text[end - 1] == u' ' ||
                       text[end - 1].category() == QChar::Symbol_Currency))
        --end;
    bool digits = false, exponent = false;
    for (; i < end; ++i) {
        if (isDigit(text[i])) {
            digits = true;
        } else if ((text[i] == u'e' || text[i] == u'E') && digits && !exponent) {
            exponent = true;
            if (i + 1 < end && (text[i + 1] == u'-' || text[i + 1] == u'+'))
                ++i;
            if (i + 1 >= end)
                return false;
        } else if (text[i] != u'.' && text[i] != u',' && text[i] != u'\'' && text[i] != u'\u00A0') {
            return false;
        }
    }
    return digits;
}

// Two or three groups of digits between the same separators, with a plausible length each: 2026-11-19,
// 11/19/26, 2026年11月19日, and a time after it.
bool isDate(QStringView text)
{
    int groups = 0;
    qsizetype i = 0;
    QChar separator;
    while (i < text.size() && groups < 3) {
        const qsizetype from = i;
        while (i < text.size() && isDigit(text[i]))
            ++i;
        if (i == from || i - from > 4 || i - from == 3)
            return false;
        ++groups;
        if (i == text.size())
            break;
        const QChar c = text[i];
        if (groups < 3 && c != u'-' && c != u'/' && c != u'.' && c != u'年' && c != u'月')
            return false;
        if (groups == 2 && separator != c && c != u'月')
            return false;
        separator = c;
        ++i;
    }
    if (groups < 3)
        return false;
    const QStringView rest = i < text.size() ? text.mid(i).trimmed() : QStringView();
    return std::all_of(rest.begin(), rest.end(), [](QChar c) {
        return isDigit(c) || c == u':' || c == u'.' || c == u'+' || c == u'-' || c == u'T' || c == u'Z' ||
               c == u' ' || c == u'A' || c == u'P' || c == u'M' || c == u'日';
    });
}

bool isTime(QStringView text)
{
    int colons = 0;
    for (const QChar c : text) {
        if (c == u':')
            ++colons;
        else if (!isDigit(c) && c != u'.' && c != u' ' && c != u'A' && c != u'P' && c != u'M')
            return false;
    }
    return colons >= 1 && colons <= 2 && text.size() >= 4 && isDigit(text[0]) && isDigit(text.back());
}

bool isUrl(QStringView text)
{
    return (text.startsWith(u"http://") || text.startsWith(u"https://") || text.startsWith(u"ftp://") ||
            text.startsWith(u"www.")) &&
           !text.contains(u' ');
}

bool isEmail(QStringView text)
{
    const qsizetype at = text.indexOf(u'@');
    return at > 0 && text.lastIndexOf(u'.') > at && !text.contains(u' ') && !text.contains(u',') &&
           !text.contains(u';');
}

// Letters, digits, spaces and the punctuation of names and sentences.
bool isWord(QStringView text)
{
    bool letter = false;
    for (const QChar c : text) {
        if (c.isLetter() || c.isMark() || c.isSurrogate())
            letter = true;
        else if (!isDigit(c) && !QStringView(u" _-.()/&'#?!+*%:（）·、，。：\u00A0\u2019").contains(c))
            return false;
    }
    return letter;
}

TextForm formOf(const Cell &cell)
{
    switch (cell.kind) {
        case Cell::Kind::Empty:
            return TextForm::Empty;
        case Cell::Kind::Number:
        case Cell::Kind::Percent:
        case Cell::Kind::Money:
        case Cell::Kind::Boolean:
            return TextForm::Number;
        case Cell::Kind::Date:
        case Cell::Kind::DateTime:
            return TextForm::Date;
        case Cell::Kind::Error:
            return TextForm::Other;
        case Cell::Kind::Text:
            break;
    }
    return textForm(cell.text);
}

int filled(const Row &row)
{
    return int(std::count_if(row.cbegin(), row.cend(),
                             [](const Cell &cell) { return !QStringView(cell.text).trimmed().isEmpty(); }));
}

// 1 for a cell that could name a column, -1 for one that is plainly a value.
int nameLikeness(const Cell &cell)
{
    switch (formOf(cell)) {
        case TextForm::Empty:
            return 0;
        case TextForm::Number: {
            // Years head columns often enough to say nothing.
            bool ok = false;
            const int year = cell.text.toInt(&ok);
            return ok && year >= 1900 && year <= 2100 ? 0 : -1;
        }
        case TextForm::Date:
        case TextForm::Time:
        case TextForm::Email:
        case TextForm::Url:
            return -1;
        case TextForm::Word:
        case TextForm::Other:
            break;
    }
    return cell.text.size() <= 80 ? 1 : 0;
}

bool looksLikeHeader(const QList<Row> &rows, int at)
{
    const Row &head = rows[at];
    QSet<QString> seen;
    int names = 0, values = 0, repeated = 0;
    for (const Cell &cell : head) {
        const QString text = cell.text.trimmed();
        if (text.isEmpty())
            continue;
        repeated += seen.contains(text) ? 1 : 0;
        seen.insert(text);
        const int likeness = nameLikeness(cell);
        names += likeness > 0 ? 1 : 0;
        values += likeness < 0 ? 1 : 0;
    }
    if (names == 0 || values * 2 > names)
        return false;
    // A column of one form below a name of another form is the surest sign; a name that comes again below
    // speaks against it.
    int contrast = 0, again = 0, textColumns = 0;
    for (qsizetype column = 0; column < head.size(); ++column) {
        if (nameLikeness(head[column]) <= 0)
            continue;
        int below = 0, typed = 0, same = 0;
        for (qsizetype row = at + 1; row < rows.size(); ++row) {
            if (column >= rows[row].size() || rows[row][column].text.isEmpty())
                continue;
            ++below;
            typed += nameLikeness(rows[row][column]) < 0 ? 1 : 0;
            same += rows[row][column].text == head[column].text ? 1 : 0;
        }
        ++textColumns;
        contrast += below > 0 && typed * 4 >= below * 3 ? 1 : 0;
        again += same > 0 ? 1 : 0;
    }
    if (contrast > 0 && contrast >= again)
        return true;
    return again * 4 <= textColumns && repeated * 4 <= names && values == 0;
}

bool holdsValues(const Row &row)
{
    return std::any_of(row.begin(), row.end(), [](const Cell &cell) { return nameLikeness(cell) < 0; });
}

// Titles of several cells stand in fewer columns than the names below them, and hold no value either; values
// begin below the names. Where nothing of that is so the first row stays what it was taken for.
int belowTitles(const QList<Row> &rows, const QList<int> &counts, int first, int usual)
{
    constexpr int mostTitles = 10;
    const int last = int(std::min<qsizetype>(rows.size() - 1, first + mostTitles));
    for (int at = first; at < last && !holdsValues(rows[at]); ++at) {
        if (counts[at] >= usual && counts[at] > counts[first] && holdsValues(rows[at + 1]) &&
            looksLikeHeader(rows, at))
            return at;
    }
    return first;
}

}  // namespace

TextForm textForm(QStringView raw)
{
    const QStringView text = raw.trimmed();
    if (text.isEmpty())
        return TextForm::Empty;
    if (text.size() > 2000)
        return TextForm::Other;
    if (isDate(text))
        return TextForm::Date;
    if (isTime(text))
        return TextForm::Time;
    if (isNumber(text))
        return TextForm::Number;
    if (isEmail(text))
        return TextForm::Email;
    if (isUrl(text))
        return TextForm::Url;
    return isWord(text) ? TextForm::Word : TextForm::Other;
}

HeaderGuess HeaderGuess::of(const QList<Row> &firstRows)
{
    HeaderGuess guess;
    if (firstRows.isEmpty()) {
        guess.header = false;
        return guess;
    }
    // The table begins at the first row that is about as full as its rows usually are.
    QList<int> counts;
    for (const Row &row : firstRows)
        counts.append(filled(row));
    QList<int> sorted = counts;
    std::sort(sorted.begin(), sorted.end());
    const int usual = sorted[sorted.size() * 3 / 4];
    const int enough = std::max(1, (usual + 1) / 2);
    int first = 0;
    while (first < counts.size() && counts[first] < enough)
        ++first;
    if (first >= counts.size())
        first = 0;
    // A note is not a preamble when it takes most of what was looked at.
    if (first * 2 > firstRows.size() && first > 10)
        first = 0;
    first = belowTitles(firstRows, counts, first, usual);
    guess.preambleRows = first;
    guess.header = looksLikeHeader(firstRows, first);
    return guess;
}

}  // namespace dw
