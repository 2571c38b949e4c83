// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dictionary/formulanames.h"
#include "tests/support/testrunner.h"

#include <QTest>

namespace dw::test
{

class FormulaNamesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesFunctionsAndPaths_data()
    {
        QTest::addColumn<QString>("formula");
        QTest::addColumn<QStringList>("functions");
        QTest::addColumn<QStringList>("paths");
        const auto list = [](const char *names) {
            return QString::fromUtf8(names).split(QLatin1Char(' '), Qt::SkipEmptyParts);
        };
        QTest::newRow("product") << "amount * probability" << list("") << list("amount probability");
        QTest::newRow("calls") << "days( today ( ), stage_entered_at)" << list("DAYS TODAY")
                               << list("stage_entered_at");
        QTest::newRow("text is skipped")
            << "IF(a = \"TODAY() \"\" x\", b, 1.5e3)" << list("IF") << list("a b");
        QTest::newRow("paths") << "SUM(lines.amount, account.industry = \"x\")" << list("SUM")
                               << list("lines.amount account.industry");
        QTest::newRow("open quote") << "a & \"never closed" << list("") << list("a");
        QTest::newRow("empty") << "" << list("") << list("");
    }
    void namesFunctionsAndPaths()
    {
        QFETCH(QString, formula);
        QFETCH(QStringList, functions);
        QFETCH(QStringList, paths);
        const FormulaNames names = FormulaNames::of(formula);
        QCOMPARE(names.functions, functions);
        QCOMPARE(names.paths, paths);
    }

    void theClockIsSeen()
    {
        QVERIFY(FormulaNames::of(QStringLiteral("DAYS(Today(), a)")).usesClock());
        QVERIFY(FormulaNames::of(QStringLiteral("now()")).usesClock());
        QVERIFY(!FormulaNames::of(QStringLiteral("\"NOW()\" & today")).usesClock());
    }
};

DW_TEST(FormulaNamesTest)

}  // namespace dw::test

#include "formulanamestest.moc"
