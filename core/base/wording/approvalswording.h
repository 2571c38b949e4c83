// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/wording.h"

#include <QtGlobal>

namespace dw
{

// Messages of approvals. Add a line per message; keys are unique over all areas.
inline constexpr WordingLine ApprovalsWording[] = {
    {"approval.no_policy", QT_TRANSLATE_NOOP("wording",
                                             "%1 does not say what happens when nobody can approve. Choose "
                                             "the administrator, the manager's manager, or to block.")},
    {"approval.no_approvers",
     QT_TRANSLATE_NOOP("wording", "%1: %2 names nobody. Add a person, a role or a manager.")},
    {"approval.rule_incomplete",
     QT_TRANSLATE_NOOP(
         "wording",
         "%1: an approver of %2 is not complete. Choose whom it means; managers are counted from 1 to 10.")},
    {"approval.not_a_person",
     QT_TRANSLATE_NOOP("wording", "%1: “%3” of %2 does not give a user. Use a field that refers to one.")},
    {"approval.quorum_wrong",
     QT_TRANSLATE_NOOP(
         "wording",
         "%1: %2 asks for %3 signatures. Choose at least 1 and at most as many as it has approvers (%4).")},
    {"approval.timeout_wrong",
     QT_TRANSLATE_NOOP("wording", "%1: the time limit of %2 must be between one minute and 365 days.")},
    {"approval.too_many_nodes",
     QT_TRANSLATE_NOOP("wording", "%1 has more than %2 steps. Make two processes of it.")},
    {"approval.node_missing",
     QT_TRANSLATE_NOOP("wording",
                       "%1: %2 leads to “%3”, which is not there. Choose one of its steps, or add it.")},
    {"approval.no_otherwise",
     QT_TRANSLATE_NOOP("wording",
                       "%1: %2 needs a branch with a condition and one for all other cases. Add it.")},
    {"approval.parallel_wrong",
     QT_TRANSLATE_NOOP("wording",
                       "%1: the branches of %2 do not all come together; look at “%3”. There are at least "
                       "two, all lead to its own join, and nothing else leads into or out of them.")},
    {"approval.no_end", QT_TRANSLATE_NOOP("wording", "%1 has no end. Add one.")},
    {"approval.unreachable",
     QT_TRANSLATE_NOOP("wording", "%1: nothing leads to %2. Connect it or remove it.")},
    {"approval.leads_nowhere",
     QT_TRANSLATE_NOOP("wording", "%1: no way leads from %2 to an end. Connect it to one.")},
    {"approval.circle", QT_TRANSLATE_NOOP("wording",
                                          "%1: from %2 it goes round in a circle in which nobody is asked "
                                          "(%3). Put a step into it, or lead it out.")},
    {"approval.reject_wrong",
     QT_TRANSLATE_NOOP("wording",
                       "%1: %2 sends what it rejects back to “%3”, which is not a step that is passed on "
                       "every way to it. Choose one that is.")},
    {"approval.no_rate",
     QT_TRANSLATE_NOOP(
         "wording",
         "There is no exchange rate for %1 on the day of this record. Enter one, then submit it again.")},
    {"approval.undecided",
     QT_TRANSLATE_NOOP(
         "wording",
         "“%1” cannot be decided, because the record does not say: %2. Fill it in, then submit it again.")},
    {"approval.subject_too_large",
     QT_TRANSLATE_NOOP("wording", "What is to be approved is larger than %2 bytes (%1). Divide it.")},
    {"approval.too_long",
     QT_TRANSLATE_NOOP(
         "wording",
         "This approval has come to its limit of %1 steps. Recall it, or reject it, and submit it anew.")},
    {"approval.other_version",
     QT_TRANSLATE_NOOP("wording", "This approval runs by version %2 of %1, not by this one.")},
    {"approval.bad_request", QT_TRANSLATE_NOOP("wording",
                                               "The approval %1 is damaged or belongs to another record. "
                                               "Nothing was changed; synchronise, then try again.")},
    {"approval.no_task", QT_TRANSLATE_NOOP("wording", "There is no task %1 in this approval. Open it anew.")},
    {"approval.not_approver", QT_TRANSLATE_NOOP("wording", "You are not, or no longer, an approver here.")},
    {"approval.own_request",
     QT_TRANSLATE_NOOP("wording", "You submitted this yourself, so somebody else approves it.")},
    {"approval.not_your_turn",
     QT_TRANSLATE_NOOP("wording", "Somebody else signs before you. You will be told when it is your turn.")},
    {"approval.decided", QT_TRANSLATE_NOOP("wording", "You have answered this already.")},
    {"approval.over",
     QT_TRANSLATE_NOOP("wording", "This is decided or withdrawn already; nothing is asked any more.")},
    {"approval.comment_missing", QT_TRANSLATE_NOOP("wording", "Say why: this step asks for a comment.")},
    {"approval.comment_too_long",
     QT_TRANSLATE_NOOP("wording", "The comment has more than %1 characters. Shorten it.")},
    {"approval.bad_hash",
     QT_TRANSLATE_NOOP(
         "wording",
         "The decision does not say which version it is about. Open the record anew and decide again.")},
    {"approval.return_not_allowed",
     QT_TRANSLATE_NOOP("wording", "%1 does not allow to send back for changes. Reject it instead.")},
    {"approval.no_way_back",
     QT_TRANSLATE_NOOP(
         "wording",
         "It did not come by %1, or cannot go back there from here. Choose a step that was passed.")},
    {"approval.transfer_not_allowed", QT_TRANSLATE_NOOP("wording", "%1 does not allow to pass tasks on.")},
    {"approval.add_not_allowed", QT_TRANSLATE_NOOP("wording", "%1 does not allow to add signers.")},
    {"approval.reason_missing", QT_TRANSLATE_NOOP("wording", "Say why.")},
    {"approval.to_self", QT_TRANSLATE_NOOP("wording", "Choose somebody else than yourself.")},
    {"approval.to_submitter",
     QT_TRANSLATE_NOOP("wording", "Who submitted this may not approve it. Choose somebody else.")},
    {"approval.signs_already",
     QT_TRANSLATE_NOOP("wording", "They sign at this step already. Choose somebody else.")},
    {"approval.unknown_person",
     QT_TRANSLATE_NOOP("wording", "%1 does not work here, or no longer. Choose somebody else.")},
    {"approval.too_many_transfers",
     QT_TRANSLATE_NOOP("wording",
                       "This was passed on %1 times already. Decide it, or ask another signer to join.")},
    {"approval.not_submitter", QT_TRANSLATE_NOOP("wording", "Only who submitted this may do that.")},
    {"approval.not_returned", QT_TRANSLATE_NOOP("wording", "This is not sent back to you. Recall it first.")},
    {"approval.recall_not_allowed",
     QT_TRANSLATE_NOOP("wording", "This process does not allow to recall. Ask an approver to send it back.")},
    {"approval.recall_too_late",
     QT_TRANSLATE_NOOP("wording", "Somebody has decided already. Ask an approver to send it back.")},
    {"approval.not_administrator", QT_TRANSLATE_NOOP("wording", "Only an administrator names an approver.")},
    {"approval.not_unassigned", QT_TRANSLATE_NOOP("wording", "Somebody is asked here already.")},
    {"approval.nobody",
     QT_TRANSLATE_NOOP(
         "wording", "%1: nobody can approve at %2. Name an approver or a manager, or ask an administrator.")},
};

}  // namespace dw
