// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <condition_variable>
#include <mutex>
#include <thread>

struct sqlite3;

namespace dw::sqlite
{

class Connection;

// Moves what a load leaves in the write-ahead log into the file, on a thread and a connection of its own,
// while the writer goes on. SQLite would have the writer do it, a twelfth of an import's time. A commit of a
// person is far below what asks for it.
class Checkpoints
{
public:
    // It is asked for after each `usual` pages of the log, not more often: a page that several commits write
    // goes into the file once. At `most` the writer finishes it itself, for the log begins anew only where
    // all of it is in the file before the next transaction.
    struct Limits
    {
        int usual = 4'000;
        int most = 16'000;  // what Connection lets the log keep
    };
    Checkpoints(const QString &file, const Limits &limits);
    explicit Checkpoints(const QString &file) : Checkpoints(file, Limits()) {}
    // The followed connection is closed by then.
    ~Checkpoints();
    Checkpoints(const Checkpoints &) = delete;
    Checkpoints &operator=(const Checkpoints &) = delete;

    // On the writer's thread: in place of what SQLite does at the commits of this connection.
    void follow(Connection &writer);
    // On the writer's thread: until nothing is under way, for SQLite lets in one at a time and tells others
    // to come again. What was asked for is not done.
    void waitForPause();
    // Does what was asked for and closes the connection, so that the writer's may be the last. From here on
    // the writer is alone.
    void stop();

private:
    static int committed(void *self, sqlite3 *writer, const char *database, int pages);
    void ask();
    void main();

    QString m_file;
    Limits m_limits;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_step = 0;  // of `usual` pages, at the last commit; on the writer's thread
    bool m_asked = false;
    bool m_busy = false;
    bool m_stopped = false;
    std::thread m_thread;  // from the first time on
};

}  // namespace dw::sqlite
