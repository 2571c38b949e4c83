// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "tests/ui/dashboards_desk.h"
#include "ui/common/look.h"
#include "ui/common/menutext.h"
#include "ui/dashboards/chartcard.h"
#include "ui/dashboards/chartwidget.h"
#include "ui/dashboards/choicechip.h"
#include "ui/dashboards/drillstrip.h"
#include "ui/dashboards/insightheader.h"
#include "ui/dashboards/stagepipelines.h"
#include "ui/dashboards/tilerow.h"
#include "ui/dashboards/valuetext.h"
#include "ui/figures/definitionpopover.h"

#include <QAbstractButton>
#include <QMenu>
#include <QPushButton>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <vector>

namespace dw::test
{

using namespace dw::ui;

namespace
{

// A deal as it was put in, and each move of it: the place in its pipeline that it came to, and when.
struct KnownDeal
{
    Id id, owner, team, pipeline;
    qint64 amount = 0;
    bool won = false, lost = false;
    QDate created, closed;
    QList<QPair<int, QDate>> moves;
};

// 84 deals of four people in two teams and two pipelines, over the year; won, lost and open in each of them.
class TwoPipelines
{
public:
    explicit TwoPipelines(SalesWorld &world)
        : m_world(world)
        , east(world.addTeam(QStringLiteral("East region")))
        , west(world.addTeam(QStringLiteral("West region")))
        , people{world.addUser(QStringLiteral("Sun Kai"), east),
                 world.addUser(QStringLiteral("Emma Clarke"), east),
                 world.addUser(QStringLiteral("Zhao Min"), west),
                 world.addUser(QStringLiteral("Tom Okafor"), west)}
    {
        for (int i = 0; i < 84; ++i)
            add(i);
        world.flush();
    }

    static QStringList path(const Id &pipeline)
    {
        return pipeline == SalesWorld::pipeline()
                   ? QStringList{QStringLiteral("first_contact"),
                                 QStringLiteral("needs"),
                                 QStringLiteral("proposal"),
                                 QStringLiteral("quotation"),
                                 QStringLiteral("negotiation"),
                                 QStringLiteral("signing"),
                                 QStringLiteral("won")}
                   : QStringList{QStringLiteral("contact"),  QStringLiteral("needs"),
                                 QStringLiteral("proposal"), QStringLiteral("negotiation"),
                                 QStringLiteral("closing"),  QStringLiteral("won")};
    }

private:
    void add(int i)
    {
        const bool standard = i % 3 != 0;
        const char *code = standard ? "standard" : "solution";
        KnownDeal deal;
        deal.owner = people[i % 4];
        deal.team = i % 4 < 2 ? east : west;
        deal.pipeline = SalesWorld::pipeline(code);
        deal.amount = (100 + i * i) * 10000;
        // No two people, teams or pipelines are alike.
        const int fate = i * 37 % 50;
        deal.won = fate < 12 + 4 * (i % 4);
        deal.lost = !deal.won && fate < 34;
        deal.created = QDate(2026, 4 + i % 7, 1 + i % 3);
        const QStringList stages = path(deal.pipeline);
        const int reach = deal.won ? int(stages.size()) - 1 : i % int(stages.size() - 1);
        const int pace = 1 + i % 4 + i * 5 % 7;
        const QDate last = deal.created.addDays(reach * pace);
        deal.closed = deal.won ? last : deal.lost ? last.addDays(2) : QDate();
        const QByteArray stage = (deal.lost ? QStringLiteral("lost") : stages[reach]).toLatin1();
        const auto text = [](QDate day) { return day.toString(Qt::ISODate); };
        deal.id = m_world.addDeal({QStringLiteral("Deal %1").arg(i),
                                   deal.owner,
                                   {},
                                   stage.constData(),
                                   deal.amount,
                                   text(deal.created),
                                   text(last),
                                   deal.closed.isValid() ? text(deal.closed) : QString(),
                                   nullptr,
                                   code});
        for (int step = 0; step <= reach; ++step) {
            const QByteArray from = step > 0 ? stages[step - 1].toLatin1() : QByteArray();
            const QDate day = deal.created.addDays(step * pace);
            m_world.addMove(deal.id, step > 0 ? from.constData() : nullptr,
                            stages[step].toLatin1().constData(), text(day), step > 0 ? pace * 86400 : -1);
            deal.moves.append({step, day});
        }
        if (deal.lost) {
            m_world.addMove(deal.id, stages[reach].toLatin1().constData(), "lost", text(deal.closed),
                            qint64(2) * 86400);
            deal.moves.append({-1, deal.closed});
        }
        all.append(deal);
    }

