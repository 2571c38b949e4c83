// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/joined.h"

#include "core/store/ledger.h"
#include "core/store/localarea.h"
#include "core/store/replica.h"
#include "core/sync/ledgerwriter.h"
#include "core/sync/outboxwriter.h"
#include "core/sync/roleaccess.h"
#include "core/sync/syncclient.h"
#include "core/sync/syncguard.h"

#include <sodium.h>

namespace dw
{

namespace
{

// Imports that a program did not bring to their end, as a standalone workspace marks them when it is opened.
Result<void> endInterruptedImports(CommandRunner &runner, WriteSession &session, const Joined &joined)
{
    DW_ASSIGN(const auto running, session.localValues(importRunningArea()));
    if (running.isEmpty())
        return {};
    DW_ASSIGN(const Actor actor, joinedActor(session, *runner.configuration()->dictionary, joined));
    for (auto batch = running.keyBegin(); batch != running.keyEnd(); ++batch) {
        const CommandResult marked =
            runner.run(session,
                       {QStringLiteral("import.note"),
                        {{QStringLiteral("batch"), *batch},
                         {QStringLiteral("set"),
                          QJsonObject{{QStringLiteral("status"), QStringLiteral("interrupted")}}}}},
                       actor);
        // What is not there any more, or not the user's any more, needs no mark.
        if (marked.status == CommandResult::Status::Failed && marked.error.code == ErrorCode::Storage)
            return marked.error;
        DW_TRY(session.begin(Durability::Saved));
        DW_TRY(session.setLocalValue(importRunningArea(), *batch, {}));
        if (const auto committed = session.commit(); !committed.ok()) {
            session.rollback();
            return committed;
        }
    }
    return {};
}

}  // namespace

Result<std::optional<Joined>> joinedAs(const ReadSession &session)
{
    DW_ASSIGN(const QByteArray device, session.replica().value(QStringLiteral("device")));
    if (device.isEmpty())
        return std::optional<Joined>();
    DW_ASSIGN(const QByteArray user, session.replica().value(QStringLiteral("user")));
    return std::optional(Joined{Id::fromBytes(device).value_or(Id()), Id::fromBytes(user).value_or(Id())});
}

Result<std::optional<Joined>> prepareJoined(CommandRunner &runner, Lock lock)
{
    Workspace &workspace = runner.workspace();
    Result<std::optional<Joined>> joined = std::optional<Joined>();
    Result<LedgerHead> head = LedgerHead();
    workspace.readNow([&](ReadSession &session) {
        joined = joinedAs(session);
        head = session.ledger().head();
    });
    DW_TRY(joined);
    DW_TRY(head);
    if (*joined && lock == Lock::Holds)
        DW_TRY(SyncGuard(workspace.folder(), runner.clock()).admit());
    const bool serves = !head->epoch.isNull();
    if (workspace.access() == Workspace::Access::ReadOnly || (!*joined && !serves))
        return joined;
    // On the writer's thread, before any command of this program runs.
    Result<void> done;
    workspace.writeNow([&](WriteSession &session) {
        if (*joined) {
            runner.setHook(std::make_shared<OutboxWriter>());
            done = SyncClient(runner).takeUp(session);
            if (done.ok())
                done = endInterruptedImports(runner, session, **joined);
        } else if (const auto access = keepHistory(runner, session); !access.ok()) {
            done = access.error();
        }
    });
    DW_TRY(done);
    return joined;
}

Result<std::shared_ptr<const SyncAccess>> keepHistory(CommandRunner &runner, WriteSession &session)
{
    if (sodium_init() < 0)
        return Error(ErrorCode::Internal, QStringLiteral("sync.no_crypto"));
    DW_ASSIGN(const std::shared_ptr<const SyncAccess> access,
              RoleAccess::open(session, *runner.configuration()));
    runner.setHook(
        std::make_shared<LedgerWriter>(access, runner.clock(), [] { return quint32(randombytes_random()); }));
    return access;
}

Result<Actor> joinedActor(const ReadSession &session, const Dictionary &dictionary, const Joined &joined)
{
    Actor actor;
    actor.user = joined.user;
    actor.device = joined.device;
    DW_ASSIGN(const Record user, session.find(dictionary.find(u"user"), joined.user));
    if (user.isValid()) {
        actor.team = user.value(u"team_id").id();
        actor.login = user.value(u"login").text();
        actor.name = user.value(u"name").text();
    }
    return actor;
}

}  // namespace dw
