// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/wording.h"

#include <QtGlobal>

namespace dw
{

// Messages of store. Add a line per message; keys are unique over all areas.
inline constexpr WordingLine StoreWording[] = {
    {"store.disk_full",
     QT_TRANSLATE_NOOP("wording", "The disk is full. Nothing was lost: make room, then save again.")},
    {"store.no_such_sort", QT_TRANSLATE_NOOP("wording", "The list \"%1\" cannot be sorted by \"%2\".")},
    {"store.internal",
     QT_TRANSLATE_NOOP("wording",
                       "The database could not answer this request. Please report it with the log.")},
    {"store.read_only",
     QT_TRANSLATE_NOOP("wording", "%1 may not be written. Change its permissions or choose another folder.")},
    {"store.opened_read_only",
     QT_TRANSLATE_NOOP("wording",
                       "This workspace was opened for reading only. Open it again to change something.")},
    {"store.cannot_open", QT_TRANSLATE_NOOP("wording", "%1 cannot be opened. Check that you may read it.")},
    {"store.damaged",
     QT_TRANSLATE_NOOP("wording", "%1 is damaged. Restore the newest backup; the file was not changed.")},
    {"store.foreign_file",
     QT_TRANSLATE_NOOP("wording",
                       "%1 is not a Dealwright workspace. Choose another file; it was not changed.")},
    {"store.empty_file",
     QT_TRANSLATE_NOOP("wording", "%1 is empty. Restore a backup or choose another folder.")},
    {"store.missing",
     QT_TRANSLATE_NOOP("wording", "%1 does not exist. Check the path, or create a workspace there.")},
    {"store.exists", QT_TRANSLATE_NOOP("wording", "%1 exists already.")},
    {"store.folder_not_empty",
     QT_TRANSLATE_NOOP("wording", "%1 is not empty. Choose an empty or a new folder.")},
    {"store.too_new",
     QT_TRANSLATE_NOOP(
         "wording",
         "%1 was written by a newer version of Dealwright. Update the program; the file was not changed.")},
    {"store.needs_migration",
     QT_TRANSLATE_NOOP(
         "wording", "%1 was written by an older version. Open it once for writing to bring it up to date.")},
    {"store.needs_recovery",
     QT_TRANSLATE_NOOP(
         "wording",
         "%1 was not closed properly and its folder may not be written. Allow writing, then open it again.")},
    {"store.in_use",
     QT_TRANSLATE_NOOP("wording", "%1 is open in %2 (process %3 on %4). Close it there first.")},
    {"store.locked",
     QT_TRANSLATE_NOOP("wording", "%1 is being used by another program. Try again in a moment.")},
    {"store.io_failed",
     QT_TRANSLATE_NOOP("wording", "Reading or writing %1 failed. Check the disk, then try again.")},
    {"store.out_of_memory",
     QT_TRANSLATE_NOOP("wording", "There is not enough memory. Close other programs, then try again.")},
    {"store.value_too_big", QT_TRANSLATE_NOOP("wording", "A value is larger than can be stored.")},
    {"store.cancelled", QT_TRANSLATE_NOOP("wording", "Cancelled.")},
    {"store.record_changed",
     QT_TRANSLATE_NOOP("wording", "“%2” was changed meanwhile. Look at the new state, then decide again.")},
    {"store.record_gone", QT_TRANSLATE_NOOP("wording", "“%2” does not exist any more.")},
    {"store.value_taken", QT_TRANSLATE_NOOP("wording", "“%3” is used by another record already.")},
    {"store.id_taken", QT_TRANSLATE_NOOP("wording", "This record exists already.")},
    {"store.duplicate", QT_TRANSLATE_NOOP("wording", "This value exists already.")},
    {"store.not_unique",
     QT_TRANSLATE_NOOP("wording",
                       "The field %2 of %1 cannot become unique: some values occur more than once.")},
    {"store.wrong_value", QT_TRANSLATE_NOOP("wording", "The value does not fit the field %2 of %1.")},
    {"store.wrong_currency", QT_TRANSLATE_NOOP("wording", "The amount %2 is in %3 but the record is in %4.")},
    {"store.blob_empty", QT_TRANSLATE_NOOP("wording", "%1 is empty and was not attached.")},
    {"store.blob_too_big", QT_TRANSLATE_NOOP("wording", "%1 is larger than the %2 MiB that are allowed.")},
    {"store.blob_missing", QT_TRANSLATE_NOOP("wording", "The attachment %1 is not on this computer.")},
    {"store.backup_failed",
     QT_TRANSLATE_NOOP("wording",
                       "The backup could not be written to %1. Check the folder and the free space.")},
    {"store.backup_inside",
     QT_TRANSLATE_NOOP("wording",
                       "%1 lies in the folder of the workspace itself. Save the backup somewhere else.")},
    {"store.setting_refused", QT_TRANSLATE_NOOP("wording", "The database does not accept the setting %1.")},
    {"store.driver_missing",
     QT_TRANSLATE_NOOP("wording",
                       "The SQLite driver of Qt is missing. Install the package libqt6sql6-sqlite.")},
    {"store.statement_failed",
     QT_TRANSLATE_NOOP("wording",
                       "The program made an error in its database. Please report it; nothing was saved.")},
    {"store.constraint",
     QT_TRANSLATE_NOOP(
         "wording",
         "The program tried to store something inconsistent. Please report it; nothing was saved.")},
    {"store.no_transaction",
     QT_TRANSLATE_NOOP("wording",
                       "The program made an error: a change outside of a transaction. Nothing was saved.")},
    {"store.no_collection", QT_TRANSLATE_NOOP("wording", "There is no collection %1.")},
};

}  // namespace dw
