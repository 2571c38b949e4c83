// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/exporter.h"
#include "core/exchange/importjob.h"
#include "core/store/sqlite/connection.h"
#include "tests/exchange/import_support.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>

namespace dw::test
{

class ImportEngineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dryRunCountsAlikeAndWritesNothing();
    void errorFileNamesRowColumnAndReason();
    void duplicatesAreUpdatedSkippedOrCreated();
    void aKeyTwiceInTheFileIsOneRecord();
    void missingReferencesAreRejectedLeftEmptyOrMade();
    void aRefusedRowMakesNoReference();
    void gatesHoldWithoutHistory();
    void historyKeepsDatesAndOwners();
    void movesOfTheTimeBeforeAreHistory();
    void historyNeedsItsRight();
    void forbiddenFieldsAreRefused();
    void emptyCellsEraseNothing();
    void undoTakesBackWhatIsStillAsWritten();
    void aRowThatTheStoreRefusesLeavesTheOthers();
    void cancelLeavesNothing();
    void aBrokenFileLeavesNothing();
    void datesAreGuessedOverTheWholeColumn();
    void mappingErrorsNameTheColumn();
    void theJobTellsAndFinishes();
    void mappingsAreKept();
};

namespace
{

ImportEngine::Options dryRun()
{
    ImportEngine::Options options;
    options.dryRun = true;
    return options;
}

QByteArray manyAccounts(int count)
{
    QByteArray csv = "Name,Phone,Revenue\n";
    for (int i = 0; i < count; ++i)
        csv += "Company " + QByteArray::number(i) + ",138001" + QByteArray::number(10000 + i) + ',' +
               QByteArray::number(i) + '\n';
    return csv;
}

}  // namespace

void ImportEngineTest::dryRunCountsAlikeAndWritesNothing()
{
    ImportWorld world;
    const QString file = world.file(QStringLiteral("a.csv"),
                                    "Name,Phone,Revenue\nAcme,13800138000,1\nBolt,123,2\n"
                                    "Acme,13800138000,3\n");
    const ImportReport tried = world.import(file, AccountMap, dryRun());
    QVERIFY(tried.dryRun);
    QVERIFY(tried.batch.isNull());
    QCOMPARE(world.count(QStringLiteral("account")), 0);
    QCOMPARE(world.count(QStringLiteral("import_batch")), 0);
    const ImportReport done = world.import(file, AccountMap);
    QVERIFY(done.counts == tried.counts);
    QCOMPARE(done.counts.total, 3);
    QCOMPARE(done.counts.created, 1);
    QCOMPARE(done.counts.updated, 1);
    QCOMPARE(done.counts.rejected, 1);
    const Record batch = world.record(QStringLiteral("import_batch"), {});
    QCOMPARE(batch.id(), done.batch);
    QCOMPARE(batch.value(u"status").text(), QStringLiteral("done"));
    QCOMPARE(batch.value(u"rows_total").integer(), 3);
    QCOMPARE(batch.value(u"rows_ok").integer(), 2);
    QCOMPARE(batch.value(u"rows_bad").integer(), 1);
    QCOMPARE(batch.value(u"file_sha256").text().size(), qsizetype(64));
    QVERIFY(batch.value(u"mapping").text().contains(QLatin1String("annual_revenue")));
    QCOMPARE(world.record(QStringLiteral("account"), {}).value(u"imported_batch_id").id(), done.batch);
}

