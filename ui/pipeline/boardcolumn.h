// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/pipeline.h"
#include "ui/common/themedwidget.h"
#include "ui/pipeline/boardreading.h"
#include "ui/shell/uicontext.h"

namespace dw::ui
{

// What open and closed columns share: the well they stand in and taking a card that is dropped on them.
class BoardColumn : public ThemedWidget
{
    Q_OBJECT

public:
    BoardColumn(const UiContext &context, const Stage &stage, QWidget *parent = nullptr);

    const Stage &stage() const { return m_stage; }
    void setFigures(const StageFigures &figures);
    const StageFigures &figures() const { return m_figures; }
    // The accent frame and tint of a column that a card is about to enter.
    void setTarget(bool target);

Q_SIGNALS:
    void dropped(const dw::Id &deal);

protected:
    void paintEvent(QPaintEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    virtual void figuresChanged() {}
    const UiContext &context() const { return m_context; }

private:
    const UiContext &m_context;
    Stage m_stage;
    StageFigures m_figures;
    bool m_target = false;
};

}  // namespace dw::ui