    SalesWorld &m_world;

public:
    Id east, west;
    QList<Id> people;
    QList<KnownDeal> all;
};

bool isIn(const PeriodDays &days, QDate day)
{
    return days.isOpen() || (day >= days.from->toQDate() && day <= days.to->toQDate());
}

// The deals that a figure has to count, from what was put in.
class Expected
{
public:
    Expected(const TwoPipelines &world, const InsightFilter &filter, Date today)
        : m_world(world), m_filter(filter), m_days(daysOf(filter, today, 1)), m_today(today.toQDate())
    {}

    QList<KnownDeal> those(const std::function<bool(const KnownDeal &)> &fits) const
    {
        QList<KnownDeal> found;
        for (const KnownDeal &deal : m_world.all) {
            if ((m_filter.team.isNull() || deal.team == m_filter.team) &&
                (m_filter.owner.isNull() || deal.owner == m_filter.owner) &&
                (m_filter.pipeline.isNull() || deal.pipeline == m_filter.pipeline) && fits(deal))
                found.append(deal);
        }
        return found;
    }
    QList<KnownDeal> won() const
    {
        return those([this](const KnownDeal &deal) { return deal.won && isIn(m_days, deal.closed); });
    }
    QList<KnownDeal> decided() const
    {
        return those(
            [this](const KnownDeal &deal) { return deal.closed.isValid() && isIn(m_days, deal.closed); });
    }
    QList<KnownDeal> open() const
    {
        return those([](const KnownDeal &deal) { return !deal.closed.isValid(); });
    }

    QList<KnownDeal> row(const QString &report, const ResultTable &table, int row) const
    {
        if (report == QLatin1String("won_by_quarter")) {
            const QString quarter = table.value(row, u"quarter").text();
            return those([&](const KnownDeal &deal) {
                return deal.won && quarter == QStringLiteral("%1-Q%2")
                                                  .arg(deal.closed.year())
                                                  .arg((deal.closed.month() + 2) / 3);
            });
        }
        if (report == QLatin1String("leaderboard")) {
            QList<KnownDeal> found = won();
            const Id owner = table.value(row, u"owner").recordRef().id;
            found.removeIf([&](const KnownDeal &deal) { return deal.owner != owner; });
            return found;
        }
        // The rows of a table by stage are the places of its pipeline.
        return those([&](const KnownDeal &deal) {
            if (deal.pipeline != table.pipeline)
                return false;
            if (report == QLatin1String("stage_dwell"))
                return !deal.closed.isValid() && deal.moves.last().first == row;
            return std::any_of(deal.moves.begin(), deal.moves.end(), [&](const auto &move) {
                return move.first >= row && isIn(m_days, move.second);
            });
        });
    }
    // Stays in a stage that ended in the period; with those that go on, where it does too.
    qint64 stays(const Id &pipeline, int row) const
    {
        qint64 count = 0;
        for (const KnownDeal &deal : those([&](const KnownDeal &one) { return one.pipeline == pipeline; })) {
            for (qsizetype i = 1; i < deal.moves.size(); ++i)
                count += deal.moves[i - 1].first == row && isIn(m_days, deal.moves[i].second) ? 1 : 0;
            const bool running = m_days.isOpen() || m_days.to->toQDate() >= m_today;
            count += running && !deal.closed.isValid() && deal.moves.last().first == row ? 1 : 0;
        }
        return count;
    }

private:
    const TwoPipelines &m_world;
    InsightFilter m_filter;
    PeriodDays m_days;
    QDate m_today;
};

QSet<Id> idsOf(const QList<KnownDeal> &deals)
{
    QSet<Id> ids;
    for (const KnownDeal &deal : deals)
        ids.insert(deal.id);
    return ids;
}

Value sumOf(const QList<KnownDeal> &deals)
{
    qint64 minor = 0;
    for (const KnownDeal &deal : deals)
        minor += deal.amount;
    return Value(Money{minor, *Currency::fromCode(QStringLiteral("CNY"))});
}

const QStringList Cards{QStringLiteral("funnel"), QStringLiteral("won_by_quarter"),
                        QStringLiteral("leaderboard"), QStringLiteral("stage_dwell")};

// What the page shows of a card, for comparing.
QList<QList<Value>> valuesOf(const InsightPage &page, const QString &report)
{
    QList<QList<Value>> values;
    for (const ResultRow &row : page.card(report)->chart()->table().rows)
        values.append(row.values);
    return values;
}

}  // namespace

// Whatever is set in the head of Insight applies to every card and every tile, to what they lead to, and is
// named by the definition of each and by its export.
class InsightFiltersTest : public QObject
{
    Q_OBJECT

private:
    Theme m_theme;
    Icons m_icons{m_theme};
    std::unique_ptr<Look> m_look;

