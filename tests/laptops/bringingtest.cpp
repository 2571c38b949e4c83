// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/newworkspace.h"
#include "core/dictionary/builtindictionary.h"
#include "core/sync/bringjob.h"
#include "tests/laptops/faultline.h"
#include "tests/laptops/laptop.h"
#include "tests/support/testrunner.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

namespace dw::test
{

// Somebody who worked alone joins a real server: by the program, with files, and over a line that breaks.
class BringingTest : public QObject
{
    Q_OBJECT

private:
    static QString text(const char *latin) { return QString::fromLatin1(latin); }

    QString path(const QString &name) const { return m_root.path() + QLatin1Char('/') + name; }

    // A standalone workspace with `customers` of that name; the first has a file.
    void workAlone(const QString &folder, const QString &name, int customers, const QByteArray &file)
    {
        IdGenerator ids(m_clock);
        const Workspace::NewWorkspace options{"Asia/Shanghai", *Currency::fromCode(u"CNY")};
        QVERIFY(createStandaloneWorkspace(folder, options, {text("lin"), text("Lin")}, m_clock, ids).ok());
        auto definitions = BuiltinDictionary::definitions();
        const auto workspace = std::move(Workspace::open(folder, Workspace::Access::ReadWrite,
                                                         *Dictionary::build(*definitions), m_clock, ids))
                                   .value();
        const auto runner = std::move(CommandRunner::open(*workspace, m_clock, ids)).value();
        Actor actor;
        actor.user = Id::named("user:owner");
        Id first;
        for (int i = 0; i < customers; ++i) {
            const CommandResult made =
                runner->runNow({text("record.create"),
                                {{text("object"), text("account")},
                                 {text("set"), QJsonObject{{text("name"), name + QString::number(i)}}}}},
                               actor);
            QCOMPARE(made.status, CommandResult::Status::Applied);
            first = first.isNull() ? made.ids.first() : first;
        }
        QFile content(path(text("content")));
        QVERIFY(content.open(QIODevice::WriteOnly) && content.write(file) == file.size());
        content.close();
        const auto blob = workspace->putBlob(content.fileName());
        QVERIFY(blob.ok());
        const CommandResult attached =
            runner->runNow({text("attachment.add"),
                            {{text("related"), Value(RecordRef{text("account"), first}).toJson()},
                             {text("file_name"), text("offer.txt")},
                             {text("sha256"), QString::fromLatin1(blob->sha256.toHex())},
                             {text("size"), double(blob->size)},
                             {text("mime"), blob->mime}}},
                           actor);
        QCOMPARE(attached.status, CommandResult::Status::Applied);
    }

