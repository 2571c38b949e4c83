// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/schema.h"

#include "core/base/text/sortkey.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/meta.h"

#include <QHash>
#include <QSet>

namespace dw::sqlite
{

namespace
{

const QString SignatureKey = QStringLiteral("schema_signature");

// name -> sql of everything in the file.
Result<QHash<QString, QByteArray>> readObjects(Connection &connection, const QByteArray &kind)
{
    QHash<QString, QByteArray> found;
    DW_ASSIGN(Statement statement, connection.prepare("SELECT name,sql FROM sqlite_schema WHERE type='" +
                                                      kind + "' AND sql IS NOT NULL"));
    for (;;) {
        DW_ASSIGN(const bool row, statement.step());
        if (!row)
            return found;
        found.insert(statement.text(0), statement.bytes(1).toByteArray());
    }
}

// name -> type.
Result<QHash<QString, QByteArray>> readColumns(Connection &connection, const QString &table)
{
    QHash<QString, QByteArray> found;
    DW_ASSIGN(Statement statement, connection.prepare("SELECT name,type FROM pragma_table_info(?1)"));
    statement.bind(1, table);
    for (;;) {
        DW_ASSIGN(const bool row, statement.step());
        if (!row)
            return found;
        found.insert(statement.text(0), statement.bytes(1).toByteArray());
    }
}

using Objects = QHash<QString, QByteArray>;

// A laptop gave the name of a custom field to another type than its server did: what is in the column was
// typed here alone, waits to be sent all the same, and is no value of the field that there is.
Result<void> dropMistakenColumns(Connection &connection, const ObjectType &type,
                                 QHash<QString, QByteArray> &columns, Objects &indexes)
{
    QSet<QString> mistaken;
    for (const Column &column : columnsOf(type)) {
        const Field *field = type.find(column.name);
        const auto found = columns.constFind(column.name);
        if (field && field->custom && found != columns.cend() && *found != column.type.split(' ').first())
            mistaken.insert(column.name);
    }
    for (const QString &column : std::as_const(mistaken)) {
        const QStringList names = indexes.keys();
        for (const QString &name : names) {
            const QByteArray sql = indexes.value(name);
            if (!sql.contains(" ON " + quoted(type.key()) + '(') || !sql.contains(quoted(column)))
                continue;
            DW_TRY(connection.execute("DROP INDEX " + quoted(name)));
            indexes.remove(name);
        }
        DW_TRY(connection.execute("ALTER TABLE " + quoted(type.key()) + " DROP COLUMN " + quoted(column)));
        columns.remove(column);
    }
    return {};
}

}  // namespace

const sql::Dialect &dialect()
{
    static const sql::Dialect made = [] {
        sql::Dialect sqlite;
        sqlite.integer = "INTEGER";
        sqlite.text = "TEXT";
        sqlite.bytes = "BLOB";
        sqlite.leadingColumns = "\"rowid\" INTEGER PRIMARY KEY,\"id\" BLOB NOT NULL UNIQUE";
        sqlite.rowNumber = "\"rowid\"";
        sqlite.tableEnd = ")STRICT";
        sqlite.linkColumns = "owner BLOB NOT NULL,position INTEGER NOT NULL,";
        sqlite.linkEnd = ",PRIMARY KEY(owner,position))STRICT,WITHOUT ROWID";
        // Nothing to go back to is kept: that alone has every search index write what it holds.
        sqlite.insertSome = " OR FAIL";
        sqlite.is = " IS ";
        sqlite.figures = true;
        sqlite.nulInText = true;
        return sqlite;
    }();
    return made;
}

QByteArray quoted(QStringView name)
{
    return dialect().quoted(name);
}

QList<Column> columnsOf(const ObjectType &type)
{
    return QList<Column>{{QStringLiteral("rowid"), "INTEGER PRIMARY KEY"},
                         {QStringLiteral("id"), "BLOB NOT NULL UNIQUE"}} +
           sql::fieldColumns(dialect(), type);
}

QByteArray createTableSql(const ObjectType &type)
{
    return sql::createTableSql(dialect(), type);
}

QList<Index> indexesOf(const Dictionary &dictionary, const ObjectType &type)
{
    return sql::indexesOf(dialect(), dictionary, type);
}

Result<void> rebuildSortKeys(Connection &connection, const ObjectType &type, const QList<int> &fields)
{
    const Collator collator;
    for (const int i : fields) {
        const Field &field = type.field(i);
        const QByteArray table = quoted(type.key()), column = quoted(field.key);
        DW_ASSIGN(Statement read, connection.prepare("SELECT \"rowid\"," + column + " FROM " + table +
                                                     " WHERE \"rowid\">?1 AND " + column +
                                                     " IS NOT NULL ORDER BY \"rowid\" LIMIT 1000"));
        DW_ASSIGN(Statement update, connection.prepare("UPDATE " + table + " SET " +
                                                       quoted(sortColumn(field)) + "=?1 WHERE \"rowid\"=?2"));
        // In pages: a statement never reads the table that another one changes under it.
        qint64 last = std::numeric_limits<qint64>::min();
        for (;;) {
            QList<std::pair<qint64, QByteArray>> page;
            read.reset();
            read.bind(1, last);
            for (;;) {
                DW_ASSIGN(const bool row, read.step());
                if (!row)
                    break;
                page.append({read.integer(0), collator.sortKey(read.text(1))});
            }
            if (page.isEmpty())
                break;
            for (const auto &[row, key] : std::as_const(page)) {
                update.bindBlob(1, key);
                update.bind(2, row);
                DW_TRY(update.run());
            }
            last = page.last().first;
        }
    }
    return {};
}

Result<void> adoptDictionary(Connection &connection, const Dictionary &dictionary)
{
    const QByteArray signature = sql::signatureOf(dialect(), dictionary);
    DW_ASSIGN(const QByteArray stored, metaValue(connection, SignatureKey));
    if (stored == signature)
        return {};
    DW_ASSIGN(const Objects tables, readObjects(connection, "table"));
    DW_ASSIGN(Objects indexes, readObjects(connection, "index"));
    QSet<QString> wanted;
    for (const ObjectTypePtr &type : dictionary.objects()) {
        const bool isNew = !tables.contains(type->key());
        if (isNew) {
            DW_TRY(connection.execute(createTableSql(*type)));
        } else {
            using Columns = QHash<QString, QByteArray>;
            DW_ASSIGN(Columns columns, readColumns(connection, type->key()));
            DW_TRY(dropMistakenColumns(connection, *type, columns, indexes));
            for (const Column &column : columnsOf(*type)) {
                if (!columns.contains(column.name))
                    DW_TRY(connection.execute("ALTER TABLE " + quoted(type->key()) + " ADD COLUMN " +
                                              quoted(column.name) + ' ' + column.type));
            }
            QList<int> fill;
            for (int i = 0; i < type->fieldCount(); ++i) {
                if (hasSortKey(*type, i) && !columns.contains(sortColumn(type->field(i))))
                    fill.append(i);
            }
            DW_TRY(rebuildSortKeys(connection, *type, fill));
        }
        for (const Field &field : type->fields()) {
            if (isLinked(field) && field.isStored() && !tables.contains(linkTable(*type, field))) {
                DW_TRY(connection.execute(sql::createLinkSql(dialect(), *type, field)));
                DW_TRY(connection.execute(sql::createLinkIndexSql(dialect(), *type, field)));
            }
        }
        for (const Index &index : indexesOf(dictionary, *type)) {
            wanted.insert(index.name);
            const auto found = indexes.find(index.name);
            if (found != indexes.end() && *found == index.sql)
                continue;
            if (found != indexes.end())
                DW_TRY(connection.execute("DROP INDEX " + quoted(index.name)));
            const Result<void> made = connection.execute(index.sql);
            if (!made.ok() && !index.uniqueField.isEmpty() &&
                made.error().key == QLatin1String("store.duplicate"))
                return Error(ErrorCode::Conflict, QStringLiteral("store.not_unique"),
                             {type->key(), index.uniqueField}, made.error().detail);
            if (!made.ok())
                return made.error();
        }
    }
    for (auto it = indexes.begin(); it != indexes.end(); ++it) {
        const ObjectTypePtr object = dictionary.find(it.key().section(QLatin1Char(':'), 0, 0));
        const QString field = it.key().section(QLatin1Char(':'), 1, 1);
        const bool ofLink = tables.contains(it.key().section(QLatin1Char(':'), 0, 1));
        // A file is opened with the shipped dictionary: what custom fields have stays until theirs is here.
        const bool ofCustom = field.startsWith(QLatin1String("c_")) && object && !object->find(field);
        if (!wanted.contains(it.key()) && it.key().contains(QLatin1Char(':')) && !ofLink && object &&
            !ofCustom)
            DW_TRY(connection.execute("DROP INDEX " + quoted(it.key())));
    }
    return setMetaValue(connection, SignatureKey, signature);
}

Result<void> dropIndexesOfEmptyTables(Connection &connection, const Dictionary &dictionary)
{
    DW_ASSIGN(const Objects indexes, readObjects(connection, "index"));
    bool dropped = false;
    for (const ObjectTypePtr &type : dictionary.objects()) {
        DW_ASSIGN(const qint64 filled,
                  connection.integer("SELECT EXISTS(SELECT 1 FROM " + quoted(type->key()) + " LIMIT 1)"));
        if (filled != 0)
            continue;
        for (const Index &index : indexesOf(dictionary, *type)) {
            // Uniqueness is kept from the first row on; list indexes are only for reading.
            if (!index.uniqueField.isEmpty() || !indexes.contains(index.name))
                continue;
            DW_TRY(connection.execute("DROP INDEX " + quoted(index.name)));
            dropped = true;
        }
    }
    // Without its signature the next opening looks for what is missing.
    return dropped ? setMetaValue(connection, SignatureKey, {}) : Result<void>();
}

Result<void> restoreIndexes(Connection &connection, const Dictionary &dictionary)
{
    DW_ASSIGN(const Objects indexes, readObjects(connection, "index"));
    for (const ObjectTypePtr &type : dictionary.objects()) {
        for (const Index &index : indexesOf(dictionary, *type)) {
            if (!indexes.contains(index.name))
                DW_TRY(connection.execute(index.sql));
        }
    }
    return setMetaValue(connection, SignatureKey, sql::signatureOf(dialect(), dictionary));
}

}  // namespace dw::sqlite
