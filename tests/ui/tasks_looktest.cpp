// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "tests/ui/pipeline_world.h"
#include "ui/tasks/taskdelegate.h"
#include "ui/tasks/tasklist.h"
#include "ui/tasks/todaypage.h"

#include <QPushButton>
#include <QScrollArea>
#include <QTest>
#include <QVBoxLayout>

using namespace dw;
using namespace dw::ui;
using dw::test::BoardWorld;

// Today against sections 2 and 6 of the design language and picture a, at the page's size in 1366 x 768.
class TodayLookTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void frame_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void frame()
    {
        QFETCH(bool, dark);
        BoardWorld world;
        world.theme.setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
        for (const char *due : {"2026-11-17T01:00:00.000Z", "2026-11-18T01:00:00.000Z"})
            world.add(QStringLiteral("task"),
                      {{QStringLiteral("subject"), QStringLiteral("Call the buyer")},
                       {QStringLiteral("due_at"), QString::fromLatin1(due)},
                       {QStringLiteral("assignee_id"), BoardWorld::owner().toString()}});
        QWidget window;
        auto *column = new QVBoxLayout(&window);
        column->setContentsMargins(0, 0, 0, 0);
        window.setStyleSheet(world.theme.styleSheet());  // the window's, for its static planes
        auto *page = new TodayPage(*world.context);
        column->addWidget(page);
        window.resize(1318, 704);
        window.show();
        page->show(Place{QStringLiteral("today"), {}, {}, {}, {}, {}});
        QTRY_COMPARE(page->tasks()->tasks()->taskCount(), 2);

        const auto place = [page](const QWidget *part) {
            return QRect(part->mapTo(page, QPoint()), part->size());
        };
        const TaskList *list = page->tasks();
        QCOMPARE(place(list).topLeft(), QPoint(0, 52));
        QCOMPARE(list->visualRect(list->model()->index(0, 0)).height(), 44);
        QCOMPARE(list->visualRect(list->model()->index(1, 0)).height(), 28);
        const QRect side = place(page->findChild<QScrollArea *>());
        QCOMPARE(side, QRect(1318 - 360, 52, 360, 652));
        // The buttons are as wide as what they say, 12 px apart and 16 px from the edge.
        QList<QRect> buttons;
        for (const QPushButton *button : page->findChildren<QPushButton *>()) {
            if (button->isVisible() && place(button).bottom() < 52)
                buttons.append(place(button));
        }
        QCOMPARE(buttons.size(), 2);
        std::sort(buttons.begin(), buttons.end(),
                  [](const QRect &a, const QRect &b) { return a.left() < b.left(); });
        QCOMPARE(buttons[1].right() + 1, 1318 - 16);
        QCOMPARE(buttons[1].left() - buttons[0].right() - 1, 12);
        QCOMPARE(buttons[0].height(), 28);
        QVERIFY2(std::abs(buttons[0].width() - 114) <= 3, qPrintable(QString::number(buttons[0].width())));

        const QImage picture = page->grab().toImage();
        const auto at = [&](int x, int y) { return picture.pixelColor(x, y).rgb(); };
        const auto color = [&](Theme::Role role) { return world.theme.color(role).rgb(); };
        QCOMPARE(at(600, 4), color(Theme::Role::Surface));
        QCOMPARE(at(600, 51), color(Theme::Role::Border));
        QCOMPARE(at(600, 690), color(Theme::Role::Surface));
        QCOMPARE(at(1318 - 360, 690), color(Theme::Role::Border));
        QCOMPARE(at(1200, 690), color(Theme::Role::Background));
        QCOMPARE(at(600, 52 + 44 + 2 * 28 - 1), color(Theme::Role::Grid));
    }
};

DW_TEST(TodayLookTest)
#include "tasks_looktest.moc"