    struct Ended
    {
        int code = -1;
        QJsonObject answer;
        QByteArray errors;
    };
    Ended run(const QString &workspace, const QStringList &arguments) const
    {
        QProcess process;
        process.start(text(DEALWRIGHT_CLI),
                      QStringList{text("-w"), path(workspace), text("--json")} + arguments);
        Ended ended;
        if (!process.waitForFinished(120'000) || process.exitStatus() != QProcess::NormalExit)
            return ended;
        ended.code = process.exitCode();
        ended.answer = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
        ended.errors = process.readAllStandardError();
        return ended;
    }

    void enrol(const QString &workspace) const
    {
        const Ended ended =
            run(workspace, {text("device"), text("enrol"), text("--server"), m_server->url(), text("--login"),
                            text("lin"), text("--password-file"), m_server->passwordFile(),
                            text("--fingerprint"), m_server->fingerprint()});
        QVERIFY2(ended.code == 0, ended.errors);
    }

    QTemporaryDir m_root;
    QTemporaryDir m_serverRoot;
    SystemClock m_clock;
    std::unique_ptr<ServerProgram> m_server;

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<ServerProgram>(QStringLiteral(DEALWRIGHT_SERVER), m_serverRoot.path());
        m_server->addUser(text("lin"));
        m_server->addUser(text("anna"));
        m_server->start();
    }
    void cleanupTestCase() { m_server.reset(); }

    void byTheProgram()
    {
        const QByteArray content("the offer that was sent");
        workAlone(path(text("alone")), text("Typed alone "), 3, content);
        enrol(text("a"));
        const QStringList bring{text("device"), text("bring"), path(text("alone"))};
        const Ended planned = run(text("a"), bring + QStringList{text("--dry-run")});
        QVERIFY2(planned.code == 0, planned.errors);
        QCOMPARE(planned.answer.value(text("dry_run")).toBool(), true);
        QCOMPARE(planned.answer.value(text("new")).toInt(), 4);
        QCOMPARE(planned.answer.value(text("files")).toInt(), 1);
        QVERIFY(planned.answer.value(text("obstacle")).isNull());
        const Ended brought = run(text("a"), bring);
        QVERIFY2(brought.code == 0, brought.errors);
        QCOMPARE(brought.answer.value(text("brought")).toInt(), 4);
        QCOMPARE(brought.answer.value(text("rejected")).toInt(), 0);
        QCOMPARE(brought.answer.value(text("inbox")).toInt(), 0);
        const Ended again = run(text("a"), bring);
        QCOMPARE(again.code, 0);
        QCOMPARE(again.answer.value(text("brought")).toInt(), 0);
        QCOMPARE(again.answer.value(text("pushed")).toInt(), 0);
        // A laptop is nothing to bring along.
        const Ended wrong = run(text("a"), {text("device"), text("bring"), path(text("a"))});
        QCOMPARE(wrong.code, 1);
        QVERIFY2(wrong.errors.contains("belongs to a server already"), wrong.errors);

        Laptop anna(*m_server, text("anna"));
        const SyncReport report = anna.sync();
        QCOMPARE(textOf(report.error), QString());
        QCOMPARE(anna.accounts(),
                 (QStringList{text("Typed alone 0"), text("Typed alone 1"), text("Typed alone 2")}));
        QCOMPARE(report.filesFetched, 1);
    }

    // As a window does it; the line ends after some bytes, again and again.
    void overALineThatBreaks()
    {
        workAlone(path(text("train")), text("On the train "), 400, "the minutes of the meeting");
        FaultLine line(m_server->port());
        const QString folder = path(text("b"));
        enrol(text("b"));
        QCOMPARE(run(text("b"), {text("sync")}).code, 0);
        DeviceIdentity identity = DeviceIdentity::load(folder).value();
        identity.server.setPort(line.port());
        QVERIFY(identity.save(folder).ok());
        BringJob job;
        BringJob::Wanted wanted{folder, path(text("train")), {}, Laptop::quick(), &m_clock};
        wanted.decisions.duplicates = BringDecisions::Duplicate::Both;
        std::optional<Result<BringJob::Told>> told;
        const auto answered = [&](const Result<BringJob::Told> &answer) { told = answer; };
        // Without a line there is no plan, and nothing is lost.
        line.cutAfter(0);
        QVERIFY(job.plan(wanted, answered));
        QTRY_VERIFY_WITH_TIMEOUT(told.has_value(), 60'000);
        QVERIFY(!told->ok());
        QCOMPARE(told->error().code, ErrorCode::Network);
        line.repair();
        told.reset();
        QVERIFY(job.plan(wanted, answered));
        QTRY_VERIFY_WITH_TIMEOUT(told.has_value(), 60'000);
        QVERIFY2(told->ok(), qPrintable(textOf(told->ok() ? std::optional<Error>() : told->error())));
        QCOMPARE((*told)->plan.count(&BringPlan::Object::news), 401);
        // Stopped in the middle, then to its end, without a line: it needs none.
        line.cutAfter(0);
        told.reset();
        int portions = 0;
        connect(&job, &BringJob::progressed, this, [&] { ++portions; });
        QVERIFY(job.bring(wanted, answered));
        job.cancel();
        QTRY_VERIFY_WITH_TIMEOUT(told.has_value(), 60'000);
        QVERIFY(!told->ok());
        QCOMPARE(told->error().key, text("sync.cancelled"));
        told.reset();
        QVERIFY(job.bring(wanted, answered));
        QTRY_VERIFY_WITH_TIMEOUT(told.has_value(), 60'000);
        QVERIFY2(told->ok(), qPrintable(textOf(told->ok() ? std::optional<Error>() : told->error())));
        QVERIFY(portions > 1);
        Ended synced;
        for (qint64 bytes = 20'000; synced.code != 0; bytes *= 2) {
            line.cutAfter(bytes);
            synced = run(text("b"), {text("sync"), text("--timeout"), text("60")});
            QVERIFY(bytes < 100'000'000);
        }
        line.repair();
        QCOMPARE(synced.answer.value(text("waiting")).toInt(), 0);
        QCOMPARE(synced.answer.value(text("inbox")).toInt(), 0);
        Laptop anna(*m_server, text("anna"));
        QCOMPARE(textOf(anna.sync().error), QString());
        QStringList names = anna.accounts();
        QCOMPARE(names.removeIf([](const QString &name) { return name.startsWith(text("On the train ")); }),
                 400);
    }
};

DW_TEST(BringingTest)

}  // namespace dw::test

#include "bringingtest.moc"
