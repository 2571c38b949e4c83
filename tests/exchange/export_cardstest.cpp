// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/exporter.h"
#include "core/exchange/files/contentlines.h"
#include "core/exchange/recordfile.h"
#include "tests/access/denyingpolicy.h"
#include "tests/exchange/import_support.h"
#include "tests/support/testrunner.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QScopeGuard>
#include <QTest>

#include <sys/resource.h>

#include <algorithm>
#include <csignal>

namespace dw::test
{

// Contacts as vCards, tasks and activities as a calendar: what the files say when they are read as their
// formats want it, whatever stands in the records.
class ExportCardsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textsStayValues();
    void linesAreFoldedBetweenCharacters();
    void contactsAreCards();
    void tasksAndActivitiesAreACalendar();
    void othersAreRefused();
    void aCardNeedsItsName();
    void whatARoleSeesMaskedIsLeftOut();
    void aMaskIsNoDay();
    void whatIsOverDoesNotRepeat();
    void theLastDayOfARuleIsATime();
    void theFirstFailureStopsIt();
    void theManifestNamesWhatIsInTheFile();
};

namespace
{

// The lines with their folding taken back.
QStringList linesOf(const QString &path)
{
    QByteArray bytes = bytesOf(path);
    bytes.replace("\r\n ", "");
    QStringList lines = QString::fromUtf8(bytes).split(QStringLiteral("\r\n"));
    if (lines.isEmpty() || !lines.takeLast().isEmpty())
        qFatal("the last line has no end");
    return lines;
}

qsizetype count(const QStringList &lines, const char *line)
{
    return lines.count(QString::fromUtf8(line));
}

Result<ExportReport> exported(ImportWorld &world, const char *object, const QString &path,
                              const QStringList &fields = {}, std::shared_ptr<const Policy> policy = nullptr)
{
    AsyncReader reader = readerOf(world, std::move(policy));
    Exporter::Request request;
    request.object = QString::fromLatin1(object);
    request.fields = fields;
    return Exporter(reader, *world.runner).run(request, path);
}

bool anyBegins(const QStringList &lines, const char *name)
{
    return std::any_of(lines.begin(), lines.end(),
                       [name](const QString &line) { return line.startsWith(QLatin1String(name)); });
}

// A role that sees some fields of an object masked or not at all.
std::shared_ptr<const Policy> roleWith(const char *object, const QHash<QString, FieldRight> &rights)
{
    auto role = std::make_shared<DenyingPolicy>();
    role->open = false;
    role->rights.insert(QString::fromLatin1(object), rights);
    return role;
}

const char ContactMap[] = R"({"object": "contact", "match": ["name"], "accept_incomplete": true,
 "columns": {"Name": "name", "Customer": {"to": "account_id", "by": "name", "missing": "create"},
             "Mobile": "mobile", "Email": "email", "Title": "job_title", "Wechat": "wechat",
             "City": "address.city", "Street": "address.street", "Born": "birthday"}})";
const char TaskMap[] = R"({"object": "task", "match": ["subject"], "accept_incomplete": true,
 "columns": {"Subject": "subject", "Due": "due_at", "Repeat": "recurrence", "Priority": "priority", "Note": "result_note"}})";
const char RepeatMap[] = R"({"object": "task", "match": ["subject"], "accept_incomplete": true,
 "columns": {"Subject": "subject", "Due": "due_at", "Repeat": "recurrence", "Status": "status"}})";
const char ActivityMap[] = R"({"object": "activity", "match": ["subject"], "accept_incomplete": true,
 "columns": {"Subject": "subject", "At": "occurred_at", "Kind": "kind", "Content": "content", "Seconds": "duration_s"}})";

}  // namespace

void ExportCardsTest::textsStayValues()
{
    const QString hostile =
        QStringLiteral("a\r\nEND:VCARD\nBEGIN:VCARD\rX\u2028Y\u0085Z, b; c\\d\v\u0001\u007Fe\tf");
    const QByteArray safe = ContentLines::escaped(hostile);
    QCOMPARE(safe, QByteArray("a\\nEND:VCARD\\nBEGIN:VCARD\\nX\\nY\\nZ\\, b\\; c\\\\d\\ne\tf"));
}

