// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/desktop/demodesk.h"

#include "app/desktop/inboxsample.h"
#include "app/desktop/startupwindow.h"
#include "ui/imports/importpage.h"
#include "ui/inbox/inboxpage.h"
#include "ui/inbox/issuespage.h"
#include "ui/shell/palette.h"

#include <QAction>
#include <QApplication>
#include <QProcess>
#include <QPushButton>
#include <QTest>

#include <numeric>

namespace dw::test
{

namespace
{

constexpr int MakeMs = 120000;
constexpr int SettleMs = 20000;

bool lost(const QString &where)
{
    qWarning("no %s", qPrintable(where));
    return false;
}

}  // namespace

DemoDesk::DemoDesk() : m_clock(Instant::fromIso(u"2026-11-19T07:40:00+08:00", QTimeZone::utc()).value()) {}

std::unique_ptr<DemoDesk> DemoDesk::open(const QString &cli, const QString &language)
{
    return openNew(
        cli,
        {QStringLiteral("--demo"), QStringLiteral("--seed"), QStringLiteral("1"), QStringLiteral("--date"),
         QStringLiteral("2026-11-19"), QStringLiteral("--zone"), QStringLiteral("Asia/Shanghai")},
        language);
}

std::unique_ptr<DemoDesk> DemoDesk::openNew(const QString &cli, const QStringList &arguments,
                                            const QString &language)
{
    std::unique_ptr<DemoDesk> desk(new DemoDesk);
    desktop::Options options;
    options.workspace = desk->folder();
    options.ownWorkspace = false;
    options.language = language;
    QProcess maker;
    maker.start(cli, QStringList{QStringLiteral("-w"), options.workspace, QStringLiteral("--now"),
                                 QStringLiteral("2026-11-19T07:40:00+08:00"), QStringLiteral("new")} +
                         arguments);
    if (!maker.waitForFinished(MakeMs) || maker.exitCode() != 0) {
        qWarning("%s", maker.readAllStandardError().constData());
        return nullptr;
    }
    auto context = desktop::DesktopContext::open(*qApp, options, desk->m_clock);
    if (!context.ok()) {
        qWarning("%s %s", qPrintable(context.error().key), qPrintable(context.error().detail));
        return nullptr;
    }
    desk->m_context = std::move(*context);
    desk->m_context->makeWindow();
    return desk;
}

std::unique_ptr<DemoDesk> DemoDesk::openShown(const QString &cli)
{
    std::unique_ptr<DemoDesk> desk = open(cli);
    return desk && desk->show() ? std::move(desk) : nullptr;
}

bool DemoDesk::show()
{
    go(QStringLiteral("today"));
    window().resize(1366, 768);
    window().show();
    window().activateWindow();
    return QTest::qWaitForWindowActive(&window()) &&
           QTest::qWaitFor([this] { return isSettled(); }, SettleMs);
}

bool DemoDesk::isSettled()
{
    const ui::Page *page = window().pages()->currentPage();
    return page && page->isSettled();
}

void DemoDesk::go(const QString &page)
{
    ui::Place place;
    place.page = page;
    window().pages()->open(place);
}

bool DemoDesk::walk(const QString &where, const std::function<void()> &reopen,
                    const std::function<void(const QString &where, QWidget *root)> &look)
{
    const auto settled = [this] { return isSettled(); };
    reopen();
    if (!QTest::qWaitFor(settled, SettleMs))
        return lost(where);
    look(where, &window());
    ui::Page *page = window().pages()->currentPage();
    const QStringList scenes = page->scenes();
    for (const QString &scene : scenes) {
        page->showScene(scene);
        const QString there = where + QLatin1Char('/') + scene;
        if (!QTest::qWaitFor(settled, SettleMs))
            return lost(there);
        look(there, &window());
        window().closeInnermostLayer();
        reopen();
    }
    return true;
}

// What a laptop of a server has, filled as --shots fills it.
void DemoDesk::addJoinedPages()
{
    ui::PageStack *pages = window().pages();
    if (pages->contains(ui::InboxPage::pageKey()))
        return;
    pages->addPage(ui::InboxPage::pageKey(),
                   [](ui::UiContext &context) { return new ui::InboxPage(context); });
    pages->addPage(ui::IssuesPage::pageKey(),
                   [](ui::UiContext &context) { return new ui::IssuesPage(context); });
    go(ui::InboxPage::pageKey());
    static_cast<ui::InboxPage *>(pages->currentPage())->watch()->showSample(desktop::inboxSample(*m_context));
}

bool DemoDesk::everyScreen(const std::function<void(const QString &where, QWidget *root)> &look)
{
    addJoinedPages();
    for (const char *name :
         {"welcome", "today", "customers", "contacts", "leads", "pipeline", "deals", "tasks", "tasklist",
          "insight", "import", "admin", "settings", "join", "devices", "attention", "issues", "bin"}) {
        const QString key = QString::fromLatin1(name);
        if (!window().pages()->contains(key) || !walk(
                                                    key, [&] { go(key); }, look))
            return lost(key);
    }
    for (const char *name : {"account", "opportunity", "contact", "lead"}) {
        const QString object = QString::fromLatin1(name);
        const QList<Record> found = find(object, {}, {}, 1);
        if (found.isEmpty() || !walk(
                                   object, [&] { window().pages()->openRecord(found.first().ref()); }, look))
            return lost(object);
    }
    // What opens over a page by an action of its own.
    for (const auto &[page, name] :
         std::initializer_list<std::pair<const char *, const char *>>{{"customers", "list.save_view"},
                                                                      {"customers", "list.columns"},
                                                                      {"customers", "list.bulk_edit"},
                                                                      {"customers", "list.assign"},
                                                                      {"customers", "export.list"},
                                                                      {"insight", "export.report"},
                                                                      {"customers", "window.notifications"},
                                                                      {"customers", "window.shortcuts"},
                                                                      {"today", "activity.log_call"},
                                                                      {"today", "task.add"}}) {
        const QString id = QString::fromLatin1(name);
        go(QString::fromLatin1(page));
        if (!QTest::qWaitFor([this] { return isSettled(); }, SettleMs))
            return lost(id);
        QAction *action = m_context->ui().actions.action(id);
        if (action == nullptr)
            return lost(id);
        action->trigger();
        look(id, &window());
        window().closeInnermostLayer();
    }
    // The step after the scene of the mapping: every row tried, none written.
    go(QStringLiteral("import"));
    auto *import = static_cast<ui::ImportPage *>(window().pages()->currentPage());
    import->showScene(QStringLiteral("mapping"));
    const auto ready = [&] { return import->isSettled() && import->nextButton()->isEnabled(); };
    if (!QTest::qWaitFor(ready, SettleMs))
        return lost(QStringLiteral("import/check"));
    import->next();
    if (!QTest::qWaitFor([&] { return import->step() == ui::ImportPage::Check && import->isSettled(); },
                         SettleMs))
        return lost(QStringLiteral("import/check"));
    look(QStringLiteral("import/check"), &window());
    window().palette()->openPalette();
    look(QStringLiteral("palette"), window().palette());
    window().palette()->closePalette();
    desktop::Options options;
    options.workspace = m_folder.path();
    ui::UiContext &ui = m_context->ui();
    desktop::StartupWindow refused(
        ui.theme, ui.icons, options,
        Error(ErrorCode::Conflict, QStringLiteral("store.in_use"), {m_folder.path()}));
    refused.show();
    look(QStringLiteral("cannot open"), &refused);
    return true;
}

Value DemoDesk::value(const RecordRef &ref, const QString &field)
{
    Value value;
    m_context->workspace().readNow([&](ReadSession &session) {
        const auto record = Reader(session, m_context->readContextNow()).record(ref);
        if (record.ok())
            value = record->value(field);
    });
    return value;
}

QList<Record> DemoDesk::find(const QString &object, const QString &where, const QStringList &sort, int limit)
{
    QList<Record> found;
    m_context->workspace().readNow([&](ReadSession &session) {
        const Reader reader(session, m_context->readContextNow());
        const Result<Query> query = reader.query(object, where, sort);
        if (!query.ok()) {
            qWarning("%s", qPrintable(query.error().key));
            return;
        }
        const auto rows = reader.rows(*query, limit);
        if (!rows.ok())
            return;
        QList<int> fields(query->object->fieldCount());
        std::iota(fields.begin(), fields.end(), 0);
        const auto records = reader.page(query->object, *rows, fields);
        if (records.ok())
            found = *records;
    });
    return found;
}

RecordRef DemoDesk::stage(const QString &code)
{
    const Pipeline *pipeline = m_context->ui().configuration()->rulebook->pipelineByCode(u"standard");
    return pipeline ? RecordRef{QStringLiteral("stage_definition"), pipeline->find(QStringView(code))->id}
                    : RecordRef();
}

}  // namespace dw::test
