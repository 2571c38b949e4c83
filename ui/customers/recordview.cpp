// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/recordview.h"

#include "core/base/wording.h"
#include "ui/common/avatar.h"
#include "ui/common/banner.h"
#include "ui/common/iconbutton.h"
#include "ui/common/pilllabel.h"
#include "ui/common/sectionhead.h"
#include "ui/common/tabbar.h"
#include "ui/common/textlabel.h"
#include "ui/customers/collectiontab.h"
#include "ui/customers/factspanel.h"
#include "ui/customers/filestab.h"
#include "ui/customers/historyview.h"
#include "ui/customers/stagebar.h"
#include "ui/customers/tilestrip.h"
#include "ui/customers/timelineview.h"
#include "ui/figures/figureexplainer.h"
#include "ui/records/pendingmarks.h"
#include "ui/records/possibleways.h"
#include "ui/shell/actionbutton.h"
#include "ui/shell/refusaltext.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace dw::ui
{

namespace
{

constexpr int OverviewTimeline = 8;

// Collections that are worth a tab, in this order; the rest is reached through the records themselves.
QStringList tabCollections()
{
    return {QStringLiteral("opportunities"), QStringLiteral("lines"),  QStringLiteral("contacts"),
            QStringLiteral("tasks"),         QStringLiteral("prices"), QStringLiteral("attachments")};
}

// What has a button of its own in the head; the rest is behind "...".
QStringList headActions()
{
    return {QStringLiteral("record.claim"), QStringLiteral("record.log_call"),
            QStringLiteral("record.note"),  QStringLiteral("record.task"),
            QStringLiteral("record.edit"),  QStringLiteral("record.new_deal")};
}

QStringList dealColumns()
{
    return {QStringLiteral("name"),      QStringLiteral("stage_id"),       QStringLiteral("amount"),
            QStringLiteral("days_here"), QStringLiteral("expected_close"), QStringLiteral("owner_id")};
}

// The tabs' bar, parted from what they show.
class Underlined : public ThemedWidget
{
public:
    using ThemedWidget::ThemedWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(QRect(0, height() - 1, width(), 1), theme().color(Theme::Role::Border));
    }
};

}  // namespace

RecordView::RecordView(UiContext &context, ObjectTypePtr object, RecordActions *actions, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_object(std::move(object))
    , m_actions(actions)
    , m_explainer(new FigureExplainer(context, this))
    , m_text(context)
{
    // What is worked on stands on the surface; the facts beside it do not.
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_error = new Banner(context.theme, context.icons, Tone::Danger, {});
    m_error->hide();
    m_fetch = m_error->addAction(tr("Fetch it now"));
    connect(m_fetch, &QPushButton::clicked, this, [this] {
        if (QAction *sync = m_context.actions.action(QStringLiteral("sync.now")))
            sync->trigger();
    });
    column->addWidget(m_error);
    buildHead(column);
    buildTabs(column);
    auto *splitter = new QSplitter(Qt::Horizontal);
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    m_stack = new QStackedWidget;
    splitter->addWidget(m_stack);
    m_facts = new FactsPanel(context);
    m_facts->setMinimumWidth(280);
    m_facts->setBackgroundRole(QPalette::Window);
    splitter->addWidget(m_facts);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 0);
    const int facts = context.theme.size(Theme::Size::FactsPanel);
    splitter->setSizes({960, facts});
    column->addWidget(splitter, 1);
    connect(m_facts, &FactsPanel::editRequested, this, [this] { m_actions->openEdit(m_ref); });
    connect(m_facts, &FactsPanel::addPersonRequested, this, [this] {
        const Collection *people = m_object->collection(u"contacts");
        if (people != nullptr)
            m_actions->openNewFor(people->object, m_ref);
    });
    connect(&context.commands, &CommandRunner::committed, this, &RecordView::committed, Qt::QueuedConnection);
    chooseTab(0);
    prepareFigures();
}

