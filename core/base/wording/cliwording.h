// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/wording.h"

#include <QtGlobal>

namespace dw
{

// Messages of cli. Add a line per message; keys are unique over all areas.
inline constexpr WordingLine CliWording[] = {
    {"cli.bad_value", QT_TRANSLATE_NOOP("wording", "“%1” is no value for %2. See --help.")},
    {"cli.group_sort", QT_TRANSLATE_NOOP("wording", "Groups cannot be sorted by %1. They have %2.")},
    {"cli.at_character", QT_TRANSLATE_NOOP("wording", "%1 (At character %2.)")},
    {"cli.left_empty",
     QT_TRANSLATE_NOOP("wording", "The column %1 is read as %2; what names no record there is left empty.")},
    {"cli.cannot_write",
     QT_TRANSLATE_NOOP("wording", "%1 could not be written. Check rights and free space.")},
    {"cli.needs_option", QT_TRANSLATE_NOOP("wording", "%1 only goes with %2. See --help.")},
    {"cli.no_command", QT_TRANSLATE_NOOP("wording", "Name a command. See --help.")},
    {"cli.not_together", QT_TRANSLATE_NOOP("wording", "%1 and %2 do not go together. See --help.")},
    {"cli.unknown_argument", QT_TRANSLATE_NOOP("wording", "“%1” is not understood here. See --help.")},
    {"cli.unknown_command", QT_TRANSLATE_NOOP("wording", "There is no command “%1”. See --help.")},
    {"cli.unknown_option", QT_TRANSLATE_NOOP("wording", "%1 is not an option here. See --help.")},
    {"cli.value_missing", QT_TRANSLATE_NOOP("wording", "%1 needs a value. See --help.")},
    {"cli.workspace_made", QT_TRANSLATE_NOOP("wording", "Made the workspace %1 with %2 records.")},
    {"cli.needs_one", QT_TRANSLATE_NOOP("wording", "Give %1 here. See --help.")},
    {"cli.bad_json", QT_TRANSLATE_NOOP("wording", "The arguments are no JSON object: at %1: %2.")},
    {"cli.json_no_object",
     QT_TRANSLATE_NOOP("wording", "The arguments are JSON but no object. Write {\"name\": value, ...}.")},
    {"cli.unknown_role", QT_TRANSLATE_NOOP("wording", "There is no role with the code %1.")},
    {"cli.unknown_login", QT_TRANSLATE_NOOP("wording", "There is no user with the login %1.")},
    {"cli.unknown_view", QT_TRANSLATE_NOOP("wording", "%1 is neither an object nor a saved view.")},
    {"cli.map_of_other_object", QT_TRANSLATE_NOOP("wording", "The map %1 is for %2, not for %3.")},
    {"cli.imported",
     QT_TRANSLATE_NOOP("wording",
                       "%1 rows: %2 created, %3 updated, %4 unchanged, %5 rejected, %6 incomplete.")},
    {"cli.rejected_row", QT_TRANSLATE_NOOP("wording", "Row %1: %2")},
    {"cli.rejected", QT_TRANSLATE_NOOP("wording", "Row %1, %2: %3")},
    {"cli.rejected_more",
     QT_TRANSLATE_NOOP("wording",
                       "%1 more rows were rejected. With --rejects FILE all of them are written to a file.")},
    {"cli.no_column_fits",
     QT_TRANSLATE_NOOP("wording",
                       "No column of %1 fits a field of %2. It has: %3. Say with --map what they are.")},
    {"cli.of_record", QT_TRANSLATE_NOOP("wording", "%1: %2")},
    {"cli.exported", QT_TRANSLATE_NOOP("wording", "Wrote %1 rows to %2.")},
    {"cli.backed_up", QT_TRANSLATE_NOOP("wording", "Saved a backup to %1.")},
    {"cli.password_prompt", QT_TRANSLATE_NOOP("wording", "Password:")},
    {"cli.enrolled",
     QT_TRANSLATE_NOOP("wording", "%1 is a laptop of %2 now, as %3 (%4). Fetch what is there: sync")},
    {"cli.signed_in", QT_TRANSLATE_NOOP("wording", "Signed in as %1.")},
    {"cli.registered_anew",
     QT_TRANSLATE_NOOP("wording",
                       "Signed in as %1; this laptop is a new device (%2). Send what waits: sync")},
    {"cli.bring_object",
     QT_TRANSLATE_NOOP("wording", "%1: new %2, the same %3, there already %4, left behind %5")},
    {"cli.bring_duplicate",
     QT_TRANSLATE_NOOP("wording", "%1 looks like %2 (%3 of 100): --duplicate %4=same, both or leave")},
    {"cli.bring_missing", QT_TRANSLATE_NOOP("wording", "The server lacks %1 (%2), records: %3")},
    {"cli.bring_locked", QT_TRANSLATE_NOOP("wording", "You may not write %1 (%2): left out of records: %3")},
    {"cli.bring_left", QT_TRANSLATE_NOOP("wording", "%1: left behind %2 (%3)")},
    {"cli.bring_person",
     QT_TRANSLATE_NOOP("wording", "The server does not know %1 (%2): what was theirs becomes yours (%3)")},
    {"cli.bring_stage", QT_TRANSLATE_NOOP("wording", "Stage %1 becomes %2, deals: %3")},
    {"cli.bring_bin", QT_TRANSLATE_NOOP("wording", "In the recycle bin, left behind: %1")},
    {"cli.brought", QT_TRANSLATE_NOOP("wording", "Brought along, records: %1.")},
    {"cli.synced", QT_TRANSLATE_NOOP("wording", "In step. Changes sent: %1; records taken over: %2.")},
    {"cli.follow_in_step", QT_TRANSLATE_NOOP("wording", "In step. Waiting: %1; needs your attention: %2.")},
    {"cli.follow_not",
     QT_TRANSLATE_NOOP("wording", "Not in step. %1 Waiting: %2; needs your attention: %3.")},
    {"cli.needs_attention",
     QT_TRANSLATE_NOOP("wording", "Changes that need your attention: %1. See them: sync --inbox")},
    {"cli.restored", QT_TRANSLATE_NOOP("wording", "Restored the workspace to %1.")},
};

}  // namespace dw