void ImportEngineTest::errorFileNamesRowColumnAndReason()
{
    for (const char *name : {"rejects.csv", "rejects.xlsx"}) {
        ImportWorld world;
        const QString file =
            world.file(QStringLiteral("a.csv"),
                       "Name,Phone,Revenue\nAcme,13800138000,1\nBolt,123,much\n,13900139000,4\n");
        ImportEngine::Options options;
        options.rejectsFile = world.path(QString::fromLatin1(name));
        const ImportReport report = world.import(file, AccountMap, options);
        QCOMPARE(report.counts.rejected, 2);
        QCOMPARE(report.rejects.first().row, 3);
        QCOMPARE(report.rejects.first().column, QStringLiteral("Phone"));
        auto source = TableSource::open(options.rejectsFile, {});
        QVERIFY(source.ok());
        QCOMPARE(source->header(),
                 (QStringList{QStringLiteral("Name"), QStringLiteral("Phone"), QStringLiteral("Revenue"),
                              QStringLiteral("Row no."), QStringLiteral("Column at fault"),
                              QStringLiteral("Reason")}));
        Row row;
        QVERIFY(*source->next(row));
        QCOMPARE(row[0].text, QStringLiteral("Bolt"));
        QCOMPARE(row[3].text, QStringLiteral("3"));
        QCOMPARE(row[4].text, QStringLiteral("Phone"));
        // All that is wrong at once.
        QVERIFY(row[5].text.contains(QLatin1String("123")));
        QVERIFY(row[5].text.contains(QLatin1String("much")));
        QVERIFY(*source->next(row));
        QCOMPARE(row[3].text, QStringLiteral("4"));
        QVERIFY(!*source->next(row));
    }
}

void ImportEngineTest::duplicatesAreUpdatedSkippedOrCreated()
{
    ImportWorld world;
    const QString first = world.file(QStringLiteral("1.csv"), "Name,Phone,Revenue\nAcme,13800138000,1\n");
    const QString second =
        world.file(QStringLiteral("2.csv"), "Name,Phone,Revenue\nACME,13800138000,2\nBolt,,5\n");
    world.import(first, AccountMap);
    ImportEngine::Options options;
    options.onDuplicate = ImportRecords::OnDuplicate::Skip;
    const ImportReport skipped = world.import(second, AccountMap, options);
    QCOMPARE(skipped.counts.unchanged, 1);
    QCOMPARE(skipped.counts.created, 1);
    QCOMPARE(world.record(QStringLiteral("account"), QStringLiteral("name = \"Acme\""))
                 .value(u"annual_revenue")
                 .money()
                 .minor,
             qint64(100));
    const ImportReport updated = world.import(second, AccountMap);
    QCOMPARE(updated.counts.updated, 1);
    QCOMPARE(updated.counts.unchanged, 1);
    QCOMPARE(world.count(QStringLiteral("account")), 2);
    options.onDuplicate = ImportRecords::OnDuplicate::Create;
    const ImportReport created = world.import(second, AccountMap, options);
    QCOMPARE(created.counts.created, 2);
    QCOMPARE(world.count(QStringLiteral("account")), 4);
    // The name is ambiguous now: not guessed.
    const ImportReport ambiguous = world.import(second, AccountMap);
    QCOMPARE(ambiguous.counts.rejected, 2);
    const ImportReport onlyUpdates = world.import(
        world.file(QStringLiteral("3.csv"), "Name\nCore\n"),
        R"({"object": "account", "match": ["name"], "on_missing": "reject", "columns": {"Name": "name"}})");
    QCOMPARE(onlyUpdates.counts.rejected, 1);
}

void ImportEngineTest::aKeyTwiceInTheFileIsOneRecord()
{
    ImportWorld world;
    const QString file =
        world.file(QStringLiteral("a.csv"), "Name,Phone,Revenue\nAcme,13800138000,1\nAcme,13800138000,1\n");
    const ImportReport report = world.import(file, AccountMap);
    QCOMPARE(report.counts.created, 1);
    QCOMPARE(report.counts.unchanged, 1);
    const ImportReport again = world.import(file, AccountMap);
    QCOMPARE(again.counts.unchanged, 2);
    QVERIFY(hasNote(again, "import.same_file"));
}

