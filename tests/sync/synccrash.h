// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTemporaryDir>

#include <atomic>

struct sqlite3;

namespace dw::test
{

// The files below a folder as they are before an SQL statement, the one so many from here on: what a process
// that is killed there leaves behind. Whoever asked goes on, unaware of it; what came of that is thrown away
// when the files are put in the place of what is there. One at a time in a process.
class SyncCrash
{
public:
    // Connections that are opened from here on are counted.
    static void install();

    // `folder` is an absolute path; a statement of 0 only counts.
    SyncCrash(QString folder, int statement);
    ~SyncCrash();
    SyncCrash(const SyncCrash &) = delete;
    SyncCrash &operator=(const SyncCrash &) = delete;

    bool hasStruck() const { return m_struck; }
    int statements() const { return m_statements; }
    const QString &folder() const { return m_folder; }
    // What was there then.
    QString image() const { return m_image.path(); }

    // What a process that is gone leaves: no lock, and no index of the log, which is made anew.
    static void copyFolder(const QString &from, const QString &to);

private:
    static int note(unsigned event, void *connection, void *statement, void *text);
    void count(sqlite3 *connection);

    static std::atomic<SyncCrash *> s_armed;
    const QString m_folder;
    const QByteArray m_bytes;
    const int m_at;
    std::atomic<int> m_statements = 0;
    std::atomic<bool> m_struck = false;
    QTemporaryDir m_image;
};

}  // namespace dw::test
