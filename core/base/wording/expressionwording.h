// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/wording.h"

#include <QtGlobal>

namespace dw
{

// Messages of expression. Add a line per message; keys are unique over all areas.
inline constexpr WordingLine ExpressionWording[] = {
    {"expression.too_deep", QT_TRANSLATE_NOOP("wording", "The formula is nested deeper than %1 levels.")},
    {"expression.empty", QT_TRANSLATE_NOOP("wording", "The formula is empty.")},
    {"expression.too_long", QT_TRANSLATE_NOOP("wording", "The formula is longer than %1 characters.")},
    {"expression.too_many_nodes", QT_TRANSLATE_NOOP("wording", "The formula has more than %1 parts.")},
    {"expression.unterminated_text",
     QT_TRANSLATE_NOOP("wording", "A text is not closed. Put a \" at its end.")},
    {"expression.bad_character",
     QT_TRANSLATE_NOOP("wording",
                       "The character %1 cannot stand here. Texts are written in double quotes: \"text\".")},
    {"expression.bad_number",
     QT_TRANSLATE_NOOP("wording", "%1 is not a number that formulas read. Write it like 1250.50 or 12.5%.")},
    {"expression.number_too_big", QT_TRANSLATE_NOOP("wording", "The number %1 is too big.")},
    {"expression.unexpected_end", QT_TRANSLATE_NOOP("wording", "The formula ends too early: %1 is missing.")},
    {"expression.value_missing",
     QT_TRANSLATE_NOOP("wording", "The formula ends too early: a value is missing.")},
    {"expression.expected", QT_TRANSLATE_NOOP("wording", "%1 is expected here, not %2.")},
    {"expression.unexpected", QT_TRANSLATE_NOOP("wording", "%1 cannot stand here.")},
    {"expression.infix_logic",
     QT_TRANSLATE_NOOP("wording", "%1 is written as a function: %1(condition, condition).")},
    {"expression.empty_list",
     QT_TRANSLATE_NOOP("wording", "IN needs at least one value: field IN (\"a\", \"b\").")},
    {"expression.unknown_name", QT_TRANSLATE_NOOP("wording", "%2 has no field %1.")},
    {"expression.unknown_name_suggest", QT_TRANSLATE_NOOP("wording", "%2 has no field %1. Did you mean %3?")},
    {"expression.unknown_function", QT_TRANSLATE_NOOP("wording", "There is no function %1.")},
    {"expression.unknown_function_suggest",
     QT_TRANSLATE_NOOP("wording", "There is no function %1. Did you mean %2?")},
    {"expression.arity",
     QT_TRANSLATE_NOOP("wording", "%1 has the wrong number of arguments. It is used as %2.")},
    {"expression.type", QT_TRANSLATE_NOOP("wording", "%1 is expected here, this is %2.")},
    {"expression.operands", QT_TRANSLATE_NOOP("wording", "%1 does not work on %2 and %3.")},
    {"expression.not_condition",
     QT_TRANSLATE_NOOP("wording", "A condition must be true or false; this gives %1.")},
    {"expression.unknown_value", QT_TRANSLATE_NOOP("wording", "%2 has no value \"%1\".")},
    {"expression.unknown_value_suggest",
     QT_TRANSLATE_NOOP("wording", "%2 has no value \"%1\". Did you mean \"%3\"?")},
    {"expression.bad_date",
     QT_TRANSLATE_NOOP("wording", "\"%1\" is not a date. Write it like \"2026-11-19\".")},
    {"expression.compare_blank_suggest",
     QT_TRANSLATE_NOOP("wording", "Nothing ever equals an empty value. Write %1.")},
    {"expression.no_key", QT_TRANSLATE_NOOP("wording",
                                            "%1 cannot be compared with \"%2\": the records it points at "
                                            "have no key. Compare a field of theirs.")},
    {"expression.no_key_suggest",
     QT_TRANSLATE_NOOP(
         "wording", "%1 cannot be compared with \"%2\": the records it points at have no key. Compare %3.")},
    {"expression.keys_and_ids",
     QT_TRANSLATE_NOOP("wording",
                       "Compare a reference either with keys or with ids and references, not with both.")},
    {"expression.not_followed",
     QT_TRANSLATE_NOOP("wording", "%1 is no reference, so nothing can follow after its point.")},
    {"expression.not_readable",
     QT_TRANSLATE_NOOP("wording", "%1 is worked out for display only and cannot be used in formulas.")},
    {"expression.collection_as_value_suggest",
     QT_TRANSLATE_NOOP("wording", "%1 is a collection, not a value. Write for example %2.")},
    {"expression.no_collection", QT_TRANSLATE_NOOP("wording", "%1 needs a collection. It is used as %2.")},
    {"expression.outside_collection",
     QT_TRANSLATE_NOOP("wording", "%1 does not belong to %2. Write %2.field.")},
    {"expression.nested_aggregate",
     QT_TRANSLATE_NOOP("wording", "%1 cannot stand inside another aggregate.")},
    {"expression.measure_only", QT_TRANSLATE_NOOP("wording", "%1 works only as a measure of a report.")},
    {"expression.digits",
     QT_TRANSLATE_NOOP("wording", "The number of decimals must be a constant from 0 to %1.")},
    {"expression.advanced",
     QT_TRANSLATE_NOOP("wording", "This filter is more than the builder can show. Edit it as text.")},
    {"expression.overflow", QT_TRANSLATE_NOOP("wording", "The result is too big.")},
    {"expression.mixed_currencies",
     QT_TRANSLATE_NOOP(
         "wording", "Amounts in %1 and %2 cannot be added up. Use the amounts in the workspace's currency.")},
    {"expression.step_limit", QT_TRANSLATE_NOOP("wording", "The formula takes more than %1 steps.")},
    {"expression.too_complex",
     QT_TRANSLATE_NOOP("wording", "This expression is too complex. Split it into smaller ones.")},
};

}  // namespace dw
