// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/railentries.h"

#include <QCoreApplication>

namespace dw::ui
{

namespace
{

QString text(const char *source)
{
    return QCoreApplication::translate("dw::ui::Rail", source);
}

}  // namespace

QList<RailEntry> railEntries()
{
    return {
        {QStringLiteral("today"), QStringLiteral("sun"), text(QT_TRANSLATE_NOOP("dw::ui::Rail", "Today")),
         QStringLiteral("Alt+1")},
        {QStringLiteral("customers"), QStringLiteral("building-2"),
         text(QT_TRANSLATE_NOOP("dw::ui::Rail", "Customers")), QStringLiteral("Alt+2")},
        {QStringLiteral("leads"), QStringLiteral("user-plus"),
         text(QT_TRANSLATE_NOOP("dw::ui::Rail", "Leads")), QStringLiteral("Alt+3")},
        {QStringLiteral("pipeline"), QStringLiteral("kanban"),
         text(QT_TRANSLATE_NOOP("dw::ui::Rail", "Pipeline")), QStringLiteral("Alt+4")},
        {QStringLiteral("tasks"), QStringLiteral("square-check-big"),
         text(QT_TRANSLATE_NOOP("dw::ui::Rail", "Tasks")), QStringLiteral("Alt+5")},
        {QStringLiteral("insight"), QStringLiteral("chart-column"),
         text(QT_TRANSLATE_NOOP("dw::ui::Rail", "Insight")), QStringLiteral("Alt+7")},
        {QStringLiteral("attention"),
         QStringLiteral("git-merge"),
         text(QT_TRANSLATE_NOOP("dw::ui::Rail", "Needs attention")),
         {}},
        {QStringLiteral("admin"), QStringLiteral("sliders-horizontal"),
         text(QT_TRANSLATE_NOOP("dw::ui::Rail", "Admin")), QStringLiteral("Alt+9"), false, true},
        {QStringLiteral("settings"), QStringLiteral("settings"),
         text(QT_TRANSLATE_NOOP("dw::ui::Rail", "Settings")), QStringLiteral("Ctrl+,"), true},
    };
}

QList<RailEntry> otherEntries()
{
    return {
        {QStringLiteral("contacts"),
         QStringLiteral("user"),
         text(QT_TRANSLATE_NOOP("dw::ui::Rail", "Contacts")),
         {}},
        {QStringLiteral("import"),
         QStringLiteral("upload"),
         text(QT_TRANSLATE_NOOP("dw::ui::Rail", "Import a file")),
         {}},
        {QStringLiteral("bin"),
         QStringLiteral("trash-2"),
         text(QT_TRANSLATE_NOOP("dw::ui::Rail", "Recycle bin")),
         {}},
        {QStringLiteral("issues"),
         QStringLiteral("shield-alert"),
         text(QT_TRANSLATE_NOOP("dw::ui::Rail", "Failed offline changes")),
         {},
         false,
         true},
        {QStringLiteral("laptops"),
         QStringLiteral("cloud"),
         text(QT_TRANSLATE_NOOP("dw::ui::Rail", "Everybody's laptops")),
         {},
         false,
         true},
        {QStringLiteral("teams"),
         QStringLiteral("user-check"),
         text(QT_TRANSLATE_NOOP("dw::ui::Rail", "Teams")),
         {},
         false,
         true},
        {QStringLiteral("territories"),
         QStringLiteral("map-pin"),
         text(QT_TRANSLATE_NOOP("dw::ui::Rail", "Territories")),
         {},
         false,
         true},
        {QStringLiteral("shares"),
         QStringLiteral("link"),
         text(QT_TRANSLATE_NOOP("dw::ui::Rail", "Shares")),
         {}},
        {QStringLiteral("audit"),
         QStringLiteral("history"),
         text(QT_TRANSLATE_NOOP("dw::ui::Rail", "Access audit")),
         {},
         false,
         true},
    };
}

QString railEntryOf(const QString &page)
{
    static const QStringList administration{QStringLiteral("issues"), QStringLiteral("laptops"),
                                            QStringLiteral("teams"),  QStringLiteral("territories"),
                                            QStringLiteral("shares"), QStringLiteral("audit")};
    if (administration.contains(page))
        return QStringLiteral("admin");
    if (page == QLatin1String("tasklist"))
        return QStringLiteral("tasks");
    if (page == QLatin1String("bin"))
        return QStringLiteral("settings");
    return page == QLatin1String("deals") ? QStringLiteral("pipeline") : page;
}

}  // namespace dw::ui
