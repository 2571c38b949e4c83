// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/theme.h"

#include <QRadioButton>

namespace dw::ui
{

// One of two values of a field, to be chosen: a cell of the comparison, tinted and framed when it is. Where
// nothing is to be chosen it only shows its value.
class ChoiceCell : public QRadioButton
{
    Q_OBJECT

public:
    ChoiceCell(const Theme &theme, const QString &value, const QString &spoken, QWidget *parent = nullptr);

    void setChoosable(bool choosable);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool hitButton(const QPoint &at) const override { return m_isChoosable && rect().contains(at); }

private:
    const Theme &m_theme;
    QString m_value;
    bool m_isChoosable = true;
};

}  // namespace dw::ui
