// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace dw
{

// The candidate nearest to what was typed (edit distance, ignoring case), or nothing when none is near: at
// most two edits, or a third of the length.
QString nearest(const QString &typed, const QStringList &candidates);

}  // namespace dw
