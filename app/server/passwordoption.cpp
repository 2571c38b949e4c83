// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/passwordoption.h"

#include "core/service/passwordhasher.h"

#include <QFile>

namespace dw
{

namespace
{

Result<QList<PasswordOption>> linesOf(QTextStream &text, qsizetype people)
{
    QList<PasswordOption> lines;
    while (lines.size() < people && !text.atEnd())
        lines.append({text.readLine(), false});
    if (lines.size() < people)
        return Error(ErrorCode::Invalid, QStringLiteral("server.password_lines"),
                     {QString::number(lines.size()), QString::number(people)});
    return lines;
}

}  // namespace

Result<PasswordOption> PasswordOption::take(CliOptions &options, const ServerContext &context)
{
    DW_ASSIGN(const QList<PasswordOption> one, takeFor(1, options, context));
    return one.first();
}

Result<QList<PasswordOption>> PasswordOption::takeFor(qsizetype people, CliOptions &options,
                                                      const ServerContext &context)
{
    DW_ASSIGN(const std::optional<QString> file, options.takeValue(QStringLiteral("--password-file")));
    if (!file) {
        QList<PasswordOption> made;
        while (made.size() < people)
            made.append({PasswordHasher::generate(), true});
        return made;
    }
    if (*file == QLatin1String("-"))
        return linesOf(context.in, people);
    QFile source(*file);
    if (!source.open(QIODevice::ReadOnly))
        return Error(ErrorCode::Storage, QStringLiteral("service.cannot_read"),
                     {*file, source.errorString()});
    QTextStream text(&source);
    return linesOf(text, people);
}

}  // namespace dw
