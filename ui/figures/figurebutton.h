// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/theme.h"

#include <QAbstractButton>

namespace dw::ui
{

// A figure in a line of text that can be asked what it is: pressed (or Enter) it opens its definition. As
// wide as its text, never elided.
class FigureButton : public QAbstractButton
{
    Q_OBJECT

public:
    FigureButton(const Theme &theme, Theme::Scale scale, Theme::Role role, Theme::Weight weight,
                 QWidget *parent = nullptr);

    // Between the edge and the text, on either side.
    static int edge() { return 4; }
    // `name` says what the figure is, for who does not see what stands beside it.
    void setFigure(const QString &text, const QString &name);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    const Theme &m_theme;
    Theme::Scale m_scale;
    Theme::Role m_role;
    Theme::Weight m_weight;
};

}  // namespace dw::ui
