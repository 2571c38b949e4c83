// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/boardpage.h"

#include "core/expression/syntaxnode.h"
#include "ui/common/banner.h"
#include "ui/common/combobox.h"
#include "ui/common/emptyview.h"
#include "ui/common/filterchip.h"
#include "ui/common/searchfield.h"
#include "ui/common/seenrefresh.h"
#include "ui/common/segments.h"
#include "ui/common/tabbar.h"
#include "ui/common/textlabel.h"
#include "ui/figures/figurebutton.h"
#include "ui/figures/figureexplainer.h"
#include "ui/pipeline/boardview.h"
#include "ui/pipeline/closedcolumn.h"
#include "ui/pipeline/gatepopover.h"
#include "ui/pipeline/peekpopover.h"
#include "ui/pipeline/stagecolumn.h"
#include "ui/pipeline/stagelist.h"
#include "ui/records/filterbar.h"
#include "ui/records/formsheet.h"
#include "ui/records/pendingmarks.h"
#include "ui/records/shownpipeline.h"
#include "ui/records/viewbar.h"
#include "ui/records/viewkeeper.h"
#include "ui/records/viewtabs.h"
#include "ui/shell/localsettings.h"
#include "ui/shell/pageactions.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedLayout>
#include <QTimer>
#include <QVBoxLayout>

