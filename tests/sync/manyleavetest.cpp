// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/replica.h"
#include "core/sync/incoming.h"
#include "tests/support/testrunner.h"
#include "tests/sync/canaries.h"
#include "tests/sync/canaryscan.h"

#include <QTest>

#include <ctime>

namespace dw::test
{

namespace
{

constexpr char Leaves[] = "Quetzalbrook 鑫淼焱垚 918273645", Stays[] = "Brackwater";

}  // namespace

// Case 16 of the protocol's test plan: a great many records leave at once, of tables of which they are all,
// most or some.
class ManyLeaveTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void case16ManyLeave_data();
    void case16ManyLeave();

private:
    static int numberOf(const Replica &replica, const QString &key)
    {
        const QList<ReplicaScope> scopes = replica.scopes().value();
        const auto found = std::find_if(scopes.begin(), scopes.end(),
                                        [&](const ReplicaScope &one) { return one.key == key; });
        return found == scopes.end() ? -1 : found->number;
    }
    static void add(WriteSession &session, const QList<Record> &records, const QList<int> &scopes)
    {
        ChangeSet changes;
        for (const Record &record : records)
            changes.create(record);
        session.setRevisions({Revisions::By::Given});
        QVERIFY(session.apply(changes).ok());
        if (!scopes.isEmpty())
            QVERIFY(session.replica().setRoot({records.first().ref(), 1, scopes}).ok());
    }
    static Record made(const ObjectTypePtr &type, const char *name, int number)
    {
        Record record(type,
                      Id::named(QByteArray(name) + type->key().toLatin1() + QByteArray::number(number)));
        if (type->indexOf(u"name") >= 0)
            record.set(u"name", QStringLiteral("%1 %2 of many").arg(QString::fromUtf8(name)).arg(number));
        record.set(u"rev", Value(qint64(1)));
        return record;
    }
    static bool isSettled(SyncLaptop &laptop)
    {
        bool settled = false;
        laptop.workspace->readNow(
            [&](ReadSession &session) { settled = Incoming::isSettled(session).value(); });
        return settled;
    }
    static qint64 count(SyncLaptop &laptop, const char *object)
    {
        qint64 found = 0;
        laptop.workspace->readNow([&](ReadSession &session) {
            const ConfigurationPtr configuration = laptop.runner->configuration();
            const Query all{configuration->dictionary->find(QString::fromLatin1(object)),
                            nullptr,
                            {},
                            Query::Deleted::Include};
            found = session.count(all, configuration->settings.context({}, {}, {})).value();
        });
        return found;
    }
};

void ManyLeaveTest::case16ManyLeave_data()
{
    QTest::addColumn<int>("leaving");
    QTest::addColumn<int>("staying");
    bool given = false;
    const int wanted = qEnvironmentVariableIntValue("DEALWRIGHT_SYNC_ROWS", &given);
    const int rows = given ? wanted : 5600;
    QTest::newRow("all of a table") << rows << 0;
    QTest::newRow("among some that stay") << rows << rows / 10;
    QTest::newRow("among too many that stay") << rows << 20'100;
}

