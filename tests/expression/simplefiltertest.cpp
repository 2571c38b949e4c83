// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/completion.h"
#include "core/expression/simplefilter.h"
#include "tests/support/expressionworld.h"
#include "tests/support/testrunner.h"

#include <QTest>

namespace dw::test
{

namespace
{

using Op = SimpleCondition::Operator;

QString u(const char *text)
{
    return QString::fromUtf8(text);
}

}  // namespace

class SimpleFilterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesBothWays_data()
    {
        QTest::addColumn<SimpleCondition>("condition");
        const auto row = [](const char *text, const char *field, Op op, const QList<Value> &values) {
            QTest::newRow(text) << SimpleCondition{u(field), op, values};
        };
        const Value day(*Date::fromIso(u"2026-11-19"));
        const Value moment(*Instant::fromIso(u"2026-11-19T07:40:00Z", QTimeZone::utc()));
        row("stage = \"won\"", "stage", Op::Is, {Value(u("won"))});
        row("company.name <> \"a\"\"b\"", "company.name", Op::IsNot, {Value(u("a\"b"))});
        row("stage IN (\"won\", \"lost\")", "stage", Op::AnyOf, {Value(u("won")), Value(u("lost"))});
        row("NOT(stage IN (\"won\"))", "stage", Op::NoneOf, {Value(u("won"))});
        row("CONTAINS(name, \"华\")", "name", Op::Contains, {Value(u("华"))});
        row("NOT(CONTAINS(name, \"x\"))", "name", Op::NotContains, {Value(u("x"))});
        row("STARTSWITH(name, \"x\")", "name", Op::StartsWith, {Value(u("x"))});
        row("amount >= 100.50", "amount", Op::AtLeast, {Value(Decimal(10050, 2))});
        row("quantity <= -5", "quantity", Op::AtMost, {Value(qint64(-5))});
        row("probability > 50.00%", "probability", Op::MoreThan, {Value(Percent{5000})});
        row("quantity < 5", "quantity", Op::LessThan, {Value(qint64(5))});
        row("closes < DATE(\"2026-11-19\")", "closes", Op::Before, {day});
        row("closes > DATE(\"2026-11-19\")", "closes", Op::After, {day});
        row("won_at > \"2026-11-19T07:40:00.000Z\"", "won_at", Op::After, {moment});
        row("closes = DATE(\"2026-11-19\")", "closes", Op::Is, {day});
        row("ISBLANK(company_id)", "company_id", Op::Blank, {});
        row("NOT(ISBLANK(company_id))", "company_id", Op::NotBlank, {});
        row("INPERIOD(closes, \"THIS_MONTH\")", "closes", Op::InPeriod, {Value(u("THIS_MONTH"))});
        row("HAS(interests, \"crm\")", "interests", Op::Has, {Value(u("crm"))});
        row("HASANY(interests, \"crm\", \"erp\")", "interests", Op::HasAny,
            {Value(u("crm")), Value(u("erp"))});
        row("active = TRUE", "active", Op::Is, {Value::boolean(true)});
        row("owner_id = CURRENTUSER()", "owner_id", Op::IsCurrentUser, {});
        row("team_id = CURRENTTEAM()", "team_id", Op::IsCurrentTeam, {});
    }

    void goesBothWays()
    {
        QFETCH(SimpleCondition, condition);
        const QString text = QString::fromUtf8(QTest::currentDataTag());
        const SimpleFilter filter{{{condition}}};
        QCOMPARE(filter.toText(), text);
        const auto read = SimpleFilter::fromText(text);
        QVERIFY(read.ok());
        QVERIFY(*read == filter);
        // What it writes is right for the checker too.
        QVERIFY(CheckedExpression::condition(text, ExpressionWorld::scope()).ok());
    }

