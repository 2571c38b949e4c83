// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/service/http/tlscertificate.h"
#include "core/sync/deviceidentity.h"
#include "core/sync/enrolment.h"
#include "core/sync/httptransport.h"
#include "tests/laptops/faultline.h"
#include "tests/support/testrunner.h"

#include <QSslCertificate>
#include <QTemporaryDir>
#include <QTest>

namespace dw::test
{

// Whom a laptop talks to, and what it says of whom it does not.
class TransportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void certificates_data()
    {
        constexpr qint64 Year = qint64(365) * 86'400'000;
        QTest::addColumn<qint64>("madeAgoMs");
        QTest::addColumn<QString>("pin");
        QTest::addColumn<QString>("key");
        QTest::newRow("pinned") << qint64(0) << QStringLiteral("own") << QString();
        QTest::newRow("nobody vouches")
            << qint64(0) << QString() << QStringLiteral("sync.certificate_unknown");
        QTest::newRow("changed") << qint64(0) << QStringLiteral("other")
                                 << QStringLiteral("sync.certificate_changed");
        QTest::newRow("expired") << 20 * Year << QStringLiteral("own")
                                 << QStringLiteral("sync.certificate_expired");
        QTest::newRow("not yet valid")
            << -2 * Year << QStringLiteral("own") << QStringLiteral("sync.certificate_not_yet");
    }
    void certificates()
    {
        QFETCH(const qint64, madeAgoMs);
        QFETCH(const QString, pin);
        QFETCH(const QString, key);
        const QTemporaryDir folder;
        const QString certificate = folder.filePath(QStringLiteral("certificate.pem"));
        const QString secret = folder.filePath(QStringLiteral("key.pem"));
        const Instant made{SystemClock().now().ms - madeAgoMs};
        QVERIFY(
            TlsCertificate::makeSelfSigned(certificate, secret, {QStringLiteral("127.0.0.1")}, made).ok());
        QByteArray digest = QSslCertificate::fromPath(certificate).first().digest(QCryptographicHash::Sha256);
        const QString shown = fingerprintText(digest);
        if (pin == QLatin1String("other"))
            digest[0] = char(digest[0] ^ 1);
        FaultLine line(0);
        line.answerWith(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            "15\r\nConnection: close\r\n\r\n{\"name\":\"here\"}",
            certificate.toUtf8(), secret.toUtf8());
        HttpTransport transport(QUrl(QStringLiteral("https://127.0.0.1:%1").arg(line.port())),
                                pin.isEmpty() ? QByteArray() : digest, {});
        const Result<HttpsReply> reply = transport.get(QStringLiteral("/.well-known/dealwright"));
        if (key.isEmpty()) {
            QVERIFY2(reply.ok(), reply.ok() ? "" : qPrintable(reply.error().key + reply.error().detail));
            QCOMPARE(reply->status, 200);
            return;
        }
        QVERIFY(!reply.ok());
        QCOMPARE(reply.error().key, key);
        QCOMPARE(reply.error().code, ErrorCode::Network);
        if (key.endsWith(QLatin1String("unknown")) || key.endsWith(QLatin1String("changed")))
            QCOMPARE(reply.error().arguments.value(1), shown);
    }

    void nobodyThere()
    {
        quint16 port = 0;
        {
            const FaultLine line(0);
            port = line.port();
        }
        HttpTransport transport(QUrl(QStringLiteral("https://127.0.0.1:%1").arg(port)), {}, {});
        const Result<HttpsReply> reply = transport.get(QStringLiteral("/health"));
        QVERIFY(!reply.ok());
        QCOMPARE(reply.error().key, QStringLiteral("sync.unreachable"));
    }

    void addresses()
    {
        const auto text = [](const char *given) {
            const Result<QUrl> url = Enrolment::urlFromText(QString::fromLatin1(given));
            return url.ok() ? url->toString() : url.error().key;
        };
        QCOMPARE(text("https://crm.example"), QStringLiteral("https://crm.example"));
        QCOMPARE(text("crm.example:8443/"), QStringLiteral("https://crm.example:8443"));
        QCOMPARE(text("https://[::1]:8443"), QStringLiteral("https://[::1]:8443"));
        for (const char *bad :
             {"http://crm.example", "https://", "", "https://a/b", "https://u:p@crm.example",
              "https://crm.example?x=1", "https://crm.example#x", "ftp://crm.example"})
            QCOMPARE(text(bad), QStringLiteral("sync.bad_url"));
    }

    void fingerprints()
    {
        const QByteArray digest = QByteArray::fromHex(QByteArray(64, 'a'));
        QCOMPARE(fingerprintFromText(fingerprintText(digest)), digest);
        QCOMPARE(fingerprintFromText(QString(64, QLatin1Char('a'))), digest);
        QVERIFY(fingerprintFromText(QString(63, QLatin1Char('a'))).isEmpty());
        QVERIFY(fingerprintFromText(QString(64, QLatin1Char('g'))).isEmpty());
    }

    // The file is whole or is none, and for its owner alone.
    void identities()
    {
        const QTemporaryDir folder;
        QCOMPARE(DeviceIdentity::load(folder.path()).error().key, QStringLiteral("sync.not_enrolled"));
        DeviceIdentity identity;
        QVERIFY(identity.makeKey().ok());
        identity.server = QUrl(QStringLiteral("https://crm.example:8443"));
        identity.pin = QByteArray(32, 'x');
        identity.user = Id::named("user");
        identity.device = Id::named("device");
        identity.refresh = "token";
        identity.enrolledAt = Instant{1};
        QVERIFY(identity.save(folder.path()).ok());
        const Result<DeviceIdentity> read = DeviceIdentity::load(folder.path());
        QVERIFY(read.ok());
        QCOMPARE(read->server, identity.server);
        QCOMPARE(read->pin, identity.pin);
        QCOMPARE(read->device, identity.device);
        QCOMPARE(read->refresh, identity.refresh);
        QCOMPARE(read->publicKey(), identity.publicKey());
        QCOMPARE(read->sign("x"), identity.sign("x"));
        QFile file(DeviceIdentity::fileIn(folder.path()));
        QCOMPARE(file.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther),
                 QFileDevice::Permissions());
        QVERIFY(file.resize(file.size() / 2));
        QCOMPARE(DeviceIdentity::load(folder.path()).error().key, QStringLiteral("sync.identity_unreadable"));
    }
};

DW_TEST(TransportTest)

}  // namespace dw::test

#include "transporttest.moc"
