// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/suggestion.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace dw
{

namespace
{

qsizetype distance(const QString &a, const QString &b)
{
    std::vector<qsizetype> row(size_t(b.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < a.size(); ++i) {
        qsizetype diagonal = row[0];
        row[0] = i + 1;
        for (qsizetype j = 0; j < b.size(); ++j) {
            const qsizetype above = row[size_t(j) + 1];
            row[size_t(j) + 1] = std::min({above + 1, row[size_t(j)] + 1, diagonal + (a[i] == b[j] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row.back();
}

}  // namespace

QString nearest(const QString &typed, const QStringList &candidates)
{
    if (typed.size() > 64)
        return {};
    const QString wanted = typed.toLower();
    QString best;
    qsizetype least = std::max<qsizetype>(2, wanted.size() / 3) + 1;
    for (const QString &candidate : candidates) {
        const qsizetype edits = distance(wanted, candidate.toLower());
        if (edits < least && edits < wanted.size()) {
            least = edits;
            best = candidate;
        }
    }
    return best;
}

}  // namespace dw
