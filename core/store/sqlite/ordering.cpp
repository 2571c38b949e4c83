// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/ordering.h"

#include "core/store/sqlite/schema.h"

namespace dw::sqlite
{

namespace
{

const QLatin1String TitleSuffix(".title");

Error noSuchSort(const Query &query, const QString &key)
{
    return Error(ErrorCode::Invalid, QStringLiteral("store.no_such_sort"), {query.object->key(), key});
}

}  // namespace

Sql sortExpression(const Compiler::Row &row, int index)
{
    const Field &field = row.object->field(index);
    return Sql::column(row.alias, hasSortKey(*row.object, index) ? sortColumn(field) : field.key);
}

Result<Ordering> Ordering::of(const Query &query, Compiler &compiler, const Compiler::Row &row)
{
    Ordering ordering;
    bool byId = false;
    for (const SortKey &sort : query.sort) {
        const bool descending = sort.order == SortKey::Order::Descending;
        if (sort.field.endsWith(TitleSuffix)) {
            const int reference = query.object->indexOf(sort.field.chopped(TitleSuffix.size()));
            const ObjectTypePtr target =
                reference >= 0 && query.object->field(reference).type == FieldType::Reference
                    ? compiler.dictionary()->find(query.object->field(reference).target)
                    : nullptr;
            const int title = target ? target->titleIndex(Language::English) : -1;
            if (title < 0 || !target->field(title).isStored())
                return noSuchSort(query, sort.field);
            const Compiler::Row joined = compiler.row(target);
            ordering.m_joins << " LEFT JOIN " << Compiler::from(joined) << " ON "
                             << Sql::column(joined.alias, u"id") << " = "
                             << Sql::column(row.alias, query.object->field(reference).key);
            ordering.m_keys.push_back({sortExpression(joined, title), descending, true});
            if (query.sort.size() == 1)
                ordering.m_titleReference = reference;
            continue;
        }
        const int index = query.object->indexOf(sort.field);
        if (index < 0 || !query.object->field(index).isStored() || isLinked(query.object->field(index)))
            return noSuchSort(query, sort.field);
        byId = sort.field == QLatin1String("id");
        ordering.m_keys.push_back({sortExpression(row, index), descending, !byId});
        if (byId)
            break;
    }
    if (!byId) {
        const bool descending = !ordering.m_keys.empty() && ordering.m_keys.back().descending;
        ordering.m_keys.push_back({Sql::column(row.alias, u"id"), descending, false});
    }
    // The bin is found by its own index and sorted: any other one would walk through all that is live.
    if (query.deleted == Query::Deleted::Only) {
        for (Key &key : ordering.m_keys) {
            Sql sorted("+");
            sorted << key.sql;
            key.sql = sorted;
        }
    }
    return ordering;
}

Sql Ordering::clause() const
{
    Sql sql;
    for (const Key &key : m_keys) {
        // Descending, SQLite puts NULL last by itself; saying so would cost it the index.
        sql << (sql.isEmpty() ? "" : ", ") << key.sql
            << (key.descending ? " DESC"
                : key.nullable ? " ASC NULLS LAST"
                               : " ASC");
    }
    return sql;
}

Sql Ordering::sortedClause() const
{
    Sql sql("+");
    sql << clause();
    return sql;
}

}  // namespace dw::sqlite
