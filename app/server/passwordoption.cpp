// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/passwordoption.h"

#include "core/service/passwordhasher.h"

#include <QFile>

namespace dw
{

Result<PasswordOption> PasswordOption::take(CliOptions &options, const ServerContext &context)
{
    DW_ASSIGN(const std::optional<QString> file, options.takeValue(QStringLiteral("--password-file")));
    if (!file)
        return PasswordOption{PasswordHasher::generate(), true};
    if (*file == QLatin1String("-"))
        return PasswordOption{context.in.readLine(), false};
    QFile source(*file);
    if (!source.open(QIODevice::ReadOnly))
        return Error(ErrorCode::Storage, QStringLiteral("service.cannot_read"),
                     {*file, source.errorString()});
    QTextStream text(&source);
    return PasswordOption{text.readLine(), false};
}

}  // namespace dw
