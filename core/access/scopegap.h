// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/checkedexpression.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace dw
{

// A permission whose records cannot be told when they are written, for its condition depends on more than the
// record and what it refers to: it gives no reach by scope keys, neither to its own records nor through them.
// Or one (TooMany) that gives none to the records of one object.
struct ScopeGap
{
    enum class Why {
        Time,      // TODAY, NOW, INPERIOD: it comes to hold without a change
        Actor,     // CURRENTUSER, CURRENTTEAM: it holds for one and not for another
        Children,  // counts what lies below
        Unstored,  // reads a field that is worked out at every reading
        TooMany,   // more conditions than the tags of `at` can tell apart
    };
    Id permission;
    Id role;         // that it is written in
    QString object;  // that it is about
    Why why = Why::Time;
    QString at;  // TooMany: records of this object are not reached by it

    // "access.scope_gap_*" {role, @object, @object of `at`}, for a finding.
    QString key() const;
    QStringList arguments(const QString &roleName) const;

    friend bool operator==(const ScopeGap &, const ScopeGap &) = default;

    // Nothing if the condition can be told from the record and what it refers to alone.
    static std::optional<Why> whyNot(const CheckedExpression &condition);
};

}  // namespace dw
