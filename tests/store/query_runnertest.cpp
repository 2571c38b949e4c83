// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/queryrunner.h"
#include "tests/store/query_world.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <algorithm>

namespace dw::test
{

namespace
{

using namespace dw::sqlite;

QString key(const char *ascii)
{
    return QString::fromLatin1(ascii);
}

ObjectTypePtr deal()
{
    return ExpressionWorld::dictionary()->find(u"deal");
}

std::shared_ptr<const CheckedExpression> checked(const char *text)
{
    const auto expression = CheckedExpression::compile(QString::fromUtf8(text), ExpressionWorld::scope());
    if (!expression.ok())
        qFatal("%s: %s", text, qPrintable(expression.error().key));
    return *expression;
}

Query query(std::initializer_list<SortKey> sort, const char *where = nullptr)
{
    Query made;
    made.object = deal();
    made.sort = sort;
    if (where)
        made.where = checked(where);
    return made;
}

}  // namespace

class QueryRunnerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void ordersWithNullsLast();
    void ordersByTitleOfReference();
    void cursorGivesTheSameAsRows_data();
    void cursorGivesTheSameAsRows();
    void pagesKeepOrderAndSkipNothing();
    void groupsExactly();
    void moneyIsNeverAddedOverCurrencies();
    void overflowIsAnError();
    void theBinIsReadByItsIndex();
    void standardListsUseIndexes_data();
    void standardListsUseIndexes();

private:
    QList<Record> records(const Query &query, int limit = -1);
    QStringList column(const Query &query, const char *field);

    StoredWorld m_stored;
    std::unique_ptr<QueryRunner> m_runner;
    EvaluationContext m_context = ExpressionWorld::context();
};

void QueryRunnerTest::initTestCase()
{
    m_stored.put(sampleWorld());
    m_runner = std::make_unique<QueryRunner>(*m_stored.connection);
    m_runner->setDictionary(ExpressionWorld::dictionary());
}

QList<Record> QueryRunnerTest::records(const Query &query, int limit)
{
    const auto rows = m_runner->rows(query, m_context, limit);
    if (!rows.ok())
        qFatal("%s %s", qPrintable(rows.error().key), qPrintable(rows.error().detail));
    QList<int> fields;
    for (int i = 0; i < query.object->fieldCount(); ++i)
        fields.append(i);
    const auto page = m_runner->page(query.object, *rows, fields);
    if (!page.ok())
        qFatal("%s", qPrintable(page.error().key));
    return *page;
}

QStringList QueryRunnerTest::column(const Query &query, const char *field)
{
    QStringList values;
    const QList<Record> found = records(query);
    for (const Record &record : found)
        values.append(record.value(key(field)).toDebugString());
    return values;
}

void QueryRunnerTest::ordersWithNullsLast()
{
    for (const SortKey::Order order : {SortKey::Order::Ascending, SortKey::Order::Descending}) {
        const QList<Record> found = records(query({{key("quantity"), order}}));
        QCOMPARE(found.size(), 10);
        QVERIFY(found.last().value(u"quantity").isNull());
        for (int i = 0; i + 2 < found.size(); ++i) {
            const qint64 a = found[i].value(u"quantity").integer(),
                         b = found[i + 1].value(u"quantity").integer();
            QVERIFY(order == SortKey::Order::Ascending ? a <= b : a >= b);
        }
    }
    // Ties are in the order of the ids.
    const QList<Record> tied = records(query({{key("stage"), SortKey::Order::Ascending}}));
    for (int i = 0; i + 1 < tied.size(); ++i) {
        if (tied[i].value(u"stage") == tied[i + 1].value(u"stage"))
            QVERIFY(tied[i].id() < tied[i + 1].id());
    }
    QCOMPARE(records(query({{key("quantity"), SortKey::Order::Ascending}}), 3).size(), 3);
    QVERIFY(!m_runner->rows(query({{key("nothing"), SortKey::Order::Ascending}}), m_context, -1).ok());
}

void QueryRunnerTest::ordersByTitleOfReference()
{
    const auto titles = [this](SortKey::Order order) {
        QStringList names;
        for (const Record &record : records(query({{key("company_id.title"), order}}))) {
            const auto company = m_stored.store->find(ExpressionWorld::dictionary()->find(u"company"),
                                                      record.value(u"company_id").id());
            names.append(company.ok() && company->isValid() ? company->value(u"name").text() : QString());
        }
        return names;
    };
    const QStringList up = titles(SortKey::Order::Ascending);
    QCOMPARE(up.size(), 10);
    // Chinese names come before Latin ones (ICU zh), missing companies last.
    QCOMPARE(up.first(), QString::fromUtf8("华为技术"));
    QVERIFY(up.last().isEmpty());
    const QStringList down = titles(SortKey::Order::Descending);
    QCOMPARE(down.first(), QStringLiteral("Acme Ltd"));
    QVERIFY(down.last().isEmpty());
}