void RecordView::buildHead(QVBoxLayout *column)
{
    auto *head = new QWidget;
    head->setFixedHeight(64);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(12);
    m_avatar = new Avatar(m_context.theme, {}, Whose::Other, Theme::Size::AvatarLarge);
    row->addWidget(m_avatar);
    auto *names = new QVBoxLayout;
    names->setContentsMargins(0, 0, 0, 0);
    names->setSpacing(0);
    names->addStretch(1);
    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    m_title = new TextLabel(m_context.theme, {}, Theme::Scale::Heading);
    first->addWidget(m_title);
    m_grade = new PillLabel(m_context.theme, m_context.icons, {}, Tone::Outline);
    m_state = new PillLabel(m_context.theme, m_context.icons, {}, Tone::Neutral);
    first->addWidget(m_grade);
    first->addWidget(m_state);
    m_pending = new PillLabel(m_context.theme, m_context.icons, {}, Tone::Neutral);
    m_pending->hide();
    first->addWidget(m_pending);
    if (m_context.pending != nullptr)
        connect(m_context.pending, &PendingMarks::changed, this, &RecordView::fillPending);
    first->addStretch(1);
    names->addLayout(first);
    m_subtitle = new TextLabel(m_context.theme, {}, Theme::Scale::Small, Theme::Role::TextMuted);
    names->addWidget(m_subtitle);
    names->addStretch(1);
    row->addLayout(names, 1);
    m_buttons = new QHBoxLayout;
    m_buttons->setSpacing(m_context.theme.space(2));
    row->addLayout(m_buttons);
    // The primary action stands last.
    QList<ActionRegistry::RecordSpec> specs = m_context.actions.forRecord(m_object->key());
    std::stable_partition(specs.begin(), specs.end(), [](const ActionRegistry::RecordSpec &spec) {
        return spec.id != QLatin1String("record.new_deal");
    });
    auto *more = new QMenu(this);
    for (const ActionRegistry::RecordSpec &spec : std::as_const(specs)) {
        if (!headActions().contains(spec.id)) {
            QAction *action = more->addAction(m_context.icons.icon(spec.icon), spec.text);
            connect(more, &QMenu::aboutToShow, action, [this, action, id = spec.id, name = spec.text] {
                const Record &record = m_data.details.record;
                const QString why = deniedReason(id, record, m_context);
                action->setVisible(isPossible(id, record));
                action->setEnabled(why.isEmpty());
                action->setText(why.isEmpty() ? name : name + QLatin1Char('\t') + why);
            });
            connect(action, &QAction::triggered, this, [this, run = spec.run] { run(m_ref); });
            continue;
        }
        auto *button = new QPushButton(m_context.icons.icon(spec.icon), spec.text);
        button->setProperty("keyHint", spec.shortcut.toString(QKeySequence::PortableText));
        if (spec.id == QLatin1String("record.new_deal")) {
            button->setProperty("kind", QStringLiteral("primary"));
            button->setIcon(m_context.icons.icon(spec.icon, Theme::Role::AccentText));
        }
        connect(button, &QPushButton::clicked, this, [this, id = spec.id, run = spec.run, button] {
            if (id == QLatin1String("record.log_call"))
                m_actions->openActivity(ActivityPopover::Kind::Call, m_ref, button);
            else if (id == QLatin1String("record.note"))
                m_actions->openActivity(ActivityPopover::Kind::Note, m_ref, button);
            else if (id == QLatin1String("record.task"))
                m_actions->openActivity(ActivityPopover::Kind::Task, m_ref, button);
            else
                run(m_ref);
        });
        m_buttons->addWidget(button);
        m_actionButtons.insert(spec.id, button);
        using Spec = ActionRegistry::Spec;
        m_context.actions.add(Spec{QStringLiteral("page.") + spec.id, spec.text, spec.icon, spec.shortcut,
                                   tr("Record"), Spec::Scope::Page, false},
                              this, [button] { button->click(); });
    }
    if (!more->isEmpty()) {
        auto *button = new IconButton(m_context.icons, QStringLiteral("ellipsis"), tr("More actions"),
                                      IconButton::Extent::Control, IconButton::Look::Framed);
        connect(button, &QToolButton::clicked, more,
                [more, button] { more->popup(button->mapToGlobal(QPoint(0, button->height() + 4))); });
        m_buttons->addWidget(button);
    }
    column->addWidget(head);
}

