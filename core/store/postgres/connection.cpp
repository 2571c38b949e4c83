// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/connection.h"

#include <libpq-fe.h>

#include <algorithm>
#include <utility>

namespace dw::postgres
{

namespace
{

constexpr qsizetype MaxIdleStatements = 256;

// As the server says it, first the classes, then what differs within one.
Error errorFor(QByteArrayView state, const QString &server, const QString &detail)
{
    const auto is = [state](const char *code) { return state == QByteArrayView(code); };
    if (is("23505"))
        return {ErrorCode::Conflict, QStringLiteral("store.duplicate"), {}, detail};
    if (state.startsWith("23"))
        return {ErrorCode::Internal, QStringLiteral("store.constraint"), {}, detail};
    if (is("57014"))
        return {ErrorCode::Cancelled, QStringLiteral("store.cancelled"), {}, detail};
    // Somebody else was first: deadlock, serialization, a lock that did not come.
    if (state.startsWith("40") || is("55P03"))
        return {ErrorCode::Conflict, QStringLiteral("store.locked"), {server}, detail};
    if (is("53100"))
        return {ErrorCode::Storage, QStringLiteral("store.disk_full"), {server}, detail};
    if (is("25006"))
        return {ErrorCode::Storage, QStringLiteral("store.read_only"), {server}, detail};
    if (state.startsWith("28"))
        return {ErrorCode::Storage, QStringLiteral("store.database_refused"), {server}, detail};
    if (is("3D000"))
        return {ErrorCode::NotFound, QStringLiteral("store.no_database"), {server}, detail};
    if (is("42501"))
        return {ErrorCode::Storage, QStringLiteral("store.database_forbids"), {server}, detail};
    if (is("58030") || is("XX001") || is("XX002"))
        return {ErrorCode::Storage, QStringLiteral("store.io_failed"), {server}, detail};
    // 08: the line; 57: it is being shut down or was; 53: no memory or connection left.
    if (state.startsWith("08") || state.startsWith("57") || state.startsWith("53"))
        return {ErrorCode::Storage, QStringLiteral("store.database_away"), {server}, detail};
    return {ErrorCode::Internal, QStringLiteral("store.statement_failed"), {}, detail};
}

// ?1, ?2 ... as $1, $2 ... without gaps; `places` says where each went. Empty where there are none.
QByteArray ownParameters(const QByteArray &sql, std::vector<int> &places)
{
    QByteArray text;
    int count = 0;
    for (qsizetype i = 0; i < sql.size(); ++i) {
        const char c = sql[i];
        if (c == '\'' || c == '"') {
            const qsizetype end = sql.indexOf(c, i + 1);
            text += sql.mid(i, end < 0 ? -1 : end - i + 1);
            i = end < 0 ? sql.size() : end;
            continue;
        }
        if (c != '?') {
            text += c;
            continue;
        }
        qsizetype number = 0;
        while (i + 1 < sql.size() && sql[i + 1] >= '0' && sql[i + 1] <= '9')
            number = number * 10 + (sql[++i] - '0');
        // Without a number: the one behind the largest so far.
        if (number == 0)
            number = qsizetype(places.size()) + 1;
        if (size_t(number) > places.size())
            places.resize(size_t(number), 0);
        int &place = places[size_t(number) - 1];
        if (place == 0)
            place = ++count;
        text += '$' + QByteArray::number(place);
    }
    return text;
}

}  // namespace

QByteArray quoted(QStringView name)
{
    QByteArray text = name.toUtf8();
    text.replace('"', "\"\"");
    return '"' + text + '"';
}

Connection::Connection(Use use)
    : m_use(use)
    , m_pipeline([this](const pg_result *answer, const QByteArray &sql) { return errorOf(answer, sql); })
{}

Result<std::unique_ptr<Connection>> Connection::open(const QString &address, Use use)
{
    std::unique_ptr<Connection> made(new Connection(use));
    const QByteArray given = address.toUtf8();
    // What stands in `address` goes before what stands here.
    const char *const keywords[] = {"application_name", "connect_timeout", "tcp_user_timeout", "dbname",
                                    nullptr};
    const char *const values[] = {"dealwright-server", "10", "30000", given.constData(), nullptr};
    made->m_handle = PQconnectdbParams(keywords, values, 1);
    pg_conn *const handle = made->m_handle;
    if (!handle)
        return Error(ErrorCode::Storage, QStringLiteral("store.out_of_memory"));
    const auto part = [](const char *text) { return QString::fromUtf8(text ? text : ""); };
    made->m_server = part(PQhost(handle));
    if (const QString port = part(PQport(handle)); !port.isEmpty())
        made->m_server += QLatin1Char(':') + port;
    if (const QString name = part(PQdb(handle)); !name.isEmpty())
        made->m_server += QLatin1Char('/') + name;
    if (PQstatus(handle) != CONNECTION_OK) {
        // libpq has no code for it, only words.
        const QByteArray said(PQerrorMessage(handle));
        const QString detail = QString::fromUtf8(said.trimmed());
        if (PQconnectionNeedsPassword(handle) || PQconnectionUsedPassword(handle) ||
            said.contains("authentication failed") || said.contains("no pg_hba.conf entry"))
            return Error(ErrorCode::Storage, QStringLiteral("store.database_refused"), {made->m_server},
                         detail);
        if (said.contains("does not exist") && said.contains("database"))
            return Error(ErrorCode::NotFound, QStringLiteral("store.no_database"), {made->m_server}, detail);
        return Error(ErrorCode::Storage, QStringLiteral("store.database_away"), {made->m_server}, detail);
    }
    DW_TRY(made->configure());
    return made;
}

Result<void> Connection::checkAddress(const QString &address)
{
    struct Free
    {
        void operator()(PQconninfoOption *options) const { PQconninfoFree(options); }
    };
    // What it says is wrong quotes what was given, which may hold a password: it goes nowhere.
    char *said = nullptr;
    const std::unique_ptr<PQconninfoOption, Free> options(
        PQconninfoParse(address.toUtf8().constData(), &said));
    PQfreemem(said);
    // Alone it would be the name of a database.
    const bool named = address.contains(QLatin1Char('=')) || address.contains(QLatin1String("://"));
    if (!options || !named)
        return Error(ErrorCode::Invalid, QStringLiteral("store.bad_address"));
    for (const PQconninfoOption *option = options.get(); option->keyword; ++option) {
        const QByteArrayView keyword(option->keyword);
        if (option->val && (keyword == "password" || keyword == "sslpassword"))
            return Error(ErrorCode::Invalid, QStringLiteral("store.password_in_address"));
    }
    return {};
}

bool Connection::isBroken() const
{
    return PQstatus(m_handle) != CONNECTION_OK;
}

Result<void> Connection::configure()
{
    // What the server only mentions goes nowhere: it may quote values.
    PQsetNoticeProcessor(
        m_handle, [](void *, const char *) {}, nullptr);
    {
        const std::lock_guard lock(m_cancelling);
        PQfreeCancel(std::exchange(m_cancel, PQgetCancel(m_handle)));
    }
    QByteArray settings =
        "SET client_encoding=UTF8;SET standard_conforming_strings=on;"
        "SET bytea_output=hex;SET TimeZone='UTC';SET client_min_messages=warning;"
        // A server that was cut off keeps no lock that others wait for.
        "SET idle_in_transaction_session_timeout='60s';";
    settings += m_use == Use::Write ? "SET lock_timeout='30s'" : "SET statement_timeout='10s'";
    DW_TRY(execute(settings));
    return m_schema.isEmpty() ? Result<void>() : setSchema(m_schema);
}

Result<void> Connection::setSchema(const QByteArray &schema)
{
    m_schema = schema;
    return execute("SET search_path=" + quoted(QString::fromUtf8(schema)));
}

Result<void> Connection::reconnect()
{
    // Statements that are still in use somewhere are of the old line: they fail, and go with their handle.
    m_prepared.clear();
    m_pipeline.forget();
    m_idle = 0;
    ++m_line;
    PQreset(m_handle);
    if (PQstatus(m_handle) != CONNECTION_OK)
        return Error(ErrorCode::Storage, QStringLiteral("store.database_away"), {m_server},
                     QString::fromUtf8(PQerrorMessage(m_handle)).trimmed());
    return configure();
}

Connection::~Connection()
{
    m_prepared.clear();
    PQfreeCancel(m_cancel);
    PQfinish(m_handle);
}

Result<Statement> Connection::prepare(const QByteArray &sql)
{
    std::vector<std::shared_ptr<PreparedStatement>> &known = m_prepared[sql];
    for (const std::shared_ptr<PreparedStatement> &one : known) {
        if (!one->busy) {
            one->busy = true;
            --m_idle;
            return Statement(*this, one);
        }
    }
    if (const Result<void> settled = settle(); !settled.ok()) {
        if (known.empty())
            m_prepared.remove(sql);
        return settled.error();
    }
    auto made = std::make_shared<PreparedStatement>();
    made->name = "s" + QByteArray::number(++m_names);
    made->sql = sql;
    const QByteArray own = ownParameters(sql, made->places);
    m_waits += 2;
    Answer answer(PQprepare(m_handle, made->name.constData(), own.constData(), 0, nullptr));
    if (PQresultStatus(answer.get()) == PGRES_COMMAND_OK)
        answer.reset(PQdescribePrepared(m_handle, made->name.constData()));
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) {
        const Error error = errorOf(answer.get(), sql);
        if (known.empty())
            m_prepared.remove(sql);
        return error;
    }
    for (int i = 0; i < PQnparams(answer.get()); ++i)
        made->types.push_back(PQparamtype(answer.get(), i));
    made->busy = true;
    known.push_back(made);
    return Statement(*this, made);
}

