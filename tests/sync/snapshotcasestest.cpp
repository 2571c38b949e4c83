// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/configurationloader.h"
#include "tests/support/testrunner.h"
#include "tests/sync/canaries.h"

#include <QJsonArray>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <limits>

namespace dw::test
{

// Case 29 of the protocol's test plan (sync-protocol.md 6): a first synchronisation that is interrupted at
// every part of it, and a user whose rights become others in between.
class SnapshotCasesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void case29InterruptedAtEveryPart();
    void case29WorkGoesOnMeanwhile();
    void case29RightsAreTakenDuringIt();
    void case29RightsAreGivenDuringIt();
    void case29NewestWorkComesFirst_data();
    void case29NewestWorkComesFirst();
    void leadsComeBeforeOtherNewWork_data();
    void leadsComeBeforeOtherNewWork();
    void leadsThatAreTakenDuringIt();
    void aServerThatKnowsNoParts();
    void placesThatAreNone();

private:
    static constexpr int PartSize = 12;
    // A pull, a part, and the pull behind it: then the power fails.
    static constexpr int OnePart = 3;

    static Id account(SyncParty &party, const QString &name, const Id &owner = {})
    {
        QJsonObject set{{QStringLiteral("name"), name}};
        if (!owner.isNull())
            set.insert(QStringLiteral("owner_id"), owner.toString());
        return party.create("account", set);
    }
    // Customers of both users, with names that are nowhere else.
    static void fill(SyncWorld &world)
    {
        for (int i = 0; i < 30; ++i) {
            const bool own = i % 3 == 0;
            account(world.server(),
                    QStringLiteral("%1 %2")
                        .arg(own ? QLatin1String("Larkspur") : QLatin1String("Quetzalbrook"))
                        .arg(i),
                    world.user(own ? 0 : 1));
        }
    }
    // Customers of half a year ago, of which some were worked on since, and new ones. The last commit of the
    // old ones, as the server remembers it.
    static qint64 fillOldAndNew(SyncWorld &world)
    {
        constexpr qint64 HourMs = qint64(3600) * 1000;
        SyncParty &server = world.server();
        QList<Id> old;
        for (int i = 0; i < 24; ++i)
            old.append(account(server, QStringLiteral("Old %1").arg(i), world.user(0)));
        // Times of commits are marked every six hours.
        world.clock().advanceMs(7 * HourMs);
        old.append(account(server, QStringLiteral("Old"), world.user(0)));
        qint64 last = 0;
        server.workspace->readNow([&](ReadSession &session) { last = session.ledger().head()->sequence; });
        world.clock().advanceMs(120 * 24 * HourMs);
        for (int i = 0; i < 9; ++i) {
            account(server, QStringLiteral("New %1").arg(i), world.user(0));
            server.update("account", old.at(i * 2),
                          {{QStringLiteral("website"), QStringLiteral("https://n%1.cn").arg(i)}});
        }
        return last;
    }
    static void lead(SyncWorld &world, const QString &company)
    {
        world.server().create("lead", {{QStringLiteral("company_name"), company},
                                       {QStringLiteral("contact_name"), QStringLiteral("Wang")},
                                       {QStringLiteral("mobile"), QStringLiteral("13800138000")}});
    }
    static std::optional<QJsonObject> wanted(SyncLaptop &laptop)
    {
        std::optional<QJsonObject> request;
        laptop.workspace->readNow(
            [&](ReadSession &session) { request = *laptop.client->membersRequest(session); });
        return request;
    }
    // What the server answers; limit is of no account to the laptop.
    static MemberChunk chunkOf(SyncWorld &world, SyncLaptop &laptop, QJsonObject request, int limit)
    {
        request.insert(QStringLiteral("limit"), limit);
        SyncServer::MemberFrames frames;
        world.server().workspace->readNow([&](ReadSession &session) {
            frames = world.engine().memberFrames(session, laptop.device, request);
        });
        MemberChunkReader reader;
        if (frames.problem || !reader.feed(frames.bytes, laptop.runner->configuration()->dictionary).ok())
            qFatal("no chunk");
        return *reader.take();
    }
    static SyncClient::Outcome apply(SyncLaptop &laptop, const QJsonObject &request, const MemberChunk &chunk)
    {
        Result<SyncClient::Outcome> outcome = SyncClient::Outcome();
        laptop.write(
            [&](WriteSession &session) { outcome = laptop.client->applyChunks(session, request, {chunk}); });
        return outcome.value();
    }
    // A laptop that knows its scopes and nothing of what they hold.
    static SyncLaptop &newLaptop(SyncWorld &world)
    {
        world.addLaptop(world.user(0));
        SyncLaptop &laptop = world.laptop(1);
        world.pull(laptop, 500, 2);
        return laptop;
    }
    static int named(SyncLaptop &laptop, const QByteArray &name)
    {
        int count = 0;
        const auto contents = laptop.contents();
        for (auto one = contents.cbegin(); one != contents.cend(); ++one)
            count += one.key().contains(QLatin1String("account")) && one->contains(name) ? 1 : 0;
        return count;
    }
};

