// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/schema.h"

#include "core/base/digest.h"
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

QByteArray columnType(FieldType type)
{
    switch (type) {
        case FieldType::Integer:
        case FieldType::Decimal:
        case FieldType::Money:
        case FieldType::Percent:
        case FieldType::Boolean:
        case FieldType::Date:
        case FieldType::DateTime:
        case FieldType::Duration:
            return "INTEGER";
        case FieldType::Reference:
        case FieldType::AnyReference:
        case FieldType::Uuid:
            return "BLOB";
        default:
            return "TEXT";
    }
}

// Children of a parent are looked up through these.
QSet<QString> collectionFields(const Dictionary &dictionary, const ObjectType &type)
{
    QSet<QString> fields;
    for (const ObjectTypePtr &parent : dictionary.objects()) {
        for (const Collection &collection : parent->collections()) {
            if (collection.object == type.key())
                fields.insert(collection.by);
        }
    }
    return fields;
}

// On every object, and nearly every record has none.
bool isMostlyEmpty(const Field &field)
{
    return field.key == QLatin1String("source_key") || field.key == QLatin1String("imported_batch_id");
}

bool isTitle(const ObjectType &type, int field)
{
    return field == type.titleIndex(Language::English) || field == type.titleIndex(Language::Chinese);
}

QByteArray createLinkSql(const ObjectType &type, const Field &field)
{
    const QByteArray value = linkColumn(field);
    return "CREATE TABLE " + quoted(linkTable(type, field)) +
           "(owner BLOB NOT NULL,position INTEGER NOT NULL," + value + (value == "text" ? " TEXT" : " BLOB") +
           " NOT NULL,PRIMARY KEY(owner,position))STRICT,WITHOUT ROWID";
}

QByteArray createLinkIndexSql(const ObjectType &type, const Field &field)
{
    const QString table = linkTable(type, field);
    return "CREATE INDEX " + quoted(table + QStringLiteral(":target")) + " ON " + quoted(table) + '(' +
           linkColumn(field) + ",owner)";
}

QByteArray signatureOf(const Dictionary &dictionary)
{
    QByteArray all;
    for (const ObjectTypePtr &type : dictionary.objects()) {
        all += createTableSql(*type) + '\n';
        for (const Field &field : type->fields()) {
            if (isLinked(field) && field.isStored())
                all += createLinkSql(*type, field) + createLinkIndexSql(*type, field) + '\n';
        }
        for (const Index &index : indexesOf(dictionary, *type))
            all += index.sql + '\n';
    }
    return blake2b256(all).toHex();
}

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

Result<QSet<QString>> readColumns(Connection &connection, const QString &table)
{
    QSet<QString> found;
    DW_ASSIGN(Statement statement, connection.prepare("SELECT name FROM pragma_table_info(?1)"));
    statement.bind(1, table);
    for (;;) {
        DW_ASSIGN(const bool row, statement.step());
        if (!row)
            return found;
        found.insert(statement.text(0));
    }
}

}  // namespace

QByteArray quoted(QStringView name)
{
    QByteArray text = name.toUtf8();
    text.replace('"', "\"\"");
    return '"' + text + '"';
}

bool isLinked(const Field &field)
{
    return field.type == FieldType::ReferenceList || field.type == FieldType::Tags ||
           field.type == FieldType::Attachments;
}

QString linkTable(const ObjectType &type, const Field &field)
{
    return type.key() + QLatin1Char(':') + field.key;
}

QByteArray linkColumn(const Field &field)
{
    return field.type == FieldType::Tags ? QByteArrayLiteral("text") : QByteArrayLiteral("target");
}

bool hasBase(const Field &field)
{
    return field.isStored() && field.valueType() == FieldType::Money;
}

QString baseColumn(const Field &field)
{
    return field.key + QStringLiteral("_base");
}

bool hasSortKey(const ObjectType &type, int index)
{
    const Field &field = type.field(index);
    return field.isStored() && field.valueType() == FieldType::Text &&
           (field.listed || field.indexed || isTitle(type, index));
}

