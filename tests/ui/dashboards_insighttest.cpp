// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "tests/ui/dashboards_desk.h"
#include "ui/common/look.h"
#include "ui/common/popover.h"
#include "ui/common/recordtable.h"
#include "ui/common/textlayout.h"
#include "ui/dashboards/chartcard.h"
#include "ui/dashboards/chartwidget.h"
#include "ui/dashboards/choicechip.h"
#include "ui/dashboards/drillmodel.h"
#include "ui/dashboards/drillstrip.h"
#include "ui/dashboards/funnelchart.h"
#include "ui/dashboards/insightheader.h"
#include "ui/dashboards/insightpage.h"
#include "ui/dashboards/tilerow.h"
#include "ui/dashboards/valuetext.h"
#include "ui/figures/definitionpopover.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace dw;
using namespace dw::ui;
using dw::test::DashboardDesk;

namespace
{

QString u(const char *text)
{
    return QString::fromUtf8(text);
}

// A number and its unit are parted by a space that does not break; here it is written as a plain one.
QString plain(QString text)
{
    return text.replace(QChar(0x00a0), QLatin1Char(' '));
}

constexpr qint64 Day = 86400;

// A desk with sales.
class Desk : public DashboardDesk
{
public:
    using DashboardDesk::DashboardDesk;

    // 40 deals of four people over the last months, some stuck in quotation.
    void fill()
    {
        const Id team = world.addTeam(u("East region"));
        const QList<Id> people{world.addUser(u("Sun Kai"), team), world.addUser(u("Emma Clarke"), team),
                               world.addUser(u("赵敏"), team), dw::test::SalesWorld::owner()};
        const Id account = world.addAccount(u("马钢设备"));
        const char *path[] = {"first_contact", "needs",   "proposal", "quotation",
                              "negotiation",   "signing", "won"};
        for (int i = 0; i < 60; ++i) {
            const int reach = i % 7;
            const int month = 7 + i % 5;
            const auto day = [&](int step) {
                return QDate(2026, month, 1).addDays(i % 9 + step * (2 + i % 6)).toString(Qt::ISODate);
            };
            const bool lost = i % 11 == 5;
            const char *stage = lost ? "lost" : path[reach];
            const qint64 amount = (i * 37 % 50 + 5) * 1000000;
            const Id deal = world.addDeal({QStringLiteral("Deal %1").arg(i), people[i % 4], account, stage,
                                           amount, day(0), day(reach),
                                           lost || reach == 6 ? day(reach + (lost ? 1 : 0)) : QString()});
            for (int step = 0; step <= reach; ++step)
                world.addMove(deal, step == 0 ? nullptr : path[step - 1], path[step], day(step),
                              step == 0 ? -1 : (2 + i % 6) * Day);
            if (lost)
                world.addMove(deal, path[reach], "lost", day(reach + 1), Day);
        }
        world.flush();
    }
};

}  // namespace

class InsightTest : public QObject
{
    Q_OBJECT

private:
    Theme m_theme;
    Icons m_icons{m_theme};
    std::unique_ptr<Look> m_look;

    static ResultTable report(Desk &desk, const char *name, const InsightFilter &filter)
    {
        ResultTable table;
        desk.world.read([&](const Reader &reader) {
            const Date today = desk.world.context().settings.zone.dateOf(desk.world.clock().now());
            const auto answer = readReport(*MetricCatalog::shipped(), QString::fromLatin1(name), filter,
                                           daysOf(filter, today, 1), reader);
            QVERIFY(answer.ok());
            table = *answer;
        });
        return table;
    }

private Q_SLOTS:
    void initTestCase() { m_look = std::make_unique<Look>(*qApp, m_theme, m_icons); }
    void cleanupTestCase() { m_look.reset(); }

