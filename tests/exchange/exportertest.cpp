// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/exporter.h"
#include "core/reading/exportsearch.h"
#include "tests/exchange/import_support.h"
#include "tests/support/testrunner.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>

namespace dw::test
{

class ExporterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exportsListsAndReadsThemBack();
    void amountsInTextHaveTheirCurrency();
    void exportNeedsItsRight();
    void exportTakesWhatTheQuickFilterShows();
    void exportIsAudited();
    void everyFileSaysWhoTookIt();
    void aFileLeadsToWhoTookIt();
    void aFailedExportLeavesTheEarlierManifest_data();
    void aFailedExportLeavesTheEarlierManifest();
};

void ExporterTest::exportsListsAndReadsThemBack()
{
    ImportWorld world;
    world.import(
        world.file(QStringLiteral("a.csv"), "Name,Phone,Revenue\n=1+1,13800138000,1\nBolt,,2.5\nCore,,\n"),
        AccountMap);
    AsyncReader reader = readerOf(world);
    Exporter::Request request;
    request.object = QStringLiteral("account");
    request.sort = {QStringLiteral("-annual_revenue")};
    request.fields = {QStringLiteral("name"), QStringLiteral("annual_revenue"), QStringLiteral("owner_id"),
                      QStringLiteral("kind"), QStringLiteral("created_at")};
    for (const char *name : {"list.csv", "list.xlsx"}) {
        const QString path = world.path(QString::fromLatin1(name));
        const auto report = Exporter(reader, *world.runner).run(request, path);
        QVERIFY2(report.ok(), report.ok() ? "" : qPrintable(errorText(report.error())));
        QCOMPARE(report->rows, 3);
        auto source = TableSource::open(path, {});
        QVERIFY(source.ok());
        QCOMPARE(source->header().first(), QStringLiteral("Customer name"));
        Row row;
        QVERIFY(*source->next(row));
        QCOMPARE(row[0].text, QStringLiteral("Bolt"));
        QCOMPARE(Decimal::fromString(row[1].text), Decimal::fromString(u"2.5"));
        QCOMPARE(row[2].text, QStringLiteral("Chen"));
        QVERIFY(*source->next(row));
        QCOMPARE(row[0].text, QStringLiteral("=1+1"));
    }
    const QString path = world.path(QStringLiteral("list.json"));
    QVERIFY(Exporter(reader, *world.runner).run(request, path).ok());
    QFile json(path);
    QVERIFY(json.open(QIODevice::ReadOnly));
    const QJsonArray rows = QJsonDocument::fromJson(json.readAll()).array();
    QCOMPARE(rows.size(), qsizetype(3));
    QCOMPARE(rows[0]
                 .toObject()
                 .value(QLatin1String("owner_id"))
                 .toObject()
                 .value(QLatin1String("title"))
                 .toString(),
             QStringLiteral("Chen"));
    QCOMPARE(rows[0]
                 .toObject()
                 .value(QLatin1String("annual_revenue"))
                 .toObject()
                 .value(QLatin1String("minor"))
                 .toInt(),
             250);
    const Ticket ticket;
    ticket.cancel();
    const QString cancelled = world.path(QStringLiteral("none.xlsx"));
    QVERIFY(!Exporter(reader, *world.runner).run(request, cancelled, {}, ticket).ok());
    QVERIFY(!QFile::exists(cancelled));
    const auto unknown = Exporter(reader, *world.runner).run(request, world.path(QStringLiteral("list.doc")));
    QVERIFY(!unknown.ok());
    QCOMPARE(unknown.error().key, QStringLiteral("exchange.unknown_format"));
}

