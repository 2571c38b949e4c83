// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/metriccatalog.h"
#include "ui/common/popover.h"

class QLabel;
class QPushButton;

namespace dw::ui
{

class TextLabel;

// "Explain this number" (U7): what a figure is, its formula, what it counts, as of when, and the way to its
// deals.
class DefinitionPopover : public Popover
{
    Q_OBJECT

public:
    DefinitionPopover(const Theme &theme, QWidget *window);

    void setExplanation(const MetricExplanation &explanation, const QString &asOf, bool hasDeals);
    QString text() const;
    QPushButton *dealsButton() const { return m_deals; }

private:
    const Theme &m_theme;
    TextLabel *m_name;
    TextLabel *m_definition;
    QLabel *m_formula;
    TextLabel *m_asOf;
    QPushButton *m_deals;
};

}  // namespace dw::ui
