// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/exchange/import_support.h"
#include "tests/support/testdata.h"
#include "tests/support/testrunner.h"

#include <QElapsedTimer>

#include <cstdio>

namespace dw::test
{

// The real files: figures computed independently of this program.
class ImportRealTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void importsTheSalesHistory();
    void importsTheRegistry();
    void importsBothEncodingsAlike();
    void importsMessyLeads();
};

namespace
{

const char TeamsMap[] = R"({"object": "user", "match": ["name"], "accept_incomplete": true,
 "set": {"status": "disabled"},
 "columns": {"Sales_Agent": "name", "Manager": {"to": "manager_id", "by": "name", "missing": "create"},
             "Regional_Office": {"to": "team_id", "by": "name", "missing": "create"}}})";
const char ProductsMap[] = R"({"object": "product", "match": ["code"],
 "columns": {"Product": ["name", "code"], "Sales_Price": {"to": "standard_price", "currency": "USD"}}})";
const char AccountsMap[] = R"({"object": "account", "match": ["name"],
 "columns": {"Account": "name", "Revenue": {"to": "annual_revenue", "currency": "USD"},
             "Employees": "headcount_band"}})";
const char PipelineMap[] =
    R"({"object": "opportunity", "match": ["source_key"], "dates": "ymd", "accept_incomplete": true,
 "columns": {"Opportunity_ID": "source_key", "Product": {"to": "name"}, "Close_Value": {"to": "amount", "currency": "USD"},
             "Account": {"to": "account_id", "by": "name", "missing": "create"},
             "Sales_Agent": {"to": "owner_id", "by": "name", "missing": "create"},
             "Deal_Stage": {"to": "stage_id", "values": {"Won": "won", "Lost": "lost", "In_Progress": "needs"}},
             "Created_On": "created_at", "Close_Date": ["expected_close", "won_at", "lost_at"]}})";
const char RegistryMap[] = R"({"object": "account", "match": ["uscc"],
 "columns": {"企业名称": "name", "统一社会信用代码": "uscc", "所在省份": "address.province", "地区": "address.city",
             "注册地址": "address.street"}})";

void tellRate(const char *what, const ImportReport &report)
{
    const qint64 rate = report.milliseconds > 0 ? report.counts.total * 1000 / report.milliseconds : 0;
    std::printf("%s: %lld rows in %lld ms, %lld rows/s\n", what, report.counts.total, report.milliseconds,
                rate);
    std::fflush(stdout);
}

void showRejects(const ImportReport &report)
{
    for (qsizetype i = 0; i < std::min<qsizetype>(5, report.rejects.size()); ++i)
        qInfo("row %lld, %s: %s", report.rejects[i].row, qPrintable(report.rejects[i].column),
              qPrintable(report.rejects[i].reason));
}

QList<GroupRow> grouped(ImportWorld &world, const QString &where, const QString &by, const QString &measure)
{
    QList<GroupRow> rows;
    world.read([&](const Reader &reader) {
        const auto query = reader.groupQuery(QStringLiteral("opportunity"), where, {by}, {measure},
                                             GroupQuery::MoneyMode::PerCurrency);
        if (!query.ok())
            qFatal("%s", qPrintable(errorText(query.error())));
        const auto found = reader.group(*query);
        if (!found.ok())
            qFatal("%s", qPrintable(errorText(found.error())));
        rows = *found;
    });
    return rows;
}

}  // namespace