void SnapshotCasesTest::case29InterruptedAtEveryPart()
{
    SyncWorld world(1);
    SyncParty &server = world.server();
    for (int i = 0; i < 40; ++i) {
        const Id acme = account(server, QStringLiteral("Acme %1").arg(i));
        server.create("opportunity",
                      {{QStringLiteral("name"), QStringLiteral("Deal %1").arg(i)},
                       {QStringLiteral("account_id"), acme.toString()},
                       {QStringLiteral("amount"), QStringLiteral("1200.00")},
                       {QStringLiteral("expected_close"), QStringLiteral("2030-03-31")},
                       {QStringLiteral("next_step"), QStringLiteral("Call")},
                       {QStringLiteral("next_step_at"), QStringLiteral("2030-01-07T01:00:00Z")}});
    }
    world.addLaptop(world.user(0));
    SyncLaptop &lin = world.laptop(1);
    int parts = 0;
    qsizetype held = lin.contents().size();
    while (!world.pull(lin, PartSize, OnePart)) {
        world.crash(lin);
        const auto contents = lin.contents();
        // Each part brings what the ones before it had not, and what is here is whole.
        QVERIFY(contents.size() >= held && ++parts < 100);
        const auto there = server.contents();
        for (auto one = contents.cbegin(); one != contents.cend(); ++one)
            QVERIFY2(there.value(one.key()) == one.value(), qPrintable(one.key()));
        held = contents.size();
    }
    QVERIFY(parts > 80 / PartSize);
    QCOMPARE(lin.contents(), server.contents());
}

void SnapshotCasesTest::case29WorkGoesOnMeanwhile()
{
    SyncWorld world(1);
    SyncParty &server = world.server();
    QList<Id> accounts;
    for (int i = 0; i < 40; ++i)
        accounts.append(account(server, QStringLiteral("Acme %1").arg(i)));
    world.addLaptop(world.user(0));
    SyncLaptop &lin = world.laptop(1);
    // On both sides, of what has come and of what has not.
    int part = 0;
    while (!world.pull(lin, PartSize, OnePart)) {
        const Id &id = accounts.at((part * 7) % accounts.size());
        QCOMPARE(server
                     .update("account", id,
                             {{QStringLiteral("website"), QStringLiteral("https://s%1.cn").arg(part)}})
                     .status,
                 CommandResult::Status::Applied);
        const Id &mine = accounts.at((part * 5) % accounts.size());
        if (lin.stored("account", mine).isValid())
            QCOMPARE(
                lin.update("account", mine, {{QStringLiteral("short_name"), QStringLiteral("L%1").arg(part)}})
                    .status,
                CommandResult::Status::Applied);
        // Nobody works before they are known here.
        if (lin.stored("user", world.user(0)).isValid())
            account(lin, QStringLiteral("Typed %1").arg(part));
        world.crash(lin);
        QVERIFY(++part < 100);
    }
    QVERIFY(part > 40 / PartSize);
    world.syncAll();
    QVERIFY(lin.outbox().isEmpty());
    QCOMPARE(lin.contents(), server.contents());
}