void Connection::giveBack(PreparedStatement &prepared)
{
    prepared.busy = false;
    prepared.usedAt = ++m_uses;
    const auto known = m_prepared.constFind(prepared.sql);
    const bool ours =
        known != m_prepared.cend() &&
        std::any_of(known->cbegin(), known->cend(), [&](const auto &one) { return one.get() == &prepared; });
    // Not behind statements whose errors are still to come: they are told to who sent them.
    if (ours && ++m_idle > MaxIdleStatements && m_pipeline.isEmpty())
        dropIdle(MaxIdleStatements * 3 / 4);
}

// The least used ones, here and on the server.
void Connection::dropIdle(qsizetype keep)
{
    std::vector<qint64> uses;
    for (const auto &known : std::as_const(m_prepared)) {
        for (const auto &one : known) {
            if (!one->busy)
                uses.push_back(one->usedAt);
        }
    }
    if (uses.size() <= size_t(keep))
        return;
    std::sort(uses.begin(), uses.end(), std::greater<>());
    const qint64 oldest = uses[size_t(keep) - 1];
    QByteArray gone;
    for (auto known = m_prepared.begin(); known != m_prepared.end();) {
        std::erase_if(*known, [&](const std::shared_ptr<PreparedStatement> &one) {
            if (one->busy || one->usedAt >= oldest)
                return false;
            gone += "DEALLOCATE " + one->name + ';';
            --m_idle;
            return true;
        });
        known = known->empty() ? m_prepared.erase(known) : std::next(known);
    }
    // In a transaction that an error has ended nothing is executed: they stay until the line ends.
    if (!m_pipeline.isEmpty()) {
        for (const QByteArray &one : gone.split(';')) {
            if (!one.isEmpty())
                (void)executeLater(one);
        }
    } else if (PQtransactionStatus(m_handle) != PQTRANS_INERROR)
        (void)execute(gone);
}

