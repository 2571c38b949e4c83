// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/resulttable.h"
#include "ui/common/format.h"

#include <QCoreApplication>

namespace dw::ui
{

// A mark that was chosen on the insight page: the words about its deals, and which they are.
struct InsightChoice
{
    Q_DECLARE_TR_FUNCTIONS(dw::ui::InsightChoice)

public:
    // A row of a report as the page shows it.
    static InsightChoice of(const QString &report, const ResultTable &table, qsizetype row,
                            const Format &format);

    QString report;
    Value mark;  // stage, quarter or owner: what the row is about
    QString title;
    QString filter;
    QString note;
    QString sort;
};

}  // namespace dw::ui
