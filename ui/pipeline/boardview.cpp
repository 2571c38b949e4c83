// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/boardview.h"

#include "core/base/wording.h"
#include "ui/pipeline/closedcolumn.h"
#include "ui/pipeline/closingpopover.h"
#include "ui/pipeline/gatepopover.h"
#include "ui/pipeline/stagecolumn.h"
#include "ui/shell/applied.h"
#include "ui/shell/notices.h"
#include "ui/shell/refusaltext.h"

#include <QApplication>
#include <QHBoxLayout>

#include <algorithm>
#include <utility>

namespace dw::ui
{

BoardView::BoardView(UiContext &context, MetricCatalogPtr metrics, QWidget *parent)
    : QScrollArea(parent)
    , m_context(context)
    , m_metrics(std::move(metrics))
    , m_content(new QWidget)
    , m_row(new QHBoxLayout(m_content))
{
    const Theme &theme = context.theme;
    m_row->setContentsMargins(theme.space(3), theme.space(2), theme.space(3), 0);
    m_row->setSpacing(theme.space(2));
    setWidget(m_content);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setAutoFillBackground(false);
    m_content->setAutoFillBackground(false);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void BoardView::setScope(const BoardScope &scope)
{
    const bool other = scope.pipeline != m_scope.pipeline;
    m_scope = scope;
    if (other || m_built != scope.pipeline)
        build();
    reload();
}

void BoardView::build()
{
    // The columns go with the focus in them: those that come take it over.
    m_focusWhenRead = m_focusWhenRead || focusedColumn() != nullptr;
    qDeleteAll(m_columns);
    qDeleteAll(m_closed);
    m_columns.clear();
    m_closed.clear();
    m_moves.clear();
    m_built = m_scope.pipeline;
    const ConfigurationPtr configuration = m_context.configuration();
    const Pipeline *pipeline = configuration->rulebook->pipeline(m_built);
    if (!pipeline)
        return;
    const QList<Stage> open = pipeline->openStages();
    for (int i = 0; i < int(open.size()); ++i) {
        auto *made = new StageColumn(m_context, open[i], i, int(open.size()), m_content);
        m_columns.append(made);
        m_row->addWidget(made, 1);
        StageList *list = made->list();
        connect(made, &BoardColumn::dropped, this,
                [this, made](const Id &deal) { move(deal, made->stage().id); });
        connect(made, &BoardColumn::figurePressed, this,
                [this, made](BoardColumn::Figure figure) { Q_EMIT figurePressed(made->stage().id, figure); });
        connect(made->model(), &StageModel::moreWanted, this,
                [this, made](int from) { readMore(made, from); });
        connect(list, &StageList::sideways, this, [this, made](int step) { sideways(made, step); });
        connect(list, &StageList::opened, this, &BoardView::opened);
        connect(list, &StageList::peeked, this, &BoardView::peeked);
        connect(list, &StageList::focused, this, &BoardView::currentChanged);
        connect(list->selectionModel(), &QItemSelectionModel::currentChanged, this,
                &BoardView::currentChanged);
        connect(list, &StageList::dragBegun, this, [made](const Id &deal) {
            if (const int row = made->model()->rowOf(deal); row >= 0)
                made->model()->setState(row, DealCard::State::Source);
        });
        connect(list, &StageList::dragEnded, this, [this, made](const Id &deal, bool) {
            const int row = made->model()->rowOf(deal);
            if (row >= 0 && !m_moves.contains(deal))
                made->model()->setState(row, DealCard::State::Rest);
        });
    }
    for (const Stage &stage : pipeline->stages) {
        if (stage.outcome != dw::StageOutcome::Won && stage.outcome != dw::StageOutcome::Lost)
            continue;
        auto *made = new ClosedColumn(m_context, stage, m_content);
        m_closed.append(made);
        m_row->addWidget(made);
        connect(made, &BoardColumn::dropped, this,
                [this, made](const Id &deal) { move(deal, made->stage().id); });
        connect(made, &ClosedColumn::opened, this, [this, made] { Q_EMIT stageOpened(made->stage().id); });
        connect(made, &BoardColumn::figurePressed, this,
                [this, made](BoardColumn::Figure figure) { Q_EMIT figurePressed(made->stage().id, figure); });
    }
}

void BoardView::reload()
{
    const ConfigurationPtr configuration = m_context.configuration();
    if (!configuration->rulebook->pipeline(m_scope.pipeline))
        return;
    QHash<Id, int> wanted;
    for (const StageColumn *made : std::as_const(m_columns))
        wanted.insert(made->stage().id, made->model()->rowCount());
    m_reading = true;
    m_context.reader.run<BoardContent>(
        Workspace::Lane::List, QStringLiteral("board"), this,
        [scope = m_scope, wanted, rulebook = configuration->rulebook,
         metrics = m_metrics](const Reader &reader) {
            return readBoard(reader, metrics, *rulebook->pipeline(scope.pipeline), scope, wanted);
        },
        [this](const Result<BoardContent> &content) {
            if (!content.ok()) {
                if (content.error().code != ErrorCode::Cancelled) {
                    m_reading = false;
                    Q_EMIT readFailed(describe(content.error()));
                }
                return;
            }
            if (content->scope == m_scope)
                take(*content);
        });
}

void BoardView::take(const BoardContent &content)
{
    m_figures = content.figures;
    const Id before = current().id;
    for (StageColumn *made : std::as_const(m_columns)) {
        StageCards cards = content.stages.value(made->stage().id);
        applyMoves(made->stage().id, cards);
        made->model()->setContent(cards);
        made->setFigures(m_figures.stages.value(made->stage().id));
    }
    for (ClosedColumn *made : std::as_const(m_closed))
        made->setFigures(m_figures.stages.value(made->stage().id));
    if (!before.isNull() && current().id != before)
        select(before);
    m_loaded = true;
    m_reading = false;
    if (std::exchange(m_focusWhenRead, false))
        focusCurrent();
    Q_EMIT loaded();
}

void BoardView::readMore(StageColumn *wanting, int from)
{
    m_context.reader.run<StageCards>(
        Workspace::Lane::List, QStringLiteral("board.more.") + wanting->stage().key, wanting,
        [scope = m_scope, stage = wanting->stage().id, from](const Reader &reader) {
            return readCards(reader, scope, stage, from, FirstCards);
        },
        [wanting](const Result<StageCards> &cards) {
            if (cards.ok())
                wanting->model()->append(*cards);
        });
}

// What was read is from before the moves under way: put their cards where they are drawn.
void BoardView::applyMoves(const Id &stage, StageCards &cards) const
{
    for (const Move &move : m_moves) {
        if (stage == move.from) {
            for (qsizetype i = cards.cards.size() - 1; i >= 0; --i) {
                if (cards.cards[i].id != move.card.id)
                    continue;
                if (move.held)
                    cards.cards[i].state = DealCard::State::Source;
                else
                    cards.cards.removeAt(i);
            }
        }
        if (stage == move.to) {
            const bool there = std::any_of(cards.cards.begin(), cards.cards.end(),
                                           [&](const DealCard &card) { return card.id == move.card.id; });
            if (!there) {
                DealCard card = move.card;
                card.state = move.held ? DealCard::State::Held : DealCard::State::Rest;
                cards.cards.prepend(card);
            }
        }
    }
}

StageColumn *BoardView::column(const Id &stage) const
{
    for (StageColumn *made : m_columns) {
        if (made->stage().id == stage)
            return made;
    }
    return nullptr;
}

StageColumn *BoardView::columnOf(const Id &deal) const
{
    StageColumn *found = nullptr;
    for (StageColumn *made : m_columns) {
        const int row = made->model()->rowOf(deal);
        if (row >= 0 && (!found || made->model()->card(row).state != DealCard::State::Source))
            found = made;
    }
    return found;
}

bool BoardView::isSettled() const
{
    return m_loaded && !m_reading &&
           std::none_of(m_moves.begin(), m_moves.end(), [](const Move &move) { return !move.held; });
}

StageColumn *BoardView::focusedColumn() const
{
    for (StageColumn *made : m_columns) {
        if (made->list()->hasFocus())
            return made;
    }
    return nullptr;
}

GatePopover *BoardView::gate() const
{
    return m_gate;
}

RecordRef BoardView::current() const
{
    const StageColumn *focused = focusedColumn();
    if (focused && !focused->list()->currentIndex().isValid())
        focused = nullptr;
    for (StageColumn *made : m_columns) {
        if ((focused && made != focused) || !made->list()->currentIndex().isValid())
            continue;
        const int row = made->list()->currentIndex().row();
        if (row < made->model()->rowCount())
            return {QStringLiteral("opportunity"), made->model()->card(row).id};
    }
    return {};
}

void BoardView::focusCurrent()
{
    if (m_reading) {
        m_focusWhenRead = true;
        return;
    }
    if (const StageColumn *focused = focusedColumn(); focused && focused->model()->rowCount() > 0)
        return;
    StageColumn *target = columnOf(current().id);
    for (StageColumn *made : std::as_const(m_columns)) {
        if (!target && made->model()->rowCount() > 0)
            target = made;
    }
    if (target)
        target->list()->setFocus(Qt::OtherFocusReason);
}

void BoardView::select(const Id &deal)
{
    StageColumn *home = columnOf(deal);
    if (!home)
        return;
    const bool focusElsewhere = focusedColumn() && focusedColumn() != home;
    for (StageColumn *made : std::as_const(m_columns)) {
        if (made != home)
            made->list()->setCurrentIndex({});
    }
    if (focusElsewhere)
        home->list()->setFocus(Qt::OtherFocusReason);
    home->list()->setCurrentRow(home->model()->rowOf(deal));
    ensureWidgetVisible(home, m_context.theme.space(3), 0);
}

void BoardView::sideways(StageColumn *from, int step)
{
    const int row = from->list()->currentIndex().row();
    for (qsizetype at = m_columns.indexOf(from) + step; at >= 0 && at < m_columns.size(); at += step) {
        StageColumn *next = m_columns[at];
        if (next->model()->rowCount() == 0)
            continue;
        from->list()->setCurrentIndex({});
        next->list()->setCurrentRow(row);
        next->list()->setFocus(Qt::OtherFocusReason);
        ensureWidgetVisible(next, m_context.theme.space(3), 0);
        return;
    }
}

void BoardView::moveCurrent(int step)
{
    const Id deal = current().id;
    StageColumn *home = columnOf(deal);
    if (!home)
        return;
    const qsizetype at = m_columns.indexOf(home) + step;
    if (at < 0)
        return;
    if (at < m_columns.size())
        move(deal, m_columns[at]->stage().id);
    else
        chooseClosing();  // the last open stage: what comes after is won or lost
}

void BoardView::place(const DealCard &card, const Id &stage, DealCard::State state)
{
    StageColumn *home = column(stage);
    if (!home)
        return;
    const int known = home->model()->rowOf(card.id);
    if (known >= 0) {
        home->model()->setState(known, state);
        return;
    }
    DealCard placed = card;
    placed.state = state;
    home->model()->insert(0, placed);
}

void BoardView::move(const Id &deal, const Id &target)
{
    StageColumn *home = columnOf(deal);
    if (!home || m_moves.contains(deal) || home->stage().id == target)
        return;
    const int row = home->model()->rowOf(deal);
    Move move;
    move.card = home->model()->card(row);
    move.card.state = DealCard::State::Rest;
    move.from = home->stage().id;
    move.to = target;
    m_moves.insert(deal, move);
    const bool hadFocus = home->list()->hasFocus();
    home->model()->remove(row);
    DealCard moved = move.card;
    moved.enteredAt = m_context.clock.now();
    place(moved, target, DealCard::State::Rest);
    if (StageColumn *next = column(target)) {
        select(deal);
        if (hadFocus)
            next->list()->setFocus(Qt::OtherFocusReason);
    }
    const QJsonObject arguments{
        {QStringLiteral("id"), deal.toString()},
        {QStringLiteral("to"), target.toString()},
        {QStringLiteral("base"), QJsonObject{{QStringLiteral("stage_id"), move.from.toString()}}}};
    m_context.commands.submit({QStringLiteral("opportunity.advance"), arguments}, m_context.actor(), this,
                              [this, deal](const CommandResult &result) { answered(deal, result); });
}

void BoardView::answered(const Id &deal, const CommandResult &result)
{
    if (!m_moves.contains(deal))
        return;
    if (result.status == CommandResult::Status::Applied) {
        finish(deal, result);
        return;
    }
    if (GatePopover::canAnswer(result)) {
        hold(deal, result);
        return;
    }
    snapBack(deal);
    m_context.notices.failed(refusalText(m_context, result));
}

void BoardView::hold(const Id &deal, const CommandResult &result)
{
    Move &move = m_moves[deal];
    move.held = true;
    place(move.card, move.from, DealCard::State::Source);
    place(move.card, move.to, DealCard::State::Held);
    select(deal);
    // One question at a time: the card of an older one goes back.
    if (m_gate)
        m_gate->closePopover();
    auto *gate = new GatePopover(m_context, deal, move.to, result.findings, window());
    m_gate = gate;
    connect(gate, &GatePopover::moved, this, [this, deal, gate](const CommandResult &moved) {
        gate->deleteLater();
        finish(deal, moved);
    });
    connect(gate, &GatePopover::cancelled, this, [this, deal, gate] {
        gate->deleteLater();
        snapBack(deal);
    });
    QRect anchor;
    if (const StageColumn *target = column(move.to))
        anchor = target->list()->cardInWindow(deal);
    for (const ClosedColumn *closed : std::as_const(m_closed)) {
        if (closed->stage().id == move.to)
            anchor = QRect(closed->mapTo(window(), QPoint(0, 0)), QSize(closed->width(), 120));
    }
    gate->openBeside(anchor);
}

void BoardView::snapBack(const Id &deal)
{
    const Move move = m_moves.take(deal);
    if (StageColumn *target = column(move.to)) {
        if (const int row = target->model()->rowOf(deal); row >= 0)
            target->model()->remove(row);
    }
    place(move.card, move.from, DealCard::State::Rest);
    select(deal);
    if (StageColumn *home = column(move.from))
        home->list()->setFocus(Qt::OtherFocusReason);
    reload();  // its old row, which other changes may have moved
}

void BoardView::finish(const Id &deal, const CommandResult &result)
{
    const Move move = m_moves.take(deal);
    const Stage *target = m_context.configuration()->rulebook->stage(move.to);
    if (StageColumn *source = column(move.from)) {
        if (const int row = source->model()->rowOf(deal); row >= 0)
            source->model()->remove(row);
    }
    DealCard moved = move.card;
    moved.enteredAt = m_context.clock.now();
    place(moved, move.to, DealCard::State::Rest);
    if (StageColumn *home = column(move.to)) {
        select(deal);
        home->list()->setFocus(Qt::OtherFocusReason);
    } else {
        focusCurrent();
    }
    const QString stage = target ? target->name.in(m_context.language) : QString();
    tellApplied(m_context, tr("Moved %1 to %2").arg(move.card.name, stage), result);
    reload();
}

void BoardView::chooseClosing()
{
    const Id deal = current().id;
    StageColumn *home = columnOf(deal);
    if (!home)
        return;
    auto *popover = new ClosingPopover(m_context, m_scope.pipeline, window());
    connect(popover, &ClosingPopover::chosen, this, [this, deal](const Id &stage) { move(deal, stage); });
    connect(popover, &Popover::closed, popover, &QObject::deleteLater);
    popover->openAt(home->list()->cardInWindow(deal), Popover::Side::Below);
}

}  // namespace dw::ui
