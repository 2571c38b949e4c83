// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/expression/evaluator.h"

#include <optional>

struct sqlite3;
struct sqlite3_stmt;

namespace dw::sqlite
{

// The SQL functions that compiled expressions use. All are deterministic; none is callable from a schema
// (triggers, views: SQLITE_DIRECTONLY). A result beyond 64 bits ends the statement with the message
// OverflowMessage, NULL in gives NULL out, and nothing ever turns into a REAL (DESIGN 4).
//
//   dw_add(a, b)  dw_sub(a, b)  dw_neg(a)
//   dw_add(a, from, b, from, to)  the same for numbers of different scales, half-even; dw_sub too
//   dw_mul(a, b, drop)          a * b / 10^drop in 128 bits, half-even
//   dw_div(a, b, up, down)      (a * 10^up) / (b * 10^down), half-even; NULL if b is 0
//   dw_scale(a, from, to)       an unscaled number at another scale, half-even
//   dw_compare(a, from, b, to)  -1, 0, 1 of two unscaled numbers at different scales, in 128 bits
//   dw_sum(a)                   aggregate; NULL over no values
//   dw_average(a, up, down)     aggregate; sum * 10^up / 10^down / count, half-even
//   dw_median(a, up, down)      aggregate; the mean of the two middle values, scaled the same
//   dw_one(a)                   aggregate; the one value there is; several different ones are an error
//   dw_first(a, b)              a
//   dw_concat(a)                aggregate; blobs one after another, NULL for none
//   dw_call(context, node, a, b, ...)
//                               one call of the formula language, evaluated by core/expression itself, so
//                               that memory and SQL cannot differ; money arguments are followed by their
//                               currency
//   dw_start(context, date)     00:00 of a date in the business zone
//   dw_date(context, instant)   the date of an instant in the business zone
//   dw_part(context, function, date)  a part of a date: the Function::Id as a number
//   dw_digits(currency)         minor digits of a currency key
Result<void> registerFunctions(sqlite3 *connection);

// What sqlite3_errmsg says when a number does not fit; the connection's error text starts with it.
inline constexpr char OverflowMessage[] = "dw: number out of range";
inline constexpr char MixedCurrenciesMessage[] = "dw: several currencies";
inline constexpr char LimitMessage[] = "dw: step limit";
// The error of a failed statement where one of these functions caused it, else nothing.
std::optional<Error> functionError(sqlite3 *connection);

// Binds the context that dw_call reads; it must outlive the statement's run.
void bindContext(sqlite3_stmt *statement, int index, const EvaluationContext &context);
// Binds the node that dw_call evaluates; its operands are Field nodes that name the arguments by their index.
void bindCall(sqlite3_stmt *statement, int index, const Node &node);

}  // namespace dw::sqlite
