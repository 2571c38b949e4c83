// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/accessanswer.h"

#include "app/cli/commandanswer.h"

namespace dw
{

namespace
{

Result<Record> byKey(CliWorkspace &opened, const char *object, QStringView key, const QString &value,
                     const char *missing)
{
    const ObjectTypePtr type = opened.runner().configuration()->dictionary->find(QString::fromLatin1(object));
    Result<Record> found = Record();
    opened.workspace().readNow([&](ReadSession &session) {
        const auto named =
            session.findByValue(type, type->indexOf(key), Value(value), ReadSession::Match::Exact, 1);
        if (!named.ok())
            found = named.error();
        else if (named->isEmpty())
            found = Error(ErrorCode::NotFound, QString::fromLatin1(missing), {value});
        else
            found = named->first();
    });
    return found;
}

}  // namespace

Result<Record> userByLogin(CliWorkspace &opened, const QString &login)
{
    return byKey(opened, "user", u"login", login, "cli.unknown_login");
}

Result<Record> roleByCode(CliWorkspace &opened, const QString &code)
{
    return byKey(opened, "role", u"code", code, "cli.unknown_role");
}

ExitCode runAndAnswer(CliWorkspace &opened, CliContext &context, const CommandRequest &request)
{
    return answerCommand(context, opened, opened.runner().runNow(request, opened.actor()));
}

}  // namespace dw