void QueryRunnerTest::cursorGivesTheSameAsRows_data()
{
    QTest::addColumn<QStringList>("sort");
    QTest::newRow("id") << QStringList{};
    for (const char *field : {"name", "quantity", "stage", "closes", "company_id.title", "active"}) {
        QTest::newRow(field) << QStringList{key(field)};
        QTest::addRow("%s down", field) << QStringList{QLatin1Char('-') + key(field)};
    }
    QTest::newRow("stage, quantity") << QStringList{key("stage"), key("quantity")};
    QTest::newRow("stage, -quantity") << QStringList{key("stage"), key("-quantity")};
    QTest::newRow("-stage, closes") << QStringList{key("-stage"), key("closes")};
    QTest::newRow("active, stage, -name") << QStringList{key("active"), key("stage"), key("-name")};
}

void QueryRunnerTest::cursorGivesTheSameAsRows()
{
    QFETCH(QStringList, sort);
    Query asked = query({});
    for (const QString &one : sort) {
        const bool down = one.startsWith(QLatin1Char('-'));
        asked.sort.append(
            {down ? one.mid(1) : one, down ? SortKey::Order::Descending : SortKey::Order::Ascending});
    }
    QList<Id> expected;
    for (const Record &record : records(asked))
        expected.append(record.id());
    for (const int size : {1, 3, 100}) {
        auto cursor = m_runner->open(asked, {}, m_context);
        QVERIFY(cursor.ok());
        QList<Id> found;
        QList<Record> piece;
        do {
            const Result<void> read = (*cursor)->next(piece, size);
            QVERIFY2(read.ok(), qPrintable(read.ok() ? QString() : read.error().detail));
            for (const Record &record : piece)
                found.append(record.id());
        } while (!piece.isEmpty());
        QCOMPARE(found, expected);
    }
}

void QueryRunnerTest::pagesKeepOrderAndSkipNothing()
{
    const auto rows = m_runner->rows(query({{key("name"), SortKey::Order::Ascending}}), m_context, -1);
    QVERIFY(rows.ok());
    std::vector<RowRef> some{rows->at(5), RowRef{987654}, rows->at(1)};
    const auto page = m_runner->page(deal(), some, {deal()->indexOf(u"name"), deal()->indexOf(u"friends")});
    QVERIFY(page.ok());
    QCOMPARE(page->size(), 3);
    QVERIFY(page->at(0).isValid());
    QVERIFY(!page->at(1).isValid());
    const Result<Record> whole = m_stored.store->find(deal(), page->at(2).id());
    QCOMPARE(page->at(2).value(u"name"), whole->value(u"name"));
    QCOMPARE(page->at(2).value(u"friends"), whole->value(u"friends"));
}

void QueryRunnerTest::groupsExactly()
{
    using F = GroupQuery::Measure::Function;
    GroupQuery group;
    group.object = deal();
    group.groupBy = {checked("stage")};
    group.measures = {{F::Count, nullptr, nullptr},
                      {F::Count, nullptr, checked("quantity > 2")},
                      {F::Sum, checked("quantity"), checked("AND(quantity < 100, quantity > -100)")},
                      {F::Median, checked("quantity"), nullptr},
                      {F::CountDistinct, checked("company_id"), nullptr},
                      {F::Average, checked("rate"), nullptr}};
    const auto rows = m_runner->group(group, m_context);
    QVERIFY2(rows.ok(), qPrintable(rows.ok() ? QString() : rows.error().detail));
    QCOMPARE(rows->size(), 3);  // none, lost, won
    qint64 total = 0;
    for (const GroupRow &row : *rows)
        total += row.measures[0].integer();
    QCOMPARE(total, 10);
    // won: deals 1, 4, 7 with quantities -1, 2, 5; only deal 4 has a rate
    const GroupRow &won = rows->at(2);
    QCOMPARE(won.keys[0].text(), QStringLiteral("won"));
    QCOMPARE(won.measures[0].integer(), 3);
    QCOMPARE(won.measures[1].integer(), 1);
    QCOMPARE(won.measures[2].integer(), 6);
    QCOMPARE(won.measures[3].decimal(), Decimal(2, 0));
    QCOMPARE(won.measures[4].integer(), 1);
    QCOMPARE(won.measures[5].decimal(), Decimal(12345, 4));
}

