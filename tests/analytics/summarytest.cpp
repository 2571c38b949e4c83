// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/report.h"
#include "core/reading/stagesummaries.h"
#include "core/store/sqlite/dealpaths.h"
#include "core/store/sqlite/queryrunner.h"
#include "core/store/sqlite/sqlitesession.h"
#include "tests/support/salesworld.h"
#include "tests/support/testrunner.h"

#include <QRandomGenerator>
#include <QTest>

namespace dw::test
{

namespace
{

// Sees everything, but by a condition: the summaries may not answer, the base queries count.
class ConditionPolicy final : public Policy
{
public:
    explicit ConditionPolicy(DictionaryPtr dictionary) : m_dictionary(std::move(dictionary)) {}
    Decision may(const Actor &, Action, const ObjectType &, const Record *) const override { return {}; }
    Condition readable(const Actor &, const ObjectTypePtr &object) const override
    {
        if (object->key() != QLatin1String("stage_history"))
            return nullptr;
        const CheckScope scope{m_dictionary, object, {}};
        return *CheckedExpression::condition(QStringLiteral("NOT(ISBLANK(to_stage_id))"), scope);
    }
    FieldRights fields(const Actor &, const ObjectType &) const override { return {}; }

private:
    DictionaryPtr m_dictionary;
};

constexpr const char *Stages[] = {"first_contact", "needs",       "proposal",
                                  "quotation",     "negotiation", "signing"};
constexpr qint64 Day = 86400;

void done(const Result<void> &result)
{
    QVERIFY2(result.ok(), result.ok() ? "" : qPrintable(result.error().key + result.error().detail));
}

}  // namespace

// The summary tables say what the rows say, whatever was written, and only to those who may see all of it.
class SummaryTest : public QObject
{
    Q_OBJECT

private:
    MetricCatalogPtr m_catalog;
    QRandomGenerator m_random{4711};
    QList<Id> m_people;
    QList<Id> m_deals;

    int below(int bound) { return int(m_random.bounded(quint32(bound))); }
    bool chance(int percent) { return below(100) < percent; }
    QString dayBefore(int days) const { return Date{Date::fromYmd(2026, 11, 19).days - days}.toIso(); }

    // In the business zone, where the night is another day than in UTC.
    QString timeOfDay()
    {
        return QStringLiteral("T%1:%2:00")
            .arg(below(24), 2, 10, QLatin1Char('0'))
            .arg(below(60), 2, 10, QLatin1Char('0'));
    }
    // Some lines have no time.
    QString momentBefore(int days) { return chance(3) ? QString() : dayBefore(days) + timeOfDay(); }

    void addDeals(SalesWorld &world, int count)
    {
        for (int i = 0; i < count; ++i) {
            SalesWorld::Deal deal;
            deal.name = QStringLiteral("Deal %1").arg(m_deals.size());
            deal.owner = m_people[below(int(m_people.size()))];
            deal.amount = chance(15) ? -1 : qint64(below(90'000'000));
            if (chance(25))
                deal.currency = "USD";
            const int age = 1 + below(420), end = below(6);
            const bool won = end == 5 && chance(60), lost = chance(25);
            deal.created = dayBefore(age);
            deal.stage = won ? "won" : lost ? "lost" : Stages[end];
            if (won || lost)
                deal.closed = dayBefore(below(age));
            const Id id = world.addDeal(deal);
            m_deals.append(id);
            const char *from = nullptr;
            int left = age;
            for (int step = 0; step <= end; ++step) {
                const int stay = below(left + 1);
                world.addMove(id, from, Stages[step], momentBefore(left),
                              from && chance(90) ? stay * Day + below(5000) : -1,
                              chance(10)   ? "{\"undone\": true}"
                              : chance(50) ? "passed"
                                           : nullptr);
                // Steps back and to the side happen.
                from = chance(85) ? Stages[step] : Stages[below(6)];
                left -= std::min(left, stay);
            }
            if (won || lost)
                world.addMove(id, chance(90) ? from : nullptr, deal.stage, deal.closed + timeOfDay(),
                              below(90) * Day);
        }
        world.flush();
    }

    static void apply(SalesWorld &world, const ChangeSet &changes)
    {
        world.workspace().writeNow([&](WriteSession &session) {
            done(session.begin(Durability::Redoable));
            done(session.apply(changes));
            done(session.commit());
        });
    }

