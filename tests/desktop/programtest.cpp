// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/desktopcontext.h"
#include "app/desktop/pages.h"
#include "app/desktop/singleinstance.h"
#include "app/desktop/startupwindow.h"
#include "core/base/windowsocket.h"
#include "tests/desktop/programhome.h"
#include "tests/support/testrunner.h"
#include "ui/common/lineedit.h"
#include "ui/common/searchfield.h"
#include "ui/common/segments.h"
#include "ui/customers/activitypopover.h"
#include "ui/customers/recordpage.h"
#include "ui/customers/recordview.h"
#include "ui/imports/exportdialog.h"
#include "ui/pipeline/boardpage.h"
#include "ui/pipeline/dealspage.h"
#include "ui/records/filterbar.h"
#include "ui/records/formsheet.h"
#include "ui/records/listpage.h"
#include "ui/records/peekpanel.h"
#include "ui/records/recordlistmodel.h"
#include "ui/records/viewbar.h"
#include "ui/shell/palette.h"
#include "ui/shell/paletteedit.h"
#include "ui/shell/settingkeys.h"

#include <QAbstractButton>
#include <QAction>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonObject>
#include <QMenu>
#include <QProcess>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

namespace dw::test
{

// The program as a person starts it: the first time, a second time, and when the workspace will not open.
class ProgramTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstStartMakesAWorkspace();
    void settingsApplyAtOnce();
    void exportTakesWhatIsSeen();
    void tabsTodayAndTasksAreExported();
    void recordActionsAreThereFromTheStart();
    void paletteDoesSomethingWithAHit();
    void thePipelineHasAListOfItsOwn();
    void secondWindowRaisesTheFirst();
    void exportsAreNotedByTheOpenWindow();
    void failuresSayAWayOut();

private:
    static void go(ui::MainWindow &window, const char *page)
    {
        ui::Place place;
        place.page = QString::fromLatin1(page);
        window.pages()->open(place);
    }
    QString exported(desktop::DesktopContext &context, ui::MainWindow &window, const QString &name);

    ProgramHome m_program;
};

void ProgramTest::firstStartMakesAWorkspace()
{
    QVERIFY(!QFile::exists(desktop::ownWorkspaceFolder()));
    {
        const auto context = m_program.open();
        QVERIFY(context->isNew());
        QVERIFY(!context->ui().actor().user.isNull());
        QVERIFY(context->ui().configuration()->rulebook->pipelineByCode(u"standard"));
    }
    const auto context = m_program.open();
    QVERIFY(!context->isNew());
}

void ProgramTest::settingsApplyAtOnce()
{
    const auto context = m_program.open();
    ui::MainWindow &window = context->makeWindow();
    ui::Place place;
    place.page = QStringLiteral("settings");
    window.pages()->open(place);
    window.show();
    context->ui().settings.setValue(ui::setting::theme(), QStringLiteral("dark"));
    QTRY_VERIFY(context->ui().theme.isDark());
    context->ui().settings.setValue(ui::setting::highContrast(), true);
    QTRY_VERIFY(context->ui().theme.highContrast());
    context->ui().settings.setValue(ui::setting::textSize(), 130);
    QTRY_COMPARE(context->ui().theme.textScale(), 1.3);
    QCOMPARE(window.pages()->current().page, QStringLiteral("settings"));
    context->ui().settings.setValue(ui::setting::textSize(), 100);
    context->ui().settings.setValue(ui::setting::theme(), QStringLiteral("light"));
    QTRY_VERIFY(!context->ui().theme.isDark());
    context->setLanguage(Language::Chinese);
    QCOMPARE(window.pages()->currentPage()->breadcrumb(), QStringList{QStringLiteral("设置")});
    context->setLanguage(Language::English);
}