    void plainKeysAreNotThoseOfTheFiguresBelow()
    {
        Desk desk(m_theme, m_icons);
        desk.fill();
        InsightPage page(desk.context);
        page.resize(1318, 704);
        Desk::open(page, InsightFilter::Period::ThisYear);
        page.activateWindow();
        const auto tables = [&page] {
            const QList<ChartCard *> cards = page.findChildren<ChartCard *>();
            return std::count_if(cards.begin(), cards.end(), [](ChartCard *one) {
                return one->tableView() != nullptr && one->tableView()->isVisible();
            });
        };
        const auto before = tables();
        Popover over(m_theme, &page);
        auto *button = new QPushButton(u("Over it"));
        over.body()->addWidget(button);
        over.openAt(page.card(u("funnel")));
        button->setFocus();
        QTRY_VERIFY(button->hasFocus());
        QTest::keyClick(button, Qt::Key_V);
        QCOMPARE(tables(), before);
        over.closePopover();
        QTest::keyClick(&page, Qt::Key_V);
        QVERIFY(tables() != before);
    }

    // Cards 12 px apart, and every head and figure of a card's table whole: what lacks room is scrolled to.
    void cardsStandApartAndTablesAreReadable()
    {
        Desk desk(m_theme, m_icons);
        desk.fill();
        InsightPage page(desk.context);
        page.resize(1318, 704);
        Desk::open(page, InsightFilter::Period::ThisYear);
        const auto place = [&page](const QWidget *part) {
            return QRect(part->mapTo(&page, QPoint()), part->size());
        };
        const QRect funnel = place(page.card(u("funnel")));
        QCOMPARE(funnel.left(), 12);
        QCOMPARE(place(page.card(u("stage_dwell"))).top() - funnel.bottom() - 1, 12);
        QCOMPARE(place(page.card(u("leaderboard"))).right(), 1318 - 13);
        for (const char *name : {"funnel", "leaderboard", "stage_dwell"}) {
            ChartCard *card = page.card(QString::fromLatin1(name));
            card->toggleTable();
            const auto *table = card->findChild<RecordTable *>();
            for (int column = 0; column < table->model()->columnCount(); ++column) {
                if (card->tableView()->isColumnHidden(column))
                    continue;
                const QString head =
                    table->model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
                QVERIFY2(textWidth(m_theme, Theme::Scale::Small, Theme::Weight::Regular, head) <=
                             table->columnWidth(column) - 12,
                         qPrintable(head));
            }
        }
    }

    void theDefaultPeriodShowsSomethingAndAChoiceIsKept()
    {
        const auto shown = [](Desk &desk) {
            InsightPage page(desk.context);
            page.resize(1318, 704);
            static_cast<QWidget &>(page).show();
            page.show(Place{u("insight"), {}, {}, {}, {}, {}});
            Desk::settle(page);
            return page.filter().period;
        };
        Desk today(m_theme, m_icons);
        today.fill();
        QCOMPARE(shown(today), InsightFilter::Period::ThisQuarter);
        // Only a history that ended long ago.
        Desk desk(m_theme, m_icons);
        const Id deal =
            desk.world.addDeal({u("Deal"), {}, {}, "won", 1000, u("2017-03-01"), {}, u("2017-05-01")});
        desk.world.addMove(deal, nullptr, "won", u("2017-05-01"));
        desk.world.flush();
        QCOMPARE(shown(desk), InsightFilter::Period::AllTime);
        desk.settings.setValue(u("insight.period"), int(InsightFilter::Period::LastYear));
        QCOMPARE(shown(desk), InsightFilter::Period::LastYear);
    }

    // Every figure of a chart is the report's, and every mark leads to exactly its deals.
    void chartsShowTheReportsAndDrillToTheirDeals()
    {
        Desk desk(m_theme, m_icons);
        desk.fill();
        InsightPage page(desk.context);
        Desk::open(page, InsightFilter::Period::ThisYear);
        for (const char *name : {"funnel", "leaderboard", "stage_dwell"}) {
            const ResultTable expected = report(desk, name, page.filter());
            ChartWidget *chart = page.card(QString::fromLatin1(name))->chart();
            QVERIFY(!expected.rows.isEmpty());
            QCOMPARE(chart->table().rows.size(), expected.rows.size());
            for (qsizetype i = 0; i < expected.rows.size(); ++i)
                QCOMPARE(chart->table().rows[i].values, expected.rows[i].values);
            const QString count = QString::fromLatin1(name) == u("stage_dwell") ? u("here") : u("count");
            QVERIFY(!chart->marks().isEmpty());
            for (int mark = 0; mark < chart->marks().size(); ++mark) {
                chart->choose(mark);
                Desk::settle(page);
                const qint64 counted = expected.value(chart->marks()[mark].row, count).integer();
                QCOMPARE(page.strip()->count(), counted);
                QCOMPARE(page.strip()->tableView()->model()->rowCount(), int(counted));
            }
        }
        // Of six quarters one bar is the sum of its deals.
        ChartWidget *quarters = page.card(u("won_by_quarter"))->chart();
        QVERIFY(!quarters->marks().isEmpty());
        quarters->choose(0);
        Desk::settle(page);
        QCOMPARE(page.strip()->count(), quarters->table().value(0, u"count").integer());
        QCOMPARE(page.strip()->title(), u("Won in Q3 2025"));
    }