void SnapshotCasesTest::case29RightsAreTakenDuringIt()
{
    bool ended = false;
    int partly = 0;
    for (int parts = 1; !ended; parts += 2) {
        QVERIFY(parts < 60);
        SyncWorld world(2, SyncWorld::Access::Roles);
        fill(world);
        world.setRoles(world.user(0), {QStringLiteral("administrator")});
        SyncLaptop &lin = world.laptop(0);
        for (int i = 0; i < parts && !ended; ++i)
            ended = world.pull(lin, PartSize, OnePart);
        const int others = named(lin, "Quetzalbrook");
        partly += others > 0 && others < 20 ? 1 : 0;
        world.setRoles(world.user(0), {QStringLiteral("sales_rep")});
        while (!world.pull(lin, PartSize, OnePart))
            world.crash(lin);
        QCOMPARE(named(lin, "Larkspur"), 10);
        QCOMPARE(named(lin, "Quetzalbrook"), 0);
        lin.write([](WriteSession &) {});
        QVERIFY2(filesWith(lin, "Quetzalbrook").isEmpty(), qPrintable(QString::number(parts)));
    }
    QVERIFY(partly > 0);
}

void SnapshotCasesTest::case29RightsAreGivenDuringIt()
{
    bool ended = false;
    for (int parts = 1; !ended; parts += 3) {
        QVERIFY(parts < 60);
        SyncWorld world(2, SyncWorld::Access::Roles);
        fill(world);
        SyncLaptop &lin = world.laptop(0);
        for (int i = 0; i < parts && !ended; ++i)
            ended = world.pull(lin, PartSize, OnePart);
        QCOMPARE(named(lin, "Quetzalbrook"), 0);
        world.setRoles(world.user(0), {QStringLiteral("administrator")});
        while (!world.pull(lin, PartSize, OnePart))
            world.crash(lin);
        QCOMPARE(named(lin, "Larkspur"), 10);
        QCOMPARE(named(lin, "Quetzalbrook"), 20);
    }
}

void SnapshotCasesTest::case29NewestWorkComesFirst_data()
{
    QTest::addColumn<bool>("roles");
    QTest::addColumn<int>("limit");
    for (const int limit : {1, 5, 500}) {
        QTest::addRow("one scope by %d", limit) << false << limit;
        QTest::addRow("scopes of a role by %d", limit) << true << limit;
    }
}

// Whatever the parts are, and though the power fails behind each of them: definitions, people and settings,
// what changed in the last 90 days, and the rest; each once, and all of it.
void SnapshotCasesTest::case29NewestWorkComesFirst()
{
    QFETCH(const bool, roles);
    QFETCH(const int, limit);
    SyncWorld world(1, roles ? SyncWorld::Access::Roles : SyncWorld::Access::Open);
    const qint64 last = fillOldAndNew(world);
    SyncLaptop &lin = newLaptop(world);
    QSet<QString> came;
    int grounds = 0, recent = 0, older = 0;
    qint64 before = std::numeric_limits<qint64>::max();
    while (const auto request = wanted(lin)) {
        const QString key = request->value(QLatin1String("key")).toString();
        const MemberChunk chunk = chunkOf(world, lin, *request, limit);
        qint64 newest = 0, oldest = before;
        for (const MemberChunk::Root &root : chunk.roots) {
            const QString name = key + root.ref.object + root.ref.id.toString();
            QVERIFY2(!came.contains(name), qPrintable(name));
            came.insert(name);
            if (isConfigurationObject(root.ref.object) || MemberOrder::isGround(root.ref.object)) {
                QVERIFY(roles || recent + older == 0);
                ++grounds;
                continue;
            }
            QVERIFY(root.version <= last || older == 0);
            root.version > last ? ++recent : ++older;
            newest = std::max(newest, root.version);
            oldest = std::min(oldest, root.version);
        }
        // The newest of the new ones first.
        if (!roles && newest > last) {
            QVERIFY(newest <= before);
            before = oldest;
        }
        QVERIFY(!apply(lin, *request, chunk).needsScopes);
        world.crash(lin);
    }
    QVERIFY(grounds > 0);
    // What was worked on, what is new, and what is neither.
    QVERIFY(recent >= 18 && older >= 16);
    world.pull(lin);
    QCOMPARE(named(lin, "\"Old"), 25);
    QCOMPARE(named(lin, "\"New"), 9);
    if (!roles)
        QCOMPARE(lin.contents(), world.server().contents());
}

