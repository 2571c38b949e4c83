// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "ui/common/icons.h"
#include "ui/common/popover.h"

#include <functional>
#include <optional>

class QPushButton;

namespace dw::ui
{

class DateEdit;
class Format;
class TextLabel;

// Asks for the two days of a custom period.
class PeriodPopover : public Popover
{
    Q_OBJECT

public:
    PeriodPopover(const Theme &theme, const Icons &icons, const Format &format, std::function<QDate()> today,
                  QWidget *window);

    void setDays(std::optional<Date> from, std::optional<Date> to);
    DateEdit *fromEdit() const { return m_from; }
    DateEdit *toEdit() const { return m_to; }
    QPushButton *applyButton() const { return m_apply; }

Q_SIGNALS:
    void chosen(dw::Date from, dw::Date to);

private:
    void check();

    DateEdit *m_from;
    DateEdit *m_to;
    TextLabel *m_problem;
    QPushButton *m_apply;
};

}  // namespace dw::ui
