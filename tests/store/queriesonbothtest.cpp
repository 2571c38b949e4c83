// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/queryrunner.h"
#include "tests/store/postgresqueryworld.h"
#include "tests/store/query_world.h"
#include "tests/support/expressiongenerator.h"
#include "tests/support/property.h"
#include "tests/support/testrunner.h"

#include <QTest>

namespace dw::test
{

namespace
{

using Measure = GroupQuery::Measure;
using Kind = ValueType::Kind;

// The same records in a file and in PostgreSQL.
class BothStores
{
public:
    BothStores() : m_runner(*m_file.connection) { m_runner.setDictionary(ExpressionWorld::dictionary()); }

    void put(const ExpressionWorld &world)
    {
        m_file.put(world);
        m_postgres.put(world);
    }

    // Empty if both answer the same; a condition that the file's SQL cannot evaluate says nothing.
    QString difference(const Query &query, int limit)
    {
        const auto rows = m_runner.rows(query, m_context, limit);
        if (!rows.ok())
            return {};
        const QList<Record> page = m_runner.page(query.object, *rows, {}).value();
        QStringList expected, found;
        for (const Record &record : page)
            expected.append(record.id().toString());
        const auto ids = m_postgres.queries().ids(query, m_context, limit);
        if (!ids.ok())
            return ids.error().key + ids.error().detail;
        for (const Id &id : *ids)
            found.append(id.toString());
        const auto inFile = m_runner.count(query, m_context);
        const auto counted = m_postgres.queries().count(query, m_context);
        if (inFile.ok() && (!counted.ok() || *counted != *inFile))
            return QStringLiteral("another count");
        return expected == found ? QString()
                                 : QStringLiteral("in the file\n%1\nin PostgreSQL\n%2")
                                       .arg(expected.join(QLatin1Char('\n')), found.join(QLatin1Char('\n')));
    }

    QString difference(const GroupQuery &query)
    {
        const auto expected = m_runner.group(query, m_context);
        const auto found = m_postgres.queries().group(query, m_context);
        if (!expected.ok())
            return {};
        const QString file = shown(*expected);
        const QString postgres = found.ok() ? shown(*found) : found.error().key + found.error().detail;
        return file == postgres ? QString()
                                : QStringLiteral("in the file\n%1in PostgreSQL\n%2").arg(file, postgres);
    }

    bool failsOnBoth(const GroupQuery &query, const char *key)
    {
        const auto file = m_runner.group(query, m_context);
        const auto postgres = m_postgres.queries().group(query, m_context);
        return !file.ok() && !postgres.ok() && file.error().key == QLatin1String(key) &&
               postgres.error().key == QLatin1String(key);
    }

private:
    static QString shown(const QList<GroupRow> &rows)
    {
        QString text;
        for (const GroupRow &row : rows) {
            for (const Value &key : row.keys)
                text += key.toDebugString() + QLatin1String(" | ");
            text += row.currency.code();
            for (const Value &measure : row.measures)
                text += QLatin1String(" | ") + measure.toDebugString();
            text += QLatin1Char('\n');
        }
        return text;
    }

