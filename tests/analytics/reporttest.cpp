// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/report.h"
#include "tests/support/salesworld.h"
#include "tests/support/testrunner.h"

#include <QTest>

namespace dw::test
{

namespace
{

QString u(const char *text)
{
    return QString::fromUtf8(text);
}

// Sees only what is Lin's, and no amounts where `hidden`.
class OwnDealsPolicy final : public Policy
{
public:
    explicit OwnDealsPolicy(DictionaryPtr dictionary, bool hidden)
        : m_dictionary(std::move(dictionary)), m_hidden(hidden)
    {}
    Decision may(const Actor &, Action, const ObjectType &, const Record *) const override { return {}; }
    Condition readable(const Actor &actor, const ObjectTypePtr &object) const override
    {
        if (object->key() != QLatin1String("opportunity"))
            return nullptr;
        const CheckScope scope{m_dictionary, object, {}};
        return *CheckedExpression::condition(isRecord(QStringLiteral("owner_id"), actor.user), scope);
    }
    FieldRights fields(const Actor &, const ObjectType &object) const override
    {
        FieldRights rights;
        if (m_hidden && object.key() == QLatin1String("opportunity"))
            rights.byField.insert(QStringLiteral("amount"), FieldRight::Hidden);
        return rights;
    }

private:
    DictionaryPtr m_dictionary;
    bool m_hidden;
};

constexpr qint64 Day = 86400;

}  // namespace

class ReportTest : public QObject
{
    Q_OBJECT

private:
    MetricCatalogPtr m_catalog;

    ResultTable run(SalesWorld &world, const char *name, const QHash<QString, QString> &texts = {},
                    const ReadContext *as = nullptr)
    {
        ResultTable table;
        world.workspace().readNow([&](ReadSession &session) {
            QVERIFY(session.beginRead().ok());
            const Reader reader(session, as ? *as : world.context());
            const auto parameters = ReportParameters::read(texts, reader);
            QVERIFY2(parameters.ok(), parameters.ok() ? "" : qPrintable(parameters.error().key));
            const auto answer = Report(m_catalog, reader).run(QString::fromLatin1(name), *parameters);
            QVERIFY2(answer.ok(), answer.ok() ? ""
                                              : qPrintable(answer.error().key + QLatin1Char(' ') +
                                                           answer.error().arguments.join(QLatin1Char('|')) +
                                                           answer.error().detail));
            table = *answer;
            // The deals behind a row are exactly as many as it counts.
            const int counted = table.column(u"here") >= 0    ? table.column(u"here")
                                : table.column(u"count") >= 0 ? table.column(u"count")
                                                              : table.column(u"n");
            for (const ResultRow &row : std::as_const(table.rows)) {
                const auto query = reader.query(table.object, row.filter, {});
                QVERIFY2(query.ok(), qPrintable(row.filter));
                QCOMPARE(*reader.count(*query), row.values[counted].integer());
            }
            session.endRead();
        });
        return table;
    }