    void marksAreReachedByKeyboard()
    {
        Desk desk(m_theme, m_icons);
        desk.fill();
        InsightPage page(desk.context);
        Desk::open(page, InsightFilter::Period::ThisYear);
        page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        ChartWidget *funnel = page.card(u("funnel"))->chart();
        funnel->setFocus(Qt::TabFocusReason);
        QCOMPARE(funnel->currentMark(), 0);
        QTest::keyClick(funnel, Qt::Key_Down);
        QTest::keyClick(funnel, Qt::Key_Down);
        QTest::keyClick(funnel, Qt::Key_Return);
        QCOMPARE(funnel->chosenRow(), 2);
        Desk::settle(page);
        QCOMPARE(page.strip()->title(), u("Proposal"));
        QTest::keyClick(funnel, Qt::Key_End);
        QCOMPARE(funnel->currentMark(), int(funnel->marks().size()) - 1);
        // Its deals by the column of the cell, and the other way round.
        RecordTable *deals = page.strip()->tableView();
        for (const char *sorted : {"amount", "-amount"}) {
            deals->setCurrentIndex(deals->model()->index(0, DrillModel::Amount));
            QTest::keyClick(deals, Qt::Key_S);
            Desk::settle(page);
            QCOMPARE(page.strip()->sortKey(), u(sorted));
        }
        // From the strip to the list and to the record.
        page.strip()->openButton()->click();
        QCOMPARE(desk.steps.list.value(0), u("opportunity"));
        QCOMPARE(desk.steps.list.value(1), page.strip()->filter());
        Q_EMIT page.strip()->tableView()->activated(page.strip()->tableView()->model()->index(0, 0));
        QCOMPARE(desk.steps.opened.object, u("opportunity"));
        QCOMPARE(page.currentRecord(), desk.steps.opened);
    }

    void everyMarkIsAnAccessibleChild()
    {
        Desk desk(m_theme, m_icons);
        desk.fill();
        InsightPage page(desk.context);
        Desk::open(page, InsightFilter::Period::ThisYear);
        for (const char *name : {"funnel", "won_by_quarter", "leaderboard", "stage_dwell"}) {
            ChartWidget *chart = page.card(QString::fromLatin1(name))->chart();
            QAccessibleInterface *list = QAccessible::queryAccessibleInterface(chart);
            QVERIFY(list);
            QCOMPARE(list->childCount(), int(chart->marks().size()));
            for (int i = 0; i < list->childCount(); ++i) {
                QVERIFY(!list->child(i)->text(QAccessible::Name).isEmpty());
                QCOMPARE(list->indexOfChild(list->child(i)), i);
                QVERIFY(list->child(i)->rect().isValid());
            }
        }
        QAccessibleInterface *funnel = QAccessible::queryAccessibleInterface(page.card(u("funnel"))->chart());
        QVERIFY(funnel->child(3)->text(QAccessible::Name).startsWith(u("Quotation: ")));
        funnel->child(3)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(page.card(u("funnel"))->chart()->chosenRow(), 3);
    }

