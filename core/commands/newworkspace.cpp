// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/newworkspace.h"

#include "core/commands/shippedrecords.h"
#include "core/dictionary/builtindictionary.h"

namespace dw
{

namespace
{

Record ownerRecord(const Dictionary &dictionary, const WorkspaceOwner &owner, const QByteArray &zone,
                   const Id &team)
{
    Record user(dictionary.pointer(QStringLiteral("user")), Id::named("user:owner"));
    user.set(u"login", Value(owner.login));
    user.set(u"name", Value(owner.name.isEmpty() ? owner.login : owner.name));
    user.set(u"team_id", Value(team));
    user.set(u"time_zone", Value(QString::fromLatin1(zone)));
    user.set(u"status", Value(QStringLiteral("active")));
    return user;
}

Record firstTeam(const Dictionary &dictionary)
{
    Record team(dictionary.pointer(QStringLiteral("team")), Id::named("team:first"));
    team.set(u"name", Value(QStringLiteral("Sales")));
    team.set(u"kind", Value(QStringLiteral("sales")));
    team.set(u"leader_id", Value(Id::named("user:owner")));
    return team;
}

}  // namespace

Result<void> fillNewWorkspace(Workspace &workspace, const WorkspaceOwner &owner, const Clock &clock)
{
    DW_ASSIGN(QList<ObjectType::Definition> definitions, BuiltinDictionary::definitions());
    DW_ASSIGN(const DictionaryPtr dictionary, Dictionary::build(std::move(definitions)));
    DW_ASSIGN(QList<Record> records, standardConfiguration(*dictionary));
    DW_ASSIGN(const QList<Record> roles, standardRoles(*dictionary));
    records += roles;
    const Record team = firstTeam(*dictionary);
    records.append(team);
    records.append(ownerRecord(*dictionary, owner, workspace.info().zoneName, team.id()));

    ChangeSet changes;
    const Instant now = clock.now();
    for (Record &record : records) {
        for (const QStringView key : {QStringView(u"created_at"), QStringView(u"updated_at")})
            record.set(key, Value(now));
        for (const QStringView key :
             {QStringView(u"created_by"), QStringView(u"updated_by"), QStringView(u"owner_id")})
            record.set(key, Value(Id::named("user:owner")));
        record.set(u"rev", Value(qint64(1)));
        changes.create(record);
    }
    Result<void> written;
    const auto store = [&changes](WriteSession &session) -> Result<void> {
        DW_TRY(session.begin(Durability::Saved));
        DW_TRY(session.applyUnguarded(changes));
        return session.commit();
    };
    workspace.writeNow([&](WriteSession &session) {
        written = store(session);
        if (!written.ok())
            session.rollback();
    });
    return written;
}

Result<void> createStandaloneWorkspace(const QString &folder, const Workspace::NewWorkspace &options,
                                       const WorkspaceOwner &owner, const Clock &clock, IdGenerator &ids)
{
    DW_ASSIGN(QList<ObjectType::Definition> definitions, BuiltinDictionary::definitions());
    DW_ASSIGN(const DictionaryPtr dictionary, Dictionary::build(std::move(definitions)));
    DW_TRY(Workspace::create(folder, options, dictionary, clock, ids));
    DW_ASSIGN(const auto workspace,
              Workspace::open(folder, Workspace::Access::ReadWrite, dictionary, clock, ids));
    return fillNewWorkspace(*workspace, owner, clock);
}

}  // namespace dw
