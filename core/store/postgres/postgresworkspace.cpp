// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/postgresworkspace.h"

#include "core/store/postgres/schema.h"
#include "core/store/postgres/verifier.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryFile>

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <utility>

namespace dw::postgres
{

namespace
{

Result<void> fill(Connection &connection, const WorkspaceInfo &info, const DictionaryPtr &dictionary)
{
    PostgresSession session(connection, info, dictionary);
    const auto work = [&]() -> Result<void> {
        DW_TRY(session.begin(Durability::Saved));
        DW_TRY(Values(connection, info.id).setInfo(info));
        DW_TRY(session.adoptDictionary(dictionary));
        return session.commit();
    };
    const Result<void> done = work();
    session.rollback();
    return done;
}

// The program's own definitions are a part of what the workspace has.
Result<void> adopt(Connection &connection, const WorkspaceInfo &info, const DictionaryPtr &dictionary)
{
    PostgresSession session(connection, info, dictionary);
    const auto work = [&]() -> Result<void> {
        DW_TRY(session.begin(Durability::Saved));
        DW_TRY(adoptDictionary(connection, info.id, *dictionary, Extent::Part));
        return session.commit();
    };
    const Result<void> done = work();
    session.rollback();
    return done;
}

Error readOnly(const QString &folder)
{
    return {ErrorCode::Storage, QStringLiteral("store.opened_read_only"), {folder}};
}

}  // namespace

PostgresWorkspace::PostgresWorkspace(const QString &address, const Id &workspace, Access access,
                                     const QString &cache)
    : m_address(address)
    , m_workspace(workspace)
    , m_access(access)
    , m_cacheFolder(cache)
    , m_rows(address, workspace)
    , m_cache(cache)
{}

PostgresWorkspace::~PostgresWorkspace()
{
    m_follows = false;
    for (SessionThread *thread : {m_list.get(), m_detail.get(), m_writer.get()}) {
        if (thread)
            thread->stop();
    }
}

Result<Id> PostgresWorkspace::create(const QString &address, const NewWorkspace &options,
                                     const DictionaryPtr &dictionary, const Clock &clock, IdGenerator &ids)
{
    DW_ASSIGN(const auto connection, Connection::open(address, Connection::Use::Write));
    WorkspaceInfo info;
    info.id = ids.next();
    info.device = ids.next();
    info.zoneName = options.zoneName;
    info.currency = options.currency;
    info.fiscalStartMonth = options.fiscalStartMonth;
    info.demo = options.demo;
    info.createdAt = clock.now();
    DW_TRY(createSchema(*connection, info.id));
    if (const Result<void> filled = fill(*connection, info, dictionary); !filled.ok()) {
        (void)connection->execute("DROP SCHEMA " + schemaName(info.id) + " CASCADE");
        return filled.error();
    }
    return info.id;
}

Result<void> PostgresWorkspace::remove(const QString &address, const Id &workspace)
{
    DW_ASSIGN(const auto connection, Connection::open(address, Connection::Use::Write));
    return connection->execute("DROP SCHEMA " + schemaName(workspace) + " CASCADE");
}

Result<std::unique_ptr<PostgresWorkspace>> PostgresWorkspace::open(const QString &address,
                                                                   const Id &workspace, Access access,
                                                                   const DictionaryPtr &dictionary,
                                                                   const QString &cache)
{
    std::unique_ptr<PostgresWorkspace> opened(new PostgresWorkspace(address, workspace, access, cache));
    DW_TRY(opened->openAll(dictionary));
    return opened;
}

Result<void> PostgresWorkspace::openAll(const DictionaryPtr &dictionary)
{
    m_standing.dictionary = dictionary;
    const auto use = m_access == Access::ReadWrite ? Connection::Use::Write : Connection::Use::Read;
    {
        DW_ASSIGN(const auto connection, Connection::open(m_address, use));
        DW_TRY(openSchema(*connection, m_workspace));
        DW_ASSIGN(m_info, Values(*connection, m_workspace).info());
        if (m_info.schemaVersion > newestSchemaVersion())
            return Error(ErrorCode::TooNew, QStringLiteral("store.too_new"), {connection->server()});
        if (m_info.schemaVersion < newestSchemaVersion())
            return Error(ErrorCode::Storage, QStringLiteral("store.needs_migration"), {connection->server()});
        if (m_access == Access::ReadWrite)
            DW_TRY(adopt(*connection, m_info, dictionary));
    }
    const auto made = [this](Connection::Use kind) {
        return std::make_unique<SessionThread>(kind, [this] { return standing(); });
    };
    if (m_access == Access::ReadWrite) {
        m_writer = made(Connection::Use::Write);
        m_writer->start(
            openerOf(m_address, m_workspace, Connection::Use::Write), m_info,
            [this](PostgresSession &session) { return takeOver(session); },
            // Its commit made another one, or it took one over.
            [this](const PostgresSession &session) { setConfiguration(session.expected()); });
        DW_TRY(m_writer->waitUntilOpen());
    }
    for (std::unique_ptr<SessionThread> *thread : {&m_list, &m_detail}) {
        *thread = made(Connection::Use::Read);
        (*thread)->start(
            openerOf(m_address, m_workspace, Connection::Use::Read), m_info,
            [this](PostgresSession &) -> Result<void> {
                if (!m_follows)
                    return {};
                return Error(ErrorCode::Conflict, QStringLiteral("store.configuration_changed"));
            },
            [this](const PostgresSession &session) {
                if (session.seen() >= 0 && session.seen() != standing().configuration)
                    wantRenewal();
            });
        DW_TRY((*thread)->waitUntilOpen());
    }
    return {};
}

// --- what all servers go by ---

Standing PostgresWorkspace::standing() const
{
    const std::lock_guard lock(m_mutex);
    return m_standing;
}

void PostgresWorkspace::setDictionary(const DictionaryPtr &dictionary)
{
    const std::lock_guard lock(m_mutex);
    m_standing.dictionary = dictionary;
}

void PostgresWorkspace::setConfiguration(qint64 configuration)
{
    const std::lock_guard lock(m_mutex);
    m_standing.configuration = configuration;
}

Result<void> PostgresWorkspace::setRenewal(Renewal renewal)
{
    const bool follows = renewal != nullptr;
    {
        const std::lock_guard lock(m_renewing);
        m_renewal = std::move(renewal);
    }
    m_follows = follows;
    if (!follows)
        return {};
    // Whatever it was until now: the first transaction takes over what is there.
    setConfiguration(-1);
    Result<void> begun;
    writeNow([&](WriteSession &session) {
        begun = session.begin(Durability::Redoable);
        session.rollback();
    });
    return begun;
}

Result<void> PostgresWorkspace::takeOver(PostgresSession &session)
{
    const std::lock_guard lock(m_renewing);
    if (!m_renewal)
        return {};
    DW_TRY(m_renewal(session));
    session.setDictionary(standing().dictionary);
    session.expect(session.seen());
    // Readers may follow from now on, whatever becomes of this transaction.
    setConfiguration(session.seen());
    return {};
}

void PostgresWorkspace::wantRenewal()
{
    if (!m_follows || m_wanted.exchange(true))
        return;
    m_writer->queue().post(SessionThread::Queue::Place::Front, {},
                           [this](PostgresSession &session, const Ticket &) {
                               m_wanted = false;
                               (void)session.begin(Durability::Redoable);
                               session.rollback();
                           });
}

// --- jobs ---

// A read-only workspace has no writer; what would write is refused by the reader's session.
SessionThread::Queue &PostgresWorkspace::writerOrReader() const
{
    return m_writer ? m_writer->queue() : m_detail->queue();
}

Ticket PostgresWorkspace::read(Lane lane, const QString &slot,
                               std::function<void(ReadSession &, const Ticket &)> work)
{
    SessionThread &thread = lane == Lane::List ? *m_list : *m_detail;
    return thread.queue().post(SessionThread::Queue::Place::Back, slot, std::move(work));
}

Ticket PostgresWorkspace::write(Priority priority, std::function<void(WriteSession &, const Ticket &)> work)
{
    using Place = SessionThread::Queue::Place;
    return writerOrReader().post(priority == Priority::User ? Place::Back : Place::BehindUser, {},
                                 std::move(work));
}

std::optional<Workspace::Priority> PostgresWorkspace::awaited() const
{
    const auto place = writerOrReader().waiting();
    if (!place)
        return {};
    return *place == SessionThread::Queue::Place::BehindUser ? Priority::Batch : Priority::User;
}

void PostgresWorkspace::readNow(const std::function<void(ReadSession &)> &work)
{
    m_detail->queue().runNow(SessionThread::Queue::Place::Back,
                             [&](PostgresSession &session) { work(session); });
}

void PostgresWorkspace::writeNow(const std::function<void(WriteSession &)> &work)
{
    writerOrReader().runNow(SessionThread::Queue::Place::Back,
                            [&](PostgresSession &session) { work(session); });
}

// --- care ---

Result<QList<VerifyCheck>> PostgresWorkspace::verify(const Ticket &ticket)
{
    DW_ASSIGN(const auto connection, Connection::open(m_address, Connection::Use::Read));
    DW_TRY(openSchema(*connection, m_workspace));
    // Whole tables are read, and files between them.
    DW_TRY(connection->execute("SET statement_timeout=0;SET idle_in_transaction_session_timeout=0"));
    DW_TRY(connection->begin());
    return Verifier(*connection, m_workspace, standing().dictionary, m_rows).run(ticket);
}

Result<void> PostgresWorkspace::backup(const QString &, const Ticket &)
{
    return Error(ErrorCode::Unsupported, QStringLiteral("store.backup_by_database"));
}

// --- attachments ---

Result<Workspace::StoredBlob> PostgresWorkspace::putBlob(const QString &sourceFile)
{
    if (m_access == Access::ReadOnly)
        return readOnly(m_cacheFolder);
    DW_ASSIGN(const StoredBlob blob, m_cache.take(sourceFile));
    DW_TRY(m_rows.put(m_cache.pathFor(blob.sha256), blob));
    trimCache();
    return blob;
}

// A server has no one to take a file from whose record is there already.
Result<Workspace::StoredBlob> PostgresWorkspace::takeBlob(const QString &sourceFile)
{
    return putBlob(sourceFile);
}

Result<QString> PostgresWorkspace::blobPath(const QByteArray &sha256) const
{
    DW_ASSIGN(const qint64 size, m_rows.size(sha256));
    const QString path = m_cache.pathFor(sha256);
    const auto isHere = [&] { return QFileInfo(path).isFile() && QFileInfo(path).size() == size; };
    const std::lock_guard lock(m_filling);
    if (isHere()) {
        // It was asked for now.
        ::utimensat(AT_FDCWD, QFile::encodeName(path).constData(), nullptr, 0);
        return path;
    }
    DW_TRY(makePrivateFolder(m_cacheFolder));
    QTemporaryFile copy(m_cacheFolder + QStringLiteral("/fetched-XXXXXX"));
    if (!copy.open())
        return Error(ErrorCode::Storage, QStringLiteral("store.io_failed"), {m_cacheFolder},
                     copy.errorString());
    DW_TRY(m_rows.read(sha256, &copy));
    if (!copy.flush())
        return Error(ErrorCode::Storage, QStringLiteral("store.disk_full"), {m_cacheFolder},
                     copy.errorString());
    DW_TRY(m_cache.take(copy.fileName()));
    trimCache();
    return path;
}

void PostgresWorkspace::trimCache() const
{
    QList<QFileInfo> files;
    qint64 bytes = 0;
    const QStringList names = m_cache.all();
    for (const QString &name : names) {
        files.append(QFileInfo(m_cache.pathFor(QByteArray::fromHex(name.toLatin1()))));
        bytes += files.last().size();
    }
    if (bytes <= CacheBytes)
        return;
    std::sort(files.begin(), files.end(),
              [](const QFileInfo &a, const QFileInfo &b) { return a.lastModified() < b.lastModified(); });
    // What is being sent from a file stays readable until it is sent.
    for (const QFileInfo &file : std::as_const(files)) {
        if (bytes <= CacheBytes * 3 / 4)
            return;
        if (QFile::remove(file.filePath()))
            bytes -= file.size();
    }
}

QList<QByteArray> PostgresWorkspace::blobs() const
{
    const Result<QList<QByteArray>> all = m_rows.all();
    return all.ok() ? *all : QList<QByteArray>();
}

Result<bool> PostgresWorkspace::dropBlob(const QByteArray &sha256)
{
    if (m_access == Access::ReadOnly)
        return readOnly(m_cacheFolder);
    return m_rows.drop(sha256);
}

}  // namespace dw::postgres
