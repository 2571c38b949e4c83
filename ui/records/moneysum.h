// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reading/reader.h"
#include "ui/records/leftout.h"

#include <QHash>

#include <optional>

namespace dw::ui
{

// The sum of a money field over many records: in their currency where there is one, else in the workspace's
// at the dated rates, with what has no rate beside it.
struct MoneySum
{
    std::optional<Money> amount;  // nothing: no record has an amount that can be added
    LeftOut leftOut;
    bool several = false;  // of several currencies, and nothing is known of their rates

    bool isEmpty() const { return !amount && leftOut.isEmpty() && !several; }

    // Of each of `fields`, money fields of the query's object, over everything that the query finds.
    static Result<QHash<QString, MoneySum>> read(const Reader &reader, const Query &query,
                                                 const QStringList &fields);
    // Of one field over what fulfils `where`.
    static Result<MoneySum> read(const Reader &reader, const QString &object, const QString &where,
                                 const QString &field);
};

}  // namespace dw::ui
