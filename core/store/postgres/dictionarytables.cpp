// SPDX-License-Identifier: GPL-3.0-or-later
// adoptDictionary().
#include "core/base/digest.h"
#include "core/base/text/sortkey.h"
#include "core/store/postgres/connection.h"
#include "core/store/postgres/schema.h"
#include "core/store/sql/names.h"
#include "core/store/sql/tables.h"

#include <QHash>
#include <QSet>

#include <utility>

namespace dw::postgres
{

namespace
{

// What there is in the schema: tables, and indexes with what was noted of them when they were made. The
// database keeps an index in words of its own, which tell nothing of ours.
struct Found
{
    QSet<QByteArray> tables;
    QHash<QByteArray, QByteArray> indexes;
};

Result<Found> readObjects(Connection &connection)
{
    Found found;
    DW_ASSIGN(Statement read,
              connection.prepare("SELECT c.relname::text,c.relkind::text,obj_description(c.oid,'pg_class') "
                                 "FROM pg_class c JOIN pg_namespace n ON n.oid=c.relnamespace "
                                 "WHERE n.nspname=current_schema() AND c.relkind IN ('r','i')"));
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return found;
        if (read.bytes(1) == "r")
            found.tables.insert(read.bytes(0).toByteArray());
        else
            found.indexes.insert(read.bytes(0).toByteArray(), read.bytes(2).toByteArray());
    }
}

Result<QSet<QByteArray>> readColumns(Connection &connection, const QByteArray &table)
{
    QSet<QByteArray> found;
    DW_ASSIGN(Statement read,
              connection.prepare("SELECT a.attname::text FROM pg_attribute a JOIN pg_class c ON "
                                 "c.oid=a.attrelid JOIN pg_namespace n ON n.oid=c.relnamespace WHERE "
                                 "n.nspname=current_schema() AND c.relname=$1::text AND a.attnum>0 AND NOT "
                                 "a.attisdropped"));
    read.bind(1, QString::fromUtf8(table));
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return found;
        found.insert(read.bytes(0).toByteArray());
    }
}

QByteArray noteOf(const QByteArray &sql)
{
    return blake2b256(sql).toHex();
}

class Adoption
{
public:
    Adoption(Connection &connection, const Id &workspace, const Dictionary &dictionary)
        : m_connection(connection), m_dialect(dialectOf(workspace)), m_dictionary(dictionary)
    {}

    Result<void> run(Extent extent)
    {
        DW_ASSIGN(m_found, readObjects(m_connection));
        for (const ObjectTypePtr &type : m_dictionary.objects()) {
            DW_TRY(adoptTable(*type));
            DW_TRY(adoptLinks(*type));
            DW_TRY(adoptIndexes(*type));
        }
        return extent == Extent::Whole ? dropUnwanted() : Result<void>();
    }

private:
    Result<void> adoptTable(const ObjectType &type)
    {
        const QByteArray name = m_dialect.nameOf(type.key());
        if (!m_found.tables.contains(name))
            return m_connection.execute(sql::createTableSql(m_dialect, type));
        DW_ASSIGN(const QSet<QByteArray> columns, readColumns(m_connection, name));
        for (const sql::Column &column : sql::fieldColumns(m_dialect, type)) {
            if (!columns.contains(m_dialect.nameOf(column.name)))
                DW_TRY(m_connection.execute("ALTER TABLE " + m_dialect.quoted(type.key()) + " ADD COLUMN " +
                                            m_dialect.quoted(column.name) + ' ' + column.type));
        }
        for (int i = 0; i < type.fieldCount(); ++i) {
            if (sql::hasSortKey(type, i) &&
                !columns.contains(m_dialect.nameOf(sql::sortColumn(type.field(i)))))
                DW_TRY(fillSortKeys(type, type.field(i)));
        }
        return {};
    }

