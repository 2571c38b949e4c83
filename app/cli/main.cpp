// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/clicommand.h"
#include "core/base/clioptions.h"
#include "core/base/wording.h"

#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>
#include <QTimeZone>
#include <QTranslator>

#ifdef DEALWRIGHT_PRINT
#include "ui/print/pdftable.h"

#include <QGuiApplication>
#endif

#include <algorithm>
#include <cstdio>
#include <memory>

namespace
{

using namespace dw;

// The options that stand before the command's name (DESIGN 11).
struct GlobalOptions
{
    QString folder;
    QString login;
    Language language = Language::English;
    std::unique_ptr<Clock> clock;
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
    DW_ASSIGN(const auto folder, options.takeValue(QStringLiteral("-w")));
    DW_ASSIGN(const auto login, options.takeValue(QStringLiteral("--as")));
    DW_ASSIGN(const auto language, options.takeValue(QStringLiteral("--lang")));
    DW_ASSIGN(const auto now, options.takeValue(QStringLiteral("--now")));
    DW_ASSIGN(const QStringList rest, options.rest());
    if (!rest.isEmpty())
        return Error(ErrorCode::Invalid, QStringLiteral("cli.unknown_argument"), {rest.first()});
    parsed.folder = folder.value_or(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
                                    QStringLiteral("/dealwright/workspace"));
    parsed.login = login.value_or(QString());
    if (language && *language != QLatin1String("en") && *language != QLatin1String("zh_CN"))
        return Error(ErrorCode::Invalid, QStringLiteral("cli.bad_value"),
                     {*language, QStringLiteral("--lang")});
    if (language == QLatin1String("zh_CN"))
        parsed.language = Language::Chinese;
    parsed.clock = std::make_unique<SystemClock>();
    if (now) {
        const auto instant = Instant::fromIso(*now, QTimeZone::utc());
        if (!instant)
            return Error(ErrorCode::Invalid, QStringLiteral("cli.bad_value"),
                         {*now, QStringLiteral("--now")});
        parsed.clock = std::make_unique<FixedClock>(*instant);
    }
    return parsed;
}

// What stands before the name of the command; the options with a value take two places.
qsizetype commandPosition(const QStringList &arguments)
{
    static const QStringList withValue{QStringLiteral("-w"), QStringLiteral("--as"), QStringLiteral("--lang"),
                                       QStringLiteral("--now")};
    qsizetype at = 0;
    while (at < arguments.size() && arguments[at].startsWith(QLatin1Char('-')))
        at += withValue.contains(arguments[at]) ? 2 : 1;
    return std::min(at, arguments.size());
}

// Of the program, without its name.
QStringList argumentsOf(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    return arguments;
}

struct Program
{
    std::unique_ptr<QCoreApplication> application;
    TablePrinter printer;
};

#ifdef DEALWRIGHT_PRINT
// Where a program runs without a session, Qt warns that there is none. Errors are lines of our own.
std::unique_ptr<QCoreApplication> quietApplication(int &argc, char **argv)
{
    const QtMessageHandler before =
        qInstallMessageHandler([](QtMsgType type, const QMessageLogContext &, const QString &text) {
            if (type == QtFatalMsg)
                std::fprintf(stderr, "%s\n", qPrintable(text));
        });
    auto application = std::make_unique<QGuiApplication>(argc, argv);
    qInstallMessageHandler(before);
    return application;
}
#endif

// Fonts are looked for, which takes its time, only where a PDF is asked for. `argc` must outlive the program.
Program programFor(const QStringList &arguments, int &argc, char **argv)
{
#ifdef DEALWRIGHT_PRINT
    const bool pdf = std::any_of(arguments.begin(), arguments.end(), [](const QString &argument) {
        return argument.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive);
    });
    if (pdf) {
        // There may be no display, and none is wanted. Nor does Qt take options of its own from a filter.
        qputenv("QT_QPA_PLATFORM", "offscreen");
        qunsetenv("QT_QPA_PLATFORMTHEME");
        argc = 1;
        return {quietApplication(argc, argv), &ui::PdfTable::create};
    }
#endif
    (void)arguments;
    return {std::make_unique<QCoreApplication>(argc, argv), {}};
}

void printHelp(QTextStream &out, const std::vector<std::unique_ptr<const CliCommand>> &commands)
{
    out << "dealwright-cli [-w DIR] [--as LOGIN] [--lang en|zh_CN] [--now ISO] [--json] COMMAND ...\n";
    for (const auto &command : commands)
        out << "  " << command->usage() << '\n';
}

}  // namespace

int main(int argc, char **argv)
{
    const QStringList arguments = argumentsOf(argc, argv);
    const Program program = programFor(arguments, argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("dealwright-cli"));
    QTextStream out(stdout);
    QTextStream err(stderr);
    SystemClock systemClock;
    IdGenerator systemIds(systemClock);

    const qsizetype at = commandPosition(arguments);
    // --json may also stand behind the command, where people tend to write it.
    QStringList own = arguments.mid(at + 1);
    const bool jsonBehind = own.removeAll(QStringLiteral("--json")) > 0;
    Result<GlobalOptions> options = parse(arguments.first(at));
    if (!options.ok()) {
        CliContext{{}, {}, Language::English, false, systemClock, systemIds, out, err}.complain(
            options.error());
        return int(ExitCode::Usage);
    }
    QTranslator translator;
    if (options->language == Language::Chinese &&
        translator.load(QStringLiteral(":/i18n/dealwright_zh_CN.qm")))
        QCoreApplication::installTranslator(&translator);

    IdGenerator ids(*options->clock);
    CliContext context{options->folder,
                       options->login,
                       options->language,
                       options->json || jsonBehind,
                       *options->clock,
                       ids,
                       out,
                       err,
                       program.printer};
    const auto commands = cliCommands();
    if (options->help || own.contains(QStringLiteral("--help"))) {
        printHelp(out, commands);
        return int(ExitCode::Done);
    }
    if (at >= arguments.size()) {
        context.complain(Error(ErrorCode::Invalid, QStringLiteral("cli.no_command")));
        return int(ExitCode::Usage);
    }
    const auto command = std::find_if(commands.begin(), commands.end(),
                                      [&](const auto &known) { return known->name() == arguments[at]; });
    if (command == commands.end()) {
        context.complain(Error(ErrorCode::Invalid, QStringLiteral("cli.unknown_command"), {arguments[at]}));
        return int(ExitCode::Usage);
    }
    return int((*command)->run(own, context));
}
