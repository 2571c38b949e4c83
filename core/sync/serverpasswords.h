// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/serverline.h"

#include <QHash>
#include <QList>

namespace dw
{

// How people may sign in at the server, as its administrators see and change it.
struct ServerPasswords
{
    enum class State {
        None,        // cannot sign in
        MustChange,  // by a first password
        Set,
    };
    static constexpr int AtOnce = 500;

    // Whom the server does not know is None. Errors of ServerLine; Invalid "sync.bad_answer".
    static Result<QHash<Id, State>> of(ServerLine &line, const QList<Id> &users);
    // A password to be changed at the first sign-in; their laptops are signed out. Without one the server
    // makes it up. The password, to be told to them. Forbidden "sync.server_refused" (reason) where the
    // caller is no administrator, where it is their own, or too short; NotFound "sync.user_not_there".
    static Result<QString> give(ServerLine &line, const Id &user,
                                const std::optional<QString> &password = {});
};

}  // namespace dw
