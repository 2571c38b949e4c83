// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/synccheck.h"

#include "core/records/recordcbor.h"
#include "core/store/replica.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/packedrefs.h"
#include "core/store/sqlite/schema.h"

#include <QSet>

#include <sqlite3.h>

#include <utility>

namespace dw::sqlite
{

namespace
{

using Links = QSet<std::pair<Id, qint64>>;

Result<Links> readLinks(Connection &connection, const QByteArray &sql)
{
    Links links;
    DW_ASSIGN(Statement read, connection.prepare(sql));
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return links;
        links.insert({read.id(0), read.integer(1)});
    }
}

void compareLinks(const Links &said, const Links &found, const QString &what, const SyncCheck::Report &report)
{
    for (const auto &[id, number] : (said - found) + (found - said))
        report(QStringLiteral("transaction %1 and the list of %2 differ about %3")
                   .arg(number)
                   .arg(what, id.toString()));
}

}  // namespace

SyncCheck::SyncCheck(Connection &connection, DictionaryPtr dictionary)
    : m_connection(connection), m_dictionary(std::move(dictionary))
{}

Result<bool> SyncCheck::applies() const
{
    QByteArray sql = "SELECT 0";
    for (const char *table :
         {"replica", "outbox", "base", "root", "scope", "inbox", "head", "member", "device"})
        sql += QByteArray(" OR EXISTS(SELECT 1 FROM \"dw:") + table + "\")";
    DW_ASSIGN(const qint64 any, m_connection.integer(sql));
    return any != 0;
}

Result<void> SyncCheck::run(const Report &report) const
{
    DW_TRY(outbox(report));
    DW_TRY(bases(report));
    DW_TRY(roots(report));
    DW_TRY(commits(report));
    return members(report);
}

Result<void> SyncCheck::each(const QByteArray &sql, const QString &fault, const Report &report) const
{
    DW_ASSIGN(Statement read, m_connection.prepare(sql));
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return {};
        const bool id = sqlite3_column_type(read.handle(), 0) == SQLITE_BLOB;
        report(fault.arg(id ? read.id(0).toString() : read.text(0)));
    }
}

Result<void> SyncCheck::outbox(const Report &report) const
{
    Links roots, made;
    {
        DW_ASSIGN(Statement read,
                  m_connection.prepare("SELECT number,roots,created,names FROM \"dw:outbox\""));
        for (;;) {
            DW_ASSIGN(const bool row, read.step());
            if (!row)
                break;
            const qint64 number = read.integer(0);
            for (const RecordRef &root : unpackRefs(read.bytes(1)))
                roots.insert({root.id, number});
            for (const RecordRef &name : unpackRefs(read.bytes(3)))
                roots.insert({name.id, number});
            for (const Id &id : unpackIds(read.bytes(2)))
                made.insert({id, number});
        }
    }
    DW_ASSIGN(const Links foundRoots, readLinks(m_connection, "SELECT root,number FROM \"dw:outbox_root\""));
    compareLinks(roots, foundRoots, QStringLiteral("what waits"), report);
    DW_ASSIGN(const Links foundMade, readLinks(m_connection, "SELECT record,number FROM \"dw:outbox_made\""));
    compareLinks(made, foundMade, QStringLiteral("what is new"), report);
    DW_TRY(each(QByteArray("SELECT number FROM \"dw:outbox\" WHERE number>ifnull((SELECT CAST(CAST(value AS "
                           "TEXT) AS INTEGER) FROM \"dw:replica\" WHERE key='") +
                    Replica::LastNumber + "'),0)",
                QStringLiteral("transaction %1 has a number that was never given"), report));
    // What was executed needs none: it is in what the server sends.
    return each(
        "SELECT DISTINCT r.root FROM \"dw:outbox_root\" AS r JOIN \"dw:outbox\" AS o ON "
        "o.number=r.number WHERE o.state<>" +
            QByteArray::number(int(OutboxEntry::State::Answered)) +
            " AND instr(o.names,r.root) AND NOT EXISTS(SELECT 1 FROM \"dw:base\" AS b WHERE "
            "b.record=r.root) AND NOT EXISTS(SELECT 1 FROM \"dw:outbox_made\" AS m WHERE "
            "m.record=r.root)",
        QStringLiteral("%1 waits to be sent without what the server has of it"), report);
}

Result<void> SyncCheck::bases(const Report &report) const
{
    DW_ASSIGN(Statement read, m_connection.prepare("SELECT record,object,server FROM \"dw:base\""));
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return {};
        const ObjectTypePtr type = m_dictionary->find(read.text(1));
        if (!type || (!read.isNull(2) && !recordFromCbor(type, read.id(0), read.bytes(2).toByteArray()).ok()))
            report(QStringLiteral("what the server has of %1 cannot be read").arg(read.id(0).toString()));
    }
}