    // A quarter of a team: counts are read off by hand.
    void fill(SalesWorld &world, Id *other)
    {
        const Id team = world.addTeam(u("South"));
        *other = world.addUser(u("Sun Kai"), team);
        // Straight through: 10 days in first contact, 4 in needs, ... won.
        const Id straight =
            world.addDeal({u("Straight"), {}, {}, "won", 100000, u("2026-10-01"), {}, u("2026-11-01")});
        world.addMove(straight, nullptr, "first_contact", u("2026-10-01"));
        world.addMove(straight, "first_contact", "needs", u("2026-10-11"), 10 * Day);
        world.addMove(straight, "needs", "proposal", u("2026-10-15"), 4 * Day);
        world.addMove(straight, "proposal", "quotation", u("2026-10-20"), 5 * Day);
        world.addMove(straight, "quotation", "negotiation", u("2026-10-22"), 2 * Day);
        world.addMove(straight, "negotiation", "signing", u("2026-10-25"), 3 * Day);
        world.addMove(straight, "signing", "won", u("2026-11-01"), 7 * Day);
        // Skipped needs, is in proposal since 8 days: over the limit of 7.
        const Id skipped =
            world.addDeal({u("Skipped"), {}, {}, "proposal", 20000, u("2026-11-01"), u("2026-11-11")});
        world.addMove(skipped, nullptr, "first_contact", u("2026-11-01"));
        world.addMove(skipped, "first_contact", "proposal", u("2026-11-11"), 10 * Day);
        // Moved on by mistake and undone: it never reached needs.
        const Id undone = world.addDeal({u("Undone"), {}, {}, "first_contact", 5000, u("2026-11-15")});
        world.addMove(undone, nullptr, "first_contact", u("2026-11-15"));
        world.addMove(undone, "first_contact", "needs", u("2026-11-16"), 1 * Day, "{\"undone\":true}");
        // Lost from needs; another person's.
        const Id lost =
            world.addDeal({u("Lost"), *other, {}, "lost", 7000, u("2026-10-05"), {}, u("2026-10-30")});
        world.addMove(lost, nullptr, "first_contact", u("2026-10-05"));
        world.addMove(lost, "first_contact", "needs", u("2026-10-07"), 2 * Day);
        world.addMove(lost, "needs", "lost", u("2026-10-30"), 23 * Day);
        // Came in as lost (an import): has been a deal, reached nothing more.
        const Id imported =
            world.addDeal({u("Imported"), *other, {}, "lost", -1, u("2026-10-05"), {}, u("2026-10-06")});
        world.addMove(imported, nullptr, "lost", u("2026-10-06"));
        // Last year's.
        const Id old = world.addDeal(
            {u("Old"), {}, {}, "won", 300000, u("2025-02-01"), {}, u("2025-12-31T23:59:59+08:00")});
        world.addMove(old, nullptr, "first_contact", u("2025-02-01"));
        world.addMove(old, "first_contact", "won", u("2025-12-31T23:59:59+08:00"), 300 * Day);
        // Of the other pipeline.
        const Id solution = world.addDeal(
            {u("Solution"), {}, {}, "needs", 1000, u("2026-11-01"), {}, {}, nullptr, "solution"});
        world.addMove(solution, nullptr, "needs", u("2026-11-01"));
        world.flush();
    }

    QList<qint64> column(const ResultTable &table, QStringView key)
    {
        QList<qint64> numbers;
        for (qsizetype i = 0; i < table.rows.size(); ++i)
            numbers.append(table.value(i, key).integer());
        return numbers;
    }

private Q_SLOTS:
    void initTestCase() { m_catalog = *MetricCatalog::shipped(); }

    void funnelCountsTheFurthestStageAndAllBefore()
    {
        SalesWorld world;
        Id other;
        fill(world, &other);
        const ResultTable table =
            run(world, "funnel", {{u("from"), u("2026-10-01")}, {u("to"), u("2026-12-31")}});
        QCOMPARE(table.rows.size(), 7);
        QCOMPARE(table.title(table.value(0, u"stage")), u("First contact"));
        QCOMPARE(table.value(6, u"outcome").text(), u("won"));
        QCOMPARE(column(table, u"count"), (QList<qint64>{5, 3, 2, 1, 1, 1, 1}));
        const Currency cny = *Currency::fromCode(u"CNY");
        QCOMPARE(table.value(0, u"amount").money(), (Money{132000, cny}));
        QCOMPARE(table.value(2, u"amount").money(), (Money{120000, cny}));
        QCOMPARE(table.value(0, u"conversion").percent().basisPoints, qint64(6000));
        QVERIFY(table.value(6, u"conversion").isNull());
        // 2, 10 and 10 days; the undone one does not count.
        QCOMPARE(table.value(0, u"median_days").decimal(), Decimal(100, 1));
        QVERIFY(table.value(6, u"median_days").isNull());
        QCOMPARE(table.asOf, world.clock().now());
    }

    void funnelFollowsItsParameters()
    {
        SalesWorld world;
        Id other;
        fill(world, &other);
        QCOMPARE(column(run(world, "funnel"), u"count"), (QList<qint64>{6, 4, 3, 2, 2, 2, 2}));
        QCOMPARE(column(run(world, "funnel", {{u("owner"), u("sun.kai")}}), u"count"),
                 (QList<qint64>{2, 1, 0, 0, 0, 0, 0}));
        QCOMPARE(column(run(world, "funnel", {{u("team"), u("South")}}), u"count"),
                 (QList<qint64>{2, 1, 0, 0, 0, 0, 0}));
        QCOMPARE(column(run(world, "funnel", {{u("pipeline"), u("solution")}}), u"count"),
                 (QList<qint64>{1, 1, 0, 0, 0, 0}));
        // Nothing: counts of nothing, no amount, no conversion.
        const ResultTable none = run(world, "funnel", {{u("from"), u("2030-01-01")}});
        QCOMPARE(column(none, u"count"), (QList<qint64>(7, 0)));
        QVERIFY(none.value(0, u"amount").isNull());
        QVERIFY(none.value(0, u"conversion").isNull());
    }

