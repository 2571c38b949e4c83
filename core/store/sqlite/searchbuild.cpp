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
    m_done = std::async(std::launch::async, [this] { return run(); });
}

SearchBuild::~SearchBuild()
{
    if (!m_done.valid())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_givenUp = true;
        if (m_connection)
            m_connection->interrupt();
    }
    m_wanted.set_value(false);
    m_done.wait();
}

Result<void> SearchBuild::bringIn()
{
    m_wanted.set_value(true);
    return m_done.get();
}

Result<void> SearchBuild::run()
{
    DW_ASSIGN(const std::unique_ptr<Connection> connection,
              Connection::open(m_file, Connection::Mode::ReadWrite, CacheKiB));
    {
        const std::lock_guard lock(m_mutex);
        m_connection = connection.get();
    }
    const Result<void> done = work(*connection);
    const std::lock_guard lock(m_mutex);
    m_connection = nullptr;
    return done;
}

Result<void> SearchBuild::work(Connection &connection)
{
    const QByteArray beside = Beside;
    // Some hundred MB for a million records: in a file, not in memory.
    DW_TRY(connection.execute("PRAGMA temp_store=FILE; ATTACH '' AS " + beside + "; PRAGMA " + beside +
                              ".journal_mode=OFF; PRAGMA " + beside + ".synchronous=OFF; PRAGMA " + beside +
                              ".cache_size=-32768"));
    SearchIndex built(connection, beside);
    built.setDictionary(m_dictionary);
    DW_TRY(connection.execute("BEGIN"));
    DW_TRY(built.rebuild());
    DW_TRY(connection.execute("COMMIT"));

    if (!m_wanted.get_future().get())
        return Error(ErrorCode::Cancelled, QStringLiteral("store.cancelled"));
    // FTS5's own tables are closed to SQL everywhere else.
    int open = -1;
    if (sqlite3_db_config(connection.handle(), SQLITE_DBCONFIG_DEFENSIVE, 0, &open) != SQLITE_OK || open != 0)
        return Error(ErrorCode::Internal, QStringLiteral("store.setting_refused"),
                     {QStringLiteral("defensive")});
    SearchIndex index(connection);
    index.setDictionary(m_dictionary);
    DW_TRY(connection.execute("BEGIN IMMEDIATE"));
    Result<void> taken = index.takeOver(built);
    if (taken.ok())
        taken = connection.execute("COMMIT");
    if (!taken.ok())
        (void)connection.execute("ROLLBACK");
    return taken;
}

}  // namespace dw::sqlite
