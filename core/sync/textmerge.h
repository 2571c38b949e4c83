// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace dw
{

// Merges two changes of one text by whole lines (diff3; Khanna, Kunal, Pierce: "A Formal Investigation of
// Diff3", 2007). Nothing where both changed the same or touching lines differently, or where a text is over
// the limits: 5 000 lines, 1 000 lines added and removed from `base` to either side. The limits are counts
// and no time (sync-protocol.md 3.5 names 50 ms), so that laptop and server come to the same result.
class TextMerge
{
public:
    static constexpr int MaxLines = 5000;
    static constexpr int MaxEdits = 1000;

    static std::optional<QString> merge(const QString &base, const QString &ours, const QString &theirs);
};

}  // namespace dw
