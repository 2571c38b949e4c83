// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/density.h"

#include "ui/shell/localsettings.h"
#include "ui/shell/settingkeys.h"

#include <QGuiApplication>
#include <QScreen>

namespace dw::ui
{

namespace
{

constexpr int LowScreen = 768;

}  // namespace

Theme::Size rowSize(const LocalSettings &settings, const QString &listKind)
{
    QString choice;
    if (!listKind.isEmpty())
        choice = settings.value(listKind + QStringLiteral(".density")).toString();
    if (choice.isEmpty())
        choice = settings.value(setting::density()).toString();
    if (choice == QLatin1String("compact"))
        return Theme::Size::RowCompact;
    if (choice == QLatin1String("comfortable"))
        return Theme::Size::RowComfortable;
    const QScreen *screen = QGuiApplication::primaryScreen();
    return screen && screen->size().height() > LowScreen ? Theme::Size::RowComfortable
                                                         : Theme::Size::RowCompact;
}

}  // namespace dw::ui
