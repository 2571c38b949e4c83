// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/answerpage.h"
#include "core/sync/messagepieces.h"
#include "tests/support/testrunner.h"
#include "tests/sync/syncworld.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <random>

namespace dw::test
{

// Answers of the server have a limit in bytes, whatever one commit or one record came to: a laptop that
// cannot take an answer could never synchronise again (sync-protocol.md 3.14, L4, I17).
class PagesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCommitOfManyLongRecords();
    void noPageIsLargerThanAsked_data();
    void noPageIsLargerThanAsked();
    void chunksHaveALimit();
    void oneRecordLargerThanAPage();
    void itMayChangeBetweenItsPieces();
    void piecesFollowEachOther();
    void cursorsInsideACommit();
    void aPushTellsNoMoreThanItMay();

private:
    static qsizetype sizeOf(const QJsonObject &body)
    {
        return QJsonDocument(body).toJson(QJsonDocument::Compact).size();
    }
    static QString han(int length)
    {
        QString text;
        for (int i = 0; i < length; ++i)
            text += QChar(0x4e00 + (i * 7) % 0x2000);
        return text;
    }
    static Id account(SyncParty &party, const QString &name, int length)
    {
        return party.create("account",
                            {{QStringLiteral("name"), name}, {QStringLiteral("preferences"), han(length)}});
    }
    static Id deal(SyncParty &party, const Id &account, int lines)
    {
        const Id deal = party.create(
            "opportunity", {{QStringLiteral("name"), QStringLiteral("Deal")},
                            {QStringLiteral("account_id"), account.toString()},
                            {QStringLiteral("amount"), QStringLiteral("1200.00")},
                            {QStringLiteral("expected_close"), QStringLiteral("2030-03-31")},
                            {QStringLiteral("next_step"), QStringLiteral("Call")},
                            {QStringLiteral("next_step_at"), QStringLiteral("2030-01-07T01:00:00Z")}});
        for (int i = 0; i < lines; ++i)
            addLine(party, deal, i);
        return deal;
    }
    static void addLine(SyncParty &party, const Id &deal, int number)
    {
        party.create("opportunity_line", {{QStringLiteral("opportunity_id"), deal.toString()},
                                          {QStringLiteral("line_no"), number + 1},
                                          {QStringLiteral("free_text"), han(200)},
                                          {QStringLiteral("qty"), QStringLiteral("2")},
                                          {QStringLiteral("unit_price"), QStringLiteral("3")}});
    }
    static void touchAll(SyncParty &party, const QList<Id> &accounts, const QString &value)
    {
        QJsonArray ids;
        for (const Id &id : accounts)
            ids.append(id.toString());
        party.done("record.bulk_update",
                   {{QStringLiteral("object"), QStringLiteral("account")},
                    {QStringLiteral("ids"), ids},
                    {QStringLiteral("set"), QJsonObject{{QStringLiteral("short_name"), value}}}});
    }
    static QJsonObject pullRequest(SyncLaptop &laptop, qsizetype bytes)
    {
        QJsonObject request;
        laptop.workspace->readNow([&](ReadSession &session) {
            request = laptop.client->pullRequest(session, SyncClient::Scopes::Digest).value();
        });
        request.insert(QStringLiteral("max_bytes"), double(bytes));
        return request;
    }
    static SyncAnswer pulled(SyncWorld &world, SyncLaptop &laptop, const QJsonObject &request)
    {
        SyncAnswer answer;
        world.server().workspace->readNow(
            [&](ReadSession &session) { answer = world.engine().pull(session, laptop.device, request); });
        return answer;
    }
    static Result<SyncClient::Outcome> applied(SyncLaptop &laptop, const QJsonObject &request,
                                               const SyncAnswer &answer)
    {
        Result<SyncClient::Outcome> outcome = SyncClient::Outcome();
        laptop.write(
            [&](WriteSession &session) { outcome = laptop.client->applyPull(session, request, answer); });
        return outcome;
    }
};

