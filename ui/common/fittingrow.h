// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"

#include <QList>
#include <QWidget>

class QPushButton;

namespace dw::ui
{

class IconButton;

// Buttons side by side, as many as there is room for; the rest is behind "..." at their end. It never asks
// for more width than it is given.
class FittingRow : public QWidget
{
    Q_OBJECT

public:
    // `spacing` in pixels; `more` names the button with the rest.
    FittingRow(const Icons &icons, int spacing, const QString &more, QWidget *parent = nullptr);

    void add(QPushButton *button);
    const QList<QPushButton *> &buttons() const { return m_buttons; }
    IconButton *moreButton() const { return m_more; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    void arrange();
    void showRest();

    const int m_spacing;
    QList<QPushButton *> m_buttons;
    IconButton *m_more;
};

}  // namespace dw::ui
