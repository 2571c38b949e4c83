// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/money.h"
#include "core/base/value.h"
#include "core/rules/finding.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <utility>

namespace dw
{

enum class MissingReference { Create, Empty, Reject };

// A reference as the file has it: texts (several for a reference list) that the store turns into ids.
struct ImportReference
{
    int field = -1;
    QStringList texts;
    QString by;  // field of the target; empty: key, number, source key or title
    MissingReference missing = MissingReference::Reject;
};

// One row of a table in terms of an object: typed, normalised values by field index. A field that is not here
// stays as it is: an empty cell erases nothing.
struct ImportRow
{
    qint64 row = 0;  // as a person sees it in the file
    QList<std::pair<int, Value>> values;
    QList<ImportReference> references;
    // Of the row's amounts where the file states one; else they carry the workspace's and mean the record's.
    Currency currency;
    // What did not fit its field; with a blocker among them the row is rejected.
    Findings problems;
};

struct ImportOutcome
{
    enum class Kind { Created, Updated, Unchanged, Rejected };
    Kind kind = Kind::Rejected;
    qint64 row = 0;
    Id id;  // null where rejected
    bool incomplete = false;
    Findings findings;  // blockers say why it was rejected
};

struct ImportCounts
{
    qint64 total = 0;
    qint64 created = 0;
    qint64 updated = 0;
    qint64 unchanged = 0;
    qint64 rejected = 0;
    qint64 incomplete = 0;  // of created and updated

    void add(const ImportOutcome &outcome);
    friend bool operator==(const ImportCounts &, const ImportCounts &) = default;
};

}  // namespace dw
