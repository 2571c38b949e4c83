// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/base/idgenerator.h"
#include "core/service/serverfolder.h"
#include "core/service/serverkeys.h"
#include "core/service/tokens.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTimer>
#include <QUrl>

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <vector>

// What laptops cost that listen and hear nothing, and how soon all of them hear of a change:
//     dealwright-bench-lines [LINES] [SECONDS]
// A real server over TLS on this machine, two lines for each device. Prints what the server's process held
// and used.

using namespace dw;

namespace
{

constexpr int LinesOfDevice = 2;
constexpr int Opening = 40;  // at the same time

struct Pass
{
    QByteArray device;
    QByteArray access;
};

[[noreturn]] void die(const char *what)
{
    std::fprintf(stderr, "dealwright-bench-lines: %s\n", what);
    std::exit(1);
}

template <typename T>
T need(Result<T> result, const char *what)
{
    if (!result.ok())
        die(what);
    return std::move(result).value();
}

// Signed in as they would be after an enrolment, without a password's hash for each.
std::vector<Pass> enrol(const ServerFolder &folder, int devices)
{
    const SystemClock clock;
    IdGenerator ids(clock);
    const auto accounts = need(folder.openAccounts(), "no accounts");
    const Tokens tokens(need(ServerKeys::load(*accounts), "no keys").tokenKey());
    const Instant now = clock.now();
    const Instant later{now.ms + 86'400'000};
    std::vector<Pass> made;
    for (int i = 0; i < devices; ++i) {
        SessionRecord session;
        session.id = ids.next();
        session.user = Id::named("user:owner");
        session.generation = 1;
        session.confirmed = true;
        session.refreshHash = tokens.hashOf(Tokens::makeRefresh(session.id));
        session.previousHash = session.refreshHash;
        session.beganAt = now;
        session.refreshUntil = later;
        DeviceRecord device;
        device.id = ids.next();
        device.user = session.user;
        device.name = QStringLiteral("laptop %1").arg(i);
        device.publicKey = device.id.toByteArray() + device.id.toByteArray();
        device.registeredAt = now;
        device.lastContact = now;
        const Result<void> begun = accounts->addSession(session);
        if (!begun.ok())
            die(qPrintable(begun.error().detail));
        const auto enrolled = accounts->enrol(device, session.id, tokens.makeNonce(now), later);
        if (!enrolled.ok())
            die(qPrintable(enrolled.error().key + enrolled.error().detail));
        made.push_back({device.id.toString().toLatin1(), tokens.makeAccess({session.id, 1, later})});
    }
    return made;
}

struct Usage
{
    double processorS = 0;
    qint64 residentKb = 0;
};

Usage usageOf(qint64 process)
{
    Usage usage;
    QFile stat(QStringLiteral("/proc/%1/stat").arg(process));
    QFile status(QStringLiteral("/proc/%1/status").arg(process));
    if (!stat.open(QIODevice::ReadOnly) || !status.open(QIODevice::ReadOnly))
        die("the server has gone");
    const QByteArray line = stat.readAll();
    const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    usage.processorS = double(fields.value(11).toLongLong() + fields.value(12).toLongLong()) /
                       double(::sysconf(_SC_CLK_TCK));
    const QByteArray text = status.readAll();
    usage.residentKb = text.mid(text.indexOf("VmRSS:") + 6).trimmed().split(' ').first().toLongLong();
    return usage;
}

void runLoop(int ms)
{
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

class Lines
{
public:
    Lines(quint16 port, std::vector<Pass> tickets, int count)
        : m_port(port), m_tickets(std::move(tickets)), m_wanted(count)
    {}

    void openAll()
    {
        for (int i = 0; i < Opening; ++i)
            openNext();
        while (m_open < m_wanted)
            runLoop(20);
    }
    int pokes() const { return m_pokes; }
    int lost() const { return m_lost; }

private:
    void openNext()
    {
        if (int(m_sockets.size()) >= m_wanted)
            return;
        const Pass ticket = m_tickets.at(m_sockets.size() / LinesOfDevice);
        m_sockets.push_back(std::make_unique<QSslSocket>());
        QSslSocket *socket = m_sockets.back().get();
        socket->setPeerVerifyMode(QSslSocket::VerifyNone);
        QObject::connect(socket, &QSslSocket::encrypted, socket, [socket, ticket] {
            socket->write("GET /api/v1/sync/events HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " +
                          ticket.access + "\r\nX-Device: " + ticket.device + "\r\n\r\n");
        });
        QObject::connect(socket, &QSslSocket::readyRead, socket, [this, socket] {
            const QByteArray text = socket->readAll();
            if (text.contains(": here")) {
                ++m_open;
                openNext();
            } else if (text.startsWith("HTTP/1.1 ") && !text.startsWith("HTTP/1.1 200")) {
                std::fprintf(stderr, "%s\n", text.constData());
                die("refused");
            }
            m_pokes += int(text.count("event: poke"));
        });
        QObject::connect(socket, &QSslSocket::disconnected, socket, [this] { ++m_lost; });
        socket->connectToHostEncrypted(QStringLiteral("127.0.0.1"), m_port);
    }

    const quint16 m_port;
    const std::vector<Pass> m_tickets;
    const int m_wanted;
    std::vector<std::unique_ptr<QSslSocket>> m_sockets;
    int m_open = 0;
    int m_pokes = 0;
    int m_lost = 0;
};

QJsonObject ask(const QString &program, const QString &folder, const QStringList &arguments)
{
    QProcess process;
    process.start(program, QStringList{QStringLiteral("-d"), folder, QStringLiteral("--json")} + arguments);
    while (process.state() != QProcess::NotRunning)
        runLoop(5);
    if (process.exitCode() != 0)
        die(process.readAllStandardError().constData());
    return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
}

}  // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int count = arguments.size() > 1 ? arguments.at(1).toInt() : 2'000;
    const int seconds = arguments.size() > 2 ? arguments.at(2).toInt() : 60;
    if (count < 1 || seconds < 1)
        die("usage: dealwright-bench-lines [LINES] [SECONDS]");
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);

    const QTemporaryDir root;
    const QString folder = root.filePath(QStringLiteral("server"));
    const QString password = root.filePath(QStringLiteral("password"));
    QFile file(password);
    if (!file.open(QIODevice::WriteOnly) || file.write("correct horse battery\n") < 0)
        die("cannot write");
    file.close();
    const QString program = QStringLiteral(DEALWRIGHT_SERVER);
    ask(program, folder,
        {QStringLiteral("init"), QStringLiteral("--name"), QStringLiteral("acme"), QStringLiteral("--admin"),
         QStringLiteral("chen"), QStringLiteral("--zone"), QStringLiteral("UTC"),
         QStringLiteral("--password-file"), password});
    std::vector<Pass> tickets = enrol(ServerFolder(folder), (count + 1) / LinesOfDevice);

    QProcess server;
    server.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    server.start(program,
                 {QStringLiteral("-d"), folder, QStringLiteral("--json"), QStringLiteral("serve"),
                  QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"), QStringLiteral("--connections"),
                  QString::number(count + 100), QStringLiteral("--per-address"), QStringLiteral("0"),
                  QStringLiteral("--address-rate"), QStringLiteral("0"), QStringLiteral("--log"),
                  QStringLiteral("warning")});
    if (!server.waitForReadyRead(60'000))
        die("the server did not start");
    const QUrl url(
        QJsonDocument::fromJson(server.readLine()).object().value(QLatin1String("url")).toString());
    runLoop(1'000);
    const Usage before = usageOf(server.processId());

    Lines lines(quint16(url.port()), std::move(tickets), count);
    QElapsedTimer timer;
    timer.start();
    lines.openAll();
    const double openS = double(timer.elapsed()) / 1000;
    const Usage open = usageOf(server.processId());
    runLoop(2'000);
    const Usage from = usageOf(server.processId());
    timer.start();
    runLoop(seconds * 1000);
    const double idleS = double(timer.elapsed()) / 1000;
    const Usage idle = usageOf(server.processId());
    std::printf("%d lines opened in %.1f s, %.2f s of the server's processor\n", count, openS,
                open.processorS - before.processorS);
    std::printf("resident: %lld KiB before, %lld KiB with them: %.1f KiB a line\n",
                static_cast<long long>(before.residentKb), static_cast<long long>(idle.residentKb),
                double(idle.residentKb - before.residentKb) / count);
    std::printf("idle for %.0f s: %.2f %% of a core, %d lines lost\n", idleS,
                100 * (idle.processorS - from.processorS) / idleS, lines.lost());

    // A commit that all of them may see.
    timer.start();
    ask(program, folder,
        {QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("lin"), QStringLiteral("--name"),
         QStringLiteral("lin"), QStringLiteral("--email"), QStringLiteral("lin@acme.cn"),
         QStringLiteral("--password-file"), password});
    const qint64 committedMs = timer.elapsed();
    while (lines.pokes() < count && timer.elapsed() < committedMs + 30'000)
        runLoop(5);
    std::printf(
        "a change: %d of %d lines told %lld ms after its command had ended, %.2f s of the server's "
        "processor\n",
        std::min(lines.pokes(), count), count, static_cast<long long>(timer.elapsed() - committedMs),
        usageOf(server.processId()).processorS - idle.processorS);
    timer.start();
    server.terminate();
    if (!server.waitForFinished(60'000))
        die("the server does not end");
    std::printf("went down in %lld ms\n", static_cast<long long>(timer.elapsed()));
    return lines.lost() == 0 && lines.pokes() >= count ? 0 : 1;
}
