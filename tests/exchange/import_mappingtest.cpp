// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/importmapping.h"
#include "tests/support/testrunner.h"

#include <QTest>

namespace dw::test
{

class ImportMappingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheMapFileOfTheDesign();
    void writesWhatItReads();
    void namesTheKeyThatIsWrong_data();
    void namesTheKeyThatIsWrong();
};

namespace
{

const char DesignMap[] =
    R"({"object": "opportunity", "match": ["source_key"], "dates": "ymd", "accept_incomplete": true,
 "columns": {"Opportunity_ID": "source_key", "Product": {"to": "name"}, "Close_Value": {"to": "amount", "currency": "USD"},
             "Account": {"to": "account_id", "by": "name", "missing": "create"},
             "Sales_Agent": {"to": "owner_id", "by": "name", "missing": "create"},
             "Deal_Stage": {"to": "stage_id", "values": {"Won": "won", "Lost": "lost", "In_Progress": "needs"}},
             "Created_On": "created_at", "Close_Date": ["expected_close", "won_at", "lost_at"], "Notes": null}})";

}  // namespace

void ImportMappingTest::readsTheMapFileOfTheDesign()
{
    const auto read = ImportMapping::fromJson(DesignMap, QStringLiteral("deals.json"));
    QVERIFY2(read.ok(), read.ok() ? "" : qPrintable(read.error().key));
    QCOMPARE(read->object, QStringLiteral("opportunity"));
    QCOMPARE(read->match, QStringList{QStringLiteral("source_key")});
    QCOMPARE(read->dates, std::optional(DateOrder::Ymd));
    QVERIFY(read->acceptIncomplete);
    QCOMPARE(read->columns.size(), qsizetype(9));
    const auto *account = read->column(QStringLiteral("Account"));
    QVERIFY(account);
    QCOMPARE(account->targets.first().by, QStringLiteral("name"));
    QVERIFY(account->targets.first().missing == MissingReference::Create);
    QCOMPARE(read->column(QStringLiteral("Close_Value"))->targets.first().currency->code(),
             QStringLiteral("USD"));
    QCOMPARE(read->column(QStringLiteral("Close_Date"))->targets.size(), qsizetype(3));
    QVERIFY(read->column(QStringLiteral("Notes"))->targets.isEmpty());
    QCOMPARE(read->column(QStringLiteral("Deal_Stage"))
                 ->targets.first()
                 .values.value(QStringLiteral("In_Progress")),
             QStringLiteral("needs"));
}

void ImportMappingTest::writesWhatItReads()
{
    const auto read = ImportMapping::fromJson(DesignMap, QStringLiteral("deals.json"));
    QVERIFY(read.ok());
    const auto again = ImportMapping::fromJson(read->toJson(), QStringLiteral("again.json"));
    QVERIFY(again.ok());
    QVERIFY(*again == *read);
    for (const char *delimiter : {";", "tab", "none", "|"}) {
        const QByteArray json =
            QByteArray(R"({"object": "lead", "columns": {}, "charset": "GBK", "delimiter": ")") + delimiter +
            "\"}";
        const auto stated = ImportMapping::fromJson(json, QStringLiteral("text.json"));
        QVERIFY(stated.ok());
        QCOMPARE(stated->text.charset, std::optional<QByteArray>("GBK"));
        QVERIFY(stated->text.delimiter);
        const auto kept = ImportMapping::fromJson(stated->toJson(), QStringLiteral("kept.json"));
        QVERIFY(kept.ok() && *kept == *stated);
    }
}

void ImportMappingTest::namesTheKeyThatIsWrong_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("path");
    const auto unknown = QStringLiteral("import.map_unknown_key");
    const auto wrong = QStringLiteral("import.map_wrong_value");
    QTest::newRow("unknown") << QByteArray(R"({"object": "lead", "colums": {}})") << unknown
                             << QStringLiteral("colums");
    QTest::newRow("no object") << QByteArray(R"({"columns": {}})") << wrong << QStringLiteral("object");
    QTest::newRow("no columns") << QByteArray(R"({"object": "lead"})") << wrong << QStringLiteral("columns");
    QTest::newRow("dates") << QByteArray(R"({"object": "lead", "dates": "ydm", "columns": {}})") << wrong
                           << QStringLiteral("dates");
    for (const char *delimiter : {"\";;\"", "\"a\"", "\"'\"", "\"\"", "7"})
        QTest::newRow(delimiter) << QByteArray(R"({"object": "lead", "columns": {}, "delimiter": )") +
                                        delimiter + "}"
                                 << wrong << QStringLiteral("delimiter");
    QTest::newRow("target key") << QByteArray(
                                       R"({"object": "lead", "columns": {"A": {"to": "name", "of": "x"}}})")
                                << unknown << QStringLiteral("columns.A.of");
    QTest::newRow("target type") << QByteArray(R"({"object": "lead", "columns": {"A": 7}})") << wrong
                                 << QStringLiteral("columns.A");
    QTest::newRow("no to") << QByteArray(R"({"object": "lead", "columns": {"A": {"by": "name"}}})") << wrong
                           << QStringLiteral("columns.A.to");
    QTest::newRow("list") << QByteArray(R"({"object": "lead", "columns": {"A": ["name", 3]}})") << wrong
                          << QStringLiteral("columns.A[1]");
    QTest::newRow("currency")
        << QByteArray(R"({"object": "lead", "columns": {"A": {"to": "b", "currency": "dollars"}}})") << wrong
        << QStringLiteral("columns.A.currency");
    QTest::newRow("missing") << QByteArray(
                                    R"({"object": "lead", "columns": {"A": {"to": "b", "missing": "no"}}})")
                             << wrong << QStringLiteral("columns.A.missing");
}

void ImportMappingTest::namesTheKeyThatIsWrong()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, key);
    QFETCH(QString, path);
    const auto read = ImportMapping::fromJson(json, QStringLiteral("map.json"));
    QVERIFY(!read.ok());
    QCOMPARE(read.error().code, ErrorCode::Invalid);
    QCOMPARE(read.error().key, key);
    QCOMPARE(read.error().arguments.value(0), QStringLiteral("map.json"));
    QCOMPARE(read.error().arguments.value(1), path);
}

DW_TEST(ImportMappingTest)

}  // namespace dw::test

#include "import_mappingtest.moc"