    void currenciesAreNeverAddedSilently()
    {
        SalesWorld world;
        for (const char *currency : {"CNY", "USD", "USD"}) {
            const Id deal = world.addDeal(
                {u("Deal"), {}, {}, "won", 1000, u("2026-10-01"), {}, u("2026-11-01"), currency});
            world.addMove(deal, nullptr, "won", u("2026-11-01"));
        }
        world.flush();
        const ResultTable funnel = run(world, "funnel");
        QCOMPARE(funnel.rows.size(), 14);
        QCOMPARE(funnel.value(0, u"amount").money(), (Money{1000, *Currency::fromCode(u"CNY")}));
        QCOMPARE(funnel.value(7, u"amount").money(), (Money{2000, *Currency::fromCode(u"USD")}));
        QCOMPARE(run(world, "won_by_quarter").rows.size(), 2);
        const ResultTable board = run(world, "leaderboard");
        QCOMPARE(board.rows.size(), 2);
        QCOMPARE(board.value(1, u"rank").integer(), qint64(1));
        const ResultTable dollars = run(world, "leaderboard", {{u("currency"), u("usd")}});
        QCOMPARE(dollars.rows.size(), 1);
        QCOMPARE(dollars.value(0, u"won_value").money().minor, qint64(2000));
    }

    void quartersWithoutWinsStandWithZero()
    {
        SalesWorld world;
        for (const char *day : {"2025-11-01", "2026-08-01"}) {
            const Id deal = world.addDeal({u("Deal"), {}, {}, "won", 1000, u("2025-10-01"), {}, u(day)});
            world.addMove(deal, nullptr, "won", u(day));
        }
        world.flush();
        const auto quarters = [&](const QHash<QString, QString> &parameters) {
            const ResultTable table = run(world, "won_by_quarter", parameters);
            QStringList told;
            for (qsizetype i = 0; i < table.rows.size(); ++i) {
                told.append(table.value(i, u"quarter").text() + QLatin1Char(' ') +
                            QString::number(table.value(i, u"won_value").money().minor));
                if (table.value(i, u"won_value").isNull() || table.rows[i].filter.isEmpty())
                    told.append(u("no value"));
            }
            return told;
        };
        QCOMPARE(quarters({}),
                 (QStringList{u("2025-Q4 1000"), u("2026-Q1 0"), u("2026-Q2 0"), u("2026-Q3 1000")}));
        QCOMPARE(quarters({{u("from"), u("2026-04-01")}, {u("to"), u("2026-12-31")}}),
                 (QStringList{u("2026-Q2 0"), u("2026-Q3 1000"), u("2026-Q4 0")}));
        QCOMPARE(quarters({{u("from"), u("2030-01-01")}, {u("to"), u("2030-12-31")}}), QStringList());
    }

    void winRateOfNothingIsNoNumber()
    {
        SalesWorld world;
        const ResultTable table = run(world, "win_rate");
        QCOMPARE(table.rows.size(), 1);
        QVERIFY(table.value(0, u"win_rate").isNull());
        QCOMPARE(table.value(0, u"n").integer(), qint64(0));
    }

    void winRateCountsByTheDayOfClosingInTheZone()
    {
        SalesWorld world;
        Id other;
        fill(world, &other);
        const ResultTable quarter =
            run(world, "win_rate", {{u("from"), u("2026-10-01")}, {u("to"), u("2026-12-31")}});
        QCOMPARE(quarter.value(0, u"win_rate").percent().basisPoints, qint64(3333));
        // The last second of the year in Shanghai is in that year.
        const ResultTable last =
            run(world, "win_rate", {{u("from"), u("2025-12-31")}, {u("to"), u("2025-12-31")}});
        QCOMPARE(last.value(0, u"won").integer(), qint64(1));
        QCOMPARE(run(world, "win_rate", {{u("from"), u("2026-01-01")}}).value(0, u"n").integer(), qint64(3));
    }

