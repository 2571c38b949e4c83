// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pipeline/boardcolumn.h"

namespace dw::ui
{

// Won or lost, 40 px wide: glyph, count of this month, and what it is in vertical text. The count opens its
// definition, the rest its list.
class ClosedColumn : public BoardColumn
{
    Q_OBJECT

public:
    ClosedColumn(const UiContext &context, const Stage &stage, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    // The count at the top; the sum stands among the words below, which open the list.
    QRect figurePlace(Figure figure) const override;

Q_SIGNALS:
    void opened();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void figuresChanged() override;

private:
    QString words() const;
};

}  // namespace dw::ui
