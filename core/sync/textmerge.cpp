// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/textmerge.h"

#include "core/sync/linediff.h"

#include <QHash>
#include <QStringList>

namespace dw
{

namespace
{

// Lines as numbers, the same number for the same text.
QList<int> numbered(const QStringList &lines, QHash<QString, int> &numbers)
{
    QList<int> result;
    result.reserve(lines.size());
    for (const QString &line : lines) {
        const auto known = numbers.constFind(line);
        result.append(known != numbers.constEnd() ? *known : *numbers.insert(line, int(numbers.size())));
    }
    return result;
}

}  // namespace

std::optional<QString> TextMerge::merge(const QString &base, const QString &ours, const QString &theirs)
{
    if (ours == theirs || theirs == base)
        return ours;
    if (ours == base)
        return theirs;
    const QStringList baseLines = base.split(QLatin1Char('\n'));
    const QStringList ourLines = ours.split(QLatin1Char('\n'));
    const QStringList theirLines = theirs.split(QLatin1Char('\n'));
    if (baseLines.size() > MaxLines || ourLines.size() > MaxLines || theirLines.size() > MaxLines)
        return std::nullopt;
    QHash<QString, int> numbers;
    const QList<int> from = numbered(baseLines, numbers);
    const auto inOurs = LineDiff::matches(from, numbered(ourLines, numbers), MaxEdits);
    const auto inTheirs = LineDiff::matches(from, numbered(theirLines, numbers), MaxEdits);
    if (!inOurs || !inTheirs)
        return std::nullopt;

    QStringList merged;
    const int end = int(baseLines.size());
    int baseAt = 0;
    int ourAt = 0;
    int theirAt = 0;
    while (true) {
        // The next line that both kept ends the part that one of them may have changed.
        int stable = baseAt;
        while (stable < end && (inOurs->at(stable) < 0 || inTheirs->at(stable) < 0))
            ++stable;
        const int ourEnd = stable < end ? inOurs->at(stable) : int(ourLines.size());
        const int theirEnd = stable < end ? inTheirs->at(stable) : int(theirLines.size());
        const QStringList was = baseLines.mid(baseAt, stable - baseAt);
        const QStringList our = ourLines.mid(ourAt, ourEnd - ourAt);
        const QStringList their = theirLines.mid(theirAt, theirEnd - theirAt);
        if (our == was)
            merged += their;
        else if (their == was || their == our)
            merged += our;
        else
            return std::nullopt;
        if (stable == end)
            return merged.join(QLatin1Char('\n'));
        merged.append(baseLines.at(stable));
        baseAt = stable + 1;
        ourAt = ourEnd + 1;
        theirAt = theirEnd + 1;
    }
}

}  // namespace dw