void ImportEngineTest::missingReferencesAreRejectedLeftEmptyOrMade()
{
    ImportWorld world;
    const QString file =
        world.file(QStringLiteral("a.csv"),
                   "Name,Parent,Owner\nAcme,Holding,Chen\nBolt,Holding,Wang Wei\nCore,,Wang Wei\n");
    const auto map = [](const char *missing) {
        return QByteArray(R"({"object": "account", "match": ["name"], "columns": {"Name": "name",
 "Parent": {"to": "parent_account_id", "missing": ")") +
               missing + R"("}, "Owner": {"to": "owner_id", "by": "name", "missing": ")" + missing +
               R"("}}})";
    };
    const ImportReport rejected = world.import(file, map("reject"), dryRun());
    QCOMPARE(rejected.counts.rejected, 3);
    QVERIFY(rejected.rejects.first().reason.contains(QLatin1String("Holding")));
    const ImportReport emptied = world.import(file, map("empty"), dryRun());
    QCOMPARE(emptied.counts.created, 3);
    const ImportReport made = world.import(file, map("create"));
    QCOMPARE(made.counts.created, 3);
    QCOMPARE(world.count(QStringLiteral("account")), 4);
    const Record user = world.record(QStringLiteral("user"), QStringLiteral("name = \"Wang Wei\""));
    QCOMPARE(user.value(u"status").text(), QStringLiteral("disabled"));
    QVERIFY(user.value(u"incomplete").boolean());
    QCOMPARE(user.value(u"imported_batch_id").id(), made.batch);
    const Record core = world.record(QStringLiteral("account"), QStringLiteral("name = \"Core\""));
    QCOMPARE(core.value(u"owner_id").id(), user.id());
    QCOMPARE(world.import(file, map("create")).counts.unchanged, 3);
}

void ImportEngineTest::aRefusedRowMakesNoReference()
{
    ImportWorld world;
    const QString file = world.file(QStringLiteral("a.csv"), "Name,Parent\n,Holding\n");
    const ImportReport report = world.import(
        file,
        R"({"object": "account", "columns": {"Name": "name", "Parent": {"to": "parent_account_id", "missing": "create"}}})");
    QCOMPARE(report.counts.rejected, 1);
    QCOMPARE(world.count(QStringLiteral("account")), 0);
}

void ImportEngineTest::gatesHoldWithoutHistory()
{
    ImportWorld world;
    world.import(world.file(QStringLiteral("a.csv"), "Name\nAcme\n"),
                 R"({"object": "account", "columns": {"Name": "name"}})");
    const QByteArray map =
        R"({"object": "opportunity", "match": ["source_key"], "columns": {"Id": "source_key",
 "Name": "name", "Account": "account_id", "Stage": "stage_id", "Close": "expected_close", "Next": "next_step",
 "When": "next_step_at"}})";
    const QString file = world.file(QStringLiteral("d.csv"),
                                    "Id,Name,Account,Stage,Close,Next,When\n"
                                    "1,One,Acme,初识,2026-12-01,Call,2026-11-20\n"
                                    "2,Two,Acme,won,2026-12-01,Call,2026-11-20\n"
                                    "3,Three,Acme,nowhere,2026-12-01,Call,2026-11-20\n");
    const ImportReport report = world.import(file, map);
    for (const ImportReject &reject : report.rejects)
        qInfo("%lld %s: %s", reject.row, qPrintable(reject.column), qPrintable(reject.reason));
    QCOMPARE(report.counts.created, 1);
    QCOMPARE(report.counts.rejected, 2);
    QCOMPARE(report.rejects[0].row, 3);
    QVERIFY(!report.rejects[0].reason.isEmpty());
    QCOMPARE(report.rejects[1].column, QStringLiteral("Stage"));
}