    Result<void> fillSortKeys(const ObjectType &type, const Field &field)
    {
        const Collator collator;
        const QByteArray table = m_dialect.quoted(type.key()), column = m_dialect.quoted(field.key);
        DW_ASSIGN(Statement read, m_connection.prepare("SELECT \"id\"," + column + " FROM " + table +
                                                       " WHERE " + m_dialect.own + "\"id\">$1 AND " + column +
                                                       " IS NOT NULL ORDER BY \"id\" LIMIT 1000"));
        DW_ASSIGN(
            Statement update,
            m_connection.prepare("UPDATE " + table + " SET " + m_dialect.quoted(sql::sortColumn(field)) +
                                 "=given.key FROM unnest($1::bytea[],$2::bytea[]) AS given(id,key) WHERE " +
                                 table + '.' + m_dialect.own + table + ".\"id\"=given.id"));
        QByteArray last("");
        for (;;) {
            std::vector<QByteArray> ids, keys;
            read.reset();
            read.bindBlob(1, last);
            for (;;) {
                DW_ASSIGN(const bool row, read.step());
                if (!row)
                    break;
                ids.push_back(read.bytes(0).toByteArray());
                keys.push_back(collator.sortKey(read.text(1)));
            }
            if (ids.empty())
                return {};
            last = ids.back();
            update.bindList(1, ids);
            update.bindList(2, keys);
            DW_TRY(update.run());
        }
    }

    Result<void> adoptLinks(const ObjectType &type)
    {
        for (const Field &field : type.fields()) {
            if (!field.isStored() || !sql::isLinked(field) ||
                m_found.tables.contains(m_dialect.nameOf(sql::linkTable(type, field))))
                continue;
            DW_TRY(m_connection.execute(sql::createLinkSql(m_dialect, type, field)));
            DW_TRY(m_connection.execute(sql::createLinkIndexSql(m_dialect, type, field)));
        }
        return {};
    }

    Result<void> adoptIndexes(const ObjectType &type)
    {
        for (const sql::Index &index : sql::indexesOf(m_dialect, m_dictionary, type)) {
            const QByteArray name = m_dialect.nameOf(index.name), note = noteOf(index.sql);
            m_wanted.insert(name);
            const auto found = m_found.indexes.constFind(name);
            if (found != m_found.indexes.cend() && *found == note)
                continue;
            if (found != m_found.indexes.cend())
                DW_TRY(m_connection.execute("DROP INDEX " + m_dialect.quoted(index.name)));
            const Result<void> made = m_connection.execute(index.sql);
            if (!made.ok() && !index.uniqueField.isEmpty() &&
                made.error().key == QLatin1String("store.duplicate"))
                return Error(ErrorCode::Conflict, QStringLiteral("store.not_unique"),
                             {type.key(), index.uniqueField}, made.error().detail);
            DW_TRY(made);
            DW_TRY(m_connection.execute("COMMENT ON INDEX " + m_dialect.quoted(index.name) + " IS '" + note +
                                        '\''));
        }
        return {};
    }

    // Only what this made: it has a note.
    Result<void> dropUnwanted()
    {
        for (auto index = m_found.indexes.cbegin(); index != m_found.indexes.cend(); ++index) {
            const QString object = QString::fromUtf8(index.key()).section(QLatin1Char(':'), 0, 0);
            if (!index->isEmpty() && !m_wanted.contains(index.key()) && m_dictionary.find(object))
                DW_TRY(m_connection.execute("DROP INDEX " + quoted(QString::fromUtf8(index.key()))));
        }
        return {};
    }

    Connection &m_connection;
    const sql::Dialect m_dialect;
    const Dictionary &m_dictionary;
    Found m_found;
    QSet<QByteArray> m_wanted;
};

}  // namespace

Result<void> adoptDictionary(Connection &connection, const Id &workspace, const Dictionary &dictionary,
                             Extent extent)
{
    return Adoption(connection, workspace, dictionary).run(extent);
}

}  // namespace dw::postgres