// 430 customers with 60 000 characters each, 77 MB, in one commit of somebody who may edit them. More than a
// laptop takes as one answer (HttpTransport::Limits::answerBytes); under sanitizers many pages are enough.
void PagesTest::aCommitOfManyLongRecords()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    constexpr int Customers = 60, Pages = 8;
#else
    constexpr int Customers = 430, Pages = 64;
#endif
    constexpr int Characters = 60'000;
    SyncWorld world(2);
    QList<Id> accounts;
    for (int i = 0; i < Customers; ++i) {
        accounts.append(account(world.server(), QStringLiteral("Acme %1").arg(i), Characters));
        if (i % 50 == 0)
            world.syncAll();
    }
    world.syncAll();
    touchAll(world.laptop(0), accounts, QStringLiteral("All at once"));
    qsizetype largest = 0, all = 0;
    world.setLens([&](const SyncAnswer &answer) {
        largest = std::max(largest, sizeOf(answer.body));
        all += sizeOf(answer.body);
        return answer;
    });
    world.syncAll();
    QVERIFY2(all > Pages * AnswerPage::MaxBytes, qPrintable(QString::number(all)));
    QVERIFY2(largest <= AnswerPage::MaxBytes, qPrintable(QString::number(largest)));
    for (int laptop = 0; laptop < 2; ++laptop) {
        QVERIFY(world.laptop(laptop).outbox().isEmpty());
        for (const Id &id : std::as_const(accounts)) {
            const Record record = world.laptop(laptop).stored("account", id);
            QCOMPARE(record.value(u"short_name").text(), QStringLiteral("All at once"));
            QCOMPARE(record.value(u"preferences").text().size(), Characters);
        }
    }
}

void PagesTest::noPageIsLargerThanAsked_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 6; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void PagesTest::noPageIsLargerThanAsked()
{
    QFETCH(const quint32, seed);
    std::mt19937 draw(seed);
    const auto random = [&](int below) { return int(draw() % quint32(below)); };
    const qsizetype bytes = 14'000 + random(40'000);
    SyncWorld world(3);
    world.setPageBytes(bytes);
    qsizetype largest = 0;
    const auto measured = [&](const SyncAnswer &answer) {
        QJsonObject body = answer.body;
        // What defines comes besides.
        QJsonArray rows;
        const QJsonArray all = body.value(QLatin1String("rows")).toArray();
        for (const QJsonValue &row : all) {
            static const QStringList ofPages{QStringLiteral("account"), QStringLiteral("opportunity")};
            if (ofPages.contains(row.toObject().value(QLatin1String("o")).toString()))
                rows.append(row);
        }
        body.insert(QStringLiteral("rows"), rows);
        largest = std::max(largest, sizeOf(body));
        return answer;
    };
    QList<Id> accounts, deals;
    for (int round = 0; round < 4; ++round) {
        for (int i = random(12); i >= 0; --i) {
            accounts.append(
                account(world.server(), QStringLiteral("Acme %1 %2").arg(round).arg(i), random(3000)));
            if (random(4) == 0)
                deals.append(deal(world.server(), accounts.last(), random(40)));
        }
        world.setLens(round % 2 == 0 ? std::function<SyncAnswer(SyncAnswer)>() : measured);
        SyncLaptop &lin = world.laptop(random(3));
        world.sync(lin);
        touchAll(lin, accounts, QStringLiteral("Round %1").arg(round));
        if (!deals.isEmpty())
            addLine(lin, deals[random(int(deals.size()))], 50 + round);
        world.sync(lin);
    }
    world.setLens(measured);
    world.syncAll();
    QVERIFY2(largest <= bytes, qPrintable(QStringLiteral("%1 of %2").arg(largest).arg(bytes)));
    QVERIFY(largest > bytes / 2);
    const auto there = world.server().contents();
    for (int laptop = 0; laptop < 3; ++laptop) {
        const auto here = world.laptop(laptop).contents();
        for (auto one = there.cbegin(); one != there.cend(); ++one)
            QVERIFY2(here.value(one.key()) == one.value(), qPrintable(one.key()));
        QVERIFY(world.laptop(laptop).outbox().isEmpty());
    }
}

