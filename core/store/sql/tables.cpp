// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sql/tables.h"

#include "core/base/digest.h"
#include "core/store/sql/names.h"

#include <QSet>

namespace dw::sql
{

namespace
{

QByteArray columnType(const Dialect &dialect, FieldType type)
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
            return dialect.integer;
        case FieldType::Reference:
        case FieldType::AnyReference:
        case FieldType::Uuid:
            return dialect.bytes;
        default:
            return dialect.text;
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

bool hasListIndex(const ObjectType &type, int index, const QSet<QString> &parents)
{
    const Field &field = type.field(index);
    // A match key is there to be found by its value; its order means nothing to anybody.
    const bool matchKey =
        field.computed == Computation::MatchKey && field.unique == Uniqueness::DuplicateCheck;
    return (field.indexed && !matchKey) || isTitle(type, index) || parents.contains(field.key) ||
           field.key == QLatin1String("owner_id") || field.key == QLatin1String("updated_at");
}

}  // namespace

QByteArray createLinkSql(const Dialect &dialect, const ObjectType &type, const Field &field)
{
    const QByteArray value = linkColumn(field);
    return "CREATE TABLE " + dialect.quoted(linkTable(type, field)) + '(' + dialect.linkColumns + value +
           ' ' + (value == "text" ? dialect.text : dialect.bytes) + " NOT NULL" + dialect.linkEnd;
}

QByteArray createLinkIndexSql(const Dialect &dialect, const ObjectType &type, const Field &field)
{
    const QString table = linkTable(type, field);
    return "CREATE INDEX " + dialect.quoted(table + QStringLiteral(":target")) + " ON " +
           dialect.quoted(table) + '(' + dialect.leadingKey + linkColumn(field) + ",owner)";
}

QList<Column> fieldColumns(const Dialect &dialect, const ObjectType &type)
{
    QList<Column> columns;
    for (int i = 0; i < type.fieldCount(); ++i) {
        const Field &field = type.field(i);
        if (!field.isStored() || isLinked(field) || field.key == QLatin1String("id"))
            continue;
        columns.append({field.key, columnType(dialect, field.valueType())});
        if (field.type == FieldType::AnyReference)
            columns.append({objectColumn(field), dialect.text});
        if (hasBase(field))
            columns.append({baseColumn(field), dialect.integer});
        if (hasSortKey(type, i))
            columns.append({sortColumn(field), dialect.bytes});
    }
    return columns;
}

QByteArray createTableSql(const Dialect &dialect, const ObjectType &type)
{
    QByteArray sql = "CREATE TABLE " + dialect.quoted(type.key()) + '(' + dialect.leadingColumns;
    for (const Column &column : fieldColumns(dialect, type))
        sql += ',' + dialect.quoted(column.name) + ' ' + column.type;
    return sql + dialect.tableEnd;
}

bool hasListIndex(const Dictionary &dictionary, const ObjectType &type, int field)
{
    return hasListIndex(type, field, collectionFields(dictionary, type));
}

QList<Index> indexesOf(const Dialect &dialect, const Dictionary &dictionary, const ObjectType &type)
{
    QList<Index> indexes;
    const QByteArray table = dialect.quoted(type.key());
    const QString prefix = type.key() + QLatin1Char(':');
    const QSet<QString> parents = collectionFields(dictionary, type);
    // The trailing deleted_at makes a list's index covering: SQLite checks the literal even on a partial
    // index.
    const QByteArray live = ",\"id\",\"deleted_at\") WHERE \"deleted_at\" IS NULL";
    const auto add = [&](const QString &name, const QByteArray &sql, const QString &unique = {}) {
        indexes.append({prefix + name,
                        (unique.isEmpty() ? "CREATE INDEX " : "CREATE UNIQUE INDEX ") +
                            dialect.quoted(prefix + name) + " ON " + table + '(' + dialect.leadingKey + sql,
                        unique});
    };
    if (type.indexOf(u"deleted_at") < 0)
        return indexes;
    add(QStringLiteral("id"), "\"id\",\"deleted_at\") WHERE \"deleted_at\" IS NULL");
    // The recycle bin, which is small however large the table is.
    add(QStringLiteral("deleted_at"), "\"deleted_at\",\"id\") WHERE \"deleted_at\" IS NOT NULL");
    if (const QStringList figures = figureColumns(type); dialect.figures && !figures.isEmpty()) {
        QByteArray columns;
        for (const QString &column : figures)
            columns += (columns.isEmpty() ? "" : ",") + dialect.quoted(column);
        indexes.append({figureIndex(type),
                        "CREATE INDEX " + dialect.quoted(figureIndex(type)) + " ON " + table + '(' +
                            dialect.leadingKey + columns + ") WHERE \"deleted_at\" IS NULL",
                        {}});
    }
    for (int i = 0; i < type.fieldCount(); ++i) {
        const Field &field = type.field(i);
        if (!field.isStored() || isLinked(field) || field.key == QLatin1String("id") ||
            field.key == QLatin1String("deleted_at"))
            continue;
        const QByteArray column = dialect.quoted(field.key);
        const bool list = hasListIndex(type, i, parents);
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
            add(field.key,
                dialect.quoted(sortColumn(field)) + live +
                    (isMostlyEmpty(field) ? " AND " + dialect.quoted(sortColumn(field)) + " IS NOT NULL"
                                          : QByteArray()));
        else if (field.type == FieldType::AnyReference)
            add(field.key, column + ',' + dialect.quoted(objectColumn(field)) + live);
        else
            add(field.key, column + live + (isMostlyEmpty(field) ? given : QByteArray()));
    }
    return indexes;
}

QByteArray signatureOf(const Dialect &dialect, const Dictionary &dictionary)
{
    QByteArray all;
    for (const ObjectTypePtr &type : dictionary.objects()) {
        all += createTableSql(dialect, *type) + '\n';
        for (const Field &field : type->fields()) {
            if (isLinked(field) && field.isStored())
                all +=
                    createLinkSql(dialect, *type, field) + createLinkIndexSql(dialect, *type, field) + '\n';
        }
        for (const Index &index : indexesOf(dialect, dictionary, *type))
            all += index.sql + '\n';
    }
    return blake2b256(all).toHex();
}

}  // namespace dw::sql
