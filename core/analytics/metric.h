// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/localtext.h"

#include <QString>
#include <QStringList>

namespace dw
{

// What a figure is, as data (resources/metrics/metrics.json): the one place that screens, command line and
// exports take it from. Either measured over the records of one object, or the ratio of measured metrics.
struct Metric
{
    enum class Unit { Count, Money, Percent, Days };
    enum class Direction { Up, Down };  // what is better

    QString code;
    LocalText name;
    LocalText note;  // the definition in words
    Unit unit = Unit::Count;
    Direction direction = Direction::Up;
    QString layer;  // volume, quality, speed, effect, continuity (F3.59)

    QString grain;    // the object whose records are counted; empty for a ratio
    QString measure;  // "sum(amount)"
    QString where;    // a condition on the grain; empty = all
    QString time;     // the date or time that puts a record into a period; empty = every period

    QString numerator;        // of a ratio: a metric
    QStringList denominator;  // of a ratio: metrics that are added

    bool isRatio() const { return !numerator.isEmpty(); }
    // "won_deals / (won_deals + lost_deals)" or "sum(amount)".
    QString formula() const;
};

}  // namespace dw