// An amount in a text file says in what; in a workbook its format does.
void ExporterTest::amountsInTextHaveTheirCurrency()
{
    ImportWorld world;
    world.import(world.file(QStringLiteral("a.csv"), "Name,Phone,Revenue\nAlpha,,1\n"), AccountMap);
    AsyncReader reader = readerOf(world);
    Exporter::Request request;
    request.object = QStringLiteral("account");
    const auto exported = [&](const QStringList &fields) {
        request.fields = fields;
        const QString path = world.path(QStringLiteral("list.csv"));
        if (!Exporter(reader, *world.runner).run(request, path).ok())
            return QByteArray();
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll().mid(3) : QByteArray();
    };
    const QString name = QStringLiteral("name"), money = QStringLiteral("annual_revenue");
    QCOMPARE(exported({name}), QByteArray("Customer name\r\nAlpha\r\n"));
    QVERIFY(exported({money, name}).endsWith(",Currency\r\n1.00,Alpha,CNY\r\n"));
    QVERIFY(exported({QStringLiteral("currency"), money}).endsWith("\r\nChinese yuan (CNY),1.00\r\n"));

    Exporter::Table table{QStringLiteral("opportunity"),
                          QStringLiteral("won_by_quarter"),
                          QStringLiteral("Won"),
                          {{QStringLiteral("Quarter")}, {QStringLiteral("Won"), Cell::Kind::Money}},
                          {{Cell::ofText(QStringLiteral("2026-Q4")),
                            Cell::ofMoney(QStringLiteral("5.00"), QStringLiteral("EUR"))}}};
    table.json = {{QStringLiteral("rows"), 1}};
    const QString csv = world.path(QStringLiteral("won.csv")), json = world.path(QStringLiteral("won.json"));
    QVERIFY(Exporter(reader, *world.runner).writeTable(csv, table).ok());
    QFile file(csv);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().mid(3).startsWith("Quarter,Won,Currency\r\n2026-Q4,5.00,EUR\r\nExported by"));
    QVERIFY(Exporter(reader, *world.runner).writeTable(json, table).ok());
    QFile object(json);
    QVERIFY(object.open(QIODevice::ReadOnly));
    QCOMPARE(QJsonDocument::fromJson(object.readAll()).object().value(QLatin1String("rows")), QJsonValue(1));
}

void ExporterTest::exportNeedsItsRight()
{
    ImportWorld world;
    auto policy = std::make_shared<TestPolicy>();
    policy->denied = {Action::Export};
    AsyncReader reader = readerOf(world, policy);
    Exporter::Request request;
    request.object = QStringLiteral("account");
    const auto refused = Exporter(reader, *world.runner).run(request, world.path(QStringLiteral("list.csv")));
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().code, ErrorCode::Forbidden);
}

void ExporterTest::exportTakesWhatTheQuickFilterShows()
{
    ImportWorld world;
    world.import(world.file(QStringLiteral("a.csv"),
                            "Name,Phone,Revenue\nAlpha Works,,1\nBolt Works,,2\nBolt Yard,,3\n"),
                 AccountMap);
    AsyncReader reader = readerOf(world);
    Exporter::Request request;
    request.object = QStringLiteral("account");
    request.where = QStringLiteral("CONTAINS(name, \"Works\")");
    request.fields = {QStringLiteral("name")};
    const auto rowsWith = [&](const QString &quick) {
        request.quick = quick;
        const auto report = Exporter(reader, *world.runner).run(request, world.path(QStringLiteral("q.csv")));
        return report.ok() ? report->rows : -1;
    };
    QCOMPARE(rowsWith(QString()), qint64(2));
    QCOMPARE(rowsWith(QStringLiteral("bolt")), qint64(1));
    QCOMPARE(rowsWith(QStringLiteral("nobody")), qint64(0));
}