    void joinsGroups()
    {
        const QString text =
            u("AND(stage = \"won\", OR(quantity > 5, ISBLANK(quantity)), closes < DATE(\"2026-01-01\"))");
        const auto filter = SimpleFilter::fromText(text);
        QVERIFY(filter.ok());
        QCOMPARE(filter->groups.size(), 3);
        QCOMPARE(filter->groups[1].size(), 2);
        QCOMPARE(filter->toText(), text);
        QCOMPARE(SimpleFilter::fromText(u("OR(active, NOT(active))"))->toText(),
                 u("OR(active = TRUE, active = FALSE)"));
        QCOMPARE(SimpleFilter::fromText(u("closes < \"2026-01-01\""))->toText(),
                 u("closes < DATE(\"2026-01-01\")"));
        QVERIFY(SimpleFilter::fromText(u("  "))->groups.isEmpty());
        QCOMPARE(SimpleFilter().toText(), QString());
    }

    void reportsWhatIsAdvanced()
    {
        for (const char *text :
             {"amount + 1 > 2", "amount > cost", "OR(AND(active, active), active)", "COUNT(lines) > 1",
              "NOT(stage = \"won\")", "CONTAINS(LOWER(name), \"x\")", "IF(active, TRUE, FALSE)",
              "AND(active, AND(active, active))", "name & \"x\" = \"y\"", "TRUE"}) {
            ExpressionError where;
            const auto read = SimpleFilter::fromText(u(text), &where);
            QVERIFY2(!read.ok(), text);
            QCOMPARE(read.error().key, u("expression.advanced"));
            QCOMPARE(read.error().code, ErrorCode::Unsupported);
        }
        QCOMPARE(SimpleFilter::fromText(u("stage = ")).error().code, ErrorCode::Invalid);
    }

    void completes_data()
    {
        QTest::addColumn<QString>("expected");  // must be offered
        QTest::addColumn<QString>("not_offered");
        QTest::addColumn<int>("start");
        // "|" is the cursor
        const auto row = [](const char *text, const char *offered, const char *other, int start) {
            QTest::newRow(text) << u(offered) << u(other) << start;
        };
        row("|", "amount", "zzz", 0);
        row("am|", "amount", "cost", 0);
        row("AND(act|", "active", "amount", 4);
        row("LEF|", "LEFT(", "RIGHT(", 0);
        row("lef|", "LEFT(", "amount", 0);
        row("comp|", "company", "cost", 0);
        row("company.ind|", "industry", "LEFT(", 8);
        row("company.|", "size", "amount", 8);
        row("SUM(lines.pr|", "price", "probability", 10);
        row("COUNT(lines, qu|", "quantity", "QUARTER", 13);
        row("COUNT(lines, we|", "weight", "stage", 13);
        row("AND(COUNT(lines, quantity > 1) > 1, pro|", "probability", "price", 36);
        row("stage = \"w|", "won", "open", 9);
        row("stage IN (\"open\", \"l|", "lost", "open", 19);
        row("HAS(interests, \"|", "crm", "won", 16);
        row("INPERIOD(closes, \"THIS_|", "THIS_MONTH", "TODAY", 18);
        row("字段amo|", "amount", "cost", 0);
    }

    void completes()
    {
        QFETCH(QString, expected);
        QFETCH(QString, not_offered);
        QFETCH(int, start);
        QString text = QString::fromUtf8(QTest::currentDataTag());
        const int cursor = int(text.indexOf(u'|'));
        text.remove(cursor, 1);
        const Completion completion = Completion::at(text, cursor, ExpressionWorld::scope());
        QStringList offered;
        for (const CompletionItem &item : completion.items)
            offered.append(item.text);
        QVERIFY2(offered.contains(expected), qPrintable(offered.join(u' ')));
        QVERIFY2(!offered.contains(not_offered), qPrintable(offered.join(u' ')));
        QCOMPARE(completion.start, start);
        QCOMPARE(completion.length, cursor - start);
    }

    void completesAnywhereWithoutHarm()
    {
        const QString text = u("AND((\"),COUNT(lines.,SUM(company.,\"\"((.IN \"x");
        for (int cursor = -1; cursor <= text.size() + 1; ++cursor) {
            const Completion completion = Completion::at(text, cursor, ExpressionWorld::scope());
            QVERIFY(completion.start >= 0 && completion.start + completion.length <= text.size());
        }
    }
};

DW_TEST(SimpleFilterTest)

}  // namespace dw::test

#include "simplefiltertest.moc"
