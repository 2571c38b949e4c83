// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/fieldaccess.h"
#include "core/expression/checkedexpression.h"

#include <optional>

namespace dw
{

// A field that somebody sees masked, and its object.
struct MaskedField
{
    QString object;
    QString field;

    // The first one that the expression reads.
    static std::optional<MaskedField> in(const CheckedExpression &asked, const FieldAccess &access);
    // Of what was asked where the value is not: Forbidden "access.masked_at_server" {object, field}.
    Error elsewhere() const;
    // For who may be told which records fulfil it although they see the field masked: it has exactly one such
    // field, compared by "=" with one constant, by itself or joined by AND with what reads none. All else is
    // Forbidden "access.masked_one_value": it would try many values at once.
    static Result<void> checkOneValue(const CheckedExpression &asked, const FieldAccess &access);
};

}  // namespace dw