void ExporterTest::exportIsAudited()
{
    ImportWorld world;
    world.import(world.file(QStringLiteral("a.csv"), "Name,Phone,Revenue\nAlpha,,1\nBolt,,2\n"), AccountMap);
    AsyncReader reader = readerOf(world);
    const auto lastLine = [&world] {
        AuditRecord line;
        world.read([&](const Reader &read) { line = read.auditTrail(1)->first(); });
        return line;
    };
    Exporter::Request request;
    request.object = QStringLiteral("account");
    request.view = QStringLiteral("Good ones");
    request.where = QStringLiteral("annual_revenue > 1");
    request.quick = QStringLiteral("bolt");
    request.fields = {QStringLiteral("name"), QStringLiteral("phone")};
    QVERIFY(Exporter(reader, *world.runner).run(request, world.path(QStringLiteral("taken.csv"))).ok());
    const AuditRecord line = lastLine();
    QCOMPARE(line.entry.command, QStringLiteral("data.export"));
    QCOMPARE(line.entry.user, world.actor.user);
    QCOMPARE(line.entry.record, RecordRef(QStringLiteral("account"), Id()));
    const auto said = [&line](const char *key) {
        return line.entry.values.value(QLatin1String(key)).toArray().at(1);
    };
    QCOMPARE(said("view").toString(), request.view);
    QCOMPARE(said("where").toString(), request.where);
    QCOMPARE(said("quick").toString(), request.quick);
    QCOMPARE(said("fields").toArray(), QJsonArray::fromStringList(request.fields));
    QCOMPARE(said("rows").toInt(), 1);
    QCOMPARE(said("file").toString(), QStringLiteral("taken.csv"));

    Exporter::Table table{QStringLiteral("opportunity"),
                          QStringLiteral("funnel"),
                          QStringLiteral("Funnel"),
                          {{QStringLiteral("Stage")}},
                          {}};
    QVERIFY(Exporter(reader, *world.runner).writeTable(world.path(QStringLiteral("f.xlsx")), table).ok());
    QCOMPARE(lastLine().entry.values.value(QLatin1String("report")).toArray().at(1).toString(),
             QStringLiteral("funnel"));
    // A report says what it is narrowed to, in the file and in the audit.
    table.where = QStringLiteral("Team: East region");
    const QString narrowed = world.path(QStringLiteral("f.csv"));
    QVERIFY(Exporter(reader, *world.runner).writeTable(narrowed, table).ok());
    QCOMPARE(lastLine().entry.values.value(QLatin1String("where")).toArray().at(1).toString(), table.where);
    QFile text(narrowed);
    QVERIFY(text.open(QIODevice::ReadOnly));
    QVERIFY(text.readAll().contains("Filter: Team: East region"));

    // Without a line no file: the authority refuses what the reading side let through.
    auto policy = std::make_shared<TestPolicy>();
    policy->denied = {Action::Export};
    ImportWorld strict(QStringLiteral("CNY"), policy);
    AsyncReader lax = readerOf(strict, std::make_shared<OwnerPolicy>());
    request = Exporter::Request();
    request.object = QStringLiteral("account");
    QVERIFY(!Exporter(lax, *strict.runner).run(request, strict.path(QStringLiteral("no.csv"))).ok());
    QVERIFY(!QFile::exists(strict.path(QStringLiteral("no.csv"))));
    QVERIFY(!Exporter(lax, *strict.runner).writeTable(strict.path(QStringLiteral("no.xlsx")), table).ok());
    QVERIFY(!QFile::exists(strict.path(QStringLiteral("no.xlsx"))));
}

namespace
{

QJsonObject objectIn(const QString &path)
{
    return QJsonDocument::fromJson(bytesOf(path)).object();
}

QString hashOf(const QString &path)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytesOf(path), QCryptographicHash::Sha256).toHex());
}

}  // namespace

