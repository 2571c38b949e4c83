// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/deviceidentity.h"
#include "core/sync/httptransport.h"
#include "core/sync/syncagent.h"
#include "tests/laptops/laptop.h"
#include "tests/laptops/proxyprogram.h"
#include "tests/support/files.h"
#include "tests/support/serverprogram.h"
#include "tests/support/testrunner.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

#include <memory>
#include <vector>

namespace dw::test
{

// The proxies of packaging/server as they are delivered, but for names, ports and files: laptops, live events
// and large files through them, over real TLS.
class ProxyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup()
    {
        m_agents.clear();
        m_laptops.clear();
        m_proxy.stop();
        m_server.reset();
        m_root.reset();
    }

    void laptopsWorkThroughIt_data()
    {
        QTest::addColumn<QString>("proxy");
        QTest::addColumn<bool>("collects");
        QTest::newRow("nginx") << QStringLiteral("nginx") << false;
        QTest::newRow("haproxy") << QStringLiteral("haproxy") << false;
        // As many are set up.
        QTest::newRow("nginx that collects answers") << QStringLiteral("nginx") << true;
    }
    void laptopsWorkThroughIt()
    {
        QFETCH(QString, proxy);
        QFETCH(bool, collects);
        const QString program = ProxyProgram::found(proxy);
        if (program.isEmpty())
            QSKIP(qPrintable(proxy + QStringLiteral(" is not installed")));
        begin(proxy == QLatin1String("nginx") ? nginx(program, collects) : haproxy(program));
        for (const char *login : {"lin", "anna"}) {
            m_laptops.push_back(std::make_unique<Laptop>(*m_server, QString::fromLatin1(login)));
            QCOMPARE(textOf(m_laptops.back()->sync().error), QString());
        }
        Laptop &lin = *m_laptops[0];
        Laptop &anna = *m_laptops[1];

        // A large file, in chunks as large as the server takes.
        const Id account = lin.create(QStringLiteral("ACME"));
        const QByteArray bytes(9 * 1024 * 1024 + 7, 'p');
        const QString file = m_root->filePath(QStringLiteral("large.bin"));
        writeFile(file, bytes);
        lin.attach({QStringLiteral("account"), account}, file);
        const SyncReport sent = lin.sync();
        QCOMPARE(textOf(sent.error), QString());
        QCOMPARE(sent.filesSent, 1);
        SyncRunner::Options all = Laptop::quick();
        all.files = LaptopPolicy{.fetchUpTo = bytes.size()};
        const SyncReport fetched = anna.sync(all);
        QCOMPARE(textOf(fetched.error), QString());
        QCOMPARE(fetched.filesFetched, 1);
        QVERIFY(anna.runner()
                    .workspace()
                    .blobPath(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256))
                    .ok());