void SnapshotCasesTest::leadsComeBeforeOtherNewWork_data()
{
    QTest::addColumn<int>("limit");
    for (const int limit : {1, 3, 500})
        QTest::addRow("by %d", limit) << limit;
}

// Somebody waits for each of them (features: U31); what is old stays behind what is new.
void SnapshotCasesTest::leadsComeBeforeOtherNewWork()
{
    QFETCH(const int, limit);
    SyncWorld world(1);
    lead(world, QStringLiteral("Of last year"));
    const qint64 last = fillOldAndNew(world);
    for (int i = 0; i < 4; ++i)
        lead(world, QStringLiteral("Lead %1").arg(i));
    account(world.server(), QStringLiteral("Newest of all"), world.user(0));
    SyncLaptop &lin = newLaptop(world);
    int leads = 0, others = 0;
    while (const auto request = wanted(lin)) {
        const MemberChunk chunk = chunkOf(world, lin, *request, limit);
        for (const MemberChunk::Root &root : chunk.roots) {
            if (isConfigurationObject(root.ref.object) || MemberOrder::isGround(root.ref.object))
                continue;
            const bool urgent = root.ref.object == QLatin1String("lead") && root.version > last;
            QVERIFY2(!urgent || others == 0, qPrintable(root.ref.object));
            ++(urgent ? leads : others);
        }
        QVERIFY(!apply(lin, *request, chunk).needsScopes);
        world.crash(lin);
    }
    QCOMPARE(leads, 4);
    world.pull(lin);
    QCOMPARE(lin.contents(), world.server().contents());
}

// Where the scope has no leads any more, their last place is none among the others, all of which are to come.
void SnapshotCasesTest::leadsThatAreTakenDuringIt()
{
    SyncWorld world(1);
    const qint64 last = fillOldAndNew(world);
    SyncLaptop &lin = newLaptop(world);
    QJsonObject request = wanted(lin).value();
    request.insert(QStringLiteral("after"), QJsonObject{{QStringLiteral("o"), QStringLiteral("lead")},
                                                        {QStringLiteral("id"), Id::named("any").toString()},
                                                        {QStringLiteral("q"), double(last + 1)}});
    request.insert(QStringLiteral("only"), QJsonArray{QStringLiteral("account")});
    const MemberChunk chunk = chunkOf(world, lin, request, 500);
    const auto isNew = [&](const MemberChunk::Root &root) { return root.version > last; };
    QVERIFY(std::count_if(chunk.roots.begin(), chunk.roots.end(), isNew) >= 18);
}

