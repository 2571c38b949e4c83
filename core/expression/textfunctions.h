// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"

#include <QString>

namespace dw
{

// What the text functions compute; also for the functions that a database registers. Texts are NFC and not
// empty; an empty result stands for NULL. Joining texts does not normalise again. Positions and lengths count
// code points.
class TextFunctions
{
public:
    // By the UTF-8 bytes, which is the order of code points: -1, 0, 1.
    static int compare(const QString &a, const QString &b);
    // Ignore case by Unicode simple folding.
    static bool contains(const QString &text, const QString &part);
    static bool startsWith(const QString &text, const QString &part);
    static bool endsWith(const QString &text, const QString &part);
    static qint64 length(const QString &text);
    static QString left(const QString &text, qint64 count);
    static QString right(const QString &text, qint64 count);
    static QString mid(const QString &text, qint64 start, qint64 count);  // from 1; empty for a start below
    static QString lower(const QString &text);
    static QString upper(const QString &text);
    static QString trimmed(const QString &text);
    static QString replaced(const QString &text, const QString &part, const QString &by);
    // As TEXT() and & write it: 12, 12.50, money without its currency, 15.00%, 2026-11-19, TRUE.
    static QString written(const Value &value);
    // "-12.50" as Decimal(6), half-even; NULL when it is not a number or beyond 64 bits.
    static Value number(const QString &text);
};

}  // namespace dw
