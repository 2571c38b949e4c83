// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QStringList>
#include <QStringView>

#include <memory>
#include <vector>

struct pg_result;

namespace dw::postgres
{

class Connection;
struct BoundValues;

// An entry of a connection's cache: what the server prepared under `name`, and the types it takes.
struct PreparedStatement
{
    QByteArray name;
    QByteArray sql;
    std::vector<unsigned> types;
    std::vector<int> places;  // where the statement says ?1, ?2 ...: which of its parameters each is, 0 none
    qint64 usedAt = 0;
    bool busy = false;
};

// Frees what libpq answered.
struct FreeResult
{
    void operator()(pg_result *result) const;
};
using Answer = std::unique_ptr<pg_result, FreeResult>;

// A prepared statement; goes back to its connection's cache when destroyed. Bind indices start at 1, columns
// at 0; values travel in PostgreSQL's binary form. The whole answer is fetched by the first step(): who
// expects many rows asks for them in pieces. Parameters are $1, $2 ... or, in SQL that is made for both
// databases, ?1, ?2 ... A bind that fails (no such index, a kind the statement does not
// take) is reported by the next step().
class Statement
{
public:
    Statement(Connection &connection, std::shared_ptr<PreparedStatement> prepared);
    ~Statement();
    Statement(Statement &&other) noexcept;
    Statement &operator=(Statement &&other) noexcept;
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;

    void bindNull(int index);
    void bind(int index, qint64 value);  // also 0 and 1 for booleans
    void bind(int index, QStringView text);
    void bind(int index, const QByteArray &blob);  // a null array binds NULL
    void bind(int index, const Id &id);            // 16 bytes; a null Id binds NULL
    void bindBlob(int index, QByteArrayView blob);
    // Lists, where the statement takes an array: = ANY($1), unnest($1).
    void bindList(int index, const std::vector<qint64> &values);
    void bindList(int index, const std::vector<QByteArray> &blobs);
    void bindList(int index, const QStringList &texts);

    // True: a row is there. False: done.
    Result<bool> step();
    // Runs it, rows ignored, and makes it ready to run again; bindings stay.
    Result<void> run();
    // The same in a transaction without waiting: it travels with the next statement of the connection that
    // waits, or with Connection::settle(), which tell its error. changes() says nothing of it. Outside of
    // a transaction it is run().
    Result<void> runLater();
    // Ready to run again; bindings are cleared.
    void reset();

    bool isNull(int column) const;
    qint64 integer(int column) const;  // of any integer, and of a boolean
    QString text(int column) const;
    QByteArrayView bytes(int column) const;  // valid until the next run
    Id id(int column) const;                 // null Id for NULL
    int columnCount() const;
    enum class Holds { Integer, Text, Bytes, Other };
    Holds holds(int column) const;  // also where the value is NULL
    // Rows that the last run wrote.
    qint64 changes() const { return m_changes; }

private:
    enum class Kind { Null, Integer, Text, Bytes, List };
    struct Parameter
    {
        Kind kind = Kind::Null;
        qint64 number = 0;
        QByteArray bytes;
    };
    void set(int index, Parameter parameter);
    Result<BoundValues> boundValues();
    Result<void> execute();
    // The parameter as the type takes it; false: it does not.
    static bool encode(Parameter &parameter, unsigned type, QByteArray &into, int &format);
    void release();

    Connection *m_connection;
    std::shared_ptr<PreparedStatement> m_prepared;
    std::vector<Parameter> m_parameters;
    Answer m_answer;
    int m_row = -1;
    qint64 m_changes = 0;
    bool m_wrongIndex = false;
};

}  // namespace dw::postgres
