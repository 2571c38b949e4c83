// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/theme.h"

#include <QFrame>

class QVBoxLayout;

namespace dw::ui
{

// A framed plane, radius 6, for boards and dashboards only; never a card in a card. Its layout has no margins
// of its own beyond the 1 px border.
class Card : public QFrame
{
    Q_OBJECT

public:
    explicit Card(const Theme &theme, QWidget *parent = nullptr);

    QVBoxLayout *body() const { return m_body; }
    // 3 px bar at the left edge; an invalid colour takes it away.
    void setBar(const QColor &color);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QVBoxLayout *m_body;
    QColor m_bar;
};

}  // namespace dw::ui