void ImportEngineTest::historyKeepsDatesAndOwners()
{
    ImportWorld world;
    const QByteArray map = R"({"object": "opportunity", "match": ["source_key"], "accept_incomplete": true,
 "columns": {"Id": "source_key", "Name": "name", "Stage": "stage_id", "Created": "created_at",
             "Owner": {"to": "owner_id", "by": "name", "missing": "create"},
             "Closed": ["expected_close", "won_at", "lost_at"]}})";
    const QString file = world.file(QStringLiteral("d.csv"),
                                    "Id,Name,Stage,Created,Owner,Closed\n"
                                    "1,One,won,2017-04-24,Ann,2017-05-06\n"
                                    "2,Two,needs,2017-06-15,Ann,\n");
    const ImportReport report = world.import(file, map);
    QCOMPARE(report.counts.created, 2);
    QCOMPARE(report.counts.incomplete, 2);
    const Record won = world.record(QStringLiteral("opportunity"), QStringLiteral("source_key = \"1\""));
    const BusinessZone zone = *BusinessZone::named("Asia/Shanghai");
    QCOMPARE(zone.dateOf(won.value(u"created_at").instant()).toIso(), QStringLiteral("2017-04-24"));
    QCOMPARE(zone.dateOf(won.value(u"won_at").instant()).toIso(), QStringLiteral("2017-05-06"));
    QVERIFY(won.value(u"lost_at").isNull());
    QCOMPARE(won.value(u"result").text(), QStringLiteral("won"));
    QVERIFY(won.value(u"incomplete").boolean());
    const Record line =
        world.record(QStringLiteral("stage_history"), QStringLiteral("at < DATE(2017, 5, 7)"));
    QCOMPARE(line.value(u"record_ref").recordRef(), won.ref());
    QCOMPARE(line.value(u"imported_batch_id").id(), report.batch);
    // Later moves are gated: the deal has no contact.
    const Record open = world.record(QStringLiteral("opportunity"), QStringLiteral("source_key = \"2\""));
    const CommandResult moved = world.runner->runNow(
        {QStringLiteral("opportunity.advance"),
         {{QStringLiteral("id"), open.id().toString()}, {QStringLiteral("to"), QStringLiteral("proposal")}}},
        world.actor);
    QVERIFY(moved.status == CommandResult::Status::Refused);
    QCOMPARE(world.import(file, map).counts.unchanged, 2);
}

void ImportEngineTest::movesOfTheTimeBeforeAreHistory()
{
    ImportWorld world;
    world.import(world.file(QStringLiteral("d.csv"), "Id,Name,Stage,Created\n1,One,proposal,2017-04-24\n"),
                 R"({"object": "opportunity", "match": ["source_key"], "accept_incomplete": true,
 "columns": {"Id": "source_key", "Name": "name", "Stage": "stage_id", "Created": "created_at"}})");
    const ImportReport report = world.import(
        world.file(QStringLiteral("m.csv"),
                   "Deal,From,To,At\n1,,first_contact,2017-04-24\n1,first_contact,needs,2017-05-02\n"
                   "9,needs,proposal,2017-05-09\n"),
        R"({"object": "stage_history", "accept_incomplete": true, "history": true,
 "columns": {"Deal": {"to": "record_ref", "by": "source_key"}, "From": "from_stage_id", "To": "to_stage_id",
             "At": "at"}})");
    QCOMPARE(report.counts.created, 2);
    QCOMPARE(report.counts.rejected, 1);
    const Record deal = world.record(QStringLiteral("opportunity"), {});
    const Record move =
        world.record(QStringLiteral("stage_history"), QStringLiteral("from_stage_id = \"first_contact\""));
    QCOMPARE(move.value(u"record_ref").recordRef(), deal.ref());
    const BusinessZone zone = *BusinessZone::named("Asia/Shanghai");
    QCOMPARE(zone.dateOf(move.value(u"at").instant()).toIso(), QStringLiteral("2017-05-02"));
}

void ImportEngineTest::historyNeedsItsRight()
{
    auto policy = std::make_shared<TestPolicy>();
    policy->denied = {Action::ImportHistory};
    ImportWorld world(QStringLiteral("CNY"), policy);
    const QString file = world.file(QStringLiteral("a.csv"), "Name,Created\nAcme,2017-04-24\n");
    const auto mapping = ImportMapping::fromJson(
        R"({"object": "account", "columns": {"Name": "name", "Created": "created_at"}})",
        QStringLiteral("m"));
    const auto refused = world.engine().run(file, *mapping, {});
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().code, ErrorCode::Forbidden);
    QCOMPARE(world.count(QStringLiteral("import_batch")), 0);
    ImportMapping plain = *mapping;
    plain.history = false;
    const auto invalid = world.engine().run(file, plain, {});
    QVERIFY(!invalid.ok());
    QCOMPARE(invalid.error().key, QStringLiteral("import.field_not_importable"));
}

