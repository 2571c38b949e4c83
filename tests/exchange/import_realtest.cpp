// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text/pinyin.h"
#include "tests/exchange/import_support.h"
#include "tests/support/salesfiles.h"
#include "tests/support/testdata.h"
#include "tests/support/testrunner.h"

#include <QCollator>
#include <QElapsedTimer>

#include <cstdio>

namespace dw::test
{

// The real files: figures computed independently of this program.
class ImportRealTest : public QObject
{
    Q_OBJECT

private:
    static void findsCompanies(ImportWorld &world, const QString &csv);
    static void listsInPinyinOrder(ImportWorld &world);

private Q_SLOTS:
    void importsTheSalesHistory();
    void importsTheRegistry();
    void importsBothEncodingsAlike();
    void importsMessyLeads();
};

namespace
{

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
    for (const SalesFile &one : SalesFiles) {
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

    for (const SalesFile &one : SalesFiles) {
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
    QCOMPARE(report.counts.created, 54221);
    QCOMPARE(report.counts.rejected, 0);
    QCOMPARE(world.count(QStringLiteral("account")), 54221);
    findsCompanies(world, csv);
    listsInPinyinOrder(world);
}

// One company from the middle of the file, by what a person types of it.
void ImportRealTest::findsCompanies(ImportWorld &world, const QString &csv)
{
    auto source = TableSource::open(csv, {});
    QVERIFY(source.ok());
    const qsizetype name = source->header().indexOf(QStringLiteral("企业名称"));
    const qsizetype code = source->header().indexOf(QStringLiteral("统一社会信用代码"));
    QVERIFY(name >= 0 && code >= 0);
    Row row, wanted;
    for (qint64 at = 0;; ++at) {
        const auto more = source->next(row);
        QVERIFY(more.ok());
        if (!*more)
            break;
        // A long name tells its initials apart from all others.
        const bool plain = std::all_of(row[name].text.begin(), row[name].text.end(),
                                       [](QChar c) { return c.script() == QChar::Script_Han; });
        if (at > 27000 && wanted.isEmpty() && plain && row[name].text.size() >= 12 &&
            row[code].text.size() == 18)
            wanted = row;
    }
    QVERIFY(!wanted.isEmpty());
    const QString company = wanted[name].text, uscc = wanted[code].text;
    const auto found = [&world](const QString &text) {
        QStringList titles;
        world.read([&](const Reader &reader) {
            const auto hits = reader.search(text, {QStringLiteral("account")}, 400);
            if (!hits.ok())
                qFatal("%s", qPrintable(errorText(hits.error())));
            for (const SearchHit &hit : *hits)
                titles.append(hit.title);
        });
        return titles;
    };
    const QString initials = PinyinTable().initials(company);
    // Two characters find companies that hold both side by side, and no other.
    const QString two = company.mid(2, 2);
    const QStringList byTwo = found(two);
    QVERIFY2(byTwo.contains(company), qPrintable(two + byTwo.join(QLatin1Char('|'))));
    for (const QString &title : byTwo)
        QVERIFY2(title.contains(two), qPrintable(title));
    QVERIFY2(found(initials).contains(company), qPrintable(company + initials));
    // Any end of the code, as it is read to somebody, and any part of it.
    QVERIFY2(found(uscc.right(8)).contains(company), qPrintable(uscc));
    QVERIFY2(found(uscc.mid(6, 8)).contains(company), qPrintable(uscc));
}

void ImportRealTest::listsInPinyinOrder(ImportWorld &world)
{
    QCollator pinyin(QLocale(QLocale::Chinese, QLocale::SimplifiedHanScript, QLocale::China));
    QStringList names;
    world.read([&](const Reader &reader) {
        const auto query = reader.query(QStringLiteral("account"), {}, {QStringLiteral("name")});
        QVERIFY(query.ok());
        const auto rows = reader.rows(*query);
        QVERIFY(rows.ok());
        const auto records = reader.page(query->object, *rows, {query->object->indexOf(u"name")});
        QVERIFY(records.ok());
        for (const Record &record : *records)
            names.append(record.value(u"name").text());
    });
    QVERIFY(names.size() > 50000);
    for (qsizetype i = 1; i < names.size(); ++i)
        QVERIFY2(pinyin.compare(names[i - 1], names[i]) <= 0, qPrintable(names[i - 1] + names[i]));
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
