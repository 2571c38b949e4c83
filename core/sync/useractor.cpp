// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/useractor.h"

namespace dw
{

Result<Actor> userActor(const ReadSession &session, const Configuration &configuration, const Id &user)
{
    Actor actor;
    actor.user = user;
    DW_ASSIGN(const Record record, session.find(configuration.dictionary->find(u"user"), user));
    const QString status = record.isValid() ? record.value(u"status").text() : QString();
    const bool works = record.isValid() && !record.isDeleted() && status != QLatin1String("disabled") &&
                       status != QLatin1String("invited");
    if (!works)
        return Error(ErrorCode::NotFound, QStringLiteral("command.record_missing"),
                     {QStringLiteral("user"), user.toString()});
    actor.team = record.value(u"team_id").id();
    actor.login = record.value(u"login").text();
    actor.name = record.value(u"name").text();
    return actor;
}

}  // namespace dw