void ImportEngineTest::forbiddenFieldsAreRefused()
{
    auto policy = std::make_shared<TestPolicy>();
    policy->readOnly = QStringLiteral("phone");
    ImportWorld world(QStringLiteral("CNY"), policy);
    const auto refused = world.engine().run(world.file(QStringLiteral("a.csv"), manyAccounts(3)),
                                            *ImportMapping::fromJson(AccountMap, QStringLiteral("m")), {});
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().key, QStringLiteral("access.field_forbidden"));
}

void ImportEngineTest::emptyCellsEraseNothing()
{
    ImportWorld world;
    world.import(world.file(QStringLiteral("1.csv"), "Name,Phone,Revenue\nAcme,13800138000,1\n"), AccountMap);
    world.import(world.file(QStringLiteral("2.csv"), "Name,Phone,Revenue\nAcme,Select,2\n"), AccountMap);
    const Record acme = world.record(QStringLiteral("account"), {});
    QCOMPARE(acme.value(u"phone").text(), QStringLiteral("+8613800138000"));
    QCOMPARE(acme.value(u"annual_revenue").money().minor, qint64(200));
}

void ImportEngineTest::undoTakesBackWhatIsStillAsWritten()
{
    ImportWorld world;
    world.import(world.file(QStringLiteral("1.csv"), "Name,Phone,Revenue\nAcme,13800138000,1\nBolt,,1\n"),
                 AccountMap);
    world.clock().advanceMs(1000);
    const ImportReport second = world.import(
        world.file(QStringLiteral("2.csv"),
                   "Name,Phone,Revenue\nAcme,13900139000,2\nBolt,,2\nCore,,3\nDelta,,4\nDelta,,5\n"),
        AccountMap);
    QCOMPARE(second.counts.updated, 3);
    QCOMPARE(second.counts.created, 2);
    world.clock().advanceMs(1000);
    const auto edit = [&](const char *name, const QJsonObject &set) {
        const Record record =
            world.record(QStringLiteral("account"), QStringLiteral("name = \"%1\"").arg(QLatin1String(name)));
        const CommandResult result =
            world.runner->runNow({QStringLiteral("record.update"),
                                  {{QStringLiteral("object"), QStringLiteral("account")},
                                   {QStringLiteral("id"), record.id().toString()},
                                   {QStringLiteral("set"), set}}},
                                 world.actor);
        QVERIFY2(result.status == CommandResult::Status::Applied, qPrintable(errorText(result.error)));
    };
    edit("Bolt", {{QStringLiteral("annual_revenue"), QStringLiteral("9")}});
    edit("Core", {{QStringLiteral("short_name"), QStringLiteral("C")}});
    const auto undone = world.engine().undo(second.batch);
    QVERIFY2(undone.ok(), undone.ok() ? "" : qPrintable(errorText(undone.error())));
    QCOMPARE(undone->removed, 1);
    const auto revenue = [&](const char *name) {
        return world
            .record(QStringLiteral("account"), QStringLiteral("name = \"%1\"").arg(QLatin1String(name)))
            .value(u"annual_revenue")
            .money()
            .minor;
    };
    QCOMPARE(revenue("Acme"), qint64(100));
    QCOMPARE(revenue("Bolt"), qint64(900));  // changed since: kept
    QCOMPARE(revenue("Core"), qint64(300));  // changed since: not removed
    QCOMPARE(world.count(QStringLiteral("account"), QStringLiteral("name = \"Delta\"")), 0);
    QCOMPARE(world.record(QStringLiteral("import_batch"), QStringLiteral("status = \"undone\"")).id(),
             second.batch);
    const auto again = world.engine().undo(second.batch);
    QVERIFY(!again.ok());
    QCOMPARE(again.error().key, QStringLiteral("import.undo_gone"));
}

