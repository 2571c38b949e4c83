// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/service/serverworld.h"
#include "tests/support/files.h"
#include "tests/support/testrunner.h"

#include <QFileInfo>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTest>

using namespace dw;
using namespace dw::test;

// The server's own TLS: which versions it takes, whose certificate it shows, and how it takes a new one.
class TlsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_world = std::make_unique<ServerWorld>();
        m_world->start();
    }
    void cleanupTestCase() { m_world.reset(); }

    void takesNewVersionsAlone_data()
    {
        QTest::addColumn<int>("protocol");
        QTest::addColumn<bool>("taken");
        QTest::newRow("1.3") << int(QSsl::TlsV1_3) << true;
        QTest::newRow("1.2") << int(QSsl::TlsV1_2) << true;
        QT_WARNING_PUSH
        QT_WARNING_DISABLE_DEPRECATED
        QTest::newRow("1.1") << int(QSsl::TlsV1_1) << false;
        QTest::newRow("1.0") << int(QSsl::TlsV1_0) << false;
        QT_WARNING_POP
    }
    void takesNewVersionsAlone()
    {
        QFETCH(int, protocol);
        QFETCH(bool, taken);
        WireClient client(m_world->port(), QSsl::SslProtocol(protocol));
        QCOMPARE(client.isConnected(), taken);
        if (taken)
            QCOMPARE(client.get("/health").status, 200);
    }

    void showsWhatItPrints()
    {
        QCOMPARE(fingerprintSeen(), m_world->certificate().fingerprint());
        QVERIFY(m_world->certificate().expiresAt().ms > SystemClock().now().ms + qint64(365) * 86'400'000);
    }

    // A real client that pins the certificate takes it: names, dates and use are in order.
    void isTakenByWhoTrustsIt()
    {
        QSslSocket socket;
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setCaCertificates(QSslCertificate::fromPath(m_world->folder().certificate()));
        socket.setSslConfiguration(configuration);
        socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), m_world->port());
        QVERIFY2(socket.waitForEncrypted(10'000), qPrintable(socket.errorString()));
    }

    void takesANewOneWhileItRuns()
    {
        WireClient before(m_world->port());
        const QString old = fingerprintSeen();
        QTemporaryDir folder;
        const QString certificate = folder.filePath(QStringLiteral("c.pem"));
        const QString key = folder.filePath(QStringLiteral("k.pem"));
        QVERIFY(TlsCertificate::makeSelfSigned(certificate, key, {QStringLiteral("crm.example.com")},
                                               SystemClock().now())
                    .ok());
        QCOMPARE(QFileInfo(key).permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther),
                 QFileDevice::Permissions());
        QVERIFY(m_world->certificate().load(certificate, key).ok());
        const QString now = fingerprintSeen();
        QVERIFY(now != old);
        QCOMPARE(now, m_world->certificate().fingerprint());
        QCOMPARE(before.get("/health").status, 200);
    }

    // What does not fit is refused, and the one before goes on.
    void keepsTheOldOne()
    {
        const QString old = fingerprintSeen();
        QTemporaryDir folder;
        const auto path = [&](const char *name) { return folder.filePath(QString::fromLatin1(name)); };
        const Instant now = SystemClock().now();
        QVERIFY(
            TlsCertificate::makeSelfSigned(path("a.pem"), path("a.key"), {QStringLiteral("a")}, now).ok());
        QVERIFY(
            TlsCertificate::makeSelfSigned(path("b.pem"), path("b.key"), {QStringLiteral("b")}, now).ok());
        writeFile(path("bad.pem"), "no certificate");
        TlsCertificate &certificate = m_world->certificate();
        QCOMPARE(certificate.load(path("a.pem"), path("b.key")).error().key,
                 QStringLiteral("service.key_does_not_fit"));
        QCOMPARE(certificate.load(path("bad.pem"), path("b.key")).error().key,
                 QStringLiteral("service.certificate_bad"));
        QCOMPARE(certificate.load(path("a.pem"), path("bad.pem")).error().key,
                 QStringLiteral("service.certificate_bad"));
        QCOMPARE(certificate.load(path("none.pem"), path("a.key")).error().key,
                 QStringLiteral("service.cannot_read"));
        QCOMPARE(fingerprintSeen(), old);
    }

    // Neither bytes that are no TLS nor a half handshake hold the server up.
    void outlivesNoise()
    {
        for (const QByteArray &noise : {QByteArray("GET / HTTP/1.1\r\n\r\n"), QByteArray(10'000, '\x16'),
                                        QByteArray::fromHex("160301ffff01"), QByteArray()}) {
            QTcpSocket socket;
            socket.connectToHost(QStringLiteral("127.0.0.1"), m_world->port());
            QVERIFY(socket.waitForConnected(5000));
            socket.write(noise);
            socket.waitForBytesWritten(1000);
            socket.abort();
        }
        QCOMPARE(WireClient(m_world->port()).get("/health").status, 200);
        QTRY_COMPARE(m_world->service().state().requests, 0);
    }

private:
    QString fingerprintSeen()
    {
        WireClient client(m_world->port());
        const QByteArray digest = client.socket().peerCertificate().digest(QCryptographicHash::Sha256);
        return QString::fromLatin1(digest.toHex(':').toUpper());
    }

    std::unique_ptr<ServerWorld> m_world;
};

DW_TEST(TlsTest)

#include "tlstest.moc"
