// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/dictionary/localtext.h"
#include "core/sync/serverline.h"

#include <QList>
#include <QStringList>

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
    // What it may hold, in numbers: records that its user may see, with the fields of personal or secret
    // values among theirs that they read in clear. As of the rights and records at `asOf`, not of its last
    // contact. Whose::Own's, or, for administrators, anybody's; errors as of list().
    struct Held
    {
        QString object;
        LocalText label;  // plural
        qint64 records = 0;
        QStringList sensitive;  // keys
    };
    struct Contents
    {
        Instant asOf;
        qint64 records = 0;
        QList<Held> rows;  // the most first
    };
    static Result<Contents> contents(ServerLine &line, const Id &device);
    // It may not come in any more; Wipe: it is to delete what it holds when it comes.
    enum class Order { Revoke, Wipe };
    static Result<void> end(ServerLine &line, const Id &device, Order order);
};

}  // namespace dw
