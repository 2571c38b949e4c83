// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/wording.h"

#include <QtGlobal>

namespace dw
{

// Messages of service. Add a line per message; keys are unique over all areas.
inline constexpr WordingLine ServiceWording[] = {
    // Titles of refusals, one for each code of core/service/http/problem.h.
    {"service.malformed", QT_TRANSLATE_NOOP("wording", "The request is malformed.")},
    {"service.unauthenticated", QT_TRANSLATE_NOOP("wording", "Sign in first.")},
    {"service.token_expired", QT_TRANSLATE_NOOP("wording", "The sign-in is over. Refresh it.")},
    {"service.bad_credentials", QT_TRANSLATE_NOOP("wording", "Workspace, user or password is wrong.")},
    {"service.locked", QT_TRANSLATE_NOOP("wording", "Too many wrong passwords. Wait, then try again.")},
    {"service.reuse_detected",
     QT_TRANSLATE_NOOP("wording", "This sign-in was used twice. The device was revoked; enrol it again.")},
    {"service.forbidden", QT_TRANSLATE_NOOP("wording", "You may not do this.")},
    {"service.device_revoked",
     QT_TRANSLATE_NOOP("wording", "This device was revoked. Ask an administrator, then enrol it again.")},
    {"service.device_wiped", QT_TRANSLATE_NOOP("wording", "This device was ordered to delete its data.")},
    {"service.user_disabled", QT_TRANSLATE_NOOP("wording", "This user is disabled.")},
    {"service.password_change_required", QT_TRANSLATE_NOOP("wording", "Choose a new password first.")},
    {"service.password_refused", QT_TRANSLATE_NOOP("wording", "This password cannot be taken.")},
    {"service.not_found", QT_TRANSLATE_NOOP("wording", "There is nothing here.")},
    {"service.method_not_allowed", QT_TRANSLATE_NOOP("wording", "This cannot be asked in this way.")},
    {"service.request_timeout", QT_TRANSLATE_NOOP("wording", "The request took too long to arrive.")},
    {"service.epoch_mismatch", QT_TRANSLATE_NOOP("wording", "The server begins a new history.")},
    {"service.history_diverged", QT_TRANSLATE_NOOP("wording", "Server history differs from this device.")},
    {"service.device_forked", QT_TRANSLATE_NOOP("wording", "Two copies of this device are at work.")},
    {"service.gap", QT_TRANSLATE_NOOP("wording", "Changes before these are missing.")},
    {"service.cursor_expired", QT_TRANSLATE_NOOP("wording", "This device was away for too long.")},
    {"service.plan_expired", QT_TRANSLATE_NOOP("wording", "This first synchronisation has to begin anew.")},
    {"service.too_large", QT_TRANSLATE_NOOP("wording", "The request is larger than is taken here.")},
    {"service.unsupported_media",
     QT_TRANSLATE_NOOP("wording", "The body is of a kind that is not taken here.")},
    {"service.upgrade_required", QT_TRANSLATE_NOOP("wording", "Update the program.")},
    {"service.too_many_requests", QT_TRANSLATE_NOOP("wording", "Too many requests. Wait, then try again.")},
    {"service.header_too_large", QT_TRANSLATE_NOOP("wording", "The head of the request is too large.")},
    {"service.internal", QT_TRANSLATE_NOOP("wording", "The server failed. Try again; the log says more.")},
    {"service.overloaded", QT_TRANSLATE_NOOP("wording", "The server is busy. Try again in a moment.")},
    {"service.recovering",
     QT_TRANSLATE_NOOP("wording", "The server is not ready yet. Try again in a moment.")},
    {"service.maintenance", QT_TRANSLATE_NOOP("wording", "The server is going down. Try again in a moment.")},
    {"service.full",
     QT_TRANSLATE_NOOP("wording",
                       "There is no room for more of this until an administrator has worked through what is "
                       "there.")},
    // Errors.
    {"service.cannot_listen", QT_TRANSLATE_NOOP("wording", "Cannot listen on %1: %2.")},
    {"service.socket_in_use", QT_TRANSLATE_NOOP("wording", "Another server listens on %1. Stop it first.")},
    {"service.not_started", QT_TRANSLATE_NOOP("wording", "The server could not be started.")},
    {"service.certificate_bad", QT_TRANSLATE_NOOP("wording", "%1 cannot be used: %2.")},
    {"service.key_does_not_fit",
     QT_TRANSLATE_NOOP("wording", "The key %2 does not belong to the certificate %1.")},
    {"service.cannot_read", QT_TRANSLATE_NOOP("wording", "%1 cannot be read: %2.")},
    {"service.certificate_not_made", QT_TRANSLATE_NOOP("wording", "A certificate could not be made: %1.")},
    {"service.no_crypto", QT_TRANSLATE_NOOP("wording", "The cryptography of this machine does not work.")},
    {"service.keys_missing",
     QT_TRANSLATE_NOOP("wording", "The server's keys are missing. Restore a backup or make a new server.")},
    {"service.name_in_database",
     QT_TRANSLATE_NOOP(
         "wording",
         "The database has a workspace %1 already. Choose another --name, or make another server of "
         "it with --join.")},
    {"service.not_in_database",
     QT_TRANSLATE_NOOP("wording",
                       "The database has no workspace %1. Check --name, or leave --join out to make it.")},
    {"service.back_up_by",
     QT_TRANSLATE_NOOP(
         "wording",
         "This server's data is in PostgreSQL. Back it up with: pg_dump --format=custom --schema=%2 "
         "--file=FILE '%1'")},
    {"service.restore_by",
     QT_TRANSLATE_NOOP(
         "wording",
         "This server's data is in PostgreSQL. Stop all servers, then restore it with: pg_restore "
         "--clean --if-exists --dbname='%1' FILE")},
    {"service.moved_already",
     QT_TRANSLATE_NOOP("wording", "The data of %1 is in a database already. Nothing was done.")},
    {"service.source_damaged",
     QT_TRANSLATE_NOOP("wording",
                       "The server's data is damaged (%1: %2). Nothing was moved. Look at it with "
                       "dealwright-server verify, restore a backup, then move that.")},
    {"service.nonce_used", QT_TRANSLATE_NOOP("wording", "This request was made before.")},
    {"service.session_bound", QT_TRANSLATE_NOOP("wording", "This sign-in belongs to a device already.")},
    {"service.key_known", QT_TRANSLATE_NOOP("wording", "This key belongs to another device.")},
    {"service.bad_signature", QT_TRANSLATE_NOOP("wording", "The signature is wrong or too old.")},
    {"service.no_such_device", QT_TRANSLATE_NOOP("wording", "There is no device %1.")},
    {"service.password_too_short", QT_TRANSLATE_NOOP("wording", "A password has at least %1 characters.")},
    {"service.password_too_long", QT_TRANSLATE_NOOP("wording", "A password has at most %1 bytes.")},
    {"service.password_is_login",
     QT_TRANSLATE_NOOP("wording", "The password is the login name. Choose another.")},
    {"service.password_same", QT_TRANSLATE_NOOP("wording", "This is the old password. Choose another.")},
    {"service.not_administrator",
     QT_TRANSLATE_NOOP("wording", "Only administrators let others sign in. Ask one.")},
    {"service.own_password",
     QT_TRANSLATE_NOOP("wording",
                       "One's own password is not given but changed, with the old one: dealwright-cli device "
                       "signin --new-password-file F")},
    {"service.refused", QT_TRANSLATE_NOOP("wording", "The workspace refuses it: %1")},
    {"service.files_full", QT_TRANSLATE_NOOP("wording", "The server has no room for more files.")},
    // The program.
    {"server.unknown_policy",
     QT_TRANSLATE_NOOP("wording", "There is no policy %1. See those that there are: policy list")},
    {"server.policy_for_all", QT_TRANSLATE_NOOP("wording", "%1 holds for all; leave out --role.")},
    {"server.bad_version", QT_TRANSLATE_NOOP("wording", "“%1” is no version of the program. Write 1.4.2")},
    {"server.bad_place",
     QT_TRANSLATE_NOOP("wording",
                       "Where people get the program is one line of at most 200 characters: “%1”")},
    {"server.made", QT_TRANSLATE_NOOP("wording", "Made the server %1 with the workspace %2.")},
    {"server.password_made",
     QT_TRANSLATE_NOOP("wording", "Sign in as %1 with the password %2 and change it.")},
    {"server.password_lines",
     QT_TRANSLATE_NOOP("wording",
                       "The passwords are %1 lines, but %2 people need one each: the administrator first, "
                       "then each --user.")},
    {"server.fingerprint", QT_TRANSLATE_NOOP("wording", "Fingerprint of the certificate: %1")},
    {"server.listening", QT_TRANSLATE_NOOP("wording", "Listening on %1")},
    {"server.restored",
     QT_TRANSLATE_NOOP("wording", "Restored the server to %1. Devices compare what they have with it.")},
    {"server.rehearsed",
     QT_TRANSLATE_NOOP("wording", "The backup %1 comes back whole: it was restored aside and verified.")},
    {"server.backup_damaged",
     QT_TRANSLATE_NOOP("wording",
                       "The backup %1 does not come back whole: %2: %3. Make a new one and rehearse that.")},
    {"server.moved_table", QT_TRANSLATE_NOOP("wording", "%1: %2 rows, SHA-256 %3")},
    {"server.moved",
     QT_TRANSLATE_NOOP(
         "wording",
         "The server's data is in the database now, and every table there reads as before. Start "
         "the server as you did; laptops go on.")},
    {"server.no_answer",
     QT_TRANSLATE_NOOP("wording", "The running server does not answer. Look at its log.")},
};

}  // namespace dw
