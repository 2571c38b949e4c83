// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/base/idgenerator.h"
#include "core/service/http/contentpacker.h"
#include "core/service/memberstreams.h"
#include "tests/support/testrunner.h"

#include <QTest>

namespace dw::test
{

// Snapshots as the server sends them: packed as they come, so many at a time, in little memory.
class MemberStreamsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pieceByPiece_data();
    void pieceByPiece();
    void everyPieceIsSentAtOnce();
    void whoComesWhenAllPlacesAreTakenWaits();
    void whatIsWrongLaterBreaksItOff();

private:
    static SyncServer::MemberFrames chunk(int number, int chunks)
    {
        SyncServer::MemberFrames frames;
        // Nothing that packs well.
        quint32 state = quint32(number) + 1;
        for (int i = 0; i < 200'000; ++i) {
            state = state * 1664525 + 1013904223;
            frames.bytes.append(char(state >> 24));
        }
        frames.complete = number + 1 == chunks;
        frames.next = MemberPlace{{QStringLiteral("account"), Id::named(QString::number(number).toLatin1())}};
        return frames;
    }
    // Reads a stream as the server does, on this thread; nothing where it broke off.
    static std::optional<QByteArray> readAll(BodyStream &stream, qsizetype *most = nullptr)
    {
        std::vector<std::function<void()>> work;
        stream.attach([] {},
                      [&](std::function<void()> one) {
                          work.push_back(std::move(one));
                          return true;
                      });
        QByteArray all;
        for (;;) {
            while (!work.empty()) {
                const auto one = std::move(work.back());
                work.pop_back();
                one();
            }
            char piece[10'000];
            qsizetype taken = 0;
            if (most)
                *most = std::max(*most, stream.capacity() - stream.room());
            switch (stream.take(piece, sizeof piece, &taken, [] {})) {
                case BodyStream::Taken::Bytes:
                    all.append(piece, taken);
                    break;
                case BodyStream::Taken::End:
                    stream.close();
                    return all;
                case BodyStream::Taken::Failed:
                    stream.close();
                    return std::nullopt;
                case BodyStream::Taken::Nothing:
                    if (work.empty())
                        return std::nullopt;
                    break;
            }
        }
    }

    SystemClock m_clock;
    IdGenerator m_ids{m_clock};
};

void MemberStreamsTest::pieceByPiece_data()
{
    QTest::addColumn<int>("coding");
    QTest::newRow("plain") << int(ContentCoding::Identity);
    QTest::newRow("gzip") << int(ContentCoding::Gzip);
    QTest::newRow("zstd") << int(ContentCoding::Zstd);
}

void MemberStreamsTest::pieceByPiece()
{
    QFETCH(int, coding);
    constexpr int Chunks = 12;
    MemberStreams streams(2);
    QStringList behind;
    QByteArray sent;
    const auto opened =
        streams.open(m_ids.next(), {}, ContentCoding(coding), [&](const QJsonObject &request) {
            behind.append(
                request.value(QLatin1String("after")).toObject().value(QLatin1String("id")).toString());
            const auto frames = chunk(int(behind.size()) - 1, Chunks);
            sent += frames.bytes;
            return std::optional(frames);
        });
    QVERIFY(opened.response && !opened.problem);
    QCOMPARE(behind.size(), 1);
    qsizetype most = 0;
    const auto packed = readAll(*opened.response->stream, &most);
    QVERIFY(packed);
    QVERIFY(most <= 256 * 1024);
    const auto plain = ContentCodings::decode(ContentCoding(coding), *packed, 64 * 1024 * 1024);
    QVERIFY(plain.ok());
    QCOMPARE(*plain, sent);
    // Each is asked for behind the one before.
    QCOMPARE(behind.size(), Chunks);
    QCOMPARE(behind.first(), QString());
    for (int i = 1; i < Chunks; ++i)
        QCOMPARE(behind[i], Id::named(QString::number(i - 1).toLatin1()).toString());
}

void MemberStreamsTest::everyPieceIsSentAtOnce()
{
    for (const ContentCoding coding : {ContentCoding::Gzip, ContentCoding::Zstd}) {
        ContentPacker packer(coding);
        QByteArray packed, sent;
        for (int i = 0; i < 20; ++i) {
            const QByteArray text = "what stands in many rows, and what does not: " + QByteArray::number(i);
            const bool last = i == 19;
            const QByteArray piece =
                packer.pack(text, last ? ContentPacker::Piece::Last : ContentPacker::Piece::More);
            QVERIFY(!piece.isEmpty());
            packed += piece;
            sent += text;
        }
        // What was said before need not be said again.
        QVERIFY(packed.size() < sent.size() / 2);
        const auto read = ContentCodings::decode(coding, packed, 4096);
        QVERIFY(read.ok());
        QCOMPARE(*read, sent);
    }
}

void MemberStreamsTest::whoComesWhenAllPlacesAreTakenWaits()
{
    MemberStreams streams(1);
    const auto produce = [](const QJsonObject &) { return std::optional(chunk(0, 1)); };
    const Id first = m_ids.next(), second = m_ids.next(), third = m_ids.next();
    auto running = streams.open(first, {}, ContentCoding::Identity, produce);
    QVERIFY(running.response->stream);
    QCOMPARE(streams.active(), 1);
    const auto queued = [&](const Id &device) {
        const auto told = streams.open(device, {}, ContentCoding::Identity, produce);
        return told.response->status == 202 ? QJsonDocument::fromJson(told.response->body)
                                                  .object()
                                                  .value(QLatin1String("queued"))
                                                  .toInt()
                                            : 0;
    };
    QCOMPARE(queued(second), 1);
    QCOMPARE(queued(third), 2);
    QCOMPARE(queued(second), 1);
    QCOMPARE(streams.waiting(), 2);
    QVERIFY(readAll(*running.response->stream));
    running.response.reset();
    QCOMPARE(streams.active(), 0);
    // Who came later still waits.
    QCOMPARE(queued(third), 2);
    auto next = streams.open(second, {}, ContentCoding::Identity, produce);
    QVERIFY(next.response->stream);
    QCOMPARE(queued(third), 1);
    next.response.reset();
    QCOMPARE(queued(third), 0);
    QCOMPARE(streams.waiting(), 0);
}

void MemberStreamsTest::whatIsWrongLaterBreaksItOff()
{
    MemberStreams streams(1);
    int asked = 0;
    auto opened = streams.open(m_ids.next(), {}, ContentCoding::Zstd, [&](const QJsonObject &) {
        auto frames = chunk(asked, 10);
        if (++asked == 3)
            frames.problem = syncProblem(410, QStringLiteral("scope_gone"), QStringLiteral("retry"));
        return std::optional(frames);
    });
    QVERIFY(!readAll(*opened.response->stream));
    QCOMPARE(asked, 3);
    opened.response.reset();
    QCOMPARE(streams.active(), 0);
    // At once it is the answer.
    opened = streams.open(m_ids.next(), {}, ContentCoding::Zstd, [](const QJsonObject &) {
        SyncServer::MemberFrames frames;
        frames.problem = syncProblem(410, QStringLiteral("scope_gone"), QStringLiteral("retry"));
        return std::optional(frames);
    });
    QVERIFY(opened.problem && opened.problem->code() == QLatin1String("scope_gone"));
    QCOMPARE(streams.active(), 0);
}

DW_TEST(MemberStreamsTest)

}  // namespace dw::test

#include "memberstreamstest.moc"