namespace dw::ui
{

namespace
{

constexpr int FilterHeight = 40;
constexpr int QuickWidth = 180;
// Several commits in a row (an undo, an import's batches) are read once.
constexpr int RefreshDelayMs = 40;
constexpr int QuickDelayMs = 120;

QList<ListView> shippedViews()
{
    const auto shipped = [](const char *key, const QString &name, const char *where) {
        ListView view;
        view.key = QString::fromLatin1(key);
        view.name = {name, name};
        view.filter = QString::fromLatin1(where);
        return view;
    };
    return {shipped("all", BoardPage::tr("All deals"), ""),
            shipped("mine", BoardPage::tr("My deals"), "owner_id = CURRENTUSER()"),
            shipped("team", BoardPage::tr("My team"), "team_id = CURRENTTEAM()")};
}

}  // namespace

BoardPage::BoardPage(UiContext &context, QWidget *parent)
    : Page(context, parent)
    , m_explainer(new FigureExplainer(context, this))
    , m_board(new BoardView(context, m_explainer->catalog()))
    , m_views(
          new ViewTabs(context, QStringLiteral("opportunity"), QStringLiteral("board"), shippedViews(), this))
    , m_pipelines(new ComboBox(context.theme))
    , m_segments(new Segments(context.theme, context.icons))
    , m_quick(new SearchField(context.theme, context.icons, tr("Deal or customer")))
    , m_filters(
          new FilterBar(context, context.configuration()->dictionary->pointer(QStringLiteral("opportunity"))))
    , m_lateChip(
          new FilterChip(context.theme, context.icons, tr("Time in stage"), tr("is"), tr("over the limit")))
    , m_late(new QWidget)
    , m_lateText(
          new FigureButton(context.theme, Theme::Scale::Small, Theme::Role::Warning, Theme::Weight::Strong))
    , m_open(new FigureButton(context.theme, Theme::Scale::Small, Theme::Role::Text, Theme::Weight::Strong))
    , m_weighted(
          new FigureButton(context.theme, Theme::Scale::Small, Theme::Role::Text, Theme::Weight::Strong))
    , m_empty(new EmptyView(context.theme, context.icons))
    , m_failure(new Banner(context.theme, context.icons, Tone::Danger, {}))
    , m_refresh(new SeenRefresh(this, RefreshDelayMs, [this] {
        m_board->reload();
        readCounts();
    }))
{
    setAccessibleName(tr("Pipeline"));
    // Columns are wells in the chrome; only their cards are surface.
    setBackgroundRole(QPalette::Window);
    setAutoFillBackground(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildViewBar();
    column->addWidget(viewBar());
    column->addWidget(buildFilterBar());
    column->addWidget(m_failure);
    auto *place = new QWidget;
    m_place = new QStackedLayout(place);
    m_place->addWidget(m_board);
    m_place->addWidget(m_empty);
    column->addWidget(place, 1);
    connect(m_empty, &EmptyView::primaryChosen, this, [this] {
        if (QAction *create = this->context().actions.action(QStringLiteral("new.opportunity")))
            create->trigger();
    });
    connect(m_empty, &EmptyView::secondChosen, this, [this] {
        if (QAction *import = this->context().actions.action(QStringLiteral("go.import")))
            import->trigger();
    });
    m_empty->setState(EmptyView::Reason::FirstUse, tr("No deals yet"),
                      tr("A deal moves from stage to stage here. Bring them from Excel, or start with one."),
                      QStringLiteral("kanban"));
    m_empty->setActions(tr("New deal"), QStringLiteral("plus"), tr("Import a file"));
    m_failure->hide();
    QPushButton *again = m_failure->addAction(tr("Read again"));
    connect(again, &QPushButton::clicked, m_board, &BoardView::reload);

    connect(&context.commands, &CommandRunner::committed, this, &BoardPage::committed, Qt::QueuedConnection);
    if (context.pending != nullptr)
        connect(context.pending, &PendingMarks::changed, this, [this] {
            const QList<StageList *> lists = findChildren<StageList *>();
            for (StageList *list : lists)
                list->viewport()->update();
        });
    connect(&context.commands, &CommandRunner::configurationChanged, m_refresh, &SeenRefresh::start,
            Qt::QueuedConnection);
    connect(m_board, &BoardView::loaded, this, &BoardPage::contentRead);
    connect(m_board, &BoardView::currentChanged, this, &Page::headChanged);
    connect(m_board, &BoardView::readFailed, this, [this](const QString &text) {
        m_failure->setText(text);
        m_failure->show();
    });
    connect(m_board, &BoardView::opened, this, [this](const Id &deal) {
        if (Navigator *navigator = this->context().navigator)
            navigator->openRecord({QStringLiteral("opportunity"), deal});
    });
    connect(m_board, &BoardView::peeked, this, &BoardPage::peek);
    connect(m_board, &BoardView::stageOpened, this, &BoardPage::openStage);
    connect(m_board, &BoardView::figurePressed, this, [this](const Id &stage, BoardColumn::Figure figure) {
        m_explainer->explain(stage.toString() + QString::number(int(figure)));
    });
    m_explainer->setFigures([this] { return figures(); });
    addActions();
    chooseView();
}

void BoardPage::buildViewBar()
{
    viewBar()->moreButton()->hide();
    viewBar()->layout()->setContentsMargins(context().theme.space(1) - 2, 0, context().theme.space(3), 0);
    connect(m_views, &ViewTabs::chosen, this, &BoardPage::chooseView);
    connect(m_views, &ViewTabs::renewed, this, [this] {
        applyScope();
        readCounts();
    });

    m_pipelines->setAccessibleName(tr("Pipeline"));
    const ConfigurationPtr configuration = context().configuration();
    for (const Pipeline &pipeline : configuration->rulebook->pipelines()) {
        if (pipeline.object != QLatin1String("opportunity"))
            continue;
        m_pipelines->addItem(pipeline.name.in(context().language), pipeline.id.toString());
    }
    m_pipelines->setCurrentIndex(std::max(0, m_pipelines->findData(shownPipeline(context()).toString())));
    m_pipelines->setVisible(m_pipelines->count() > 1);
    m_pipelines->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    viewBar()->addTool(m_pipelines);
    connect(m_pipelines, &QComboBox::activated, this, [this] {
        setShownPipeline(context(), pipeline());
        applyScope();
        readCounts();
    });

    m_segments->addSegment(tr("List"), QStringLiteral("list"));
    m_segments->addSegment(tr("Board"), QStringLiteral("kanban"));
    m_segments->setCurrent(1);
    m_segments->setAccessibleName(tr("How to show the deals"));
    viewBar()->addTool(m_segments);
    connect(m_segments, &Segments::chosen, this, &BoardPage::chooseSegment);
}

QWidget *BoardPage::buildFilterBar()
{
    const Theme &theme = context().theme;
    auto *bar = new QFrame;
    bar->setObjectName(QStringLiteral("filterBar"));
    bar->setFixedHeight(FilterHeight);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(theme.space(3), 0, theme.space(3), 0);
    row->setSpacing(theme.space(2));
    m_quick->setFixedWidth(QuickWidth);
    m_quick->setKeyHint(QStringLiteral("/"));
    row->addWidget(m_quick);
    row->addWidget(m_lateChip);
    m_lateChip->hide();
    m_filters->setEmbedded();
    row->addWidget(m_filters, 1);

    // A button in all but its looks: shows the late ones alone.
    auto *late = new QPushButton(context().icons.icon(QStringLiteral("clock"), Theme::Role::Warning), {});
    late->setProperty("kind", QStringLiteral("quiet"));
    late->setProperty("tone", QStringLiteral("warning"));
    late->setAccessibleName(tr("Show only deals over their time"));
    auto *lateRow = new QHBoxLayout(m_late);
    lateRow->setContentsMargins(0, 0, 0, 0);
    lateRow->setSpacing(0);
    lateRow->addWidget(late);
    lateRow->addWidget(m_lateText);
    m_late->hide();
    row->addWidget(m_late);
    const auto word = [&](const QString &text) {
        auto *label = new TextLabel(theme, text, Theme::Scale::Small, Theme::Role::TextMuted);
        label->setElides(false);
        row->addWidget(label);
    };
    word(tr("Open"));
    row->addWidget(m_open);
    word(tr("weighted"));
    row->addWidget(m_weighted);
    word(context().configuration()->settings.currency.code());
    for (const auto &[button, key] :
         {std::pair(m_open, "open"), {m_weighted, "weighted"}, {m_lateText, "late"}})
        connect(button, &QAbstractButton::clicked, this,
                [this, key = QString::fromLatin1(key)] { m_explainer->explain(key); });

    auto *typed = new QTimer(this);
    typed->setSingleShot(true);
    typed->setInterval(QuickDelayMs);
    connect(m_quick, &QLineEdit::textChanged, typed, qOverload<>(&QTimer::start));
    connect(typed, &QTimer::timeout, this, &BoardPage::applyScope);
    connect(m_quick, &QLineEdit::returnPressed, this, [this, typed] {
        if (typed->isActive()) {
            typed->stop();
            applyScope();
        }
        m_board->focusCurrent();
    });
    connect(late, &QPushButton::clicked, this, [this] {
        m_onlyLate = true;
        applyScope();
    });
    connect(m_lateChip, &FilterChip::removeRequested, this, [this] {
        m_onlyLate = false;
        applyScope();
    });
    connect(m_filters, &FilterBar::filterChanged, this, &BoardPage::applyScope);
    connect(m_filters, &FilterBar::resetRequested, this, &BoardPage::chooseView);
    connect(m_filters, &FilterBar::saveRequested, m_views->keeper(), &ViewKeeper::save);
    return bar;
}

void BoardPage::addActions()
{
    const PageActions actions(context(), this, tr("Deals"), FormSheet::isInHand);
    actions.add("deal.move_forward", tr("Move to the next stage"), "arrow-right",
                QKeySequence(Qt::CTRL | Qt::Key_Right), [this] { m_board->moveCurrent(1); });
    actions.add("deal.move_back", tr("Move to the stage before"), "arrow-left",
                QKeySequence(Qt::CTRL | Qt::Key_Left), [this] { m_board->moveCurrent(-1); });
    actions.add("deal.close", tr("Close as won or lost"), "circle-check",
                QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Down), [this] { m_board->chooseClosing(); });
    actions.add("deal.add_filter", tr("Add a filter"), "funnel", QKeySequence(Qt::Key_F),
                [this] { m_filters->addCondition(); });
    actions.add("deal.filter", tr("Filter the board"), "search", QKeySequence(Qt::Key_Slash),
                [this] { m_quick->setFocus(Qt::ShortcutFocusReason); });
    m_views->keeper()->addActions(actions);
    m_explainer->addAction(actions);
}

TabBar *BoardPage::tabs() const
{
    return m_views->tabs();
}

Id BoardPage::pipeline() const
{
    return Id::fromString(m_pipelines->currentData().toString()).value_or(Id());
}

void BoardPage::show(const Place &place)
{
    if (!place.where.isEmpty())
        m_filters->setFilter(place.where);
    m_segments->setCurrent(1);
    if (!m_viewsRead) {
        m_viewsRead = true;
        m_views->read();
    }
    applyScope();
    readCounts();
    m_board->focusCurrent();
}

ViewBar *BoardPage::viewBar() const
{
    return m_views->bar();
}

const ListView &BoardPage::view() const
{
    return m_views->view();
}

void BoardPage::readCounts()
{
    m_views->readCounts([this](const ListView &view) {
        return BoardScope{pipeline(), view.filter, {}}.expression(QStringLiteral("result = \"open\""));
    });
}

void BoardPage::chooseView()
{
    m_filters->setFilter(view().filter);
    applyScope();
}

void BoardPage::applyScope()
{
    const ConfigurationPtr configuration = context().configuration();
    const Pipeline *shown = configuration->rulebook->pipeline(pipeline());
    QStringList conditions;
    if (!m_filters->filter().isEmpty())
        conditions.append(m_filters->filter());
    if (m_onlyLate && shown)
        conditions.append(overTimeExpression(*shown, context().clock.now()));
    BoardScope scope;
    scope.pipeline = pipeline();
    scope.where = conditions.size() < 2
                      ? conditions.value(0)
                      : QStringLiteral("AND(%1)").arg(conditions.join(QStringLiteral(", ")));
    scope.quick = m_quick->text();
    m_filters->setChanged(m_views->setShown(m_filters->filter()));
    m_lateChip->setVisible(m_onlyLate);
    m_board->setScope(scope);
    Q_EMIT headChanged();
}

void BoardPage::contentRead()
{
    m_failure->hide();
    refreshFigures();
    Q_EMIT headChanged();
    if (!m_settledSent && isSettled()) {
        m_settledSent = true;
        if (isVisible() && !m_quick->hasFocus())
            m_board->focusCurrent();
        Q_EMIT settled();
    }
}

void BoardPage::refreshFigures()
{
    const BoardFigures &figures = m_board->figures();
    const int digits = context().configuration()->settings.currency.minorDigits();
    const Format &format = context().format;
    m_explainer->setAsOf(figures.asOf);
    m_open->setFigure(figures.open.leftOut.beside(format.moneyShort(figures.open.sum, digits), format),
                      tr("Open"));
    m_weighted->setFigure(format.moneyShort(figures.open.weighted, digits), tr("weighted"));
    m_lateText->setFigure(tr("%1 over their time").arg(context().format.integer(figures.overTime)),
                          tr("Time in stage"));
    m_late->setVisible(figures.overTime > 0 && !m_onlyLate);
    // Without any filter, six empty columns say nothing: what they are for does.
    const bool isFiltered = !m_filters->filter().isEmpty() || !m_quick->text().isEmpty() || m_onlyLate;
    const bool isNone = std::all_of(figures.stages.begin(), figures.stages.end(),
                                    [](const StageFigures &stage) { return stage.count == 0; });
    m_place->setCurrentWidget(isNone && !isFiltered ? static_cast<QWidget *>(m_empty) : m_board);
}

QString BoardPage::figuresText() const
{
    return m_open->text() + QLatin1Char('/') + m_weighted->text();
}

QString BoardPage::overTimeText() const
{
    return m_late->isHidden() ? QString() : m_lateText->text();
}

void BoardPage::committed(const CommitNotice &notice)
{
    static const QStringList watched{QStringLiteral("opportunity"), QStringLiteral("account"),
                                     QStringLiteral("user"), QStringLiteral("saved_view")};
    const auto touches = [&](const CommitNotice::Entry &entry) { return watched.contains(entry.object); };
    const bool bulk = std::any_of(notice.bulkObjects.begin(), notice.bulkObjects.end(),
                                  [](const QString &object) { return watched.contains(object); });
    if (bulk || std::any_of(notice.entries.begin(), notice.entries.end(), touches))
        m_refresh->start();
}

void BoardPage::chooseSegment(int index)
{
    if (index != 0 || !context().navigator)
        return;
    m_segments->setCurrent(1);
    // The pipeline's own list, with what narrows the board.
    const BoardScope scope = m_board->scope();
    context().navigator->openList(QStringLiteral("opportunity"),
                                  scope.expression(QStringLiteral("result = \"open\"")),
                                  view().name.in(context().language));
}

void BoardPage::openStage(const Id &stageId)
{
    const ConfigurationPtr configuration = context().configuration();
    const Stage *stage = configuration->rulebook->stage(stageId);
    if (!stage || !context().navigator)
        return;
    context().navigator->openList(QStringLiteral("opportunity"), closedWhere(*stage),
                                  tr("%1 this month").arg(stage->name.in(context().language)));
}

void BoardPage::peek(const Id &deal)
{
    const StageColumn *home = m_board->columnOf(deal);
    if (!home)
        return;
    const DealCard &card = home->model()->card(home->model()->rowOf(deal));
    auto *popover = new PeekPopover(context(), card, home->stage(), window());
    connect(popover, &Popover::closed, popover, &QObject::deleteLater);
    const QRect anchor = home->list()->cardInWindow(deal);
    const bool room = anchor.right() + popover->width() < window()->width();
    popover->openAt(anchor, room ? Popover::Side::RightOf : Popover::Side::LeftOf);
}

QStringList BoardPage::breadcrumb() const
{
    return {tr("Pipeline"), view().name.in(context().language)};
}

QStringList BoardPage::statusTexts() const
{
    const qint64 count = m_board->figures().open.count;
    return {count == 1 ? tr("1 deal") : tr("%1 deals").arg(context().format.integer(count)),
            tr("Ctrl+Left and Ctrl+Right move a card"), m_explainer->asOfText()};
}

bool BoardPage::isSettled() const
{
    return m_board->isSettled();
}

QWidget *BoardPage::focusTarget()
{
    if (m_place->currentWidget() == m_empty)
        return m_empty->primaryButton();
    for (StageColumn *column : m_board->columns()) {
        if (column->list()->currentIndex().isValid())
            return column->list();
    }
    return m_board->columns().isEmpty() ? this : static_cast<QWidget *>(m_board->columns().first()->list());
}

RecordRef BoardPage::currentRecord() const
{
    return m_board->current();
}

void BoardPage::showScene(const QString &scene)
{
    if (scene == QLatin1String("definition"))
        m_explainer->explain(QStringLiteral("open"));
    if (scene != QLatin1String("gate"))
        return;
    // A deal of the stage before the last but one: its next gate asks for something in the shipped pipelines.
    for (StageColumn *column : m_board->columns()) {
        if (column->stage().sequence == 3 && column->model()->rowCount() > 0) {
            m_board->select(column->model()->card(0).id);
            m_board->moveCurrent(1);
            return;
        }
    }
}

}  // namespace dw::ui