// U29: user, time, filter and number of rows go with the file, whatever its kind.
void ExporterTest::everyFileSaysWhoTookIt()
{
    ImportWorld world;
    world.actor.name = QStringLiteral("Chen Hao");
    world.import(world.file(QStringLiteral("a.csv"), "Name,Phone,Revenue\nAlpha,,1\nBolt,,2\n"), AccountMap);
    AsyncReader reader = readerOf(world);
    const ReadContext context = reader.contextNow();
    Exporter::Request request;
    request.object = QStringLiteral("account");
    request.view = QStringLiteral("Good ones");
    request.where = QStringLiteral("annual_revenue > 1");
    request.fields = {QStringLiteral("name")};
    for (const char *name : {"list.csv", "list.json"}) {
        const QString path = world.path(QString::fromLatin1(name));
        QVERIFY(Exporter(reader, *world.runner).run(request, path).ok());
        const QJsonObject manifest = objectIn(path + QStringLiteral(".manifest.json"));
        const QJsonObject wanted{{QStringLiteral("user"), context.actor.name},
                                 {QStringLiteral("login"), context.actor.login},
                                 {QStringLiteral("at"), context.now.toIso()},
                                 {QStringLiteral("object"), QStringLiteral("account")},
                                 {QStringLiteral("view"), request.view},
                                 {QStringLiteral("where"), request.where},
                                 {QStringLiteral("fields"), QJsonArray{QStringLiteral("name")}},
                                 {QStringLiteral("rows"), 1},
                                 {QStringLiteral("file"), QString::fromLatin1(name)},
                                 {QStringLiteral("sha256"), hashOf(path)}};
        QCOMPARE(manifest, wanted);
    }
    // Programs that read text read rows alone.
    QCOMPARE(bytesOf(world.path(QStringLiteral("list.csv"))).count('\n'), 2);

    const QString book = world.path(QStringLiteral("list.xlsx"));
    QVERIFY(Exporter(reader, *world.runner).run(request, book).ok());
    QVERIFY(!QFile::exists(book + QStringLiteral(".manifest.json")));
    TableOptions check;
    check.sheet = 1;
    check.header = false;
    auto source = TableSource::open(book, check);
    QVERIFY(source.ok());
    QHash<QString, QString> said;
    for (Row row; *source->next(row);)
        said.insert(row.value(0).text, row.value(1).text);
    QCOMPARE(said.value(QStringLiteral("Rows written")), QStringLiteral("1"));
    QVERIFY(said.value(QStringLiteral("Exported by")).startsWith(context.actor.name));
    QCOMPARE(
        said.value(QStringLiteral("Exported at")),
        context.now.toQDateTime(context.settings.zone.zone()).toString(QStringLiteral("yyyy-MM-dd HH:mm")));
    QCOMPARE(said.value(QStringLiteral("Object")), QStringLiteral("account"));
    QCOMPARE(said.value(QStringLiteral("List")), request.view);
    QCOMPARE(said.value(QStringLiteral("Filter")), request.where);

    Exporter::Table table{QStringLiteral("opportunity"),
                          QStringLiteral("funnel"),
                          QStringLiteral("Funnel"),
                          {{QStringLiteral("Stage")}},
                          {{Cell::ofText(QStringLiteral("Won"))}}};
    table.json = {{QStringLiteral("report"), QStringLiteral("funnel")}};
    const QString text = world.path(QStringLiteral("f.csv"));
    QVERIFY(Exporter(reader, *world.runner).writeTable(text, table).ok());
    const QByteArray written = bytesOf(text);
    QVERIFY2(written.contains("Exported by: " + context.actor.name.toUtf8()), written.constData());
    QVERIFY(written.contains("Report: funnel") && written.contains("Rows: 1"));
    const QString json = world.path(QStringLiteral("f.json"));
    QVERIFY(Exporter(reader, *world.runner).writeTable(json, table).ok());
    const QJsonObject manifest = objectIn(json).value(QLatin1String("manifest")).toObject();
    QCOMPARE(manifest.value(QLatin1String("user")).toString(), context.actor.name);
    QCOMPARE(manifest.value(QLatin1String("rows")).toInt(), 1);
}

