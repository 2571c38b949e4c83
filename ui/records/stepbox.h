// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/themedwidget.h"

#include <QCoreApplication>

namespace dw::ui
{

// The next step of a record, on the tint of the accent: when in a strong word, what below it.
class StepBox : public ThemedWidget
{
    Q_DECLARE_TR_FUNCTIONS(dw::ui::StepBox)

public:
    StepBox(const Theme &theme, const QString &when, const QString &step, QWidget *parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_when;
    QString m_step;
};

}  // namespace dw::ui
