// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dictionary/builtindictionary.h"
#include "core/exchange/cellparser.h"
#include "core/exchange/headermatcher.h"
#include "core/exchange/importplan.h"
#include "tests/support/testrunner.h"

#include <QTest>

Q_DECLARE_METATYPE(dw::Value)

namespace dw::test
{

class ImportCellsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsCells_data();
    void readsCells();
    void keepsTheCurrencyOfACell();
    void tellsDateOrders();
    void matchesHeaders();
    void matchesByValues();
};

namespace
{

DictionaryPtr dictionary()
{
    auto definitions = BuiltinDictionary::definitions();
    auto built = Dictionary::build(*definitions);
    return *built;
}

CellParser parser(const QString &object, const QString &field, const QMap<QString, QString> &values = {})
{
    const DictionaryPtr all = dictionary();
    const ObjectTypePtr type = all->find(object);
    CellParser::Rules rules;
    rules.dates = DateOrder::Dmy;
    rules.today = Date::fromYmd(2026, 11, 19);
    rules.zone = *BusinessZone::named("Asia/Shanghai");
    rules.currency = *Currency::fromCode(u"CNY");
    rules.values = values;
    rules.emptyTexts = ImportMapping::defaultEmptyTexts();
    return CellParser(type, type->indexOf(field), rules);
}

QString shown(const Result<CellParser::Parsed> &parsed)
{
    return parsed.ok() ? parsed->value.toDebugString() : parsed.error().key;
}

QString howOf(HeaderProposal::How how)
{
    switch (how) {
        case HeaderProposal::How::None:
            return QStringLiteral("none");
        case HeaderProposal::How::SameName:
            return QStringLiteral("same name");
        case HeaderProposal::How::Synonym:
            return QStringLiteral("synonym");
        case HeaderProposal::How::Values:
            return QStringLiteral("values");
    }
    Q_UNREACHABLE();
}

}  // namespace