QString sortColumn(const Field &field)
{
    return field.key + QStringLiteral(":sort");
}

QString objectColumn(const Field &field)
{
    return field.key + QStringLiteral(":object");
}

QStringList figureColumns(const ObjectType &type)
{
    QStringList columns;
    // What conditions name most stands first; one index serves the board, the reports and the tiles.
    static const QStringList deals{
        QStringLiteral("result"),          QStringLiteral("pipeline_id"), QStringLiteral("stage_id"),
        QStringLiteral("owner_id"),        QStringLiteral("team_id"),     QStringLiteral("currency"),
        QStringLiteral("amount"),          QStringLiteral("won_at"),      QStringLiteral("lost_at"),
        QStringLiteral("weighted_amount"), QStringLiteral("created_at"),  QStringLiteral("stage_entered_at")};
    if (type.key() != QLatin1String("opportunity"))
        return columns;
    for (const QString &key : deals) {
        const Field *field = type.find(key);
        // Another dictionary's object of this name.
        if (!field || !field->isStored() || isLinked(*field))
            return {};
        columns.append(key);
        if (hasBase(*field))
            columns.append(baseColumn(*field));
    }
    columns << QStringLiteral("deleted_at");
    return columns;
}

QString figureIndex(const ObjectType &type)
{
    return type.key() + QStringLiteral(":figures");
}

QList<Column> columnsOf(const ObjectType &type)
{
    QList<Column> columns;
    columns.append({QStringLiteral("rowid"), "INTEGER PRIMARY KEY"});
    columns.append({QStringLiteral("id"), "BLOB NOT NULL UNIQUE"});
    for (int i = 0; i < type.fieldCount(); ++i) {
        const Field &field = type.field(i);
        if (!field.isStored() || isLinked(field) || field.key == QLatin1String("id"))
            continue;
        columns.append({field.key, columnType(field.valueType())});
        if (field.type == FieldType::AnyReference)
            columns.append({objectColumn(field), "TEXT"});
        if (hasBase(field))
            columns.append({baseColumn(field), "INTEGER"});
        if (hasSortKey(type, i))
            columns.append({sortColumn(field), "BLOB"});
    }
    return columns;
}

QByteArray createTableSql(const ObjectType &type)
{
    QByteArray sql = "CREATE TABLE " + quoted(type.key()) + '(';
    bool first = true;
    for (const Column &column : columnsOf(type)) {
        if (!first)
            sql += ',';
        first = false;
        sql += quoted(column.name) + ' ' + column.type;
    }
    return sql + ")STRICT";
}

