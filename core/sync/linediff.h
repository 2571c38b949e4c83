// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include <optional>

namespace dw
{

// The longest common part of two sequences of line numbers (Myers: "An O(ND) Difference Algorithm and Its
// Variations", 1986).
class LineDiff
{
public:
    // For each line of `from` the place in `to` that it stays at, or -1. Places only grow. Nothing if more
    // than `maxEdits` lines would have to be added and removed.
    static std::optional<QList<int>> matches(const QList<int> &from, const QList<int> &to, int maxEdits);
};

}  // namespace dw
