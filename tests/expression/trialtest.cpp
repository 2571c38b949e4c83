// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/edgevalues.h"
#include "core/expression/expressiontrial.h"
#include "core/expression/textplace.h"
#include "tests/support/expressionworld.h"
#include "tests/support/testrunner.h"

#include <QTest>

namespace dw::test
{

namespace
{

std::shared_ptr<const CheckedExpression> compiled(const char *text)
{
    const auto checked = CheckedExpression::compile(QString::fromUtf8(text), ExpressionWorld::scope());
    if (!checked.ok())
        qFatal("%s: %s", text, qPrintable(checked.error().key));
    return *checked;
}

const Field &field(const char16_t *key)
{
    const ObjectTypePtr deal = ExpressionWorld::scope().object;
    return *deal->find(key);
}

}  // namespace

// Expressions on made-up records (B10).
class TrialTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPlaceIsALineAndACharacter()
    {
        const QString text = QString::fromUtf8("AND(\n  name = \"𠮷\", amont > 5)");
        const TextPlace place = TextPlace::of(text, int(text.indexOf(QLatin1String("amont"))));
        QCOMPARE(place.line, 2);
        QCOMPARE(place.character, 15);
        QCOMPARE(TextPlace::of(text, 0).character, 1);
        QCOMPARE(TextPlace::of(QString(), 99).line, 1);
    }

    void edgesFollowTheField()
    {
        const EvaluationContext context = ExpressionWorld::context();
        const auto has = [&](const char16_t *key, const Value &value) {
            return edgeValues(field(key), {}, {}, context).contains(value);
        };
        for (const char16_t *key : {u"amount", u"probability", u"quantity", u"rate", u"closes", u"won_at",
                                    u"stage", u"interests", u"active", u"company_id", u"friends"})
            QVERIFY2(has(key, Value()), qPrintable(QString::fromUtf16(key)));
        QVERIFY(has(u"amount", Value(Money{0, context.workspaceCurrency})));
        QVERIFY(has(u"closes", Value(Date::fromYmd(2024, 2, 29))));
        QVERIFY(has(u"closes", Value(Date::fromYmd(2026, 1, 31))));
        for (const PicklistValue &value : field(u"stage").values)
            QVERIFY(has(u"stage", Value(value.key)));
        const QList<Value> texts =
            edgeValues(*ExpressionWorld::dictionary()->find(u"company")->find(u"name"), {}, {}, context);
        QVERIFY(texts.contains(Value(QString::fromUtf8("华为技术有限公司（深圳）"))));
        // What the field itself refuses is no case.
        Field limited = field(u"quantity");
        limited.minimum = 10;
        limited.maximum = 20;
        for (const Value &value : edgeValues(limited, {}, {Value(qint64(500))}, context))
            QVERIFY(value.isNull() || (value.integer() >= 10 && value.integer() <= 20));
    }

    void whatFailsIsShown_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("error");
        QTest::addColumn<QString>("names");
        const auto row = [](const char *text, const char *error, const char *names) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromLatin1(error)
                                << QString::fromLatin1(names);
        };
        row("amount * probability", "", "");
        row("amount / quantity", "", "");
        row("ADDMONTHS(closes, 1)", "", "");
        row("LENGTH(company.name) > 3", "", "");
        row("SUM(lines.price) * 2", "", "");
        row("COUNT(lines) > 0", "", "");
        row("amount * quantity * quantity * quantity", "expression.overflow", "amount,quantity");
        row("closes + quantity * 1000", "expression.overflow", "closes,quantity");
        row("SUM(lines.price) * quantity * quantity", "expression.overflow", "lines,quantity");
    }

    void whatFailsIsShown()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, error);
        QFETCH(const QString, names);
        const auto expression = compiled(text.toUtf8().constData());
        const auto failure = ExpressionTrial(*expression, ExpressionWorld::context()).failure();
        QCOMPARE(failure ? failure->error.key : QString(), error);
        const QStringList wanted = names.split(QLatin1Char(','), Qt::SkipEmptyParts);
        for (const QString &name : wanted)
            QVERIFY2(failure->values.contains(name), qPrintable(failure->values));
    }

    // What does not matter for the failure is empty in the case.
    void aCaseIsAsSmallAsItGets()
    {
        const auto expression = compiled(
            "IF(active, amount, amount) * quantity * quantity * quantity + IF(rate > 0, amount, amount)");
        const auto failure = ExpressionTrial(*expression, ExpressionWorld::context()).failure();
        QVERIFY(failure);
        QVERIFY2(failure->values.contains(QStringLiteral("ISBLANK(rate)")), qPrintable(failure->values));
    }

    void contradictionsAreProved_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("never");
        const auto row = [](const char *text, bool never) {
            QTest::newRow(text) << QString::fromUtf8(text) << never;
        };
        row("AND(quantity > 5, quantity < 6)", true);
        row("AND(quantity > 5, quantity < 7)", false);
        row("AND(amount > 100, amount < 50)", true);
        row("AND(amount > 100, amount < 100.02)", false);
        row("AND(amount > 100, amount < 100.01)", true);
        row("AND(closes > \"2026-03-01\", closes < \"2026-03-02\")", true);
        row("AND(closes > \"2026-03-01\", closes < \"2026-03-03\")", false);
        row("AND(active, NOT(active))", true);
        row("AND(ISBLANK(quantity), quantity > 1)", true);
        row("AND(company.name = \"a\", company.name = \"b\")", true);
        row("OR(company.name = \"a\", company.name = \"b\")", false);
        row("company.name <> \"a\"", false);
        row("FALSE", true);
        row("TRUE", false);
        row("ISBLANK(amount)", false);
        // Not to be told by trying, so nothing is said.
        row("LENGTH(company.name) = 77", false);
        row("quantity * 2 = 7", false);
        row("amount > cost", false);
        row("closes > TODAY()", false);
    }

    void contradictionsAreProved()
    {
        QFETCH(const QString, text);
        QFETCH(const bool, never);
        const auto expression = compiled(text.toUtf8().constData());
        const auto contradiction = ExpressionTrial(*expression, ExpressionWorld::context()).contradiction();
        QCOMPARE(contradiction.has_value(), never);
    }
};

DW_TEST(TrialTest)

}  // namespace dw::test

#include "trialtest.moc"
