// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/todaypage.h"

#include "core/base/wording.h"
#include "core/dictionary/dictionary.h"
#include "core/expression/syntaxnode.h"
#include "ui/common/banner.h"
#include "ui/common/emptyview.h"
#include "ui/common/sectionhead.h"
#include "ui/common/seenrefresh.h"
#include "ui/common/textlabel.h"
#include "ui/figures/figurebutton.h"
#include "ui/figures/figureexplainer.h"
#include "ui/pipeline/localtime.h"
#include "ui/pipeline/logform.h"
#include "ui/records/formsheet.h"
#include "ui/records/shownpipeline.h"
#include "ui/records/valuetext.h"
#include "ui/shell/actionbutton.h"
#include "ui/shell/localsettings.h"
#include "ui/shell/pageactions.h"
#include "ui/shell/settingkeys.h"
#include "ui/tasks/cutline.h"
#include "ui/tasks/logpopover.h"
#include "ui/tasks/quickaddbar.h"
#include "ui/tasks/sidelist.h"
#include "ui/tasks/tasklist.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

namespace dw::ui
{

namespace
{

constexpr int HeadHeight = 52;
constexpr int SideWidth = 360;
constexpr int RecentShown = 5;
constexpr int RefreshDelayMs = 40;
constexpr int MinuteMs = 60'000;

// "Today: the first 40 of 620 are shown"; empty where everything is shown.
QString cutText(const QList<TaskGroup> &groups, const Format &format)
{
    QStringList cut;
    for (const TaskGroup &group : groups) {
        if (group.all > group.tasks.size())
            cut.append(TodayPage::tr("%1: the first %2 of %3 are shown")
                           .arg(group.title, format.integer(group.tasks.size()), format.integer(group.all)));
    }
    return cut.join(QStringLiteral(" · "));
}

}  // namespace

TodayPage::TodayPage(UiContext &context, QWidget *parent)
    : Page(context, parent)
    , m_date(new TextLabel(context.theme, {}, Theme::Scale::Heading))
    , m_explainer(new FigureExplainer(context, this))
    , m_overdue(
          new FigureButton(context.theme, Theme::Scale::Body, Theme::Role::Danger, Theme::Weight::Strong))
    , m_counts(
          new FigureButton(context.theme, Theme::Scale::Body, Theme::Role::TextMuted, Theme::Weight::OfScale))
    , m_failure(new Banner(context.theme, context.icons, Tone::Danger, {}))
    , m_list(new TaskList(context))
    , m_cut(new CutLine(context.theme, tr("Open all tasks")))
    , m_empty(new EmptyView(context.theme, context.icons))
    , m_refresh(new SeenRefresh(this, RefreshDelayMs, [this] { reload(); }))
    , m_minute(new QTimer(this))
{
    setAccessibleName(tr("Today"));
    auto *main = new QFrame;
    main->setProperty("plane", QStringLiteral("surface"));
    auto *left = new QVBoxLayout(main);
    left->setContentsMargins(0, 0, 0, 0);
    left->setSpacing(0);
    left->addWidget(m_failure);
    left->addWidget(m_list, 1);
    left->addWidget(m_empty, 1);
    left->addWidget(m_cut);
    connect(m_cut, &CutLine::restWanted, this, [this] {
        Place place;
        place.page = QStringLiteral("tasks");
        if (this->context().navigator)
            this->context().navigator->open(place);
    });
    m_failure->hide();
    m_empty->hide();
    QPushButton *again = m_failure->addAction(tr("Read again"));
    connect(again, &QPushButton::clicked, this, &TodayPage::reload);

    auto *body = new QHBoxLayout;
    body->setContentsMargins(0, 0, 0, 0);
    body->setSpacing(0);
    body->addWidget(main, 1);
    body->addWidget(buildSide());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addLayout(body, 1);

    // What is due becomes overdue by itself, and the day ends.
    m_minute->setInterval(MinuteMs);
    connect(m_minute, &QTimer::timeout, this, [this] {
        if (isVisible())
            reload();
    });
    m_minute->start();
    connect(
        &context.commands, &CommandRunner::committed, this,
        [this](const CommitNotice &notice) {
            static const QStringList watched{QStringLiteral("task"), QStringLiteral("opportunity"),
                                             QStringLiteral("activity"), QStringLiteral("account")};
            const auto of = [](const QString &object) { return watched.contains(object); };
            if (std::any_of(notice.bulkObjects.begin(), notice.bulkObjects.end(), of) ||
                std::any_of(notice.entries.begin(), notice.entries.end(),
                            [&](const auto &entry) { return of(entry.object); }))
                m_refresh->start();
        },
        Qt::QueuedConnection);
    connect(m_list, &TaskList::currentTaskChanged, this, &Page::headChanged);
    connect(m_list, &TaskList::figurePressed, m_explainer,
            qOverload<const QString &>(&FigureExplainer::explain));
    m_explainer->setFigures([this] { return figures(); });
    connect(&context.settings, &LocalSettings::changed, this, [this](const QString &key) {
        if (key == setting::recent())
            readRecent();
    });
    connect(m_empty, &EmptyView::primaryChosen, this, &TodayPage::addTask);
    addActions();
}

QWidget *TodayPage::buildHead()
{
    const Theme &theme = context().theme;
    auto *head = new QFrame;
    head->setObjectName(QStringLiteral("pageHeader"));
    head->setFixedHeight(HeadHeight);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(theme.space(4), 0, theme.space(4), 0);
    row->setSpacing(theme.space(3));
    m_date->setElides(false);
    row->addWidget(m_date);
    auto *counts = new QHBoxLayout;
    counts->setSpacing(theme.space(1));
    counts->addWidget(m_overdue);
    counts->addWidget(m_counts);
    row->addLayout(counts);
    row->addStretch(1);
    connect(m_overdue, &QAbstractButton::clicked, this,
            [this] { m_explainer->explain(QStringLiteral("overdue")); });
    connect(m_counts, &QAbstractButton::clicked, this, [this] {
        m_explainer->explain(m_content.visitsToday > 0 ? QStringLiteral("visits") : QStringLiteral("today"));
    });
    row->addWidget(new ActionButton(context(), QStringLiteral("export.list"), QStringLiteral("download"),
                                    tr("Export the list")));
    m_log = new QPushButton(context().icons.icon(QStringLiteral("phone")), tr("Log call"));
    m_log->setProperty("keyHint", QStringLiteral("C"));
    m_add = new QPushButton(context().icons.icon(QStringLiteral("plus")), tr("Add task"));
    m_add->setProperty("keyHint", QStringLiteral("Q"));
    row->addWidget(m_log);
    row->addWidget(m_add);
    connect(m_log, &QPushButton::clicked, this, &TodayPage::logCall);
    connect(m_add, &QPushButton::clicked, this, &TodayPage::addTask);
    return head;
}

FigureButton *TodayPage::addNote(SectionHead *head, const char *figure)
{
    auto *note = new FigureButton(context().theme, Theme::Scale::Small, Theme::Role::TextMuted,
                                  Theme::Weight::OfScale);
    head->addAction(note);
    connect(note, &QAbstractButton::clicked, this,
            [this, key = QString::fromLatin1(figure)] { m_explainer->explain(key); });
    return note;
}

SideList *TodayPage::addSection(QVBoxLayout *column, const QString &title, SectionHead **head)
{
    const Theme &theme = context().theme;
    if (column->count() > 0) {
        auto *line = new QFrame;
        line->setObjectName(QStringLiteral("sectionLine"));
        line->setFrameShape(QFrame::HLine);
        line->setFixedHeight(1);
        line->setForegroundRole(QPalette::Mid);
        line->setFrameShadow(QFrame::Plain);
        column->addSpacing(theme.space(3));
        column->addWidget(line);
        column->addSpacing(theme.space(3));
        m_recentLine = line;  // the last one parts what is opened last, if anything
    }
    auto *inset = new QHBoxLayout;
    // What a figure at the right end says ends where the lines do.
    inset->setContentsMargins(theme.space(4), 0, theme.space(4) - FigureButton::edge(), 0);
    *head = new SectionHead(theme, title);
    inset->addWidget(*head);
    column->addLayout(inset);
    auto *list = new SideList(context(), title);
    column->addWidget(list);
    connect(list, &SideList::explainAsked, m_explainer,
            qOverload<const QString &>(&FigureExplainer::explain));
    return list;
}

QWidget *TodayPage::buildSide()
{
    auto *panel = new QFrame;
    panel->setProperty("plane", QStringLiteral("panel"));
    auto *column = new QVBoxLayout(panel);
    column->setContentsMargins(0, context().theme.space(3), 0, context().theme.space(3));
    column->setSpacing(0);
    m_funnel = addSection(column, tr("My pipeline"), &m_funnelHead);
    m_funnelNote = addNote(m_funnelHead, "pipeline");
    m_risks = addSection(column, tr("Going cold"), &m_risksHead);
    m_risksNote = addNote(m_risksHead, "risks");
    m_recent = addSection(column, tr("Recently opened"), &m_recentHead);
    column->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setWidget(panel);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setFixedWidth(SideWidth);
    return scroll;
}

void TodayPage::addActions()
{
    const PageActions actions(context(), this, tr("Tasks"), FormSheet::isInHand);
    TaskList::addActions(actions, [this] { return m_list; });
    actions.add("task.add", tr("Add a task"), "plus", QKeySequence(Qt::Key_Q), [this] { addTask(); });
    actions.add("activity.log_call", tr("Log a call"), "phone", QKeySequence(Qt::Key_C),
                [this] { logCall(); });
    // The figure of the line in hand, where one is.
    actions.add("figure.explain", FigureExplainer::actionText(), "circle-help", QKeySequence(Qt::Key_Equal),
                [this] {
                    const QString line = m_funnel->hasFocus() ? m_funnel->currentFigure() : QString();
                    if (line.isEmpty())
                        m_explainer->explainCurrent();
                    else
                        m_explainer->explain(line);
                });
}

void TodayPage::show(const Place &)
{
    reload();
    showRecent();
}

void TodayPage::reload()
{
    readRecent();
    const ConfigurationPtr configuration = context().configuration();
    context().reader.run<TodayContent>(
        Workspace::Lane::List, QStringLiteral("today"), this,
        [rulebook = configuration->rulebook, metrics = m_explainer->catalog(),
         pipeline = shownPipeline(context())](const Reader &reader) {
            return readToday(reader, metrics, *rulebook, pipeline);
        },
        [this](const Result<TodayContent> &content) {
            if (content.ok()) {
                m_failure->hide();
                take(*content);
            } else if (content.error().code != ErrorCode::Cancelled) {
                m_failure->setText(describe(content.error()));
                m_failure->show();
            }
        });
}

void TodayPage::take(const TodayContent &content)
{
    m_content = content;
    m_explainer->setAsOf(content.asOf);
    const Format &format = context().format;
    const QDateTime now = localTime(context(), context().clock.now());
    QString next;
    if (!content.today.tasks.isEmpty()) {
        const qint64 minutes = (content.today.tasks.first().due.ms - context().clock.now().ms) / MinuteMs;
        next =
            minutes < 60
                ? tr("next in %1 min").arg(format.integer(minutes))
                : tr("next in %1 h %2 min").arg(format.integer(minutes / 60), format.integer(minutes % 60));
    }
    const auto groupOf = [](const QString &title, const QString &note, const TaskPart &part,
                            const char *figure) {
        return TaskGroup{title, note, part.tasks, part.all, QString::fromLatin1(figure)};
    };
    const QList<TaskGroup> groups{groupOf(tr("Overdue"), tr("oldest first"), content.overdue, "overdue"),
                                  groupOf(tr("Today"), next, content.today, "today"),
                                  groupOf(tr("Tomorrow"), {}, content.tomorrow, "tomorrow")};
    m_list->setGroups(groups);
    m_cut->setText(cutText(groups, format));
    const bool nothing = m_list->tasks()->taskCount() == 0;
    m_list->setVisible(!nothing);
    m_empty->setVisible(nothing);
    if (nothing) {
        m_empty->setState(EmptyView::Reason::Done, tr("Nothing is due"),
                          tr("No task for today or tomorrow. What comes next?"));
        m_empty->setActions(tr("Add task"), QStringLiteral("plus"));
    }

    // "Thursday 19 November", without the year.
    const QString full = format.fullDate(now.date());
    m_date->setText(context().language == Language::Chinese ? full.mid(full.indexOf(QStringLiteral("年")) + 1)
                                                            : full.left(full.lastIndexOf(QLatin1Char(' '))));
    const bool late = content.overdue.all > 0;
    m_overdue->setFigure(late ? tr("%1 overdue").arg(format.integer(content.overdue.all)) : QString(),
                         tr("Overdue"));
    m_overdue->setVisible(late);
    const qint64 visits = content.visitsToday;
    m_counts->setFigure(visits == 1  ? tr("1 visit today")
                        : visits > 1 ? tr("%1 visits today").arg(format.integer(visits))
                                     : tr("%1 due today").arg(format.integer(content.today.all)),
                        tr("Today"));

    const ConfigurationPtr configuration = context().configuration();
    const int digits = configuration->settings.currency.minorDigits();
    QList<SideLine> funnel;
    if (const Pipeline *pipeline = configuration->rulebook->pipeline(content.pipelineId)) {
        const QList<Stage> open = pipeline->openStages();
        qint64 most = 1;
        for (const Stage &stage : open)
            most = std::max(most, content.pipeline.stages.value(stage.id).sum);
        for (int i = 0; i < int(open.size()); ++i) {
            const StageFigures figures = content.pipeline.stages.value(open[i].id);
            SideLine line;
            line.stage = i + 1;
            line.stageCount = int(open.size());
            line.title = open[i].name.in(context().language);
            line.count = format.integer(figures.count);
            line.share = double(figures.sum) / double(most);
            line.amount = figures.leftOut.beside(format.money(figures.sum, digits), format);
            line.figure = QStringLiteral("sum") + open[i].id.toString();
            line.where = m_explainer->where(u"open_deals", stageOf(open[i].id));
            funnel.append(line);
        }
    }
    m_funnel->setLines(funnel);
    m_funnelNote->setFigure(tr("%1 deals, %2")
                                .arg(format.integer(content.pipeline.open.count),
                                     content.pipeline.open.leftOut.beside(
                                         format.money(content.pipeline.open.sum, digits), format)),
                            tr("My pipeline"));

    QList<SideLine> risks;
    for (const RiskDeal &deal : content.risks) {
        SideLine line;
        line.record = {QStringLiteral("opportunity"), deal.id};
        line.title = deal.accountName;
        line.more = deal.name;
        if (deal.amount)
            line.amount = ValueText(context()).plain(*deal.amount);
        line.warning = deal.why == RiskDeal::Why::NoNextStep ? tr("no step") : format.days(deal.coldDays);
        risks.append(line);
    }
    m_risks->setLines(risks);
    m_risksNote->setFigure(content.riskCount == 0   ? tr("none")
                           : content.riskCount == 1 ? tr("1 deal")
                                                    : tr("%1 deals").arg(format.integer(content.riskCount)),
                           tr("Going cold"));
    const bool first = !m_loaded;
    m_loaded = true;
    Q_EMIT headChanged();
    if (first)
        Q_EMIT settled();
}

// My open deals of one stage, as my pipeline counts them.
QString TodayPage::stageOf(const Id &stage) const
{
    return BoardScope{m_content.pipelineId, myDeals(), {}}.expression(QStringLiteral("stage_id = ") +
                                                                      quotedText(stage.toString()));
}

void TodayPage::readRecent()
{
    context().reader.run<QList<RecentRecord>>(
        Workspace::Lane::Detail, QStringLiteral("today.recent"), this,
        [recent = recentRecords(context().settings)](const Reader &reader) -> Result<QList<RecentRecord>> {
            return visibleRecents(reader, recent, RecentKept);
        },
        [this](const Result<QList<RecentRecord>> &recents) {
            m_recents = recents.ok() ? *recents : QList<RecentRecord>();
            showRecent();
        });
}

void TodayPage::showRecent()
{
    QList<SideLine> lines;
    const ConfigurationPtr configuration = context().configuration();
    for (const RecentRecord &record : m_recents.mid(0, RecentShown)) {
        SideLine line;
        line.record = record.record;
        line.title = record.title;
        const ObjectTypePtr type = configuration->dictionary->find(record.record.object);
        line.icon = type ? type->icon() : QStringLiteral("file-text");
        line.note = type ? type->label().in(context().language) : QString();
        lines.append(line);
    }
    m_recent->setLines(lines);
    m_recent->setVisible(!lines.isEmpty());
    m_recentHead->setVisible(!lines.isEmpty());
    m_recentLine->setVisible(!lines.isEmpty());
}

void TodayPage::logCall()
{
    auto *popover = new LogPopover(context(), window());
    connect(popover, &Popover::closed, popover, &QObject::deleteLater);
    QList<QPair<RecordRef, QString>> suggestions;
    if (const TaskRow *task = m_list->currentTask(); task && !task->related.id.isNull()) {
        suggestions.append({task->related, task->relatedTitle});
        if (task->kind == QLatin1String("call"))
            popover->form()->setSubject(task->subject);
    }
    for (const RecentRecord &record : std::as_const(m_recents)) {
        const bool fits = record.record.object == QLatin1String("account") ||
                          record.record.object == QLatin1String("contact") ||
                          record.record.object == QLatin1String("opportunity");
        if (fits && !record.title.isEmpty())
            suggestions.append({record.record, record.title});
    }
    popover->setSuggestions(suggestions);
    popover->keepDraft();
    popover->openAt(m_log, Popover::Side::Below);
}

void TodayPage::addTask()
{
    auto *popover = new Popover(context().theme, window());
    popover->setAccessibleName(tr("Add task"));
    auto *bar = new QuickAddBar(context(), QStringLiteral("today"));
    popover->body()->addWidget(new TextLabel(context().theme, tr("Add task"), Theme::Scale::Title));
    popover->body()->addWidget(bar);
    connect(bar, &QuickAddBar::added, popover, &Popover::closePopover);
    connect(popover, &Popover::closed, popover, &QObject::deleteLater);
    popover->openAt(m_add, Popover::Side::Below);
    bar->setFocus(Qt::PopupFocusReason);
}

QString TodayPage::headText() const
{
    QStringList counts{m_overdue->text(), m_counts->text()};
    counts.removeAll(QString());
    return m_date->text() + QLatin1String(" | ") + context().format.clauses(counts);
}

QString TodayPage::pipelineText() const
{
    return m_funnelNote->text();
}

QStringList TodayPage::statusTexts() const
{
    const qint64 count = m_list->tasks()->allCount();
    return {count == 1 ? tr("1 task") : tr("%1 tasks").arg(context().format.integer(count)),
            tr("E done, S snooze"), m_explainer->asOfText()};
}

QWidget *TodayPage::focusTarget()
{
    return m_list->isHidden() ? static_cast<QWidget *>(m_empty->primaryButton()) : m_list;
}

RecordRef TodayPage::currentRecord() const
{
    const TaskRow *task = m_list->currentTask();
    return task ? (task->related.id.isNull() ? RecordRef{QStringLiteral("task"), task->id} : task->related)
                : RecordRef{};
}

}  // namespace dw::ui
