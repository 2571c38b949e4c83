// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shots.h"

#include "app/desktop/inboxsample.h"
#include "app/desktop/startupwindow.h"
#include "ui/common/toasthost.h"
#include "ui/imports/importpage.h"
#include "ui/inbox/inboxpage.h"
#include "ui/inbox/issuespage.h"
#include "ui/records/formsheet.h"
#include "ui/records/recordform.h"
#include "ui/shell/bellbutton.h"
#include "ui/shell/noticepopover.h"
#include "ui/shell/palette.h"
#include "ui/shell/paletteedit.h"
#include "ui/shell/searchbutton.h"
#include "ui/shell/shortcutsheet.h"
#include "ui/shell/topbar.h"
#include "ui/sync/devicespage.h"
#include "ui/sync/syncdesk.h"
#include "ui/sync/syncpanel.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QPixmap>
#include <QPushButton>
#include <QTimer>

#include <algorithm>

namespace dw::desktop
{

namespace
{

constexpr int PatienceMs = 15000;  // a screen that has not settled by then is taken as it is
constexpr qint64 HoursOffline = 3;
constexpr int CalmMs = 60;  // without news of a page, so that late rows are in the picture

}  // namespace

Shots::Shots(DesktopContext &context, const Options &options) : m_context(context), m_options(options) {}

Result<QStringList> Shots::take()
{
    if (!QDir().mkpath(m_options.shots))
        return Error(ErrorCode::Storage, QStringLiteral("store.read_only"), {m_options.shots});
    ui::MainWindow &window = *m_context.window();
    window.resize(m_options.size);
    window.show();
    for (const QString &key :
         {QStringLiteral("welcome"),     QStringLiteral("today"),    QStringLiteral("customers"),
          QStringLiteral("contacts"),    QStringLiteral("leads"),    QStringLiteral("pipeline"),
          QStringLiteral("deals"),       QStringLiteral("tasks"),    QStringLiteral("tasklist"),
          QStringLiteral("insight"),     QStringLiteral("import"),   QStringLiteral("attention"),
          QStringLiteral("admin"),       QStringLiteral("settings"), QStringLiteral("join"),
          QStringLiteral("devices"),     QStringLiteral("bin"),      QStringLiteral("teams"),
          QStringLiteral("territories"), QStringLiteral("shares"),   QStringLiteral("audit")})
        takePage(key);
    takeImport();
    takeRecords();
    takeLayers();
    takeSync();
    takeStandIns();
    if (!m_failed.isEmpty())
        return Error(ErrorCode::Storage, QStringLiteral("store.read_only"), {m_failed});
    return m_written;
}

bool Shots::isSettled() const
{
    const ui::Page *page = m_context.window()->pages()->currentPage();
    if (page && !page->isSettled())
        return false;
    const QList<ui::RecordForm *> forms = m_context.window()->findChildren<ui::RecordForm *>();
    return std::all_of(forms.begin(), forms.end(),
                       [](const ui::RecordForm *form) { return !form->isVisible() || form->isReady(); });
}

// What was asked of the workspace before now has come back: a read on each of its lanes, which keep their
// order.
void Shots::readAhead()
{
    for (const Workspace::Lane lane : {Workspace::Lane::List, Workspace::Lane::Detail}) {
        QEventLoop loop;
        QTimer::singleShot(PatienceMs, &loop, &QEventLoop::quit);
        m_context.ui().reader.run<bool>(
            lane, {}, &loop, [](const Reader &) { return true; },
            [&loop](const Result<bool> &) { loop.quit(); });
        loop.exec();
    }
}

void Shots::settle()
{
    QElapsedTimer patience;
    patience.start();
    QEventLoop loop;
    QTimer calm;
    calm.setSingleShot(true);
    calm.setInterval(CalmMs);
    QObject::connect(&calm, &QTimer::timeout, &loop, &QEventLoop::quit);
    do {
        calm.start();
        loop.exec();
        readAhead();
    } while (!isSettled() && patience.elapsed() < PatienceMs);
    // What a filled form or a gate asks for its fields: the names of the records they point at.
    readAhead();
    QApplication::sendPostedEvents();
}

// What a scene has opened over its page goes before the next.
void Shots::clear()
{
    m_context.window()->closeInnermostLayer();
    const QList<ui::FormSheet *> sheets = m_context.window()->findChildren<ui::FormSheet *>();
    for (ui::FormSheet *sheet : sheets)
        sheet->closeSheet();
    QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

bool Shots::save(const QString &name)
{
    return save(name, *m_context.window());
}

bool Shots::save(const QString &name, QWidget &of)
{
    const bool dark = m_context.ui().theme.isDark();
    const bool chinese = m_context.ui().language == Language::Chinese;
    const QPixmap picture = of.grab();
    const QString file =
        QStringLiteral("%1-%2-%3%4.png")
            .arg(name, dark ? QStringLiteral("dark") : QStringLiteral("light"),
                 chinese ? QStringLiteral("zh") : QStringLiteral("en"),
                 picture.devicePixelRatio() > 1.01 ? QStringLiteral("@%1x").arg(picture.devicePixelRatio())
                                                   : QString());
    const QString path = QDir(m_options.shots).filePath(file);
    if (!picture.save(path)) {
        m_failed = path;
        return false;
    }
    m_written.append(file);
    return true;
}

void Shots::showPage(const QString &key)
{
    ui::Place place;
    place.page = key;
    m_context.window()->pages()->open(place);
    settle();
}

void Shots::takePage(const QString &key)
{
    ui::MainWindow &window = *m_context.window();
    if (!window.pages()->contains(key))
        return;
    showPage(key);
    save(key);
    takeActions(key);
    ui::Page *page = window.pages()->currentPage();
    const QStringList scenes = page->scenes();
    for (const QString &scene : scenes) {
        page->showScene(scene);
        settle();
        save(key + QLatin1Char('-') + scene);
        clear();
        showPage(key);
    }
}

// What opens over the page at a key or from a menu, on the row that is current there.
// What an action of a page is about, where it has rows and none is chosen yet.
void Shots::chooseFirst()
{
    auto *rows = qobject_cast<QAbstractItemView *>(m_context.window()->pages()->currentPage()->focusTarget());
    if (rows == nullptr || rows->model() == nullptr || rows->currentIndex().isValid())
        return;
    rows->setCurrentIndex(rows->model()->index(0, 0));
    settle();
}

void Shots::takeActions(const QString &key)
{
    struct Layer
    {
        const char *page;
        const char *action;
        const char *name;
        bool needsCurrent = false;  // the page chooses none by itself
    };
    static constexpr Layer layers[]{{"customers", "list.columns", "columns"},
                                    {"customers", "list.bulk_edit", "bulk-edit"},
                                    {"customers", "list.assign", "assign"},
                                    {"customers", "export.list", "export"},
                                    {"insight", "export.report", "export"},
                                    {"today", "activity.log_call", "call"},
                                    {"today", "task.add", "task"},
                                    {"today", "task.snooze", "snooze"},
                                    {"pipeline", "deal.close", "close", true}};
    for (const Layer &layer : layers) {
        if (key != QLatin1String(layer.page))
            continue;
        QAction *action = m_context.ui().actions.action(QString::fromLatin1(layer.action));
        if (action == nullptr || !action->isEnabled())
            continue;
        if (layer.needsCurrent)
            chooseFirst();
        action->trigger();
        settle();
        save(key + QLatin1Char('-') + QLatin1String(layer.name));
        clear();
    }
}

// The check tries every row and writes none; the step after it would.
void Shots::takeImport()
{
    showPage(QStringLiteral("import"));
    auto *page = qobject_cast<ui::ImportPage *>(m_context.window()->pages()->currentPage());
    if (page == nullptr)
        return;
    page->showScene(QStringLiteral("mapping"));
    settle();
    if (!page->nextButton()->isEnabled())
        return;
    page->next();
    settle();
    save(QStringLiteral("import-check"));
}

void Shots::takeRecords()
{
    ui::MainWindow &window = *m_context.window();
    if (!window.pages()->contains(QStringLiteral("record")))
        return;
    struct Kind
    {
        QString object;
        QString name;
        QString where;  // preferred; anything else when there is none
        QStringList sort;
    };
    const QString mine = QStringLiteral("owner_id = CURRENTUSER()");
    const QList<Kind> kinds{
        {QStringLiteral("account"),
         QStringLiteral("customer360"),
         QStringLiteral("AND(%1, COUNT(opportunities, result = \"open\") >= 3)").arg(mine),
         {QStringLiteral("name")}},
        {QStringLiteral("opportunity"),
         QStringLiteral("deal"),
         QStringLiteral("AND(%1, result = \"open\")").arg(mine),
         {QStringLiteral("-amount")}},
        {QStringLiteral("contact"), QStringLiteral("contact"), mine, {QStringLiteral("-last_activity_at")}},
        {QStringLiteral("lead"), QStringLiteral("lead"), mine, {QStringLiteral("-last_activity_at")}}};
    for (const Kind &kind : kinds) {
        RecordRef record = someRecord(kind.object, kind.where, kind.sort);
        if (record.id.isNull())
            record = someRecord(kind.object, QString(), kind.sort);
        if (record.id.isNull())
            continue;
        window.pages()->openRecord(record);
        settle();
        save(kind.name);
        ui::Page *page = window.pages()->currentPage();
        const QStringList scenes = page->scenes();
        for (const QString &scene : scenes) {
            page->showScene(scene);
            settle();
            save(kind.name + QLatin1Char('-') + scene);
            clear();
        }
    }
}

void Shots::takeLayers()
{
    ui::MainWindow &window = *m_context.window();
    ui::Place place;
    for (const QString &key : {QStringLiteral("today"), QStringLiteral("settings")}) {
        if (window.pages()->contains(key)) {
            place.page = key;
            break;
        }
    }
    window.pages()->open(place);
    settle();
    ui::Palette *palette = window.palette();
    palette->openPalette();
    settle();
    save(QStringLiteral("palette-start"));
    // The initials of the customer that is opened most: found as a person finds it.
    const RecordRef customer =
        someRecord(QStringLiteral("account"), QString(), {QStringLiteral("-total_won")});
    QString typed = QStringLiteral("a");
    m_context.workspace().readNow([&](ReadSession &session) {
        const auto titles = session.titles({customer}, m_context.ui().language);
        const QString title = titles.ok() ? titles->value(customer) : QString();
        const QString initials = PinyinTable().initials(title).left(4);
        if (!initials.isEmpty())
            typed = initials;
    });
    QEventLoop answered;
    QObject::connect(palette, &ui::Palette::answered, &answered, &QEventLoop::quit);
    QTimer::singleShot(PatienceMs, &answered, &QEventLoop::quit);
    palette->edit()->setText(typed);
    answered.exec();
    save(QStringLiteral("palette"));
    palette->openPalette(QStringLiteral(">"));
    settle();
    save(QStringLiteral("palette-commands"));
    palette->closePalette();

    window.shortcutSheet()->open(window.topBar()->searchButton());
    settle();
    save(QStringLiteral("shortcuts"));
    window.closeInnermostLayer();

    m_context.ui().notices.done(QCoreApplication::translate("dw::desktop::Shots", "Moved 12 deals to Won"),
                                m_context.ui().actor().user);
    settle();
    save(QStringLiteral("toast"));
    window.toasts()->dismiss();
    window.noticePopover()->open(window.topBar()->bell());
    settle();
    save(QStringLiteral("notifications"));
    window.closeInnermostLayer();
}

// Every state that a joined workspace can be in, over the page where it is seen most.
void Shots::takeSync()
{
    // One that is joined has its own state.
    if (m_context.agent())
        return;
    ui::MainWindow &window = *m_context.window();
    ui::Place place;
    place.page = QStringLiteral("today");
    window.pages()->open(place);
    ui::SyncState state(m_context.ui());
    ui::SyncDesk desk(m_context.ui(), state, window);
    const Instant now = m_context.ui().clock.now();
    const auto show = [&](const char *name, const SyncStatus &status) {
        state.setStatus(status);
        settle();
        save(QLatin1String("sync-") + QLatin1String(name));
    };
    SyncStatus status;
    status.since = status.lastSynced = now;
    status.state = SyncStatus::State::Idle;
    show("synced", status);
    status.waiting = 3;
    show("sending", status);
    status.state = SyncStatus::State::Offline;
    status.since = Instant{now.ms - HoursOffline * 3'600'000};
    status.lastSynced = status.since;
    status.waiting = 14;
    status.error =
        Error(ErrorCode::Network, QStringLiteral("sync.unreachable"), {QStringLiteral("crm.hwjs.example")});
    show("offline", status);
    desk.openPanel();
    desk.panel()->showOverview(sampleOverview());
    settle();
    desk.panel()->showOverview(sampleOverview());
    save(QStringLiteral("sync-panel"));
    desk.panel()->closePopover();
    status.state = SyncStatus::State::Idle;
    status.error.reset();
    status.waiting = 0;
    status.inbox = 4;
    show("attention", status);
    takeInbox();
    window.pages()->addPage(QStringLiteral("issues"),
                            [](ui::UiContext &context) { return new ui::IssuesPage(context); });
    takePage(QStringLiteral("issues"));
    window.pages()->addPage(QStringLiteral("laptops"), [](ui::UiContext &context) {
        return new ui::DevicesPage(context, ServerDevice::Whose::All);
    });
    takePage(QStringLiteral("laptops"));
    window.pages()->open(place);
    status.state = SyncStatus::State::SignInNeeded;
    status.error = Error(ErrorCode::Forbidden, QStringLiteral("sync.sign_in_again"));
    show("signin", status);
    desk.openPanel();
    settle();
    save(QStringLiteral("sync-panel-signin"));
    desk.panel()->closePopover();
}

void Shots::takeInbox()
{
    ui::PageStack *pages = m_context.window()->pages();
    ui::Place place;
    place.page = ui::InboxPage::pageKey();
    pages->addPage(place.page, [](ui::UiContext &context) { return new ui::InboxPage(context); });
    pages->open(place);
    settle();
    save(place.page);
    auto *page = static_cast<ui::InboxPage *>(pages->currentPage());
    page->watch()->showSample(inboxSample(m_context));
    settle();
    for (const QString &scene : page->scenes()) {
        page->showScene(scene);
        settle();
        save(place.page + QLatin1Char('-') + scene);
    }
}

// What is shown in place of the window.
void Shots::takeStandIns()
{
    const auto take = [this](const QString &name, QWidget &window) {
        window.ensurePolished();
        window.adjustSize();
        save(name, window);
    };
    ui::LockedWindow locked(
        m_context.ui().icons, m_context.workspace().folder(),
        Error(ErrorCode::Forbidden, QStringLiteral("sync.lease_over"), {QStringLiteral("30")}));
    take(QStringLiteral("sync-locked"), locked);
    StartupWindow refused(m_context.ui().theme, m_context.ui().icons, m_options,
                          Error(ErrorCode::Conflict, QStringLiteral("store.in_use"),
                                {m_context.workspace().folder(), QStringLiteral("dealwright-cli"),
                                 QStringLiteral("4711"), QStringLiteral("lin-laptop")}));
    take(QStringLiteral("cannot-open"), refused);
}

// Of records that are there: what a rep has after a morning without a line.
SyncOverview Shots::sampleOverview() const
{
    using Change = SyncOverview::Change;
    const Instant now = m_context.ui().clock.now();
    SyncOverview overview;
    overview.waiting = 14;
    overview.inbox = 0;
    overview.server = QStringLiteral("https://crm.hwjs.example:8443");
    overview.workspace = QStringLiteral("hwjs");
    overview.login = QStringLiteral("lin.yue");
    overview.device = QStringLiteral("K7");
    overview.leaseDays = 30;
    const auto add = [&](const QString &object, const char *command, const QStringList &fields, int minutes,
                         Change::Outlook outlook) {
        Change change;
        change.number = overview.changes.size() + 1;
        change.command = QString::fromLatin1(command);
        change.record = someRecord(object, QString(), {QStringLiteral("-updated_at")});
        m_context.workspace().readNow([&](ReadSession &session) {
            const auto titles = session.titles({change.record}, m_context.ui().language);
            change.title = titles.ok() ? titles->value(change.record) : QString();
        });
        change.fields = fields;
        change.at = Instant{now.ms - qint64(minutes) * 60'000};
        change.outlook = outlook;
        if (outlook != Change::Outlook::Taken) {
            change.theirs = fields;
            change.by = QStringLiteral("Sun Kai");
        }
        overview.changes.append(change);
    };
    add(QStringLiteral("opportunity"), "opportunity.advance", {}, 184, Change::Outlook::Taken);
    add(QStringLiteral("account"), "record.update", {QStringLiteral("phone")}, 176, Change::Outlook::Kept);
    add(QStringLiteral("contact"), "record.update", {QStringLiteral("email"), QStringLiteral("mobile")}, 61,
        Change::Outlook::Taken);
    add(QStringLiteral("task"), "task.complete", {}, 12, Change::Outlook::Taken);
    overview.changes.last().waitsFor = {3};
    return overview;
}

RecordRef Shots::someRecord(const QString &object, const QString &where, const QStringList &sort) const
{
    RecordRef found;
    const ReadContext context = m_context.readContextNow();
    m_context.workspace().readNow([&](ReadSession &session) {
        const Reader reader(session, context);
        const Result<Query> query = reader.query(object, where, sort);
        if (!query.ok())
            return;
        const auto rows = reader.rows(*query, 1);
        if (!rows.ok() || rows->empty())
            return;
        const auto records = reader.page(query->object, *rows, {});
        if (records.ok() && !records->isEmpty() && records->first().isValid())
            found = records->first().ref();
    });
    return found;
}

}  // namespace dw::desktop