void QueryRunnerTest::moneyIsNeverAddedOverCurrencies()
{
    GroupQuery group;
    group.object = deal();
    group.measures = {{GroupQuery::Measure::Function::Sum, checked("cost"), nullptr}};
    const auto rows = m_runner->group(group, m_context);
    QVERIFY(rows.ok());
    QHash<QString, qint64> sums;
    for (const GroupRow &row : *rows)
        sums.insert(row.currency.code(), row.measures[0].money().minor);
    // deals 0, 4, 8 are CNY with costs 0, 20000, 40000; 2 and 6 JPY with 10000, 30000; USD has none
    QCOMPARE(sums.value(key("CNY")), 60000);
    QCOMPARE(sums.value(key("JPY")), 40000);
    QCOMPARE(rows->size(), 3);
    group.money = GroupQuery::MoneyMode::Base;
    const auto base = m_runner->group(group, m_context);
    QVERIFY(base.ok());
    QCOMPARE(base->size(), 1);
    QCOMPARE(base->at(0).currency.code(), key("CNY"));
    QVERIFY(base->at(0).measures[0].money().minor >= 60000);
}

void QueryRunnerTest::overflowIsAnError()
{
    const auto rows = m_runner->rows(query({}, "quantity * quantity > 5"), m_context, -1);
    QVERIFY(!rows.ok());
    QCOMPARE(rows.error().key, QStringLiteral("expression.overflow"));
    // The connection is fit for the next query.
    QVERIFY(m_runner->rows(query({}, "quantity > 5"), m_context, -1).ok());
}

// However large the table: what is in the bin is read along the bin's index.
void QueryRunnerTest::theBinIsReadByItsIndex()
{
    for (const char *where : {"", "deleted_at < \"2026-01-01\"", "deleted_at = \"2026-01-01\"",
                              "AND(quantity > 5, deleted_at < \"2026-01-01\")"}) {
        for (const char *sort : {"", "name", "deleted_at", "updated_at"}) {
            Query asked = query({});
            asked.deleted = Query::Deleted::Only;
            if (*where)
                asked.where = checked(where);
            if (*sort)
                asked.sort = {{key(sort), SortKey::Order::Ascending}};
            const auto plan = m_runner->plan(asked, m_context, -1);
            QVERIFY(plan.ok());
            QVERIFY2(plan->first().startsWith(QLatin1String("SEARCH")) &&
                         plan->first().contains(QLatin1String(":deleted_at")),
                     qPrintable(QString::fromUtf8(where) + plan->join(QLatin1Char('\n'))));
        }
    }
}

void QueryRunnerTest::standardListsUseIndexes_data()
{
    QTest::addColumn<QString>("sort");
    QTest::addColumn<QString>("where");
    const auto row = [](const char *name, const char *sort, const char *where) {
        QTest::newRow(name) << key(sort) << QString::fromUtf8(where);
    };
    row("by id", "", "");
    row("by name", "name", "");
    row("by name down", "-name", "");
    row("newest first", "-updated_at", "");
    row("by title of reference", "company_id.title", "");
    row("children of a parent", "", "company_id = \"0199e2c1-7b7a-7d3e-9c0e-5b1f0c9a4d11\"");
    row("mine", "", "owner_id = CURRENTUSER()");
    // A whole filtered list is sorted, its first rows come along the index.
    row("first of a filter", "name", "quantity > 5");
}

void QueryRunnerTest::standardListsUseIndexes()
{
    QFETCH(QString, sort);
    QFETCH(QString, where);
    Query asked = query({});
    const bool down = sort.startsWith(QLatin1Char('-'));
    if (!sort.isEmpty())
        asked.sort = {
            {down ? sort.mid(1) : sort, down ? SortKey::Order::Descending : SortKey::Order::Ascending}};
    if (!where.isEmpty())
        asked.where = checked(where.toUtf8().constData());
    const auto plan = m_runner->plan(asked, m_context, where.contains(QLatin1String("quantity")) ? 200 : -1);
    QVERIFY(plan.ok());
    for (const QString &line : *plan) {
        QVERIFY2(!line.contains(QLatin1String("TEMP B-TREE")), qPrintable(plan->join(QLatin1Char('\n'))));
        if (line.startsWith(QLatin1String("SCAN")))
            QVERIFY2(
                line.contains(where.contains(QLatin1String("quantity")) ? QLatin1String("USING INDEX")
                                                                        : QLatin1String("COVERING INDEX")),
                qPrintable(plan->join(QLatin1Char('\n'))));
    }
}

DW_TEST(QueryRunnerTest)

}  // namespace dw::test

#include "query_runnertest.moc"
