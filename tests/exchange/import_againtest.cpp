// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/importrecords.h"
#include "tests/exchange/import_support.h"
#include "tests/support/testrunner.h"

#include <QJsonObject>

namespace dw::test
{

namespace
{

const char TaskMap[] = R"({"object": "task", "columns": {"Subject": "subject", "Due": "due_at"}})";

}  // namespace

// The same file once more, and imports that did not come to their end.
class ImportAgainTest : public QObject
{
    Q_OBJECT

private:
    static Result<ImportReport> attempt(ImportWorld &world, const QString &path,
                                        const ImportEngine::Options &options = {})
    {
        return world.engine().run(path, *ImportMapping::fromJson(TaskMap, QStringLiteral("map.json")),
                                  options);
    }

private Q_SLOTS:
    // B11: nothing would tell its rows from new ones.
    void aFileWithoutAKeyIsNotDoubled()
    {
        ImportWorld world;
        const QString file =
            world.file(QStringLiteral("tasks.csv"), "Subject,Due\nCall,2026-12-01\nVisit,2026-12-02\n");
        const auto first = attempt(world, file);
        QVERIFY(first.ok());
        QCOMPARE(first->counts.created, 2);
        for (const bool dry : {true, false}) {
            ImportEngine::Options options;
            options.dryRun = dry;
            const auto again = attempt(world, file, options);
            QCOMPARE(again.error().code, ErrorCode::Refused);
            QCOMPARE(again.error().key, QStringLiteral("import.same_file_no_key"));
        }
        QCOMPARE(world.count(QStringLiteral("task")), 2);
        QCOMPARE(world.count(QStringLiteral("import_batch")), 1);
        // Who says so gets them twice, and is told.
        ImportEngine::Options create;
        create.onDuplicate = ImportRecords::OnDuplicate::Create;
        const auto wanted = attempt(world, file, create);
        QVERIFY(wanted.ok());
        QVERIFY(hasNote(*wanted, "import.same_file_added"));
        QCOMPARE(world.count(QStringLiteral("task")), 4);
        // Once it is undone it may come again.
        QVERIFY(world.engine().undo(wanted->batch).ok());
        QVERIFY(world.engine().undo(first->batch).ok());
        QVERIFY(attempt(world, file).ok());
        QCOMPARE(world.count(QStringLiteral("task")), 2);
    }

    void rejectsDoNotGoOverTheSource()
    {
        ImportWorld world;
        const QByteArray csv = "Subject,Due\n,2026-12-01\nVisit,2026-12-02\n";
        const QString file = world.file(QStringLiteral("tasks.csv"), csv);
        const QString link = world.path(QStringLiteral("link.csv"));
        QVERIFY(QFile::link(file, link));
        for (const QString &rejects : {file, link, world.path(QStringLiteral("./tasks.csv"))}) {
            ImportEngine::Options options;
            options.rejectsFile = rejects;
            const auto report = attempt(world, file, options);
            QCOMPARE(report.error().key, QStringLiteral("import.rejects_is_source"));
            QCOMPARE(bytesOf(file), csv);
        }
        QCOMPARE(world.count(QStringLiteral("task")), 0);
    }

