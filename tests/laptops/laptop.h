// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/idgenerator.h"
#include "core/commands/commandrunner.h"
#include "core/sync/joined.h"
#include "core/sync/syncrunner.h"
#include "tests/support/serverprogram.h"

#include <QTemporaryDir>

#include <memory>

namespace dw::test
{

// A laptop of a real server, in this process.
class Laptop
{
public:
    // Enrols it; fails loudly.
    Laptop(const ServerProgram &server, const QString &login);

    QString folder() const { return m_folder.path() + QStringLiteral("/ws"); }
    CommandRunner &runner() { return *m_runner; }
    Workspace &workspace() { return *m_workspace; }
    const Joined &joined() const { return m_joined; }
    Actor actor();
    // For other programs to open its workspace; nothing else may be asked of it after that, until open().
    void close();
    void open();
    // What it takes for its server's address from here on: a line that breaks.
    void reachThrough(quint16 port);

    Id create(const QString &name);
    void attach(const RecordRef &related, const QString &file);
    SyncReport sync(const SyncRunner::Options &options = quick());
    // Impatient: for lines that break on purpose.
    static SyncRunner::Options quick();

    // Of all live accounts, sorted.
    QStringList accounts();
    int waiting();
    int inbox();

private:
    CommandResult run(const QString &command, const QJsonObject &arguments);

    QTemporaryDir m_folder;
    SystemClock m_clock;
    IdGenerator m_ids{m_clock};
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<CommandRunner> m_runner;
    Joined m_joined;
};

QString textOf(const std::optional<Error> &error);

}  // namespace dw::test
