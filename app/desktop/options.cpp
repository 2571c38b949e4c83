// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/options.h"

#include "app/desktop/workspaces.h"

#include <QDir>
#include <QRegularExpression>

namespace dw::desktop
{

QString ownWorkspaceFolder()
{
    return Workspaces().own();
}

QString usage()
{
    return QStringLiteral(
               "Usage: dealwright [-w DIR]\n"
               "       dealwright [-w DIR] --shots DIR [--theme light|dark] [--lang en|zh_CN] [--size WxH] "
               "[--scale-factor N]\n"
               "\n"
               "  -w DIR            workspace folder (default: the one joined or chosen last, else %1)\n"
               "  --shots DIR       renders every screen of the workspace to PNG files in DIR and exits\n"
               "  --theme, --lang   look and language for this run\n"
               "  --size WxH        size of the window (default 1366x768)\n"
               "  --scale-factor N  pixels per logical pixel, 1 to 4\n")
        .arg(ownWorkspaceFolder());
}

std::optional<Options> parseOptions(const QStringList &arguments, QString &error)
{
    Options options;
    const Workspaces workspaces;
    options.workspace = workspaces.start();
    options.ownWorkspace = options.workspace == workspaces.own();
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        QString name = arguments.at(i);
        if (name == QLatin1String("-h") || name == QLatin1String("--help")) {
            options.help = true;
            continue;
        }
        if (name == QLatin1String("--version")) {
            options.version = true;
            continue;
        }
        QString value;
        const qsizetype equals = name.indexOf(QLatin1Char('='));
        if (name.startsWith(QLatin1String("--")) && equals > 0) {
            value = name.mid(equals + 1);
            name.truncate(equals);
        } else if (i + 1 < arguments.size()) {
            value = arguments.at(++i);
        }
        if (value.isEmpty()) {
            error = QStringLiteral("%1: a value is missing, or the option is unknown").arg(name);
            return {};
        }
        if (name == QLatin1String("-w") || name == QLatin1String("--workspace")) {
            options.workspace = QDir(value).absolutePath();
            options.ownWorkspace = false;
        } else if (name == QLatin1String("--shots")) {
            options.shots = value;
        } else if (name == QLatin1String("--theme") &&
                   (value == QLatin1String("light") || value == QLatin1String("dark"))) {
            options.theme = value;
        } else if (name == QLatin1String("--lang") &&
                   (value == QLatin1String("en") || value == QLatin1String("zh_CN"))) {
            options.language = value;
        } else if (name == QLatin1String("--size")) {
            static const QRegularExpression form(QStringLiteral("^([0-9]{3,5})x([0-9]{3,5})$"));
            const QRegularExpressionMatch match = form.match(value);
            if (!match.hasMatch()) {
                error = QStringLiteral("--size: %1 is not a size such as 1366x768").arg(value);
                return {};
            }
            options.size = QSize(match.captured(1).toInt(), match.captured(2).toInt());
        } else if (name == QLatin1String("--scale-factor")) {
            bool isNumber = false;
            const double factor = value.toDouble(&isNumber);
            if (!isNumber || factor < 1 || factor > 4) {
                error = QStringLiteral("--scale-factor: %1 is not a number from 1 to 4").arg(value);
                return {};
            }
            options.scaleFactor = value;
        } else {
            error = QStringLiteral("%1 %2: no such option").arg(name, value);
            return {};
        }
    }
    return options;
}

}  // namespace dw::desktop
