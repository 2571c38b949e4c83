// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/checkedexpression.h"
#include "core/store/sql/dialect.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <variant>
#include <vector>

namespace dw::postgres
{

class Statement;

// The part of a condition that SQL says as exactly as the evaluator: stored fields, also of records that
// references lead to, compared with constants, and what AND and OR make of that. Every row that fulfils the
// condition fulfils it; where it is `exact`, no other does.
struct Narrowing
{
    QByteArray sql;  // parameters are ?, in the order of `values`
    std::vector<std::variant<qint64, QString, QByteArray>> values;
    bool exact = true;

    // Binds them, from `index` on.
    void bindTo(Statement &statement, int index) const;
};

// Of rows under `alias`. Nothing: SQL says nothing of it.
std::optional<Narrowing> narrow(const Node &condition, const sql::Dialect &dialect, const QByteArray &alias);

}  // namespace dw::postgres
