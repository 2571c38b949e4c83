// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/searchbuild.h"

#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/searchindex.h"

#include <sqlite3.h>

namespace dw::sqlite
{

namespace
{

constexpr int CacheKiB = 32768;
constexpr char Beside[] = "beside";

}  // namespace

SearchBuild::SearchBuild(const QString &file, const DictionaryPtr &dictionary)
    : m_file(file), m_dictionary(dictionary)
{
    for (Worker &worker : m_workers)
        worker.done = std::async(std::launch::async, [this, &worker] { return run(worker); });
}

SearchBuild::~SearchBuild()
{
    {
        const std::lock_guard lock(m_mutex);
        m_left = QStringList();
        for (const Worker &worker : m_workers) {
            if (worker.done.valid() && worker.connection)
                worker.connection->interrupt();
        }
    }
    for (Worker &worker : m_workers) {
        if (!worker.done.valid())
            continue;
        worker.wanted.set_value(false);
        worker.done.wait();
    }
}

Result<void> SearchBuild::bringIn()
{
    for (Worker &worker : m_workers) {
        worker.wanted.set_value(true);
        DW_TRY(worker.done.get());
    }
    return {};
}

Result<void> SearchBuild::run(Worker &worker)
{
    DW_ASSIGN(const std::unique_ptr<Connection> connection,
              Connection::open(m_file, Connection::Mode::ReadWrite, CacheKiB));
    {
        const std::lock_guard lock(m_mutex);
        worker.connection = connection.get();
    }
    const Result<void> done = work(*connection, worker);
    const std::lock_guard lock(m_mutex);
    worker.connection = nullptr;
    return done;
}

// Empty: nothing is left to be done.
Result<QString> SearchBuild::next(SearchIndex &index)
{
    const std::lock_guard lock(m_mutex);
    if (!m_left) {
        DW_ASSIGN(m_left, index.largestFirst());
    }
    return m_left->isEmpty() ? QString() : m_left->takeFirst();
}

Result<void> SearchBuild::work(Connection &connection, Worker &worker)
{
    const QByteArray beside = Beside;
    // Some hundred MB for a million records: in a file, not in memory.
    DW_TRY(connection.execute("PRAGMA temp_store=FILE; ATTACH '' AS " + beside + "; PRAGMA " + beside +
                              ".journal_mode=OFF; PRAGMA " + beside + ".synchronous=OFF; PRAGMA " + beside +
                              ".cache_size=-32768"));
    SearchIndex built(connection, beside);
    built.setDictionary(m_dictionary);
    DW_TRY(connection.execute("BEGIN"));
    QStringList objects;
    for (;;) {
        DW_ASSIGN(const QString object, next(built));
        if (object.isEmpty())
            break;
        DW_TRY(built.rebuild(object));
        objects.append(object);
    }
    DW_TRY(connection.execute("COMMIT"));

    if (!worker.wanted.get_future().get())
        return Error(ErrorCode::Cancelled, QStringLiteral("store.cancelled"));
    // FTS5's own tables are closed to SQL everywhere else.
    int open = -1;
    if (sqlite3_db_config(connection.handle(), SQLITE_DBCONFIG_DEFENSIVE, 0, &open) != SQLITE_OK || open != 0)
        return Error(ErrorCode::Internal, QStringLiteral("store.setting_refused"),
                     {QStringLiteral("defensive")});
    SearchIndex index(connection);
    index.setDictionary(m_dictionary);
    DW_TRY(connection.execute("BEGIN IMMEDIATE"));
    Result<void> taken = index.takeOver(built, objects);
    if (taken.ok())
        taken = connection.execute("COMMIT");
    if (!taken.ok())
        (void)connection.execute("ROLLBACK");
    return taken;
}

}  // namespace dw::sqlite
