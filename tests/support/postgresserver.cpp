// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/postgresserver.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

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

// PostgreSQL refuses to run as root.
void asSomebodyElse(QProcess &process, bool untilParentEnds)
{
    process.setChildProcessModifier([untilParentEnds] {
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
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setWorkingDirectory(m_folder.path());
    asSomebodyElse(m_process, true);
    m_process.start(program(QStringLiteral("postgres")), arguments);
    QByteArray said;
    while (!said.contains("ready to accept connections")) {
        if (!m_process.waitForReadyRead(PatienceMs))
            qFatal("postgres does not start: %s", said.constData());
        said += m_process.readAll();
    }
}

void PostgresServer::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    // Its processes end at once and write nothing: what was not on the disk is lost, as after kill -9, but
    // none of them is left behind.
    ::kill(pid_t(m_process.processId()), SIGQUIT);
    if (!m_process.waitForFinished(PatienceMs))
        qFatal("postgres does not end");
}

QString PostgresServer::address(const QString &database) const
{
    return QStringLiteral("host=%1 user=dealwright dbname=%2").arg(m_folder.path(), database);
}

}  // namespace dw::test