    // Some of everything that can happen to deals and to the lines of their history.
    void changeMuch(SalesWorld &world)
    {
        ChangeSet changes;
        const auto update = [&](const Record &before, auto change) {
            Record after = before;
            change(after);
            changes.changes.append({RecordChange::Kind::Update, before, after});
        };
        world.read([&](const Reader &reader) {
            for (int i = 0; i < 60; ++i) {
                const Id id = m_deals[below(int(m_deals.size()))];
                const auto found = reader.record({QStringLiteral("opportunity"), id});
                const Record deal = found.ok() ? *found : Record();
                const bool seen =
                    std::any_of(changes.changes.begin(), changes.changes.end(),
                                [&](const RecordChange &change) { return change.record().id() == id; });
                if (!deal.isValid() || seen)
                    continue;
                const int what = below(6);
                if (what == 0)
                    changes.changes.append({RecordChange::Kind::Purge, deal, {}});
                else
                    update(deal, [&](Record &after) {
                        if (what == 1)
                            after.set(u"owner_id", Value(m_people[below(int(m_people.size()))]));
                        if (what == 2)
                            after.set(u"amount",
                                      chance(30) ? Value() : Value(Money{below(1000), after.currency()}));
                        if (what == 3)
                            after.set(u"deleted_at",
                                      after.isDeleted() ? Value() : Value(world.clock().now()));
                        if (what == 4)
                            after.set(u"pipeline_id", Value(SalesWorld::pipeline("solution")));
                        if (what == 5)
                            after.set(u"name", Value(QStringLiteral("Another name")));
                    });
            }
            const Query all = *reader.query(QStringLiteral("stage_history"), {}, {});
            const auto rows = *reader.rows(all);
            QList<int> fields;
            for (int i = 0; i < all.object->fieldCount(); ++i)
                fields.append(i);
            const QList<Record> lines = *reader.page(all.object, rows, fields);
            for (const Record &line : lines) {
                if (!chance(8))
                    continue;
                const int what = below(4);
                if (what == 0)
                    changes.changes.append({RecordChange::Kind::Purge, line, {}});
                else
                    update(line, [&](Record &after) {
                        if (what == 1)
                            after.set(u"gate_result", Value(QStringLiteral("Undone")));
                        if (what == 2)
                            after.set(u"deleted_at", Value(world.clock().now()));
                        if (what == 3)
                            after.set(u"dwell_s", Value(qint64(below(100) * Day)));
                    });
            }
        });
        apply(world, changes);
    }

    // The report for the owner, by the summaries, and for one who sees the same by a condition, is the same.
    void compare(SalesWorld &world, const QHash<QString, QString> &texts)
    {
        ReadContext byCondition = world.context();
        byCondition.policy = std::make_shared<ConditionPolicy>(byCondition.dictionary);
        world.workspace().readNow([&](ReadSession &session) {
            QVERIFY(session.beginRead().ok());
            const Reader owner(session, world.context()), other(session, byCondition);
            QVERIFY(StageSummaries::of(owner)->has_value());
            QVERIFY(!StageSummaries::of(other)->has_value());
            const auto read = ReportParameters::read(texts, owner);
            QVERIFY(read.ok());
            const ReportParameters parameters = *read;
            for (const char *name : {"funnel", "stage_dwell"}) {
                const auto fast = Report(m_catalog, owner).run(QLatin1String(name), parameters);
                const auto slow = Report(m_catalog, other).run(QLatin1String(name), parameters);
                QVERIFY(fast.ok());
                QVERIFY(slow.ok());
                QCOMPARE(fast->rows.size(), slow->rows.size());
                for (qsizetype i = 0; i < fast->rows.size(); ++i) {
                    QCOMPARE(fast->rows[i].currency, slow->rows[i].currency);
                    for (qsizetype j = 0; j < fast->rows[i].values.size(); ++j)
                        QCOMPARE(fast->rows[i].values[j].toDebugString(),
                                 slow->rows[i].values[j].toDebugString());
                }
            }
            session.endRead();
        });
    }

