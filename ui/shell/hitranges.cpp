// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/hitranges.h"

#include "core/base/text/textfold.h"

#include <QRegularExpression>
#include <QVarLengthArray>

#include <algorithm>

namespace dw::ui
{

namespace
{

// Folded text and, for each of its units, the unit of the original that it came from.
struct Folded
{
    QString text;
    QVarLengthArray<qsizetype, 128> from;
};

Folded fold(const QString &text)
{
    Folded folded;
    for (qsizetype i = 0; i < text.size();) {
        const qsizetype length = text.at(i).isHighSurrogate() && i + 1 < text.size() ? 2 : 1;
        const QString piece = foldForSearch(QStringView(text).mid(i, length));
        for (qsizetype k = 0; k < piece.size(); ++k)
            folded.from.append(i);
        folded.text += piece;
        i += length;
    }
    folded.from.append(text.size());
    return folded;
}

void addRange(QList<TextRange> &ranges, const Folded &folded, qsizetype at, qsizetype length)
{
    const qsizetype start = folded.from[at];
    qsizetype end = folded.from[at + length];
    if (end <= start)
        end = start + 1;
    ranges.append({start, end - start});
}

QList<TextRange> merged(QList<TextRange> ranges)
{
    std::sort(ranges.begin(), ranges.end(),
              [](const TextRange &a, const TextRange &b) { return a.start < b.start; });
    QList<TextRange> result;
    for (const TextRange &range : std::as_const(ranges)) {
        if (!result.isEmpty() && range.start <= result.last().start + result.last().length) {
            const qsizetype end =
                std::max(result.last().start + result.last().length, range.start + range.length);
            result.last().length = end - result.last().start;
        } else {
            result.append(range);
        }
    }
    return result;
}

}  // namespace

QList<TextRange> hitRanges(const PinyinTable &pinyin, const QString &title, const QString &typed)
{
    const QString wanted = foldForSearch(typed.trimmed());
    if (wanted.isEmpty() || title.isEmpty())
        return {};
    const Folded folded = fold(title);
    if (const qsizetype at = folded.text.indexOf(wanted); at >= 0) {
        QList<TextRange> ranges;
        addRange(ranges, folded, at, wanted.size());
        return ranges;
    }
    static const QRegularExpression space(QStringLiteral("\\s+"));
    QList<TextRange> ranges;
    const QStringList words = wanted.split(space, Qt::SkipEmptyParts);
    if (words.size() > 1) {
        for (const QString &word : words) {
            if (const qsizetype at = folded.text.indexOf(word); at >= 0)
                addRange(ranges, folded, at, word.size());
            else
                ranges += pinyin.matchRanges(title, word);
        }
        if (!ranges.isEmpty())
            return merged(ranges);
    }
    return pinyin.matchRanges(title, typed);
}

int fuzzyRank(const PinyinTable &pinyin, const QString &name, const QString &typed)
{
    const QString wanted = foldForSearch(typed.trimmed());
    if (wanted.isEmpty())
        return 0;
    const QString text = foldForSearch(name);
    if (text.startsWith(wanted))
        return 1;
    if (text.contains(QLatin1Char(' ') + wanted))
        return 2;
    if (text.contains(wanted))
        return 3;
    if (!pinyin.matchRanges(name, typed).isEmpty())
        return 4;
    qsizetype at = 0;
    for (const QChar letter : wanted) {
        if (letter.isSpace())
            continue;
        at = text.indexOf(letter, at);
        if (at < 0)
            return -1;
        ++at;
    }
    return 5;
}

}  // namespace dw::ui