void ManyLeaveTest::case16ManyLeave()
{
    QFETCH(int, leaving);
    QFETCH(int, staying);
    // That stay, each among others that go.
    const int deals = staying > 0 ? (leaving + 9) / 10 : 0;
    SyncWorld world(2, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    world.setRoles(world.user(0), {QStringLiteral("administrator")});
    world.syncAll();
    const Id typed = world.server().create(
        "account", {{QStringLiteral("name"), QString::fromUtf8(Leaves) + QStringLiteral(" typed")},
                    {QStringLiteral("owner_id"), world.user(1).toString()}});
    world.syncAll();
    QCOMPARE(
        lin.update("account", typed, {{QStringLiteral("website"), QStringLiteral("typed.example")}}).status,
        CommandResult::Status::Applied);
    // As if they had come from the server: under the scope that gives an administrator everything, and those
    // that stay under one that stays as well.
    lin.write([&](WriteSession &session) {
        QVERIFY(session.begin(Durability::Redoable).ok());
        const int all = numberOf(session.replica(), QStringLiteral("all"));
        const int kept = numberOf(session.replica(), QLatin1String("grantee:") + world.user(0).toString());
        QVERIFY(all >= 0 && kept >= 0);
        const Dictionary &dictionary = *lin.runner->configuration()->dictionary;
        const ObjectTypePtr account = dictionary.find(u"account"), deal = dictionary.find(u"opportunity"),
                            move = dictionary.find(u"stage_history"),
                            stage = dictionary.find(u"stage_definition");
        const QList<Record> stages =
            session
                .findByValue(stage, stage->indexOf(u"outcome"), Value(QStringLiteral("open")),
                             ReadSession::Match::Exact, 2)
                .value();
        QCOMPARE(stages.size(), 2);
        const auto addBoth = [&](const char *name, int number, const QList<int> &scopes) {
            Record customer = made(account, name, number);
            customer.set(u"tags", Value(QStringList{QString::fromUtf8(name)}));
            add(session, {customer}, scopes);
            Record opportunity = made(deal, name, number), moved = made(move, name, number);
            opportunity.set(u"account_id", Value(customer.id()));
            opportunity.set(u"pipeline_id", stages[0].value(u"pipeline_id"));
            opportunity.set(u"currency", QStringLiteral("CNY"));
            moved.set(u"record_ref", Value(opportunity.ref()));
            moved.set(u"from_stage_id", Value(stages[0].id()));
            moved.set(u"to_stage_id", Value(stages[1].id()));
            moved.set(u"at", Value(Instant{1'790'000'000'000 + number}));
            moved.set(u"dwell_s", Value(qint64(number)));
            add(session, {opportunity, moved}, scopes);
        };
        for (int i = 0; i < leaving; ++i) {
            addBoth(Leaves, i, {all});
            if (staying > 0 && i % 10 == 0)
                addBoth(Stays, i / 10, {all, kept});
        }
        for (int i = deals; i < staying; ++i)
            add(session, {made(account, Stays, i)}, {all, kept});
        QVERIFY(session.commit().ok());
    });
    QVERIFY(!filesWith(lin, Leaves).isEmpty());
    const QSet<QString> planted = CanaryScan(lin).words();
    world.setRoles(world.user(0), {QStringLiteral("sales_rep")});
    const std::clock_t begin = std::clock();
    // The power fails when the rights are gone, and when some of the records are.
    world.setSettles(false);
    for (int turn = 0; isSettled(lin); ++turn)
        QVERIFY(turn < 10 && !world.pull(lin));
    QVERIFY(count(lin, "account") >= leaving);
    world.crash(lin);
    lin.write([&](WriteSession &session) {
        while (count(lin, "account") >= leaving + staying)
            QVERIFY(!lin.client->settle(session).value());
    });
    world.crash(lin);
    QVERIFY(!isSettled(lin));
    world.setSettles(true);
    world.pull(lin);
    qInfo("%d rows: %.2f s of processor", leaving, double(std::clock() - begin) / CLOCKS_PER_SEC);

    QVERIFY(isSettled(lin));
    QCOMPARE(count(lin, "account"), staying);
    QCOMPARE(count(lin, "opportunity"), deals);
    QCOMPARE(count(lin, "stage_history"), deals);
    QVERIFY(!lin.stored("account", typed).isValid());
    QVERIFY(lin.outbox().first().body.contains("typed.example"));
    const auto checks = lin.workspace->verify(Ticket());
    QVERIFY(checks.ok());
    // What was put in by hand has no roll-ups.
    for (const VerifyCheck &check : *checks)
        QVERIFY2(check.ok || check.name == QLatin1String("computed"),
                 qPrintable(check.name + QLatin1Char(' ') + check.detail));
    // In Han, Latin and digits, decoded; and as words of the search index.
    const QStringList canaries = QString::fromUtf8(Leaves).split(QLatin1Char(' '));
    const CanaryScan scan(lin);
    const QStringList traces = scan.traces(canaries);
    QVERIFY2(traces.isEmpty(), qPrintable(traces.join(QLatin1Char('\n'))));
    const QSet<QString> words = scan.words();
    for (const char *word : {"quetzalbrook", "鑫", "垚", "918273645"})
        QVERIFY2(planted.contains(QString::fromUtf8(word)) && !words.contains(QString::fromUtf8(word)), word);
    QCOMPARE(filesWith(lin, Stays).isEmpty(), staying == 0);
}

DW_TEST(ManyLeaveTest)

}  // namespace dw::test

#include "manyleavetest.moc"
