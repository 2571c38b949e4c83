// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"

#include <QToolButton>

namespace dw::ui
{

// A filter chip whose condition is always there: field, "is", value and a chevron. Clicked (or Enter) it
// offers its choices; disabled it has none, and no chevron.
class ChoiceChip : public QToolButton
{
    Q_OBJECT

public:
    ChoiceChip(const Theme &theme, const Icons &icons, const QString &field, const QString &is,
               QWidget *parent = nullptr);

    void setValue(const QString &value);
    QString value() const { return m_value; }
    // Shows the value alone, where what it is of stands beside it; its name has all.
    void setValueOnly(bool isValueOnly);
    // Why it cannot be chosen; empty: it can.
    void setRefusal(const QString &why);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QString whole() const;
    qreal textRight() const;

    const Theme &m_theme;
    const Icons &m_icons;
    QString m_field;
    QString m_is;
    QString m_value;
    QString m_refusal;
    bool m_isValueOnly = false;
};

}  // namespace dw::ui