    void leaderboardRanksAndShares()
    {
        SalesWorld world;
        const Id a = world.addUser(u("A")), b = world.addUser(u("B")), c = world.addUser(u("C"));
        for (const Id &one : {a, b})
            world.addDeal({u("Deal"), one, {}, "won", 3000, u("2026-10-01"), {}, u("2026-11-01")});
        world.addDeal({u("Deal"), c, {}, "won", 2000, u("2026-10-01"), {}, u("2026-11-01")});
        world.addDeal({u("Open"), c, {}, "needs", 9000, u("2026-10-01")});
        world.flush();
        const ResultTable table = run(world, "leaderboard");
        QCOMPARE(column(table, u"rank"), (QList<qint64>{1, 1, 3}));
        QCOMPARE(table.title(table.value(0, u"owner")), u("A"));
        QCOMPARE(table.value(0, u"share").percent().basisPoints, qint64(3750));
        QCOMPARE(table.value(2, u"share").percent().basisPoints, qint64(2500));
    }

    void dwellTakesThoseWhoLeftAndThoseWhoAreThere()
    {
        SalesWorld world;
        Id other;
        fill(world, &other);
        const ResultTable table = run(world, "stage_dwell", {{u("from"), u("2026-10-01")}});
        QCOMPARE(table.rows.size(), 6);
        // First contact: 10, 10 and 2 days gone, 4 days 10:42 there.
        QCOMPARE(table.value(0, u"n").integer(), qint64(4));
        QCOMPARE(table.value(0, u"here").integer(), qint64(1));
        QCOMPARE(table.value(0, u"over").integer(), qint64(0));
        QCOMPARE(table.value(0, u"upper_quartile").decimal(), Decimal(100, 1));
        QCOMPARE(table.value(0, u"limit").decimal(), Decimal(70, 1));
        // Proposal: 5 days gone, 8 days 10:42 there, over the limit.
        QCOMPARE(table.value(2, u"n").integer(), qint64(2));
        QCOMPARE(table.value(2, u"median").decimal(), Decimal(67, 1));
        QCOMPARE(table.value(2, u"over").integer(), qint64(1));
        // A past period is about those who left in it.
        const ResultTable past =
            run(world, "stage_dwell", {{u("from"), u("2026-10-01")}, {u("to"), u("2026-10-31")}});
        QCOMPARE(past.value(2, u"n").integer(), qint64(1));
        QCOMPARE(past.value(2, u"median").decimal(), Decimal(50, 1));
    }

    // 7 days to the second are in time, one second more is over (F3.63).
    void limitHoldsToTheSecond()
    {
        SalesWorld world;
        world.addDeal({u("In time"), {}, {}, "needs", 1, u("2026-11-01"), u("2026-11-12T10:42:00+08:00")});
        world.addDeal({u("Over"), {}, {}, "needs", 1, u("2026-11-01"), u("2026-11-12T10:41:59+08:00")});
        world.flush();
        const ResultTable table = run(world, "stage_dwell");
        QCOMPARE(table.value(1, u"here").integer(), qint64(2));
        QCOMPARE(table.value(1, u"over").integer(), qint64(1));
    }

    void whatTheActorMayNotSeeIsNotCounted()
    {
        SalesWorld world;
        Id other;
        fill(world, &other);
        ReadContext context = world.context();
        context.policy = std::make_shared<OwnDealsPolicy>(context.dictionary, false);
        QCOMPARE(column(run(world, "funnel", {}, &context), u"count"), (QList<qint64>{4, 3, 3, 2, 2, 2, 2}));
        QCOMPARE(run(world, "win_rate", {}, &context).value(0, u"lost").integer(), qint64(0));
        QCOMPARE(run(world, "leaderboard", {}, &context).rows.size(), 1);
        // An amount that may not be read is refused, not left out.
        context.policy = std::make_shared<OwnDealsPolicy>(context.dictionary, true);
        world.workspace().readNow([&](ReadSession &session) {
            const Reader reader(session, context);
            for (const char *name : {"funnel", "leaderboard", "won_by_quarter"}) {
                const auto answer = Report(m_catalog, reader).run(QString::fromLatin1(name), {});
                QVERIFY(!answer.ok());
                QCOMPARE(answer.error().key, u("access.forbidden_field"));
            }
            QVERIFY(Report(m_catalog, reader).run(u("win_rate"), {}).ok());
        });
    }

