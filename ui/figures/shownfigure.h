// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/metric.h"
#include "core/base/datetime.h"

#include <QPointer>
#include <QRect>
#include <QString>
#include <QWidget>

#include <functional>
#include <memory>

namespace dw::ui
{

// A figure as it stands on a screen, and what it is a figure of: enough to explain it and to show its rows.
struct ShownFigure
{
    QString key;     // names it among the figures of its page
    QString metric;  // the code of its definition
    QString value;   // as the screen shows it, with what it leaves out
    QString part;    // which part of the screen it is of ("Quotation"); empty: of all of it
    QString scope;   // what the screen is narrowed to besides, in words; may be empty
    QString where;   // its rows: a condition on what its metric counts; empty where there is no list of them
    // Of a sum: each currency has its own, or all are added in the workspace's.
    bool inBase = true;
    QPointer<QWidget> anchor = {};        // where it stands
    QRect place = {};                     // inside the anchor; null: all of it
    std::function<void()> showRows = {};  // in place of the list of `where`
    // Its definition where `metric` names none: of a list's column, which the dictionary and the list's own
    // filter define.
    std::shared_ptr<const Metric> own = {};
    Instant asOf = {};  // when it was read; null: when the page was
};

}  // namespace dw::ui
