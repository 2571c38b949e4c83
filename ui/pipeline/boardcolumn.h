// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/pipeline.h"
#include "ui/common/themedwidget.h"
#include "ui/pipeline/boardreading.h"
#include "ui/shell/uicontext.h"

#include <optional>

namespace dw::ui
{

// What open and closed columns share: the well they stand in and taking a card that is dropped on them.
class BoardColumn : public ThemedWidget
{
    Q_OBJECT

public:
    BoardColumn(const UiContext &context, const Stage &stage, QWidget *parent = nullptr);

    // What its head tells of its deals.
    enum class Figure { Count, Sum, Weighted };
    Q_ENUM(Figure)
    // Where a figure stands; null where it is not shown.
    virtual QRect figurePlace(Figure figure) const = 0;

    const Stage &stage() const { return m_stage; }
    void setFigures(const StageFigures &figures);
    const StageFigures &figures() const { return m_figures; }
    // The accent frame and tint of a column that a card is about to enter.
    void setTarget(bool target);

Q_SIGNALS:
    void dropped(const dw::Id &deal);
    void figurePressed(dw::ui::BoardColumn::Figure figure);

protected:
    void paintEvent(QPaintEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    std::optional<Figure> figureAt(const QPoint &at) const;
    virtual void figuresChanged() {}
    const UiContext &context() const { return m_context; }

private:
    const UiContext &m_context;
    Stage m_stage;
    StageFigures m_figures;
    bool m_target = false;
    std::optional<Figure> m_hovered;
};

}  // namespace dw::ui
