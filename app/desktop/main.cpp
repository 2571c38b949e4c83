// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/application.h"
#include "app/desktop/desktopcontext.h"
#include "app/desktop/options.h"
#include "app/desktop/shots.h"
#include "app/desktop/singleinstance.h"
#include "app/desktop/startupwindow.h"
#include "core/base/wording.h"
#include "core/dictionary/builtindictionary.h"
#include "core/sync/syncguard.h"
#include "ui/common/look.h"
#include "ui/shell/localsettings.h"
#include "ui/shell/settingkeys.h"
#include "ui/sync/lockedwindow.h"

#include <QProcess>

#include <cstdio>

namespace
{

using namespace dw;
using namespace dw::desktop;

constexpr int WrongUsage = 64;

int say(std::FILE *to, const QString &text)
{
    std::fputs(qPrintable(text), to);
    std::fputc('\n', to);
    return to == stderr ? 1 : 0;
}

// The id of a workspace that somebody else holds: readers may always look.
std::optional<Id> idOf(const QString &folder, const Clock &clock)
{
    IdGenerator ids(clock);
    Result<QList<ObjectType::Definition>> definitions = BuiltinDictionary::definitions();
    if (!definitions.ok())
        return {};
    const auto dictionary = Dictionary::build(std::move(*definitions));
    if (!dictionary.ok())
        return {};
    const auto workspace = Workspace::open(folder, Workspace::Access::ReadOnly, *dictionary, clock, ids);
    if (!workspace.ok())
        return {};
    return (*workspace)->info().id;
}

int refuse(Application &application, const Options &options, const Error &opening)
{
    // Where its server locked or deleted it, that is the reason, whatever is left of the files.
    const SystemClock clock;
    const std::optional<Error> locked = SyncGuard(options.workspace, clock).status().reason;
    const Error error = locked.value_or(opening);
    say(stderr, QStringLiteral("dealwright: %1: %2").arg(options.workspace, describe(error)));
    if (!options.shots.isEmpty() || QGuiApplication::platformName() == QLatin1String("offscreen"))
        return 1;
    ui::Theme theme;
    const ui::Icons icons(theme);
    const ui::Look look(application, theme, icons);
    if (ui::LockedWindow::isLock(error)) {
        ui::LockedWindow window(icons, options.workspace, error);
        QObject::connect(&window, &ui::LockedWindow::tryAgain, &window, [&window] {
            QProcess::startDetached(QApplication::applicationFilePath(), QApplication::arguments().mid(1));
            window.close();
        });
        window.show();
        application.exec();
        return 1;
    }
    StartupWindow window(theme, icons, options, error);
    window.show();
    application.exec();
    return 1;
}

// Where the person begins: the welcome of a new workspace, else Today.
QString firstPage(const DesktopContext &context, ui::PageStack &pages, bool welcome)
{
    Q_UNUSED(context)
    if (welcome)
        return QStringLiteral("welcome");
    for (const QString &key : {QStringLiteral("today"), QStringLiteral("customers")})
        if (pages.contains(key))
            return key;
    return QStringLiteral("settings");
}

int takeShots(DesktopContext &context, const Options &options)
{
    context.makeWindow();
    Shots shots(context, options);
    const Result<QStringList> written = shots.take();
    if (!written.ok())
        return say(stderr, QStringLiteral("dealwright: %1").arg(describe(written.error())));
    for (const QString &file : *written)
        say(stdout, file);
    return 0;
}

int openWindow(Application &application, DesktopContext &context, const Options &options)
{
    SingleInstance instance(context.workspace().info().id);
    ui::MainWindow &window = context.makeWindow();
    QObject::connect(&instance, &SingleInstance::raiseRequested, &window, [&window] {
        window.setWindowState(window.windowState() & ~Qt::WindowMinimized);
        window.show();
        window.raise();
        window.activateWindow();
    });
    instance.setNoteExport([&context](const QJsonObject &message, const SingleInstance::Answer &answer) {
        context.noteExport(message, answer);
    });
    const bool welcome =
        context.isNew() ||
        (options.ownWorkspace && !context.ui().settings.value(ui::setting::welcomed(), true).toBool());
    if (context.isNew())
        context.ui().settings.setValue(ui::setting::welcomed(), false);
    ui::Place place;
    place.page = firstPage(context, *window.pages(), welcome);
    window.pages()->open(place);
    window.show();
    context.startDuties();
    return application.exec();
}

}  // namespace

int main(int argc, char *argv[])
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    QString wrong;
    const std::optional<Options> options = parseOptions(arguments, wrong);
    if (!options) {
        say(stderr, QStringLiteral("dealwright: %1").arg(wrong));
        return WrongUsage;
    }
    if (options->help)
        return say(stdout, usage());
    if (options->version)
        return say(stdout, QStringLiteral("dealwright " DEALWRIGHT_VERSION));
    // Before the application exists: it reads them when it is made.
    if (!options->scaleFactor.isEmpty())
        qputenv("QT_SCALE_FACTOR", options->scaleFactor.toLatin1());
    const bool display = qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY");
    if ((!options->shots.isEmpty() || !display) && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");

    Application application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("dealwright"));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Dealwright"));
    QGuiApplication::setDesktopFileName(QStringLiteral("dealwright"));
    const SystemClock clock;
    Result<std::unique_ptr<DesktopContext>> context = DesktopContext::open(application, *options, clock);
    if (!context.ok()) {
        if (context.error().code == ErrorCode::Conflict && options->shots.isEmpty()) {
            const std::optional<Id> id = idOf(options->workspace, clock);
            if (id && SingleInstance::raiseOther(*id))
                return 0;
        }
        return refuse(application, *options, context.error());
    }
    return options->shots.isEmpty() ? openWindow(application, **context, *options)
                                    : takeShots(**context, *options);
}
