// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dictionary/builtindictionary.h"
#include "core/dictionary/formulanames.h"
#include "core/dictionary/mergecustom.h"
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

    void whatDependsOnMoreThanRecordsIsSeen()
    {
        for (const char *formula : {"DAYS(Today(), a)", "now()", "INPERIOD(a, \"THIS_MONTH\")",
                                    "owner_id = CurrentUser()", "IF(team_id = CURRENTTEAM (), 1, 0)"})
            QVERIFY2(FormulaNames::of(QString::fromLatin1(formula)).isVolatile(), formula);
        for (const char *formula :
             {"\"NOW()\" & today", "CONTAINS(a, \"INPERIOD(b)\")", "currentuser & 1", "BUSINESSDAYS(a, b)"})
            QVERIFY2(!FormulaNames::of(QString::fromLatin1(formula)).isVolatile(), formula);
    }

    // A stored column of it would be right only for the one who saved last, on that day.
    void theDictionaryStoresNoneOfThem()
    {
        QList<CustomField> fields;
        const auto add = [&fields](const char *key, const char *formula) {
            const QString json =
                QStringLiteral(R"({"key": "%1", "type": "formula", "result": "bool", "formula": "%2",
                                   "label_en": "x", "label_zh": "x", "group": "main", "merge": "derived"})")
                    .arg(QString::fromLatin1(key), QString::fromLatin1(formula));
            fields.append({QStringLiteral("opportunity"),
                           BuiltinDictionary::parseField(json.toUtf8(), QStringLiteral("custom"),
                                                         QStringLiteral("opportunity"))
                               .value(),
                           true});
        };
        add("c_soon", "INPERIOD(expected_close, \\\"THIS_MONTH\\\")");
        add("c_mine", "owner_id = CURRENTUSER()");
        add("c_after", "NOT(c_soon)");
        add("c_set", "NOT(ISBLANK(expected_close))");
        const auto merged = mergeCustom(BuiltinDictionary::definitions().value(), {}, fields);
        QVERIFY2(merged.ok(), merged.ok() ? ""
                                          : qPrintable(merged.error().key +
                                                       merged.error().arguments.join(QLatin1Char(' '))));
        const auto built = Dictionary::build(*merged);
        QVERIFY(built.ok());
        const ObjectTypePtr deal = (*built)->find(u"opportunity");
        QVERIFY(deal->find(u"c_set")->isStored());
        for (const char16_t *key : {u"c_soon", u"c_mine", u"c_after"})
            QVERIFY(!deal->find(QStringView(key))->isStored());
    }
};

DW_TEST(FormulaNamesTest)

}  // namespace dw::test

#include "formulanamestest.moc"