void ExportCardsTest::linesAreFoldedBetweenCharacters()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("f.vcf"));
    auto lines = ContentLines::create(path);
    QVERIFY(lines.ok());
    const QString han = QStringLiteral("北京时代科技有限公司").repeated(12);
    (*lines)->addText("FN", han);
    (*lines)->add("NOTE", QByteArray(70, 'x'));
    (*lines)->add("NOTE", QByteArray(71, 'x'));
    QVERIFY(!QFile::exists(path));
    QVERIFY((*lines)->finish({}).ok());
    const QByteArray bytes = bytesOf(path);
    for (const QByteArray &line : bytes.split('\n')) {
        QVERIFY(line.size() <= 76);
        QVERIFY(!QString::fromUtf8(line).contains(QChar::ReplacementCharacter));
    }
    QVERIFY(bytes.contains("NOTE:" + QByteArray(70, 'x') + "\r\nNOTE:" + QByteArray(70, 'x') + "\r\n x\r\n"));
    QCOMPARE(linesOf(path).first(), QStringLiteral("FN:") + han);
}

void ExportCardsTest::contactsAreCards()
{
    ImportWorld world;
    const ImportReport report = world.import(
        world.file(QStringLiteral("c.csv"),
                   "Name,Customer,Mobile,Email,Title,Wechat,City,Street,Born\n"
                   "王小明,\"北京时代, 科技;公司\",13800138000,wang@example.com,经理,wxm,北京,\"Main 1; "
                   "left\",1980-02-03\n"
                   "\"BEGIN:VCARD\",Acme,13800138001,,,,,,\n"),
        ContactMap);
    QCOMPARE(report.counts.rejected, 0);
    const QString path = world.path(QStringLiteral("list.vcf"));
    const auto made = exported(world, "contact", path);
    QVERIFY2(made.ok(), made.ok() ? "" : qPrintable(errorText(made.error())));
    QCOMPARE(made->rows, 2);
    const QStringList lines = linesOf(path);
    QCOMPARE(count(lines, "BEGIN:VCARD"), 2);
    QCOMPARE(count(lines, "END:VCARD"), 2);
    QCOMPARE(count(lines, "VERSION:4.0"), 2);
    for (const char *line : {"FN:王小明", "ORG:北京时代\\, 科技\\;公司", "TITLE:经理",
                             "TEL;TYPE=cell:+8613800138000", "EMAIL:wang@example.com", "X-WECHAT:wxm",
                             "ADR:;;Main 1\\; left;北京;;;", "BDAY:19800203", "FN:BEGIN:VCARD", "ORG:Acme"})
        QVERIFY2(count(lines, line) == 1, qPrintable(QString::fromUtf8(line) + lines.join(QLatin1Char('|'))));
    // Who took it stands beside it, as beside every file that has room for records alone.
    QVERIFY(QFile::exists(path + QStringLiteral(".manifest.json")));
    AuditRecord noted;
    world.read([&](const Reader &read) { noted = read.auditTrail(1)->first(); });
    QCOMPARE(noted.entry.command, QStringLiteral("data.export"));
    QCOMPARE(noted.entry.values.value(QLatin1String("file")).toArray().at(1).toString(),
             QStringLiteral("list.vcf"));

    // What was not asked for is not in it.
    QVERIFY(exported(world, "contact", path, {QStringLiteral("name"), QStringLiteral("email")}).ok());
    for (const QString &line : linesOf(path))
        QVERIFY2(!line.startsWith(QLatin1String("TEL")) && !line.startsWith(QLatin1String("ORG")),
                 qPrintable(line));
}