// What the export of the page that is shown writes, as CSV.
QString ProgramTest::exported(desktop::DesktopContext &context, ui::MainWindow &window, const QString &name)
{
    QAction *action = context.ui().actions.action(QStringLiteral("export.list"));
    if (!action)
        return QStringLiteral("no action");
    action->trigger();
    ui::ExportDialog *dialog = nullptr;
    if (!QTest::qWaitFor([&] { return (dialog = window.findChild<ui::ExportDialog *>()) != nullptr; }))
        return QStringLiteral("no dialog");
    const QString path = m_program.filePath(name);
    dialog->formatChoice()->button(1)->click();
    dialog->nameEdit()->setText(path);
    dialog->exportNow();
    const bool there = QTest::qWaitFor([&] { return QFile::exists(path); });
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QFile file(path);
    return there && file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

void ProgramTest::exportTakesWhatIsSeen()
{
    const auto context = m_program.open();
    for (const char *name : {"Alpha Works", "Bolt Works", "Bolt Yard"}) {
        const CommandResult made = context->ui().commands.runNow(
            {QStringLiteral("record.create"),
             {{QStringLiteral("object"), QStringLiteral("account")},
              {QStringLiteral("set"),
               QJsonObject{{QStringLiteral("name"), QString::fromLatin1(name)},
                           {QStringLiteral("industry"), QStringLiteral("machinery")}}}}},
            context->ui().actor());
        QCOMPARE(made.status, CommandResult::Status::Applied);
    }
    ui::MainWindow &window = context->makeWindow();
    window.resize(1366, 768);
    window.show();
    go(window, "customers");
    auto *page = qobject_cast<ui::ListPage *>(window.pages()->currentPage());
    QVERIFY(page);
    QTRY_COMPARE(page->model()->rowCount(), 3);
    const auto exported = [&](const QString &name) { return this->exported(*context, window, name); };
    page->filterBar()->openQuickFilter();
    page->filterBar()->quickField()->setText(QStringLiteral("bolt"));
    QTRY_COMPARE(page->model()->rowCount(), 2);
    const QString narrowed = exported(QStringLiteral("narrowed.csv"));
    QVERIFY2(!narrowed.contains(QLatin1String("Alpha")), qPrintable(narrowed));
    QVERIFY2(narrowed.contains(QLatin1String("Bolt Works")) && narrowed.contains(QLatin1String("Bolt Yard")),
             qPrintable(narrowed));
    page->model()->setMarked(1, true);
    QCOMPARE(exported(QStringLiteral("marked.csv")).count(QLatin1String("Bolt")), 1);
    context->workspace().readNow([&](ReadSession &session) {
        QVERIFY(session.beginRead().ok());
        const auto lines = Reader(session, context->readContextNow()).auditTrail(2);
        session.endRead();
        QVERIFY(lines.ok());
        QCOMPARE(lines->at(1).entry.command, QStringLiteral("data.export"));
        QCOMPARE(lines->at(1).entry.values.value(QLatin1String("quick")).toArray().at(1).toString(),
                 QStringLiteral("bolt"));
        QCOMPARE(lines->at(0).entry.values.value(QLatin1String("rows")).toArray().at(1).toInt(), 1);
    });
}

// A record's tab, Today and the agenda give out what they show.
void ProgramTest::tabsTodayAndTasksAreExported()
{
    const auto context = m_program.open();
    const Actor me = context->ui().actor();
    const auto create = [&](const char *object, const QJsonObject &set) {
        const CommandResult made = context->ui().commands.runNow(
            {QStringLiteral("record.create"),
             {{QStringLiteral("object"), QString::fromLatin1(object)}, {QStringLiteral("set"), set}}},
            me);
        return made.ids.value(0);
    };
    const Id account = create("account", {{QStringLiteral("name"), QStringLiteral("Crane Works")},
                                          {QStringLiteral("industry"), QStringLiteral("machinery")}});
    const Id other = create("account", {{QStringLiteral("name"), QStringLiteral("Drill Works")},
                                        {QStringLiteral("industry"), QStringLiteral("machinery")}});
    create("contact", {{QStringLiteral("name"), QStringLiteral("Ada Crane")},
                       {QStringLiteral("account_id"), account.toString()}});
    create("contact", {{QStringLiteral("name"), QStringLiteral("Dora Drill")},
                       {QStringLiteral("account_id"), other.toString()}});
    const auto task = [&](const char *subject, qint64 days) {
        return create("task", {{QStringLiteral("subject"), QString::fromLatin1(subject)},
                               {QStringLiteral("due_at"),
                                Instant{m_program.clock().now().ms + days * qint64(86'400'000)}.toIso()},
                               {QStringLiteral("assignee_id"), me.user.toString()}});
    };
    QVERIFY(!task("Call the crane", 1).isNull());
    QVERIFY(!task("Visit the crane", 40).isNull());
    ui::MainWindow &window = context->makeWindow();
    window.resize(1366, 768);
    window.show();
    window.pages()->openRecord({QStringLiteral("account"), account});
    auto *page = qobject_cast<ui::RecordPage *>(window.pages()->currentPage());
    QVERIFY(page);
    QTRY_VERIFY(page->isSettled());
    page->view()->showTab(QStringLiteral("contacts"));
    QTRY_VERIFY(page->isSettled());
    const QString people = exported(*context, window, QStringLiteral("people.csv"));
    QVERIFY2(people.contains(QLatin1String("Ada Crane")), qPrintable(people));
    QVERIFY2(!people.contains(QLatin1String("Dora Drill")), qPrintable(people));

    go(window, "today");
    QTRY_VERIFY(window.pages()->currentPage()->isSettled());
    const QString today = exported(*context, window, QStringLiteral("today.csv"));
    QVERIFY2(today.contains(QLatin1String("Call the crane")), qPrintable(today));
    QVERIFY2(!today.contains(QLatin1String("Visit the crane")), qPrintable(today));

    go(window, "tasks");
    QTRY_VERIFY(window.pages()->currentPage()->isSettled());
    const QString tasks = exported(*context, window, QStringLiteral("tasks.csv"));
    QVERIFY2(tasks.contains(QLatin1String("Call the crane")), qPrintable(tasks));
    QVERIFY2(tasks.contains(QLatin1String("Visit the crane")), qPrintable(tasks));
}

void ProgramTest::recordActionsAreThereFromTheStart()
{
    const auto context = m_program.open();
    ui::MainWindow &window = context->makeWindow();
    window.show();
    go(window, "settings");
    ui::ActionRegistry &actions = context->ui().actions;
    const QString call = QStringLiteral("current.record.log_call");
    QVERIFY(actions.action(call));
    QVERIFY(!actions.action(call)->isEnabled());
    QCOMPARE(actions.disabledReason(call), QStringLiteral("Open or choose a record first"));
    QCOMPARE(actions.forRecord(QStringLiteral("account")).size(), 9);
    // Customers of the tests before: the first row is in hand.
    go(window, "customers");
    QTRY_VERIFY(actions.action(call)->isEnabled());
    // Export has a place for the mouse.
    auto *list = qobject_cast<ui::ListPage *>(window.pages()->currentPage());
    QVERIFY(list);
    Q_EMIT list->viewBar()->moreRequested(window.mapToGlobal(QPoint(900, 60)));
    const auto *menu = list->findChild<QMenu *>();
    QVERIFY(menu && menu->actions().contains(actions.action(QStringLiteral("export.list"))));
    QVERIFY(menu->actions().contains(actions.action(QStringLiteral("go.import"))));
    delete menu;
    QVERIFY(actions.disabledReason(call).isEmpty());
    for (const auto &[one, other] : actions.clashes())
        QFAIL(qPrintable(one + QLatin1Char(' ') + other));
    // Made anew with the window's parts: in its language, and not on what is gone.
    context->setLanguage(Language::Chinese);
    QTRY_VERIFY(actions.action(call) && actions.action(call)->isEnabled());
    QCOMPARE(actions.action(call)->text(), QStringLiteral("记录通话"));
    actions.action(call)->trigger();
    QVERIFY(window.findChild<ui::ActivityPopover *>());
    context->setLanguage(Language::English);
    go(window, "settings");
    QVERIFY(!actions.action(call)->isEnabled());
}

void ProgramTest::paletteDoesSomethingWithAHit()
{
    const auto context = m_program.open();
    ui::MainWindow &window = context->makeWindow();
    window.resize(1366, 768);
    window.show();
    go(window, "settings");
    ui::Palette &palette = *window.palette();
    palette.openPalette();
    QSignalSpy answered(&palette, &ui::Palette::answered);
    palette.edit()->setText(QStringLiteral("bolt"));
    QVERIFY(answered.wait());
    // No record page was opened before: the hit's commands are there all the same.
    const auto rowOf = [&palette](const QString &title) {
        const QList<ui::PaletteRow> &rows = palette.model().rows();
        const auto found = std::find_if(rows.begin(), rows.end(),
                                        [&title](const ui::PaletteRow &row) { return row.title == title; });
        return found == rows.end() ? -1 : int(found - rows.begin());
    };
    QVERIFY(rowOf(QStringLiteral("Log call")) > 0 && rowOf(QStringLiteral("New deal")) > 0);
    // Of every kind of record, what can be done with it, and what is open below it.
    const auto make = [&](const char *object, QJsonObject set) {
        const CommandResult result = context->ui().commands.runNow(
            {QStringLiteral("record.create"),
             {{QStringLiteral("object"), QString::fromLatin1(object)}, {QStringLiteral("set"), set}}},
            context->ui().actor());
        return result.ids.value(0);
    };
    const Id account = make("account", {{QStringLiteral("name"), QStringLiteral("Quartz Works")}});
    const Id contact = make("contact", {{QStringLiteral("name"), QStringLiteral("Zelda Zimmer")},
                                        {QStringLiteral("account_id"), account.toString()}});
    make("lead", {{QStringLiteral("company_name"), QStringLiteral("Yonder Yards")},
                  {QStringLiteral("contact_name"), QStringLiteral("Y")},
                  {QStringLiteral("mobile"), QStringLiteral("13812345678")}});
    make("task",
         {{QStringLiteral("subject"), QStringLiteral("Weigh the samples")},
          {QStringLiteral("due_at"), QStringLiteral("2026-11-19T01:00:00.000Z")},
          {QStringLiteral("related"), QJsonObject{{QStringLiteral("object"), QStringLiteral("contact")},
                                                  {QStringLiteral("id"), contact.toString()}}}});
    const auto ask = [&](const char *text) {
        palette.edit()->setText(QString::fromLatin1(text));
        QVERIFY(answered.wait());
    };
    ask("zelda");
    for (const char *title : {"Log call", "Note", "New deal", "Task", "Edit", "Copy email",
                              "Copy phone number", "Weigh the samples"})
        QVERIFY2(rowOf(QString::fromLatin1(title)) > 0, title);
    ask("yonder");
    for (const char *title : {"Log call", "Task", "Copy email"})
        QVERIFY2(rowOf(QString::fromLatin1(title)) > 0, title);
    ask("weigh");
    for (const char *title : {"Mark done", "Edit", "Delete"})
        QVERIFY2(rowOf(QString::fromLatin1(title)) > 0, title);
    ask("bolt");
    // While one types, Space is a character; after the arrow keys it peeks.
    QTest::keyClick(palette.edit(), Qt::Key_Space);
    QCOMPARE(palette.edit()->text(), QStringLiteral("bolt "));
    QVERIFY(!palette.peekPanel());
    QTest::keyClick(palette.edit(), Qt::Key_Down);
    QTest::keyClick(palette.edit(), Qt::Key_Up);
    QTest::keyClick(palette.edit(), Qt::Key_Space);
    auto *panel = qobject_cast<ui::PeekPanel *>(palette.peekPanel());
    QVERIFY(panel && panel->isVisible());
    QCOMPARE(palette.edit()->text(), QStringLiteral("bolt "));
    const RecordRef first = panel->record();
    QCOMPARE(first, palette.model().row(palette.currentRow()).record);
    QTest::keyClick(palette.edit(), Qt::Key_Down);
    QVERIFY(panel->record() != first);
    QTest::keyClick(palette.edit(), Qt::Key_Escape);
    QVERIFY(!panel->isVisible() && palette.isOpen());
    QTest::keyClick(palette.edit(), Qt::Key_Escape);
    QVERIFY(!palette.isOpen());
}

void ProgramTest::thePipelineHasAListOfItsOwn()
{
    const auto context = m_program.open();
    ui::MainWindow &window = context->makeWindow();
    window.show();
    go(window, "pipeline");
    auto *board = qobject_cast<ui::BoardPage *>(window.pages()->currentPage());
    QVERIFY(board);
    board->segments()->button(0)->click();
    auto *list = qobject_cast<ui::DealsPage *>(window.pages()->currentPage());
    QVERIFY(list);
    QVERIFY(list->listSource().where.contains(QLatin1String("result = \"open\"")));
    list->segments()->button(1)->click();
    QCOMPARE(window.pages()->currentPage(), board);
    window.newRecord(QStringLiteral("opportunity"));
    QVERIFY(list->findChild<ui::FormSheet *>());
}

void ProgramTest::secondWindowRaisesTheFirst()
{
    const auto context = m_program.open();
    const desktop::SingleInstance first(context->workspace().info().id);
    QSignalSpy raised(&first, &desktop::SingleInstance::raiseRequested);
    QProcess second;
    second.start(QStringLiteral(DEALWRIGHT_PROGRAM), {});
    QVERIFY(second.waitForStarted());
    QVERIFY(raised.wait(60000));
    QTRY_COMPARE_WITH_TIMEOUT(second.state(), QProcess::NotRunning, 60000);
    QCOMPARE(second.exitCode(), 0);
}

// Two programs: the window holds the workspace, the command line exports from it, and the window writes that
// into the audit. Where nobody answers, there is no file.
void ProgramTest::exportsAreNotedByTheOpenWindow()
{
    const QString csv = m_program.filePath(QStringLiteral("stages.csv"));
    const auto exportTo = [](const QString &file, const QStringList &more = {}) {
        QProcess cli;
        cli.start(QStringLiteral(DEALWRIGHT_CLI),
                  QStringList{QStringLiteral("-w"), desktop::ownWorkspaceFolder()} + more +
                      QStringList{QStringLiteral("export"), QStringLiteral("user"), file});
        if (!cli.waitForFinished(120000))
            return -1;
        return cli.exitCode();
    };
    const auto birthdays = [] {
        QProcess cli;
        cli.start(QStringLiteral(DEALWRIGHT_CLI),
                  {QStringLiteral("-w"), desktop::ownWorkspaceFolder(), QStringLiteral("query"),
                   QStringLiteral("contact"), QStringLiteral("--fields"), QStringLiteral("birthday")});
        if (!cli.waitForFinished(120000))
            return -1;
        const bool shown = cli.readAllStandardOutput().contains("1980-05-01");
        return shown == (cli.exitCode() == 0) ? cli.exitCode() : -2;
    };
    Id workspace;
    {
        // A window that does not listen: the lock alone lets nobody write.
        const auto context = m_program.open();
        workspace = context->workspace().info().id;
        Id account;
        for (const char *object : {"account", "contact"}) {
            QJsonObject set{{QStringLiteral("name"), QStringLiteral("Born")}};
            if (!account.isNull()) {
                set.insert(QStringLiteral("account_id"), account.toString());
                set.insert(QStringLiteral("birthday"), QStringLiteral("1980-05-01"));
            }
            const CommandResult made = context->ui().commands.runNow(
                {QStringLiteral("record.create"),
                 {{QStringLiteral("object"), QString::fromLatin1(object)}, {QStringLiteral("set"), set}}},
                context->ui().actor());
            QCOMPARE(made.status, CommandResult::Status::Applied);
            account = made.ids.first();
        }
        QCOMPARE(birthdays(), 1);
        QCOMPARE(exportTo(csv), 1);
        QVERIFY(!QFile::exists(csv));
    }
    QProcess window;
    window.start(QStringLiteral(DEALWRIGHT_PROGRAM), {});
    QVERIFY(window.waitForStarted());
    const auto stop = qScopeGuard([&window] {
        window.terminate();
        window.waitForFinished(60000);
    });
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(windowSocket(workspace)), 60000);
    QCOMPARE(exportTo(csv), 0);
    QFile file(csv);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().count('\n') >= 2);
    const QString report = m_program.filePath(QStringLiteral("funnel.xlsx"));
    QProcess cli;
    cli.start(QStringLiteral(DEALWRIGHT_CLI),
              {QStringLiteral("-w"), desktop::ownWorkspaceFolder(), QStringLiteral("report"),
               QStringLiteral("funnel"), QStringLiteral("--out"), report});
    QVERIFY(cli.waitForFinished(120000));
    QVERIFY2(cli.exitCode() == 0, cli.readAllStandardError().constData());
    QVERIFY(QFile::exists(report));
    // So is what the command line shows of sensitive values.
    QCOMPARE(birthdays(), 0);
    // An object that is none is refused as without a window.
    QCOMPARE(exportTo(m_program.filePath(QStringLiteral("none.doc"))), 1);
    window.terminate();
    QVERIFY(window.waitForFinished(60000));

    const auto context = m_program.open();
    const Actor actor = context->ui().actor();
    const Result<QList<AuditRecord>> lines = context->ui().reader.runNow<QList<AuditRecord>>(
        [](const Reader &reader) { return reader.auditTrail(3); });
    QVERIFY(lines.ok());
    QCOMPARE(lines->size(), 3);
    for (const AuditRecord &line : *lines)
        QCOMPARE(line.entry.user, actor.user);
    QCOMPARE(lines->at(2).entry.command, QStringLiteral("data.export"));
    QCOMPARE(lines->at(2).entry.record.object, QStringLiteral("user"));
    QVERIFY(lines->at(2).entry.note.contains(QLatin1String("stages.csv")));
    QCOMPARE(lines->at(1).entry.command, QStringLiteral("data.export"));
    QCOMPARE(lines->at(1).entry.record.object, QStringLiteral("opportunity"));
    QCOMPARE(lines->at(0).entry.command, QStringLiteral("data.read_sensitive"));
    QCOMPARE(lines->at(0).entry.record.object, QStringLiteral("contact"));
}