void RecordView::buildTabs(QVBoxLayout *column)
{
    auto *bar = new Underlined(m_context.theme);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(8, 0, 12, 0);
    row->setSpacing(4);
    m_tabs = new TabBar(m_context.theme);
    m_tabs->setAccessibleName(tr("Parts of the record"));
    m_tabs->setExpanding(false);
    const auto add = [this](const QString &key, const QString &label) {
        m_tabKeys.append(key);
        m_tabs->addTab(label);
    };
    {
        const QSignalBlocker quiet(m_tabs);
        add(QStringLiteral("overview"), tr("Overview"));
        if (m_object->collection(u"activities") != nullptr)
            add(QStringLiteral("timeline"), tr("Timeline"));
        const QStringList wanted = tabCollections();
        for (const QString &name : wanted) {
            const Collection *collection = m_object->collection(name);
            if (collection == nullptr)
                continue;
            add(name, name == QLatin1String("attachments") ? tr("Files")
                                                           : collection->label.in(m_context.language));
        }
        add(QStringLiteral("history"), tr("History"));
    }
    row->addWidget(m_tabs);
    row->addStretch(1);
    m_steps = new QWidget;
    auto *steps = new QHBoxLayout(m_steps);
    steps->setContentsMargins(0, 0, 0, 0);
    steps->setSpacing(4);
    m_place = new TextLabel(m_context.theme, {}, Theme::Scale::Small, Theme::Role::TextMuted);
    m_place->setElides(false);
    steps->addWidget(m_place);
    const auto step = [&](const char *icon, const QString &name, const QString &key, int by) {
        auto *button =
            new IconButton(m_context.icons, QString::fromLatin1(icon), name, IconButton::Extent::Bar);
        button->setName(name, key);
        connect(button, &QToolButton::clicked, this, [this, by] { Q_EMIT stepRequested(by); });
        steps->addWidget(button);
        using Spec = ActionRegistry::Spec;
        m_context.actions.add(
            Spec{by < 0 ? QStringLiteral("record.previous") : QStringLiteral("record.next"), name,
                 QString::fromLatin1(icon), QKeySequence(key), tr("Record"), Spec::Scope::Page, false},
            this, [this, by] { Q_EMIT stepRequested(by); });
    };
    step("chevron-up", tr("Previous in the list"), QStringLiteral("Ctrl+PgUp"), -1);
    step("chevron-down", tr("Next in the list"), QStringLiteral("Ctrl+PgDown"), 1);
    m_steps->hide();
    row->addWidget(m_steps);
    column->addWidget(bar);
    connect(m_tabs, &QTabBar::currentChanged, this, &RecordView::chooseTab);
    // G, then the letter of the tab (qt-notes 5.4).
    const QHash<QString, QString> letters{{QStringLiteral("overview"), QStringLiteral("V")},
                                          {QStringLiteral("timeline"), QStringLiteral("A")},
                                          {QStringLiteral("opportunities"), QStringLiteral("O")},
                                          {QStringLiteral("contacts"), QStringLiteral("C")},
                                          {QStringLiteral("tasks"), QStringLiteral("T")},
                                          {QStringLiteral("attachments"), QStringLiteral("F")},
                                          {QStringLiteral("history"), QStringLiteral("H")}};
    for (int i = 0; i < m_tabKeys.size(); ++i) {
        if (!letters.contains(m_tabKeys[i]))
            continue;
        using Spec = ActionRegistry::Spec;
        m_context.actions.add(
            Spec{QStringLiteral("record.tab.") + m_tabKeys[i], m_tabs->tabText(i), QStringLiteral("table-2"),
                 QKeySequence(QStringLiteral("G, ") + letters.value(m_tabKeys[i])), tr("Record"),
                 Spec::Scope::Page, false},
            this, [this, i] { m_tabs->setCurrentIndex(i); });
    }
}

