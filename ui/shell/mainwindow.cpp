// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/mainwindow.h"

#include "ui/common/iconbutton.h"
#include "ui/common/toasthost.h"
#include "ui/shell/bellbutton.h"
#include "ui/shell/localsettings.h"
#include "ui/shell/noticepopover.h"
#include "ui/shell/palette.h"
#include "ui/shell/peoplemenu.h"
#include "ui/shell/rail.h"
#include "ui/shell/railentries.h"
#include "ui/shell/recentrecords.h"
#include "ui/shell/searchbutton.h"
#include "ui/shell/settingkeys.h"
#include "ui/shell/shortcutsheet.h"
#include "ui/shell/statusbar.h"
#include "ui/shell/topbar.h"
#include "ui/shell/undoer.h"
#include "ui/shell/windowactions.h"
#include "ui/shell/windownotices.h"

#include <QCloseEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QPushButton>

#include <utility>

namespace dw::ui
{

namespace
{

constexpr int LabelsFrom = 1600;  // width from which on the rail has labels
constexpr int LeastWidth = 1024;
constexpr int LeastHeight = 640;
constexpr int FirstWidth = 1366;
constexpr int FirstHeight = 768;

}  // namespace

MainWindow::MainWindow(UiContext &context, WindowNotices &notices, std::vector<PageEntry> pages)
    : m_context(context)
    , m_notices(notices)
    , m_entries(std::move(pages))
    , m_undoer(new Undoer(context, notices, this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setMinimumSize(LeastWidth, LeastHeight);
    resize(FirstWidth, FirstHeight);
    restoreGeometry(
        QByteArray::fromBase64(context.settings.value(setting::geometry()).toString().toLatin1()));
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    notices.setUndo([this](const Id &transaction) { m_undoer->undo(transaction); });
    connect(&notices, &WindowNotices::changed, this, &MainWindow::noticesChanged);
    connect(&context.theme, &Theme::changed, this, [this] { setStyleSheet(m_context.theme.styleSheet()); });
    setStyleSheet(context.theme.styleSheet());
    build();
    // Emitted on the writer's thread.
    connect(&context.commands, &CommandRunner::configurationChanged, this, &MainWindow::showPlaces,
            Qt::QueuedConnection);
}

MainWindow::~MainWindow()
{
    m_notices.setToasts(nullptr);
    m_notices.setUndo({});
}

void MainWindow::build()
{
    const Theme &theme = m_context.theme;
    m_body = new QWidget(this);
    m_rail = new Rail(m_context.icons, m_body);
    m_topBar = new TopBar(m_context.icons, m_body);
    m_pages = new PageStack(m_context, m_body);
    m_statusBar = new StatusBar(theme, m_body);
    auto *grid = new QGridLayout(m_body);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(0);
    grid->addWidget(m_rail, 0, 0, 2, 1);
    grid->addWidget(m_topBar, 0, 1);
    grid->addWidget(m_pages, 1, 1);
    grid->addWidget(m_statusBar, 2, 0, 1, 2);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(1, 1);
    layout()->addWidget(m_body);
    m_context.navigator = m_pages;
    for (const PageEntry &entry : m_entries)
        m_pages->addPage(entry.key, entry.factory);

    m_noticePopover = new NoticePopover(m_context.icons, m_context.format, m_notices,
                                        m_context.configuration()->settings.zone.zone(), this);
    m_shortcutSheet = new ShortcutSheet(theme, m_context.actions, this);
    m_palette = new Palette(m_context, this, theme.size(Theme::Size::Rail));
    m_toasts = new ToastHost(theme, m_context.icons, this, theme.size(Theme::Size::Statusbar));
    m_notices.setToasts(m_toasts);

    for (const RailEntry &entry : railEntries()) {
        if (m_pages->contains(entry.page))
            m_rail->addEntry(entry.page, entry.icon, entry.name, entry.shortcut,
                             entry.atBottom ? Rail::Place::Bottom : Rail::Place::Top);
    }
    showPlaces();
    m_rail->setWide(width() >= LabelsFrom);
    m_topBar->searchButton()->setKeyHint(
        m_context.actions.shortcut(QStringLiteral("palette.open")).toString());
    addWindowActions(m_context, *this);
    m_topBar->searchButton()->setKeyHint(
        m_context.actions.shortcut(QStringLiteral("palette.open")).toString(QKeySequence::PortableText));
    connectParts();
    noticesChanged();
    showPerson();
}

// The places that are for who acts now: roles are given and taken while the window is open.
void MainWindow::showPlaces()
{
    const bool admin = m_context.may(Action::Configure, QStringLiteral("role"));
    QList<Palette::Destination> destinations;
    for (const RailEntry &entry : railEntries() + otherEntries()) {
        if (!m_pages->contains(entry.page))
            continue;
        const bool shown = admin || !entry.forAdmins;
        m_rail->setEntryVisible(entry.page, shown);
        if (shown)
            destinations.append({entry.page, entry.icon, entry.name, entry.shortcut});
    }
    m_palette->setDestinations(destinations);
}

void MainWindow::connectParts()
{
    connect(m_rail, &Rail::chosen, this, [this](const QString &page) {
        Place place;
        place.page = page;
        m_pages->open(place);
    });
    connect(m_rail, &Rail::avatarClicked, this, &MainWindow::showPeople);
    connect(m_pages, &PageStack::placeChanged, this, &MainWindow::placeChanged);
    connect(m_pages, &PageStack::headChanged, this, &MainWindow::headChanged);
    connect(m_topBar->backButton(), &IconButton::clicked, m_pages, [this] { m_pages->back(); });
    connect(m_topBar->forwardButton(), &IconButton::clicked, m_pages, [this] { m_pages->forward(); });
    connect(m_topBar->searchButton(), &SearchButton::clicked, this, [this] { m_palette->openPalette(); });
    connect(m_topBar->bell(), &BellButton::clicked, this,
            [this] { m_noticePopover->open(m_topBar->bell()); });
    connect(m_topBar->newButton(), &QPushButton::clicked, this, [this] {
        const QPushButton *button = m_topBar->newButton();
        newMenu()->popup(button->mapToGlobal(QPoint(0, button->height() + m_context.theme.space(1))));
    });
    connect(m_statusBar, &StatusBar::jobClicked, this,
            [this] { m_noticePopover->open(m_statusBar->jobButton()); });
}

void MainWindow::rebuild()
{
    const PageStack::Way way = m_pages->way();
    const bool visible = isVisible();
    setUpdatesEnabled(false);
    m_notices.setToasts(nullptr);
    for (QObject *part : {static_cast<QObject *>(m_palette), static_cast<QObject *>(m_shortcutSheet),
                          static_cast<QObject *>(m_noticePopover), static_cast<QObject *>(m_toasts),
                          static_cast<QObject *>(m_body)})
        delete part;
    build();
    m_body->setVisible(visible);
    Q_EMIT rebuilt();
    m_pages->takeWay(way);
    setUpdatesEnabled(true);
}

void MainWindow::showPeople()
{
    if (const QString why = m_context.actions.disabledReason(QStringLiteral("window.act_as"));
        !why.isEmpty()) {
        m_notices.failed(why);
        return;
    }
    auto *people = new PeopleMenu(m_context, this);
    connect(people, &PeopleMenu::chosen, this, &MainWindow::actAsRequested);
    people->showAt(m_rail);
}

void MainWindow::undo()
{
    // The toast names what it undoes; without one it is the last change.
    if (!m_toasts->undo())
        m_undoer->undo(Id());
}

void MainWindow::placeChanged()
{
    m_rail->setCurrent(railEntryOf(m_pages->current().page));
    m_topBar->setHistory(m_pages->canBack(), m_pages->canForward());
    m_palette->closePalette();
    headChanged();
    if (Page *page = m_pages->currentPage(); page && isVisible())
        page->focusTarget()->setFocus(Qt::OtherFocusReason);
}

void MainWindow::headChanged()
{
    const Page *page = m_pages->currentPage();
    if (!page)
        return;
    const QStringList parts = page->breadcrumb();
    m_topBar->setBreadcrumb(parts);
    m_statusBar->setTexts(page->statusTexts());
    const QString here = parts.isEmpty() ? QString() : parts.last();
    setWindowTitle(here.isEmpty() ? QStringLiteral("Dealwright") : here + QStringLiteral(" - Dealwright"));
    const Place &place = m_pages->current();
    if (place.page == QLatin1String("record") && !here.isEmpty() && page->isSettled())
        rememberRecent(m_context.settings, {place.record, here});
}

void MainWindow::noticesChanged()
{
    m_topBar->bell()->setUnseen(m_notices.unseen());
    const QList<WindowNotices::Job> jobs = m_notices.jobs();
    if (jobs.isEmpty()) {
        m_statusBar->setJob(QString());
        return;
    }
    const WindowNotices::Job &job = jobs.first();
    m_statusBar->setJob(
        job.share < 0 ? job.text
                      : tr("%1, %2").arg(job.text, m_context.format.percent(qint64(job.share * 10000))));
}

void MainWindow::showPerson()
{
    m_rail->setPerson(m_context.actor().name);
    const Id team = m_context.actor().team;
    if (team.isNull()) {
        m_statusBar->setTeam({});
        return;
    }
    const RecordRef ref{QStringLiteral("team"), team};
    using Titles = QHash<RecordRef, QString>;
    m_context.reader.run<Titles>(
        Workspace::Lane::Detail, QStringLiteral("frame.team"), m_statusBar,
        [ref](const Reader &reader) { return reader.titles({ref}); },
        [this, ref](const Result<Titles> &titles) {
            if (titles.ok())
                m_statusBar->setTeam(titles->value(ref));
        });
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_rail->setWide(width() >= LabelsFrom);
}

// The page has the keyboard, not the first entry of the rail.
void MainWindow::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (Page *page = m_pages->currentPage())
        page->focusTarget()->setFocus(Qt::OtherFocusReason);
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        closeInnermostLayer();
    else
        QWidget::keyPressEvent(event);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_context.settings.setValue(setting::geometry(), QString::fromLatin1(saveGeometry().toBase64()));
    m_context.settings.flush();
    QWidget::closeEvent(event);
}

}  // namespace dw::ui