// The checks do not know of this index, so only the store finds out, after the rows before it were written.
void ImportEngineTest::aRowThatTheStoreRefusesLeavesTheOthers()
{
    for (const bool dry : {true, false}) {
        ImportWorld world;
        const auto store =
            sqlite::Connection::open(world.workspace->folder() + QLatin1String("/workspace.db"),
                                     sqlite::Connection::Mode::ReadWrite, 1024);
        QVERIFY(store.ok());
        QVERIFY((*store)->execute("CREATE UNIQUE INDEX extra ON account(annual_revenue)").ok());
        QByteArray csv = manyAccounts(300);
        csv += "Company again,13800138000,150\n";
        csv += "Company 7,13900139000,299\n";
        csv += "Company last,13700137000,900\n";
        const QString file = world.file(QStringLiteral("a.csv"), csv);
        const ImportReport report = world.import(file, AccountMap, dry ? dryRun() : ImportEngine::Options());
        QCOMPARE(report.counts.total, 303);
        QCOMPARE(report.counts.created, 301);
        QCOMPARE(report.counts.rejected, 2);
        QCOMPARE(report.rejects.size(), qsizetype(2));
        QCOMPARE(report.rejects[0].row, 302);
        QCOMPARE(report.rejects[1].row, 303);
        QCOMPARE(world.count(QStringLiteral("account")), dry ? 0 : 301);
        if (dry)
            continue;
        QCOMPARE(world.record(QStringLiteral("account"), QStringLiteral("name = \"Company 7\""))
                     .value(u"annual_revenue")
                     .money()
                     .minor,
                 700);
        // Numbers are without gaps, and nothing of the refused rows is left in audit or search.
        const Record last =
            world.record(QStringLiteral("account"), QStringLiteral("name = \"Company last\""));
        const Record first = world.record(QStringLiteral("account"), QStringLiteral("name = \"Company 0\""));
        const auto number = [](const Record &record) {
            QString digits;
            const QString text = record.value(u"account_no").text();
            for (const QChar c : text) {
                if (c.isDigit())
                    digits.append(c);
            }
            return digits.toLongLong();
        };
        QCOMPARE(number(last) - number(first), 300);
        const auto checks = world.workspace->verify(Ticket());
        QVERIFY(checks.ok());
        for (const VerifyCheck &check : *checks)
            QVERIFY2(check.ok, qPrintable(check.name + QLatin1String(": ") + check.detail));
        const auto lines = (*store)->integer("SELECT count(*) FROM audit WHERE object='account'");
        QVERIFY(lines.ok());
        QCOMPARE(*lines, 301);
    }
}

void ImportEngineTest::cancelLeavesNothing()
{
    ImportWorld world;
    const QString file = world.file(QStringLiteral("a.csv"), manyAccounts(5000));
    const Ticket ticket;
    const auto report = world.engine().run(
        file, *ImportMapping::fromJson(AccountMap, QStringLiteral("m")), {},
        [&](const ImportProgress &progress) {
            if (progress.counts.created > 0)
                ticket.cancel();
        },
        ticket);
    QVERIFY(!report.ok());
    QCOMPARE(report.error().key, QStringLiteral("import.cancelled"));
    QCOMPARE(world.count(QStringLiteral("account")), 0);
    QCOMPARE(world.record(QStringLiteral("import_batch"), {}).value(u"status").text(),
             QStringLiteral("undone"));
    // The same file can be imported after all.
    QCOMPARE(world.import(file, AccountMap).counts.created, 5000);
}

void ImportEngineTest::aBrokenFileLeavesNothing()
{
    ImportWorld world;
    QByteArray csv = manyAccounts(5000);
    csv += QByteArray("Last,\0,1\n", 9);
    const auto report = world.engine().run(world.file(QStringLiteral("a.csv"), csv),
                                           *ImportMapping::fromJson(AccountMap, QStringLiteral("m")), {});
    QVERIFY(!report.ok());
    QCOMPARE(report.error().key, QStringLiteral("exchange.csv_nul"));
    QCOMPARE(world.count(QStringLiteral("account")), 0);
}

void ImportEngineTest::datesAreGuessedOverTheWholeColumn()
{
    ImportWorld world;
    QByteArray csv = "Subject,Due\n";
    for (int i = 0; i < 1500; ++i)
        csv += "Task " + QByteArray::number(i) + ",03/04/2026\n";
    csv += "Last,25/04/2026\n";
    const ImportReport report = world.import(
        world.file(QStringLiteral("t.csv"), csv),
        R"({"object": "task", "accept_incomplete": true, "columns": {"Subject": "subject", "Due": "due_at"}})");
    QCOMPARE(report.counts.rejected, 0);
    QCOMPARE(report.notes.first().key, QStringLiteral("import.dates_guessed"));
    QCOMPARE(report.notes.first().arguments.value(1), QStringLiteral("dmy"));
    const BusinessZone zone = *BusinessZone::named("Asia/Shanghai");
    const Record task = world.record(QStringLiteral("task"), QStringLiteral("subject = \"Task 7\""));
    QCOMPARE(zone.dateOf(task.value(u"due_at").instant()).toIso(), QStringLiteral("2026-04-03"));
}

