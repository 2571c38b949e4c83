// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/evaluator.h"
#include "tests/support/expressionworld.h"
#include "tests/support/testrunner.h"

#include <QTest>

namespace dw::test
{

namespace
{

QString shown(const Value &value)
{
    switch (value.kind()) {
        case Value::Kind::Null:
            return QStringLiteral("null");
        case Value::Kind::Money:
            return value.money().toString() + QLatin1Char(' ') + value.money().currency.code();
        case Value::Kind::Percent:
            return QString::number(value.percent().basisPoints) + QStringLiteral("bp");
        case Value::Kind::Boolean:
            return value.boolean() ? QStringLiteral("true") : QStringLiteral("false");
        case Value::Kind::Integer:
            return QString::number(value.integer());
        case Value::Kind::Decimal:
            return value.decimal().toString();
        case Value::Kind::Date:
            return value.date().toIso();
        case Value::Kind::Instant:
            return value.instant().toIso();
        case Value::Kind::Text:
            return QLatin1Char('\'') + value.text() + QLatin1Char('\'');
        default:
            return value.id().toString();
    }
}

Value money(qint64 minor, const char *currency = "CNY")
{
    return Value(Money{minor, *Currency::fromCode(QString::fromLatin1(currency))});
}

Value date(const char *iso)
{
    return Value(*Date::fromIso(QString::fromLatin1(iso)));
}

QString u(const char *text)
{
    return QString::fromUtf8(text);
}

// Two deals: "full" has everything, "bare" nothing but a name.
ExpressionWorld world()
{
    ExpressionWorld world;
    const Id company = world
                           .add(u("company"), u("hw"),
                                {{u("name"), Value(u("华为技术"))},
                                 {u("industry"), Value(u("telecom"))},
                                 {u("size"), Value(qint64(200000))},
                                 {u("currency"), Value(u("usd"))},
                                 {u("revenue"), money(5000, "USD")}})
                           .id;
    const Id phase =
        world.add(u("phase"), u("q"), {{u("key"), Value(u("quotation"))}, {u("name"), Value(u("报价"))}}).id;
    const Id lin =
        world.add(u("user"), u("lin"), {{u("login"), Value(u("lin"))}, {u("name"), Value(u("林"))}}).id;
    const Id full =
        world
            .add(u("deal"), u("full"),
                 {{u("name"), Value(u("Café 项目"))},
                  {u("amount"), money(10000001)},
                  {u("cost"), money(2500)},
                  {u("probability"), Value(Percent{1500})},
                  {u("quantity"), Value(qint64(7))},
                  {u("rate"), Value(Decimal(12345, 4))},
                  {u("closes"), date("2026-01-31")},
                  {u("opens"), date("2024-02-29")},
                  {u("won_at"), Value(*Instant::fromIso(u"2026-03-31T16:30:00Z", QTimeZone::utc()))},
                  {u("active"), Value::boolean(true)},
                  {u("stage"), Value(u("won"))},
                  {u("interests"), Value(QStringList{u("crm")})},
                  {u("company_id"), Value(company)},
                  {u("phase_id"), Value(phase)},
                  {u("owner_id"), Value(lin)},
                  {u("friends"), Value(QList<Id>{lin})},
                  {u("currency"), Value(u("cny"))}})
            .id;
    world.add(u("deal"), u("bare"), {{u("name"), Value(u("x"))}});
    const auto line = [&](const char *name, const Value &price, const Value &quantity,
                          const Value &discount) {
        world.add(u("deal_line"), u(name),
                  {{u("name"), Value(u(name))},
                   {u("deal_id"), Value(full)},
                   {u("price"), price},
                   {u("quantity"), quantity},
                   {u("discount"), discount},
                   {u("ships"), date("2026-05-01")},
                   {u("currency"), Value(u("cny"))}});
    };
    line("l1", money(105), Value(qint64(3)), Value(Percent{5000}));
    line("l2", money(200), Value(qint64(1)), Value());
    line("l3", Value(), Value(), Value(Percent{1000}));
    return world;
}

}  // namespace

class EvaluatorTest : public QObject
{
    Q_OBJECT

