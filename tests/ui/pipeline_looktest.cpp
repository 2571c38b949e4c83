// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "tests/ui/pipeline_world.h"
#include "ui/pipeline/boardpage.h"
#include "ui/pipeline/boardview.h"
#include "ui/pipeline/gatepopover.h"
#include "ui/pipeline/stagecolumn.h"

#include <QPushButton>
#include <QScrollBar>
#include <QTest>
#include <QVBoxLayout>

using namespace dw;
using namespace dw::ui;
using dw::test::BoardWorld;

// The board against sections 2 and 6 of the design language, as the frame shows it at 1366 x 768.
class BoardLookTest : public QObject
{
    Q_OBJECT

private:
    struct Shown
    {
        explicit Shown(BoardWorld &world, const QSize &size = QSize(1318, 704))
        {
            auto *column = new QVBoxLayout(&window);
            column->setContentsMargins(0, 0, 0, 0);
            window.setBackgroundRole(QPalette::Base);  // as the frame has it
            window.setAutoFillBackground(true);
            page = new BoardPage(*world.context);
            column->addWidget(page);
            window.resize(size);
            window.show();
            page->show(Place{QStringLiteral("pipeline"), {}, {}, {}, {}, {}});
        }
        StageColumn *column(int index) const { return page->board()->columns()[index]; }
        QRect place(const QWidget *part) const { return QRect(part->mapTo(page, QPoint()), part->size()); }

        QWidget window;
        BoardPage *page;
    };

    // A thin stroke is never quite of its own colour.
    static bool isNear(const QColor &a, const QColor &b)
    {
        return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue()) <
               60;
    }

private Q_SLOTS:
    void columnsAndCards_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void columnsAndCards()
    {
        QFETCH(bool, dark);
        BoardWorld world;
        world.theme.setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
        for (int i = 0; i < 12; ++i)
            world.deal(QStringLiteral("Flow line %1").arg(i), QStringLiteral("first_contact"), 742000);
        Shown shown(world);
        QTRY_VERIFY(shown.page->isSettled());
        const StageColumn *first = shown.column(0);
        const StageColumn *second = shown.column(1);
        QCOMPARE(shown.place(first).left(), 12);
        QCOMPARE(shown.place(first).top(), 36 + 40 + 8);
        QCOMPARE(shown.place(second).left() - shown.place(first).right() - 1, 8);
        QVERIFY(first->width() >= 188);
        const StageList *list = first->list();
        QTRY_VERIFY(list->verticalScrollBar()->isVisible());
        const auto *cards = qobject_cast<CardDelegate *>(list->itemDelegate());
        const auto cardAt = [&](int row) {
            const QRect card = cards->cardRect(list->visualRect(first->model()->index(row)));
            return card.translated(list->viewport()->mapTo(first, QPoint()));
        };
        // 7 px beside the cards on both sides, also where the bar stands.
        QCOMPARE(cardAt(0), QRect(7, 57, first->width() - 14, 76));
        QCOMPARE(cardAt(1).top() - cardAt(0).bottom() - 1, 8);

        const QImage picture = shown.page->grab().toImage();
        const QPoint at = shown.place(first).topLeft();
        const auto color = [&](Theme::Role role) { return world.theme.color(role).rgb(); };
        QCOMPARE(picture.pixelColor(at + QPoint(3, 100)).rgb(), color(Theme::Role::Sunken));
        QCOMPARE(picture.pixelColor(at + QPoint(40, 57 + 74)).rgb(),
                 color(dark ? Theme::Role::Raised : Theme::Role::Surface));
        QCOMPARE(picture.pixelColor(QPoint(6, at.y() + 100)).rgb(), color(Theme::Role::Background));
    }

    void columnsShrinkTo188ThenTheBoardScrolls()
    {
        BoardWorld world;
        world.deal(QStringLiteral("Flow line"), QStringLiteral("first_contact"), 742000);
        Shown shown(world, QSize(1000, 700));
        QTRY_VERIFY(shown.page->isSettled());
        QTRY_COMPARE(shown.column(0)->width(), 188);
        QTRY_VERIFY(shown.page->board()->horizontalScrollBar()->isVisible());
    }

    void whatIsOverItsTimeIsAmber()
    {
        BoardWorld world;
        world.deal(QStringLiteral("Flow line"), QStringLiteral("first_contact"), 742000);
        world.clock.advanceMs(40LL * 86'400'000);
        Shown shown(world);
        QTRY_VERIFY(shown.page->isSettled());
        QPushButton *late = nullptr;
        for (QPushButton *button : shown.page->findChildren<QPushButton *>()) {
            if (button->property("tone").toString() == QLatin1String("warning"))
                late = button;
        }
        QVERIFY(late != nullptr);
        QTRY_VERIFY(late->isVisible());
        const QImage picture = late->grab().toImage();
        const QColor amber = world.theme.color(Theme::Role::Warning);
        bool found = false;
        for (int x = 0; x < picture.width(); ++x) {
            for (int y = 0; y < picture.height(); ++y)
                found = found || isNear(picture.pixelColor(x, y), amber);
        }
        QVERIFY(found);
    }

    void gateFitsTheWindow()
    {
        BoardWorld world;
        for (int i = 0; i < 9; ++i)
            world.add(QStringLiteral("competitor"),
                      {{QStringLiteral("name"), QStringLiteral("Rival %1").arg(i)}});
        const Id deal = world.deal(QStringLiteral("Flow line 3"), QStringLiteral("proposal"), 742000);
        Shown shown(world, QSize(1366, 704));
        QTRY_VERIFY(shown.page->isSettled());
        shown.page->board()->move(deal, world.stage(QStringLiteral("quotation")));
        QTRY_VERIFY(shown.page->board()->gate());
        const GatePopover *gate = shown.page->board()->gate();
        const GateItem *rivals = gate->itemFor(QStringLiteral("field:competitor_ids"));
        QVERIFY(rivals != nullptr);
        QTRY_VERIFY(rivals->height() > 150);  // the choices have been read
        const auto *scroll = gate->findChild<QScrollArea *>();
        QVERIFY(scroll != nullptr);
        // All items stand in the popover, and the popover in the window.
        QTRY_VERIFY2(scroll->viewport()->height() >= scroll->widget()->sizeHint().height(),
                     qPrintable(QStringLiteral("%1 of %2")
                                    .arg(scroll->viewport()->height())
                                    .arg(scroll->widget()->sizeHint().height())));
        QVERIFY(QRect(QPoint(), shown.window.size()).contains(gate->frameRect()));
        for (const QPushButton *button : gate->findChildren<QPushButton *>()) {
            if (button->isVisible())
                QVERIFY(gate->rect().contains(QRect(button->mapTo(gate, QPoint()), button->size())));
        }
    }
};

DW_TEST(BoardLookTest)
#include "pipeline_looktest.moc"
