// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/configurationloader.h"
#include "core/records/valuejson.h"
#include "core/sync/memberchunk.h"
#include "core/sync/opaquevalues.h"
#include "tests/fuzz/frames_fuzz.h"
#include "tests/support/testrunner.h"
#include "tests/sync/definitions.h"
#include "tests/sync/syncworld.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTest>

#include <algorithm>

namespace dw::test
{

// Snapshots in frames (sync-protocol.md 3.15, 4): what a server writes, what a laptop reads, and what it does
// with a stream that is none.
class FramesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sayWhatTheServerHas();
    void leaveOutHiddenFields();
    void definitionsComeFirstAndAlone();
    void isNothingBeforeItIsWhole();
    void whatIsNoSnapshotChangesNothing();
    void keepWhatIsOfNoUseYet();
    void whatIsTakenForNewMayBeHere();
    void replayTheFuzzCorpus();

private:
    // A laptop that knows its scopes and nothing of what they hold.
    static SyncLaptop &newLaptop(SyncWorld &world)
    {
        world.addLaptop(world.user(0));
        SyncLaptop &laptop = world.laptop(1);
        world.pull(laptop, 500, 2);
        return laptop;
    }
    static std::optional<QJsonObject> wanted(SyncLaptop &laptop)
    {
        std::optional<QJsonObject> request;
        laptop.workspace->readNow(
            [&](ReadSession &session) { request = *laptop.client->membersRequest(session); });
        return request;
    }
    static SyncServer::MemberFrames framesOf(SyncWorld &world, SyncLaptop &laptop, const QJsonObject &request)
    {
        SyncServer::MemberFrames frames;
        world.server().workspace->readNow([&](ReadSession &session) {
            frames = world.engine().memberFrames(session, laptop.device, request);
        });
        return frames;
    }
    static QList<MemberChunk> chunksOf(SyncLaptop &laptop, const QByteArray &bytes)
    {
        QList<MemberChunk> chunks;
        MemberChunkReader reader;
        if (reader.feed(bytes, laptop.runner->configuration()->dictionary).ok()) {
            while (auto chunk = reader.take())
                chunks.append(std::move(*chunk));
        }
        return chunks;
    }
    static Result<SyncClient::Outcome> apply(SyncLaptop &laptop, const QJsonObject &request,
                                             const QList<MemberChunk> &chunks)
    {
        Result<SyncClient::Outcome> outcome = SyncClient::Outcome();
        laptop.write([&](WriteSession &session) {
            outcome = laptop.client->applyChunks(session, request, {chunks.begin(), chunks.end()});
        });
        return outcome;
    }
    // All that there is to fetch, in chunks of so many aggregates.
    static QList<MemberChunk> everything(SyncWorld &world, SyncLaptop &laptop, int limit)
    {
        QList<MemberChunk> chunks;
        QJsonObject request = wanted(laptop).value();
        request.insert(QStringLiteral("limit"), limit);
        do {
            const auto frames = framesOf(world, laptop, request);
            chunks += chunksOf(laptop, frames.bytes);
            request = SyncClient::requestBehind(request, chunks.last());
        } while (!chunks.last().end.complete);
        return chunks;
    }
    static Id account(SyncParty &party, const QString &name)
    {
        return party.create("account", {{QStringLiteral("name"), name},
                                        {QStringLiteral("website"), QStringLiteral("https://acme.cn")}});
    }
};

