// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/blobmodule.h"
#include "core/service/http/byterange.h"
#include "core/service/uploadfolder.h"
#include "core/service/workspacepolicies.h"
#include "tests/service/serverworld.h"
#include "tests/support/testrunner.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QTest>

using namespace dw;
using namespace dw::test;

namespace
{

QByteArray bytesOf(qint64 size, char seed)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (qint64 i = 0; i < size; ++i)
        bytes[i] = char(seed + i % 251);
    return bytes;
}

QByteArray digest(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

QString hex(const QByteArray &bytes)
{
    return QString::fromLatin1(digest(bytes).toHex());
}

QByteArray chunkOf(const QByteArray &bytes, int number)
{
    return bytes.mid(number * UploadFolder::ChunkBytes, UploadFolder::ChunkBytes);
}

QJsonObject manifest(const QByteArray &bytes)
{
    QJsonArray chunks;
    for (int number = 0; number * UploadFolder::ChunkBytes < bytes.size(); ++number)
        chunks.append(hex(chunkOf(bytes, number)));
    return {{QStringLiteral("sha256"), hex(bytes)},
            {QStringLiteral("size"), double(bytes.size())},
            {QStringLiteral("chunks"), chunks}};
}

}  // namespace

// The files of attachments over the wire: sent in chunks, proven by their bytes, read by who sees them.
class BlobTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_world = std::make_unique<ServerWorld>();
        m_world->addUser(QStringLiteral("chen"), password(), {QStringLiteral("administrator")});
        m_world->addUser(QStringLiteral("lin"), password(), {QStringLiteral("sales_rep")});
        m_world->addUser(QStringLiteral("anna"), password(), {QStringLiteral("sales_rep")});
        m_uploads = std::make_unique<UploadFolder>(m_world->folder().uploads());
        m_module = std::make_unique<BlobModule>(m_world->runner(), *m_uploads, m_world->context());
        m_world->add(*m_module);
        m_world->start();
        m_lin = m_world->enrol(QStringLiteral("lin"), password());
        m_anna = m_world->enrol(QStringLiteral("anna"), password());
        QVERIFY(m_lin && m_anna);
    }
    void cleanupTestCase()
    {
        m_world->stop();
        m_module.reset();
        m_world.reset();
    }
    void init() { m_client = std::make_unique<WireClient>(m_world->port()); }

    void filesComeInChunksInAnyOrderAndGoOnWhereTheyStopped()
    {
        const QByteArray bytes = bytesOf(2 * UploadFolder::ChunkBytes + 77, 1);
        QCOMPARE(begin(bytes, *m_lin), QJsonArray({0, 1, 2}));
        QCOMPARE(put(bytes, 2, *m_lin).status, 204);
        QCOMPARE(begin(bytes, *m_lin), QJsonArray({0, 1}));
        QCOMPARE(complete(bytes, *m_lin).status, 404);
        QCOMPARE(put(bytes, 0, *m_lin).status, 204);
        QCOMPARE(put(bytes, 1, *m_lin).status, 204);
        QCOMPARE(put(bytes, 1, *m_lin).status, 204);  // twice
        QCOMPARE(complete(bytes, *m_lin).status, 200);
        QCOMPARE(complete(bytes, *m_lin).status, 200);
        QCOMPARE(begin(bytes, *m_lin), QJsonArray());
        QVERIFY(m_uploads->hasFrom(user(QStringLiteral("lin")), digest(bytes)));
        QFile kept(*m_world->runner().workspace().blobPath(digest(bytes)));
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QVERIFY(kept.readAll() == bytes);
    }

    void aFingerprintAloneProvesNothing()
    {
        const QByteArray secret = bytesOf(1000, 2);
        QCOMPARE(begin(secret, *m_lin), QJsonArray({0}));
        QCOMPARE(put(secret, 0, *m_lin).status, 204);
        QCOMPARE(complete(secret, *m_lin).status, 200);
        // The server has it, and does not say so to somebody else.
        QCOMPARE(begin(secret, *m_anna), QJsonArray({0}));
        QCOMPARE(complete(secret, *m_anna).status, 404);
        QVERIFY(!m_uploads->hasFrom(user(QStringLiteral("anna")), digest(secret)));
    }

    void otherBytesThanAnnouncedAreRefused()
    {
        const QByteArray bytes = bytesOf(5000, 3);
        QCOMPARE(put(bytes, 0, *m_lin).status, 404);  // not begun
        (void)begin(bytes, *m_lin);
        const QByteArray path = "/api/v1/blobs/" + hex(bytes).toLatin1() + "/chunks/0";
        QCOMPARE(m_client->request("PUT", path, bytesOf(5000, 4), m_lin->headers()).status, 400);
        QCOMPARE(m_client->request("PUT", path, bytes + 'x', m_lin->headers()).status, 400);
        QCOMPARE(put(bytes, 1, *m_lin).status, 404);
        QCOMPARE(m_client->request("PUT", "/api/v1/blobs/../chunks/0", bytes, m_lin->headers()).status, 404);
        QCOMPARE(begin(bytes, *m_lin), QJsonArray({0}));
        // Chunks that fit their own fingerprints and make up another file.
        QJsonObject lie = manifest(bytes);
        lie.insert(QStringLiteral("sha256"), hex("something else"));
        QCOMPARE(m_client->post("/api/v1/blobs", lie, m_lin->headers()).status, 200);
        const QByteArray other = "/api/v1/blobs/" + hex("something else").toLatin1();
        QCOMPARE(m_client->request("PUT", other + "/chunks/0", bytes, m_lin->headers()).status, 204);
        QCOMPARE(m_client->post(other + "/complete", {}, m_lin->headers()).status, 400);
        QVERIFY(!m_world->runner().workspace().blobPath(digest("something else")).ok());
    }

    void manifestsAreChecked_data()
    {
        QTest::addColumn<QJsonObject>("body");
        QTest::addColumn<int>("status");
        const QByteArray bytes = bytesOf(UploadFolder::ChunkBytes + 1, 5);
        const auto with = [&](const char *key, const QJsonValue &value) {
            QJsonObject body = manifest(bytes);
            body.insert(QLatin1String(key), value);
            return body;
        };
        QTest::newRow("nothing") << QJsonObject() << 400;
        QTest::newRow("no hash") << with("sha256", QStringLiteral("abc")) << 400;
        QTest::newRow("upper case") << with("sha256", hex(bytes).toUpper()) << 400;
        QTest::newRow("no size") << with("size", 0) << 400;
        QTest::newRow("negative") << with("size", -5) << 400;
        QTest::newRow("fewer chunks") << with("chunks", QJsonArray{hex("a")}) << 400;
        QTest::newRow("bad chunk") << with("chunks", QJsonArray{hex("a"), QStringLiteral("b")}) << 400;
        QTest::newRow("too big") << with("size", 100.0 * 1024 * 1024 + 1) << 413;
    }
    void manifestsAreChecked()
    {
        QFETCH(const QJsonObject, body);
        QFETCH(const int, status);
        const WireReply reply = m_client->post("/api/v1/blobs", body, m_lin->headers());
        QCOMPARE(reply.status, status);
        QVERIFY(!reply.code().isEmpty());
    }

    void nobodyFillsTheDiskWithBeginnings()
    {
        int taken = 0;
        for (int i = 0; i < 12; ++i) {
            QJsonArray chunks;
            for (int number = 0; number < 25; ++number)
                chunks.append(hex("c"));
            const QJsonObject body{{QStringLiteral("sha256"), hex(QByteArray::number(i))},
                                   {QStringLiteral("size"), 100.0 * 1024 * 1024},
                                   {QStringLiteral("chunks"), chunks}};
            taken += m_client->post("/api/v1/blobs", body, m_anna->headers()).status == 200 ? 1 : 0;
        }
        QCOMPARE(taken, 10);
        // What nobody went on with goes after days.
        m_uploads->tidy(Instant{SystemClock().now().ms + qint64(8) * 86'400'000});
        QCOMPARE(begin(bytesOf(10, 9), *m_anna), QJsonArray({0}));
    }

    void contentGoesByTheAttachmentThatOneSees()
    {
        const QByteArray bytes = bytesOf(3000, 6);
        const Id mine = attach(QStringLiteral("lin"), bytes);
        const QByteArray path = "/api/v1/attachments/" + mine.toString().toLatin1() + "/content";
        const WireReply whole = m_client->get(path, m_lin->headers());
        QCOMPARE(whole.status, 200);
        QVERIFY(whole.body == bytes);
        QCOMPARE(whole.headers.value("content-type"), QByteArray("application/octet-stream"));
        QCOMPARE(whole.headers.value("x-content-type-options"), QByteArray("nosniff"));
        WireReply part =
            m_client->get(path, m_lin->headers() + WireClient::Headers{{"Range", "bytes=2990-"}});
        QCOMPARE(part.status, 206);
        QVERIFY(part.body == bytes.mid(2990));
        QCOMPARE(part.headers.value("content-range"), QByteArray("bytes 2990-2999/3000"));
        part = m_client->get(path, m_lin->headers() + WireClient::Headers{{"Range", "bytes=3000-"}});
        QCOMPARE(part.status, 416);
        // Another rep neither sees it nor learns that it is there.
        QCOMPARE(m_client->get(path, m_anna->headers()).status, 404);
        const QByteArray none = "/api/v1/attachments/" + Id().toString().toLatin1() + "/content";
        QCOMPARE(m_client->get(none, m_lin->headers()).status, 404);
        QCOMPARE(m_client->get("/api/v1/attachments/x/content", m_lin->headers()).status, 404);
        QCOMPARE(m_client->get(path, {}).status, 401);
        // Who sees the content need not send it again.
        QCOMPARE(begin(bytes, *m_lin), QJsonArray());
        QCOMPARE(begin(bytes, *m_anna), QJsonArray({0}));
    }

    void ranges_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<int>("kind");
        QTest::addColumn<qint64>("first");
        QTest::addColumn<qint64>("length");
        const auto row = [](const char *header, ByteRange::Kind kind, qint64 first, qint64 length) {
            QTest::newRow(header) << QByteArray(header) << int(kind) << first << length;
        };
        row("", ByteRange::Kind::All, 0, 100);
        row("bytes=0-0", ByteRange::Kind::Part, 0, 1);
        row("bytes=10-19", ByteRange::Kind::Part, 10, 10);
        row("bytes=90-1000", ByteRange::Kind::Part, 90, 10);
        row("bytes=99-", ByteRange::Kind::Part, 99, 1);
        row("bytes=-5", ByteRange::Kind::Part, 95, 5);
        row("bytes=-500", ByteRange::Kind::Part, 0, 100);
        row("bytes=100-", ByteRange::Kind::Unsatisfiable, 100, 0);
        row("bytes=-0", ByteRange::Kind::Unsatisfiable, 100, 0);
        row("bytes=5-2", ByteRange::Kind::All, 0, 100);
        row("bytes=0-1,5-6", ByteRange::Kind::All, 0, 100);
        row("bytes=a-b", ByteRange::Kind::All, 0, 100);
        row("bytes=-", ByteRange::Kind::All, 0, 100);
        row("lines=1-2", ByteRange::Kind::All, 0, 100);
        row("bytes=99999999999999999999-", ByteRange::Kind::All, 0, 100);
    }
    void ranges()
    {
        QFETCH(const QByteArray, header);
        QFETCH(const int, kind);
        QFETCH(const qint64, first);
        QFETCH(const qint64, length);
        const ByteRange range = ByteRange::of(header, 100);
        QCOMPARE(int(range.kind), kind);
        if (range.kind != ByteRange::Kind::Unsatisfiable) {
            QCOMPARE(range.first, first);
            QCOMPARE(range.length, length);
        }
    }

    // Whoever knows a fingerprint learns nothing by it.
    void theServerIsFull()
    {
        constexpr qint64 MiB = 1024 * 1024;
        qint64 stored = 0;
        for (const QByteArray &file : m_world->runner().workspace().blobs())
            stored += QFileInfo(*m_world->runner().workspace().blobPath(file)).size();
        const qint64 most = stored / MiB + 1;
        QVERIFY(
            WorkspacePolicies(m_world->accounts()).set(QStringLiteral("server_files_mib"), {}, most).ok());
        QCOMPARE(begin(bytesOf(most * MiB - stored, 'q'), *m_lin), QJsonArray{0});
        const QByteArray large = bytesOf(most * MiB - stored + 1, 'q');
        QCOMPARE(begin(large, *m_lin), (QJsonArray{413, QStringLiteral("too_large")}));
        QVERIFY(WorkspacePolicies(m_world->accounts()).set(QStringLiteral("server_files_mib"), {}, 0).ok());
        QCOMPARE(begin(large, *m_lin), QJsonArray{0});
    }

    void aPolicyIsOfARole()
    {
        WorkspacePolicies policies(m_world->accounts());
        const auto fetchOf = [&](const QString &login) {
            const Id id = user(login);
            qint64 bytes = 0;
            m_world->runner().workspace().readNow([&](ReadSession &session) {
                bytes = policies.of(session, *m_world->runner().configuration(), id)->fetchUpTo;
            });
            return bytes;
        };
        const QString name = QStringLiteral("fetch_kib");
        QCOMPARE(fetchOf(QStringLiteral("lin")), LaptopPolicy().fetchUpTo);
        QVERIFY(policies.set(name, {}, 10).ok());
        QVERIFY(policies.set(name, QStringLiteral("sales_rep"), 2).ok());
        QCOMPARE(fetchOf(QStringLiteral("lin")), qint64(2 * 1024));
        QCOMPARE(fetchOf(QStringLiteral("chen")), qint64(10 * 1024));
        QVERIFY(policies.set(name, QStringLiteral("sales_rep"), {}).ok());
        QCOMPARE(fetchOf(QStringLiteral("lin")), qint64(10 * 1024));
        QVERIFY(policies.set(name, {}, {}).ok());
    }

