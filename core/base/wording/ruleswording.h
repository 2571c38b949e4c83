// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/wording.h"

#include <QtGlobal>

namespace dw
{

// Messages of rules. Add a line per message; keys are unique over all areas.
inline constexpr WordingLine RulesWording[] = {
    {"gate.field_missing", QT_TRANSLATE_NOOP("wording", "%1 is missing for the step to %2.")},
    {"gate.condition_unmet", QT_TRANSLATE_NOOP("wording", "The step to %2 asks for: %1.")},
    {"gate.document_missing",
     QT_TRANSLATE_NOOP("wording", "%1 is not attached to this deal; the step to %2 needs it.")},
    {"gate.activity_missing",
     QT_TRANSLATE_NOOP("wording", "No %1 is logged on this deal; the step to %2 needs one.")},
    {"gate.task_open", QT_TRANSLATE_NOOP("wording", "The task %1 of %2 is still open.")},
    {"gate.no_skip", QT_TRANSLATE_NOOP("wording", "%1 may not be skipped.")},
    {"gate.no_back", QT_TRANSLATE_NOOP("wording", "Deals may not go back to %1.")},
    {"gate.reason_missing", QT_TRANSLATE_NOOP("wording", "Say why the deal goes back to %1.")},
    {"gate.unknown_stage",
     QT_TRANSLATE_NOOP("wording", "This stage does not belong to the deal's pipeline.")},
    {"gate.pipeline_fixed",
     QT_TRANSLATE_NOOP("wording", "The pipeline is fixed after the first stage move.")},
    {"gate.waived", QT_TRANSLATE_NOOP("wording", "Waived: %1 (%2).")},
    {"gate.waiver_refused", QT_TRANSLATE_NOOP("wording", "Your role may not waive this: %1.")},
    {"value.required", QT_TRANSLATE_NOOP("wording", "%1 is missing.")},
    {"value.too_long", QT_TRANSLATE_NOOP("wording", "%1 has %2 characters; %3 fit.")},
    {"value.not_in_list", QT_TRANSLATE_NOOP("wording", "%2 is not a value of %1.")},
    {"value.out_of_range", QT_TRANSLATE_NOOP("wording", "%1 must be between %2 and %3.")},
    {"value.refers_to_itself", QT_TRANSLATE_NOOP("wording", "%1 may not be the record itself.")},
    {"value.reference_missing", QT_TRANSLATE_NOOP("wording", "%1 names a record that does not exist.")},
    {"value.unknown_reference", QT_TRANSLATE_NOOP("wording", "%1: there is no %2.")},
    {"value.rule_broken", QT_TRANSLATE_NOOP("wording", "%1: %2")},
    {"value.wrong_type", QT_TRANSLATE_NOOP("wording", "%2 does not fit %1.")},
    {"value.not_unique", QT_TRANSLATE_NOOP("wording", "%1 is taken by %2.")},
    {"value.not_unique_unseen",
     QT_TRANSLATE_NOOP("wording", "%1 is taken by a record that you may not see.")},
    {"value.overflow", QT_TRANSLATE_NOOP("wording", "%1 is larger than the program can count.")},
    {"value.phone.empty", QT_TRANSLATE_NOOP("wording", "%1 has no digits.")},
    {"value.phone.characters",
     QT_TRANSLATE_NOOP("wording", "%1: %2 has characters that no phone number has.")},
    {"value.phone.mobile_length",
     QT_TRANSLATE_NOOP("wording", "%1: a mobile number has 11 digits, %2 does not.")},
    {"value.phone.mobile_prefix", QT_TRANSLATE_NOOP("wording", "%1: no mobile number begins as %2 does.")},
    {"value.phone.area_code", QT_TRANSLATE_NOOP("wording", "%1: %2 has no known area code.")},
    {"value.phone.landline_length",
     QT_TRANSLATE_NOOP("wording", "%1: %2 has too few or too many digits for a landline.")},
    {"value.phone.length",
     QT_TRANSLATE_NOOP("wording", "%1: a phone number has 7 to 15 digits, %2 does not.")},
    {"value.email.empty", QT_TRANSLATE_NOOP("wording", "%1 is empty.")},
    {"value.email.at", QT_TRANSLATE_NOOP("wording", "%1: %2 needs exactly one @.")},
    {"value.email.local", QT_TRANSLATE_NOOP("wording", "%1: the part before the @ of %2 is not an address.")},
    {"value.email.domain", QT_TRANSLATE_NOOP("wording", "%1: the part after the @ of %2 is not a domain.")},
    {"value.url.empty", QT_TRANSLATE_NOOP("wording", "%1 is empty.")},
    {"value.url.scheme", QT_TRANSLATE_NOOP("wording", "%1: only http and https addresses are kept, not %2.")},
    {"value.url.host", QT_TRANSLATE_NOOP("wording", "%1: %2 names no web host.")},
    {"value.uscc.length", QT_TRANSLATE_NOOP("wording", "%1: the code has 18 characters, %2 does not.")},
    {"value.uscc.character", QT_TRANSLATE_NOOP("wording", "%1: %2 has a character that the code never has.")},
    {"value.uscc.check_digit", QT_TRANSLATE_NOOP("wording", "%1: the last character of %2 should be %3.")},
    {"record.changed_underneath", QT_TRANSLATE_NOOP("wording", "%1 was changed meanwhile by someone else.")},
    {"rules.bad_configuration", QT_TRANSLATE_NOOP("wording", "The configuration of %1 is wrong in %2: %3.")},
    {"rules.formula_cycle", QT_TRANSLATE_NOOP("wording", "The formulas of %1 need each other: %2.")},
    {"value.in_future", QT_TRANSLATE_NOOP("wording", "%1 lies in the future.")},
    {"value.contact_elsewhere",
     QT_TRANSLATE_NOOP("wording", "%1 is a contact neither of this deal nor of its customer.")},
    {"deal.amount_of_lines",
     QT_TRANSLATE_NOOP("wording", "%1 is the sum of the deal's products; change the products instead.")},
    {"deal.next_step_missing", QT_TRANSLATE_NOOP("wording", "%1 is missing: an open deal needs one.")},
    {"deal.date_past", QT_TRANSLATE_NOOP("wording", "%1 has passed. Choose a new date.")},
    {"undo.kept", QT_TRANSLATE_NOOP("wording", "%1 was changed since and stays as it is.")},
    {"undo.passed_over",
     QT_TRANSLATE_NOOP("wording", "A later change of yours can no longer be undone and stays.")},
    {"task.due_in_past", QT_TRANSLATE_NOOP("wording", "The new date lies in the past. Choose a later one.")},
};

}  // namespace dw
