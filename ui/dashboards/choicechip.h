// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"

#include <QToolButton>

namespace dw::ui
{

// A filter chip whose condition is always there: field, "is", value and a chevron. Clicked (or Enter) it
// offers its choices.
class ChoiceChip : public QToolButton
{
    Q_OBJECT

public:
    ChoiceChip(const Theme &theme, const Icons &icons, const QString &field, const QString &is,
               QWidget *parent = nullptr);

    void setValue(const QString &value);
    QString value() const { return m_value; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    const Theme &m_theme;
    const Icons &m_icons;
    QString m_field;
    QString m_is;
    QString m_value;
};

}  // namespace dw::ui
