// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/expression/expressionerror.h"
#include "core/expression/simplecondition.h"
#include "core/expression/syntaxnode.h"

#include <QList>
#include <QString>

namespace dw
{

// What the filter builder shows: groups that must all hold; of the conditions in a group one must hold. No
// group at all is "everything", the empty text. Knows no dictionary: whether fields exist and types fit,
// compile() tells.
struct SimpleFilter
{
    QList<QList<SimpleCondition>> groups;  // no empty group

    // Canonical text: conditions as in simplecondition.h, AND(a, OR(b, c)). fromText(toText()) is an equal
    // filter.
    QString toText() const;
    // Invalid or Limit as Parser::parse; Unsupported with the key expression.advanced where the text is right
    // but more than the builder can show: it is then edited as text.
    static Result<SimpleFilter> fromText(const QString &text, ExpressionError *where = nullptr);

    friend bool operator==(const SimpleFilter &, const SimpleFilter &) = default;
};

}  // namespace dw
