// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/metriccatalog.h"
#include "ui/common/popover.h"

class QComboBox;
class QLabel;
class QPushButton;

namespace dw::ui
{

class TextLabel;

// "Explain this number" (U7): what a figure is, its unit and formula, what it counts, as of when, and the way
// to its rows. Where a screen has several, each can be chosen.
class DefinitionPopover : public Popover
{
    Q_OBJECT

public:
    struct Content
    {
        MetricExplanation words;
        QString value;  // as the screen shows it; may be empty
        QString unit;   // in words
        QString asOf;   // of what and as of when
        QString rows;   // what the button says; empty: there are none to show
    };

    DefinitionPopover(const Theme &theme, QWidget *window);

    void setContent(const Content &content);
    // The figures of the screen; less than two are no choice.
    void setChoice(const QStringList &figures, int current);
    QString text() const;
    QPushButton *dealsButton() const { return m_deals; }
    QComboBox *choice() const { return m_choice; }

Q_SIGNALS:
    void chosen(int figure);

private:
    const Theme &m_theme;
    QComboBox *m_choice;
    TextLabel *m_name;
    TextLabel *m_value;
    TextLabel *m_definition;
    QLabel *m_formula;
    TextLabel *m_unit;
    TextLabel *m_asOf;
    QPushButton *m_deals;
};

}  // namespace dw::ui
