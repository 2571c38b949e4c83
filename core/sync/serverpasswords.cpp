// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/serverpasswords.h"

#include <QJsonArray>

namespace dw
{

namespace
{

Error badAnswer(const char *what)
{
    return {ErrorCode::Invalid, QStringLiteral("sync.bad_answer"), {QString::fromLatin1(what)}};
}

}  // namespace

Result<QHash<Id, ServerPasswords::State>> ServerPasswords::of(ServerLine &line, const QList<Id> &users)
{
    QHash<Id, State> known;
    for (qsizetype from = 0; from < users.size(); from += AtOnce) {
        const QList<Id> page = users.mid(from, AtOnce);
        QJsonArray ids;
        for (const Id &user : page)
            ids.append(user.toString());
        DW_ASSIGN(const SyncAnswer answer,
                  line.ask(QStringLiteral("users/passwords"), {{QStringLiteral("users"), ids}}));
        if (!answer.ok())
            return ServerLine::errorOf(answer);
        const QJsonArray states = answer.body.value(QLatin1String("states")).toArray();
        if (states.size() != page.size())
            return badAnswer("states");
        for (qsizetype i = 0; i < page.size(); ++i) {
            const QString state = states[i].toString();
            known.insert(page[i], state == QLatin1String("none")          ? State::None
                                  : state == QLatin1String("must_change") ? State::MustChange
                                                                          : State::Set);
        }
    }
    return known;
}

Result<QString> ServerPasswords::give(ServerLine &line, const Id &user,
                                      const std::optional<QString> &password)
{
    QJsonObject body;
    if (password)
        body.insert(QStringLiteral("password"), *password);
    DW_ASSIGN(const SyncAnswer answer,
              line.ask(QStringLiteral("users/%1/password").arg(user.toString()), body));
    if (answer.status == 404)
        return Error(ErrorCode::NotFound, QStringLiteral("sync.user_not_there"));
    if (!answer.ok())
        return ServerLine::errorOf(answer);
    const QString given = answer.body.value(QLatin1String("password")).toString();
    return given.isEmpty() ? Result<QString>(badAnswer("password")) : Result<QString>(given);
}

}  // namespace dw
