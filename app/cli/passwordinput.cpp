// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/passwordinput.h"

#include "core/base/wording.h"

#include <QFile>

#include <termios.h>
#include <unistd.h>

#include <cstdio>

namespace dw
{

namespace
{

QString withoutLineEnd(QByteArray line)
{
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    return QString::fromUtf8(line);
}

QByteArray askAtTerminal()
{
    std::fputs(qPrintable(wording(QStringLiteral("cli.password_prompt")) + QLatin1Char(' ')), stderr);
    std::fflush(stderr);
    termios before{};
    const bool known = ::tcgetattr(STDIN_FILENO, &before) == 0;
    termios silent = before;
    silent.c_lflag &= ~tcflag_t(ECHO);
    if (known)
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    QFile in;
    const QByteArray line = in.open(stdin, QIODevice::ReadOnly) ? in.readLine() : QByteArray();
    if (known)
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    std::fputs("\n", stderr);
    return line;
}

}  // namespace

Result<QString> readPassword(const std::optional<QString> &file)
{
    if (!file && ::isatty(STDIN_FILENO))
        return withoutLineEnd(askAtTerminal());
    QFile source(file.value_or(QString()));
    const bool open = file ? source.open(QIODevice::ReadOnly) : source.open(stdin, QIODevice::ReadOnly);
    if (!open)
        return Error(ErrorCode::Storage, QStringLiteral("service.cannot_read"),
                     {source.fileName(), source.errorString()});
    return withoutLineEnd(source.readLine());
}

}  // namespace dw
