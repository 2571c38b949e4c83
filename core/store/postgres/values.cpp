// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/values.h"

#include "core/store/postgres/connection.h"
#include "core/store/postgres/schema.h"

namespace dw::postgres
{

Values::Values(Connection &connection, const Id &workspace)
    : m_connection(connection), m_workspace(workspace), m_own(ownRows(workspace))
{}

Result<QByteArray> Values::meta(const QString &key) const
{
    DW_ASSIGN(Statement read,
              m_connection.prepare("SELECT value FROM \"dw:meta\" WHERE " + m_own + " AND key=$1"));
    read.bind(1, QStringView(key));
    DW_ASSIGN(const bool row, read.step());
    return row ? read.bytes(0).toByteArray() : QByteArray();
}

Result<void> Values::setMeta(const QString &key, const QByteArray &value)
{
    DW_ASSIGN(Statement write,
              m_connection.prepare("INSERT INTO \"dw:meta\"(key,value) VALUES($1,$2) "
                                   "ON CONFLICT(workspace_id,key) DO UPDATE SET value=excluded.value"));
    write.bind(1, QStringView(key));
    write.bindBlob(2, value);
    return write.run();
}

Result<WorkspaceInfo> Values::info() const
{
    QHash<QString, QByteArray> values;
    DW_ASSIGN(Statement read, m_connection.prepare("SELECT key,value FROM \"dw:meta\" WHERE " + m_own));
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            break;
        values.insert(read.text(0), read.bytes(1).toByteArray());
    }
    WorkspaceInfo info;
    info.id = m_workspace;
    info.device = Id::fromBytes(values.value(QStringLiteral("device"))).value_or(Id());
    if (info.device.isNull())
        return Error(ErrorCode::NotFound, QStringLiteral("store.missing"), {m_connection.server()});
    info.zoneName = values.value(QStringLiteral("zone"));
    info.currency = Currency::fromCode(QString::fromLatin1(values.value(QStringLiteral("currency"))))
                        .value_or(Currency());
    info.fiscalStartMonth = values.value(QStringLiteral("fiscal_start_month"), "1").toInt();
    info.demo = values.value(QStringLiteral("demo")) == "1";
    info.createdAt = Instant{values.value(QStringLiteral("created_at")).toLongLong()};
    info.schemaVersion = values.value(QStringLiteral("schema_version")).toInt();
    return info;
}

Result<void> Values::setInfo(const WorkspaceInfo &info)
{
    DW_TRY(setMeta(QStringLiteral("device"), info.device.toByteArray()));
    DW_TRY(setMeta(QStringLiteral("zone"), info.zoneName));
    DW_TRY(setMeta(QStringLiteral("currency"), info.currency.code().toLatin1()));
    DW_TRY(setMeta(QStringLiteral("fiscal_start_month"), QByteArray::number(info.fiscalStartMonth)));
    DW_TRY(setMeta(QStringLiteral("demo"), info.demo ? "1" : "0"));
    return setMeta(QStringLiteral("created_at"), QByteArray::number(info.createdAt.ms));
}

Result<QByteArray> Values::local(const QString &area, const QString &key) const
{
    DW_ASSIGN(Statement read, m_connection.prepare("SELECT value FROM \"dw:local\" WHERE " + m_own +
                                                   " AND area=$1 AND key=$2"));
    read.bind(1, QStringView(area));
    read.bind(2, QStringView(key));
    DW_ASSIGN(const bool row, read.step());
    return row ? read.bytes(0).toByteArray() : QByteArray();
}

Result<QHash<QString, QByteArray>> Values::locals(const QString &area) const
{
    QHash<QString, QByteArray> values;
    DW_ASSIGN(Statement read,
              m_connection.prepare("SELECT key,value FROM \"dw:local\" WHERE " + m_own + " AND area=$1"));
    read.bind(1, QStringView(area));
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return values;
        values.insert(read.text(0), read.bytes(1).toByteArray());
    }
}

Result<void> Values::setLocal(const QString &area, const QString &key, const QByteArray &value)
{
    DW_ASSIGN(Statement write,
              m_connection.prepare(
                  value.isEmpty()
                      ? "DELETE FROM \"dw:local\" WHERE " + m_own + " AND area=$1 AND key=$2"
                      : QByteArrayLiteral("INSERT INTO \"dw:local\"(area,key,value) VALUES($1,$2,$3) ON "
                                          "CONFLICT(workspace_id,area,key) DO UPDATE SET "
                                          "value=excluded.value")));
    write.bind(1, QStringView(area));
    write.bind(2, QStringView(key));
    if (!value.isEmpty())
        write.bindBlob(3, value);
    return write.run();
}

Result<void> Values::setLocals(const QStringList &areas, const QStringList &keys,
                               const std::vector<QByteArray> &values)
{
    if (areas.isEmpty())
        return {};
    DW_ASSIGN(Statement write,
              m_connection.prepare("INSERT INTO \"dw:local\"(area,key,value) SELECT a,k,v FROM "
                                   "unnest($1::text[],$2::text[],$3::bytea[]) AS given(a,k,v) ON "
                                   "CONFLICT(workspace_id,area,key) DO UPDATE SET value=excluded.value"));
    write.bindList(1, areas);
    write.bindList(2, keys);
    write.bindList(3, values);
    return write.runLater();
}

Result<void> Values::removeLocals(const QStringList &areas, const QStringList &keys)
{
    if (areas.isEmpty())
        return {};
    DW_ASSIGN(Statement remove,
              m_connection.prepare("DELETE FROM \"dw:local\" WHERE " + m_own +
                                   " AND (area,key) IN (SELECT a,k FROM unnest($1::text[],$2::text[]) AS "
                                   "given(a,k))"));
    remove.bindList(1, areas);
    remove.bindList(2, keys);
    return remove.runLater();
}

Result<qint64> Values::lastNumber(const QString &sequence) const
{
    DW_ASSIGN(Statement read,
              m_connection.prepare("SELECT last FROM \"dw:sequence\" WHERE " + m_own + " AND name=$1"));
    read.bind(1, QStringView(sequence));
    DW_ASSIGN(const bool row, read.step());
    return row ? read.integer(0) : 0;
}

Result<void> Values::setLastNumber(const QString &sequence, qint64 last)
{
    DW_ASSIGN(Statement write,
              m_connection.prepare("INSERT INTO \"dw:sequence\"(name,last) VALUES($1,$2) "
                                   "ON CONFLICT(workspace_id,name) DO UPDATE SET last=excluded.last"));
    write.bind(1, QStringView(sequence));
    write.bind(2, last);
    return write.runLater();
}

}  // namespace dw::postgres