    StoredWorld m_file;
    PostgresQueryWorld m_postgres{"queries on both"};
    sqlite::QueryRunner m_runner;
    EvaluationContext m_context = ExpressionWorld::context();
};

std::shared_ptr<const CheckedExpression> checked(const QString &text)
{
    const auto made = CheckedExpression::compile(text, ExpressionWorld::scope());
    if (!made.ok())
        qFatal("%s: %s", qPrintable(text), qPrintable(made.error().key));
    return *made;
}

ObjectTypePtr deals()
{
    return ExpressionWorld::dictionary()->find(u"deal");
}

// Some of them, of every object, in the bin.
ExpressionWorld withBin(ExpressionWorld world)
{
    for (auto &[id, record] : world.records) {
        if (*rc::gen::inRange(0, 6) == 0)
            record.values.insert(QStringLiteral("deleted_at"), Value(Instant{1'790'000'000'000}));
    }
    return world;
}

std::shared_ptr<const CheckedExpression> anyExpression()
{
    return checked((*generatedExpression(2)).text);
}

std::shared_ptr<const CheckedExpression> anyCondition()
{
    return checked(*expressionText(Kind::Boolean, 2));
}

Measure anyMeasure()
{
    using F = Measure::Function;
    Measure measure;
    if (*rc::gen::inRange(0, 3) == 0)
        measure.where = anyCondition();
    if (*rc::gen::inRange(0, 5) == 0)
        return measure;
    measure.of = anyExpression();
    const Kind kind = measure.of->type().kind;
    const bool number = measure.of->type().isNumber() || kind == Kind::Money;
    measure.function =
        number ? *rc::gen::element(F::Count, F::CountDistinct, F::Sum, F::Average, F::Min, F::Max, F::Median)
               : *rc::gen::element(F::Count, F::CountDistinct, F::Min, F::Max);
    return measure;
}

QString shownMeasures(const GroupQuery &query)
{
    QString text = query.money == GroupQuery::MoneyMode::Base ? QStringLiteral("base\n") : QString();
    if (query.where)
        text += QLatin1String("where ") + query.where->text() + QLatin1Char('\n');
    for (const auto &by : query.groupBy)
        text += QLatin1String("by ") + by->text() + QLatin1Char('\n');
    for (const Measure &measure : query.measures)
        text += QStringLiteral("measure %1 of %2 where %3\n")
                    .arg(int(measure.function))
                    .arg(measure.of ? measure.of->text() : QString(),
                         measure.where ? measure.where->text() : QString());
    return text;
}

}  // namespace

// What a server answers from PostgreSQL is what it answers from a file.
class QueriesOnBothTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_both = std::make_unique<BothStores>(); }
    void cleanupTestCase() { m_both.reset(); }

    void recordsInTheSameOrder()
    {
        DW_PROPERTY("the same records in the same order", [this] {
            m_both->put(withBin(*expressionWorld()));
            for (int i = 0; i < 5; ++i) {
                Query query{deals(), {}, {}};
                if (*rc::gen::inRange(0, 4) != 0)
                    query.where = anyCondition();
                query.deleted = *rc::gen::element(Query::Deleted::Exclude, Query::Deleted::Exclude,
                                                  Query::Deleted::Only, Query::Deleted::Include);
                for (int keys = *rc::gen::inRange(0, 3); keys > 0; --keys)
                    query.sort.append(
                        {QString::fromStdString(*rc::gen::element<std::string>(
                             "name", "amount", "quantity", "closes", "stage", "active", "company_id",
                             "company_id.title", "phase_id.title", "id")),
                         *rc::gen::element(SortKey::Order::Ascending, SortKey::Order::Descending)});
                const QString difference = m_both->difference(query, *rc::gen::element(-1, -1, 0, 1, 2));
                if (!difference.isEmpty()) {
                    QString asked = query.where ? query.where->text() : QString();
                    for (const SortKey &sort : query.sort)
                        asked += QLatin1Char('\n') + sort.field + QString::number(int(sort.order));
                    RC_FAIL((asked + QLatin1Char('\n') + difference).toStdString());
                }
            }
        });
    }

    // A reference that nothing is listed along, under filters that may be looked up along anything.
    void titlesInTheSameOrder()
    {
        // Along their customers, the deals of a phase come in another order than that of their ids.
        const Id customers[] = {Id::named("company/hw"), Id::named("company/acme")};
        ExpressionWorld world = sampleWorld();
        int deal = 0;
        for (auto &[id, record] : world.records) {
            if (record.object != QLatin1String("deal"))
                continue;
            record.values.insert(QStringLiteral("company_id"), Value(customers[++deal % 2]));
            record.values.insert(QStringLiteral("phase_id"), Value(Id::named("phase/q")));
        }
        m_both->put(world);
        m_sampled = false;
        const QString ofTwo = QStringLiteral("company_id IN (\"%1\", \"%2\")")
                                  .arg(customers[0].toString(), customers[1].toString());
        for (const QString &where : {QString(), QStringLiteral("quantity > 1"), ofTwo}) {
            for (const char *field : {"phase_id.title", "company_id.title"}) {
                for (const SortKey::Order order : {SortKey::Order::Ascending, SortKey::Order::Descending}) {
                    Query query{deals(), {}, {{QString::fromLatin1(field), order}}};
                    if (!where.isEmpty())
                        query.where = checked(where);
                    const QString difference = m_both->difference(query, -1);
                    QVERIFY2(difference.isEmpty(), qPrintable(query.sort.first().field + difference));
                }
            }
        }
    }

    // A key is told without its record, also where the evaluator decides.
    void keysOfWhatIsInTheBin()
    {
        ExpressionWorld world = sampleWorld();
        for (auto &[id, record] : world.records) {
            if (record.object == QLatin1String("phase") || record.object == QLatin1String("company"))
                record.values.insert(QStringLiteral("deleted_at"), Value(Instant{1'790'000'000'000}));
        }
        m_both->put(world);
        m_sampled = false;
        for (const char *where :
             {"phase_id = \"quotation\"", "NOT(phase_id = \"quotation\")",
              "AND(phase_id = \"first\", LENGTH(name) > 0)", "company.industry = \"telecom\"",
              "NOT(company.industry = \"telecom\")", "ISBLANK(company.name)", "COUNT(company.deals) > 1"}) {
            const QString difference =
                m_both->difference({deals(), checked(QString::fromLatin1(where)), {}}, -1);
            QVERIFY2(difference.isEmpty(), qPrintable(QString::fromLatin1(where) + difference));
        }
    }

    void figuresInTheSameGroups()
    {
        DW_PROPERTY("the same groups with the same figures", [this] {
            m_both->put(withBin(*expressionWorld()));
            for (int i = 0; i < 5; ++i) {
                GroupQuery query;
                query.object = deals();
                if (*rc::gen::inRange(0, 3) == 0)
                    query.where = anyCondition();
                for (int keys = *rc::gen::inRange(0, 3); keys > 0; --keys)
                    query.groupBy.append(anyExpression());
                for (int measures = *rc::gen::inRange(1, 4); measures > 0; --measures)
                    query.measures.append(anyMeasure());
                query.money =
                    *rc::gen::element(GroupQuery::MoneyMode::PerCurrency, GroupQuery::MoneyMode::Base);
                const QString difference = m_both->difference(query);
                if (!difference.isEmpty())
                    RC_FAIL((shownMeasures(query) + difference).toStdString());
            }
        });
    }

    void chosenFigures_data()
    {
        QTest::addColumn<QString>("by");
        QTest::addColumn<QString>("of");
        for (const char *by : {"stage", "YEARMONTH(won_at)", "YEARQUARTER(closes)", "WEEKDAY(closes)",
                               "company_id", "company.industry", "phase_id = \"quotation\"", "interests",
                               "friends", "amount", "rate", "name", ""}) {
            for (const char *of : {"amount", "cost", "amount + cost", "company.revenue", "SUM(lines.price)",
                                   "IF(active, amount, company.revenue)", "COALESCE(cost, amount)",
                                   "CASE(stage, \"won\", amount, \"lost\", cost)", "-amount", "amount * 2",
                                   "MAX(amount, cost)", "ABS(cost)", "quantity", "rate", "probability",
                                   "closes", "name", "interests"})
                QTest::addRow("%s of %s", *by ? by : "all", of)
                    << QString::fromUtf8(by) << QString::fromUtf8(of);
        }
    }

    void chosenFigures()
    {
        QFETCH(QString, by);
        QFETCH(QString, of);
        using F = Measure::Function;
        if (!m_sampled) {
            m_both->put(sampleWorld());
            m_sampled = true;
        }
        GroupQuery query;
        query.object = deals();
        if (!by.isEmpty())
            query.groupBy = {checked(by)};
        const auto measured = checked(of);
        const bool number = measured->type().isNumber() || measured->type().kind == Kind::Money;
        // The sample has amounts beyond 64 bits together.
        const Condition fits = checked(QStringLiteral("AND(quantity < 7, quantity > -100)"));
        for (const F function : {F::Count, F::CountDistinct, F::Min, F::Max})
            query.measures.append({function, measured, nullptr});
        if (number) {
            for (const F function : {F::Sum, F::Average, F::Median})
                query.measures.append({function, measured, fits});
        }
        for (const auto money : {GroupQuery::MoneyMode::PerCurrency, GroupQuery::MoneyMode::Base}) {
            query.money = money;
            const QString difference = m_both->difference(query);
            QVERIFY2(difference.isEmpty(), qPrintable(difference));
        }
    }

    void whatCannotBeToldIsAnError()
    {
        m_both->put(sampleWorld());
        m_sampled = true;
        GroupQuery query;
        query.object = deals();
        query.measures = {{Measure::Function::Sum, checked(QStringLiteral("quantity * quantity")), nullptr}};
        QVERIFY(m_both->failsOnBoth(query, "expression.overflow"));
        query.measures = {{Measure::Function::Sum, checked(QStringLiteral("SUM(lines.price)")), nullptr}};
        QVERIFY(m_both->failsOnBoth(query, "expression.mixed_currencies"));
        query.measures = {{Measure::Function::Sum, nullptr, nullptr}};
        QVERIFY(m_both->failsOnBoth(query, "store.internal"));
    }

private:
    std::unique_ptr<BothStores> m_both;
    bool m_sampled = false;
};

DW_TEST(QueriesOnBothTest)

}  // namespace dw::test

#include "queriesonbothtest.moc"