// One that was not renewed yet beside one that was, or that only knows pages: what it answers is not what
// was asked for, and the scope is fetched from its beginning, in the order that all know.
void SnapshotCasesTest::aServerThatKnowsNoParts()
{
    for (const bool pages : {false, true}) {
        SyncWorld world(1);
        fillOldAndNew(world);
        SyncLaptop &lin = newLaptop(world);
        const auto isByCommit = [](const QJsonObject &request) {
            return request.value(QLatin1String("after")).toObject().contains(QLatin1String("q"));
        };
        while (!isByCommit(wanted(lin).value())) {
            const QJsonObject request = wanted(lin).value();
            QVERIFY(request.contains(QLatin1String("part")));
            apply(lin, request, chunkOf(world, lin, request, 5));
        }
        // Nor does an older program of the laptop find a place to go on from.
        QList<ReplicaScope> scopes;
        lin.workspace->readNow([&](ReadSession &session) { scopes = session.replica().scopes().value(); });
        QVERIFY(!scopes.isEmpty());
        for (const ReplicaScope &scope : scopes)
            QVERIFY(scope.fetched.id.isNull());

        const QJsonObject request = wanted(lin).value();
        if (pages) {
            SyncAnswer answer;
            world.server().workspace->readNow(
                [&](ReadSession &session) { answer = world.engine().members(session, lin.device, request); });
            QVERIFY(answer.ok());
            lin.write([&](WriteSession &session) {
                QVERIFY(lin.client->applyMembers(session, request, answer).ok());
            });
        } else {
            QJsonObject old = request;
            old.remove(QStringLiteral("part"));
            old.remove(QStringLiteral("since"));
            QJsonObject after = old.value(QLatin1String("after")).toObject();
            after.remove(QStringLiteral("q"));
            old.insert(QStringLiteral("after"), after);
            const MemberChunk chunk = chunkOf(world, lin, old, 5);
            QCOMPARE(chunk.end.part, MemberOrder::Part::All);
            QVERIFY(!chunk.frames.last().cbor.contains("part"));
            apply(lin, request, chunk);
        }
        const QJsonObject anew = wanted(lin).value();
        QVERIFY(!anew.contains(QLatin1String("part")) && !anew.contains(QLatin1String("after")));
        QVERIFY(world.pull(lin, PartSize));
        QCOMPARE(lin.contents(), world.server().contents());
    }
}

void SnapshotCasesTest::placesThatAreNone()
{
    SyncWorld world(1);
    fillOldAndNew(world);
    SyncLaptop &lin = newLaptop(world);
    const QJsonObject request = wanted(lin).value();
    const auto answered = [&](const QJsonObject &other) {
        QJsonObject asked = request;
        for (auto one = other.constBegin(); one != other.constEnd(); ++one)
            asked.insert(one.key(), one.value());
        SyncServer::MemberFrames frames;
        world.server().workspace->readNow(
            [&](ReadSession &session) { frames = world.engine().memberFrames(session, lin.device, asked); });
        return frames.problem ? frames.problem->status : 200;
    };
    const QString part = QStringLiteral("part"), since = QStringLiteral("since");
    const auto after = [](double commit) {
        return QJsonObject{{QStringLiteral("o"), QStringLiteral("account")},
                           {QStringLiteral("id"), Id::named("any").toString()},
                           {QStringLiteral("q"), commit}};
    };
    QCOMPARE(answered({}), 200);
    QCOMPARE(answered({{part, QStringLiteral("newest")}}), 400);
    QCOMPARE(answered({{since, -1}}), 400);
    QCOMPARE(answered({{since, 9}, {QStringLiteral("after"), after(9)}}), 400);
    QCOMPARE(answered({{since, 9}, {QStringLiteral("after"), after(-2)}}), 400);
    QCOMPARE(answered({{part, QStringLiteral("older")}, {QStringLiteral("after"), after(900)}}), 400);
    QCOMPARE(answered({{part, QString()}, {QStringLiteral("after"), after(900)}}), 400);
    QCOMPARE(answered({{QStringLiteral("buckets"), QJsonArray{1}}}), 400);
    // Behind what is not there any more, or never was, it goes on all the same.
    QCOMPARE(answered({{since, 9}, {QStringLiteral("after"), after(1e9)}}), 200);
}

DW_TEST(SnapshotCasesTest)

}  // namespace dw::test

#include "snapshotcasestest.moc"