void ImportRealTest::importsTheSalesHistory()
{
    DW_NEED_DATA("crm_sparklesquad_original");
    const QString data = testDataDir() + QStringLiteral("/crm_sparklesquad_original/original/");
    ImportWorld world(QStringLiteral("USD"));
    const struct
    {
        const char *file;
        const char *map;
    } files[] = {{"sales-teams.csv", TeamsMap},
                 {"products.csv", ProductsMap},
                 {"accounts.csv", AccountsMap},
                 {"sales-pipeline.csv", PipelineMap}};
    for (const auto &one : files) {
        const ImportReport report = world.import(data + QLatin1String(one.file), one.map);
        tellRate(one.file, report);
        showRejects(report);
        QCOMPARE(report.counts.rejected, 0);
        QCOMPARE(report.counts.created, report.counts.total);
    }
    const QString deal = QStringLiteral("opportunity");
    QCOMPARE(world.count(deal), 14277);
    QCOMPARE(world.count(deal, QStringLiteral("stage_id = \"won\"")), 6438);
    QCOMPARE(world.count(deal, QStringLiteral("result = \"won\"")), 6438);
    QCOMPARE(world.count(deal, QStringLiteral("stage_id = \"lost\"")), 3493);
    QCOMPARE(world.count(deal, QStringLiteral("stage_id = \"needs\"")), 4346);
    QCOMPARE(world.count(deal, QStringLiteral("ISBLANK(account_id)")), 5393);
    QCOMPARE(world.count(QStringLiteral("stage_history")), 14277);
    QVERIFY(world.count(deal, QStringLiteral("incomplete")) >= 5393);
    // 30 agents, their managers and the owner of the workspace.
    QVERIFY(world.count(QStringLiteral("user"), QStringLiteral("status = \"disabled\"")) > 30);
    QCOMPARE(world.count(QStringLiteral("team"), QStringLiteral("name = \"Central\"")), 1);

    const QList<GroupRow> quarters =
        grouped(world, QStringLiteral("result = \"won\""), QStringLiteral("YEARQUARTER(won_at)"),
                QStringLiteral("sum(amount)"));
    QHash<QString, qint64> won;
    for (const GroupRow &row : quarters)
        won.insert(row.keys.first().text(), row.measures.first().money().minor / 100);
    qInfo() << won;
    QCOMPARE(quarters.size(), qsizetype(4));
    QList<qint64> sums = won.values();
    std::sort(sums.begin(), sums.end());
    QCOMPARE(sums, (QList<qint64>{608189, 3472470, 6233067, 7623202}));

    const QList<GroupRow> agents = grouped(world, QStringLiteral("result = \"won\""),
                                           QStringLiteral("owner_id"), QStringLiteral("sum(amount)"));
    QHash<Id, qint64> byAgent;
    for (const GroupRow &row : agents)
        byAgent.insert(row.keys.first().id(), row.measures.first().money().minor / 100);
    const auto sumOf = [&](const char *name) {
        return byAgent.value(
            world.record(QStringLiteral("user"), QStringLiteral("name = \"%1\"").arg(QLatin1String(name)))
                .id());
    };
    QCOMPARE(sumOf("Darcel Schlecht"), 2282609);
    QCOMPARE(sumOf("Cassey Cress"), 879210);
    QCOMPARE(sumOf("Zane Levy"), 806258);

    for (const auto &one : files) {
        const ImportReport again = world.import(data + QLatin1String(one.file), one.map);
        tellRate(one.file, again);
        QCOMPARE(again.counts.unchanged, again.counts.total);
        QVERIFY(hasNote(again, "import.same_file"));
    }
    QCOMPARE(world.count(deal), 14277);
    QCOMPARE(world.count(QStringLiteral("stage_history")), 14277);
}

void ImportRealTest::importsTheRegistry()
{
    DW_NEED_DATA("cn_registry");
    // gunzip is part of every system that tests run on.
    ImportWorld world;
    const QString csv = world.path(QStringLiteral("companies.csv"));
    const QByteArray command = "gunzip -c '" + testDataDir().toUtf8() +
                               "/cn_registry/cn_companies_2018.csv.gz' > '" + csv.toUtf8() + "'";
    QCOMPARE(std::system(command.constData()), 0);
    const ImportReport report = world.import(csv, RegistryMap);
    tellRate("cn_registry", report);
    showRejects(report);
    QCOMPARE(report.counts.total, 54221);
    QCOMPARE(report.counts.created + report.counts.rejected, 54221);
    QCOMPARE(world.count(QStringLiteral("account")), report.counts.created);
}

void ImportRealTest::importsBothEncodingsAlike()
{
    DW_NEED_DATA("cn_encodings");
    QList<QStringList> results;
    for (const char *name : {"utf8.csv", "gbk_crlf.csv"}) {
        ImportWorld world;
        const ImportReport report =
            world.import(testDataDir() + QStringLiteral("/cn_encodings/") + QLatin1String(name),
                         R"({"object": "account", "match": ["uscc"],
 "columns": {"企业名称": "name", "统一社会信用代码": "uscc", "注册资金": "annual_revenue",
             "所在省份": "address.province", "地区": "address.city", "注册地址": "address.street"}})");
        showRejects(report);
        QStringList lines;
        for (const Record &record : world.records(QStringLiteral("account"), {}, 1000)) {
            lines.append(record.value(u"name").text() + record.value(u"uscc").text() +
                         record.value(u"annual_revenue").toDebugString() + record.value(u"address").text());
        }
        lines.sort();
        QCOMPARE(lines.size(), report.counts.created);
        QVERIFY(lines.size() > 390);
        results.append(lines);
    }
    QCOMPARE(results[0], results[1]);
}

void ImportRealTest::importsMessyLeads()
{
    DW_NEED_DATA("xedu_leads");
    ImportWorld world;
    const ImportReport report =
        world.import(testDataDir() + QStringLiteral("/xedu_leads/Leads_open.csv"),
                     R"({"object": "lead", "match": ["source_key"], "accept_incomplete": true,
 "columns": {"Prospect ID": "source_key", "Lead Source": "source_channel", "Lead Origin": "source_detail",
             "Do Not Call": "do_not_call", "Specialization": "need_summary", "Tags": "tags",
             "What is your current occupation": "job_title"}})");
    tellRate("xedu_leads", report);
    showRejects(report);
    QCOMPARE(report.counts.total, 4620);
    QCOMPARE(report.counts.created, 4620);
    QCOMPARE(world.count(QStringLiteral("lead"), QStringLiteral("need_summary = \"Select\"")), 0);
    // 1 030 say Select and 775 nothing.
    QCOMPARE(world.count(QStringLiteral("lead"), QStringLiteral("ISBLANK(need_summary)")), 1805);
    QCOMPARE(world.count(QStringLiteral("lead"), QStringLiteral("do_not_call")), 2);
}

DW_TEST(ImportRealTest)

}  // namespace dw::test

#include "import_realtest.moc"