    static QString run(const QString &text, const char *deal,
                       EvaluationContext context = ExpressionWorld::context())
    {
        ExpressionError where;
        const auto checked = CheckedExpression::compile(text, ExpressionWorld::scope(), &where);
        if (!checked.ok())
            return QStringLiteral("%1@%2 %3")
                .arg(checked.error().key)
                .arg(where.position)
                .arg(checked.error().arguments.join(QLatin1Char('|')));
        const ExpressionWorld all = world();
        const auto source = all.source(Id::named(QByteArray("deal/") + deal));
        const auto value = evaluate(**checked, *source, context);
        return value.ok() ? shown(*value) : value.error().key;
    }

private Q_SLOTS:
    void evaluates_data()
    {
        QTest::addColumn<QString>("full");
        QTest::addColumn<QString>("bare");
        const auto row = [](const char *text, const char *full, const char *bare = nullptr) {
            QTest::newRow(text) << u(full) << u(bare ? bare : full);
        };
        // Literals and numbers
        row("1", "1");
        row("1.50", "1.50");
        row("15%", "1500bp");
        row("-9223372036854775808", "-9223372036854775808");
        row("9223372036854775807 + 1", "expression.overflow");
        row("-(-9223372036854775808)", "expression.overflow");
        row("\"\"", "null");
        row("1 + 1.5", "2.5");
        row("1.5 + 50%", "2.0000");
        row("10% + 5%", "1500bp");
        row("2 * 1.25", "2.50");
        row("7 / 2", "3.500000");
        row("2 / 3", "0.666667");
        row("1 / 0", "null");
        row("1 + NULL", "null");
        row("-quantity", "-7", "null");
        row("0.000001 * 0.000001", "0.000000000001");
        row("0.0000001 * 0.0000001", "0.000000000000");
        row("999999999999 * 999999999999", "expression.overflow");
        row("rate + 1", "2.2345", "null");
        row("7 - 2 - 1", "4");
        row("2 + 3 * 4", "14");
        row("(2 + 3) * 4", "20");
        // Money: 100000.01 * 15 % = 15000.0015 -> 15000.00
        row("amount * probability", "15000.00 CNY", "null");
        row("cost * 0.5", "12.50 CNY", "null");
        row("cost * 0.0002", "0.00 CNY", "null");  // half a fen goes to the even 0
        row("cost * 0.0006", "0.02 CNY", "null");  // 1.5 fen to the even 2
        row("amount + cost", "100025.01 CNY", "null");
        row("amount + 1", "100001.01 CNY", "null");
        row("amount - 0.005", "100000.01 CNY", "null");
        row("amount / cost", "4000.000400", "null");
        row("amount / 3", "33333.34 CNY", "null");
        row("amount > 100000", "true", "null");
        row("amount > 100000.01", "false", "null");
        row("100000.01 = amount", "true", "null");
        row("amount + company.revenue", "expression.mixed_currencies", "null");
        row("amount > company.revenue", "null", "null");
        row("-cost", "-25.00 CNY", "null");
        row("IFBLANK(amount, 0)", "100000.01 CNY", "null");  // no currency, no money
        // Text
        row("\"a\" & 1 & 1.50 & TRUE", "'a11.50TRUE'");
        row("name & NULL", "null");
        row("name = \"Café 项目\"", "true", "false");
        row("name = \"Cafe\xCC\x81 项目\"", "true", "false");  // NFD text is read as NFC
        row("\"a\" < \"B\"", "false");
        row("\"\xF0\xA0\x80\x80\" > \"\xEF\xBF\xBD\"", "true");
        // Logic
        row("AND(TRUE, NULL)", "null");
        row("AND(FALSE, NULL)", "false");
        row("OR(TRUE, NULL)", "true");
        row("OR(FALSE, NULL)", "null");
        row("NOT(NULL)", "null");
        row("not(active)", "false", "null");
        row("quantity IN (1, 7)", "true", "null");
        row("quantity IN (1, 2)", "false", "null");
        row("quantity IN (1, NULL)", "null", "null");
        row("stage IN (\"won\", \"lost\")", "true", "null");
        row("IF(active, 1, 2)", "1", "null");
        row("IF(FALSE, 1)", "null");
        row("IF(TRUE, 1, 2.50)", "1.00");
        row("ISBLANK(amount)", "false", "true");
        row("ISBLANK(interests)", "false", "true");
        row("IFBLANK(quantity, 0)", "7", "0");
        row("COALESCE(NULL, quantity, 3)", "7", "3");
        row("CASE(stage, \"open\", 1, \"won\", 2, 3)", "2", "null");
        row("CASE(7, 1, \"a\")", "null");
        row("CASE(phase_id, \"quotation\", 1, 0)", "1", "null");
        // References
        row("phase_id = \"quotation\"", "true", "null");
        row("phase_id <> \"needs\"", "true", "null");
        row("phase_id IN (\"needs\", \"quotation\")", "true", "null");
        row("company.industry", "'telecom'", "null");
        row("company.name = \"华为技术\"", "true", "null");
        row("owner_id = CURRENTUSER()", "true", "null");
        row("owner_id = \"lin\"", "true", "null");
        row("owner.login", "'lin'", "null");
        row("CURRENTTEAM() = team_id", "null", "null");
        // Text functions
        row("CONTAINS(name, \"CAFÉ\")", "true", "false");
        row("STARTSWITH(name, \"café\")", "true", "false");
        row("ENDSWITH(name, \"项目\")", "true", "false");
        row("LENGTH(name)", "7", "1");
        row("LENGTH(\"\xF0\xA0\x80\x80x\")", "2");
        row("LOWER(\"ÀB\")", "'àb'");
        row("UPPER(\"àb\")", "'ÀB'");
        row("TRIM(\"  a b \")", "'a b'");
        row("LEFT(\"\xF0\xA0\x80\x80xy\", 2)", "'\xF0\xA0\x80\x80x'");
        row("LEFT(name, 0)", "null");
        row("RIGHT(name, 2)", "'项目'", "'x'");
        row("MID(name, 6, 9)", "'项目'", "null");
        row("MID(name, 0, 2)", "null");
        row("CONCAT(name, 1)", "'Café 项目1'", "'x1'");
        row("REPLACE(name, \" 项目\", \"\")", "'Café'", "'x'");
        row("TEXT(12.5%)", "'12.50%'");
        row("TEXT(cost)", "'25.00'", "null");
        row("TEXT(closes)", "'2026-01-31'", "null");
        row("NUMBER(\"12.5\")", "12.500000");
        row("NUMBER(\"12,5\")", "null");
        // Number functions
        row("ABS(-3)", "3");
        row("ABS(-cost)", "25.00 CNY", "null");
        row("ROUND(2.5)", "2");
        row("ROUND(3.5)", "4");
        row("ROUND(-2.5)", "-2");
        row("ROUND(1.005, 2)", "1.00");
        row("ROUND(1.015, 2)", "1.02");
        row("ROUND(amount)", "100000.00 CNY", "null");
        row("FLOOR(-1.5)", "-2");
        row("CEILING(-1.5)", "-1");
        row("CEILING(amount)", "100001.00 CNY", "null");
        row("MIN(3, 1.5)", "1.5");
        row("MAX(3, 1.5)", "3.0");
        row("MAX(3, NULL)", "null");
        row("MOD(7, 3)", "1");
        row("MOD(-7, 3)", "2");
        row("MOD(7, -3)", "-2");
        row("MOD(5.5, 2)", "1.5");
        row("MOD(5, 0)", "null");
        // Dates; now is 2026-11-19 07:40 in Shanghai
        row("TODAY()", "2026-11-19");
        row("NOW()", "2026-11-18T23:40:00.000Z");
        row("DATE(\"2026-11-19\")", "2026-11-19");
        row("DATE(2024, 2, 29)", "2024-02-29");
        row("DATE(2026, 2, 29)", "null");
        row("DATE(won_at)", "2026-04-01", "null");  // half past midnight in Shanghai
        row("YEAR(opens)", "2024", "null");
        row("QUARTER(won_at)", "2", "null");
        row("MONTH(closes)", "1", "null");
        row("DAY(opens)", "29", "null");
        row("WEEKDAY(DATE(\"2026-11-16\"))", "1");
        row("WEEKDAY(DATE(\"2026-11-22\"))", "7");
        row("WEEKDAY(DATE(\"1969-12-31\"))", "3");
        row("YEARMONTH(won_at)", "'2026-04'", "null");
        row("YEARQUARTER(won_at)", "'2026-Q2'", "null");
        row("DAYS(TODAY(), won_at)", "232", "null");
        row("SECONDS(NOW(), won_at)", "20070600", "null");
        row("SECONDS(won_at, NOW())", "-20070600", "null");
        row("SECONDS(DATE(\"2026-11-20\"), NOW())", "58800");
        row("ADDDAYS(opens, 1)", "2024-03-01", "null");
        row("ADDMONTHS(closes, 1)", "2026-02-28", "null");
        row("ADDMONTHS(opens, 12)", "2025-02-28", "null");
        row("ADDMONTHS(DATE(\"2024-01-31\"), 1)", "2024-02-29");
        row("ADDMONTHS(DATE(\"2024-03-31\"), -1)", "2024-02-29");
        row("ADDMONTHS(DATE(\"9999-12-01\"), 1)", "expression.overflow");
        row("STARTOFMONTH(opens)", "2024-02-01", "null");
        row("ENDOFMONTH(opens)", "2024-02-29", "null");
        row("closes + 1", "2026-02-01", "null");
        row("closes - opens", "702", "null");
        row("DATE(\"9999-12-31\") + 1", "expression.overflow");
        row("closes < \"2026-02-01\"", "true", "null");
        row("won_at > \"2026-03-31T16:00:00Z\"", "true", "null");
        row("won_at >= \"2026-04-01\"", "true", "null");  // the date is 00:00 in Shanghai
        row("won_at < DATE(\"2026-04-01\")", "false", "null");
        row("BUSINESSDAYS(DATE(\"2026-11-16\"), DATE(\"2026-11-22\"))", "5");
        row("BUSINESSDAYS(DATE(\"2026-11-22\"), DATE(\"2026-11-16\"))", "-5");
        row("BUSINESSDAYS(DATE(\"2026-10-01\"), DATE(\"2026-10-11\"))", "7");
        row("ADDBUSINESSDAYS(DATE(\"2026-11-20\"), 1)", "2026-11-23");
        row("ADDBUSINESSDAYS(DATE(\"2026-10-09\"), 1)", "2026-10-10");
        row("ADDBUSINESSDAYS(DATE(\"2026-10-02\"), -1)", "2026-09-30");
        row("ADDBUSINESSDAYS(DATE(\"2026-11-22\"), 0)", "2026-11-22");
        row("INPERIOD(TODAY(), \"THIS_WEEK\")", "true");
        row("INPERIOD(closes, \"THIS_YEAR\")", "true", "null");
        row("INPERIOD(closes, \"LAST_30_DAYS\")", "false", "null");
        // Sets
        row("HAS(interests, \"crm\")", "true", "false");
        row("HASANY(interests, \"erp\", \"crm\")", "true", "false");
        row("HAS(interests, \"erp\")", "false", "false");
        row("HAS(friends, CURRENTUSER())", "true", "false");
        // Aggregates
        row("COUNT(lines)", "3", "0");
        row("COUNT(lines.price)", "2", "0");
        row("COUNT(lines, quantity > 1)", "1", "0");
        row("SUM(lines.price)", "3.05 CNY", "null");
        row("SUM(lines.quantity)", "4", "null");
        row("SUM(lines.price * lines.quantity)", "5.15 CNY", "null");
        row("SUM(lines.price * (1 - lines.discount))", "0.52 CNY", "null");
        row("SUM(lines.price, lines.quantity = 1)", "2.00 CNY", "null");
        row("AVERAGE(lines.quantity)", "2.000000", "null");
        row("AVERAGE(lines.price)", "1.52 CNY", "null");
        row("AVERAGE(lines.discount)", "3000bp", "null");
        row("MIN(lines.price)", "1.05 CNY", "null");
        row("MAXIMUM(lines.name)", "'l3'", "null");
        row("ANY(lines, quantity = 3)", "true", "false");
        row("ANY(lines)", "true", "false");
        row("ALL(lines, quantity > 0)", "false", "true");
        row("MIN(MIN(lines.price), 1)", "1.00 CNY", "null");
        row("MIN(COUNT(lines), 2)", "2", "0");
        row("SUM(MIN(lines.quantity, 2))", "3", "null");
        row("COUNT(company.deals)", "1", "null");
    }