void ExportCardsTest::tasksAndActivitiesAreACalendar()
{
    ImportWorld world;
    QCOMPARE(world
                 .import(world.file(QStringLiteral("t.csv"),
                                    "Subject,Due,Repeat,Priority,Note\n"
                                    "Call Wang,2026-11-20 09:30,,high,\n"
                                    "Report,2026-11-23 07:00,FREQ=WEEKLY;BYDAY=MO,normal,\n"
                                    "\"END:VTODO, now\",,,low,\"one\nBEGIN:VEVENT\"\n"),
                         TaskMap)
                 .counts.rejected,
             0);
    const QString tasks = world.path(QStringLiteral("tasks.ics"));
    const auto made = exported(world, "task", tasks);
    QVERIFY2(made.ok(), made.ok() ? "" : qPrintable(errorText(made.error())));
    QStringList lines = linesOf(tasks);
    QCOMPARE(lines.first(), QStringLiteral("BEGIN:VCALENDAR"));
    QCOMPARE(lines.last(), QStringLiteral("END:VCALENDAR"));
    QCOMPARE(count(lines, "BEGIN:VTODO"), 3);
    QCOMPARE(count(lines, "BEGIN:VEVENT"), 0);
    for (const char *line :
         {"SUMMARY:Call Wang", "DUE;TZID=Asia/Shanghai:20261120T093000", "PRIORITY:1",
          // Monday at seven in Shanghai is a Sunday in UTC.
          "DTSTART;TZID=Asia/Shanghai:20261123T070000", "DURATION:PT0S", "RRULE:FREQ=WEEKLY;BYDAY=MO",
          "SUMMARY:END:VTODO\\, now", "DESCRIPTION:one\\nBEGIN:VEVENT", "BEGIN:VTIMEZONE",
          "TZID:Asia/Shanghai", "TZOFFSETTO:+0800", "END:VTIMEZONE"})
        QVERIFY2(count(lines, line) == 1, qPrintable(QString::fromUtf8(line) + lines.join(QLatin1Char('|'))));

    QCOMPARE(world
                 .import(world.file(QStringLiteral("a.csv"),
                                    "Subject,At,Kind,Content,Seconds\n"
                                    "First visit,2026-11-18 14:00,visit,\"They want; more\",600\n"),
                         ActivityMap)
                 .counts.rejected,
             0);
    const QString visits = world.path(QStringLiteral("visits.ics"));
    QVERIFY(exported(world, "activity", visits).ok());
    lines = linesOf(visits);
    for (const char *line : {"BEGIN:VEVENT", "DTSTART;TZID=Asia/Shanghai:20261118T140000", "DURATION:PT600S",
                             "DESCRIPTION:They want\\; more", "CATEGORIES:Visit", "END:VEVENT"})
        QVERIFY2(count(lines, line) == 1, qPrintable(QString::fromUtf8(line) + lines.join(QLatin1Char('|'))));
}

void ExportCardsTest::othersAreRefused()
{
    ImportWorld world;
    for (const auto &[object, file] : {std::pair("account", "a.vcf"), std::pair("contact", "c.ics"),
                                       std::pair("task", "t.vcf"), std::pair("opportunity", "o.ics")}) {
        const QString path = world.path(QString::fromLatin1(file));
        const auto refused = exported(world, object, path);
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().key, QStringLiteral("exchange.unknown_format"));
        QVERIFY(!QFile::exists(path));
    }
}

void ExportCardsTest::aCardNeedsItsName()
{
    ImportWorld world;
    const auto refused =
        exported(world, "contact", world.path(QStringLiteral("c.vcf")), {QStringLiteral("email")});
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().key, QStringLiteral("exchange.format_needs_field"));
    QCOMPARE(refused.error().arguments, (QStringList{QStringLiteral("c.vcf"), QStringLiteral("name")}));
}

