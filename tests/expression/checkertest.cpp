// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dictionary/builtindictionary.h"
#include "core/expression/checkedexpression.h"
#include "core/expression/parser.h"
#include "core/expression/promotion.h"
#include "tests/support/expressionworld.h"
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

}  // namespace

class CheckerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWithPosition_data()
    {
        QTest::addColumn<int>("position");
        QTest::addColumn<int>("length");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *text, int position, int length, const char *message) {
            QTest::newRow(text) << position << length << u(message);
        };
        row("", 0, 0, "expression.empty");
        row("1 +", 3, 0, "expression.value_missing");
        row("(1", 2, 0, "expression.unexpected_end )");
        row("1 2", 2, 1, "expression.unexpected 2");
        row("active AND active", 7, 3, "expression.infix_logic AND");
        row("name = \"a", 7, 2, "expression.unterminated_text");
        row("name = 'a'", 7, 1, "expression.bad_character '");
        row("1e999999", 0, 8, "expression.bad_number 1e999999");
        row("9223372036854775808", 0, 19, "expression.number_too_big 9223372036854775808");
        row("1.2.3", 0, 5, "expression.bad_number 1.2.3");
        row("1.0000000000001", 0, 15, "expression.bad_number 1.0000000000001");
        row("12.345%", 0, 6, "expression.bad_number 12.345");
        row("stage IN ()", 10, 1, "expression.empty_list");
        row("company.", 8, 0, "expression.unexpected_end field");
        row("amuont > 1", 0, 6, "expression.unknown_name_suggest amuont deal amount");
        row("Amount > 1", 0, 6, "expression.unknown_name_suggest Amount deal amount");
        row("1 + 字段amount", 4, 8, "expression.unknown_name_suggest 字段amount deal amount");
        row("zzzzzzzz", 0, 8, "expression.unknown_name zzzzzzzz deal");
        row("company.industri = \"x\"", 0, 16, "expression.unknown_name_suggest industri company industry");
        row("amount.x", 0, 8, "expression.not_followed amount");
        row("SUMM(lines.price)", 0, 17, "expression.unknown_function_suggest SUMM SUM");
        row("LEFT(name)", 0, 10, "expression.arity LEFT LEFT(text, count)");
        row("DATE(2026, 1)", 0, 13, "expression.arity DATE DATE(\"2026-11-19\") or DATE(year, month, day)");
        row("stage = \"wonn\"", 8, 6, "expression.unknown_value_suggest wonn stage won");
        row("stage IN (\"open\", \"赢单\")", 18, 4, "expression.unknown_value_suggest 赢单 stage won");
        row("HAS(interests, \"crn\")", 15, 5, "expression.unknown_value_suggest crn interests crm");
        row("name + 1", 0, 8, "expression.operands + text integer");
        row("amount * cost", 0, 13, "expression.operands * money money");
        row("amount = name", 0, 13, "expression.operands = money text");
        row("amount + 10%", 0, 12, "expression.operands + money percent");
        row("active < TRUE", 0, 13, "expression.operands < boolean boolean");
        row("company_id < owner_id", 0, 21, "expression.operands < reference(company) reference(user)");
        row("company_id = owner_id", 0, 21, "expression.operands = reference(company) reference(user)");
        row("company_id = \"华为\"", 13, 4, "expression.no_key_suggest company_id 华为 company.name");
        row("name = NULL", 0, 11, "expression.compare_blank_suggest ISBLANK(name)");
        row("name <> \"\"", 0, 10, "expression.compare_blank_suggest ISBLANK(name)");
        row("closes = \"31.01.2026\"", 9, 12, "expression.bad_date 31.01.2026");
        row("DATE(\"2026-02-30\")", 5, 12, "expression.bad_date 2026-02-30");
        row("AND(active, 1)", 12, 1, "expression.type boolean integer");
        row("IF(active, 1, name)", 14, 4, "expression.type integer text");
        row("ROUND(1.5, quantity)", 11, 8, "expression.digits 12");
        row("lines", 0, 5, "expression.collection_as_value_suggest lines COUNT(lines)");
        row("SUM(lines)", 4, 5, "expression.collection_as_value_suggest lines SUM(lines....)");
        row("SUM(amount)", 4, 6, "expression.no_collection SUM SUM(collection.field, condition)");
        row("COUNT(linse)", 6, 5, "expression.unknown_name_suggest linse deal lines");
        row("SUM(lines.price * quantity)", 18, 8, "expression.outside_collection quantity lines");
        row("SUM(lines.quantity, COUNT(lines) > 1)", 20, 12, "expression.nested_aggregate COUNT");
        row("SUM(lines.name)", 4, 10, "expression.type number text");
        row("MEDIAN(lines.price)", 0, 19, "expression.measure_only MEDIAN");
        row("INPERIOD(closes, \"THIS_MONT\")", 17, 11,
            "expression.unknown_value_suggest THIS_MONT INPERIOD THIS_MONTH");
        row("phase_id IN (\"quotation\", owner_id)", 13, 11, "expression.keys_and_ids");
    }

    void refusesWithPosition()
    {
        QFETCH(int, position);
        QFETCH(int, length);
        QFETCH(QString, message);
        ExpressionError where;
        const auto checked = CheckedExpression::compile(QString::fromUtf8(QTest::currentDataTag()),
                                                        ExpressionWorld::scope(), &where);
        QVERIFY(!checked.ok());
        QCOMPARE((QStringList(checked.error().key) + checked.error().arguments).join(QLatin1Char(' ')),
                 message);
        QCOMPARE(where.position, position);
        QCOMPARE(where.length, length);
        QCOMPARE(where.error, checked.error());
    }

    void refusesBeyondLimits()
    {
        const auto code = [](const QString &text) {
            const auto checked = CheckedExpression::compile(text, ExpressionWorld::scope());
            return checked.ok()
                       ? QStringLiteral("ok")
                       : QStringLiteral("%1 %2").arg(checked.error().key).arg(int(checked.error().code));
        };
        const QString limit = QString::number(int(ErrorCode::Limit));
        const auto repeated = [](const char *text, int count) {
            return QString::fromLatin1(text).repeated(count);
        };
        QCOMPARE(code(repeated("(", 63) + u("1") + repeated(")", 63)), u("ok"));
        QCOMPARE(code(repeated("(", 64) + u("1") + repeated(")", 64)), u("expression.too_deep ") + limit);
        QCOMPARE(code(repeated("NOT(", 30000)), u("expression.too_long ") + limit);
        QCOMPARE(code(repeated("NOT(", 10000)), u("expression.too_deep ") + limit);
        QCOMPARE(code(repeated("-", 60000) + u("quantity")), u("expression.too_deep ") + limit);
        QCOMPARE(code(u("1") + repeated("+1", 63)), u("ok"));
        QCOMPARE(code(u("1") + repeated("+1", 64)), u("expression.too_deep ") + limit);
        QCOMPARE(code(u("AND(TRUE") + repeated(",TRUE", 1998) + u(")")), u("ok"));
        QCOMPARE(code(u("AND(TRUE") + repeated(",TRUE", 1999) + u(")")),
                 u("expression.too_many_nodes ") + limit);
        QCOMPARE(code(QString(65537, u' ')), u("expression.too_long ") + limit);
        QCOMPARE(code(u("name = \"") + QString(60000, u'x') + u("\"")), u("ok"));
        QVERIFY(code(u("name = \"a") + QChar(0) + u("\"")).startsWith(u("expression.bad_character")));
        QVERIFY(code(u("name = \"") + QChar(0xD800) + u("\"")).startsWith(u("expression.bad_character")));
        QVERIFY(code(QString(QChar(0xDC00))).startsWith(u("expression.bad_character")));
    }

    void writesCanonicalText_data()
    {
        QTest::addColumn<QString>("canonical");
        const auto row = [](const char *text, const char *canonical) { QTest::newRow(text) << u(canonical); };
        row("and( active,NOT( active ) )", "AND(active, NOT(active))");
        row("007.50+1", "7.50 + 1");
        row("1-(2-3)", "1 - (2 - 3)");
        row("(1-2)-3", "1 - 2 - 3");
        row("(1+2)*3", "(1 + 2) * 3");
        row("1+(2*3)", "1 + 2 * 3");
        row("-(5)", "-(5)");
        row("- 5", "-5");
        row("--5", "-(-5)");
        row("-(quantity)", "-quantity");
        row("quantity!=1", "quantity <> 1");
        row("(1=1)=TRUE", "1 = 1 = TRUE");
        row("TRUE=(1=1)", "TRUE = (1 = 1)");
        row("stage in(\"open\",\"won\")", "stage IN (\"open\", \"won\")");
        row("IF（active，1，2）", "IF(active, 1, 2)");
        row("name=\"a\"\"b\"", "name = \"a\"\"b\"");
        row("15 % * 2", "15% * 2");
    }

    void writesCanonicalText()
    {
        QFETCH(QString, canonical);
        const auto checked =
            CheckedExpression::compile(QString::fromUtf8(QTest::currentDataTag()), ExpressionWorld::scope());
        QVERIFY2(checked.ok(), checked.ok() ? "" : qPrintable(checked.error().key));
        QCOMPARE((*checked)->text(), canonical);
        const auto again = CheckedExpression::compile(canonical, ExpressionWorld::scope());
        QVERIFY(again.ok());
        QVERIFY(equal((*checked)->root(), (*again)->root()));
        QCOMPARE((*again)->text(), canonical);
    }

    void promotes_data()
    {
        QTest::addColumn<QString>("type");
        const auto row = [](const char *text, const char *type) { QTest::newRow(text) << u(type); };
        row("1 + 2", "integer");
        row("1 + 2.5", "decimal(1)");
        row("1.25 - 2.5", "decimal(2)");
        row("probability + 1", "decimal(4)");
        row("probability - 5%", "percent");
        row("rate * rate", "decimal(8)");
        row("rate * rate * rate * rate", "decimal(12)");
        row("1 / 2", "decimal(6)");
        row("amount / cost", "decimal(6)");
        row("amount / 2", "money");
        row("probability * amount", "money");
        row("closes - opens", "integer");
        row("won_at - closes", "integer");
        row("1 + closes", "date");
        row("won_at - 1", "datetime");
        row("NULL + 1.5", "decimal(1)");
        row("name & 1", "text");
        row("IF(active, closes, won_at)", "datetime");
        row("IFBLANK(amount, 0)", "money");
        row("COALESCE(company_id, owner_id)", "reference(*)");
        row("ROUND(rate, 2)", "decimal(2)");
        row("ROUND(rate, 9)", "decimal(4)");
        row("ROUND(rate)", "integer");
        row("SUM(lines.weight)", "decimal(3)");
        row("AVERAGE(lines.weight)", "decimal(6)");
        row("AVERAGE(lines.discount)", "percent");
        row("id", "reference(deal)");
    }

    void promotes()
    {
        QFETCH(QString, type);
        const auto checked =
            CheckedExpression::compile(QString::fromUtf8(QTest::currentDataTag()), ExpressionWorld::scope());
        QVERIFY2(checked.ok(), checked.ok() ? "" : qPrintable(checked.error().key));
        QCOMPARE((*checked)->type().name(), type);
    }

    void namesWhatIsRead()
    {
        const auto checked = CheckedExpression::compile(
            u("AND(company.industry = \"x\", phase_id = \"quotation\", COUNT(lines, quantity > 1) > 0)"),
            ExpressionWorld::scope());
        QVERIFY(checked.ok());
        QCOMPARE((*checked)->fieldsRead(), (QStringList{u("company_id"), u("company.industry"), u("phase_id"),
                                                        u("lines"), u("lines.quantity")}));
        QVERIFY(!(*checked)->usesNow());
        const auto now =
            CheckedExpression::compile(u("INPERIOD(closes, \"TODAY\")"), ExpressionWorld::scope());
        QVERIFY((*now)->usesNow());
        const auto actor =
            CheckedExpression::compile(u("owner_id = CURRENTUSER()"), ExpressionWorld::scope());
        QVERIFY((*actor)->usesActor());
    }

    void joinsConditions()
    {
        const auto of = [](const char *text) {
            return *CheckedExpression::condition(u(text), ExpressionWorld::scope());
        };
        const auto joined = CheckedExpression::both(of("AND(active, quantity > 1)"),
                                                    CheckedExpression::both(of("closes > TODAY()"), {}));
        QCOMPARE(joined->text(), u("AND(active, quantity > 1, closes > TODAY())"));
        QVERIFY(equal(joined->root(), of("AND(active, quantity > 1, closes > TODAY())")->root()));
        QVERIFY(joined->usesNow());
        QCOMPARE(joined->fieldsRead(), (QStringList{u("active"), u("quantity"), u("closes")}));
        QVERIFY(!CheckedExpression::both({}, {}));
    }

    void wantsConditions()
    {
        const auto checked = CheckedExpression::condition(u("quantity + 1"), ExpressionWorld::scope());
        QCOMPARE(checked.error().key, u("expression.not_condition"));
    }

    void readsMeasures()
    {
        const CheckScope scope = ExpressionWorld::scope(CheckScope::Aggregates::Measures);
        for (const char *text :
             {"sum(amount)", "COUNT()", "COUNT(amount, stage = \"won\")", "MEDIAN(quantity)",
              "COUNTDISTINCT(company_id)", "MAX(closes)", "SUM(COUNT(lines))"}) {
            const auto checked = CheckedExpression::compile(u(text), scope);
            QVERIFY2(checked.ok(), checked.ok() ? text : qPrintable(checked.error().key));
            QCOMPARE((*checked)->root().kind, Node::Kind::Aggregate);
            QVERIFY((*checked)->root().collection.isEmpty());
        }
        QCOMPARE(CheckedExpression::compile(u("SUM(SUM(amount))"), scope).error().key,
                 u("expression.no_collection"));
    }

    // A reference compared with a key is its target's key field; with 36 characters, the reference itself.
    void comparesReferences()
    {
        const auto key = *CheckedExpression::compile(u("phase_id = \"quotation\""), ExpressionWorld::scope());
        QCOMPARE(key->root().children[0]->path.size(), size_t(2));
        const auto id = *CheckedExpression::compile(u("\"0199e2c1-7b7a-7d3e-9c0e-5b1f0c9a4d11\" = phase_id"),
                                                    ExpressionWorld::scope());
        QCOMPARE(id->root().children[1]->path.size(), size_t(1));
        QCOMPARE(id->root().children[0]->constant.kind(), Value::Kind::Id);
    }

    // Every formula and condition of the shipped dictionary is right.
    void shippedFormulasCompile()
    {
        auto definitions = BuiltinDictionary::definitions();
        QVERIFY(definitions.ok());
        const auto dictionary = Dictionary::build(*definitions);
        QVERIFY(dictionary.ok());
        int count = 0;
        for (const ObjectTypePtr &object : (*dictionary)->objects()) {
            for (const Field &field : object->fields()) {
                for (const QString &text :
                     {field.formula, field.validation,
                      field.required.kind == Requirement::Kind::When ? field.required.argument : QString()}) {
                    if (text.isEmpty())
                        continue;
                    ++count;
                    ExpressionError where;
                    const auto checked =
                        CheckedExpression::compile(text, {*dictionary, object, {}, {}}, &where);
                    QVERIFY2(checked.ok(),
                             qPrintable(object->key() + u(".") + field.key + u(": ") + text + u(": ") +
                                        where.error.key + u(" ") + where.error.arguments.join(u' ')));
                }
            }
        }
        QVERIFY(count > 5);
    }
};

DW_TEST(CheckerTest)

}  // namespace dw::test

#include "checkertest.moc"
