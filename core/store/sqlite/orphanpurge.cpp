// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/orphanpurge.h"

#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/schema.h"
#include "core/store/sqlite/searchindex.h"
#include "core/store/sqlite/stagesummary.h"

#include <algorithm>

namespace dw::sqlite
{

namespace
{

// The rows of the table at hand that go; in memory, like all that is temporary.
constexpr char Marked[] = "temp.\"dw:leaving\"";
constexpr char MarkedRows[] = "(SELECT row FROM temp.\"dw:leaving\")";

// Of an object's number, without those of which something waits.
QByteArray orphans(int number)
{
    return "\"dw:root\" AS r WHERE r.scope IS NULL AND r.object=" + QByteArray::number(number) +
           " AND NOT EXISTS(SELECT 1 FROM \"dw:base\" AS b WHERE b.root=r.root)";
}

}  // namespace

OrphanPurge::OrphanPurge(Connection &connection, SearchIndex &search, StageSummary &summary)
    : m_connection(connection), m_search(search), m_summary(summary)
{}

Result<Replica::Purged> OrphanPurge::run(const ObjectTypePtr &object, int number,
                                         const QList<Replica::Part> &parts)
{
    const QByteArray roots = "IN (SELECT r.root FROM " + orphans(number) + ')';
    Replica::Purged purged;
    DW_ASSIGN(const qint64 count, m_connection.integer("SELECT count(*) FROM " + orphans(number)));
    DW_ASSIGN(const qint64 all, m_connection.integer("SELECT count(*) FROM " + quoted(object->key())));
    if (count < Fewest || !Share{count, all - count}.isFew())
        return purged;
    DW_TRY(m_connection.execute(
        "CREATE TEMP TABLE IF NOT EXISTS \"dw:leaving\"(row INTEGER NOT NULL PRIMARY KEY) STRICT"));
    DW_ASSIGN(const Share share, mark(*object, "\"id\" " + roots, {}));
    if (!share.isFew())
        return purged;
    const auto take = [&](const ObjectTypePtr &type, const Share &of) -> Result<void> {
        if (of.leaving == 0)
            return {};
        DW_ASSIGN(const QList<Id> gone, remove(type, of));
        purged.records[type->key()] += gone;
        return {};
    };
    DW_TRY(take(object, share));
    for (const Replica::Part &part : parts) {
        const Field &field = part.object->field(part.field);
        QByteArray which = quoted(field.key) + ' ' + roots;
        const bool any = field.type == FieldType::AnyReference;
        if (any)
            which += " AND " + quoted(objectColumn(field)) + "=?1";
        DW_ASSIGN(const Share ofPart, mark(*part.object, which, any ? object->key() : QString()));
        DW_TRY(take(part.object, ofPart));
    }
    DW_TRY(m_connection.execute(QByteArray("DELETE FROM ") + Marked));
    DW_TRY(m_connection.execute("DELETE FROM \"dw:root\" WHERE root " + roots));
    purged.roots = int(count);

    const bool summed = purged.records.contains(QStringLiteral("opportunity")) ||
                        purged.records.contains(QStringLiteral("stage_history"));
    DW_ASSIGN(const bool current, m_summary.isCurrent());
    m_summary.forgetCaches();
    if (summed && current)
        DW_TRY(m_summary.rebuild());
    return purged;
}

// What has a base row is put together anew by what waits.
Result<OrphanPurge::Share> OrphanPurge::mark(const ObjectType &object, const QByteArray &which,
                                             const QString &root)
{
    const QByteArray table = quoted(object.key());
    DW_TRY(m_connection.execute(QByteArray("DELETE FROM ") + Marked));
    Share share;
    {
        DW_ASSIGN(Statement fill,
                  m_connection.prepare(QByteArray("INSERT INTO ") + Marked + " SELECT t.\"rowid\" FROM " +
                                       table + " AS t NOT INDEXED WHERE t." + which +
                                       " AND t.\"id\" NOT IN (SELECT record FROM \"dw:base\")"));
        if (!root.isEmpty())
            fill.bind(1, QStringView(root));
        DW_TRY(fill.run());
        share.leaving = m_connection.changes();
    }
    DW_ASSIGN(const qint64 all, m_connection.integer("SELECT count(*) FROM " + table));
    share.staying = all - share.leaving;
    return share;
}

Result<QList<Id>> OrphanPurge::remove(const ObjectTypePtr &object, const Share &share)
{
    QList<Id> ids;
    {
        DW_ASSIGN(Statement read, m_connection.prepare("SELECT \"id\" FROM " + quoted(object->key()) +
                                                       " WHERE \"rowid\" IN " + MarkedRows));
        for (;;) {
            DW_ASSIGN(const bool row, read.step());
            if (!row)
                break;
            ids.append(read.id(0));
        }
    }
    const QByteArray marked =
        "IN (SELECT \"id\" FROM " + quoted(object->key()) + " WHERE \"rowid\" IN " + MarkedRows + ')';
    DW_TRY(removeAudit(*object, marked));
    for (const Field &field : object->fields()) {
        if (isLinked(field) && field.isStored())
            DW_TRY(removeFrom(quoted(linkTable(*object, field)), "owner " + marked));
    }
    if (!share.isFew())
        DW_TRY(m_search.forgetRows(*object, MarkedRows));
    DW_TRY(removeRows(*object, share));
    if (share.isFew())
        DW_TRY(m_search.fillAnew(*object));
    return ids;
}

// A laptop's own lines alone: there may be none.
Result<void> OrphanPurge::removeAudit(const ObjectType &object, const QByteArray &marked)
{
    const QByteArray values = "sequence IN (SELECT sequence FROM audit WHERE object='" +
                              object.key().toUtf8() + "' AND record " + marked + ')';
    DW_ASSIGN(const qint64 any, m_connection.integer("SELECT EXISTS(SELECT 1 FROM audit_value)"));
    return any == 0 ? Result<void>() : removeFrom("audit_value", values);
}

Result<void> OrphanPurge::removeFrom(const QByteArray &table, const QByteArray &which)
{
    DW_ASSIGN(const qint64 staying,
              m_connection.integer("SELECT count(*) FROM " + table + " WHERE NOT (" + which + ')'));
    return staying <= MostLeft ? writeAnew(table, which)
                               : m_connection.execute("DELETE FROM " + table + " WHERE " + which);
}

// A page that SQLite puts together anew keeps what stood there between its cells, and what is deleted
// afterwards is deleted in its new place: only a table that is emptied has no copy of it left.
Result<void> OrphanPurge::writeAnew(const QByteArray &table, const QByteArray &without)
{
    DW_TRY(m_connection.execute("CREATE TEMP TABLE \"dw:staying\" AS SELECT * FROM " + table +
                                " WHERE NOT (" + without + ')'));
    DW_TRY(m_connection.execute("DELETE FROM " + table));
    DW_TRY(m_connection.execute("INSERT INTO " + table + " SELECT * FROM temp.\"dw:staying\""));
    return m_connection.execute("DROP TABLE temp.\"dw:staying\"");
}

Result<void> OrphanPurge::removeRows(const ObjectType &object, const Share &share)
{
    const QByteArray table = quoted(object.key()), marked = QByteArray("\"rowid\" IN ") + MarkedRows;
    if (share.staying == 0)
        return m_connection.execute("DELETE FROM " + table);
    if (!share.isFew())
        return m_connection.execute("DELETE FROM " + table + " WHERE " + marked);
    QList<std::pair<QString, QByteArray>> indexes;
    {
        DW_ASSIGN(Statement read, m_connection.prepare("SELECT name,sql FROM sqlite_schema WHERE "
                                                       "type='index' AND tbl_name=?1 AND sql IS NOT NULL"));
        read.bind(1, QStringView(object.key()));
        for (;;) {
            DW_ASSIGN(const bool row, read.step());
            if (!row)
                break;
            indexes.append({read.text(0), read.bytes(1).toByteArray()});
        }
    }
    for (const auto &[name, sql] : std::as_const(indexes))
        DW_TRY(m_connection.execute("DROP INDEX " + quoted(name)));
    DW_TRY(writeAnew(table, marked));
    for (const auto &[name, sql] : std::as_const(indexes))
        DW_TRY(m_connection.execute(sql));
    return {};
}

}  // namespace dw::sqlite
