// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/linediff.h"

#include <algorithm>

namespace dw
{

namespace
{

// How far along `from` each diagonal was reached with so many edits; diagonal k stands at [k + edits].
using Reach = QList<int>;

bool comesFromAbove(const Reach &before, int edits, int diagonal)
{
    // `before` was reached with one edit less, so its middle is one place further to the left.
    const int middle = edits - 1;
    if (diagonal == -edits)
        return true;
    if (diagonal == edits)
        return false;
    return before.at(middle + diagonal - 1) < before.at(middle + diagonal + 1);
}

}  // namespace

std::optional<QList<int>> LineDiff::matches(const QList<int> &from, const QList<int> &to, int maxEdits)
{
    const int fromSize = int(from.size());
    const int toSize = int(to.size());
    QList<int> found(fromSize, -1);
    int head = 0;
    while (head < fromSize && head < toSize && from.at(head) == to.at(head)) {
        found[head] = head;
        ++head;
    }
    int tail = 0;
    while (tail < fromSize - head && tail < toSize - head &&
           from.at(fromSize - 1 - tail) == to.at(toSize - 1 - tail)) {
        found[fromSize - 1 - tail] = toSize - 1 - tail;
        ++tail;
    }
    const int width = fromSize - head - tail;
    const int height = toSize - head - tail;
    if (width == 0 || height == 0)
        return std::max(width, height) > maxEdits ? std::nullopt : std::optional(found);

    QList<Reach> trace;
    const int most = std::min(maxEdits, width + height);
    for (int edits = 0; edits <= most; ++edits) {
        Reach reach(2 * edits + 1, 0);
        for (int diagonal = -edits; diagonal <= edits; diagonal += 2) {
            int x = 0;
            if (edits > 0) {
                const Reach &before = trace.constLast();
                x = comesFromAbove(before, edits, diagonal) ? before.at(edits - 1 + diagonal + 1)
                                                            : before.at(edits - 1 + diagonal - 1) + 1;
            }
            while (x < width && x - diagonal < height && x - diagonal >= 0 &&
                   from.at(head + x) == to.at(head + x - diagonal))
                ++x;
            reach[edits + diagonal] = x;
            if (x < width || x - diagonal < height)
                continue;
            // The end: back along the way that led here, the lines of each diagonal being the common ones.
            trace.append(reach);
            int at = diagonal;
            int end = x;
            for (int step = edits; step >= 0; --step) {
                int begin = 0;
                int previous = at;
                if (step > 0) {
                    const Reach &before = trace.at(step - 1);
                    const bool above = comesFromAbove(before, step, at);
                    previous = above ? at + 1 : at - 1;
                    begin = before.at(step - 1 + previous) + (above ? 0 : 1);
                }
                for (int i = begin; i < end; ++i)
                    found[head + i] = head + i - at;
                end = step > 0 ? trace.at(step - 1).at(step - 1 + previous) : 0;
                at = previous;
            }
            return found;
        }
        trace.append(reach);
    }
    return std::nullopt;
}

}  // namespace dw
