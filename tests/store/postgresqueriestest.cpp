// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/schema.h"
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

Condition conditionOf(const char *text)
{
    auto compiled = CheckedExpression::compile(QString::fromUtf8(text), ExpressionWorld::scope());
    if (!compiled.ok())
        qFatal("%s: %s", text, qPrintable(compiled.error().key));
    return *compiled;
}

}  // namespace

class PostgresQueriesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_stored = std::make_unique<PostgresQueryWorld>("postgres queries"); }
    void cleanupTestCase() { m_stored.reset(); }

    void chosenConditions_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("exact");
        const std::pair<const char *, bool> texts[] = {
            {"active", true},
            {"quantity > 1", true},
            {"quantity IN (1, 2, -2)", true},
            {"stage = \"won\"", true},
            {"stage IN (\"won\", \"lost\")", true},
            {"name = \"Ünïcode\"", true},
            {"name = \"a\"", true},
            {"phase_id = \"quotation\"", true},
            {"phase_id IN (\"quotation\", \"first\")", true},
            {"company.industry = \"telecom\"", true},
            {"company.size >= 5", true},
            {"closes >= TODAY()", false},
            {"AND(active, quantity > 1)", true},
            {"OR(active, quantity > 1, stage = \"won\")", true},
            {"AND(active, amount > 100)", false},
            {"OR(active, amount > 100)", false},
            {"AND(OR(active, stage = \"lost\"), company.industry = \"telecom\")", true},
            {"NOT(active)", false},
            {"stage <> \"won\"", false},
            {"amount > 1000", false},
            {"company.revenue > amount", false},
            {"ISBLANK(stage)", false},
            {"YEAR(closes) = 2026", false},
            {"COUNT(lines) > 0", false},
        };
        for (const auto &[text, exact] : texts)
            QTest::newRow(text) << QByteArray(text) << exact;
    }

    void chosenConditions()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, exact);
        const Condition condition = conditionOf(text.constData());
        const auto narrowing = postgres::narrow(condition->root(), postgres::dialectOf(Id::named("x")), "t");
        QCOMPARE(narrowing && narrowing->exact, exact);
        m_stored->put(sampleWorld());
        QCOMPARE(m_stored->difference(condition), QString());
    }

    // Whatever a condition asks, the same deals come out as in memory.
    void randomConditions()
    {
        int asked = 0;
        DW_PROPERTY("a query finds what the evaluator finds", [&] {
            m_stored->put(*expressionWorld());
            for (int i = 0; i < 5; ++i) {
                const QString text = *expressionText(ValueType::Kind::Boolean);
                const auto compiled = CheckedExpression::compile(text, ExpressionWorld::scope());
                if (!compiled.ok() || (*compiled)->type().kind != ValueType::Kind::Boolean)
                    continue;
                ++asked;
                const QString difference = m_stored->difference(*compiled);
                if (!difference.isEmpty())
                    RC_FAIL(difference.toStdString());
            }
        });
        QVERIFY(asked > 0);
    }

    // Each look at another record alone would be a way to the server and back.
    void relatedRecordsComeTogether()
    {
        m_stored->put(sampleWorld());
        const int before = m_stored->lookedUp();
        for (const char *text :
             {"company.revenue > amount", "LENGTH(phase.name) > 1", "SUM(lines.price) > 100",
              "COUNT(company.deals) > 2", "SUM(company.deals.amount) > amount",
              "ANY(lines, AND(quantity > 1, ships > TODAY()))"})
            QCOMPARE(m_stored->difference(conditionOf(text)), QString());
        QCOMPARE(m_stored->lookedUp(), before);
    }

    void sortedAndLimited()
    {
        m_stored->put(sampleWorld());
        Query query{ExpressionWorld::dictionary()->find(u"deal"), nullptr, {}};
        const auto values = [&](const char *field, SortKey::Order order, int limit) {
            query.sort = {{QString::fromLatin1(field), order}};
            const std::vector<Id> ids = m_stored->queries().ids(query, m_stored->context(), limit).value();
            const int index = query.object->indexOf(QString::fromLatin1(field));
            QStringList found;
            const QList<Record> records = m_stored->queries().records(query.object, ids, {index}).value();
            for (const Record &record : records)
                found.append(record.value(index).toDebugString());
            return found;
        };
        const QStringList up = values("quantity", SortKey::Order::Ascending, -1);
        const QStringList down = values("quantity", SortKey::Order::Descending, -1);
        QCOMPARE(up.size(), 10);
        // NULL comes last, whichever way.
        QCOMPARE(up.last(), Value().toDebugString());
        QCOMPARE(down.last(), Value().toDebugString());
        QCOMPARE(up.first(), down.at(8));
        QCOMPARE(values("quantity", SortKey::Order::Ascending, 3), up.first(3));
        // Chinese by its sort key, by reading: "成单" (cheng) before "华为" (hua), against their code points.
        const QStringList names = values("name", SortKey::Order::Ascending, -1);
        const auto place = [&names](const char *name) {
            return names.indexOf(Value(QString::fromUtf8(name)).toDebugString());
        };
        QVERIFY(place("成单") >= 0);
        QVERIFY2(place("成单") < place("华为 5G"), qPrintable(names.join(QLatin1Char(','))));
        query.sort = {{QStringLiteral("nothing"), SortKey::Order::Ascending}};
        QCOMPARE(m_stored->queries().ids(query, m_stored->context(), -1).error().key,
                 QStringLiteral("store.no_such_sort"));
        query.sort = {{QStringLiteral("name"), SortKey::Order::Ascending}};
        auto cursor = m_stored->queries().open(query, {query.object->indexOf(u"name")}, m_stored->context());
        QVERIFY(cursor.ok());
        QStringList streamed;
        for (QList<Record> page; (*cursor)->next(page, 4).ok() && !page.isEmpty();) {
            for (const Record &record : std::as_const(page)) {
                streamed.append(record.value(u"name").toDebugString());
                QVERIFY(record.value(u"amount").isNull());
            }
        }
        QCOMPARE(streamed, names);
    }

private:
    std::unique_ptr<PostgresQueryWorld> m_stored;
};

DW_TEST(PostgresQueriesTest)

}  // namespace dw::test

#include "postgresqueriestest.moc"