    void tableHasTheSameDataAndIsCopied()
    {
        Desk desk(m_theme, m_icons);
        desk.fill();
        InsightPage page(desk.context);
        Desk::open(page, InsightFilter::Period::ThisYear);
        ChartCard *card = page.card(u("funnel"));
        QVERIFY(!card->showsTable());
        desk.actions.action(u("insight.table"))->trigger();
        QVERIFY(card->showsTable());
        const QAbstractItemModel *model = card->tableView()->model();
        QCOMPARE(model->rowCount(), int(card->chart()->table().rows.size()));
        QCOMPARE(model->index(1, 2).data().toString(),
                 desk.format.integer(card->chart()->table().value(1, u"count").integer()));
        QTest::keyClick(card->tableView(), Qt::Key_C, Qt::ControlModifier);
        const QStringList lines = QApplication::clipboard()->text().split(QLatin1Char('\n'));
        QCOMPARE(lines.first(), u("Stage\tOutcome\tDeals\tAmount, CNY\tTo next stage\tMedian days"));
        QCOMPARE(lines.size(), model->rowCount() + 2);
        card->toggleTable();
        QVERIFY(!card->showsTable());
    }

    void tablesFitTheirCards()
    {
        Desk desk(m_theme, m_icons);
        desk.fill();
        InsightPage page(desk.context);
        Desk::open(page, InsightFilter::Period::ThisYear);
        for (const char *name : {"funnel", "won_by_quarter", "leaderboard", "stage_dwell"}) {
            ChartCard *card = page.card(QString::fromLatin1(name));
            card->toggleTable();
            const QTableView *table = card->tableView();
            QVERIFY(table->isVisible() && table->model()->rowCount() > 0);
            QVERIFY2(table->horizontalScrollBar()->maximum() == 0, name);
            for (int column = 0; column < table->model()->columnCount(); ++column) {
                if (table->isColumnHidden(column))
                    continue;
                const QString head = table->model()->headerData(column, Qt::Horizontal).toString();
                QVERIFY2(textWidth(m_theme, Theme::Scale::Small, Theme::Weight::Regular, head) <=
                             table->columnWidth(column) - 12,
                         qPrintable(QString::fromLatin1(name) + QLatin1Char(' ') + head));
            }
        }
        // Cut to fit, in full as the tooltip and on the clipboard.
        const QAbstractItemModel *dwell = page.card(u("stage_dwell"))->tableView()->model();
        QCOMPARE(dwell->headerData(2, Qt::Horizontal).toString(), u("25 %"));
        QCOMPARE(dwell->headerData(2, Qt::Horizontal, Qt::ToolTipRole).toString(), u("Lower quartile"));
        page.card(u("stage_dwell"))->copyTable();
        QVERIFY(QApplication::clipboard()->text().startsWith(u("Stage\tStays\tLower quartile\t")));
    }

    void nothingIsSaidWithNZero()
    {
        Desk desk(m_theme, m_icons);
        InsightPage page(desk.context);
        Desk::open(page, InsightFilter::Period::ThisQuarter);
        QCOMPARE(page.tiles()->tile(1)->content().figure, u("—"));
        QCOMPARE(page.tiles()->tile(1)->content().note, u("n = 0"));
        for (const char *name : {"funnel", "won_by_quarter", "leaderboard", "stage_dwell"}) {
            QVERIFY(!page.card(QString::fromLatin1(name))->chart()->hasData());
            QVERIFY(page.card(QString::fromLatin1(name))->chart()->marks().isEmpty());
        }
        QVERIFY(page.strip()->filter().isEmpty());
    }

    void daysOfAColumnHaveTheSameDecimals()
    {
        ResultTable table;
        ResultColumn days;
        days.type = ResultColumn::Type::Days;
        table.columns = {days, days};
        for (const qint64 tenths : {140, 131, 68}) {
            ResultRow row;
            row.values = {Value(Decimal(tenths, 1)), Value(Decimal(tenths / 10 * 10, 1))};
            table.rows.append(row);
        }
        table.rows.append(ResultRow());
        table.rows.last().values = {Value(), Value()};
        const Format format;
        QStringList first, second;
        for (int row = 0; row < 4; ++row) {
            first.append(valueText(table, row, 0, format));
            second.append(valueText(table, row, 1, format));
        }
        QCOMPARE(first, (QStringList{u("14.0"), u("13.1"), u("6.8"), u("—")}));
        QCOMPARE(second, (QStringList{u("14"), u("13"), u("6"), u("—")}));
    }