Result<void> SyncCheck::roots(const Report &report) const
{
    QList<std::pair<int, QString>> objects;
    {
        DW_ASSIGN(Statement read, m_connection.prepare("SELECT number,key FROM \"dw:object\""));
        for (;;) {
            DW_ASSIGN(const bool row, read.step());
            if (!row)
                break;
            objects.append({int(read.integer(0)), read.text(1)});
        }
    }
    for (const auto &[number, key] : std::as_const(objects)) {
        const QByteArray object = QByteArray::number(number);
        const QByteArray record = m_dictionary->find(key) ? "NOT EXISTS(SELECT 1 FROM " + quoted(key) +
                                                                " AS t WHERE t.\"id\"=r.root) AND "
                                                          : QByteArray();
        DW_TRY(each("SELECT r.root FROM \"dw:root\" AS r WHERE r.object=" + object + " AND " + record +
                        "NOT EXISTS(SELECT 1 FROM \"dw:outbox_root\" AS o WHERE o.root=r.root)",
                    QStringLiteral("%1 of ") + key + QStringLiteral(" came from the server and is not there"),
                    report));
    }
    DW_TRY(each("SELECT root FROM \"dw:root\" WHERE object NOT IN (SELECT number FROM \"dw:object\")",
                QStringLiteral("%1 is of no object"), report));
    DW_TRY(
        each("SELECT s.root FROM \"dw:root_scope\" AS s LEFT JOIN \"dw:root\" AS r ON r.root=s.root WHERE "
             "r.scope IS NULL OR r.scope=s.scope OR r.object<>s.object",
             QStringLiteral("the scopes of %1 do not fit each other"), report));
    return each(
        "SELECT DISTINCT scope FROM \"dw:root\" WHERE scope IS NOT NULL AND scope NOT IN (SELECT number "
        "FROM \"dw:scope\") UNION SELECT DISTINCT scope FROM \"dw:root_scope\" WHERE scope NOT IN "
        "(SELECT number FROM \"dw:scope\")",
        QStringLiteral("scope %1 is not known"), report);
}

Result<void> SyncCheck::commits(const Report &report) const
{
    DW_TRY(
        each("SELECT sequence FROM \"dw:head\" AS h WHERE NOT EXISTS(SELECT 1 FROM \"dw:commit\" AS c WHERE "
             "c.sequence=h.sequence AND c.tag=h.tag)",
             QStringLiteral("the newest commit, %1, is not among the commits"), report));
    DW_TRY(
        each("SELECT sequence FROM \"dw:commit\" WHERE sequence>ifnull((SELECT sequence FROM "
             "\"dw:head\"),0)",
             QStringLiteral("commit %1 is beyond the newest"), report));
    DW_TRY(
        each("SELECT \"transaction\" FROM \"dw:result\" WHERE sequence>ifnull((SELECT sequence FROM "
             "\"dw:head\"),0)",
             QStringLiteral("the answer to transaction %1 is beyond the newest commit"), report));
    return each(
        "SELECT d.short_name FROM \"dw:device\" AS d WHERE EXISTS(SELECT 1 FROM \"dw:result\" AS r "
        "WHERE r.device=d.id AND r.number>d.last_number)",
        QStringLiteral("device %1 has an answer beyond its last number"), report);
}

Result<void> SyncCheck::members(const Report &report) const
{
    DW_TRY(
        each("SELECT DISTINCT key FROM \"dw:member\" WHERE key NOT IN (SELECT number FROM "
             "\"dw:scope_key\")",
             QStringLiteral("key %1 is not known"), report));
    DW_TRY(
        each("SELECT DISTINCT object FROM \"dw:member\" WHERE object NOT IN (SELECT number FROM "
             "\"dw:object\")",
             QStringLiteral("object %1 is not known"), report));
    DW_TRY(
        each("SELECT k.key FROM \"dw:scope_key\" AS k WHERE k.last<ifnull((SELECT max(m.seq) FROM "
             "\"dw:member\" AS m WHERE m.key=k.number),0)",
             QStringLiteral("%1 has changes beyond its last commit"), report));
    DW_TRY(each("SELECT key FROM \"dw:scope_key\" WHERE last>ifnull((SELECT sequence FROM \"dw:head\"),0)",
                QStringLiteral("%1 has changes beyond the newest commit"), report));
    DW_TRY(each("SELECT DISTINCT root FROM \"dw:member\" WHERE (tags & ~ever)<>0 OR (gone=1 AND tags<>0)",
                QStringLiteral("%1 holds what it never held"), report));
    // Where it is present it has one sequence, and what it left, it left before.
    return each(
        "SELECT root FROM \"dw:member\" GROUP BY root HAVING max(seq)>max(CASE gone WHEN 0 THEN seq END) "
        "OR min(CASE gone WHEN 0 THEN seq END)<max(CASE gone WHEN 0 THEN seq END)",
        QStringLiteral("%1 is not at one commit in all its keys"), report);
}

}  // namespace dw::sqlite