Result<Answer> Connection::ask(const PreparedStatement &prepared, const BoundValues &bound)
{
    ++m_waits;
    if (!m_pipeline.isEmpty()) {
        DW_TRY(m_pipeline.send(m_handle, prepared.name, prepared.sql, bound));
        return m_pipeline.finish(m_handle);
    }
    Answer answer(PQexecPrepared(m_handle, prepared.name.constData(), int(bound.values.size()),
                                 bound.values.data(), bound.lengths.data(), bound.formats.data(), 1));
    const ExecStatusType status = PQresultStatus(answer.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        return errorOf(answer.get(), prepared.sql);
    return answer;
}

Result<void> Connection::sendLater(const QByteArray &name, const QByteArray &sql, const BoundValues &bound)
{
    if (m_pipeline.isFull())
        DW_TRY(settle());
    return m_pipeline.send(m_handle, name, sql, bound);
}

Result<void> Connection::executeLater(const QByteArray &sql)
{
    return inTransaction() ? sendLater({}, sql, {}) : execute(sql);
}

Result<void> Connection::settle()
{
    m_waits += m_pipeline.isEmpty() ? 0 : 1;
    const Result<Answer> heard = m_pipeline.finish(m_handle);
    return heard.ok() ? Result<void>() : Result<void>(heard.error());
}

Result<void> Connection::execute(const QByteArray &sql)
{
    DW_TRY(settle());
    ++m_waits;
    const Answer answer(PQexec(m_handle, sql.constData()));
    switch (PQresultStatus(answer.get())) {
        case PGRES_COMMAND_OK:
        case PGRES_TUPLES_OK:
        case PGRES_EMPTY_QUERY:
            return {};
        default:
            return errorOf(answer.get(), sql);
    }
}

Result<qint64> Connection::integer(const QByteArray &sql)
{
    DW_ASSIGN(Statement statement, prepare(sql));
    DW_ASSIGN(const bool row, statement.step());
    return row ? statement.integer(0) : 0;
}

Result<QString> Connection::text(const QByteArray &sql)
{
    DW_ASSIGN(Statement statement, prepare(sql));
    DW_ASSIGN(const bool row, statement.step());
    return row ? statement.text(0) : QString();
}

Result<void> Connection::begin()
{
    ++m_transaction;
    const QByteArray sql = m_use == Use::Write ? QByteArrayLiteral("BEGIN ISOLATION LEVEL READ COMMITTED")
                                               : QByteArrayLiteral(
                                                     "BEGIN ISOLATION LEVEL REPEATABLE READ "
                                                     "READ ONLY");
    if (PQstatus(m_handle) == CONNECTION_OK) {
        const Result<void> begun = execute(sql);
        // A line that broke while nothing ran on it is noticed now.
        if (begun.ok() || begun.error().key != QLatin1String("store.database_away"))
            return begun;
    }
    DW_TRY(reconnect());
    return execute(sql);
}

Result<void> Connection::commit()
{
    // COMMIT of a transaction that has failed is a ROLLBACK that reports no error.
    if (!inTransaction()) {
        rollback();
        return Error(ErrorCode::Internal, QStringLiteral("store.no_transaction"), {},
                     QStringLiteral("the transaction had ended by an error"));
    }
    // Not behind what failed: the server skips it then.
    if (m_pipeline.isEmpty())
        return execute("COMMIT");
    DW_TRY(executeLater("COMMIT"));
    return settle();
}

void Connection::rollback()
{
    (void)settle();
    if (PQtransactionStatus(m_handle) != PQTRANS_IDLE)
        (void)execute("ROLLBACK");
}

bool Connection::inTransaction() const
{
    // What is under way began in one, and whether it ended that is not known yet.
    return !m_pipeline.isEmpty() || PQtransactionStatus(m_handle) == PQTRANS_INTRANS;
}

bool Connection::isIdle() const
{
    return m_pipeline.isEmpty() && PQtransactionStatus(m_handle) == PQTRANS_IDLE;
}

void Connection::interrupt()
{
    const std::lock_guard lock(m_cancelling);
    char said[256];
    if (m_cancel)
        PQcancel(m_cancel, said, sizeof said);
}

Error Connection::errorOf(const pg_result *answer, const QByteArray &sql) const
{
    const char *state = answer ? PQresultErrorField(answer, PG_DIAG_SQLSTATE) : nullptr;
    const char *primary = answer ? PQresultErrorField(answer, PG_DIAG_MESSAGE_PRIMARY) : nullptr;
    const QString detail = QStringLiteral("%1 [%2]: %3")
                               .arg(QString::fromUtf8(primary ? primary : PQerrorMessage(m_handle)).trimmed(),
                                    QString::fromLatin1(state ? state : "-"), QString::fromUtf8(sql));
    // What libpq says of itself has no code: the line is gone, also where it has not noticed it yet.
    if (PQstatus(m_handle) != CONNECTION_OK || !state)
        return {ErrorCode::Storage, QStringLiteral("store.database_away"), {m_server}, detail};
    return errorFor(state, m_server, detail);
}

Error Connection::errorIn(const QByteArray &sql, const QByteArray &detail) const
{
    return {ErrorCode::Internal,
            QStringLiteral("store.statement_failed"),
            {},
            QString::fromUtf8(detail + ": " + sql)};
}

}  // namespace dw::postgres