QWidget *RecordView::buildOverview()
{
    auto *scroll = new QScrollArea;
    scroll->setAccessibleName(tr("Overview"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *content = new QWidget;
    // A scroll area lets its bar begin below the heads of a table it finds inside, unless there are more than
    // two; the heads of the deals scroll away with the page.
    (new QHeaderView(Qt::Vertical, content))->hide();
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    const bool isAccount = m_object->key() == QLatin1String("account");
    if (m_object->indexOf(u"stage_id") >= 0) {
        m_stageBar = new StageBar(m_context);
        column->addWidget(m_stageBar);
        connect(m_stageBar, &StageBar::moveRequested, this, &RecordView::moveTo);
    }
    m_tiles = new TileStrip(m_context.theme);
    column->addWidget(m_tiles);
    auto *inner = new QVBoxLayout;
    inner->setContentsMargins(16, 8, 16, 16);
    inner->setSpacing(m_context.theme.space(2));
    if (isAccount) {
        auto *head = new SectionHead(m_context.theme, tr("Open deals"));
        auto *all = new QPushButton(tr("All deals"));
        all->setProperty("kind", QStringLiteral("quiet"));
        all->setProperty("small", true);
        m_openDealsHead = head;
        m_allDeals = all;
        connect(all, &QPushButton::clicked, this, [this] { showTab(QStringLiteral("opportunities")); });
        head->addAction(all);
        auto *place = new QVBoxLayout;
        place->setContentsMargins(16, 8, 8, 0);
        place->addWidget(head);
        column->addLayout(place);
        m_openDeals = new CollectionTab(
            m_context, m_context.configuration()->dictionary->pointer(QStringLiteral("opportunity")),
            dealColumns(), 5);
        connect(m_openDeals, &CollectionTab::shown, this, &RecordView::shown);
        column->addWidget(m_openDeals);
        column->addWidget(buildNoDeals());
    }
    if (m_object->collection(u"activities") != nullptr) {
        m_overviewTimeline = new TimelineView(m_context, OverviewTimeline);
        connect(m_overviewTimeline, &TimelineView::shown, this, &RecordView::shown);
        inner->addWidget(m_overviewTimeline);
    }
    inner->addStretch(1);
    column->addLayout(inner, 1);
    scroll->setWidget(content);
    return scroll;
}

// What stands in the place of the open deals where there is none: a sentence and the way to the first.
QWidget *RecordView::buildNoDeals()
{
    m_noDeals = new QWidget;
    auto *row = new QHBoxLayout(m_noDeals);
    row->setContentsMargins(16, 0, 16, 8);
    row->setSpacing(m_context.theme.space(3));
    row->addWidget(new TextLabel(m_context.theme, tr("Nothing is open with this customer."),
                                 Theme::Scale::Body, Theme::Role::TextMuted));
    auto *create = new QPushButton(m_context.icons.icon(QStringLiteral("plus")), tr("New deal"));
    row->addWidget(create);
    row->addStretch(1);
    m_noDeals->hide();
    connect(create, &QPushButton::clicked, this,
            [this] { m_actions->openNewFor(QStringLiteral("opportunity"), m_ref); });
    return m_noDeals;
}

QWidget *RecordView::makeTab(const QString &key)
{
    if (key == QLatin1String("overview"))
        return buildOverview();
    if (key == QLatin1String("timeline")) {
        auto *place = new QScrollArea;
        place->setAccessibleName(tr("Timeline"));
        place->setWidgetResizable(true);
        place->setFrameShape(QFrame::NoFrame);
        auto *timeline = new TimelineView(m_context, 0);
        timeline->setContentsMargins(16, 8, 16, 16);
        connect(timeline, &TimelineView::shown, this, &RecordView::shown);
        place->setWidget(timeline);
        return place;
    }
    if (key == QLatin1String("history")) {
        m_history = new HistoryView(m_context);
        connect(m_history, &HistoryView::shown, this, &RecordView::shown);
        return m_history;
    }
    const Collection *collection = m_object->collection(key);
    const ObjectTypePtr child = m_context.configuration()->dictionary->find(collection->object);
    if (key == QLatin1String("attachments")) {
        auto *files = new FilesTab(m_context, child, [this] { return m_ref; });
        connect(files->list(), &CollectionTab::shown, this, &RecordView::shown);
        Q_EMIT listMade(files->list(), files);
        return files;
    }
    auto *place = new QWidget;
    auto *column = new QVBoxLayout(place);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *tab = new CollectionTab(m_context, child,
                                  key == QLatin1String("opportunities") ? dealColumns() : QStringList());
    const QString name = child->label().in(m_context.language);
    const QString add = tr("New %1").arg(m_context.language == Language::English ? name.toLower() : name);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(16, 8, 16, 8);
    auto *button = new QPushButton(m_context.icons.icon(QStringLiteral("plus")), add);
    bar->addWidget(button);
    bar->addStretch(1);
    bar->addWidget(new ActionButton(m_context, QStringLiteral("export.list"), QStringLiteral("download"),
                                    tr("Export the list")));
    column->addLayout(bar);
    const auto create = [this, object = child->key()] { m_actions->openNewFor(object, m_ref); };
    connect(button, &QPushButton::clicked, this, create);
    connect(tab, &CollectionTab::addRequested, this, create);
    connect(tab, &CollectionTab::shown, this, &RecordView::shown);
    column->addWidget(tab, 1);
    Q_EMIT listMade(tab, place);
    return place;
}

void RecordView::chooseTab(int index)
{
    const QString key = m_tabKeys.value(index);
    if (key.isEmpty())
        return;
    QWidget *&widget = m_tabWidgets[key];
    const bool fresh = widget == nullptr;
    if (fresh) {
        widget = makeTab(key);
        m_stack->addWidget(widget);
    }
    m_stack->setCurrentWidget(widget);
    if (fresh && m_loaded)
        fillTab(key);
}

void RecordView::showTab(const QString &key)
{
    if (const int index = int(m_tabKeys.indexOf(key)); index >= 0)
        m_tabs->setCurrentIndex(index);
}

QString RecordView::currentTab() const
{
    return m_tabKeys.value(m_tabs->currentIndex());
}

void RecordView::showRecord(const RecordRef &ref)
{
    const bool same = ref == m_ref && m_loaded;
    m_ref = ref;
    m_loaded = m_loaded && same;
    if (!same)
        m_tabs->setCurrentIndex(0);
    read();
}

void RecordView::setPlace(int place, int count)
{
    m_steps->setVisible(count > 1);
    m_place->setText(tr("%1 of %2").arg(m_context.format.integer(place), m_context.format.integer(count)));
}

void RecordView::read()
{
    const int generation = ++m_generation;
    m_reading = true;
    m_context.reader.run<RecordData>(
        Workspace::Lane::Detail, QStringLiteral("record.%1").arg(quintptr(this), 0, 16), this,
        [ref = m_ref, metrics = m_explainer->catalog()](const Reader &reader) {
            return RecordData::read(reader, metrics, ref);
        },
        [this, generation](const Result<RecordData> &answer) {
            if (generation != m_generation)
                return;
            m_reading = false;
            m_error->setVisible(!answer.ok());
            if (answer.ok()) {
                m_errorText.clear();
                m_data = answer.value();
                fill();
            } else {
                // A laptop need not hold everything: what others made may come with the next synchronisation.
                const bool away = answer.error().code == ErrorCode::NotFound && m_context.pending;
                m_errorText = away ? tr("This is not on this laptop. It is fetched when you are online, "
                                        "unless it was deleted or is not yours to see.")
                                   : describe(answer.error());
                m_error->setText(m_errorText);
                m_fetch->setVisible(away);
            }
            const bool gone = !answer.ok() && answer.error().code == ErrorCode::NotFound &&
                              m_data.details.record.isValid() && m_data.details.record.id() == m_ref.id;
            const QString title = this->title();
            Q_EMIT headChanged();
            Q_EMIT shown();
            if (gone)
                Q_EMIT this->gone(title);
        });
}

void RecordView::fill()
{
    m_loaded = true;
    m_explainer->setAsOf(m_data.asOf);
    fillHead();
    fillTiles();
    if (m_stageBar != nullptr)
        m_stageBar->setStage(m_data.details.record.value(u"stage_id").id());
    m_facts->show(m_data);
    for (int i = 0; i < m_tabKeys.size(); ++i) {
        const QString name =
            m_tabKeys[i] == QLatin1String("timeline") ? QStringLiteral("activities") : m_tabKeys[i];
        if (m_data.counts.contains(name))
            m_tabs->setTabCount(i, m_context.format.integer(m_data.counts.value(name)));
    }
    for (auto tab = m_tabWidgets.constBegin(); tab != m_tabWidgets.constEnd(); ++tab)
        fillTab(tab.key());
}

void RecordView::fillTab(const QString &key)
{
    if (key == QLatin1String("overview")) {
        if (m_overviewTimeline != nullptr)
            m_overviewTimeline->showRecord(m_ref);
        if (m_openDealsHead != nullptr) {
            m_openDealsHead->setNote(m_context.format.integer(m_data.details.openCount));
            const qint64 all = m_data.counts.value(QStringLiteral("opportunities"));
            m_allDeals->setText(tr("All %1 deals").arg(m_context.format.integer(all)));
            m_allDeals->setVisible(all > 0);
            m_noDeals->setVisible(m_data.details.openCount == 0);
        }
        if (m_openDeals != nullptr)
            m_openDeals->showRows(
                QStringLiteral("AND(account_id = \"%1\", result = \"open\")").arg(m_ref.id.toString()),
                {QStringLiteral("-amount")});
        return;
    }
    if (key == QLatin1String("timeline")) {
        if (auto *timeline = m_tabWidgets.value(key)->findChild<TimelineView *>())
            timeline->showRecord(m_ref);
        return;
    }
    if (key == QLatin1String("history")) {
        m_history->showRecord(m_ref);
        return;
    }
    const Collection *collection = m_object->collection(key);
    auto *tab = m_tabWidgets.value(key)->findChild<CollectionTab *>();
    if (collection == nullptr || tab == nullptr)
        return;
    const ObjectTypePtr child = m_context.configuration()->dictionary->find(collection->object);
    QStringList sort{QStringLiteral("-created_at")};
    if (key == QLatin1String("tasks"))
        sort = {QStringLiteral("due_at")};
    tab->showRows(RecordDetails::whereOf(*child, collection->by, m_ref.id), sort);
}

void RecordView::committed(const CommitNotice &notice)
{
    if (m_ref.id.isNull() || !isVisible())
        return;
    bool touched = !notice.bulkObjects.isEmpty();
    for (const CommitNotice::Entry &entry : notice.entries) {
        touched = touched || entry.id == m_ref.id || entry.object == QLatin1String("activity") ||
                  entry.object == QLatin1String("task") || entry.object == QLatin1String("attachment");
        for (const Collection &collection : m_object->collections())
            touched = touched || entry.object == collection.object;
    }
    if (touched)
        read();
}

QString RecordView::title() const
{
    return m_data.details.record.isValid() ? m_data.details.record.title(m_context.language) : QString();
}

bool RecordView::isSettled() const
{
    if (m_reading || (m_overviewTimeline != nullptr && m_overviewTimeline->isReading()) ||
        (m_openDeals != nullptr && !m_openDeals->isSettled()) ||
        (m_history != nullptr && m_history->isReading()))
        return false;
    const QList<CollectionTab *> tabs = findChildren<CollectionTab *>();
    return std::all_of(tabs.begin(), tabs.end(), [](const CollectionTab *tab) { return tab->isSettled(); });
}

}  // namespace dw::ui
