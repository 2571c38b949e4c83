// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/scopedigest.h"
#include "tests/support/testrunner.h"
#include "tests/sync/syncworld.h"

#include <QJsonArray>
#include <QTest>

namespace dw::test
{

// Laptops whose files are not what the server thinks (sync-protocol.md 3.22; I11): found by digests, mended
// where they differ alone, and never in a loop.
class DriftTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void digestsHaveNoOrder();
    void equalFilesAskOnce();
    void plantedDrift_data();
    void plantedDrift();
    void onlyWhatDiffersComesAgain();
    void workThatWaitsStaysOverAMending();
    void notTwiceADay();
    void everySevenDays();
    void whatIsChangedMeanwhileIsSkipped();

private:
    static Id account(SyncParty &party, const QString &name)
    {
        return party.create("account", {{QStringLiteral("name"), name}});
    }
    static void plant(SyncLaptop &laptop, const std::function<Result<void>(WriteSession &)> &drift)
    {
        laptop.write([&](WriteSession &session) {
            QVERIFY(session.begin(Durability::Saved).ok());
            const Result<void> done = drift(session);
            QVERIFY2(done.ok(), qPrintable(done.error().key));
            QVERIFY(session.commit().ok());
        });
    }
    static Result<void> purge(WriteSession &session, const Record &record)
    {
        ChangeSet changes;
        changes.changes.append({RecordChange::Kind::Purge, record, {}});
        return session.apply(changes);
    }
    static void look(SyncWorld &world, SyncLaptop &laptop)
    {
        laptop.write([&](WriteSession &session) {
            QVERIFY(
                SyncRecovery(*laptop.runner, *laptop.client).begin(session, SyncRecovery::Why::Drift).ok());
        });
        world.pull(laptop);
        QVERIFY(!world.isRecovering(laptop));
    }
};

void DriftTest::digestsHaveNoOrder()
{
    const Id a = Id::named("a"), b = Id::named("b");
    ScopeDigest one, other, newer;
    one.add(a, 1);
    one.add(b, 2);
    other.add(b, 2);
    other.add(a, 1);
    newer.add(a, 1);
    newer.add(b, 3);
    QVERIFY(one == other);
    QVERIFY(one != newer);
    QVERIFY(ScopeDigest::fromJson(one.toJson()) == one);
    for (const QJsonValue &bad :
         {QJsonValue(), QJsonValue(QJsonArray{1}), QJsonValue(QJsonArray{-1, QStringLiteral("0")}),
          QJsonValue(QJsonArray{1, QStringLiteral("x")})})
        QVERIFY(!ScopeDigest::fromJson(bad));
}

void DriftTest::equalFilesAskOnce()
{
    SyncWorld world(2, SyncWorld::Access::Roles);
    for (int i = 0; i < 5; ++i)
        account(world.laptop(i % 2), QStringLiteral("Acme %1").arg(i));
    world.syncAll();
    for (int i = 0; i < 2; ++i)
        look(world, world.laptop(i));
    QCOMPARE(world.questions.value(QStringLiteral("verify")), 2);
}

