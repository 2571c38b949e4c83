// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/servercommand.h"
#include "core/base/clioptions.h"

#include <QCoreApplication>
#include <QTranslator>

#include <algorithm>
#include <cstdio>

namespace
{

using namespace dw;

struct GlobalOptions
{
    QString folder;
    bool chinese = false;
    bool json = false;
    bool help = false;
};

Result<GlobalOptions> parse(const QStringList &arguments)
{
    CliOptions options(arguments);
    GlobalOptions parsed;
    parsed.json = options.takeFlag(QStringLiteral("--json"));
    const bool shortHelp = options.takeFlag(QStringLiteral("-h"));
    parsed.help = options.takeFlag(QStringLiteral("--help")) || shortHelp;
    DW_ASSIGN(const auto folder, options.takeValue(QStringLiteral("-d")));
    DW_ASSIGN(const auto language, options.takeValue(QStringLiteral("--lang")));
    DW_ASSIGN(const QStringList rest, options.rest());
    if (!rest.isEmpty())
        return Error(ErrorCode::Invalid, QStringLiteral("cli.unknown_argument"), {rest.first()});
    if (language && *language != QLatin1String("en") && *language != QLatin1String("zh_CN"))
        return Error(ErrorCode::Invalid, QStringLiteral("cli.bad_value"),
                     {*language, QStringLiteral("--lang")});
    parsed.chinese = language == QLatin1String("zh_CN");
    parsed.folder = folder.value_or(QStringLiteral("/var/lib/dealwright"));
    return parsed;
}

// What stands before the name of the command; the options with a value take two places.
qsizetype commandPosition(const QStringList &arguments)
{
    static const QStringList withValue{QStringLiteral("-d"), QStringLiteral("--lang")};
    qsizetype at = 0;
    while (at < arguments.size() && arguments[at].startsWith(QLatin1Char('-')))
        at += withValue.contains(arguments[at]) ? 2 : 1;
    return std::min(at, arguments.size());
}

}  // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("dealwright-server"));
    QTextStream in(stdin);
    QTextStream out(stdout);
    QTextStream err(stderr);
    const SystemClock clock;
    IdGenerator ids(clock);
    const QStringList arguments = QCoreApplication::arguments().mid(1);
    const qsizetype at = commandPosition(arguments);
    QStringList own = arguments.mid(at + 1);
    const bool jsonBehind = own.removeAll(QStringLiteral("--json")) > 0;
    const Result<GlobalOptions> options = parse(arguments.first(at));
    ServerContext context{ServerFolder(options.ok() ? options->folder : QString()),
                          (options.ok() && options->json) || jsonBehind,
                          clock,
                          ids,
                          in,
                          out,
                          err};
    if (!options.ok())
        return int(failWith(context, options.error()));
    QTranslator translator;
    if (options->chinese && translator.load(QStringLiteral(":/i18n/dealwright_zh_CN.qm")))
        QCoreApplication::installTranslator(&translator);
    const auto commands = serverCommands();
    if (options->help || own.contains(QStringLiteral("--help"))) {
        out << "dealwright-server [-d FOLDER] [--lang en|zh_CN] [--json] COMMAND ...\n";
        for (const auto &command : commands)
            out << "  " << command->usage() << '\n';
        return int(ServerExit::Done);
    }
    if (at >= arguments.size())
        return int(failWith(context, Error(ErrorCode::Invalid, QStringLiteral("cli.no_command"))));
    const auto command = std::find_if(commands.begin(), commands.end(),
                                      [&](const auto &known) { return known->name() == arguments[at]; });
    if (command == commands.end())
        return int(failWith(
            context, Error(ErrorCode::Invalid, QStringLiteral("cli.unknown_command"), {arguments[at]})));
    return int((*command)->run(own, context));
}