private:
    static QString password() { return QStringLiteral("a long enough password"); }

    QJsonArray begin(const QByteArray &bytes, const Laptop &laptop)
    {
        const WireReply reply = m_client->post("/api/v1/blobs", manifest(bytes), laptop.headers());
        return reply.status == 200 ? reply.json().value(QLatin1String("missing")).toArray()
                                   : QJsonArray{reply.status, reply.code()};
    }
    WireReply put(const QByteArray &bytes, int number, const Laptop &laptop)
    {
        return m_client->request(
            "PUT", "/api/v1/blobs/" + hex(bytes).toLatin1() + "/chunks/" + QByteArray::number(number),
            chunkOf(bytes, number), laptop.headers());
    }
    WireReply complete(const QByteArray &bytes, const Laptop &laptop)
    {
        return m_client->post("/api/v1/blobs/" + hex(bytes).toLatin1() + "/complete", {}, laptop.headers());
    }
    Id user(const QString &login) { return m_world->context().users.byLogin(login)->value().id; }
    Actor actor(const QString &login)
    {
        Actor made;
        made.user = user(login);
        made.login = login;
        return made;
    }
    CommandResult run(const QString &command, const QJsonObject &arguments, const QString &login)
    {
        return m_world->runner().runNow({command, arguments}, actor(login));
    }
    // On an account of this user's own.
    Id attach(const QString &login, const QByteArray &bytes)
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("minutes.txt")));
        const bool written = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
        file.close();
        const auto blob = m_world->runner().workspace().putBlob(file.fileName());
        const CommandResult account =
            run(QStringLiteral("record.create"),
                {{QStringLiteral("object"), QStringLiteral("account")},
                 {QStringLiteral("set"), QJsonObject{{QStringLiteral("name"), QStringLiteral("ACME")}}}},
                login);
        if (!written || !blob.ok() || account.ids.isEmpty())
            return {};
        const CommandResult added = run(
            QStringLiteral("attachment.add"),
            {{QStringLiteral("related"), QJsonObject{{QStringLiteral("object"), QStringLiteral("account")},
                                                     {QStringLiteral("id"), account.ids[0].toString()}}},
             {QStringLiteral("file_name"), QStringLiteral("minutes.txt")},
             {QStringLiteral("sha256"), hex(bytes)},
             {QStringLiteral("size"), double(bytes.size())},
             {QStringLiteral("mime"), QStringLiteral("text/plain")}},
            login);
        return added.ids.value(0);
    }

    std::unique_ptr<ServerWorld> m_world;
    std::unique_ptr<UploadFolder> m_uploads;
    std::unique_ptr<BlobModule> m_module;
    std::unique_ptr<WireClient> m_client;
    std::optional<Laptop> m_lin;
    std::optional<Laptop> m_anna;
};

DW_TEST(BlobTest)
#include "blobtest.moc"
