// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pipeline/boardcolumn.h"
#include "ui/pipeline/stagelist.h"

namespace dw::ui
{

// An open stage: its head of 56 px (glyph, name, count, sum; limit and weighted sum below) and its cards. The
// head takes the focus before the cards: Enter explains its figures.
class StageColumn : public BoardColumn
{
    Q_OBJECT

public:
    // `index` of `count` open stages, 0-based: decides the glyph.
    StageColumn(const UiContext &context, const Stage &stage, int index, int count,
                QWidget *parent = nullptr);

    StageModel *model() const { return m_model; }
    StageList *list() const { return m_list; }
    CardDelegate *delegate() const { return m_delegate; }
    QSize minimumSizeHint() const override;
    QRect figurePlace(Figure figure) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void figuresChanged() override;
    void themeChanged() override;

private:
    // The head as the width allows it: where each part stands and what it says.
    struct Head
    {
        QRectF name;
        QRectF count;
        QRectF sum;
        QRectF limit;
        QRectF weighted;
        QString countText;
        QString sumText;
        QString limitText;
        QString weightedText;
    };
    Head head() const;

    StageModel *m_model;
    CardDelegate *m_delegate;
    StageList *m_list;
    int m_index;
    int m_count;
};

}  // namespace dw::ui