    static Date today(DashboardDesk &desk)
    {
        return desk.world.context().settings.zone.dateOf(desk.world.clock().now());
    }

    static QSet<Id> listed(DashboardDesk &desk, const QString &filter)
    {
        QSet<Id> ids;
        desk.world.read([&](const Reader &reader) {
            const auto page = readDrill(filter, {}, 1000, reader);
            QVERIFY(page.ok());
            for (const Record &deal : page->deals)
                ids.insert(deal.id());
        });
        return ids;
    }

    static void checkCard(DashboardDesk &desk, InsightPage &page, const QString &report,
                          const Expected &expected)
    {
        ChartWidget *chart = page.card(report)->chart();
        const ResultTable table = chart->table();
        QVERIFY(!chart->marks().isEmpty());
        for (int mark = 0; mark < chart->marks().size(); ++mark) {
            const int row = chart->marks()[mark].row;
            const QList<KnownDeal> deals = expected.row(report, table, row);
            const bool dwell = report == QLatin1String("stage_dwell");
            QCOMPARE(table.value(row, dwell ? u"here" : u"count").integer(), deals.size());
            if (dwell)
                QCOMPARE(table.value(row, u"n").integer(), expected.stays(table.pipeline, row));
            else
                QCOMPARE(table.value(row, report == QLatin1String("funnel") ? u"amount" : u"won_value"),
                         sumOf(deals));
            chart->choose(mark);
            DashboardDesk::settle(page);
            QCOMPARE(page.strip()->count(), deals.size());
            QCOMPARE(listed(desk, page.strip()->filter()), idsOf(deals));
        }
    }

    // The definition of a figure, opened as a person opens it.
    static QString definitionOf(InsightPage &page, QAbstractButton *opener)
    {
        opener->click();
        const QString text = page.definition()->isVisible() ? page.definition()->text() : QString();
        page.definition()->closePopover();
        return text;
    }
    static QAbstractButton *opener(const InsightPage &page, const QString &report)
    {
        return qobject_cast<QAbstractButton *>(page.card(report)->definitionButton());
    }

