// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/statement.h"

#include "core/store/postgres/connection.h"

#include <QtEndian>

#include <libpq-fe.h>

#include <limits>
#include <utility>

namespace dw::postgres
{

namespace
{

// Of pg_type; they never change.
constexpr unsigned BoolOid = 16, BytesOid = 17, Int8Oid = 20, Int2Oid = 21, Int4Oid = 23, TextOid = 25;

QByteArray hex(QByteArrayView bytes)
{
    return "\\x" + bytes.toByteArray().toHex();
}

template <typename Number>
bool put(qint64 value, QByteArray &into)
{
    if (value < std::numeric_limits<Number>::min() || value > std::numeric_limits<Number>::max())
        return false;
    into.resize(sizeof(Number));
    qToBigEndian(Number(value), into.data());
    return true;
}

}  // namespace

void FreeResult::operator()(pg_result *result) const
{
    PQclear(result);
}

Statement::Statement(Connection &connection, std::shared_ptr<PreparedStatement> prepared)
    : m_connection(&connection), m_prepared(std::move(prepared)), m_parameters(m_prepared->types.size())
{}

Statement::~Statement()
{
    release();
}

Statement::Statement(Statement &&other) noexcept
    : m_connection(other.m_connection)
    , m_prepared(std::move(other.m_prepared))
    , m_parameters(std::move(other.m_parameters))
    , m_answer(std::move(other.m_answer))
    , m_row(other.m_row)
    , m_changes(other.m_changes)
    , m_wrongIndex(other.m_wrongIndex)
{}

Statement &Statement::operator=(Statement &&other) noexcept
{
    if (this != &other) {
        release();
        m_connection = other.m_connection;
        m_prepared = std::move(other.m_prepared);
        m_parameters = std::move(other.m_parameters);
        m_answer = std::move(other.m_answer);
        m_row = other.m_row;
        m_changes = other.m_changes;
        m_wrongIndex = other.m_wrongIndex;
    }
    return *this;
}

void Statement::release()
{
    if (m_prepared)
        m_connection->giveBack(*m_prepared);
    m_prepared.reset();
}

void Statement::set(int index, Parameter parameter)
{
    const std::vector<int> &places = m_prepared->places;
    if (!places.empty() && index >= 1) {
        // A number that is left out takes any value, as it does on the other side.
        if (size_t(index) <= places.size() && places[size_t(index) - 1] == 0)
            return;
        index = size_t(index) <= places.size() ? places[size_t(index) - 1] : 0;
    }
    if (index < 1 || size_t(index) > m_parameters.size())
        m_wrongIndex = true;
    else
        m_parameters[size_t(index) - 1] = std::move(parameter);
}

void Statement::bindNull(int index)
{
    set(index, {});
}

void Statement::bind(int index, qint64 value)
{
    set(index, {Kind::Integer, value, {}});
}

void Statement::bind(int index, QStringView text)
{
    set(index, {Kind::Text, 0, text.toUtf8()});
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
        set(index, {Kind::Bytes, 0, id.toByteArray()});
}

void Statement::bindBlob(int index, QByteArrayView blob)
{
    set(index, {Kind::Bytes, 0, blob.toByteArray()});
}

void Statement::bindList(int index, const std::vector<qint64> &values)
{
    QByteArray list = "{";
    for (const qint64 value : values)
        list += (list.size() > 1 ? "," : "") + QByteArray::number(value);
    set(index, {Kind::List, 0, list + '}'});
}

void Statement::bindList(int index, const std::vector<QByteArray> &blobs)
{
    QByteArray list = "{";
    for (const QByteArray &blob : blobs)
        list += (list.size() > 1 ? ",\"\\" : "\"\\") + hex(blob) + '"';
    set(index, {Kind::List, 0, list + '}'});
}

void Statement::bindList(int index, const QStringList &texts)
{
    QByteArray list = "{";
    for (const QString &text : texts) {
        QByteArray escaped = text.toUtf8();
        escaped.replace('\\', "\\\\").replace('"', "\\\"");
        list += (list.size() > 1 ? ",\"" : "\"") + escaped + '"';
    }
    set(index, {Kind::List, 0, list + '}'});
}

bool Statement::encode(Parameter &parameter, unsigned type, QByteArray &into, int &format)
{
    format = 1;
    switch (parameter.kind) {
        case Kind::Null:
            return true;
        case Kind::Integer:
            switch (type) {
                case Int8Oid:
                    return put<qint64>(parameter.number, into);
                case Int4Oid:
                    return put<qint32>(parameter.number, into);
                case Int2Oid:
                    return put<qint16>(parameter.number, into);
                case BoolOid:
                    into = QByteArray(1, char(parameter.number != 0));
                    return true;
                default:
                    return false;
            }
        case Kind::Text:
            into = parameter.bytes;
            return type == TextOid;
        case Kind::Bytes:
            into = parameter.bytes;
            return type == BytesOid;
        case Kind::List:
            into = parameter.bytes;
            format = 0;
            return true;
    }
    return false;
}

Result<BoundValues> Statement::boundValues()
{
    if (m_wrongIndex)
        return m_connection->errorIn(m_prepared->sql, "no such parameter");
    const size_t count = m_parameters.size();
    BoundValues bound{std::vector<QByteArray>(count), std::vector<const char *>(count, nullptr),
                      std::vector<int>(count, 0), std::vector<int>(count, 1)};
    for (size_t i = 0; i < count; ++i) {
        if (!encode(m_parameters[i], m_prepared->types[i], bound.encoded[i], bound.formats[i]))
            return m_connection->errorIn(m_prepared->sql, "parameter " + QByteArray::number(qint64(i) + 1) +
                                                              " has the type " +
                                                              QByteArray::number(m_prepared->types[i]));
        if (m_parameters[i].kind == Kind::Null)
            continue;
        // Never null, also where it is empty.
        bound.values[i] = bound.encoded[i].constData();
        bound.lengths[i] = int(bound.encoded[i].size());
    }
    return bound;
}

Result<void> Statement::execute()
{
    m_row = -1;
    m_answer.reset();
    DW_ASSIGN(const BoundValues bound, boundValues());
    DW_ASSIGN(m_answer, m_connection->ask(*m_prepared, bound));
    m_changes = QByteArray(PQcmdTuples(m_answer.get())).toLongLong();
    m_connection->m_changes = m_changes;
    return {};
}

Result<void> Statement::runLater()
{
    if (!m_connection->inTransaction())
        return run();
    m_answer.reset();
    DW_ASSIGN(const BoundValues bound, boundValues());
    return m_connection->sendLater(m_prepared->name, m_prepared->sql, bound);
}

Result<bool> Statement::step()
{
    if (!m_answer)
        DW_TRY(execute());
    if (m_row + 1 >= PQntuples(m_answer.get()))
        return false;
    ++m_row;
    return true;
}

Result<void> Statement::run()
{
    m_answer.reset();
    const Result<void> done = execute();
    m_answer.reset();
    return done;
}

void Statement::reset()
{
    m_answer.reset();
    m_row = -1;
    m_wrongIndex = false;
    m_parameters.assign(m_parameters.size(), {});
}

bool Statement::isNull(int column) const
{
    return PQgetisnull(m_answer.get(), m_row, column) != 0;
}

qint64 Statement::integer(int column) const
{
    const char *value = PQgetvalue(m_answer.get(), m_row, column);
    if (isNull(column) || !value)
        return 0;
    switch (PQftype(m_answer.get(), column)) {
        case Int8Oid:
            return qFromBigEndian<qint64>(value);
        case Int4Oid:
            return qFromBigEndian<qint32>(value);
        case Int2Oid:
            return qFromBigEndian<qint16>(value);
        case BoolOid:
            return *value != 0 ? 1 : 0;
        default:
            // A sum of bigint is numeric: whoever reads it as an integer says so in the statement.
            Q_ASSERT_X(false, "Statement::integer", m_prepared->sql.constData());
            return 0;
    }
}

QString Statement::text(int column) const
{
    return QString::fromUtf8(bytes(column));
}

QByteArrayView Statement::bytes(int column) const
{
    if (isNull(column))
        return {};
    return {PQgetvalue(m_answer.get(), m_row, column), PQgetlength(m_answer.get(), m_row, column)};
}

Id Statement::id(int column) const
{
    return Id::fromBytes(bytes(column)).value_or(Id());
}

Statement::Holds Statement::holds(int column) const
{
    switch (PQftype(m_answer.get(), column)) {
        case Int8Oid:
        case Int4Oid:
        case Int2Oid:
        case BoolOid:
            return Holds::Integer;
        case TextOid:
            return Holds::Text;
        case BytesOid:
            return Holds::Bytes;
        default:
            return Holds::Other;
    }
}

int Statement::columnCount() const
{
    return PQnfields(m_answer.get());
}

}  // namespace dw::postgres
