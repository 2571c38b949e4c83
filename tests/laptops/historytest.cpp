// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/recordhistory.h"
#include "core/sync/serveraudit.h"
#include "tests/support/serverprogram.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace dw::test
{

// Who changed what, asked by a laptop of its server: also what others did, and nothing that is not for its
// user.
class HistoryTest : public QObject
{
    Q_OBJECT

private:
    QString path(const QString &name) const { return m_root.path() + QLatin1Char('/') + name; }

    QJsonObject answer(const QString &laptop, const QStringList &arguments) const
    {
        QProcess process;
        process.start(QStringLiteral(DEALWRIGHT_CLI),
                      QStringList{QStringLiteral("-w"), path(laptop), QStringLiteral("--json")} + arguments);
        if (!process.waitForFinished(120'000) || process.exitCode() != 0)
            qFatal("%s %s: %s", qPrintable(laptop), qPrintable(arguments.join(QLatin1Char(' '))),
                   process.readAllStandardError().constData());
        return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    }
    void enrol(const QString &laptop, const QString &login) const
    {
        answer(laptop, {QStringLiteral("device"), QStringLiteral("enrol"), QStringLiteral("--server"),
                        m_server->url(), QStringLiteral("--login"), login, QStringLiteral("--password-file"),
                        m_server->passwordFile(), QStringLiteral("--fingerprint"), m_server->fingerprint()});
        sync(laptop);
    }
    void sync(const QString &laptop) const { answer(laptop, {QStringLiteral("sync")}); }
    QJsonObject run(const QString &laptop, const QString &command, const QJsonObject &arguments) const
    {
        return answer(laptop,
                      {QStringLiteral("run"), command, QString::fromUtf8(QJsonDocument(arguments).toJson())});
    }
    void set(const QString &laptop, const QString &field, const QJsonValue &value) const
    {
        run(laptop, QStringLiteral("record.update"),
            {{QStringLiteral("object"), QStringLiteral("account")},
             {QStringLiteral("id"), m_account.id.toString()},
             {QStringLiteral("set"), QJsonObject{{field, value}}}});
    }
    Result<RecordHistory> ask(const QString &laptop, const RecordRef &record, int limit = 50,
                              qint64 before = 0) const
    {
        Result<RecordHistory> history = RecordHistory();
        ServerJob job;
        bool done = false;
        (void)readServerHistory(job, path(laptop), record, limit, before,
                                [&](const Result<RecordHistory> &told) {
                                    history = told;
                                    done = true;
                                });
        (void)QTest::qWaitFor([&] { return done; }, 30'000);
        return history;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<ServerProgram>(QStringLiteral(DEALWRIGHT_SERVER), m_root.path());
        m_server->addUser(QStringLiteral("lin"), {QStringLiteral("--role"), QStringLiteral("administrator")});
        m_server->addUser(QStringLiteral("anna"),
                          {QStringLiteral("--role"), QStringLiteral("administrator")});
        m_server->addUser(QStringLiteral("mei"), {QStringLiteral("--role"), QStringLiteral("sales_rep")});
        m_server->start();
        enrol(QStringLiteral("a"), QStringLiteral("lin"));
        const QJsonObject made =
            run(QStringLiteral("a"), QStringLiteral("record.create"),
                {{QStringLiteral("object"), QStringLiteral("account")},
                 {QStringLiteral("set"), QJsonObject{{QStringLiteral("name"), QStringLiteral("Acme")}}}});
        m_account = {QStringLiteral("account"),
                     Id::fromString(made.value(QLatin1String("ids")).toArray().first().toString()).value()};
        set(QStringLiteral("a"), QStringLiteral("industry"), QStringLiteral("electronics"));
        sync(QStringLiteral("a"));
        enrol(QStringLiteral("b"), QStringLiteral("anna"));
        enrol(QStringLiteral("c"), QStringLiteral("mei"));
    }
    void cleanupTestCase() { m_server.reset(); }

    void whatOthersDidIsTold()
    {
        // In her own file there is nothing of it.
        const QJsonObject here =
            answer(QStringLiteral("b"),
                   {QStringLiteral("audit"), QStringLiteral("--object"), QStringLiteral("account"),
                    QStringLiteral("--id"), m_account.id.toString()});
        QCOMPARE(here.value(QLatin1String("count")).toInt(), 0);
        const auto history = ask(QStringLiteral("b"), m_account);
        QVERIFY2(history.ok(), history.ok() ? "" : qPrintable(history.error().key));
        QCOMPARE(history->lines.size(), 2);
        const AuditRecord &change = history->lines.first();
        QCOMPARE(change.entry.command, QStringLiteral("record.update"));
        QVERIFY(change.fields.contains(QStringLiteral("industry")));
        QCOMPARE(change.entry.values.value(QLatin1String("industry")).toArray().at(1).toString(),
                 QStringLiteral("electronics"));
        QVERIFY(change.entry.receivedAt.has_value());
        QVERIFY(!change.entry.user.isNull());
        QVERIFY(!history->more);
    }

    void itGoesOnPageByPage()
    {
        const auto first = ask(QStringLiteral("b"), m_account, 1);
        QVERIFY(first.ok());
        QCOMPARE(first->lines.size(), 1);
        QVERIFY(first->more);
        const auto second = ask(QStringLiteral("b"), m_account, 1, first->lines.last().sequence);
        QVERIFY(second.ok());
        QCOMPARE(second->lines.size(), 1);
        QVERIFY(second->lines.first().sequence < first->lines.first().sequence);
        QCOMPARE(second->lines.first().entry.command, QStringLiteral("record.create"));
    }

    // A representative does not see it: no line, and no word on whether it is there.
    void whoSeesNotTheRecordIsToldNothing()
    {
        const auto hidden = ask(QStringLiteral("c"), m_account);
        QVERIFY(!hidden.ok());
        const auto missing =
            ask(QStringLiteral("c"),
                {QStringLiteral("account"), Id::fromString(u"00000000-0000-7000-8000-000000000001").value()});
        QVERIFY(!missing.ok());
        QCOMPARE(hidden.error().key, missing.error().key);
        QVERIFY(!ask(QStringLiteral("b"), {QStringLiteral("no_object"), m_account.id}).ok());
    }

    // What one is shown on a laptop, every administrator learns from the server, and nobody else.
    void whatOthersReadIsTold()
    {
        run(QStringLiteral("a"), QStringLiteral("record.create"),
            {{QStringLiteral("object"), QStringLiteral("contact")},
             {QStringLiteral("set"),
              QJsonObject{{QStringLiteral("name"), QStringLiteral("Born")},
                          {QStringLiteral("account_id"), m_account.id.toString()},
                          {QStringLiteral("birthday"), QStringLiteral("1980-05-01")}}}});
        const QJsonObject shown =
            answer(QStringLiteral("a"), {QStringLiteral("query"), QStringLiteral("contact"),
                                         QStringLiteral("--fields"), QStringLiteral("name,birthday")});
        QCOMPARE(shown.value(QLatin1String("count")).toInt(), 1);
        const auto readsOf = [this](const QString &laptop) {
            Result<QJsonArray> reads = QJsonArray();
            bool done = false;
            ServerJob job;
            job.runAs<QJsonArray>(
                path(laptop), {},
                [folder = path(laptop)](HttpTransport &transport, const DeviceIdentity &identity) {
                    ServerLine line(identity, folder, transport, {2, 500, 2'000});
                    return ServerAudit::reads(line);
                },
                [&](const Result<QJsonArray> &told) {
                    reads = told;
                    done = true;
                });
            (void)QTest::qWaitFor([&] { return done; }, 30'000);
            return reads;
        };
        const auto before = readsOf(QStringLiteral("b"));
        QVERIFY2(before.ok(), before.ok() ? "" : qPrintable(before.error().key));
        QCOMPARE(before->size(), 0);
        sync(QStringLiteral("a"));
        const auto told = readsOf(QStringLiteral("b"));
        QVERIFY(told.ok());
        QCOMPARE(told->size(), 1);
        const QJsonObject line = told->first().toObject();
        QCOMPARE(line.value(QLatin1String("user")).toString(), QStringLiteral("lin"));
        QCOMPARE(line.value(QLatin1String("object")).toString(), QStringLiteral("contact"));
        QCOMPARE(line.value(QLatin1String("fields")).toArray(), QJsonArray{QStringLiteral("birthday")});
        QCOMPARE(line.value(QLatin1String("way")).toString(), QStringLiteral("query"));
        QVERIFY(line.contains(QLatin1String("received")));
        const auto others = readsOf(QStringLiteral("c"));
        QVERIFY(others.ok());
        QCOMPARE(others->size(), 0);
    }

    void withoutTheServerItSaysSo()
    {
        m_server->kill();
        const auto history = ask(QStringLiteral("b"), m_account);
        QVERIFY(!history.ok());
    }

private:
    QTemporaryDir m_root;
    std::unique_ptr<ServerProgram> m_server;
    RecordRef m_account;
};

DW_TEST(HistoryTest)

}  // namespace dw::test

#include "historytest.moc"
