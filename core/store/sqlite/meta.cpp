// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/meta.h"

#include "core/store/sqlite/connection.h"

namespace dw::sqlite
{

namespace
{

Error damaged(const Connection &connection, const QString &detail)
{
    return {ErrorCode::Storage, QStringLiteral("store.damaged"), {connection.file()}, detail};
}

}  // namespace

Result<QByteArray> metaValue(Connection &connection, const QString &key)
{
    DW_ASSIGN(Statement statement, connection.prepare("SELECT value FROM \"dw:meta\" WHERE key=?1"));
    statement.bind(1, key);
    DW_ASSIGN(const bool row, statement.step());
    return row ? statement.bytes(0).toByteArray() : QByteArray();
}

Result<void> setMetaValue(Connection &connection, const QString &key, const QByteArray &value)
{
    DW_ASSIGN(Statement statement, connection.prepare("INSERT INTO \"dw:meta\"(key,value) VALUES(?1,?2) "
                                                      "ON CONFLICT(key) DO UPDATE SET value=excluded.value"));
    statement.bind(1, key);
    statement.bindBlob(2, value);
    return statement.run();
}

Result<WorkspaceInfo> readInfo(Connection &connection)
{
    QHash<QString, QByteArray> values;
    {
        DW_ASSIGN(Statement statement, connection.prepare("SELECT key,value FROM \"dw:meta\""));
        for (;;) {
            DW_ASSIGN(const bool row, statement.step());
            if (!row)
                break;
            values.insert(statement.text(0), statement.bytes(1).toByteArray());
        }
    }
    WorkspaceInfo info;
    info.id = Id::fromBytes(values.value(QStringLiteral("workspace"))).value_or(Id());
    info.device = Id::fromBytes(values.value(QStringLiteral("device"))).value_or(Id());
    if (info.id.isNull() || info.device.isNull())
        return damaged(connection, QStringLiteral("no workspace id"));
    info.zoneName = values.value(QStringLiteral("zone"));
    info.currency = Currency::fromCode(QString::fromLatin1(values.value(QStringLiteral("currency"))))
                        .value_or(Currency());
    info.fiscalStartMonth = values.value(QStringLiteral("fiscal_start_month"), "1").toInt();
    info.demo = values.value(QStringLiteral("demo")) == "1";
    info.createdAt = Instant{values.value(QStringLiteral("created_at")).toLongLong()};
    DW_ASSIGN(const qint64 version, connection.integer("PRAGMA user_version"));
    info.schemaVersion = int(version);
    return info;
}

Result<void> writeInfo(Connection &connection, const WorkspaceInfo &info)
{
    DW_TRY(setMetaValue(connection, QStringLiteral("workspace"), info.id.toByteArray()));
    DW_TRY(setMetaValue(connection, QStringLiteral("device"), info.device.toByteArray()));
    DW_TRY(setMetaValue(connection, QStringLiteral("zone"), info.zoneName));
    DW_TRY(setMetaValue(connection, QStringLiteral("currency"), info.currency.code().toLatin1()));
    DW_TRY(setMetaValue(connection, QStringLiteral("fiscal_start_month"),
                        QByteArray::number(info.fiscalStartMonth)));
    DW_TRY(setMetaValue(connection, QStringLiteral("demo"), info.demo ? "1" : "0"));
    return setMetaValue(connection, QStringLiteral("created_at"), QByteArray::number(info.createdAt.ms));
}

Result<QByteArray> localValue(Connection &connection, const QString &area, const QString &key)
{
    DW_ASSIGN(Statement statement,
              connection.prepare("SELECT value FROM \"dw:local\" WHERE area=?1 AND key=?2"));
    statement.bind(1, area);
    statement.bind(2, key);
    DW_ASSIGN(const bool row, statement.step());
    return row ? statement.bytes(0).toByteArray() : QByteArray();
}

Result<QHash<QString, QByteArray>> localValues(Connection &connection, const QString &area)
{
    QHash<QString, QByteArray> values;
    DW_ASSIGN(Statement statement, connection.prepare("SELECT key,value FROM \"dw:local\" WHERE area=?1"));
    statement.bind(1, area);
    for (;;) {
        DW_ASSIGN(const bool row, statement.step());
        if (!row)
            return values;
        values.insert(statement.text(0), statement.bytes(1).toByteArray());
    }
}

Result<void> setLocalValue(Connection &connection, const QString &area, const QString &key,
                           const QByteArray &value)
{
    DW_ASSIGN(
        Statement statement,
        connection.prepare(
            value.isEmpty() ? QByteArrayLiteral("DELETE FROM \"dw:local\" WHERE area=?1 AND key=?2")
                            : QByteArrayLiteral("INSERT INTO \"dw:local\"(area,key,value) VALUES(?1,?2,?3) "
                                                "ON CONFLICT(area,key) DO UPDATE SET value=excluded.value")));
    statement.bind(1, area);
    statement.bind(2, key);
    if (!value.isEmpty())
        statement.bindBlob(3, value);
    return statement.run();
}

Result<qint64> lastNumber(Connection &connection, const QString &sequence)
{
    DW_ASSIGN(Statement statement, connection.prepare("SELECT last FROM \"dw:sequence\" WHERE name=?1"));
    statement.bind(1, sequence);
    DW_ASSIGN(const bool row, statement.step());
    return row ? statement.integer(0) : 0;
}

Result<void> setLastNumber(Connection &connection, const QString &sequence, qint64 last)
{
    DW_ASSIGN(Statement statement, connection.prepare("INSERT INTO \"dw:sequence\"(name,last) VALUES(?1,?2) "
                                                      "ON CONFLICT(name) DO UPDATE SET last=excluded.last"));
    statement.bind(1, sequence);
    statement.bind(2, last);
    return statement.run();
}

}  // namespace dw::sqlite
