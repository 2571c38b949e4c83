// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/themedwidget.h"

namespace dw::ui
{

// A 6 px bar with its percentage at the right. Reads as a progress bar to assistive tools through its
// description.
class ProgressLine : public ThemedWidget
{
    Q_OBJECT

public:
    explicit ProgressLine(const Theme &theme, QWidget *parent = nullptr);

    void setRatio(double ratio);  // 0 to 1
    void setPercentShown(bool shown);
    double ratio() const { return m_ratio; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    double m_ratio = 0;
    bool m_percent = true;
};

}  // namespace dw::ui
