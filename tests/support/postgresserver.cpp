// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/postgresserver.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <future>
#include <utility>

namespace dw::test
{

namespace
{

constexpr int PatienceMs = 60'000;
constexpr unsigned Nobody = 65534;

// Debian keeps each version apart, and none of them in PATH.
QString program(const QString &name)
{
    const QString known = QStringLiteral("/usr/lib/postgresql/15/bin/") + name;
    return QFileInfo::exists(known) ? known : QStandardPaths::findExecutable(name);
}

// What the server says from its start to its end. A pipe that nobody empties fills up, with errors that tests
// provoke and with a line for each checkpoint; then whoever of the server says the next thing waits for ever,
// and so do all who want something of it. `ready` is told once: nothing, or what was said instead.
void listen(int pipe, std::promise<QByteArray> ready)
{
    QByteArray said;
    bool told = false;
    std::array<char, 4096> bytes{};
    for (;;) {
        const ssize_t count = ::read(pipe, bytes.data(), bytes.size());
        if (count <= 0)
            break;
        if (told)
            continue;
        said.append(bytes.data(), count);
        if (said.contains("ready to accept connections")) {
            ready.set_value({});
            told = true;
        }
    }
    if (!told)
        ready.set_value("it ended: " + said);
    ::close(pipe);
}

// PostgreSQL refuses to run as root. What it says goes into `output`, if that is a file.
void asSomebodyElse(QProcess &process, bool untilParentEnds, int output = -1)
{
    process.setChildProcessModifier([untilParentEnds, output] {
        if (output >= 0 && (::dup2(output, STDOUT_FILENO) < 0 || ::dup2(output, STDERR_FILENO) < 0))
            ::_exit(125);
        if (::geteuid() == 0 && (::setgid(Nobody) != 0 || ::setuid(Nobody) != 0))
            ::_exit(126);
        if (untilParentEnds)
            ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
    });
}

}  // namespace

PostgresServer &PostgresServer::shared()
{
    static PostgresServer server;
    return server;
}

PostgresServer::PostgresServer(Sync sync) : m_sync(sync)
{
    if (!m_folder.isValid())
        qFatal("no temporary folder: %s", qPrintable(m_folder.errorString()));
    if (::geteuid() == 0 && ::chown(qPrintable(m_folder.path()), Nobody, Nobody) != 0)
        qFatal("cannot give %s away", qPrintable(m_folder.path()));
    QProcess initdb;
    initdb.setWorkingDirectory(m_folder.path());
    initdb.setProcessChannelMode(QProcess::MergedChannels);
    asSomebodyElse(initdb, false);
    initdb.start(program(QStringLiteral("initdb")),
                 {QStringLiteral("--pgdata=%1/data").arg(m_folder.path()), QStringLiteral("--no-sync"),
                  QStringLiteral("--auth=trust"), QStringLiteral("--encoding=UTF8"),
                  QStringLiteral("--locale=C"), QStringLiteral("--username=dealwright")});
    if (!initdb.waitForFinished(PatienceMs) || initdb.exitCode() != 0)
        qFatal("initdb: %s", initdb.readAll().constData());
    start();
}

PostgresServer::~PostgresServer()
{
    kill();
}

void PostgresServer::start()
{
    QStringList arguments{
        QStringLiteral("-D"), m_folder.filePath(QStringLiteral("data")),
        QStringLiteral("-c"), QStringLiteral("listen_addresses="),
        QStringLiteral("-c"), QStringLiteral("unix_socket_directories=%1").arg(m_folder.path()),
        QStringLiteral("-c"), QStringLiteral("shared_buffers=32MB"),
        QStringLiteral("-c"), QStringLiteral("lc_messages=C")};
    if (m_sync == Sync::Off)
        arguments << QStringLiteral("-c") << QStringLiteral("fsync=off") << QStringLiteral("-c")
                  << QStringLiteral("full_page_writes=off");
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        qFatal("no pipe");
    m_process.setProcessChannelMode(QProcess::ForwardedChannels);
    m_process.setWorkingDirectory(m_folder.path());
    asSomebodyElse(m_process, true, ends[1]);
    m_process.start(program(QStringLiteral("postgres")), arguments);
    m_process.waitForStarted(PatienceMs);
    ::close(ends[1]);
    std::promise<QByteArray> promise;
    std::future<QByteArray> ready = promise.get_future();
    m_listener = std::thread(listen, ends[0], std::move(promise));
    if (ready.wait_for(std::chrono::milliseconds(PatienceMs)) != std::future_status::ready)
        qFatal("postgres does not start");
    if (const QByteArray instead = ready.get(); !instead.isEmpty())
        qFatal("postgres does not start: %s", instead.constData());
}

void PostgresServer::kill()
{
    if (!m_listener.joinable())
        return;
    // Its processes end at once and write nothing: what was not on the disk is lost, as after kill -9, but
    // none of them is left behind.
    if (m_process.state() != QProcess::NotRunning) {
        ::kill(pid_t(m_process.processId()), SIGQUIT);
        if (!m_process.waitForFinished(PatienceMs))
            qFatal("postgres does not end");
    }
    // The last of its processes has ended.
    m_listener.join();
}

QString PostgresServer::address(const QString &database) const
{
    return QStringLiteral("host=%1 user=dealwright dbname=%2").arg(m_folder.path(), database);
}

}  // namespace dw::test
