// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/sync/serverline.h"

#include <QList>

namespace dw
{

// A laptop as the server knows it.
struct ServerDevice
{
    enum class State { Active, Revoked, Wiped };
    Id id;
    Id user;
    QString shortName;
    QString name;
    QString platform;
    QString app;       // the version of its program; empty: it never said
    QString userName;  // of whoever it belongs to; only in Whose::All
    State state = State::Active;
    Instant registeredAt;
    Instant lastContact;
    bool isThis = false;

    // The user's own, or, for administrators, those of the whole workspace (Forbidden
    // "sync.not_administrator" for others). Newest first. Errors of ServerLine; Invalid "sync.bad_answer".
    enum class Whose { Own, All };
    static Result<QList<ServerDevice>> list(ServerLine &line, Whose whose = Whose::Own);
    // It may not come in any more; Wipe: it is to delete what it holds when it comes.
    enum class Order { Revoke, Wipe };
    static Result<void> end(ServerLine &line, const Id &device, Order order);
};

}  // namespace dw
