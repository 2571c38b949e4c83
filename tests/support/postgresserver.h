// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <thread>

namespace dw::test
{

// A real PostgreSQL server of its own: in a temporary folder, reached by a Unix socket in it and by nothing
// else, run by somebody who is not root. Ends with this object, and with this process, however that ends.
// Fails loudly.
class PostgresServer
{
public:
    enum class Sync {
        Off,  // nothing of it survives a power cut, which no test asks for
        On,
    };
    explicit PostgresServer(Sync sync = Sync::Off);
    ~PostgresServer();
    PostgresServer(const PostgresServer &) = delete;
    PostgresServer &operator=(const PostgresServer &) = delete;

    // One for all tests of a program, without sync.
    static PostgresServer &shared();

    // As libpq takes it, of one of its databases.
    QString address(const QString &database = QStringLiteral("postgres")) const;
    // Of the first of its processes, whose children the others are.
    qint64 process() const { return m_process.processId(); }
    // At once, as kill -9 does to all of its processes; start() recovers.
    void kill();
    void start();

private:
    const Sync m_sync;
    QTemporaryDir m_folder;
    QProcess m_process;
    std::thread m_listener;  // hears what the server says
};

}  // namespace dw::test
