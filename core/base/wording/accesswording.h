// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/wording.h"

#include <QtGlobal>

namespace dw
{

// Messages of access. Add a line per message; keys are unique over all areas.
inline constexpr WordingLine AccessWording[] = {
    {"access.action_forbidden", QT_TRANSLATE_NOOP("wording", "Your role may not do this with %1. %2")},
    {"access.field_forbidden", QT_TRANSLATE_NOOP("wording", "Your role may not change %2 of %1.")},
    {"access.forbidden_field", QT_TRANSLATE_NOOP("wording", "Your role does not show %2 of %1.")},
    {"access.masked_at_server",
     QT_TRANSLATE_NOOP("wording",
                       "Your role shows %2 of %1 masked, and this laptop does not have its values: only the "
                       "server can look for one.")},
    {"access.masked_one_value",
     QT_TRANSLATE_NOOP("wording",
                       "The server looks for exactly one value of one field that your role shows masked: one "
                       "“=”, joined with other conditions by AND alone.")},
    {"access.masked_too_many",
     QT_TRANSLATE_NOOP("wording",
                       "More than %1 records have this value; add a condition that leaves fewer of them.")},
    {"access.refused_times", QT_TRANSLATE_NOOP("wording", "%1 (%2 times)")},
    {"access.record_forbidden", QT_TRANSLATE_NOOP("wording", "Your role does not reach this record of %1.")},
    {"access.last_admin",
     QT_TRANSLATE_NOOP("wording", "The last administrator keeps the role; give it to somebody else first.")},
    {"access.last_role",
     QT_TRANSLATE_NOOP("wording",
                       "Without this role nobody would have one, and everybody could do everything; give "
                       "somebody another role first.")},
    {"access.share_self",
     QT_TRANSLATE_NOOP("wording",
                       "A record cannot be shared with oneself; choose another person, a team or a role.")},
    {"access.view_of_everybody",
     QT_TRANSLATE_NOOP("wording",
                       "Your role may not show the view “%1” to everybody, or change it there; keep it for "
                       "yourself or your team, or ask who sees to everybody's views.")},
    {"access.role_cycle", QT_TRANSLATE_NOOP("wording", "The role %1 would inherit itself.")},
    {"access.unknown_object", QT_TRANSLATE_NOOP("wording", "There is no object %1 to give a permission on.")},
    {"access.unknown_field", QT_TRANSLATE_NOOP("wording", "%1 has no field %2 to give a permission on.")},
    {"access.edit_without_read",
     QT_TRANSLATE_NOOP("wording", "The field %2 of %1 can only be edited by who may read it.")},
    {"access.bad_filter", QT_TRANSLATE_NOOP("wording", "The record condition %1 cannot be used: %2")},
    {"access.bad_grantee",
     QT_TRANSLATE_NOOP("wording", "A record is shared with a user, a team or a role, not with %1.")},
    {"access.share_ended", QT_TRANSLATE_NOOP("wording", "This share has ended already.")},
    {"access.why_not_in_use",
     QT_TRANSLATE_NOOP("wording", "Nobody has a role yet, so everybody may do everything.")},
    {"access.why_inactive",
     QT_TRANSLATE_NOOP("wording", "%1 may not work here: the user is disabled or only invited.")},
    {"access.why_no_role",
     QT_TRANSLATE_NOOP("wording", "%1 has no role and may do only what everybody may.")},
    {"access.why_stands_in", QT_TRANSLATE_NOOP("wording", "%1 stands in for %2, who is away.")},
    {"access.why_everything",
     QT_TRANSLATE_NOOP("wording", "%1 is the owner or an administrator and may do everything.")},
    {"access.why_everybody", QT_TRANSLATE_NOOP("wording", "Everybody sees this record of %2.")},
    {"access.why_not_everybody",
     QT_TRANSLATE_NOOP("wording", "Everybody sees records of %2 of their own; this one is not %1's.")},
    {"access.why_role",
     QT_TRANSLATE_NOOP("wording", "The role %1 shows records of %2 in the scope “%3”: this one lies in it.")},
    {"access.why_not_role",
     QT_TRANSLATE_NOOP("wording",
                       "The role %1 shows records of %2 in the scope “%3”: this one does not lie in it.")},
    {"access.why_role_silent", QT_TRANSLATE_NOOP("wording", "The role %1 has no permission on %2.")},
    {"access.why_parent",
     QT_TRANSLATE_NOOP("wording", "The role %1 shows %2 with the record it belongs to, which is in sight.")},
    {"access.why_not_parent",
     QT_TRANSLATE_NOOP("wording",
                       "The role %1 shows %2 with the record it belongs to, which is out of sight.")},
    {"access.why_share", QT_TRANSLATE_NOOP("wording", "The record is shared with %1.")},
    {"access.why_not_share",
     QT_TRANSLATE_NOOP("wording", "Other records of %2 are shared with %1, this one is not.")},
    {"access.why_field_hidden", QT_TRANSLATE_NOOP("wording", "For %1 the field %2 is hidden.")},
    {"access.why_field_masked", QT_TRANSLATE_NOOP("wording", "For %1 the field %2 is masked.")},
    {"access.why_field_read", QT_TRANSLATE_NOOP("wording", "For %1 the field %2 is read-only.")},
    {"access.why_field_edit", QT_TRANSLATE_NOOP("wording", "For %1 the field %2 is editable.")},
    {"access.why_ruled", QT_TRANSLATE_NOOP("wording", "Only administrators change %1.")},
    {"access.why_sees", QT_TRANSLATE_NOOP("wording", "So %1 sees “%2”.")},
    {"access.why_sees_not", QT_TRANSLATE_NOOP("wording", "So %1 does not see “%2”.")},
    {"access.why_may_everybody", QT_TRANSLATE_NOOP("wording", "Everybody may change this record of %2.")},
    {"access.why_may_not_everybody",
     QT_TRANSLATE_NOOP("wording", "Everybody may change records of %2 of their own; this one is not %1's.")},
    {"access.why_may_role",
     QT_TRANSLATE_NOOP("wording",
                       "The role %1 gives the right “%4” on records of %2 in the scope “%3”: this one lies "
                       "in it.")},
    {"access.why_may_not_role",
     QT_TRANSLATE_NOOP("wording",
                       "The role %1 gives the right “%4” on records of %2 in the scope “%3”: this one does "
                       "not lie in it.")},
    {"access.why_may_parent",
     QT_TRANSLATE_NOOP("wording",
                       "The role %1 gives the right “%4” on %2 with the record it belongs to, which is in "
                       "reach.")},
    {"access.why_may_not_parent",
     QT_TRANSLATE_NOOP("wording",
                       "The role %1 gives the right “%4” on %2 with the record it belongs to, which is out "
                       "of reach.")},
    {"access.why_may_share", QT_TRANSLATE_NOOP("wording", "The record is shared with %1 for editing.")},
    {"access.why_may_not_share",
     QT_TRANSLATE_NOOP("wording", "Other records of %2 are shared with %1 for editing, this one is not.")},
    {"access.why_flag", QT_TRANSLATE_NOOP("wording", "The role %1 gives the right “%3” on %2.")},
    {"access.why_flag_not", QT_TRANSLATE_NOOP("wording", "The role %1 does not give the right “%3” on %2.")},
    {"access.why_may", QT_TRANSLATE_NOOP("wording", "So %1 has the right “%3” on “%2”.")},
    {"access.why_may_not", QT_TRANSLATE_NOOP("wording", "So %1 does not have the right “%3” on “%2”.")},
    {"access.export_large", QT_TRANSLATE_NOOP("wording",
                                              "This export has more than %2 rows, or columns with sensitive "
                                              "values, of %1. Your role may not take that much.")},
    {"access.read_not_audited",
     QT_TRANSLATE_NOOP("wording",
                       "This is not shown: that you read it could not be written into the audit. %1 Try "
                       "again once that is mended.")},
    {"access.record_hidden", QT_TRANSLATE_NOOP("wording", "The role does not show this record.")},
    {"access.scope_gap_time",
     QT_TRANSLATE_NOOP(
         "wording", "The condition of %1 on %2 depends on the time, so laptops do not get records by it.")},
    {"access.scope_gap_actor",
     QT_TRANSLATE_NOOP(
         "wording", "The condition of %1 on %2 depends on who asks, so laptops do not get records by it.")},
    {"access.scope_gap_children", QT_TRANSLATE_NOOP("wording",
                                                    "The condition of %1 on %2 counts what belongs to the "
                                                    "record, so laptops do not get records by it.")},
    {"access.scope_gap_unstored",
     QT_TRANSLATE_NOOP("wording",
                       "The condition of %1 on %2 reads a formula that is worked out at every reading, so "
                       "laptops do not get records by it.")},
    {"access.scope_gap_many",
     QT_TRANSLATE_NOOP(
         "wording",
         "There are too many conditions: laptops do not get all records of %3 by that of %1 on %2.")},
    {"access.too_many_ways", QT_TRANSLATE_NOOP("wording",
                                               "There are too many ways by which records of %1 come into "
                                               "sight: more than 64 cannot be told apart.")},
};

}  // namespace dw
