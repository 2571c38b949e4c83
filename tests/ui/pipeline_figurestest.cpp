// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "tests/ui/figures_check.h"
#include "tests/ui/pipeline_world.h"
#include "ui/figures/definitionpopover.h"
#include "ui/figures/figurebutton.h"
#include "ui/figures/figureexplainer.h"
#include "ui/pipeline/boardpage.h"
#include "ui/pipeline/boardview.h"
#include "ui/pipeline/closedcolumn.h"
#include "ui/pipeline/stagecolumn.h"

#include <QAction>
#include <QComboBox>
#include <QPushButton>
#include <QTest>
#include <QVBoxLayout>

using namespace dw;
using namespace dw::ui;
using dw::test::BoardWorld;

namespace
{

struct Shown
{
    explicit Shown(BoardWorld &world)
    {
        auto *column = new QVBoxLayout(&window);
        column->setContentsMargins(0, 0, 0, 0);
        page = new BoardPage(*world.context);
        column->addWidget(page);
        window.resize(1318, 704);
        window.show();
        window.activateWindow();
        page->show(Place{QStringLiteral("pipeline"), {}, {}, {}, {}, {}});
    }
    DefinitionPopover *popover() const { return page->explainer()->popover(); }
    FigureButton *button(const QString &name) const
    {
        for (FigureButton *one : page->findChildren<FigureButton *>()) {
            if (one->isVisible() && one->accessibleName().startsWith(name))
                return one;
        }
        return nullptr;
    }
    ShownFigure figure(const QString &key) const
    {
        for (const ShownFigure &one : page->figures()) {
            if (one.key == key)
                return one;
        }
        return {};
    }

    QWidget window;
    BoardPage *page;
};

// Deals in several stages, one late, one without a rate, one won and two lost in this month.
void fill(BoardWorld &world)
{
    const Instant now = world.clock.now();
    world.clock.set(Instant{now.ms - 60 * qint64(86'400'000)});
    world.deal(QStringLiteral("Old"), QStringLiteral("needs"), 5000);
    world.clock.set(now);
    world.deal(QStringLiteral("Trial"), QStringLiteral("first_contact"), 160000);
    world.deal(QStringLiteral("Spare parts"), QStringLiteral("first_contact"), 24000);
    world.deal(QStringLiteral("Flow line 3"), QStringLiteral("proposal"), 742000);
    const QJsonObject amount{{QStringLiteral("minor"), 100000},
                             {QStringLiteral("currency"), QStringLiteral("USD")}};
    world.deal(QStringLiteral("Export"), QStringLiteral("first_contact"), 0,
               {{QStringLiteral("amount"), amount}, {QStringLiteral("currency"), QStringLiteral("usd")}});
    const auto close = [&](const char *name, const char *to, QJsonObject more) {
        const Id deal = world.deal(QString::fromLatin1(name), QStringLiteral("first_contact"), 30000);
        more.insert(QStringLiteral("id"), deal.toString());
        more.insert(QStringLiteral("to"), world.stage(QString::fromLatin1(to)).toString());
        QJsonObject waive;
        for (const Finding &finding : world.run(QStringLiteral("opportunity.advance"), more).findings)
            waive.insert(finding.item, QStringLiteral("a test"));
        if (!waive.isEmpty()) {
            more.insert(QStringLiteral("waive"), waive);
            world.run(QStringLiteral("opportunity.advance"), more);
        }
    };
    const QJsonObject reason{
        {QStringLiteral("set"), QJsonObject{{QStringLiteral("lost_reason"), QStringLiteral("price")},
                                            {QStringLiteral("review_note"), QStringLiteral("Dear.")}}}};
    close("Won now", "won", {});
    close("Lost now", "lost", reason);
    close("Lost too", "lost", reason);
}

}  // namespace

class BoardFiguresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Issue 2, part 8: one place of definitions; the sums of the board are read faster, and are the same.
    void everyFigureIsWhatItsDefinitionGives()
    {
        BoardWorld world;
        fill(world);
        Shown shown(world);
        QTRY_VERIFY(shown.page->isSettled());
        QCOMPARE(shown.page->board()->figures().overTime, 1);
        QCOMPARE(shown.page->board()->closedColumns()[0]->figures().count, 1);
        QCOMPARE(shown.page->board()->closedColumns()[1]->figures().count, 2);
        const QList<ShownFigure> figures = shown.page->figures();
        QCOMPARE(figures.size(), 4 + 6 * 3 + 2 * 2);
        QVERIFY(shown.figure(QStringLiteral("open")).value.endsWith(QLatin1String(" + 1 in USD")));
        QStringList wrong{QStringLiteral("not read")};
        QObject receiver;
        world.reader->run<QStringList>(
            Workspace::Lane::Detail, QStringLiteral("check"), &receiver,
            [&world, figures](const Reader &reader) {
                return dw::test::differences(figures, reader, [&world](const Money &money) {
                    return world.format.moneyShort(money.minor, money.currency.minorDigits());
                });
            },
            [&wrong](const Result<QStringList> &answer) {
                wrong = answer.ok() ? *answer : QStringList(answer.error().key);
            });
        QTRY_COMPARE(wrong, QStringList());
    }

    // One second more than the limit is over, the limit itself is not: as the definition says.
    void overTimeBeginsASecondAfterTheLimit()
    {
        BoardWorld world;
        const Instant now = world.clock.now();
        const auto limit = qint64(7 * 86'400'000);
        world.clock.set(Instant{now.ms - limit});
        world.deal(QStringLiteral("In time"), QStringLiteral("first_contact"), 1000);
        world.clock.set(Instant{now.ms - limit - 1000});
        world.deal(QStringLiteral("Over"), QStringLiteral("first_contact"), 1000);
        world.clock.set(now);
        Shown shown(world);
        QTRY_VERIFY(shown.page->isSettled());
        QCOMPARE(shown.page->board()->figures().overTime, 1);
        QCOMPARE(shown.figure(QStringLiteral("late")).value, QStringLiteral("1"));
    }

    void aFigureOfTheHeadOpensItsDefinitionAndItsRows()
    {
        BoardWorld world;
        fill(world);
        Shown shown(world);
        QTRY_VERIFY(shown.page->isSettled());
        QVERIFY(shown.button(QStringLiteral("weighted")));
        QTest::mouseClick(shown.button(QStringLiteral("weighted")), Qt::LeftButton);
        QVERIFY(shown.popover() && shown.popover()->isVisible());
        const QString text = shown.popover()->text();
        for (const char *part :
             {"Weighted pipeline", "sum(weighted_amount)", "opportunity: result = \"open\"",
              "Unit: money in CNY", "All deals", "as of 07:40", "+ 1 in USD"})
            QVERIFY2(text.contains(QString::fromLatin1(part)), qPrintable(text));
        shown.popover()->dealsButton()->click();
        QVERIFY(!shown.popover()->isVisible());
        QCOMPARE(world.navigator.lists.last(),
                 QStringLiteral("opportunity: ") + shown.figure(QStringLiteral("weighted")).where);
        // Enter does what a click does.
        shown.button(QStringLiteral("Open"))->setFocus();
        QTest::keyClick(shown.button(QStringLiteral("Open")), Qt::Key_Return);
        QVERIFY(shown.popover()->isVisible());
        QVERIFY(shown.popover()->text().contains(QLatin1String("sum(amount)")));
        QVERIFY(shown.page->statusTexts().contains(QStringLiteral("as of 07:40")));
    }

    void aColumnsFiguresArePressed()
    {
        BoardWorld world;
        fill(world);
        Shown shown(world);
        QTRY_VERIFY(shown.page->isSettled());
        StageColumn *column = shown.page->board()->columns()[0];
        const auto press = [&](BoardColumn *on, BoardColumn::Figure figure) {
            QTest::mouseClick(on, Qt::LeftButton, {}, on->figurePlace(figure).center());
        };
        press(column, BoardColumn::Figure::Sum);
        QVERIFY(shown.popover() && shown.popover()->isVisible());
        QVERIFY(shown.popover()->text().contains(QLatin1String("First contact")));
        QVERIFY(shown.popover()->text().contains(QLatin1String("Open pipeline")));
        shown.popover()->closePopover();
        press(column, BoardColumn::Figure::Count);
        QVERIFY(shown.popover()->text().contains(QLatin1String("Open deals\n3\n")));
        shown.popover()->dealsButton()->click();
        QVERIFY(world.navigator.lists.last().contains(column->stage().id.toString()));
        // The count of a closed column is explained, the rest of it opens its list: the same deals.
        ClosedColumn *lost = shown.page->board()->closedColumns()[1];
        press(lost, BoardColumn::Figure::Count);
        QVERIFY(shown.popover()->text().contains(QLatin1String("this month")));
        shown.popover()->dealsButton()->click();
        const QString rows = world.navigator.lists.last();
        QTest::mouseClick(lost, Qt::LeftButton, {}, QPoint(20, 120));
        QCOMPARE(world.navigator.lists.last(), rows);
        QVERIFY(rows.contains(QLatin1String("INPERIOD(lost_at, \"THIS_MONTH\")")));
    }

    // One key explains the figure of the column in hand, the arrows the others.
    void byKeyboardEachFigureIsReached()
    {
        BoardWorld world;
        fill(world);
        Shown shown(world);
        QTRY_VERIFY(shown.page->isSettled());
        StageColumn *column = shown.page->board()->columns()[0];
        column->list()->setFocus();
        QTRY_VERIFY(column->list()->hasFocus());
        QTest::keyClick(column->list(), Qt::Key_Equal);
        QTRY_VERIFY(shown.popover() && shown.popover()->isVisible());
        QVERIFY(shown.popover()->text().contains(QLatin1String("First contact")));
        QComboBox *choice = shown.popover()->choice();
        QVERIFY(choice->isVisible());
        QCOMPARE(choice->count(), int(shown.page->figures().size()));
        QTest::keyClick(choice, Qt::Key_Down);
        QVERIFY(shown.popover()->text().contains(QLatin1String("sum(weighted_amount)")));
        QTest::keyClick(shown.popover()->dealsButton(), Qt::Key_Space);
        QCOMPARE(world.navigator.lists.size(), 1);
    }

    void definitionsSpeakChinese()
    {
        BoardWorld world(Language::Chinese);
        fill(world);
        Shown shown(world);
        QTRY_VERIFY(shown.page->isSettled());
        shown.page->explainer()->explain(QStringLiteral("late"));
        QVERIFY(shown.popover()->text().contains(QStringLiteral("阶段超期商机数")));
    }
};

DW_TEST(BoardFiguresTest)
#include "pipeline_figurestest.moc"
