// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/wording.h"

#include <QtGlobal>

namespace dw
{

// Messages of commands. Add a line per message; keys are unique over all areas.
inline constexpr WordingLine CommandsWording[] = {
    {"command.unknown", QT_TRANSLATE_NOOP("wording", "There is no command %1.")},
    {"command.bad_argument", QT_TRANSLATE_NOOP("wording", "The argument %1 is missing or does not fit.")},
    {"command.unknown_argument",
     QT_TRANSLATE_NOOP("wording", "The command has no argument %1. It takes %2.")},
    {"command.unknown_object", QT_TRANSLATE_NOOP("wording", "There is no object %1.")},
    {"command.unknown_field", QT_TRANSLATE_NOOP("wording", "%1 has no field %2.")},
    {"command.read_only_field",
     QT_TRANSLATE_NOOP("wording", "%2 of %1 is set by the program and cannot be written.")},
    {"command.unknown_stage", QT_TRANSLATE_NOOP("wording", "The deal's pipeline has no stage %1.")},
    {"command.record_missing",
     QT_TRANSLATE_NOOP("wording", "There is no %1 with the number %2, or you may not see it.")},
    {"command.id_taken", QT_TRANSLATE_NOOP("wording", "A different %1 with the number %2 exists.")},
    {"command.has_children",
     QT_TRANSLATE_NOOP("wording", "%1 %2 still belong to it. Move or delete them first.")},
    {"command.has_unseen_children",
     QT_TRANSLATE_NOOP("wording", "%1 that you may not see still belong to it. Ask who looks after them.")},
    {"command.in_use",
     QT_TRANSLATE_NOOP("wording", "%2 still belong to %1. Hand them over first, or disable %1.")},
    {"command.own_user",
     QT_TRANSLATE_NOOP("wording",
                       "%1 cannot be deleted: you work as this user, or the workspace is theirs.")},
    {"command.not_deletable",
     QT_TRANSLATE_NOOP("wording", "%1 is a record of what happened and cannot be deleted.")},
    {"command.restore_first",
     QT_TRANSLATE_NOOP("wording", "%1 is deleted too. Restore it first, or both together.")},
    {"command.too_many_records",
     QT_TRANSLATE_NOOP("wording", "At most %1 records can be changed at once. Narrow the filter.")},
    {"command.bin_expired",
     QT_TRANSLATE_NOOP("wording", "%1 was deleted more than %2 days ago and cannot be restored.")},
    {"command.not_in_bin", QT_TRANSLATE_NOOP("wording", "%1 is not in the recycle bin. Delete it first.")},
    {"command.still_named",
     QT_TRANSLATE_NOOP("wording",
                       "%1 is named by a record that stays (%2), so it cannot go for good. Take it out there "
                       "first, or remove that one too.")},
    {"command.undo_gone", QT_TRANSLATE_NOOP("wording", "This change is too old to be undone.")},
    {"command.nothing_to_undo", QT_TRANSLATE_NOOP("wording", "There is nothing to undo.")},
    {"command.undo_not_yours", QT_TRANSLATE_NOOP("wording", "Only who made a change can undo it.")},
    {"command.undo_built_on",
     QT_TRANSLATE_NOOP("wording", "The deal was changed since; moving it back is a new step with a reason.")},
    {"lead.already_claimed", QT_TRANSLATE_NOOP("wording", "%1 has the lead since %2.")},
    {"lead.claimed_by_yourself", QT_TRANSLATE_NOOP("wording", "The lead is yours already.")},
    {"lead.claim_waits",
     QT_TRANSLATE_NOOP("wording", "You have asked for this lead. The server has not answered yet.")},
    {"lead.converted",
     QT_TRANSLATE_NOOP("wording", "The lead is a customer already: it is neither claimed nor released.")},
    {"lead.disqualified",
     QT_TRANSLATE_NOOP("wording", "The lead is disqualified: give it another status first.")},
    {"lead.not_owned", QT_TRANSLATE_NOOP("wording", "The lead belongs to nobody. It can be claimed.")},
    {"definition.key_fixed",
     QT_TRANSLATE_NOOP(
         "wording",
         "%1 stays as it is once a definition is live: its values would be lost. Make a new one "
         "and take this one out of use.")},
    {"definition.shape_fixed",
     QT_TRANSLATE_NOOP("wording",
                       "%1 stays as it is once a field is live: its values would be read wrongly. Make a new "
                       "field and take this one out of use.")},
    {"definition.no_draft_again",
     QT_TRANSLATE_NOOP("wording", "What was live is no draft again (%1). Take it out of use instead.")},
    {"definition.key_used",
     QT_TRANSLATE_NOOP("wording",
                       "%1: “%2” belongs to a deleted definition. Restore that one or choose another key.")},
    {"configuration.formula_wrong", QT_TRANSLATE_NOOP("wording", "%1 is wrong in line %2, character %3: %4")},
    {"configuration.formula_type",
     QT_TRANSLATE_NOOP(
         "wording",
         "The formula of %1 gives %2, but the field holds %3. Change the formula or the kind of "
         "result.")},
    {"activity.contacted_hours", QT_TRANSLATE_NOOP("wording", "%1 spoke to them %2 h ago.")},
    {"activity.contacted_minutes", QT_TRANSLATE_NOOP("wording", "%1 spoke to them %2 min ago.")},
    {"configuration.case_fails",
     QT_TRANSLATE_NOOP("wording",
                       "%1 cannot be published: a record with %2 ends with an error. %3 Change the formula, "
                       "or keep the fields that it reads within limits by a rule.")},
    {"configuration.contradiction",
     QT_TRANSLATE_NOOP("wording",
                       "%1 cannot be published: no record can fulfil %2. One with %3 does not, for example. "
                       "Change the rule.")},
    {"configuration.record_fails",
     QT_TRANSLATE_NOOP("wording",
                       "%1 cannot be published: “%2” (%3) ends with an error. %4 Change the formula or the "
                       "record.")},
    {"configuration.none_valid",
     QT_TRANSLATE_NOOP("wording",
                       "%1 cannot be published: none of the newest %2 records fulfils the rule, “%3” (%4) "
                       "does not, for example. Change the rule, or the records first.")},
    {"configuration.disagreement",
     QT_TRANSLATE_NOOP("wording",
                       "%1 cannot be published: for “%2” (%3) it gives %4 here and %5 in the database. Write "
                       "the formula in another way.")},
    {"configuration.some_invalid",
     QT_TRANSLATE_NOOP("wording",
                       "%1: %2 of the newest %3 records break the rule and will be refused at their next "
                       "change, for example “%4” (%5).")},
    {"configuration.some_lacking",
     QT_TRANSLATE_NOOP(
         "wording",
         "%1: %2 of the newest %3 records lack the value and will be asked for it at their next "
         "change, for example “%4” (%5).")},
    {"picklist.closed", QT_TRANSLATE_NOOP("wording", "%1 has a fixed list; nothing can be added to it.")},
    {"picklist.value_known", QT_TRANSLATE_NOOP("wording", "%1 has “%2” already, in use or out of use.")},
    {"attachment.bad_file",
     QT_TRANSLATE_NOOP("wording",
                       "%1 cannot be attached: it must be a file of 1 byte to 100 MB with a plain name.")},
    {"attachment.not_as_said",
     QT_TRANSLATE_NOOP("wording", "%1 cannot be attached: the stored file is another one. Add it again.")},
    {"records.unknown_collection", QT_TRANSLATE_NOOP("wording", "%1 has no collection %2.")},
    {"reading.bad_measure",
     QT_TRANSLATE_NOOP("wording", "%1 is not a measure. Write sum(amount), count() or the like.")},
    {"reading.measure_type", QT_TRANSLATE_NOOP("wording", "%1 cannot be measured: it is %2, no number.")},
    {"reading.group_of_several",
     QT_TRANSLATE_NOOP("wording", "Groups cannot be made by %1: a record has several of them.")},
    {"reading.group_by",
     QT_TRANSLATE_NOOP("wording",
                       "%2 has no groups by %1. Group by a list of values, a reference, yes and no, or the "
                       "month, quarter or year of a date.")},
    {"reading.bad_grouping", QT_TRANSLATE_NOOP("wording", "%1 says no groups of a list.")},
    {"reading.too_many_groups",
     QT_TRANSLATE_NOOP("wording",
                       "By %1 there would be more than %2 groups. Filter the list, or group it by another "
                       "field.")},
    {"reading.closed", QT_TRANSLATE_NOOP("wording", "The workspace was closed.")},
};

}  // namespace dw
