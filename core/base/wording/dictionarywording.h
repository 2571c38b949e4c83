// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/wording.h"

#include <QtGlobal>

namespace dw
{

// Messages of dictionary. Add a line per message; keys are unique over all areas.
inline constexpr WordingLine DictionaryWording[] = {
    {"dictionary.invalid", QT_TRANSLATE_NOOP("wording", "%1: the definition of %2 is wrong: %3")},
    {"dictionary.collection_not_back",
     QT_TRANSLATE_NOOP(
         "wording", "%1: the collection %2 needs the field %3, and that field does not point back at it.")},
    {"dictionary.custom_prefix",
     QT_TRANSLATE_NOOP("wording", "%1: %2 must have a key that starts with c_, not “%3”.")},
    {"dictionary.default_not_a_value",
     QT_TRANSLATE_NOOP("wording", "%1: the default “%3” of %2 is none of its values.")},
    {"dictionary.default_out_of_range",
     QT_TRANSLATE_NOOP("wording", "%1: the default of %2 (%3) lies outside its limits.")},
    {"dictionary.default_retired",
     QT_TRANSLATE_NOOP("wording", "%1: the default “%3” of %2 is no longer offered.")},
    {"dictionary.default_type", QT_TRANSLATE_NOOP("wording", "%1: the default of %2 is not of its type: %3")},
    {"dictionary.field_missing",
     QT_TRANSLATE_NOOP("wording", "%1: %2 needs the field “%3”, which does not exist.")},
    {"dictionary.formula_circle",
     QT_TRANSLATE_NOOP("wording", "%1: the formula of %2 needs its own result: %3")},
    {"dictionary.formula_missing", QT_TRANSLATE_NOOP("wording", "%1: %2 is calculated but has no formula.")},
    {"dictionary.group_missing",
     QT_TRANSLATE_NOOP("wording", "%1: %2 lies in the group “%3”, which the object does not have.")},
    {"dictionary.index_not_stored",
     QT_TRANSLATE_NOOP("wording", "%1: %2 is not stored, so it cannot be indexed.")},
    {"dictionary.key_doubled", QT_TRANSLATE_NOOP("wording", "%1: the key “%3” stands twice (%2).")},
    {"dictionary.key_malformed",
     QT_TRANSLATE_NOOP("wording",
                       "%1: “%3” (%2) is not a key. Use lower-case letters, digits and single underscores, "
                       "and begin with a letter.")},
    {"dictionary.key_reserved",
     QT_TRANSLATE_NOOP("wording", "%1: the key “%3” (%2) is reserved for the program.")},
    {"dictionary.key_reused",
     QT_TRANSLATE_NOOP("wording", "%1: the key “%3” (%2) was used before. Keys are never used again.")},
    {"dictionary.label_missing", QT_TRANSLATE_NOOP("wording", "%1: %2 lacks a text in one language (%3).")},
    {"dictionary.merge_unfit",
     QT_TRANSLATE_NOOP("wording", "%1: the merge class %3 does not fit the type of %2.")},
    {"dictionary.not_an_object", QT_TRANSLATE_NOOP("wording", "%1: the file must hold one JSON object.")},
    {"dictionary.not_readable", QT_TRANSLATE_NOOP("wording", "%1 could not be read: %3")},
    {"dictionary.object_missing", QT_TRANSLATE_NOOP("wording", "%1: there is no object “%3” (%2).")},
    {"dictionary.out_of_range", QT_TRANSLATE_NOOP("wording", "%1: %3 of %2 is outside its limits.")},
    {"dictionary.property_missing", QT_TRANSLATE_NOOP("wording", "%1: %2 lacks “%3”.")},
    {"dictionary.property_type", QT_TRANSLATE_NOOP("wording", "%1: “%3” of %2 is not of its kind.")},
    {"dictionary.property_unfit", QT_TRANSLATE_NOOP("wording", "%1: “%3” does not fit the type of %2.")},
    {"dictionary.property_unknown", QT_TRANSLATE_NOOP("wording", "%1: %2 has the unknown property “%3”.")},
    {"dictionary.range_inverted",
     QT_TRANSLATE_NOOP("wording", "%1: the smallest value of %2 is above the largest (%3).")},
    {"dictionary.required_read_only",
     QT_TRANSLATE_NOOP("wording", "%1: %2 is required, but nobody can fill it in.")},
    {"dictionary.requirement_empty",
     QT_TRANSLATE_NOOP("wording", "%1: the condition under which %2 is required is empty or malformed.")},
    {"dictionary.rollup_without_collection",
     QT_TRANSLATE_NOOP("wording", "%1: the roll-up %2 names no collection of its object: %3")},
    {"dictionary.scale_above_precision",
     QT_TRANSLATE_NOOP("wording", "%1: %2 has more decimal places than digits (%3).")},
    {"dictionary.secret_shown",
     QT_TRANSLATE_NOOP("wording", "%1: %2 is secret and therefore can be neither searched nor listed.")},
    {"dictionary.status_missing",
     QT_TRANSLATE_NOOP("wording", "%1: %2 is required at “%3”, which is no status of the object.")},
    {"dictionary.target_missing",
     QT_TRANSLATE_NOOP("wording", "%1: %2 refers to the object “%3”, which does not exist.")},
    {"dictionary.title_missing",
     QT_TRANSLATE_NOOP("wording", "%1: the title field “%3” of %2 does not exist.")},
    {"dictionary.type_changed",
     QT_TRANSLATE_NOOP("wording", "%1: the type of %2 cannot change (%3). Make a new field instead.")},
    {"dictionary.type_unknown", QT_TRANSLATE_NOOP("wording", "%1: %2 has the unknown type “%3”.")},
    {"dictionary.value_doubled", QT_TRANSLATE_NOOP("wording", "%1: the value “%3” of %2 stands twice.")},
    {"dictionary.values_missing", QT_TRANSLATE_NOOP("wording", "%1: %2 is a list of values without values.")},
    {"dictionary.word_unknown", QT_TRANSLATE_NOOP("wording", "%1: %2 uses the unknown word “%3”.")},
    {"dictionary.expression_too_long",
     QT_TRANSLATE_NOOP("wording", "%1: an expression of %2 is %3 characters long; 65536 are allowed.")},
    {"dictionary.too_many_fields", QT_TRANSLATE_NOOP("wording", "%1: %2 has %3 fields; 900 are allowed.")},
};

}  // namespace dw
