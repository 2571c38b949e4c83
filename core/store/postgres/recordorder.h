// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/dictionary.h"
#include "core/records/query.h"
#include "core/store/sql/dialect.h"

#include <QByteArray>

namespace dw::postgres
{

// The order of a query, as a file answers it: nulls last in both directions, texts by their sort keys, the id
// in the direction of the last key. By the title of a reference alone: rows without a reference come behind
// all others, and behind them those whose target is in the bin or gone.
struct RecordOrder
{
    QByteArray joins;  // " LEFT JOIN ..." of titles to sort by, usually empty
    QByteArray clause;

    // Of rows under `alias`. Invalid "store.no_such_sort" (object, key) for what is no stored field nor the
    // title of a reference.
    static Result<RecordOrder> of(const Query &query, const Dictionary &dictionary,
                                  const sql::Dialect &dialect, const QByteArray &alias);
};

}  // namespace dw::postgres
