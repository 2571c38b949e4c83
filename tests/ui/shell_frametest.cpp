// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/accessibilitywalk.h"
#include "tests/support/testrunner.h"
#include "tests/ui/shell_testpage.h"
#include "tests/ui/shell_world.h"
#include "ui/common/iconbutton.h"
#include "ui/common/toasthost.h"
#include "ui/shell/avatarbutton.h"
#include "ui/shell/bellbutton.h"
#include "ui/shell/breadcrumb.h"
#include "ui/shell/noticepopover.h"
#include "ui/shell/palette.h"
#include "ui/shell/rail.h"
#include "ui/shell/railbutton.h"
#include "ui/shell/searchbutton.h"
#include "ui/shell/settingspage.h"
#include "ui/shell/shortcutsheet.h"
#include "ui/shell/statusbar.h"
#include "ui/shell/topbar.h"

#include <QMenu>
#include <QTest>

namespace dw::test
{

// The frame against sections 2 and 6 of the design language and the drawn screens, at 1366 x 768.
class ShellFrameTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void measures_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void measures();
    void labelsFrom1600();
    void railHoldsOnlyWhatExists();
    void historyGoesBackAndForward();
    void drillDownOpensTheList();
    void languageRebuildsInPlace();
    void panesAndLayers();
    void namesForAll();
    void newMenuOpensTheForm();
    void pageKeysWorkOnlyThere();

private:
    static bool near(int a, int b) { return std::abs(a - b) <= 2; }
    static QRect inWindow(const QWidget *widget)
    {
        return QRect(widget->mapTo(widget->window(), QPoint()), widget->size());
    }
};