    // The process ends between two portions.
    void anInterruptedImportSaysWhatIsIn()
    {
        ImportWorld world;
        const ObjectTypePtr tasks = world.runner->configuration()->dictionary->find(u"task");
        ImportRecords::Options options;
        options.object = tasks;
        options.onDuplicate = ImportRecords::OnDuplicate::Create;
        options.fileName = QStringLiteral("tasks.csv");
        options.mapping = QStringLiteral("{}");
        options.encoding = QStringLiteral("utf_8");
        ImportRecords import(*world.runner, world.actor, options);
        const int subject = tasks->indexOf(u"subject");
        std::vector<ImportRow> rows(3);
        for (size_t i = 0; i < rows.size(); ++i) {
            rows[i].row = qint64(i + 2);
            rows[i].values = {{subject, Value(QStringLiteral("Call %1").arg(i))},
                              {tasks->indexOf(u"due_at"), Value(Instant{1796000000000})}};
        }
        QList<ImportOutcome> outcomes;
        world.workspace->writeNow([&](WriteSession &session) {
            QVERIFY(import.start(session, {subject}).ok());
            QCOMPARE(import.run(session, rows, outcomes).value(), 3);
        });
        QCOMPARE(outcomes.size(), 3);
        QVERIFY2(
            outcomes.first().findings.isEmpty(),
            outcomes.first().findings.isEmpty() ? "" : qPrintable(outcomes.first().findings.first().key));
        const auto batch = [&] {
            return world.record(QStringLiteral("import_batch"), QStringLiteral("file_name = \"tasks.csv\""));
        };
        QCOMPARE(batch().value(u"rows_ok"), Value(qint64(3)));
        QCOMPARE(batch().value(u"status"), Value(QStringLiteral("running")));
        world.reopen();
        // The opening orders it and does not wait.
        QTRY_COMPARE(batch().value(u"status"), Value(QStringLiteral("interrupted")));
        QCOMPARE(batch().value(u"rows_ok"), Value(qint64(3)));
        const auto undone = world.engine().undo(import.batch());
        QVERIFY(undone.ok());
        QCOMPARE(undone->removed, 3);
        QCOMPARE(world.count(QStringLiteral("task")), 0);
        QCOMPARE(batch().value(u"status"), Value(QStringLiteral("undone")));
    }

    // Its end, which counts what it has touched, never came.
    void anInterruptedImportIsCountedAtTheNextOpening()
    {
        ImportWorld world;
        const QString campaign = QStringLiteral("campaign"), counted = QStringLiteral("leads_count = 3");
        const QJsonObject set{{QStringLiteral("name"), QStringLiteral("Fair")},
                              {QStringLiteral("code"), QStringLiteral("F1")},
                              {QStringLiteral("kind"), QStringLiteral("event")},
                              {QStringLiteral("channel"), QStringLiteral("website")},
                              {QStringLiteral("start_date"), QStringLiteral("2026-11-01")}};
        const CommandResult made =
            world.runner->runNow({QStringLiteral("record.create"),
                                  {{QStringLiteral("object"), campaign}, {QStringLiteral("set"), set}}},
                                 world.actor);
        QVERIFY2(made.status == CommandResult::Status::Applied,
                 qPrintable(errorText(made.error) +
                            (made.findings.isEmpty() ? QString() : made.findings.first().field)));
        ImportRecords::Options options;
        options.object = world.runner->configuration()->dictionary->find(u"lead");
        options.onDuplicate = ImportRecords::OnDuplicate::Create;
        options.acceptIncomplete = true;
        options.fileName = QStringLiteral("leads.csv");
        options.mapping = QStringLiteral("{}");
        options.encoding = QStringLiteral("utf_8");
        ImportRecords import(*world.runner, world.actor, options);
        const int name = options.object->indexOf(u"contact_name"),
                  from = options.object->indexOf(u"campaign_id");
        std::vector<ImportRow> rows(3);
        for (size_t i = 0; i < rows.size(); ++i) {
            rows[i].row = qint64(i + 2);
            rows[i].values = {{name, Value(QStringLiteral("Lead %1").arg(i))},
                              {from, Value(made.ids.first())}};
        }
        QList<ImportOutcome> outcomes;
        world.workspace->writeNow([&](WriteSession &session) {
            QVERIFY(import.start(session, {name, from}).ok());
            QCOMPARE(import.run(session, rows, outcomes).value(), 3);
        });
        QCOMPARE(world.count(QStringLiteral("lead")), 3);
        QCOMPARE(world.count(campaign, counted), 0);
        world.reopen();
        QTRY_COMPARE(world.count(campaign, counted), 1);
    }
};

DW_TEST(ImportAgainTest)

}  // namespace dw::test

#include "import_againtest.moc"