void ImportEngineTest::mappingErrorsNameTheColumn()
{
    ImportWorld world;
    const QString file = world.file(QStringLiteral("a.csv"), manyAccounts(1));
    const auto errorOf = [&](const QByteArray &map) {
        const auto report = world.engine().run(file, *ImportMapping::fromJson(map, QStringLiteral("m")), {});
        return report.ok() ? QString()
                           : report.error().key + QLatin1Char(' ') + report.error().arguments.value(0);
    };
    QCOMPARE(errorOf(R"({"object": "account", "columns": {"Nome": "name"}})"),
             QStringLiteral("import.column_missing Nome"));
    QCOMPARE(errorOf(R"({"object": "acount", "columns": {}})"),
             QStringLiteral("import.unknown_object acount"));
    QCOMPARE(errorOf(R"({"object": "account", "columns": {"Name": "nome"}})"),
             QStringLiteral("import.map_unknown_field account"));
    QCOMPARE(errorOf(R"({"object": "account", "columns": {"Name": "name", "Phone": "name"}})"),
             QStringLiteral("import.map_duplicate_field name"));
    QCOMPARE(errorOf(R"({"object": "account", "match": ["uscc"], "columns": {"Name": "name"}})"),
             QStringLiteral("import.match_not_mapped uscc"));
    QCOMPARE(errorOf(R"({"object": "account", "columns": {"Revenue": "total_won"}})"),
             QStringLiteral("import.field_not_importable account"));
}

void ImportEngineTest::theJobTellsAndFinishes()
{
    ImportWorld world;
    ImportJob job(*world.runner, world.actor, Language::English);
    QSignalSpy finished(&job, &ImportJob::finished);
    QSignalSpy progress(&job, &ImportJob::progress);
    job.start(world.file(QStringLiteral("a.csv"), manyAccounts(1200)),
              *ImportMapping::fromJson(AccountMap, QStringLiteral("m")), {});
    QVERIFY(job.isRunning());
    QVERIFY(finished.wait(60000));
    QVERIFY(!job.isRunning());
    QVERIFY(!progress.isEmpty());
    QCOMPARE(world.count(QStringLiteral("account")), 1200);
    {
        // Deleting a running job cancels it and takes back what it did.
        ImportJob other(*world.runner, world.actor, Language::English);
        other.start(world.file(QStringLiteral("b.csv"), manyAccounts(3000)),
                    *ImportMapping::fromJson(AccountMap, QStringLiteral("m")), {});
    }
    QCOMPARE(world.count(QStringLiteral("account")), 1200);
}

void ImportEngineTest::mappingsAreKept()
{
    ImportWorld world;
    const auto mapping = ImportMapping::fromJson(AccountMap, QStringLiteral("m"));
    QObject receiver;
    bool kept = false;
    world.runner->keepLocal(ImportEngine::mappingArea(), QStringLiteral("Monthly list"), mapping->toJson(),
                            &receiver, [&](const Result<void> &done) { kept = done.ok(); });
    QTRY_VERIFY(kept);
    QMap<QString, ImportMapping> saved;
    QMap<QString, ImportMapping> others;
    world.read([&](const Reader &reader) {
        saved = *ImportEngine::savedMappings(reader, QStringLiteral("account"));
        others = *ImportEngine::savedMappings(reader, QStringLiteral("lead"));
    });
    QVERIFY(saved.value(QStringLiteral("Monthly list")) == *mapping);
    QVERIFY(others.isEmpty());
}

DW_TEST(ImportEngineTest)

}  // namespace dw::test

#include "import_enginetest.moc"
