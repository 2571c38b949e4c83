// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/operator.h"
#include "core/expression/valuetype.h"

#include <optional>

namespace dw
{

// The types that operators take and give. NULL stands for any type; with NULL on one side the result is NULL.
// Every result is rounded half-even to its type; one beyond 64 bits is the error expression.overflow.
//
//   + -      Integer, Integer                -> Integer
//            Percent, Percent                -> Percent
//            number, number                  -> Decimal(larger scale)         Integer 0, Percent 4
//            Money, Money                    -> Money; other currency: error expression.mixed_currencies
//            Money, Integer | Decimal        -> Money; the number counts whole units (100 = 100.00 CNY)
//            Date + Integer, Integer + Date, Date - Integer -> Date           outside years 1 to 9999:
//            overflow Instant +- Integer              -> Instant                       days of 24 hours Date
//            | Instant - Date | Instant -> Integer: days; an Instant counts as its day in the business zone
//   *        Integer, Integer                -> Integer
//            number, number                  -> Decimal(sum of scales, at most 12)
//            Money, number                   -> Money, half-even to its minor unit (amount * probability)
//   /        number, number                  -> Decimal(6)                    a zero divisor gives NULL
//            Money, number                   -> Money
//            Money, Money                    -> Decimal(6); other currency: error expression.mixed_currencies
//   -x       Integer, Decimal, Percent, Money -> the same
//   &        Text, Integer, Decimal, Percent, Money, Date, Boolean -> Text; written as TEXT() writes them
//   = <>     any two comparable; a Percent compares as a fraction (50% = 0.5)
//   < <= > >= comparable ones except Boolean, Reference
//
// Comparable: number with number; Money with Money (other currency: NULL) or with Integer and Decimal (whole
// units of its currency); Text with Text (by the UTF-8 bytes of NFC); Date and Instant in any mix (a Date is
// 00:00 in the zone); Boolean with Boolean; Reference with a Reference of the same target or of "*". A
// constant text beside a Date or Instant is read as ISO date or time, beside a Reference as the target's key
// or as the 36 characters of an id.
std::optional<ValueType> resultOf(Operator op, const ValueType &left, const ValueType &right);

// Whether = can compare them (see above), constants' texts already read.
bool comparable(const ValueType &left, const ValueType &right);

// The type that both can be read as, for IF, CASE, IFBLANK, COALESCE, MIN and MAX: equal types; NULL with
// any; Integer, Percent, Decimal -> Decimal(larger scale); Integer or Decimal with Money -> Money in the
// row's currency; Date with Instant -> Instant; References of different targets -> "*". Nothing else.
std::optional<ValueType> common(const ValueType &a, const ValueType &b);

}  // namespace dw