void FramesTest::sayWhatTheServerHas()
{
    SyncWorld world(1);
    SyncParty &server = world.server();
    const Id acme = account(server, QStringLiteral("Acme"));
    const Id deal = server.create("opportunity",
                                  {{QStringLiteral("name"), QStringLiteral("Deal")},
                                   {QStringLiteral("account_id"), acme.toString()},
                                   {QStringLiteral("amount"), QStringLiteral("120.50")},
                                   {QStringLiteral("expected_close"), QStringLiteral("2030-03-31")},
                                   {QStringLiteral("next_step"), QStringLiteral("Call")},
                                   {QStringLiteral("next_step_at"), QStringLiteral("2030-01-07T01:00:00Z")}});
    const QList<MemberChunk> chunks = everything(world, newLaptop(world), 7);
    QVERIFY(chunks.size() > 2);
    QMap<QString, QByteArray> came;
    QStringList roots;
    for (const MemberChunk &chunk : chunks) {
        QVERIFY(chunk.roots.size() <= 7 || isConfigurationObject(chunk.roots.first().ref.object));
        for (const MemberChunk::Row &row : chunk.rows) {
            came.insert(row.record.type().key() + row.record.id().toString(),
                        QJsonDocument(recordToJson(row.record)).toJson());
            if (row.record.type().key() == QLatin1String("stage_history"))
                roots.append(chunk.roots[row.root].ref.id.toString());
        }
    }
    for (const auto &[object, id] : {std::pair("account", acme), std::pair("opportunity", deal)})
        QCOMPARE(came.value(QLatin1String(object) + id.toString()),
                 QJsonDocument(recordToJson(server.stored(object, id))).toJson());
    // Its history is a part of the deal.
    QCOMPARE(roots, QStringList{deal.toString()});
}

void FramesTest::leaveOutHiddenFields()
{
    SyncWorld world(1, SyncWorld::Access::Roles);
    SyncParty &server = world.server();
    world.setFieldRight(QStringLiteral("sales_rep"), QStringLiteral("account"), QStringLiteral("website"),
                        QStringLiteral("hidden"));
    server.create("account", {{QStringLiteral("name"), QStringLiteral("Acme")},
                              {QStringLiteral("website"), QStringLiteral("https://quetzal.cn")},
                              {QStringLiteral("owner_id"), world.user(0).toString()}});
    SyncLaptop &lin = newLaptop(world);
    bool came = false;
    while (const auto request = wanted(lin)) {
        const auto frames = framesOf(world, lin, *request);
        QVERIFY(!frames.problem);
        came = came || frames.bytes.contains("Acme");
        QVERIFY(!frames.bytes.contains("quetzal"));
        QVERIFY(apply(lin, *request, chunksOf(lin, frames.bytes)).ok());
    }
    QVERIFY(came);
}

void FramesTest::definitionsComeFirstAndAlone()
{
    SyncWorld world(1);
    account(world.server(), QStringLiteral("Acme"));
    defineField(world.server(), QStringLiteral("account"), QStringLiteral("c_tier"), {});
    SyncLaptop &lin = newLaptop(world);
    bool others = false;
    for (const MemberChunk &chunk : everything(world, lin, 3)) {
        const auto defining = std::count_if(
            chunk.roots.begin(), chunk.roots.end(),
            [](const MemberChunk::Root &root) { return isConfigurationObject(root.ref.object); });
        QVERIFY(defining == 0 || defining == chunk.roots.size());
        QVERIFY(!others || defining == 0);
        others = defining == 0;
    }
    QVERIFY(others);
}

void FramesTest::isNothingBeforeItIsWhole()
{
    SyncWorld world(1);
    account(world.server(), QStringLiteral("Acme"));
    SyncLaptop &lin = newLaptop(world);
    const auto frames = framesOf(world, lin, *wanted(lin));
    const DictionaryPtr dictionary = lin.runner->configuration()->dictionary;
    MemberChunkReader byByte;
    for (qsizetype i = 0; i < frames.bytes.size(); ++i) {
        QVERIFY(!byByte.take() && byByte.isCut() == (i > 0));
        QVERIFY(byByte.feed(QByteArrayView(frames.bytes).sliced(i, 1), dictionary).ok());
    }
    QVERIFY(!byByte.isCut());
    QVERIFY(byByte.take());
}