    static void checkTiles(DashboardDesk &desk, InsightPage &page, const Expected &expected)
    {
        const QList<KnownDeal> won = expected.won(), decided = expected.decided();
        std::vector<qint64> days;
        for (const KnownDeal &deal : won)
            days.push_back(deal.created.daysTo(deal.closed));
        std::sort(days.begin(), days.end());
        QVERIFY(!days.empty());
        const size_t half = days.size() / 2;
        const qint64 tenths = days.size() % 2 == 1 ? days[half] * 10 : (days[half - 1] + days[half]) * 10 / 2;
        const double share = double(won.size()) * 10000 / double(decided.size());
        const QStringList figures{shortMoney(sumOf(won), desk.format),
                                  desk.format.percent(qRound64(share), 1),
                                  daysWithUnit(Value(Decimal(tenths, 1)), desk.format),
                                  shortMoney(sumOf(expected.open()), desk.format)};
        const QList<QSet<Id>> rows{idsOf(won), idsOf(decided), idsOf(won), idsOf(expected.open())};
        QCOMPARE(page.tiles()->count(), int(figures.size()));
        for (int i = 0; i < figures.size(); ++i) {
            QCOMPARE(page.tiles()->tile(i)->content().figure, figures[i]);
            page.tiles()->tile(i)->click();
            page.definition()->dealsButton()->click();
            QCOMPARE(listed(desk, desk.steps.list.value(1)), rows[i]);
        }
    }

private Q_SLOTS:
    void initTestCase() { m_look = std::make_unique<Look>(*qApp, m_theme, m_icons); }
    void cleanupTestCase() { m_look.reset(); }

    void everyFigureObeysTheFilter_data()
    {
        QTest::addColumn<QString>("named");
        QTest::addRow("none") << QString();
        QTest::addRow("period") << QStringLiteral("Period: Q3 2026");
        QTest::addRow("team") << QStringLiteral("Team: East region");
        QTest::addRow("owner") << QStringLiteral("Owner: Tom Okafor");
        QTest::addRow("pipeline") << QStringLiteral("Pipeline: ");
    }
    void everyFigureObeysTheFilter()
    {
        QFETCH(QString, named);
        const QByteArray kind = QTest::currentDataTag();
        DashboardDesk desk(m_theme, m_icons);
        const TwoPipelines deals(desk.world);
        InsightPage page(desk.context);
        DashboardDesk::open(page, InsightFilter::Period::ThisYear);
        QHash<QString, QList<QList<Value>>> all;
        for (const QString &report : Cards)
            all.insert(report, valuesOf(page, report));
        QStringList allTiles;
        for (int i = 0; i < page.tiles()->count(); ++i)
            allTiles.append(page.tiles()->tile(i)->content().figure);

        InsightFilter filter = page.filter();
        if (kind == "period")
            filter.period = InsightFilter::Period::LastQuarter;
        else if (kind == "team")
            filter.team = deals.east;
        else if (kind == "owner")
            filter.owner = deals.people[3];
        else if (kind == "pipeline")
            filter.pipeline = SalesWorld::pipeline("solution");
        page.setFilter(filter);
        DashboardDesk::settle(page);
        if (kind == "pipeline")
            named += page.header()->pipelineChip()->value();

        const Expected expected(deals, filter, today(desk));
        for (const QString &report : Cards) {
            QVERIFY2(kind == "none" || valuesOf(page, report) != all.value(report), qPrintable(report));
            checkCard(desk, page, report, expected);
            if (QTest::currentTestFailed())
                return;
            const bool quarters = kind == "period" && report == QLatin1String("won_by_quarter");
            const QString said =
                quarters ? QStringLiteral("Period: Q2 2025 %1 Q3 2026").arg(QChar(0x2013)) : named;
            QVERIFY2(definitionOf(page, opener(page, report)).contains(said), qPrintable(report));
        }
        checkTiles(desk, page, expected);
        if (QTest::currentTestFailed())
            return;
        for (int i = 0; i < page.tiles()->count(); ++i) {
            Tile *tile = page.tiles()->tile(i);
            // What is open now is so whatever the period, and does not claim one.
            const bool obeys = kind != "none" && !(kind == "period" && i == 3);
            QCOMPARE(tile->content().figure != allTiles[i], obeys);
            const QString text = definitionOf(page, tile);
            QVERIFY2(
                i == 3 && kind == "period" ? !text.contains(QLatin1String("Period")) : text.contains(named),
                qPrintable(text));
        }
        page.card(QStringLiteral("leaderboard"))->chart()->setFocus();
        QVERIFY2(page.currentScope().contains(named), qPrintable(page.currentScope()));
    }