void ExporterTest::aFileLeadsToWhoTookIt()
{
    ImportWorld world;
    world.import(world.file(QStringLiteral("a.csv"), "Name,Phone,Revenue\nAlpha,,1\nBolt,,2\n"), AccountMap);
    AsyncReader reader = readerOf(world);
    Exporter::Request request;
    request.object = QStringLiteral("account");
    request.fields = {QStringLiteral("name")};
    for (const char *name : {"one.csv", "two.xlsx", "three.json"}) {
        QVERIFY(Exporter(reader, *world.runner).run(request, world.path(QString::fromLatin1(name))).ok());
        request.where = QStringLiteral("annual_revenue > 1");
    }
    Exporter::Table table{QStringLiteral("opportunity"),
                          QStringLiteral("funnel"),
                          QStringLiteral("Funnel"),
                          {{QStringLiteral("Stage")}},
                          {}};
    QVERIFY(Exporter(reader, *world.runner).writeTable(world.path(QStringLiteral("four.xlsx")), table).ok());
    const auto found = [&world](const QByteArray &sha256) {
        QStringList files;
        world.read([&](const Reader &read) {
            const auto lines = ExportSearch(read).linesOf(sha256, 10);
            for (const AuditRecord &line : *lines)
                files.append(line.entry.values.value(QLatin1String("file")).toArray().at(1).toString());
        });
        return files;
    };
    for (const char *name : {"one.csv", "two.xlsx", "three.json", "four.xlsx"}) {
        // By its bytes, whatever it is called meanwhile.
        const QString renamed = world.path(QStringLiteral("renamed"));
        QFile::remove(renamed);
        QVERIFY(QFile::copy(world.path(QString::fromLatin1(name)), renamed));
        const auto sha256 = ExportSearch::fingerprint(renamed, {});
        QVERIFY(sha256.ok());
        QCOMPARE(found(*sha256), QStringList{QString::fromLatin1(name)});
        QCOMPARE(*ExportSearch::fingerprint({}, QString::fromLatin1(sha256->toHex()).toUpper()), *sha256);
    }
    QCOMPARE(found(QByteArray(32, 'x')), QStringList());
    world.read([](const Reader &read) {
        QCOMPARE(ExportSearch(read).lines(10)->size(), 4);
        QCOMPARE(ExportSearch(read).lines(2)->size(), 2);
    });
    for (const char *wrong : {"", "abc", "zz"}) {
        const auto refused = ExportSearch::fingerprint({}, QString::fromLatin1(wrong));
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().key, QStringLiteral("cli.bad_value"));
    }
    const CommandResult forged = world.runner->runNow({QStringLiteral("data.export"),
                                                       {{QStringLiteral("object"), QStringLiteral("account")},
                                                        {QStringLiteral("file"), QStringLiteral("x.csv")},
                                                        {QStringLiteral("sha256"), QStringLiteral("../x")}}},
                                                      world.actor);
    QCOMPARE(forged.error.key, QStringLiteral("command.bad_argument"));
}

void ExporterTest::aFailedExportLeavesTheEarlierManifest_data()
{
    QTest::addColumn<QString>("failing");
    QTest::newRow("not audited") << QStringLiteral("audit");
    QTest::newRow("no manifest") << QStringLiteral("manifest");
    QTest::newRow("no name") << QStringLiteral("name");
}

void ExporterTest::aFailedExportLeavesTheEarlierManifest()
{
    QFETCH(QString, failing);
    ImportWorld world;
    world.import(world.file(QStringLiteral("a.csv"), "Name,Phone,Revenue\nAlpha,,1\nBolt,,2\n"), AccountMap);
    AsyncReader reader = readerOf(world);
    Exporter::Request request;
    request.object = QStringLiteral("account");
    request.fields = {QStringLiteral("name")};
    const QString path = world.path(QStringLiteral("list.csv"));
    const QString beside = path + QStringLiteral(".manifest.json");
    const QString away = world.path(QStringLiteral("away"));
    QVERIFY(Exporter(reader, *world.runner).run(request, path).ok());
    const QByteArray list = bytesOf(path);
    const QByteArray manifest = bytesOf(beside);
    // Another list under the same name, which does not come to be.
    request.where = QStringLiteral("annual_revenue > 1");
    const Error broken(ErrorCode::Storage, QStringLiteral("test.broken"));
    Exporter::Audit audit;
    audit.exported = [&](const QJsonObject &, const Actor &) -> Result<void> {
        if (failing == QLatin1String("audit"))
            return broken;
        // A folder takes the name.
        const QString taken = failing == QLatin1String("name") ? path : beside;
        if (!QFile::rename(taken, away) || !QDir().mkdir(taken))
            qFatal("no folder");
        return {};
    };
    audit.refused = [](const Error &, const Actor &) {};
    QVERIFY(!Exporter(reader, audit).run(request, path).ok());
    if (failing != QLatin1String("audit")) {
        const QString taken = failing == QLatin1String("name") ? path : beside;
        QVERIFY(QDir().rmdir(taken) && QFile::rename(away, taken));
    }
    QCOMPARE(bytesOf(path), list);
    QCOMPARE(bytesOf(beside), manifest);
    QCOMPARE(objectIn(beside).value(QLatin1String("sha256")).toString(), hashOf(path));
    // Nothing half made stays.
    QCOMPARE(
        QDir(QFileInfo(path).path()).entryList({QStringLiteral(".dealwright-*")}, QDir::Files | QDir::Hidden),
        QStringList());
}

DW_TEST(ExporterTest)

}  // namespace dw::test

#include "exportertest.moc"