    void evaluates()
    {
        QFETCH(QString, full);
        QFETCH(QString, bare);
        const QString text = QString::fromUtf8(QTest::currentDataTag());
        QCOMPARE(run(text, "full"), full);
        QCOMPARE(run(text, "bare"), bare);
    }

    void stopsAtTheStepLimit()
    {
        EvaluationContext context = ExpressionWorld::context();
        context.stepLimit = 4;
        QCOMPARE(run(u("COUNT(lines)"), "full", context), u("3"));
        QCOMPARE(run(u("COUNT(lines, quantity > 1)"), "full", context), u("expression.step_limit"));
    }

    void followsTheFiscalYear()
    {
        EvaluationContext context = ExpressionWorld::context();
        context.fiscalStartMonth = 4;
        QCOMPARE(run(u("YEARQUARTER(closes)"), "full", context), u("'2025-Q4'"));
        QCOMPARE(run(u("YEARQUARTER(won_at)"), "full", context), u("'2026-Q1'"));
        QCOMPARE(run(u("INPERIOD(closes, \"THIS_YEAR\")"), "full", context), u("false"));
        QCOMPARE(run(u("INPERIOD(won_at, \"THIS_YEAR\")"), "full", context), u("true"));
    }
};

DW_TEST(EvaluatorTest)

}  // namespace dw::test

#include "evaluatortest.moc"