#define NEAR(value, wanted) \
    QVERIFY2(near(value, wanted), qPrintable(QStringLiteral(#value " is %1").arg(value)))

void ShellFrameTest::measures()
{
    QFETCH(bool, dark);
    UiWorld world;
    world.theme().setMode(dark ? ui::Theme::Mode::Dark : ui::Theme::Mode::Light);
    ui::MainWindow window(world.ui(), world.notices(), testPages());
    window.resize(1366, 768);
    window.show();
    window.pages()->open(placeOf("today"));
    QVERIFY(QTest::qWaitForWindowExposed(&window));

    QCOMPARE(inWindow(window.rail()), QRect(0, 0, 48, 744));
    QCOMPARE(inWindow(window.topBar()), QRect(48, 0, 1318, 40));
    QCOMPARE(inWindow(window.statusBar()), QRect(0, 744, 1366, 24));
    QCOMPARE(inWindow(window.pages()), QRect(48, 40, 1318, 704));

    const QRect search = inWindow(window.topBar()->searchButton());
    QCOMPARE(search.size(), QSize(400, 28));
    NEAR(search.left(), 507);
    NEAR(search.center().y(), 20);
    NEAR(inWindow(window.topBar()->backButton()).center().x(), 68);
    NEAR(inWindow(window.topBar()->forwardButton()).center().x(), 98);
    NEAR(inWindow(window.topBar()->breadcrumb()).left(), 116);
    const QRect make = inWindow(window.topBar()->newButton());
    NEAR(make.right(), 1353);
    QCOMPARE(make.height(), 24);
    NEAR(inWindow(window.topBar()->bell()).right(), make.left() - 9);

    int y = 64;
    for (const char *page : {"today", "customers", "leads", "pipeline", "tasks", "insight"}) {
        const ui::RailButton *button = window.rail()->button(QString::fromLatin1(page));
        QVERIFY(button);
        const QRect cell = button->cellRect().translated(inWindow(button).topLeft());
        QCOMPARE(cell.size(), QSize(36, 36));
        NEAR(cell.center().y(), y);
        NEAR(cell.center().x(), 24);
        y += 40;
    }
    const ui::RailButton *settings = window.rail()->button(QStringLiteral("settings"));
    NEAR(inWindow(settings).center().y(), 675);
    NEAR(inWindow(window.rail()->avatar()).center().y(), 713);

    // Planes by role, and the accent bar at the window's edge beside the chosen entry.
    const QImage picture = window.grab().toImage();
    const auto at = [&picture](int x, int row) { return picture.pixelColor(x, row).rgb(); };
    QCOMPARE(at(24, 600), world.theme().color(ui::Theme::Role::Rail).rgb());
    QCOMPARE(at(47, 600), world.theme().color(ui::Theme::Role::Border).rgb());
    QCOMPARE(at(400, 20), world.theme().color(ui::Theme::Role::Background).rgb());
    QCOMPARE(at(400, 39), world.theme().color(ui::Theme::Role::Border).rgb());
    QCOMPARE(at(700, 744), world.theme().color(ui::Theme::Role::Border).rgb());
    QCOMPARE(at(700, 700), world.theme().color(ui::Theme::Role::Surface).rgb());
    QCOMPARE(at(1, 64), world.theme().color(dark ? ui::Theme::Role::Link : ui::Theme::Role::Accent).rgb());
    QCOMPARE(at(8, 64), world.theme().color(ui::Theme::Role::RailSelected).rgb());
}

void ShellFrameTest::labelsFrom1600()
{
    UiWorld world;
    ui::MainWindow window(world.ui(), world.notices(), testPages());
    window.resize(1700, 900);
    window.show();
    QCOMPARE(window.rail()->width(), 176);
    window.resize(1500, 900);
    QCOMPARE(window.rail()->width(), 48);
}

void ShellFrameTest::railHoldsOnlyWhatExists()
{
    UiWorld world;
    auto pages = testPages();
    pages.erase(pages.begin() + 4);  // tasks
    ui::MainWindow window(world.ui(), world.notices(), std::move(pages));
    QVERIFY(!window.rail()->button(QStringLiteral("tasks")));
    QVERIFY(!world.actions().action(QStringLiteral("go.tasks")));
    // The numbers of the others stay.
    QCOMPARE(world.actions().shortcut(QStringLiteral("go.insight")), QKeySequence(QStringLiteral("Alt+7")));
    window.pages()->open(placeOf("tasks"));
    QVERIFY(window.pages()->current().page.isEmpty());
}

void ShellFrameTest::historyGoesBackAndForward()
{
    UiWorld world;
    ui::MainWindow window(world.ui(), world.notices(), testPages());
    window.show();
    ui::PageStack &pages = *window.pages();
    pages.open(placeOf("today"));
    QVERIFY(!pages.canBack());
    pages.open(placeOf("customers"));
    pages.open(placeOf("customers"));  // the same place is no step
    pages.openRecord({QStringLiteral("account"), Id::named("a")});
    QCOMPARE(pages.current().page, QStringLiteral("record"));
    pages.back();
    QCOMPARE(pages.current().page, QStringLiteral("customers"));
    QVERIFY(pages.canForward());
    pages.back();
    QCOMPARE(pages.current().page, QStringLiteral("today"));
    QVERIFY(!pages.canBack());
    pages.forward();
    pages.forward();
    QCOMPARE(pages.current().record.id, Id::named("a"));
    pages.back();
    pages.open(placeOf("leads"));
    QVERIFY(!pages.canForward());
    for (int i = 0; i < 2 * ui::PageStack::HistoryDepth; ++i)
        pages.open(placeOf(i % 2 ? "today" : "leads"));
    QCOMPARE(pages.way().back.size(), ui::PageStack::HistoryDepth);
}

void ShellFrameTest::drillDownOpensTheList()
{
    UiWorld world;
    ui::MainWindow window(world.ui(), world.notices(), testPages());
    window.show();
    world.ui().navigator->openList(QStringLiteral("opportunity"), QStringLiteral("stage_id = \"quotation\""),
                                   QStringLiteral("Quotation, 40 deals"));
    QCOMPARE(window.pages()->current().page, QStringLiteral("pipeline"));
    QCOMPARE(window.topBar()->breadcrumb()->parts().last(), QStringLiteral("Quotation, 40 deals"));
    QCOMPARE(window.statusBar()->texts(), QStringList{QStringLiteral("1 row of pipeline")});
}

void ShellFrameTest::languageRebuildsInPlace()
{
    UiWorld world;
    ui::MainWindow window(world.ui(), world.notices(), testPages());
    window.show();
    window.pages()->open(placeOf("today"));
    window.pages()->open(placeOf("leads"));
    QCOMPARE(window.rail()->button(QStringLiteral("leads"))->accessibleName(), QStringLiteral("Leads"));
    world.setLanguage(Language::Chinese);
    window.rebuild();
    QCOMPARE(window.rail()->button(QStringLiteral("leads"))->accessibleName(), QStringLiteral("线索"));
    QVERIFY(window.rail()->button(QStringLiteral("leads"))->isChecked());
    QCOMPARE(window.topBar()->newButton()->text(), QStringLiteral("新建"));
    QCOMPARE(window.pages()->current().page, QStringLiteral("leads"));
    window.pages()->back();
    QCOMPARE(window.pages()->current().page, QStringLiteral("today"));
    QCOMPARE(world.actions().action(QStringLiteral("edit.undo"))->text(), QStringLiteral("撤销上一次更改"));
    QVERIFY(world.actions().clashes().isEmpty());
    world.setLanguage(Language::English);
    window.rebuild();
    QCOMPARE(window.topBar()->newButton()->text(), QStringLiteral("New"));
}

void ShellFrameTest::panesAndLayers()
{
    UiWorld world;
    ui::MainWindow window(world.ui(), world.notices(), testPages());
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    window.pages()->open(placeOf("today"));
    QWidget *field = window.pages()->currentPage()->focusTarget();
    QTRY_VERIFY(field->hasFocus());
    QTest::keyClick(field, Qt::Key_F6);
    QCOMPARE(QApplication::focusWidget(), window.rail()->button(QStringLiteral("today")));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
    QCOMPARE(QApplication::focusWidget(), window.topBar()->searchButton());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
    QCOMPARE(QApplication::focusWidget(), field);
    QTest::keyClick(field, Qt::Key_F6, Qt::ShiftModifier);
    QCOMPARE(QApplication::focusWidget(), window.topBar()->searchButton());

    field->setFocus();
    QTest::keyClick(field, Qt::Key_F1);
    QVERIFY(window.shortcutSheet()->isVisible());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_K, Qt::ControlModifier);
    QVERIFY(window.palette()->isOpen());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY(!window.palette()->isOpen());
    QVERIFY(window.shortcutSheet()->isVisible());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY(!window.shortcutSheet()->isVisible());
    QCOMPARE(QApplication::focusWidget(), field);
    // Alt+4 from anywhere.
    QTest::keyClick(field, Qt::Key_4, Qt::AltModifier);
    QCOMPARE(window.pages()->current().page, QStringLiteral("pipeline"));
}

void ShellFrameTest::namesForAll()
{
    UiWorld world;
    auto pages = testPages();
    pages[6] = {QStringLiteral("settings"),
                [](ui::UiContext &context) -> ui::Page * { return new ui::SettingsPage(context); }};
    ui::MainWindow window(world.ui(), world.notices(), std::move(pages));
    window.show();
    window.pages()->open(placeOf("settings"));
    QTRY_VERIFY(window.pages()->currentPage()->isSettled());
    QCOMPARE(namelessWidgets(&window), QStringList());
    window.palette()->openPalette();
    QCOMPARE(namelessWidgets(&window), QStringList());
    window.palette()->closePalette();
    world.notices().done(QStringLiteral("Moved 12 deals to Won"), Id::named("t"));
    window.noticePopover()->open(window.topBar()->bell());
    QCOMPARE(namelessWidgets(&window), QStringList());
    window.closeInnermostLayer();
    window.shortcutSheet()->open(window.topBar()->searchButton());
    QCOMPARE(namelessWidgets(&window), QStringList());
    // The walk finds one that has no name.
    QPushButton nameless(&window);
    nameless.show();
    QCOMPARE(namelessWidgets(&window).size(), 1);
}

void ShellFrameTest::newMenuOpensTheForm()
{
    UiWorld world;
    ui::MainWindow window(world.ui(), world.notices(), testPages());
    window.show();
    window.pages()->open(placeOf("today"));
    const QList<QAction *> actions = window.newMenu()->actions();
    QCOMPARE(actions.first()->text(), QStringLiteral("New customer"));
    window.newRecord(QStringLiteral("account"));  // Today has this form itself
    QCOMPARE(window.pages()->current().page, QStringLiteral("today"));
    QCOMPARE(static_cast<TestPage *>(window.pages()->currentPage())->formsOpened, 1);
}

void ShellFrameTest::pageKeysWorkOnlyThere()
{
    UiWorld world;
    ui::MainWindow window(world.ui(), world.notices(), testPages());
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    window.pages()->open(placeOf("today"));
    auto *today = static_cast<TestPage *>(window.pages()->currentPage());
    window.pages()->open(placeOf("leads"));
    auto *leads = static_cast<TestPage *>(window.pages()->currentPage());
    window.rail()->focusTarget()->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_C);
    QCOMPARE(leads->commandsRun, 1);
    QCOMPARE(today->commandsRun, 0);
    // A field takes the letter.
    leads->focusTarget()->setFocus();
    QTest::keyClick(leads->focusTarget(), Qt::Key_C);
    QCOMPARE(leads->commandsRun, 1);
    QCOMPARE(static_cast<QLineEdit *>(leads->focusTarget())->text(), QStringLiteral("c"));
}

}  // namespace dw::test

using dw::test::ShellFrameTest;
DW_TEST(ShellFrameTest)
#include "shell_frametest.moc"
