// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/joined.h"

#include "core/store/replica.h"
#include "core/sync/outboxwriter.h"

namespace dw
{

Result<std::optional<Joined>> joinedAs(const ReadSession &session)
{
    DW_ASSIGN(const QByteArray device, session.replica().value(QStringLiteral("device")));
    if (device.isEmpty())
        return std::optional<Joined>();
    DW_ASSIGN(const QByteArray user, session.replica().value(QStringLiteral("user")));
    return std::optional(Joined{Id::fromBytes(device).value_or(Id()), Id::fromBytes(user).value_or(Id())});
}

Result<std::optional<Joined>> prepareJoined(CommandRunner &runner)
{
    Workspace &workspace = runner.workspace();
    Result<std::optional<Joined>> joined = std::optional<Joined>();
    if (workspace.access() == Workspace::Access::ReadOnly) {
        workspace.readNow([&](ReadSession &session) { joined = joinedAs(session); });
        return joined;
    }
    // On the writer's thread, before any command of this program runs.
    workspace.writeNow([&](WriteSession &session) {
        joined = joinedAs(session);
        if (joined.ok() && *joined)
            runner.setHook(std::make_shared<OutboxWriter>());
    });
    return joined;
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