void ExportCardsTest::whatARoleSeesMaskedIsLeftOut()
{
    ImportWorld world;
    world.import(world.file(QStringLiteral("c.csv"),
                            "Name,Customer,Mobile,Email,Title,Wechat,City,Street,Born\n"
                            "Wang,Acme,13800138000,wang@example.com,Buyer,,,,1980-02-03\n"),
                 ContactMap);
    world.import(world.file(QStringLiteral("t.csv"),
                            "Subject,Due,Repeat,Priority,Note\nCall,2026-11-20 09:30,,high,\n"),
                 TaskMap);
    world.import(world.file(QStringLiteral("a.csv"),
                            "Subject,At,Kind,Content,Seconds\nVisit,2026-11-18 14:00,visit,,600\n"),
                 ActivityMap);
    const QString cards = world.path(QStringLiteral("c.vcf"));
    const auto seller = roleWith("contact", {{QStringLiteral("mobile"), FieldRight::Masked},
                                             {QStringLiteral("birthday"), FieldRight::Masked},
                                             {QStringLiteral("email"), FieldRight::Hidden}});
    const auto made = exported(world, "contact", cards, {}, seller);
    QVERIFY2(made.ok(), made.ok() ? "" : qPrintable(errorText(made.error())));
    QStringList lines = linesOf(cards);
    QVERIFY(lines.contains(QStringLiteral("FN:Wang")) && lines.contains(QStringLiteral("TITLE:Buyer")));
    for (const char *name : {"TEL", "BDAY", "EMAIL"})
        QVERIFY2(!anyBegins(lines, name), name);
    for (const char *field : {"mobile", "birthday", "email"}) {
        const auto refused = exported(world, "contact", world.path(QStringLiteral("no.vcf")),
                                      {QStringLiteral("name"), QString::fromLatin1(field)}, seller);
        QVERIFY2(!refused.ok(), field);
        QCOMPARE(refused.error().key, QStringLiteral("access.forbidden_field"));
    }
    // A table tells a mask as one.
    QVERIFY(
        exported(world, "contact", world.path(QStringLiteral("c.csv")), {QStringLiteral("mobile")}, seller)
            .ok());

    const QString calendar = world.path(QStringLiteral("c.ics"));
    QVERIFY(exported(world, "task", calendar, {},
                     roleWith("task", {{QStringLiteral("due_at"), FieldRight::Masked},
                                       {QStringLiteral("priority"), FieldRight::Hidden}}))
                .ok());
    lines = linesOf(calendar);
    QVERIFY(lines.contains(QStringLiteral("SUMMARY:Call")));
    QVERIFY(!anyBegins(lines, "DUE") && !anyBegins(lines, "PRIORITY"));
    QVERIFY(exported(world, "activity", calendar, {},
                     roleWith("activity", {{QStringLiteral("duration_s"), FieldRight::Masked}}))
                .ok());
    QVERIFY(!anyBegins(linesOf(calendar), "DURATION"));
    const auto timeless =
        exported(world, "activity", calendar, {},
                 roleWith("activity", {{QStringLiteral("occurred_at"), FieldRight::Masked}}));
    QVERIFY(!timeless.ok());
    QCOMPARE(timeless.error().key, QStringLiteral("exchange.format_needs_field"));
}

// Rights can change between the choice of the fields and the reading of a page.
void ExportCardsTest::aMaskIsNoDay()
{
    ImportWorld world;
    const DictionaryPtr dictionary = world.runner->configuration()->dictionary;
    const RecordFile::Setting setting{world.clock().now(), world.runner->configuration()->settings.zone};
    for (const char *key : {"contact", "task", "activity"}) {
        const ObjectTypePtr object = dictionary->find(QString::fromLatin1(key));
        const bool card = object->key() == QLatin1String("contact");
        const QString path = world.path(object->key() + QLatin1String(card ? ".vcf" : ".ics"));
        QList<int> fields;
        Record record(object, Id::named("masked"));
        for (const QString &field : RecordFile::fieldsFor(path, object->key())) {
            fields.append(object->indexOf(field));
            record.set(fields.last(), Value(QStringLiteral("•••")));
        }
        const auto file = RecordFile::create(path, object, fields, setting);
        QVERIFY(file.ok());
        QVERIFY((*file)->write(record, {}).ok());
        QVERIFY((*file)->finish({}).ok());
        const QStringList lines = linesOf(path);
        for (const char *name : {"BDAY", "DUE", "DURATION", "RRULE", "COMPLETED", "BEGIN:VALARM"})
            QVERIFY2(!anyBegins(lines, name), name);
    }
}

void ExportCardsTest::whatIsOverDoesNotRepeat()
{
    ImportWorld world;
    const ImportReport report = world.import(world.file(QStringLiteral("t.csv"),
                                                        "Subject,Due,Repeat,Status\n"
                                                        "Past,2026-11-16 07:00,FREQ=WEEKLY,done\n"
                                                        "Dropped,2026-11-17 07:00,FREQ=WEEKLY,cancelled\n"
                                                        "Next,2026-11-23 07:00,FREQ=WEEKLY,open\n"),
                                             RepeatMap);
    QCOMPARE(report.counts.rejected, 0);
    const QStringList asked{QStringLiteral("subject"), QStringLiteral("due_at"),
                            QStringLiteral("recurrence")};
    const QString path = world.path(QStringLiteral("t.ics"));
    for (const QStringList &fields : {QStringList(), asked}) {
        QVERIFY(exported(world, "task", path, fields).ok());
        const QStringList lines = linesOf(path);
        QCOMPARE(count(lines, "RRULE:FREQ=WEEKLY"), 1);
        QCOMPARE(count(lines, "DTSTART;TZID=Asia/Shanghai:20261123T070000"), 1);
        QCOMPARE(count(lines, "DUE;TZID=Asia/Shanghai:20261116T070000"), 1);
        QCOMPARE(count(lines, "DUE;TZID=Asia/Shanghai:20261117T070000"), 1);
        QCOMPARE(anyBegins(lines, "STATUS"), fields.isEmpty());
    }
    // Where the status is not to be read, it does not show by what repeats either.
    QVERIFY(exported(world, "task", path, asked,
                     roleWith("task", {{QStringLiteral("status"), FieldRight::Hidden}}))
                .ok());
    QVERIFY(!anyBegins(linesOf(path), "RRULE"));
}