void ImportCellsTest::readsCells_data()
{
    QTest::addColumn<QString>("object");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<Value>("expected");  // null with an empty error: an empty cell
    QTest::addColumn<QString>("error");
    const auto cny = [](qint64 minor) { return Value(Money{minor, *Currency::fromCode(u"CNY")}); };
    const auto row = [](const char *object, const char *field, const QString &text, const Value &expected,
                        const char *error = "") {
        QTest::newRow(qPrintable(QLatin1String(field) + QLatin1Char(' ') + text))
            << QString::fromLatin1(object) << QString::fromLatin1(field) << text << expected
            << QString::fromLatin1(error);
    };
    row("account", "annual_revenue", QStringLiteral("4592.96"), cny(459296));
    row("account", "annual_revenue", QStringLiteral("100(万元人民币)"), cny(100000000));
    row("account", "annual_revenue", QStringLiteral("100万人民币"), cny(100000000));
    row("account", "annual_revenue", QStringLiteral("1,200(万元)"), cny(1200000000));
    row("account", "annual_revenue", QStringLiteral("9.5万人民币元"), cny(9500000));
    row("account", "annual_revenue", QStringLiteral("¥1,200.50"), cny(120050));
    row("account", "annual_revenue", QStringLiteral("3.5亿"), cny(35000000000));
    row("account", "annual_revenue", QStringLiteral("(1,200)"), cny(-120000));
    row("account", "annual_revenue", QStringLiteral("OSAMA MOHAMMED F"), {}, "value.wrong_type");
    row("account", "annual_revenue", QStringLiteral("Select"), {});
    row("account", "annual_revenue", QStringLiteral("N/A"), {});
    row("account", "headcount_band", QStringLiteral("13938.0"), Value(QStringLiteral("over_1000")));
    row("account", "headcount_band", QStringLiteral("11"), Value(QStringLiteral("from_11_to_50")));
    row("account", "kind", QStringLiteral("Company"), Value(QStringLiteral("company")));
    row("account", "kind", QStringLiteral("Channel partner"), Value(QStringLiteral("channel_partner")));
    row("account", "kind", QStringLiteral("企业"), Value(QStringLiteral("company")));
    row("account", "kind", QStringLiteral("非企业"), {}, "value.not_in_list");
    row("account", "payment_terms_days", QStringLiteral("30"), Value(qint64(30)));
    row("account", "payment_terms_days", QStringLiteral("30.5"), {}, "value.wrong_type");
    row("opportunity", "expected_close", QStringLiteral("2017-05-06"), Value(Date::fromYmd(2017, 5, 6)));
    row("opportunity", "expected_close", QStringLiteral("06/05/2017"), Value(Date::fromYmd(2017, 5, 6)));
    row("opportunity", "expected_close", QStringLiteral("2017年5月6日"), Value(Date::fromYmd(2017, 5, 6)));
    row("opportunity", "expected_close", QStringLiteral("2017-05-06 13:30:00"),
        Value(Date::fromYmd(2017, 5, 6)));
    row("opportunity", "expected_close", QStringLiteral("soon"), {}, "value.wrong_type");
    row("opportunity", "probability", QStringLiteral("15%"), Value(Percent{1500}));
    row("opportunity", "probability", QStringLiteral("12.5"), Value(Percent{1250}));
    row("opportunity", "next_step_at", QStringLiteral("2017-05-06"),
        Value(*Instant::fromIso(u"2017-05-05T16:00:00Z", QTimeZone::utc())));
    row("opportunity", "next_step_at", QStringLiteral("6/5/2017 2:30 PM"),
        Value(*Instant::fromIso(u"2017-05-06T06:30:00Z", QTimeZone::utc())));
    row("contact", "left_company", QStringLiteral("是"), Value::boolean(true));
    row("contact", "left_company", QStringLiteral("No"), Value::boolean(false));
    row("contact", "left_company", QStringLiteral("perhaps"), {}, "value.wrong_type");
    row("lead", "product_interest", QStringLiteral("software; Equipment"),
        Value(QStringList{QStringLiteral("software"), QStringLiteral("equipment")}));
}

void ImportCellsTest::readsCells()
{
    QFETCH(QString, object);
    QFETCH(QString, field);
    QFETCH(QString, text);
    QFETCH(Value, expected);
    QFETCH(QString, error);
    CellParser cells = parser(object, field);
    const auto parsed = cells.parse(Cell::ofText(text));
    if (!error.isEmpty()) {
        QVERIFY2(!parsed.ok(), qPrintable(shown(parsed)));
        QCOMPARE(parsed.error().key, error);
        return;
    }
    QVERIFY2(parsed.ok(), qPrintable(shown(parsed)));
    QVERIFY2(parsed->value == expected, qPrintable(shown(parsed)));
}

void ImportCellsTest::keepsTheCurrencyOfACell()
{
    CellParser cells = parser(QStringLiteral("account"), QStringLiteral("annual_revenue"));
    const auto dollars = cells.parse(Cell::ofText(QStringLiteral("9万美元")));
    QVERIFY(dollars.ok());
    QCOMPARE(dollars->currency.code(), QStringLiteral("USD"));
    QCOMPARE(dollars->value.money().minor, qint64(9000000));
    const auto yen = cells.parse(Cell::ofText(QStringLiteral("9(万日元)")));
    QVERIFY(yen.ok());
    QCOMPARE(yen->value.money().minor, qint64(90000));
    QCOMPARE(CellParser::unitOf(QStringLiteral("注册资金(万元)")).power, 4);
}

void ImportCellsTest::tellsDateOrders()
{
    QCOMPARE(ImportPlan::possibleOrders(QStringLiteral("03/04/2017")), 2 | 4);
    QCOMPARE(ImportPlan::possibleOrders(QStringLiteral("13/04/2017")), 4);
    QCOMPARE(ImportPlan::possibleOrders(QStringLiteral("04/13/2017")), 2);
    QCOMPARE(ImportPlan::possibleOrders(QStringLiteral("2017-04-03")), 7);
    QCOMPARE(ImportPlan::possibleOrders(QStringLiteral("soon")), 7);
}

