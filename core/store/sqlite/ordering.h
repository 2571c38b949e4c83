// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/query.h"
#include "core/store/sqlite/compiler.h"

#include <vector>

namespace dw::sqlite
{

// The order of a query in SQL: sort keys with nulls last in both directions, then the id in the direction of
// the last key, so that one index (key, id) serves both directions. Text is ordered by its stored ICU sort
// key.
class Ordering
{
public:
    struct Key
    {
        Sql sql;
        bool descending = false;
        bool nullable = true;
    };
    // Errors: store.no_such_sort (Invalid; object, key) for what is no stored field nor the title of a
    // reference.
    static Result<Ordering> of(const Query &query, Compiler &compiler, const Compiler::Row &row);

    // The keys, the id last.
    const std::vector<Key> &keys() const { return m_keys; }
    // " LEFT JOIN ..." of titles to sort by, usually empty.
    const Sql &joins() const { return m_joins; }
    // k1 ASC NULLS LAST, ..., id
    Sql clause() const;
    // The same order, but not along an index: for whole filtered lists, where reading the table through in
    // its own order and sorting what is left is several times faster than looking up every row in the index's
    // order.
    Sql sortedClause() const;
    // The only sort key is the title of this reference field; -1 if not.
    int titleReference() const { return m_titleReference; }

private:
    std::vector<Key> m_keys;
    Sql m_joins;
    int m_titleReference = -1;
};

// The column to sort a field by.
Sql sortExpression(const Compiler::Row &row, int field);

}  // namespace dw::sqlite