// A new laptop: in frames, and what is too large for them by pages.
void PagesTest::chunksHaveALimit()
{
    SyncWorld world(1);
    const qsizetype bytes = 30'000;
    QList<Id> accounts;
    for (int i = 0; i < 20; ++i)
        accounts.append(account(world.server(), QStringLiteral("Acme %1").arg(i), 2000));
    world.sync(world.laptop(0));
    int chunks = 0;
    QSet<Id> came;
    QJsonObject request{{QStringLiteral("max_bytes"), double(bytes)}};
    world.laptop(0).workspace->readNow([&](ReadSession &session) {
        const QList<ReplicaScope> scopes = session.replica().scopes().value();
        for (const ReplicaScope &scope : scopes) {
            request.insert(QStringLiteral("key"), scope.key);
            request.insert(QStringLiteral("objects"), QJsonArray::fromStringList(scope.objects));
        }
        request.insert(QStringLiteral("epoch"),
                       QString::fromLatin1(session.replica().value(QStringLiteral("epoch")).value()));
    });
    request.insert(QStringLiteral("only"), QJsonArray{QStringLiteral("account")});
    for (bool complete = false; !complete; ++chunks) {
        QVERIFY(chunks < 100);
        SyncServer::MemberFrames frames;
        world.server().workspace->readNow([&](ReadSession &session) {
            frames = world.engine().memberFrames(session, world.laptop(0).device, request);
        });
        QVERIFY(!frames.problem);
        QVERIFY(frames.bytes.size() <= bytes + 1000);
        MemberChunkReader reader;
        QVERIFY(reader.feed(frames.bytes, world.server().runner->configuration()->dictionary).ok());
        const auto chunk = reader.take();
        QVERIFY(chunk && !reader.isCut());
        for (const MemberChunk::Root &root : chunk->roots) {
            QVERIFY(!came.contains(root.ref.id));
            came.insert(root.ref.id);
        }
        request = SyncClient::requestBehind(request, *chunk);
        complete = chunk->end.complete && !chunk->end.older;
    }
    QVERIFY(chunks > 3);
    QCOMPARE(came, QSet<Id>(accounts.begin(), accounts.end()));

    const Id large = deal(world.server(), accounts[3], 60);
    world.setPageBytes(12'000);
    world.addLaptop(world.user(0));
    world.pull(world.laptop(1));
    QVERIFY(world.laptop(1).stored("opportunity", large).isValid());
    QCOMPARE(world.laptop(1).contents(), world.server().contents());
}

void PagesTest::oneRecordLargerThanAPage()
{
    SyncWorld world(2);
    const Id acme = account(world.server(), QStringLiteral("Acme"), 10);
    const Id large = deal(world.server(), acme, 60);
    world.setPageBytes(12'000);
    world.syncAll();
    world.server().update("opportunity", large, {{QStringLiteral("next_step"), QStringLiteral("Sign")}});
    // The line breaks between its pieces, and the laptop with it.
    SyncLaptop &lin = world.laptop(0);
    QVERIFY(!world.pull(lin, 500, 3));
    QCOMPARE(lin.stored("opportunity", large).value(u"next_step").text(), QStringLiteral("Call"));
    world.crash(lin);
    QVERIFY(world.pull(lin));
    QVERIFY(world.pull(world.laptop(1)));
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(world.laptop(i).stored("opportunity", large).value(u"next_step").text(),
                 QStringLiteral("Sign"));
        QCOMPARE(world.laptop(i).contents(), world.server().contents());
    }
}

// It is one thing still, as it was at one moment (G5, I7).
void PagesTest::itMayChangeBetweenItsPieces()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    const Id acme = account(world.server(), QStringLiteral("Acme"), 10);
    const Id large = deal(world.server(), acme, 30);
    const auto set = [&](const char *step) {
        QCOMPARE(world.server()
                     .update("opportunity", large, {{QStringLiteral("next_step"), QString::fromLatin1(step)}})
                     .status,
                 CommandResult::Status::Applied);
    };
    world.syncAll();
    set("First");
    const auto ask = [&] {
        const QJsonObject request = pullRequest(lin, 8'000);
        const SyncAnswer answer = pulled(world, lin, request);
        const auto outcome = applied(lin, request, answer);
        if (!outcome.ok())
            qFatal("%s", qPrintable(outcome.error().arguments.join(QLatin1Char(' '))));
        return answer.body;
    };
    const auto piece = [](const QJsonObject &body) {
        return body.value(QLatin1String("rows")).toArray().first().toObject();
    };
    const QJsonObject first = ask();
    QVERIFY(piece(first).contains(QLatin1String("more")));
    QVERIFY(!first.value(QLatin1String("complete")).toBool());
    QCOMPARE(piece(first).value(QLatin1String("from")).toInt(-1), 0);
    const QJsonObject second = ask();
    QCOMPARE(piece(second).value(QLatin1String("from")), piece(first).value(QLatin1String("more")));
    QVERIFY(lin.stored("opportunity", large).value(u"next_step").text() == QLatin1String("Call"));
    set("Second");
    // It begins anew.
    QCOMPARE(piece(ask()).value(QLatin1String("from")).toInt(-1), 0);
    for (int i = 0; !ask().value(QLatin1String("complete")).toBool();)
        QVERIFY(++i < 50);
    QCOMPARE(lin.stored("opportunity", large).value(u"next_step").text(), QStringLiteral("Second"));
    QCOMPARE(lin.contents(), world.server().contents());
}

// Whatever answers in the server's place.
void PagesTest::piecesFollowEachOther()
{
    const auto piece = [](int from, int more, const char *of = "a") {
        QJsonObject all{
            {QStringLiteral("o"), QStringLiteral("account")},
            {QStringLiteral("id"), QStringLiteral("1")},
            {QStringLiteral("of"), QString::fromLatin1(of)},
            {QStringLiteral("from"), from},
            {QStringLiteral("r"),
             QJsonArray{QJsonObject{{QStringLiteral("o"), QStringLiteral("account")},
                                    {QStringLiteral("id"), QStringLiteral("1")},
                                    {QStringLiteral("v"), QJsonObject{{QString::number(from), from}}}}}}};
        if (more >= 0)
            all.insert(QStringLiteral("more"), more);
        return QJsonArray{all};
    };
    const QString here = QStringLiteral("here"), there = QStringLiteral("there");
    MessagePieces pieces;
    QVERIFY(pieces.take(here, piece(0, 1))->isEmpty());
    QVERIFY(pieces.isWaiting(here) && !pieces.isWaiting(there));
    const QJsonArray whole = pieces.take(here, piece(1, -1)).value();
    QCOMPARE(whole.first().toObject().value(QLatin1String("r")).toArray().size(), 1);
    QCOMPARE(whole.first()
                 .toObject()
                 .value(QLatin1String("r"))
                 .toArray()
                 .first()
                 .toObject()
                 .value(QLatin1String("v"))
                 .toObject(),
             (QJsonObject{{QStringLiteral("0"), 0}, {QStringLiteral("1"), 1}}));
    QVERIFY(!pieces.isWaiting(here));
    // Nothing before it; of another; at another place; not the next one; that brings nothing.
    QVERIFY(!pieces.take(here, piece(1, -1)).ok());
    const auto refused = [&](const QString &place, const QJsonArray &rows) {
        if (!pieces.take(here, piece(0, 2)).ok())
            return false;
        return !pieces.take(place, rows).ok() && !pieces.isWaiting(here);
    };
    QVERIFY(refused(here, piece(2, 3, "b")));
    QVERIFY(refused(there, piece(2, 3)));
    QVERIFY(refused(here, piece(1, 3)));
    QVERIFY(refused(here, piece(3, 4)));
    QVERIFY(refused(here, piece(2, 2)));
    QVERIFY(refused(here, piece(2, 1)));
    QVERIFY(refused(here, piece(2, 3, "")));

    // A page that moves on over the pieces that it left out, and one that stands still.
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    const Id acme = account(world.server(), QStringLiteral("Acme"), 10);
    const Id large = deal(world.server(), acme, 30);
    world.syncAll();
    world.server().update("opportunity", large, {{QStringLiteral("next_step"), QStringLiteral("Sign")}});
    const QJsonObject request = pullRequest(lin, 8'000);
    const SyncAnswer honest = pulled(world, lin, request);
    SyncAnswer forged = honest;
    forged.body.insert(QStringLiteral("complete"), true);
    QVERIFY(!applied(lin, request, forged).ok());
    forged = honest;
    forged.body.insert(QStringLiteral("next"), QStringLiteral("999999.00000000"));
    QVERIFY(!applied(lin, request, forged).ok());
    forged = honest;
    forged.body.insert(QStringLiteral("rows"), QJsonArray());
    QVERIFY(!applied(lin, request, forged).ok());
    world.syncAll();
    QCOMPARE(lin.contents(), world.server().contents());
}

void PagesTest::cursorsInsideACommit()
{
    const Id epoch = Id::named("epoch"), id = Id::named("id");
    const HistoryCursor cursor("key");
    LedgerHead head;
    head.sequence = 7;
    head.tag = 11;
    head.epoch = epoch;
    const QByteArray plain = cursor.text(head);
    const QByteArray inside = cursor.text(head, HistoryCursor::Within{9, id});
    QVERIFY(!cursor.read(plain, epoch)->within);
    const auto read = cursor.read(inside, epoch);
    QVERIFY(read && read->proven && read->within);
    QCOMPARE(read->sequence, qint64(7));
    QCOMPARE(read->within->sequence, qint64(9));
    QCOMPARE(read->within->upTo, id);
    const QByteArray of = id.toString().toLatin1();
    const QList<QByteArray> bad{plain + '/',
                                plain + "/9",
                                plain + "/9/",
                                plain + "/x/" + of,
                                plain + "/7/" + of,
                                plain + "/-9/" + of,
                                plain + "/9/" + of + '/',
                                "/9/" + of};
    for (const QByteArray &one : bad)
        QVERIFY2(!cursor.read(one, epoch), one.constData());
}

// What others have written in many records is not told as a whole in the answer to one edit of them.
void PagesTest::aPushTellsNoMoreThanItMay()
{
    SyncWorld world(2);
    QList<Id> accounts;
    for (int i = 0; i < 12; ++i)
        accounts.append(account(world.server(), QStringLiteral("Acme %1").arg(i), 10));
    world.syncAll();
    for (const Id &id : std::as_const(accounts)) {
        QCOMPARE(world.server().update("account", id, {{QStringLiteral("preferences"), han(60'000)}}).status,
                 CommandResult::Status::Applied);
        QCOMPARE(world.laptop(0)
                     .update("account", id, {{QStringLiteral("preferences"), QStringLiteral("Mine")}})
                     .status,
                 CommandResult::Status::Applied);
    }
    QJsonObject request;
    world.laptop(0).write([&](WriteSession &session) {
        request = world.laptop(0).client->pushRequest(session).value().value();
    });
    const SyncAnswer answer = world.send(world.laptop(0), request);
    QVERIFY(answer.ok());
    QVERIFY(sizeOf(answer.body) <= AnswerPage::MaxBytes);
    QVERIFY(answer.body.value(QLatin1String("results")).toArray().size() < accounts.size());
    world.syncAll();
    QVERIFY(world.laptop(0).outbox().isEmpty());
    QCOMPARE(world.laptop(0).inbox().size(), accounts.size());
    QCOMPARE(world.laptop(0).contents(), world.server().contents());
}

DW_TEST(PagesTest)

}  // namespace dw::test

#include "pagestest.moc"