void ProgramTest::failuresSayAWayOut()
{
    const QString absent = m_program.filePath(QStringLiteral("absent"));
    const ProgramHome::Outcome missing = m_program.start({QStringLiteral("-w"), absent});
    QCOMPARE(missing.code, 1);
    QVERIFY(missing.errors.contains(absent));
    QVERIFY(!QFile::exists(absent));
    QCOMPARE(m_program.start({QStringLiteral("--theme"), QStringLiteral("blue")}).code, 64);

    const QString damaged = m_program.filePath(QStringLiteral("damaged"));
    QVERIFY(QDir().mkpath(damaged));
    QFile file(damaged + QStringLiteral("/workspace.db"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QByteArray garbage(8192, 'x');
    file.write(garbage);
    file.close();
    QCOMPARE(m_program.start({QStringLiteral("-w"), damaged}).code, 1);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), garbage);

    for (const ErrorCode code : {ErrorCode::Conflict, ErrorCode::TooNew, ErrorCode::NotFound,
                                 ErrorCode::Storage, ErrorCode::Internal})
        QVERIFY(desktop::StartupWindow::wayOut(Error(code, QStringLiteral("x"))).size() > 20);
    ui::Theme theme;
    const ui::Icons icons(theme);
    desktop::Options options;
    options.workspace = damaged;
    desktop::StartupWindow window(theme, icons, options,
                                  Error(ErrorCode::Conflict, QStringLiteral("store.in_use"), {damaged}));
    window.show();
    QVERIFY(window.height() > 100);
}

}  // namespace dw::test

using dw::test::ProgramTest;
DW_TEST(ProgramTest)
#include "programtest.moc"
