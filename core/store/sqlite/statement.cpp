// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/statement.h"

#include "core/store/sqlite/connection.h"

#include <QStringConverter>

#include <sqlite3.h>

#include <algorithm>
#include <utility>

namespace dw::sqlite
{

Statement::Statement(Connection &connection, PreparedStatement &prepared)
    : m_connection(&connection), m_prepared(&prepared), m_statement(prepared.handle)
{}

Statement::~Statement()
{
    release();
}

Statement::Statement(Statement &&other) noexcept
    : m_connection(other.m_connection)
    , m_prepared(other.m_prepared)
    , m_statement(std::exchange(other.m_statement, nullptr))
    , m_bindError(other.m_bindError)
{}

Statement &Statement::operator=(Statement &&other) noexcept
{
    if (this != &other) {
        release();
        m_connection = other.m_connection;
        m_prepared = other.m_prepared;
        m_statement = std::exchange(other.m_statement, nullptr);
        m_bindError = other.m_bindError;
    }
    return *this;
}

void Statement::release()
{
    if (!m_statement)
        return;
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
    m_prepared->used = 0;
    m_connection->giveBack(*m_prepared);
    m_statement = nullptr;
}

void Statement::bindNull(int index)
{
    note(sqlite3_bind_null(m_statement, index));
}

void Statement::bind(int index, qint64 value)
{
    note(sqlite3_bind_int64(m_statement, index, value));
}

void Statement::bind(int index, QStringView text)
{
    // Codes, numbers and names in Latin letters: their bytes are known without an encoder.
    if (char *free = roomFor(text.size())) {
        char *end = free;
        for (const QChar c : text) {
            if (c.unicode() >= 0x80)
                break;
            *end++ = char(c.unicode());
        }
        if (end - free == text.size()) {
            m_prepared->used += text.size();
            note(sqlite3_bind_text64(m_statement, index, free, sqlite3_uint64(text.size()), SQLITE_STATIC,
                                     SQLITE_UTF8));
            return;
        }
    }
    QStringEncoder encoder(QStringEncoder::Utf8);
    const qsizetype room = encoder.requiredSpace(text.size());
    if (char *free = roomFor(room)) {
        const qsizetype size = encoder.appendToBuffer(free, text) - free;
        m_prepared->used += size;
        note(sqlite3_bind_text64(m_statement, index, free, sqlite3_uint64(size), SQLITE_STATIC, SQLITE_UTF8));
        return;
    }
    // Encoded straight into the buffer that SQLite takes over: one allocation and no second copy.
    char *buffer = static_cast<char *>(sqlite3_malloc64(sqlite3_uint64(room + 1)));
    if (!buffer) {
        note(SQLITE_NOMEM);
        return;
    }
    const char *end = encoder.appendToBuffer(buffer, text);
    note(sqlite3_bind_text64(m_statement, index, buffer, sqlite3_uint64(end - buffer), sqlite3_free,
                             SQLITE_UTF8));
}

void Statement::bind(int index, const QByteArray &blob)
{
    if (blob.isNull())
        bindNull(index);
    else
        bindBlob(index, blob);
}

void Statement::bind(int index, const Id &id)
{
    if (id.isNull())
        bindNull(index);
    else
        bindBytes(index, reinterpret_cast<const char *>(id.bytes().data()), 16);
}

void Statement::bindBlob(int index, QByteArrayView blob)
{
    if (blob.isEmpty())
        note(sqlite3_bind_zeroblob(m_statement, index, 0));
    else
        bindBytes(index, blob.data(), blob.size());
}

char *Statement::roomFor(qsizetype bytes) const
{
    PreparedStatement &prepared = *m_prepared;
    if (bytes > PreparedStatement::RoomSize - prepared.used)
        return nullptr;
    if (!prepared.room)
        prepared.room = std::make_unique<std::array<char, PreparedStatement::RoomSize>>();
    return prepared.room->data() + prepared.used;
}

void Statement::bindBytes(int index, const char *bytes, qsizetype size)
{
    char *free = roomFor(size);
    if (free) {
        std::copy_n(bytes, size, free);
        m_prepared->used += size;
    }
    note(sqlite3_bind_blob64(m_statement, index, free ? free : bytes, sqlite3_uint64(size),
                             free ? SQLITE_STATIC : SQLITE_TRANSIENT));
}

Result<bool> Statement::step()
{
    if (m_bindError != 0)
        return m_connection->errorFor(m_bindError, QString::fromUtf8(m_prepared->sql));
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    return m_connection->lastError(QString::fromUtf8(m_prepared->sql));
}

Result<void> Statement::run()
{
    for (;;) {
        const Result<bool> row = step();
        if (!row.ok()) {
            sqlite3_reset(m_statement);
            return row.error();
        }
        if (!*row)
            break;
    }
    sqlite3_reset(m_statement);
    return {};
}

void Statement::reset()
{
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
    m_prepared->used = 0;
    m_bindError = 0;
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

qint64 Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

QString Statement::text(int column) const
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return text ? QString::fromUtf8(text, sqlite3_column_bytes(m_statement, column)) : QString();
}

QByteArrayView Statement::bytes(int column) const
{
    const void *blob = sqlite3_column_blob(m_statement, column);
    return blob ? QByteArrayView(static_cast<const char *>(blob), sqlite3_column_bytes(m_statement, column))
                : QByteArrayView();
}

Id Statement::id(int column) const
{
    return Id::fromBytes(bytes(column)).value_or(Id());
}

int Statement::columnCount() const
{
    return sqlite3_column_count(m_statement);
}

}  // namespace dw::sqlite