void DriftTest::plantedDrift_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"a row is gone", "a version is too new", "the place is forgotten",
                             "a part is gone", "one too many"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void DriftTest::plantedDrift()
{
    QFETCH(QString, kind);
    SyncWorld world(1, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    const Id id = account(lin, QStringLiteral("Acme"));
    const Id other = account(lin, QStringLiteral("Beta"));
    world.syncAll();
    const QMap<QString, QByteArray> before = lin.contents();
    const Record record = lin.stored("account", id);
    const RecordRef ref{QStringLiteral("account"), id};
    plant(lin, [&](WriteSession &session) -> Result<void> {
        Replica &replica = session.replica();
        DW_ASSIGN(const auto root, replica.root(ref));
        RootState state = root.value();
        if (kind == QLatin1String("a row is gone")) {
            DW_TRY(purge(session, record));
        } else if (kind == QLatin1String("a version is too new")) {
            state.version += 1000;
            DW_TRY(replica.setRoot(state));
        } else if (kind == QLatin1String("the place is forgotten")) {
            DW_TRY(purge(session, record));
            DW_TRY(replica.dropRoot(ref));
        } else if (kind == QLatin1String("a part is gone")) {
            // What the version says of it is what counts.
            state.version -= 1;
            DW_TRY(replica.setRoot(state));
        } else {
            Record ghost(record.typePointer(), Id::named("nobody's"));
            for (const char16_t *key : {u"name", u"owner_id", u"team_id", u"created_at", u"created_by",
                                        u"updated_at", u"updated_by", u"rev"})
                ghost.set(QStringView(key), record.value(QStringView(key)));
            ChangeSet changes;
            changes.create(ghost);
            DW_TRY(session.apply(changes));
            state.root.id = ghost.id();
            DW_TRY(replica.setRoot(state));
        }
        return {};
    });
    look(world, lin);
    QCOMPARE(lin.contents(), before);
    QVERIFY(lin.stored("account", other).isValid());
    QCOMPARE(lin.inbox().size(), 0);
    // And it is well again.
    world.questions.clear();
    world.clock().advanceMs(2 * SyncRecovery::RepairEveryMs);
    look(world, lin);
    QCOMPARE(world.questions.value(QStringLiteral("verify")), 1);
}

void DriftTest::onlyWhatDiffersComesAgain()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    QList<Id> ids;
    for (int i = 0; i < 60; ++i)
        ids.append(account(lin, QStringLiteral("Acme %1").arg(i)));
    world.syncAll();
    const Record record = lin.stored("account", ids.first());
    plant(lin, [&](WriteSession &session) { return purge(session, record); });
    lin.write([&](WriteSession &session) {
        QVERIFY(SyncRecovery(*lin.runner, *lin.client).begin(session, SyncRecovery::Why::Drift).ok());
    });
    QVERIFY(world.recover(lin, SyncRecovery::Place::AtHead));
    std::optional<QJsonObject> members;
    lin.workspace->readNow([&](ReadSession &session) { members = *lin.client->membersRequest(session); });
    QVERIFY(members);
    QCOMPARE(members->value(QLatin1String("buckets")).toArray(),
             (QJsonArray{BucketDigests::of(ids.first())}));
    SyncAnswer answer;
    world.server().workspace->readNow(
        [&](ReadSession &session) { answer = world.engine().members(session, lin.device, *members); });
    const QJsonArray rows = answer.body.value(QLatin1String("rows")).toArray();
    QVERIFY(answer.ok() && !rows.isEmpty() && rows.size() < 10);
    world.pull(lin);
    QCOMPARE(lin.contents(), world.server().contents());
}

void DriftTest::workThatWaitsStaysOverAMending()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    const Id id = account(lin, QStringLiteral("Acme"));
    world.syncAll();
    const Record record = lin.stored("account", id);
    const Id typed = account(lin, QStringLiteral("Typed"));
    lin.update("account", id, {{QStringLiteral("website"), QStringLiteral("https://mine.cn")}});
    plant(lin, [&](WriteSession &session) -> Result<void> {
        DW_ASSIGN(const auto root, session.replica().root(record.ref()));
        RootState state = root.value();
        state.version += 1000;
        return session.replica().setRoot(state);
    });
    look(world, lin);
    QCOMPARE(lin.stored("account", id).value(u"website").text(), QStringLiteral("https://mine.cn"));
    QVERIFY(lin.stored("account", typed).isValid());
    QCOMPARE(lin.outbox().size(), 2);
    world.sync(lin);
    QCOMPARE(lin.contents(), world.server().contents());
}

void DriftTest::notTwiceADay()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    const Id id = account(lin, QStringLiteral("Acme"));
    world.syncAll();
    const auto lose = [&] {
        const Record record = lin.stored("account", id);
        plant(lin, [&](WriteSession &session) { return purge(session, record); });
    };
    lose();
    look(world, lin);
    QVERIFY(lin.stored("account", id).isValid());
    lose();
    look(world, lin);
    QVERIFY(!lin.stored("account", id).isValid());
    world.clock().advanceMs(SyncRecovery::RepairEveryMs);
    look(world, lin);
    QVERIFY(lin.stored("account", id).isValid());
}

void DriftTest::everySevenDays()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    const auto isDue = [&] {
        bool due = false;
        lin.write(
            [&](WriteSession &session) { due = *SyncRecovery(*lin.runner, *lin.client).isDue(session); });
        return due;
    };
    QVERIFY(!isDue());
    world.clock().advanceMs(SyncRecovery::VerifyEveryMs - 1);
    QVERIFY(!isDue());
    world.clock().advanceMs(1);
    QVERIFY(isDue());
    QVERIFY(!isDue());
}

void DriftTest::whatIsChangedMeanwhileIsSkipped()
{
    SyncWorld world(2);
    SyncLaptop &lin = world.laptop(0);
    account(lin, QStringLiteral("Acme"));
    world.syncAll();
    lin.write([&](WriteSession &session) {
        QVERIFY(SyncRecovery(*lin.runner, *lin.client).begin(session, SyncRecovery::Why::Drift).ok());
    });
    // Between its pull and its question.
    account(world.server(), QStringLiteral("Newer"));
    QVERIFY(world.recover(lin, SyncRecovery::Place::AtHead));
    QVERIFY(!world.isRecovering(lin));
    QCOMPARE(world.questions.value(QStringLiteral("verify")), 1);
}

DW_TEST(DriftTest)

}  // namespace dw::test

#include "drifttest.moc"