    void compareAll(SalesWorld &world)
    {
        const QString from = QStringLiteral("from"), to = QStringLiteral("to");
        const QString first = m_people.first().toString();
        const QList<QHash<QString, QString>> asked{
            {},
            {{from, QStringLiteral("2026-10-01")}, {to, QStringLiteral("2026-12-31")}},
            {{from, QStringLiteral("2026-08-01")}, {to, QStringLiteral("2026-08-31")}},
            {{to, QStringLiteral("2026-06-30")}},
            {{from, QStringLiteral("2026-02-01")}},
            {{QStringLiteral("owner"), first}},
            {{QStringLiteral("team"), QStringLiteral("South")}, {from, QStringLiteral("2026-01-01")}},
            {{QStringLiteral("currency"), QStringLiteral("usd")}},
            {{QStringLiteral("currency"), QStringLiteral("base")}},
            {{QStringLiteral("pipeline"), QStringLiteral("solution")}}};
        for (const auto &texts : asked) {
            compare(world, texts);
            if (QTest::currentTestFailed())
                return;
        }
        compareAnyPeriods(world, 25);
    }

    // Periods of any days, open at an end or not, some of one day, for any of the people.
    void compareAnyPeriods(SalesWorld &world, int count)
    {
        for (int i = 0; i < count && !QTest::currentTestFailed(); ++i) {
            QHash<QString, QString> texts;
            const int first = below(440), length = chance(30) ? below(3) : below(first + 1);
            if (!chance(10))
                texts.insert(QStringLiteral("from"), dayBefore(first));
            if (!chance(10))
                texts.insert(QStringLiteral("to"), dayBefore(first - length));
            if (chance(20))
                texts.insert(QStringLiteral("owner"), m_people[below(int(m_people.size()))].toString());
            if (chance(15))
                texts.insert(QStringLiteral("currency"),
                             chance(50) ? QStringLiteral("usd") : QStringLiteral("base"));
            if (chance(15))
                texts.insert(QStringLiteral("pipeline"), QStringLiteral("solution"));
            compare(world, texts);
            if (QTest::currentTestFailed())
                qWarning() << "period" << texts;
        }
    }

    static QStringList faults(SalesWorld &world)
    {
        QStringList names;
        const auto checks = world.workspace().verify(Ticket());
        for (const VerifyCheck &check : *checks) {
            if (!check.ok)
                names.append(check.name + QLatin1String(": ") + check.detail);
        }
        return names;
    }

private Q_SLOTS:
    void initTestCase() { m_catalog = *MetricCatalog::shipped(); }
    void init()
    {
        m_people.clear();
        m_deals.clear();
    }

    void summariesAgreeWithTheRows()
    {
        SalesWorld world;
        const Id south = world.addTeam(QStringLiteral("South"));
        m_people = {world.addUser(QStringLiteral("Ada"), south), world.addUser(QStringLiteral("Bo"), south),
                    world.addUser(QStringLiteral("Cy")), SalesWorld::owner()};
        addDeals(world, 150);
        compareAll(world);
        for (int round = 0; round < 4 && !QTest::currentTestFailed(); ++round) {
            changeMuch(world);
            addDeals(world, 20);
            compareAll(world);
        }
        QVERIFY(!faults(world).join(QLatin1Char(' ')).contains(QLatin1String("summaries")));
    }

    // Many deals of one person in one month lie in several rows, and each finds its own again.
    void oneWhoHasManyDealsIsCountedToo()
    {
        SalesWorld world;
        world.addTeam(QStringLiteral("South"));
        m_people = {SalesWorld::owner()};
        for (int i = 0; i < 700; ++i) {
            SalesWorld::Deal deal;
            deal.name = QStringLiteral("Deal %1").arg(i);
            deal.owner = SalesWorld::owner();
            deal.amount = qint64(below(90'000'000));
            deal.stage = Stages[2];
            m_deals.append(world.addDeal(deal));
            for (int step = 0; step < 3; ++step)
                world.addMove(m_deals.last(), step > 0 ? Stages[step - 1] : nullptr, Stages[step],
                              QStringLiteral("2026-10-%1").arg(1 + below(31), 2, 10, QLatin1Char('0')),
                              step > 0 ? below(30) * Day : -1);
        }
        world.flush();
        world.workspace().readNow([](ReadSession &session) {
            auto &connection = static_cast<sqlite::SqliteSession &>(session).connection();
            QVERIFY(connection.integer("SELECT count(*) FROM \"dw:paths\"").value() > 2);
            QVERIFY(connection.integer("SELECT max(length(deals)) FROM \"dw:paths\"").value() <= 8192);
        });
        for (int round = 0; round < 3 && !QTest::currentTestFailed(); ++round) {
            compareAnyPeriods(world, 5);
            changeMuch(world);
        }
        compareAll(world);
        QCOMPARE(faults(world).filter(QStringLiteral("summaries: ")), QStringList());
    }