QList<Index> indexesOf(const Dictionary &dictionary, const ObjectType &type)
{
    QList<Index> indexes;
    const QByteArray table = quoted(type.key());
    const QString prefix = type.key() + QLatin1Char(':');
    const QSet<QString> parents = collectionFields(dictionary, type);
    // The trailing deleted_at makes a list's index covering: SQLite checks the literal even on a partial
    // index.
    const QByteArray live = ",\"id\",\"deleted_at\") WHERE \"deleted_at\" IS NULL";
    const auto add = [&](const QString &name, const QByteArray &sql, const QString &unique = {}) {
        indexes.append({prefix + name,
                        (unique.isEmpty() ? "CREATE INDEX " : "CREATE UNIQUE INDEX ") +
                            quoted(prefix + name) + " ON " + table + '(' + sql,
                        unique});
    };
    if (type.indexOf(u"deleted_at") < 0)
        return indexes;
    add(QStringLiteral("id"), "\"id\",\"deleted_at\") WHERE \"deleted_at\" IS NULL");
    // The recycle bin, which is small however large the table is.
    add(QStringLiteral("deleted_at"), "\"deleted_at\",\"id\") WHERE \"deleted_at\" IS NOT NULL");
    if (const QStringList figures = figureColumns(type); !figures.isEmpty()) {
        QByteArray columns;
        for (const QString &column : figures)
            columns += (columns.isEmpty() ? "" : ",") + quoted(column);
        indexes.append({figureIndex(type),
                        "CREATE INDEX " + quoted(figureIndex(type)) + " ON " + table + '(' + columns +
                            ") WHERE \"deleted_at\" IS NULL",
                        {}});
    }
    for (int i = 0; i < type.fieldCount(); ++i) {
        const Field &field = type.field(i);
        if (!field.isStored() || isLinked(field) || field.key == QLatin1String("id") ||
            field.key == QLatin1String("deleted_at"))
            continue;
        const QByteArray column = quoted(field.key);
        // A match key is there to be found by its value; its order means nothing to anybody.
        const bool matchKey =
            field.computed == Computation::MatchKey && field.unique == Uniqueness::DuplicateCheck;
        const bool list = (field.indexed && !matchKey) || isTitle(type, i) || parents.contains(field.key) ||
                          field.key == QLatin1String("owner_id") || field.key == QLatin1String("updated_at");
        // What most records have none of is looked up by its value; those without need no entry.
        const QByteArray given = " AND " + column + " IS NOT NULL";
        if (field.unique == Uniqueness::Hard)
            add(field.key + QStringLiteral(":unique"), column + ") WHERE \"deleted_at\" IS NULL" + given,
                field.key);
        else if (field.unique == Uniqueness::DuplicateCheck && !(list && !hasSortKey(type, i)))
            add(field.key + QStringLiteral(":value"),
                column + ",\"id\") WHERE \"deleted_at\" IS NULL" + given);
        if (!list)
            continue;
        if (hasSortKey(type, i))
            add(field.key, quoted(sortColumn(field)) + live +
                               (isMostlyEmpty(field) ? " AND " + quoted(sortColumn(field)) + " IS NOT NULL"
                                                     : QByteArray()));
        else if (field.type == FieldType::AnyReference)
            add(field.key, column + ',' + quoted(objectColumn(field)) + live);
        else
            add(field.key, column + live + (isMostlyEmpty(field) ? given : QByteArray()));
    }
    return indexes;
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
    const QByteArray signature = signatureOf(dictionary);
    DW_ASSIGN(const QByteArray stored, metaValue(connection, SignatureKey));
    if (stored == signature)
        return {};
    using Objects = QHash<QString, QByteArray>;
    DW_ASSIGN(const Objects tables, readObjects(connection, "table"));
    DW_ASSIGN(const Objects indexes, readObjects(connection, "index"));
    QSet<QString> wanted;
    for (const ObjectTypePtr &type : dictionary.objects()) {
        const bool isNew = !tables.contains(type->key());
        if (isNew) {
            DW_TRY(connection.execute(createTableSql(*type)));
        } else {
            DW_ASSIGN(const QSet<QString> columns, readColumns(connection, type->key()));
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
                DW_TRY(connection.execute(createLinkSql(*type, field)));
                DW_TRY(connection.execute(createLinkIndexSql(*type, field)));
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
        const QString object = it.key().section(QLatin1Char(':'), 0, 0);
        const bool ofLink = tables.contains(it.key().section(QLatin1Char(':'), 0, 1));
        if (!wanted.contains(it.key()) && it.key().contains(QLatin1Char(':')) && !ofLink &&
            dictionary.find(object))
            DW_TRY(connection.execute("DROP INDEX " + quoted(it.key())));
    }
    return setMetaValue(connection, SignatureKey, signature);
}

Result<void> dropIndexesOfEmptyTables(Connection &connection, const Dictionary &dictionary)
{
    using Objects = QHash<QString, QByteArray>;
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
    using Objects = QHash<QString, QByteArray>;
    DW_ASSIGN(const Objects indexes, readObjects(connection, "index"));
    for (const ObjectTypePtr &type : dictionary.objects()) {
        for (const Index &index : indexesOf(dictionary, *type)) {
            if (!indexes.contains(index.name))
                DW_TRY(connection.execute(index.sql));
        }
    }
    return setMetaValue(connection, SignatureKey, signatureOf(dictionary));
}

}  // namespace dw::sqlite
