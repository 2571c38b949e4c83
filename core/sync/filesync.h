// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"
#include "core/sync/laptoppolicy.h"
#include "core/sync/serverline.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace dw
{

// The files of attachments on a laptop (sync-protocol.md 3.16): sends what its user attached, fetches what
// belongs here, and takes away what nothing here names any more. Each call goes on where an earlier one
// ended, file by file and chunk by chunk; it blocks, on the thread of the line. An Error where the line or
// the store failed; a single file that the server refuses, or that is gone here, is passed over.
class FileSync
{
public:
    FileSync(CommandRunner &runner, ServerLine &line, const LaptopPolicy &policy = {})
        : m_runner(runner), m_line(line), m_policy(policy)
    {}

    void setPolicy(const LaptopPolicy &policy) { m_policy = policy; }

    // Whether `user` has files here that the server may not have got.
    Result<bool> hasToSend(const Id &user) const;
    // Of at most `largest` bytes each. How many came through to the end.
    Result<int> send(const Id &user, qint64 largest);
    // Small ones and those marked to be kept offline, newest first, as far as the quota goes.
    Result<int> fetchWanted();
    // Whether fetchWanted() would ask for any, quota aside.
    Result<bool> hasToFetch() const;
    // One, of any size, into the workspace. NotFound "sync.file_not_there" while the server has not got it.
    Result<void> fetch(const Record &attachment);
    // What no record, and nothing that waits for the server or for a person, names. How many went.
    Result<int> sweep();

private:
    struct Waiting
    {
        QByteArray sha256;
        QString path;
        qint64 size = 0;
    };
    Result<QList<Record>> attachments() const;
    QList<Record> wantedOf(const QList<Record> &all) const;
    Result<QList<Waiting>> waiting(const Id &user) const;
    Result<bool> sendOne(const Waiting &file);
    // Drops what was not used for longest until the quota holds; what is left of it.
    Result<qint64> makeRoom(const QList<Record> &all);
    QString incoming() const;
    bool isHere(const Record &attachment) const;

    CommandRunner &m_runner;
    ServerLine &m_line;
    LaptopPolicy m_policy;
};

}  // namespace dw