    // A file of before, as its migration leaves it: its summaries are made anew when it is opened.
    void anOlderFileGetsItsSummaries()
    {
        SalesWorld world;
        world.addTeam(QStringLiteral("South"));
        m_people = {SalesWorld::owner()};
        addDeals(world, 30);
        world.workspace().writeNow([&](WriteSession &session) {
            auto &connection = static_cast<sqlite::SqliteSession &>(session).connection();
            QVERIFY(connection
                        .execute("DELETE FROM \"dw:paths\"; DELETE FROM \"dw:stays\"; "
                                 "UPDATE \"dw:meta\" SET value=CAST('1' AS BLOB) WHERE key='summaries'")
                        .ok());
        });
        world.workspace().readNow([&](ReadSession &session) {
            const Reader reader(session, world.context());
            QVERIFY(!StageSummaries::of(reader)->has_value());
        });
        world.workspace().writeNow([&](WriteSession &session) {
            auto &sqlite = static_cast<sqlite::SqliteSession &>(session);
            QVERIFY(*sqlite.needsSummaryRebuild());
            QVERIFY(sqlite.begin(Durability::Saved).ok());
            QVERIFY(sqlite.rebuildSummary().ok());
            QVERIFY(sqlite.commit().ok());
        });
        compareAll(world);
        QCOMPARE(faults(world).filter(QStringLiteral("summaries: ")), QStringList());
    }

    void verifyFindsAndMendsAWrongSummary()
    {
        SalesWorld world;
        m_people = {SalesWorld::owner()};
        addDeals(world, 20);
        const auto sql = [&](const QByteArray &text) {
            world.workspace().writeNow([&](WriteSession &session) {
                QVERIFY(static_cast<sqlite::SqliteSession &>(session).connection().execute(text).ok());
            });
        };
        const auto wrong = [&] { return faults(world).filter(QStringLiteral("summaries: ")).size(); };
        QCOMPARE(wrong(), 0);
        sql("UPDATE \"dw:paths\" SET deals=CAST(deals||x'00' AS BLOB) WHERE rowid=(SELECT min(rowid) FROM "
            "\"dw:paths\")");
        QCOMPARE(wrong(), 1);
        QCOMPARE(wrong(), 0);
        sql("DELETE FROM \"dw:stays\"");
        QCOMPARE(wrong(), 1);
        QCOMPARE(wrong(), 0);
        compare(world, {});
    }

    // The steps of a pipeline are changed: what was reached is counted by the new ones.
    void anotherOrderOfStagesIsCountedAnew()
    {
        SalesWorld world;
        m_people = {SalesWorld::owner(),
                    world.addUser(QStringLiteral("Ada"), world.addTeam(QStringLiteral("South")))};
        addDeals(world, 40);
        ChangeSet changes;
        world.read([&](const Reader &reader) {
            const Record needs =
                *reader.record({QStringLiteral("stage_definition"), SalesWorld::stage("needs")});
            const Record proposal =
                *reader.record({QStringLiteral("stage_definition"), SalesWorld::stage("proposal")});
            Record first = needs, second = proposal;
            first.set(u"seq", proposal.value(u"seq"));
            second.set(u"seq", needs.value(u"seq"));
            changes.changes.append({RecordChange::Kind::Update, needs, first});
            changes.changes.append({RecordChange::Kind::Update, proposal, second});
        });
        apply(world, changes);
        compareAll(world);
        QCOMPARE(faults(world).filter(QStringLiteral("summaries: ")), QStringList());
    }