    void tilesCompareWithThePeriodBefore()
    {
        Desk desk(m_theme, m_icons);
        for (int i = 0; i < 4; ++i)
            desk.world.addDeal(
                {u("Deal"), {}, {}, i < 3 ? "won" : "lost", 100000000, u("2026-08-01"), {}, u("2026-08-11")});
        for (int i = 0; i < 2; ++i)
            desk.world.addDeal(
                {u("Deal"), {}, {}, i < 1 ? "won" : "lost", 100000000, u("2026-10-01"), {}, u("2026-10-06")});
        desk.world.flush();
        InsightPage page(desk.context);
        Desk::open(page, InsightFilter::Period::ThisQuarter);
        const TileText rate = page.tiles()->tile(1)->content();
        QCOMPARE(plain(rate.figure), u("50.0 %"));
        QCOMPARE(plain(rate.note), u("was 75.0 % in Q3 2026"));
        QCOMPARE(rate.trend, TileText::Trend::Worse);
        // A narrow window leaves out the period rather than cut the words.
        Tile *tile = page.tiles()->tile(1);
        tile->resize(300, 54);
        QCOMPARE(tile->shownNote(), rate.note);
        tile->resize(200, 54);
        QCOMPARE(plain(tile->shownNote()), u("was 75.0 %"));
        const TileText cycle = page.tiles()->tile(2)->content();
        QCOMPARE(plain(cycle.figure), u("5 d"));
        QCOMPARE(plain(cycle.note), u("was 10 d in Q3 2026"));
        QCOMPARE(cycle.trend, TileText::Trend::Better);
        QVERIFY(!cycle.up);
        // Its definition and its deals.
        page.tiles()->tile(1)->click();
        QVERIFY(page.definition()->isVisible());
        QVERIFY(page.definition()->text().contains(u("won_deals / (won_deals + lost_deals)")));
        QVERIFY(page.definition()->text().contains(u("as of 10:42")));
        page.definition()->dealsButton()->click();
        QVERIFY(desk.steps.list.value(1).contains(u("lost_at")));
    }

    void fallenConversionIsSaid()
    {
        const Format format;
        FunnelChart chart(m_theme, format);
        const auto table = [](qint64 first, qint64 second) {
            ResultTable made;
            made.columns = (*MetricCatalog::shipped())->report(u"funnel")->columns;
            const auto stage = [](const char *name) {
                return Value(RecordRef{u("stage_definition"), Id::named(name)});
            };
            made.titles = {{stage("a").recordRef(), u("Needs")}, {stage("b").recordRef(), u("Proposal")}};
            made.rows = {{{stage("a"), Value(u("open")), Value(first), Value(),
                           Value(Percent{second * 10000 / first}), Value()},
                          {},
                          {}},
                         {{stage("b"), Value(u("open")), Value(second), Value(), Value(), Value()}, {}, {}}};
            return made;
        };
        chart.resize(420, 250);
        chart.setTable(table(100, 40));
        QVERIFY(chart.warning().isEmpty());
        chart.setBefore(table(100, 60));
        QCOMPARE(plain(chart.warning()), u("Needs to Proposal fell from 60 % to 40 %"));
        chart.setBefore(table(100, 50));  // ten points are not more than ten
        QVERIFY(chart.warning().isEmpty());
        chart.setBefore(table(10, 9));  // too few to say
        QVERIFY(chart.warning().isEmpty());
    }

    void filtersChangeTheFigures()
    {
        Desk desk(m_theme, m_icons);
        desk.fill();
        InsightPage page(desk.context);
        Desk::open(page, InsightFilter::Period::ThisYear);
        const qint64 all = page.card(u("funnel"))->chart()->table().value(0, u"count").integer();
        QMenu *menu = page.header()->menuFor(page.header()->teamChip());
        QAction *east = nullptr;
        for (QAction *action : menu->actions())
            east = action->text() == u("East region") ? action : east;
        QVERIFY(east);
        east->trigger();
        delete menu;
        Desk::settle(page);
        QCOMPARE(page.header()->teamChip()->value(), u("East region"));
        QCOMPARE(all, qint64(60));
        QCOMPARE(page.card(u("funnel"))->chart()->table().value(0, u"count").integer(), qint64(45));
        QCOMPARE(page.header()->periodChip()->value(), u("2026"));
    }