    // Unset, the figures are of all pipelines; what can be drawn for one only says of which, and lets it be
    // chosen without narrowing the rest.
    void cardsByStageSayTheirPipeline()
    {
        DashboardDesk desk(m_theme, m_icons);
        const TwoPipelines deals(desk.world);
        InsightPage page(desk.context);
        DashboardDesk::open(page, InsightFilter::Period::ThisYear);
        const auto nameOf = [&page](const char *code) {
            for (const auto &[id, name] : page.header()->choices().pipelines) {
                if (id == SalesWorld::pipeline(code))
                    return name;
            }
            return QString();
        };
        QCOMPARE(page.header()->pipelineChip()->value(), QStringLiteral("all"));
        const QString quarters = QStringLiteral("won_by_quarter"), leaders = QStringLiteral("leaderboard");
        for (const QString &report : {quarters, leaders}) {
            QVERIFY(!page.stagePipelines()->chip(report));
            QVERIFY(definitionOf(page, opener(page, report)).contains(QStringLiteral("Pipeline: all")));
        }
        const auto wonBefore = valuesOf(page, leaders);
        const TileText tile = page.tiles()->tile(0)->content();

        for (const char *code : {"standard", "solution"}) {
            const QString funnel = QStringLiteral("funnel"), dwell = QStringLiteral("stage_dwell");
            if (qstrcmp(code, "solution") == 0) {
                QMenu *menu = page.stagePipelines()->menuFor(dwell);
                const auto actions = menu->actions();
                const auto found = std::find_if(actions.begin(), actions.end(), [&](const QAction *action) {
                    return action->text() == menuText(nameOf(code));
                });
                QVERIFY(found != actions.end());
                (*found)->trigger();
                delete menu;
                DashboardDesk::settle(page);
            }
            const QString place = QStringLiteral("Pipeline: ") + nameOf(code);
            for (const QString &report : {funnel, dwell}) {
                const ChoiceChip *chip = page.stagePipelines()->chip(report);
                QVERIFY(chip->isVisible() && chip->isEnabled());
                QCOMPARE(chip->value(), nameOf(code));
                QCOMPARE(page.card(report)->chart()->table().pipeline, SalesWorld::pipeline(code));
                QVERIFY(definitionOf(page, opener(page, report)).contains(place));
                checkCard(desk, page, report, Expected(deals, page.filter(), today(desk)));
                if (QTest::currentTestFailed())
                    return;
            }
            QVERIFY(page.statusTexts().first().contains(place));
            page.card(funnel)->chart()->setFocus();
            QVERIFY(page.currentScope().contains(place));
            QVERIFY(page.filter().pipeline.isNull());
            QCOMPARE(valuesOf(page, leaders), wonBefore);
            QCOMPARE(page.tiles()->tile(0)->content().figure, tile.figure);
        }
        // Narrowed to one, the page is of that one, and the heads say that it is chosen above.
        InsightFilter filter = page.filter();
        filter.pipeline = SalesWorld::pipeline();
        page.card(leaders)->chart()->setFocus();
        const QString all = page.currentScope();
        page.setFilter(filter);
        // What an export would take is still of all, and says so.
        QCOMPARE(page.currentScope(), all);
        DashboardDesk::settle(page);
        QVERIFY(page.currentScope().contains(QStringLiteral("Pipeline: ") + nameOf("standard")));
        const ChoiceChip *chip = page.stagePipelines()->chip(QStringLiteral("funnel"));
        QVERIFY(chip->isVisible() && !chip->isEnabled() && !chip->toolTip().isEmpty());
        QCOMPARE(chip->value(), nameOf("standard"));
        QCOMPARE(page.card(QStringLiteral("funnel"))->chart()->table().pipeline, SalesWorld::pipeline());
    }
};

DW_TEST(InsightFiltersTest)

}  // namespace dw::test

#include "dashboards_filterstest.moc"