void ExportCardsTest::theLastDayOfARuleIsATime()
{
    ImportWorld world;
    const ImportReport report =
        world.import(world.file(QStringLiteral("t.csv"),
                                "Subject,Due,Repeat,Status\n"
                                "Daily,2026-11-23 07:00,FREQ=DAILY;UNTIL=20261231,open\n"
                                "Weekly,2026-11-23 07:00,FREQ=WEEKLY;UNTIL=20261231T010000Z,open\n"),
                     RepeatMap);
    QCOMPARE(report.counts.rejected, 0);
    const QString path = world.path(QStringLiteral("t.ics"));
    QVERIFY(exported(world, "task", path).ok());
    const QStringList lines = linesOf(path);
    // That day ends in Shanghai at 16:00 of UTC.
    for (const char *line :
         {"RRULE:FREQ=DAILY;UNTIL=20261231T155959Z", "RRULE:FREQ=WEEKLY;UNTIL=20261231T010000Z"})
        QVERIFY2(count(lines, line) == 1, qPrintable(lines.join(QLatin1Char('|'))));
}

void ExportCardsTest::theFirstFailureStopsIt()
{
    ImportWorld world;
    const ObjectTypePtr object = world.runner->configuration()->dictionary->find(u"contact");
    const int name = object->indexOf(u"name");
    Record record(object, Id::named("long"));
    record.set(name, Value(QString(500, u'x')));
    const QString path = world.path(QStringLiteral("full.vcf"));
    const auto file = RecordFile::create(path, object, {name}, {});
    QVERIFY(file.ok());
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const auto restore = qScopeGuard([&] {
        setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, handler);
    });
    const rlimit small{1024 * 1024, before.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
    Result<void> written;
    for (int cards = 0; cards < 10'000 && written.ok(); ++cards)
        written = (*file)->write(record, {});
    QVERIFY(!written.ok());
    QCOMPARE(written.error().key, QStringLiteral("exchange.write_failed"));
    const Result<void> finished = (*file)->finish({});
    QVERIFY(!finished.ok());
    QCOMPARE(finished.error().key, QStringLiteral("exchange.write_failed"));
    QVERIFY(!QFile::exists(path));
}

void ExportCardsTest::theManifestNamesWhatIsInTheFile()
{
    ImportWorld world;
    world.import(world.file(QStringLiteral("c.csv"),
                            "Name,Customer,Mobile,Email,Title,Wechat,City,Street,Born\n"
                            "Wang,Acme,13800138000,wang@example.com,Buyer,,,,\n"),
                 ContactMap);
    const QString path = world.path(QStringLiteral("c.vcf"));
    QVERIFY(exported(world, "contact", path,
                     {QStringLiteral("buying_role"), QStringLiteral("name"), QStringLiteral("owner_id"),
                      QStringLiteral("email")})
                .ok());
    const QJsonArray there{QStringLiteral("name"), QStringLiteral("email")};
    const QJsonObject manifest =
        QJsonDocument::fromJson(bytesOf(path + QStringLiteral(".manifest.json"))).object();
    QCOMPARE(manifest.value(QLatin1String("fields")).toArray(), there);
    AuditRecord noted;
    world.read([&](const Reader &read) { noted = read.auditTrail(1)->first(); });
    QCOMPARE(noted.entry.values.value(QLatin1String("fields")).toArray().at(1).toArray(), there);
}

DW_TEST(ExportCardsTest)

}  // namespace dw::test

#include "export_cardstest.moc"