    void figuresOfTiles()
    {
        SalesWorld world;
        Id other;
        fill(world, &other);
        world.read([&](const Reader &reader) {
            const Report report(m_catalog, reader);
            const auto cycle = report.figures(u("sales_cycle"), {});
            QVERIFY(cycle.ok());
            QCOMPARE(cycle->size(), 1);
            QCOMPARE(cycle->first().n, qint64(2));
            // 31 and 333 days
            QCOMPARE(cycle->first().value.decimal(), Decimal(182, 0));
            const auto open = report.figures(u("open_pipeline"), {});
            QCOMPARE(open->first().value.money().minor, qint64(26000));
            const auto rate = report.figures(u("win_rate"), {});
            QCOMPARE(rate->first().value.percent().basisPoints, qint64(5000));
            QCOMPARE(rate->first().n, qint64(4));
            QCOMPARE(report.figures(u("nonsense"), {}).error().key, u("metric.unknown"));
        });
    }

    // What a screen is narrowed to: a condition, and a named period of the metric's time.
    void figuresOfAScreenAreNarrowed()
    {
        SalesWorld world;
        Id other;
        fill(world, &other);
        world.read([&](const Reader &reader) {
            const Report report(m_catalog, reader);
            const auto count = [&](const char *metric, const ReportParameters &parameters) {
                const auto read = report.figures(QString::fromLatin1(metric), parameters);
                return read.ok() && !read->isEmpty() ? read->first().value.integer() : qint64(0);
            };
            ReportParameters parameters;
            const qint64 all = count("won_deals", parameters);
            parameters.where = isRecord(u("owner_id"), other);
            const qint64 theirs = count("won_deals", parameters);
            parameters.where = QStringLiteral("NOT(%1)").arg(parameters.where);
            QCOMPARE(count("won_deals", parameters) + theirs, all);
            QVERIFY(theirs < all);
            parameters.span = u("THIS_MONTH");
            QCOMPARE(report.filter(*m_catalog->metric(u"won_deals"), parameters),
                     QStringLiteral("AND(result = \"won\", INPERIOD(won_at, \"THIS_MONTH\"), %1)")
                         .arg(parameters.where));
            QVERIFY(report.figures(u("won_deals"), parameters).ok());
            // Of what has no time every period is the same.
            QVERIFY(!report.filter(*m_catalog->metric(u"open_deals"), parameters).contains(u("INPERIOD")));
        });
    }

    void parametersAreReadStrictly()
    {
        SalesWorld world;
        const Id south = world.addTeam(u("South")), city = world.addTeam(u("Shenzhen"), south);
        world.flush();
        world.read([&](const Reader &reader) {
            const auto key = [&](const char *name, const char *text) {
                const auto read = ReportParameters::read({{u(name), u(text)}}, reader);
                return read.ok() ? QString() : read.error().key;
            };
            QCOMPARE(key("colour", "red"), u("report.parameter_unknown"));
            QCOMPARE(key("from", "19.11.2026"), u("report.bad_date"));
            QCOMPARE(key("team", "North \"x\""), u("report.value_unknown"));
            QCOMPARE(key("owner", "nobody"), u("report.value_unknown"));
            QCOMPARE(key("pipeline", "nothing"), u("report.value_unknown"));
            QCOMPARE(key("currency", "dollars"), u("report.value_unknown"));
            QCOMPARE(key("owner", "lin"), QString());
            QCOMPARE(
                ReportParameters::read({{u("from"), u("2026-02-01")}, {u("to"), u("2026-01-01")}}, reader)
                    .error()
                    .key,
                u("report.dates_turned"));
            QCOMPARE(ReportParameters::read({{u("team"), u("South")}}, reader)->teams,
                     (QList<Id>{south, city}));
            QCOMPARE(Report(m_catalog, reader).run(u("nonsense"), {}).error().key, u("report.unknown"));
        });
    }

    void jsonIsThatOfTheCommandLine()
    {
        SalesWorld world;
        world.addDeal({u("Deal"), {}, {}, "won", 123450, u("2026-10-01"), {}, u("2026-11-01")});
        world.flush();
        const QJsonObject json = run(world, "leaderboard").toJson(Language::English);
        QCOMPARE(json.value(u"count").toInt(), 1);
        QCOMPARE(json.value(u"as_of").toString(), u("2026-11-19T02:42:00.000Z"));
        const QJsonObject row = json.value(u"rows").toArray().first().toObject();
        QCOMPARE(row.value(u"owner").toObject().value(u"title").toString(), u("Lin Yue"));
        QCOMPARE(row.value(u"won_value").toObject().value(u"minor").toInteger(), qint64(123450));
        QCOMPARE(row.value(u"share").toInteger(), qint64(10000));
    }
};

DW_TEST(ReportTest)

}  // namespace dw::test

#include "reporttest.moc"