    // How the figures are read (EXPLAIN QUERY PLAN): along the covering index of the deals, never through the
    // table.
    void figuresAreReadAlongTheirIndex_data()
    {
        QTest::addColumn<QString>("where");
        QTest::addColumn<QStringList>("groupBy");
        QTest::addColumn<QStringList>("measures");
        QTest::addColumn<bool>("base");
        QTest::addColumn<QStringList>("plan");
        const QString open = QStringLiteral("AND(pipeline_id = \"%1\", result = \"open\")")
                                 .arg(SalesWorld::pipeline().toString());
        const QString won = QStringLiteral("result = \"won\"");
        const QString searched =
            QStringLiteral("SEARCH t0 USING COVERING INDEX opportunity:figures (result=%1)");
        const QString grouped = QStringLiteral("USE TEMP B-TREE FOR GROUP BY");
        const QStringList sums{QStringLiteral("count()"), QStringLiteral("sum(amount)")};
        QTest::newRow("board") << open << QStringList{QStringLiteral("stage_id")}
                               << sums + QStringList{QStringLiteral("sum(weighted_amount)")} << true
                               << QStringList{searched.arg(QStringLiteral("? AND pipeline_id=?"))};
        QTest::newRow("board closed")
            << QStringLiteral(
                   "AND(pipeline_id = \"%1\", OR(INPERIOD(won_at, \"THIS_MONTH\"), "
                   "INPERIOD(lost_at, \"THIS_MONTH\")))")
                   .arg(SalesWorld::pipeline().toString())
            << QStringList{QStringLiteral("stage_id")} << sums << true
            << QStringList{QStringLiteral("SCAN t0 USING COVERING INDEX opportunity:figures"), grouped};
        QTest::newRow("quarter") << won << QStringList{QStringLiteral("YEARQUARTER(won_at)")} << sums << false
                                 << QStringList{searched.arg(QStringLiteral("?")), grouped};
        QTest::newRow("leaderboard") << won << QStringList{QStringLiteral("owner_id")} << sums << false
                                     << QStringList{searched.arg(QStringLiteral("?")), grouped};
        QTest::newRow("open pipeline") << QStringLiteral("result = \"open\"") << QStringList() << sums
                                       << false << QStringList{searched.arg(QStringLiteral("?")), grouped};
        QTest::newRow("win rate") << won << QStringList() << QStringList() << false
                                  << QStringList{searched.arg(QStringLiteral("?"))};
    }

    void figuresAreReadAlongTheirIndex()
    {
        QFETCH(QString, where);
        QFETCH(QStringList, groupBy);
        QFETCH(QStringList, measures);
        QFETCH(bool, base);
        QFETCH(QStringList, plan);
        SalesWorld world;
        world.workspace().readNow([&](ReadSession &session) {
            const Reader reader(session, world.context());
            sqlite::QueryRunner runner(static_cast<sqlite::SqliteSession &>(session).connection());
            runner.setDictionary(world.context().dictionary);
            const EvaluationContext context =
                world.context().settings.context(world.clock().now(), SalesWorld::owner(), {});
            Result<QStringList> steps = QStringList();
            if (measures.isEmpty())
                steps = runner.countPlan(*reader.query(QStringLiteral("opportunity"), where, {}), context);
            else
                steps =
                    runner.plan(*reader.groupQuery(
                                    QStringLiteral("opportunity"), where, groupBy, measures,
                                    base ? GroupQuery::MoneyMode::Base : GroupQuery::MoneyMode::PerCurrency),
                                context);
            QVERIFY(steps.ok());
            QCOMPARE(*steps, plan);
        });
    }

    void summariesAreReadByTheirKeys()
    {
        SalesWorld world;
        world.workspace().readNow([&](ReadSession &session) {
            auto &connection = static_cast<sqlite::SqliteSession &>(session).connection();
            sqlite::StageSummary summary(connection, BusinessZone());
            summary.setDictionary(world.context().dictionary);
            const auto plan = [&](const QByteArray &sql) {
                QStringList steps;
                auto read = connection.prepare("EXPLAIN QUERY PLAN " + sql).value();
                while (read.step().value())
                    steps.append(read.text(3));
                return steps;
            };
            StageSummaryQuery query;
            query.pipeline = SalesWorld::pipeline();
            QCOMPARE(plan(sqlite::DealPaths::reachSql(query)),
                     QStringList{QStringLiteral("SEARCH dw:paths USING INDEX sqlite_autoindex_dw:paths_1 "
                                                "(pipeline=? AND month>?)")});
            QCOMPARE(plan(sqlite::StageSummary::staysSql(query)),
                     QStringList{QStringLiteral("SCAN dw:stays USING INDEX sqlite_autoindex_dw:stays_1")});
            QCOMPARE(plan(summary.presenceSql(query)),
                     QStringList{QStringLiteral("SEARCH opportunity USING COVERING INDEX opportunity:figures "
                                                "(result=? AND pipeline_id=?)")});
        });
    }
};

}  // namespace dw::test

using dw::test::SummaryTest;
DW_TEST(SummaryTest)
#include "summarytest.moc"
