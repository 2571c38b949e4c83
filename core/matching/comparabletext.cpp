// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/matching/comparabletext.h"

#include "core/base/text/textfold.h"

#include <QVarLengthArray>

#include <unicode/utrans.h>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

namespace dw
{

namespace
{

constexpr char16_t FirstHan = 0x3400;
constexpr char16_t LastHan = 0x9fff;

// ICU's transliterator costs a microsecond a character and belongs to one thread: asked once for each
// character.
std::vector<char16_t> makeSimplifiedTable()
{
    std::vector<char16_t> table;
    for (char32_t c = FirstHan; c <= LastHan; ++c)
        table.push_back(char16_t(c));
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UTransliterator *, void (*)(UTransliterator **)> owner(
        new UTransliterator *(utrans_openU(u"Hant-Hans", -1, UTRANS_FORWARD, nullptr, 0, nullptr, &status)),
        [](UTransliterator **open) {
            if (*open != nullptr)
                utrans_close(*open);
            delete open;
        });
    if (U_FAILURE(status))
        return table;  // an ICU without the table: traditional stays what it is
    for (char16_t &c : table) {
        std::array<UChar, 4> text{c, 0, 0, 0};
        int32_t length = 1, limit = 1;
        UErrorCode done = U_ZERO_ERROR;
        utrans_transUChars(*owner, text.data(), &length, int32_t(text.size()), 0, &limit, &done);
        if (U_SUCCESS(done) && length == 1)
            c = text[0];
    }
    return table;
}

}  // namespace

QString simplifiedHan(QStringView text)
{
    static const std::vector<char16_t> table = makeSimplifiedTable();
    QString out = text.toString();
    for (QChar &c : out) {
        if (c.unicode() >= FirstHan && c.unicode() <= LastHan)
            c = QChar(table[size_t(c.unicode() - FirstHan)]);
    }
    return out;
}

QString comparableText(QStringView text)
{
    QString folded = foldForSearch(simplifiedHan(text.first(std::min(text.size(), MaxComparedText))));
    for (QChar &c : folded) {
        if (c.category() == QChar::Other_Control)
            c = u' ';
    }
    return folded.simplified();
}

QString lettersOf(QStringView comparable)
{
    QString out;
    out.reserve(comparable.size());
    for (const QChar c : comparable) {
        if (c.isLetterOrNumber() || c.isSurrogate() || c.isMark())
            out.append(c);
    }
    return out;
}

QStringList wordsOf(QStringView comparable)
{
    QStringList words;
    QString word;
    for (const QChar c : comparable) {
        if (c.isLetterOrNumber() || c.isSurrogate() || c.isMark()) {
            word.append(c);
        } else if (c != u'\'' && c != u'\u2019' && !word.isEmpty()) {
            words.append(word);
            word.clear();
        }
    }
    if (!word.isEmpty())
        words.append(word);
    return words;
}

bool isHan(QChar c)
{
    return (c.unicode() >= FirstHan && c.unicode() <= LastHan) ||
           (c.unicode() >= 0xf900 && c.unicode() <= 0xfaff);
}

bool hasHan(QStringView text)
{
    return std::any_of(text.begin(), text.end(), isHan);
}

bool isNumeral(QChar c)
{
    return c.isDigit() || QStringView(u"零一二三四五六七八九十百两甲乙丙丁").contains(c);
}

int editDistance(QStringView one, QStringView other, int limit)
{
    const int n = int(one.size()), m = int(other.size()), over = limit + 1;
    if (std::abs(n - m) > limit)
        return over;
    // Three rows: a swap looks two back. Only a band of the diagonal can stay within the limit.
    QVarLengthArray<int, 256> before(m + 1), last(m + 1), row(m + 1);
    std::fill(before.begin(), before.end(), over);
    for (int j = 0; j <= m; ++j)
        last[j] = std::min(j, over);
    for (int i = 1; i <= n; ++i) {
        std::fill(row.begin(), row.end(), over);
        row[0] = std::min(i, over);
        int best = row[0];
        for (int j = std::max(1, i - limit); j <= std::min(m, i + limit); ++j) {
            const bool same = one[i - 1] == other[j - 1];
            int cost = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                cost = std::min(cost, before[j - 2] + 1);
            row[j] = std::min(cost, over);
            best = std::min(best, row[j]);
        }
        // A swap may come back from the row before this one, at one more.
        if (best > limit && *std::min_element(last.begin(), last.end()) >= limit)
            return over;
        std::swap(before, last);
        std::swap(last, row);
    }
    return last[m];
}

}  // namespace dw