        // Changes come by themselves.
        for (const auto &laptop : m_laptops) {
            m_agents.push_back(std::make_unique<SyncAgent>(laptop->runner(), live()));
            m_agents.back()->start();
        }
        for (const auto &agent : m_agents)
            QTRY_VERIFY_WITH_TIMEOUT(agent->isLive(), 60'000);
        for (int i = 0; i < 4; ++i) {
            const QString name = QStringLiteral("live %1").arg(i);
            m_laptops[size_t(i % 2)]->create(name);
            QTRY_VERIFY_WITH_TIMEOUT(m_laptops[size_t((i + 1) % 2)]->accounts().contains(name), 60'000);
        }
        // What is for this machine alone does not come through.
        HttpTransport transport(QUrl(m_server->url()), fingerprintFromText(m_server->fingerprint()), {});
        (void)transport.get(QStringLiteral("/metrics"));
        (void)transport.get(QStringLiteral("/health"));
        // As events, but where the proxy keeps those: then the laptop has noticed, and asks. A line is in the
        // log once it has ended.
        m_agents.clear();
        QTRY_VERIFY_WITH_TIMEOUT(m_server->log().contains("/api/v1/sync/events"), 60'000);
        QCOMPARE(m_server->log().contains("/api/v1/sync/wait"), collects);
        QVERIFY(m_server->log().contains("/health"));
        QVERIFY(!m_server->log().contains("/metrics"));
    }

private:
    using Command = ProxyProgram::Command;

    QString path(const char *name) const { return m_root->filePath(QString::fromLatin1(name)); }
    void prepare()
    {
        m_root = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<ServerProgram>(QStringLiteral(DEALWRIGHT_SERVER), m_root->path());
        m_server->addUser(QStringLiteral("lin"));
        m_server->addUser(QStringLiteral("anna"));
    }
    Command nginx(const QString &program, bool collects)
    {
        prepare();
        const quint16 port = ProxyProgram::freePort();
        QString site = ProxyProgram::sample("nginx.conf");
        ProxyProgram::put(site, "unix:/run/dealwright/http.sock",
                          QStringLiteral("unix:") + path("http.sock"));
        ProxyProgram::put(site, "listen 443 ssl http2;",
                          QStringLiteral("listen 127.0.0.1:%1 ssl http2;").arg(port));
        ProxyProgram::put(site, "^ *listen \\[::\\]:443.*$", {});
        ProxyProgram::put(site, "listen 80;",
                          QStringLiteral("listen 127.0.0.1:%1;").arg(ProxyProgram::freePort()));
        ProxyProgram::put(site, "^ *listen \\[::\\]:80;$", {});
        ProxyProgram::put(site, "/etc/ssl/crm.example.com/fullchain.pem",
                          m_server->folder() + QStringLiteral("/tls/certificate.pem"));
        ProxyProgram::put(site, "/etc/ssl/crm.example.com/privkey.pem",
                          m_server->folder() + QStringLiteral("/tls/key.pem"));
        if (collects)
            ProxyProgram::put(
                site, "proxy_buffering off;",
                QStringLiteral("proxy_ignore_headers X-Accel-Buffering; proxy_buffering on; gzip on; "
                               "gzip_types text/event-stream; gzip_proxied any;"));
        writeFile(path("site.conf"), site.toUtf8());
        QString whole = QStringLiteral(
                            "daemon off;\npid %1/nginx.pid;\nerror_log %1/nginx.log;\n"
                            "events {}\nhttp {\naccess_log off;\n"
                            "client_body_temp_path %1/body;\nproxy_temp_path %1/proxy;\n"
                            "fastcgi_temp_path %1/fastcgi;\nuwsgi_temp_path %1/uwsgi;\n"
                            "scgi_temp_path %1/scgi;\ninclude %1/site.conf;\n}\n")
                            .arg(m_root->path());
        if (::geteuid() == 0)
            whole.prepend(QStringLiteral("user root;\n"));
        writeFile(path("nginx.conf"), whole.toUtf8());
        return {program,
                {QStringLiteral("-p"), m_root->path(), QStringLiteral("-c"), path("nginx.conf"),
                 QStringLiteral("-e"), path("nginx.log")},
                port};
    }
    Command haproxy(const QString &program)
    {
        prepare();
        const quint16 port = ProxyProgram::freePort();
        QByteArray bundle;
        for (const char *part : {"/tls/certificate.pem", "/tls/key.pem"}) {
            QFile file(m_server->folder() + QString::fromLatin1(part));
            if (!file.open(QIODevice::ReadOnly))
                qFatal("%s", part);
            bundle += file.readAll();
        }
        writeFile(path("bundle.pem"), bundle);
        QString whole = ProxyProgram::sample("haproxy.cfg");
        ProxyProgram::put(whole, "^ *(user|group) haproxy$", {});
        ProxyProgram::put(whole, "log /dev/log local0", QStringLiteral("log stderr format raw local0"));
        ProxyProgram::put(whole, "bind :::443 v4v6", QStringLiteral("bind 127.0.0.1:%1").arg(port));
        ProxyProgram::put(whole, "/etc/ssl/crm.example.com/bundle.pem", path("bundle.pem"));
        ProxyProgram::put(whole, "unix@/run/dealwright/http.sock",
                          QStringLiteral("unix@") + path("http.sock"));
        writeFile(path("haproxy.cfg"), whole.toUtf8());
        return {program, {QStringLiteral("-db"), QStringLiteral("-f"), path("haproxy.cfg")}, port};
    }
    void begin(const Command &command)
    {
        m_server->startBehind(path("http.sock"), command.port);
        m_proxy.start(command, path("proxy.log"));
    }
    static SyncAgent::Options live()
    {
        SyncAgent::Options options;
        options.run = Laptop::quick();
        options.times.firstRetryMs = 20;
        options.times.longestRetryMs = 500;
        options.listen.firstMs = 5'000;
        options.listen.lastingMs = 0;
        options.listen.times.firstRetryMs = 20;
        options.listen.times.longestRetryMs = 500;
        return options;
    }

    std::unique_ptr<QTemporaryDir> m_root;
    std::unique_ptr<ServerProgram> m_server;
    ProxyProgram m_proxy;
    std::vector<std::unique_ptr<Laptop>> m_laptops;
    std::vector<std::unique_ptr<SyncAgent>> m_agents;
};

DW_TEST(ProxyTest)

}  // namespace dw::test

#include "proxytest.moc"