    void commitsAreFollowed()
    {
        Desk desk(m_theme, m_icons);
        desk.fill();
        InsightPage page(desk.context);
        Desk::open(page, InsightFilter::Period::AllTime);
        const qint64 before = page.card(u("funnel"))->chart()->table().value(0, u"count").integer();
        const Id deal = desk.world.addDeal({u("New"), {}, {}, "needs", 100, u("2026-11-19")});
        desk.world.addMove(deal, nullptr, "needs", u("2026-11-19"));
        desk.world.flush();
        CommitNotice notice;
        notice.bulkObjects.append(u("opportunity"));
        Q_EMIT desk.world.runner().committed(notice);
        QTRY_COMPARE_WITH_TIMEOUT(page.card(u("funnel"))->chart()->table().value(0, u"count").integer(),
                                  before + 1, 10000);
        Desk::settle(page);
    }

    // The measures of ui.md 2 and the picture, within 2 px.
    void pageHasTheDrawnMeasures()
    {
        Desk desk(m_theme, m_icons);
        desk.fill();
        InsightPage page(desk.context);
        Desk::open(page, InsightFilter::Period::ThisYear);
        const auto at = [&](const QWidget *widget) {
            return QRect(widget->mapTo(&page, QPoint()), widget->size());
        };
        const auto near = [](int a, int b) { return std::abs(a - b) <= 2; };
        QCOMPARE(page.header()->height(), 44);
        QVERIFY(near(at(page.tiles()).left(), 12) && near(at(page.tiles()).top(), 56));
        QCOMPARE(page.tiles()->height(), 56);
        const QRect funnel = at(page.card(u("funnel"))), quarters = at(page.card(u("won_by_quarter")));
        QVERIFY(near(funnel.left(), 12) && near(funnel.width(), 420));
        QVERIFY(near(quarters.left(), 444) && near(quarters.width(), 494));
        QVERIFY(near(at(page.card(u("leaderboard"))).right(), 1318 - 12));
        QVERIFY(near(at(page.strip()).left(), 444) && near(at(page.strip()).bottom(), 704 - 12));
        // The list of deals shows whole rows, at any height.
        Q_EMIT page.card(u("funnel"))->chart()->chosen(1);
        Desk::settle(page);
        const RecordTable *deals = page.strip()->tableView();
        for (const int height : {704, 719, 731, 800}) {
            page.resize(page.width(), height);
            QTRY_COMPARE(page.strip()->geometry().bottom(), page.card(u("stage_dwell"))->geometry().bottom());
            QVERIFY(deals->viewport()->height() > 0);
            QTRY_COMPARE(deals->viewport()->height() % deals->verticalHeader()->defaultSectionSize(), 0);
        }
        page.resize(page.width(), 704);
        const ChartWidget *chart = page.card(u("funnel"))->chart();
        QVERIFY(near(int(chart->marks().first().rect.width()), 216));
        for (const ChartMark &mark : chart->marks())
            QVERIFY(std::abs(mark.rect.center().x() - chart->marks().first().rect.center().x()) < 0.5);
    }

    // Pictures to be looked at: DEALWRIGHT_SHOTS names the folder.
    void rendersBothThemes()
    {
        Desk desk(m_theme, m_icons);
        desk.fill();
        for (const auto mode : {Theme::Mode::Light, Theme::Mode::Dark}) {
            m_theme.setMode(mode);
            InsightPage page(desk.context);
            Desk::open(page, InsightFilter::Period::ThisYear);
            const QImage image = page.grab().toImage();
            QVERIFY(!image.isNull());
            // Nothing is left in the colours of the other theme.
            QCOMPARE(image.pixelColor(1317, 60), m_theme.color(Theme::Role::Background));
            if (const QString folder = qEnvironmentVariable("DEALWRIGHT_SHOTS"); !folder.isEmpty())
                image.save(folder +
                           (mode == Theme::Mode::Dark ? u("/insight-dark.png") : u("/insight-light.png")));
        }
        m_theme.setMode(Theme::Mode::Light);
    }
};

DW_TEST(InsightTest)

#include "dashboards_insighttest.moc"
