// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/wording.h"

#include <QtGlobal>

namespace dw
{

// Messages of sync. Add a line per message; keys are unique over all areas.
inline constexpr WordingLine SyncWording[] = {
    {"sync.bad_transaction",
     QT_TRANSLATE_NOOP("wording",
                       "A change that came from a laptop cannot be read (%1). Nothing of it was "
                       "applied; update the program on that laptop.")},
    {"sync.bad_answer",
     QT_TRANSLATE_NOOP("wording",
                       "The server's answer cannot be read (%1). Nothing was changed here; update "
                       "the program, then sync again.")},
    {"sync.not_shared",
     QT_TRANSLATE_NOOP("wording",
                       "This cannot be done in a workspace that is shared with a server yet (%1). "
                       "Change the record itself, or ask an administrator.")},
    {"sync.too_large",
     QT_TRANSLATE_NOOP("wording",
                       "This is more than one step may change in a shared workspace (%1). Do it in "
                       "smaller parts.")},
    // The line to the server: %1 is its address.
    {"sync.unreachable",
     QT_TRANSLATE_NOOP("wording",
                       "%1 cannot be reached. Check the address and the network; work goes on here and is "
                       "sent next time.")},
    {"sync.timed_out",
     QT_TRANSLATE_NOOP("wording",
                       "%1 does not answer in time. Check the network and sync again; nothing is lost.")},
    {"sync.cut_off",
     QT_TRANSLATE_NOOP("wording",
                       "The connection to %1 broke. Sync again; nothing is lost and nothing happens twice.")},
    {"sync.server_down",
     QT_TRANSLATE_NOOP("wording", "%1 is not running behind its address (%2). Sync again later.")},
    {"sync.server_busy",
     QT_TRANSLATE_NOOP("wording", "The server is busy (%1). Sync again in some minutes; nothing is lost.")},
    {"sync.server_recovering",
     QT_TRANSLATE_NOOP(
         "wording",
         "The server was put back to an older state, and an administrator looks at it. Work goes on "
         "here; sync again in ten minutes.")},
    {"sync.not_the_server",
     QT_TRANSLATE_NOOP("wording",
                       "Something else answered in place of %1 (%2). If this network wants a sign-in of its "
                       "own, open any page in a browser first; else check the address.")},
    {"sync.answer_too_large",
     QT_TRANSLATE_NOOP("wording",
                       "%1 answered more than is taken at once. Nothing was changed here; ask its "
                       "administrator.")},
    {"sync.user_not_there",
     QT_TRANSLATE_NOOP("wording",
                       "The server does not have this user yet. Sync first, then give the password.")},
    {"sync.certificate_unknown",
     QT_TRANSLATE_NOOP(
         "wording",
         "Nobody this computer trusts vouches for %1. Its certificate has the fingerprint %2. If "
         "the administrator reads out the same one, enrol with it: --fingerprint %2")},
    {"sync.certificate_changed",
     QT_TRANSLATE_NOOP(
         "wording",
         "%1 shows another certificate than when this laptop was enrolled (%2, not %3). Nothing "
         "was sent. Ask the administrator whether it was renewed; if not, somebody listens.")},
    {"sync.certificate_expired",
     QT_TRANSLATE_NOOP(
         "wording",
         "The certificate of %1 was good until %2 and it is %3 here. If this computer's date is "
         "right, the administrator has to renew it.")},
    {"sync.certificate_not_yet",
     QT_TRANSLATE_NOOP("wording",
                       "The certificate of %1 is good from %2 on and it is %3 here. Set this computer's date "
                       "right, then sync again.")},
    {"sync.certificate_wrong_name",
     QT_TRANSLATE_NOOP(
         "wording",
         "The certificate that %1 shows is for another name. Use the name that it is for, or, if "
         "the administrator reads out the fingerprint %2, enrol with --fingerprint %2")},
    {"sync.tls_failed",
     QT_TRANSLATE_NOOP(
         "wording",
         "No encrypted connection to %1 comes about. Check that the address is the server's and "
         "that it speaks TLS 1.2 or newer.")},
    {"sync.cancelled", QT_TRANSLATE_NOOP("wording", "Syncing was stopped. What was done stays.")},
    // What the server says to this laptop.
    {"sync.bad_url",
     QT_TRANSLATE_NOOP("wording", "%1 is no address of a server. Write https://HOST or https://HOST:PORT")},
    {"sync.bad_fingerprint",
     QT_TRANSLATE_NOOP(
         "wording", "%1 is no fingerprint. It is 64 digits 0-9 A-F, as the server's administrator sees it.")},
    {"sync.bad_credentials", QT_TRANSLATE_NOOP("wording", "The name or the password is wrong. Try again.")},
    {"sync.locked",
     QT_TRANSLATE_NOOP("wording", "Too many wrong passwords. Wait %1 seconds, then try again.")},
    {"sync.password_must_change",
     QT_TRANSLATE_NOOP("wording",
                       "The server wants a new password first. Enrol with --new-password-file, or change the "
                       "password there.")},
    {"sync.sign_in_again",
     QT_TRANSLATE_NOOP("wording",
                       "The sign-in of this laptop is over. Sign in again: device signin; what waits here is "
                       "sent afterwards.")},
    {"sync.user_disabled",
     QT_TRANSLATE_NOOP("wording",
                       "This user is disabled at the server. What waits here stays; ask an administrator.")},
    {"sync.hand_over_full",
     QT_TRANSLATE_NOOP(
         "wording",
         "This user is disabled at the server, and its list of failed offline changes has no "
         "room for %1 more of this laptop. They stay here; ask an administrator to work through "
         "that list.")},
    {"sync.no_issue",
     QT_TRANSLATE_NOOP("wording", "%1 is not in the list of failed offline changes. See issues.")},
    {"sync.device_revoked",
     QT_TRANSLATE_NOOP(
         "wording",
         "This laptop was revoked at the server. Sign in to register it anew: device signin; what "
         "waits here is sent afterwards.")},
    {"sync.device_wiped",
     QT_TRANSLATE_NOOP("wording",
                       "The server orders this laptop to delete its data. Ask an administrator before "
                       "anything else is done here.")},
    {"sync.was_wiped",
     QT_TRANSLATE_NOOP("wording",
                       "The data of this workspace was deleted from this laptop by order of its server.")},
    {"sync.not_wiped",
     QT_TRANSLATE_NOOP("wording",
                       "%1 is to be deleted by order of the server and could not be. Close what uses it.")},
    {"sync.lease_over",
     QT_TRANSLATE_NOOP("wording",
                       "This laptop has not heard from its server for more than %1 days and is locked. Go "
                       "online and sign in again; what waits here is kept.")},
    {"sync.clock_set_back",
     QT_TRANSLATE_NOOP("wording",
                       "The clock of this computer was set back. Set it right, or go online and sync once; "
                       "what waits here is kept.")},
    {"sync.device_forked",
     QT_TRANSLATE_NOOP(
         "wording",
         "There are two copies of this laptop's folder, and the other one has synced since. Sign in to make "
         "this one a laptop of its own: device signin; what waits here is sent afterwards.")},
    {"sync.another_server",
     QT_TRANSLATE_NOOP("wording",
                       "At %1 there is another server or user than the one that this laptop belongs to. "
                       "Nothing was sent.")},
    {"sync.history_changed",
     QT_TRANSLATE_NOOP(
         "wording", "The server was put back to an older state just now. What is here stays; sync again.")},
    {"sync.away_too_long",
     QT_TRANSLATE_NOOP(
         "wording",
         "This laptop was away for so long that all is compared anew. What waits here stays; sync "
         "again.")},
    {"sync.upgrade_needed",
     QT_TRANSLATE_NOOP("wording",
                       "The server speaks a newer language than this program. Update the program, then sync "
                       "again.")},
    {"sync.not_administrator",
     QT_TRANSLATE_NOOP("wording", "Only administrators see the laptops of everybody.")},
    {"sync.program_too_old",
     QT_TRANSLATE_NOOP("wording",
                       "The server takes version %1 of this program or a newer one; this is %2. Ask the "
                       "administrator for it. What you type stays on this laptop and is sent afterwards.")},
    {"sync.program_too_old_from",
     QT_TRANSLATE_NOOP("wording",
                       "The server takes version %1 of this program or a newer one; this is %2. There is one "
                       "here: %3. What you type stays on this laptop and is sent afterwards.")},
    {"sync.version_unheard",
     QT_TRANSLATE_NOOP(
         "wording",
         "This is version %1, and the server takes %2 or a newer one, but did not hear which "
         "this is. Something between them leaves the header X-App out: ask the administrator.")},
    {"sync.server_refused", QT_TRANSLATE_NOOP("wording", "The server refuses: %1")},
    {"sync.not_taken",
     QT_TRANSLATE_NOOP("wording",
                       "The server did not take the changes of this laptop yet. Sync again; if it stays so, "
                       "ask an administrator.")},
    {"sync.file_not_there",
     QT_TRANSLATE_NOOP("wording", "This file is not on the laptop. It comes with the next sync.")},
    // This laptop.
    {"sync.not_enrolled",
     QT_TRANSLATE_NOOP("wording", "%1 is not joined to a server. Enrol a new folder: device enrol")},
    {"sync.identity_unreadable",
     QT_TRANSLATE_NOOP("wording",
                       "%1, by which the server knows this laptop, cannot be read. Enrol a new folder.")},
    {"sync.identity_unwritable", QT_TRANSLATE_NOOP("wording", "%1 cannot be written: %2.")},
    {"sync.no_crypto", QT_TRANSLATE_NOOP("wording", "The cryptography of this machine does not work.")},
    {"sync.acts_as_enrolled",
     QT_TRANSLATE_NOOP("wording",
                       "This workspace is joined to a server: here only %1 acts. Leave out --as.")},
    // Bringing along what was done alone.
    {"bring.not_standalone",
     QT_TRANSLATE_NOOP("wording",
                       "%1 belongs to a server already. Only what was done alone can be brought along.")},
    {"bring.sync_first",
     QT_TRANSLATE_NOOP("wording",
                       "This laptop has not fetched yet what the server holds. Sync first, then bring the "
                       "workspace along.")},
    {"bring.no_right",
     QT_TRANSLATE_NOOP(
         "wording",
         "You may not import records with their history. Ask an administrator of the server for "
         "that right; nothing was brought.")},
    {"bring.duplicates_open",
     QT_TRANSLATE_NOOP(
         "wording",
         "Records that look like ones of the server: %1 (first: %2, there %3). Say of each: the "
         "same record, keep both, or leave it behind.")},
    {"bring.missing_open",
     QT_TRANSLATE_NOOP(
         "wording",
         "Fields, values or objects that the server lacks: %1 (first: %2). Leave what is in them "
         "behind, or have an administrator make them.")},
    {"bring.no_define",
     QT_TRANSLATE_NOOP("wording",
                       "Only an administrator can make the fields, values or objects that the server lacks "
                       "(%1). Leave what is in them behind, or ask one.")},
    // Why a change waits for a person; %1 are fields.
    {"sync.issue_quarantined",
     QT_TRANSLATE_NOOP("wording",
                       "It was kept, not executed: its user may not work here any more, or the "
                       "program on the laptop was too old.")},
    {"sync.issue_kept",
     QT_TRANSLATE_NOOP("wording",
                       "Somebody else changed %1 first. Their value was kept; yours is here to be used.")},
    {"sync.issue_dropped",
     QT_TRANSLATE_NOOP("wording",
                       "%1 has been taken out of the workspace meanwhile, so what you typed there was not "
                       "taken over. Keep it as a note, or let it go.")},
    {"sync.issue_conflict_guarded",
     QT_TRANSLATE_NOOP("wording", "Somebody else changed %1 meanwhile. Look at it, then do it again.")},
    {"sync.issue_aggregate_changed",
     QT_TRANSLATE_NOOP(
         "wording",
         "Somebody else changed its lines meanwhile. They go together: take yours over theirs, keep "
         "theirs, or edit and resend.")},
    {"sync.issue_deleted", QT_TRANSLATE_NOOP("wording", "The record was deleted meanwhile.")},
    {"sync.issue_changed_since",
     QT_TRANSLATE_NOOP("wording", "Somebody else changed the record meanwhile, so it was not deleted.")},
    {"sync.issue_not_visible",
     QT_TRANSLATE_NOOP("wording", "The record does not exist any more, or you may not see it any more.")},
    {"sync.issue_dependency_rejected",
     QT_TRANSLATE_NOOP("wording", "It builds on another change that the server refused.")},
    {"sync.issue_unique", QT_TRANSLATE_NOOP("wording", "Another record has a value that only one may have.")},
    {"sync.issue_possibly_lost",
     QT_TRANSLATE_NOOP("wording",
                       "The server was put back to an older state and does not know this record any more. If "
                       "nobody else brings it back, enter it again.")},
    {"sync.issue_lost_out_of_reach",
     QT_TRANSLATE_NOOP(
         "wording",
         "The server was put back to an older state and does not know this record any more, and "
         "you may not see it any more. What was in it has left this laptop.")},
    {"sync.issue_rule_error",
     QT_TRANSLATE_NOOP("wording",
                       "The server failed to check it. Tell the administrator, then do it again.")},
    {"sync.issue_too_large",
     QT_TRANSLATE_NOOP("wording",
                       "It is more than one step may change. Keep it as a note, or do it in smaller parts.")},
    {"sync.issue_forbidden", QT_TRANSLATE_NOOP("wording", "Your role does not allow this any more.")},
    {"sync.issue_forbidden_field",
     QT_TRANSLATE_NOOP("wording", "Your role does not let you change one of these fields any more.")},
    {"sync.issue_has_protected_children",
     QT_TRANSLATE_NOOP("wording",
                       "Records that belong to it may not be deleted by you, so it was not deleted.")},
    {"sync.issue_meta_incompatible",
     QT_TRANSLATE_NOOP("wording",
                       "It uses a kind of record or field that the server does not have any more.")},
    {"sync.issue_unknown_command",
     QT_TRANSLATE_NOOP(
         "wording", "The server does not do this for a laptop. Do it on the server, or keep it as a note.")},
    {"sync.issue_validation", QT_TRANSLATE_NOOP("wording", "A rule does not allow these values.")},
    {"sync.issue_gate_failed",
     QT_TRANSLATE_NOOP("wording", "The deal lacks what the stage asks for. Fill it in, then move it again.")},
    {"sync.issue_locked_for_approval",
     QT_TRANSLATE_NOOP("wording", "The record is locked while it waits for an approval.")},
    {"sync.issue_subject_changed",
     QT_TRANSLATE_NOOP("wording", "What was to be approved was changed meanwhile. Look at it again.")},
    {"sync.issue_step_closed",
     QT_TRANSLATE_NOOP("wording", "Somebody else has decided this step of the approval already.")},
    {"sync.issue_not_approver", QT_TRANSLATE_NOOP("wording", "You do not decide this approval.")},
    {"sync.issue_already_claimed", QT_TRANSLATE_NOOP("wording", "Somebody else has claimed it first.")},
    {"sync.issue_lease_expired", QT_TRANSLATE_NOOP("wording", "Your reservation of it has run out.")},
    {"sync.issue_other", QT_TRANSLATE_NOOP("wording", "The server refused it (%1).")},
    // What was done, in the inbox: %1 is the record.
    {"sync.did_lead_claim", QT_TRANSLATE_NOOP("wording", "Claim %1")},
    {"sync.did_lead_release", QT_TRANSLATE_NOOP("wording", "Release %1")},
    {"sync.inbox_line_gone",
     QT_TRANSLATE_NOOP("wording",
                       "A line that you changed was taken off meanwhile. Keep theirs, or edit and resend.")},
    {"sync.inbox_only_news", QT_TRANSLATE_NOOP("wording", "There is nothing to decide here. Dismiss it.")},
    {"sync.did_several", QT_TRANSLATE_NOOP("wording", "%1: %2 steps together")},
    {"sync.did_create", QT_TRANSLATE_NOOP("wording", "New %1: %2")},
    {"sync.did_record_update", QT_TRANSLATE_NOOP("wording", "Change %1")},
    {"sync.did_record_bulk_update", QT_TRANSLATE_NOOP("wording", "Change %1 and others (%2)")},
    {"sync.did_record_delete", QT_TRANSLATE_NOOP("wording", "Delete %1")},
    {"sync.did_record_restore", QT_TRANSLATE_NOOP("wording", "Restore %1")},
    {"sync.did_advance", QT_TRANSLATE_NOOP("wording", "Move %1 to %2")},
    {"sync.did_activity_log", QT_TRANSLATE_NOOP("wording", "Log %1")},
    {"sync.did_attachment_add", QT_TRANSLATE_NOOP("wording", "Attach %1")},
    {"sync.did_task_complete", QT_TRANSLATE_NOOP("wording", "Complete %1")},
    {"sync.did_task_snooze", QT_TRANSLATE_NOOP("wording", "Snooze %1")},
    {"sync.did_picklist_add_value", QT_TRANSLATE_NOOP("wording", "New value of a list: %1")},
    {"sync.did_change_undo", QT_TRANSLATE_NOOP("wording", "Undo: %1")},
    {"sync.did_import_rows", QT_TRANSLATE_NOOP("wording", "Import %1")},
    {"sync.did_import_note", QT_TRANSLATE_NOOP("wording", "Import a file")},
    {"sync.did_other", QT_TRANSLATE_NOOP("wording", "%1 (%2)")},
    {"sync.value_empty", QT_TRANSLATE_NOOP("wording", "empty")},
    {"sync.value_yes", QT_TRANSLATE_NOOP("wording", "yes")},
    {"sync.value_no", QT_TRANSLATE_NOOP("wording", "no")},
    {"sync.note_subject", QT_TRANSLATE_NOOP("wording", "Not taken over: %1")},
    {"sync.note_head", QT_TRANSLATE_NOOP("wording", "%1, typed %2. The server did not take it over:")},
    // Deciding.
    {"sync.inbox_gone", QT_TRANSLATE_NOOP("wording", "Number %1 does not wait any more.")},
    {"sync.inbox_not_yet",
     QT_TRANSLATE_NOOP("wording",
                       "What the server holds now is not here yet. Sync once more, then use your value.")},
    {"sync.inbox_no_place",
     QT_TRANSLATE_NOOP("wording",
                       "There is no place any more for what you typed. Keep it as a note, or let it go.")},
    {"sync.inbox_nothing_deleted",
     QT_TRANSLATE_NOOP("wording", "The record is not in the recycle bin here. Sync, then look again.")},
    {"sync.inbox_no_field", QT_TRANSLATE_NOOP("wording", "Number %1 has no field %2 to decide.")},
    {"import.on_server",
     QT_TRANSLATE_NOOP("wording",
                       "This is the workspace of a server. Import on a laptop that is joined to it.")},
    {"import.row_too_large",
     QT_TRANSLATE_NOOP("wording",
                       "The row is larger than a shared workspace takes at once. Shorten its texts.")},
    {"import.bad_row", QT_TRANSLATE_NOOP("wording", "The row cannot be read (%1).")},
    {"import.waits_for_server",
     QT_TRANSLATE_NOOP("wording",
                       "%1 rows wait for the server, which checks each of them. What it refuses comes to "
                       "Needs attention, row by row.")},
    {"sync.issue_row", QT_TRANSLATE_NOOP("wording", "Row %1 of %2: %3")},
};

}  // namespace dw
