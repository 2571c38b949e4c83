// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QStringView>

#include <array>
#include <memory>

struct sqlite3_stmt;

namespace dw::sqlite
{

class Connection;

// An entry of a connection's cache.
struct PreparedStatement
{
    sqlite3_stmt *handle = nullptr;
    QByteArray sql;
    qint64 usedAt = 0;
    bool busy = false;
    // What is bound until the bindings are cleared, as far as it fits: most rows, without an allocation for
    // each of their values.
    static constexpr qsizetype RoomSize = 2048;
    std::unique_ptr<std::array<char, RoomSize>> room;
    qsizetype used = 0;
};

// A prepared statement; resets itself and goes back to its connection's cache when destroyed, so that no read
// transaction stays open. Bind indices start at 1, columns at 0. A bind that fails (index out of range, value
// too big) is reported by the next step().
class Statement
{
public:
    Statement(Connection &connection, PreparedStatement &prepared);
    ~Statement();
    Statement(Statement &&other) noexcept;
    Statement &operator=(Statement &&other) noexcept;
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;

    void bindNull(int index);
    void bind(int index, qint64 value);
    void bind(int index, QStringView text);         // UTF-8 copy
    void bind(int index, const QByteArray &blob);   // copy; a null array binds NULL
    void bind(int index, const Id &id);             // 16-byte blob; a null Id binds NULL
    void bindBlob(int index, QByteArrayView blob);  // copy; an empty view binds an empty blob

    // True: a row is there. False: done.
    Result<bool> step();
    // Runs to the end, rows ignored, and resets; bindings stay.
    Result<void> run();
    // Ready to run again; bindings are cleared.
    void reset();

    bool isNull(int column) const;
    qint64 integer(int column) const;
    QString text(int column) const;
    QByteArrayView bytes(int column) const;  // valid until the next step
    Id id(int column) const;                 // null Id for NULL
    int columnCount() const;
    sqlite3_stmt *handle() const { return m_statement; }

private:
    void release();
    // The next free bytes of the statement's room; null where there are not that many.
    char *roomFor(qsizetype bytes) const;
    void bindBytes(int index, const char *bytes, qsizetype size);
    void note(int code)
    {
        if (code != 0 && m_bindError == 0)
            m_bindError = code;
    }

    Connection *m_connection;
    PreparedStatement *m_prepared;
    sqlite3_stmt *m_statement;
    int m_bindError = 0;
};

}  // namespace dw::sqlite