void ImportCellsTest::matchesHeaders()
{
    const DictionaryPtr all = dictionary();
    const auto matcher = HeaderMatcher::create(all);
    QVERIFY(matcher.ok());
    const QStringList header{QStringLiteral("Account"),     QStringLiteral("Opportunity_ID"),
                             QStringLiteral("Sales_Agent"), QStringLiteral("Deal_Stage"),
                             QStringLiteral("Product"),     QStringLiteral("Close_Date"),
                             QStringLiteral("Close_Value"), QStringLiteral("Created_On")};
    const auto proposals = matcher->propose(all->find(u"opportunity"), header, {});
    const QStringList expected{QStringLiteral("account_id"), QStringLiteral("source_key"),
                               QStringLiteral("owner_id"),   QStringLiteral("stage_id"),
                               QStringLiteral("name"),       QStringLiteral("expected_close"),
                               QStringLiteral("amount"),     QStringLiteral("created_at")};
    for (qsizetype i = 0; i < header.size(); ++i) {
        QCOMPARE(proposals[i].target.field, expected[i]);
        QCOMPARE(howOf(proposals[i].how), QStringLiteral("synonym"));
    }
    const auto chinese =
        matcher->propose(all->find(u"account"),
                         {QStringLiteral("企业名称"), QStringLiteral("统一社会信用代码"),
                          QStringLiteral("所在省份"), QStringLiteral("年营收(万元)"), QStringLiteral("备用")},
                         {});
    QCOMPARE(chinese[0].target.field, QStringLiteral("name"));
    QCOMPARE(howOf(chinese[1].how), QStringLiteral("same name"));
    QCOMPARE(chinese[1].target.field, QStringLiteral("uscc"));
    QCOMPARE(chinese[2].target.field, QStringLiteral("address.province"));
    QCOMPARE(chinese[3].target.field, QStringLiteral("annual_revenue"));
    QCOMPARE(howOf(chinese[4].how), QStringLiteral("none"));
    // A part of a field is a target too.
    const ImportMapping accounts = HeaderMatcher::mapping(all->find(u"account"), chinese);
    QCOMPARE(accounts.column(QStringLiteral("所在省份"))->targets.value(0).field,
             QStringLiteral("address.province"));
    // What only an import of history may set is proposed but never chosen for a person.
    const ImportMapping mapping = HeaderMatcher::mapping(all->find(u"opportunity"), proposals);
    QVERIFY(mapping.column(QStringLiteral("Created_On"))->targets.isEmpty());
    QVERIFY(!mapping.column(QStringLiteral("Deal_Stage"))->targets.isEmpty());
}

void ImportCellsTest::matchesByValues()
{
    const DictionaryPtr all = dictionary();
    const auto matcher = HeaderMatcher::create(all);
    QVERIFY(matcher.ok());
    QList<Row> sample;
    for (const char *mobile : {"13800138000", "13912345678", "18688886666", "15000000000"})
        sample.append({Cell::ofText(QString::fromLatin1(mobile)),
                       Cell::ofText(QString::fromLatin1(mobile) + QLatin1String("@example.com"))});
    const auto proposals = matcher->propose(all->find(u"contact"),
                                            {QStringLiteral("column 1"), QStringLiteral("column 2")}, sample);
    QCOMPARE(proposals[0].target.field, QStringLiteral("mobile"));
    QCOMPARE(howOf(proposals[0].how), QStringLiteral("values"));
    QCOMPARE(proposals[1].target.field, QStringLiteral("email"));
    QCOMPARE(proposals[0].examples.size(), qsizetype(3));
}

DW_TEST(ImportCellsTest)

}  // namespace dw::test

#include "import_cellstest.moc"
