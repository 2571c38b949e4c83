// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandresult.h"
#include "ui/pipeline/boardcolumn.h"
#include "ui/shell/uicontext.h"

#include <QPointer>
#include <QScrollArea>

class QHBoxLayout;

namespace dw::ui
{

class ClosedColumn;
class GatePopover;
class StageColumn;

// The columns of a pipeline and what moves between them. A card is drawn at its new place at once; when the
// gate refuses, it lies there as held until the popover is answered, or snaps back. GUI thread; reads by
// jobs.
class BoardView : public QScrollArea
{
    Q_OBJECT

public:
    BoardView(UiContext &context, MetricCatalogPtr metrics, QWidget *parent = nullptr);

    // Shows what `scope` says; columns are made anew only when the pipeline is another one.
    void setScope(const BoardScope &scope);
    const BoardScope &scope() const { return m_scope; }
    void reload();
    // What was asked for is shown, and no card is under way; one that its gate holds lies still.
    bool isSettled() const;
    const BoardFigures &figures() const { return m_figures; }

    const QList<StageColumn *> &columns() const { return m_columns; }
    const QList<ClosedColumn *> &closedColumns() const { return m_closed; }
    StageColumn *columnOf(const Id &deal) const;
    GatePopover *gate() const;
    RecordRef current() const;
    void focusCurrent();
    void select(const Id &deal);

    // -1, +1: to the stage before or after the current card's.
    void moveCurrent(int step);
    void move(const Id &deal, const Id &target);
    // Won or lost, to choose from beside the current card.
    void chooseClosing();

Q_SIGNALS:
    void loaded();
    void opened(const dw::Id &deal);
    void peeked(const dw::Id &deal);
    void stageOpened(const dw::Id &stage);
    // A figure in the head of a stage's column was pressed.
    void figurePressed(const dw::Id &stage, dw::ui::BoardColumn::Figure figure);
    void currentChanged();
    void readFailed(const QString &text);

private:
    // A card on its way.
    struct Move
    {
        DealCard card;
        Id from;
        Id to;
        bool held = false;
    };
    void build();
    void take(const BoardContent &content);
    void readMore(StageColumn *column, int from);
    void applyMoves(const Id &stage, StageCards &cards) const;
    void place(const DealCard &card, const Id &stage, DealCard::State state);
    StageColumn *column(const Id &stage) const;
    StageColumn *focusedColumn() const;
    void sideways(StageColumn *from, int step);
    void answered(const Id &deal, const CommandResult &result);
    void hold(const Id &deal, const CommandResult &result);
    void snapBack(const Id &deal);
    void finish(const Id &deal, const CommandResult &result);

    UiContext &m_context;
    MetricCatalogPtr m_metrics;
    BoardScope m_scope;
    Id m_built;  // pipeline whose columns stand
    BoardFigures m_figures;
    QWidget *m_content;
    QHBoxLayout *m_row;
    QList<StageColumn *> m_columns;
    QList<ClosedColumn *> m_closed;
    QHash<Id, Move> m_moves;
    QPointer<GatePopover> m_gate;
    bool m_loaded = false;
    bool m_reading = false;
    bool m_focusWhenRead = false;
};

}  // namespace dw::ui
