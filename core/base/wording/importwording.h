// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/wording.h"

#include <QtGlobal>

namespace dw
{

// Messages of import. Add a line per message; keys are unique over all areas.
inline constexpr WordingLine ImportWording[] = {
    {"export.by", QT_TRANSLATE_NOOP("wording", "Exported by")},
    {"export.at", QT_TRANSLATE_NOOP("wording", "Exported at")},
    {"export.object", QT_TRANSLATE_NOOP("wording", "Object")},
    {"export.report", QT_TRANSLATE_NOOP("wording", "Report")},
    {"export.list", QT_TRANSLATE_NOOP("wording", "List")},
    {"export.filter", QT_TRANSLATE_NOOP("wording", "Filter")},
    {"export.quick", QT_TRANSLATE_NOOP("wording", "Search text")},
    {"export.rows", QT_TRANSLATE_NOOP("wording", "Rows")},
    {"export.page", QT_TRANSLATE_NOOP("wording", "Page %1 of %2")},
    {"export.counted", QT_TRANSLATE_NOOP("wording", "Rows expected: %1, rows written: %2")},
    {"export.yes", QT_TRANSLATE_NOOP("wording", "Yes")},
    {"export.no", QT_TRANSLATE_NOOP("wording", "No")},
    {"import.cancelled", QT_TRANSLATE_NOOP("wording", "The import was stopped. Nothing of it was kept.")},
    {"import.fields_changed", QT_TRANSLATE_NOOP("wording",
                                                "The fields of %1 were changed during the import. What is in "
                                                "stays in; import the file again for the rest.")},
    {"import.map_unknown_key",
     QT_TRANSLATE_NOOP("wording", "%1: the key “%2” is not known. Remove it or correct its spelling.")},
    {"import.map_wrong_value", QT_TRANSLATE_NOOP("wording", "%1: “%2” is wrong. Allowed: %3.")},
    {"import.map_no_object",
     QT_TRANSLATE_NOOP("wording",
                       "%1 is no map: it must be a JSON object, {\"object\": …, \"columns\": {…}}.")},
    {"import.unknown_object",
     QT_TRANSLATE_NOOP("wording",
                       "There is no object “%1”. Use a key such as account, contact, lead or opportunity.")},
    {"import.column_missing",
     QT_TRANSLATE_NOOP("wording", "The file has no column “%1”. Its columns are: %2.")},
    {"import.map_unknown_field", QT_TRANSLATE_NOOP("wording", "%1 has no field “%2”. Correct the mapping.")},
    {"import.map_duplicate_field",
     QT_TRANSLATE_NOOP("wording", "Two columns go to “%1”. Leave one of them out.")},
    {"import.field_not_importable",
     QT_TRANSLATE_NOOP(
         "wording", "%2 of %1 is set by the program alone. Leave the column out, or import it as history.")},
    {"import.match_not_mapped",
     QT_TRANSLATE_NOOP("wording", "Records are matched by “%1”, but no column goes there.")},
    {"import.header_row",
     QT_TRANSLATE_NOOP("wording", "Row %1 names the columns; rows above it that are left out: %2.")},
    {"import.no_header_row",
     QT_TRANSLATE_NOOP("wording",
                       "%1 has nothing in row %2. Say which row names the columns, counted from the top.")},
    {"import.no_rows", QT_TRANSLATE_NOOP("wording", "%1 has no table in it.")},
    {"import.reference_ambiguous",
     QT_TRANSLATE_NOOP("wording", "There are several records of %1 that “%2” could mean.")},
    {"import.match_ambiguous",
     QT_TRANSLATE_NOOP("wording", "Several records have “%2” as %1: it is not clear which one is meant.")},
    {"import.no_such_record",
     QT_TRANSLATE_NOOP("wording", "No record matches this row, and new ones are not made.")},
    {"import.mixed_currencies",
     QT_TRANSLATE_NOOP("wording", "One record has one currency, but this row states %1 and %2.")},
    {"report.as_of", QT_TRANSLATE_NOOP("wording", "As of %1")},
    {"import.rejects_is_source",
     QT_TRANSLATE_NOOP("wording",
                       "%1 is the file that is imported. Give the rejected rows a file of their own.")},
    {"import.same_file_no_key",
     QT_TRANSLATE_NOOP(
         "wording",
         "%1 was imported before, on %2, and no column tells its rows from new ones: they would "
         "all be doubled. Choose a key to match by, undo the first import, or say that "
         "duplicates are created.")},
    {"import.same_file_added",
     QT_TRANSLATE_NOOP("wording", "%1 was imported before, on %2. Its rows are added once more.")},
    {"import.left_in",
     QT_TRANSLATE_NOOP(
         "wording",
         "%1 What is in of %2 could not be taken back: undo that import when the reason is gone.")},
    {"import.same_file",
     QT_TRANSLATE_NOOP(
         "wording",
         "%1 was imported before, on %2. Rows that are already there are recognised by their key.")},
    {"import.dates_guessed", QT_TRANSLATE_NOOP("wording", "Dates in “%1” are read as %2.")},
    {"import.dates_ambiguous",
     QT_TRANSLATE_NOOP("wording",
                       "Dates in “%1” could be read in two ways; they are read as %2. Please check.")},
    {"import.percent_fractions", QT_TRANSLATE_NOOP("wording", "“%1” holds shares: 0.15 is read as 15 %.")},
    {"import.unit_in_header", QT_TRANSLATE_NOOP("wording", "Amounts in “%1” are read in units of %2.")},
    {"import.values_left_out",
     QT_TRANSLATE_NOOP("wording", "%1 has no values for these texts, which were left out: %2.")},
    {"import.undo_gone", QT_TRANSLATE_NOOP("wording", "The import of %1 is already taken back.")},
    {"import.undo_kept", QT_TRANSLATE_NOOP("wording", "%1 was changed or built on since and stays.")},
    {"import.undo_cancelled",
     QT_TRANSLATE_NOOP(
         "wording",
         "The undo was stopped. What was taken back stays taken back; go on with the same command.")},
    {"import.undo_refused", QT_TRANSLATE_NOOP("wording", "The import cannot be taken back.")},
    {"export.cancelled", QT_TRANSLATE_NOOP("wording", "The export was stopped. No file was written.")},
    {"report.unknown", QT_TRANSLATE_NOOP("wording", "There is no report %1. There are: %2.")},
    {"report.parameter_unknown", QT_TRANSLATE_NOOP("wording", "A report takes no %1. It takes: %2.")},
    {"report.bad_date", QT_TRANSLATE_NOOP("wording", "%1: “%2” is not a date. Write it like 2026-11-19.")},
    {"report.dates_turned", QT_TRANSLATE_NOOP("wording", "The period ends before it begins: %1 to %2.")},
    {"report.value_unknown", QT_TRANSLATE_NOOP("wording", "%1: there is no “%2”.")},
    {"report.no_pipeline", QT_TRANSLATE_NOOP("wording", "There is no such pipeline.")},
};

}  // namespace dw