void FramesTest::whatIsNoSnapshotChangesNothing()
{
    SyncWorld world(1);
    account(world.server(), QStringLiteral("Acme"));
    SyncLaptop &lin = newLaptop(world);
    QJsonObject request = wanted(lin).value();
    QByteArray bytes;
    // The chunk that has the account.
    for (;;) {
        bytes = framesOf(world, lin, request).bytes;
        const QList<MemberChunk> chunks = chunksOf(lin, bytes);
        if (bytes.contains("Acme"))
            break;
        QVERIFY(apply(lin, request, chunks).ok());
        request = wanted(lin).value();
    }
    const auto before = lin.contents();
    int refused = 0;
    // All but the end, which has the sum of what stands before it.
    constexpr qsizetype EndBytes = 80;
    for (qsizetype i = 0; i < bytes.size() - EndBytes; i += 3) {
        QByteArray spoilt = bytes;
        spoilt[i] = char(spoilt[i] ^ 0x15);
        MemberChunkReader reader;
        const Result<void> fed = reader.feed(spoilt, lin.runner->configuration()->dictionary);
        // Wherever a byte is another, the whole of it is refused, or waited for.
        if (!fed.ok()) {
            QCOMPARE(fed.error().key, QStringLiteral("sync.bad_answer"));
            ++refused;
        }
        const auto chunk = reader.take();
        QVERIFY2(!chunk || chunk->rows.empty(), qPrintable(QString::number(i)));
    }
    QVERIFY(refused > bytes.size() / 6);
    QCOMPARE(lin.contents(), before);
    QVERIFY(apply(lin, request, chunksOf(lin, bytes)).ok());
    QVERIFY(lin.contents().size() > before.size());
}

void FramesTest::keepWhatIsOfNoUseYet()
{
    SyncWorld world(1);
    SyncLaptop &lin = newLaptop(world);
    const QJsonObject request = wanted(lin).value();
    QList<MemberChunk> chunks = chunksOf(lin, framesOf(world, lin, request).bytes);
    QVERIFY(!chunks.isEmpty() && !chunks.first().rows.empty());
    MemberChunk::Row &row = chunks.first().rows.front();
    row.unknown.insert(QStringLiteral("c_hologram"), QStringLiteral("later"));
    chunks.first().unknownObjects.append(QStringLiteral("spaceship"));
    QVERIFY(apply(lin, request, chunks).ok());
    lin.workspace->readNow([&](ReadSession &session) {
        const auto kept = OpaqueValues::values(session, row.record.type().key());
        QCOMPARE(kept->value(row.record.id()).value(QLatin1String("c_hologram")).toString(),
                 QStringLiteral("later"));
        QVERIFY(session.replica().value(QStringLiteral("opaque"))->contains("spaceship"));
    });
}

// A new laptop looks for nothing before it writes; what is here all the same is taken over as always.
void FramesTest::whatIsTakenForNewMayBeHere()
{
    SyncWorld world(1);
    for (int i = 0; i < 5; ++i)
        account(world.server(), QStringLiteral("Acme %1").arg(i));
    SyncLaptop &lin = newLaptop(world);
    for (int round = 0; round < 2; ++round) {
        lin.write([](WriteSession &session) {
            Replica &replica = session.replica();
            QVERIFY(session.begin(Durability::Saved).ok());
            QVERIFY(replica.setValue(QStringLiteral("first_load"), "1").ok());
            const QList<ReplicaScope> scopes = replica.scopes().value();
            for (ReplicaScope scope : scopes) {
                scope.live = false;
                scope.fetched = {};
                QVERIFY(replica.setScope(scope).ok());
            }
            QVERIFY(session.commit().ok());
            QVERIFY(SyncClient::isFirstLoad(session).value());
        });
        while (const auto request = wanted(lin)) {
            const auto done = apply(lin, *request, chunksOf(lin, framesOf(world, lin, *request).bytes));
            QVERIFY2(done.ok(), done.ok() ? "" : qPrintable(done.error().key));
        }
        QCOMPARE(lin.contents(), world.server().contents());
        lin.workspace->readNow(
            [](ReadSession &session) { QVERIFY(!SyncClient::isFirstLoad(session).value()); });
    }
}

void FramesTest::replayTheFuzzCorpus()
{
    const QDir corpus(QStringLiteral(DEALWRIGHT_SOURCE_DIR "/tests/data/fuzz/frames"));
    const QStringList files = corpus.entryList(QDir::Files);
    QVERIFY(files.size() >= 27);
    for (const QString &name : files) {
        QFile file(corpus.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        for (qsizetype size = 0; size <= bytes.size(); size += std::max<qsizetype>(1, bytes.size() / 64))
            QCOMPARE(
                LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t *>(bytes.constData()), size_t(size)),
                0);
    }
}

DW_TEST(FramesTest)

}  // namespace dw::test

#include "framestest.moc"
