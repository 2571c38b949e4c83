// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/windowactions.h"

#include "ui/shell/bellbutton.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/noticepopover.h"
#include "ui/shell/palette.h"
#include "ui/shell/railentries.h"
#include "ui/shell/searchbutton.h"
#include "ui/shell/shortcutsheet.h"
#include "ui/shell/topbar.h"

#include <QCoreApplication>
#include <QPushButton>

namespace dw::ui
{

namespace
{

QString text(const char *source)
{
    return QCoreApplication::translate("dw::ui::WindowActions", source);
}

ActionRegistry::Spec spec(const QString &id, const QString &name, const QString &icon,
                          const QString &shortcut, const QString &group, bool inPalette = true)
{
    return {id, name, icon, QKeySequence(shortcut), group, ActionRegistry::Spec::Scope::Window, inPalette};
}

void addPlaces(UiContext &context, MainWindow &window)
{
    const QString group = text(QT_TRANSLATE_NOOP("dw::ui::WindowActions", "Places"));
    for (const RailEntry &entry : railEntries()) {
        if (!window.pages()->contains(entry.page))
            continue;
        // The palette has places of their own.
        ActionRegistry::Spec go =
            spec(QStringLiteral("go.") + entry.page, entry.name, entry.icon, entry.shortcut, group, false);
        if (entry.forAdmins)
            go.right = {Action::Configure, QStringLiteral("role")};
        context.actions.add(go, &window, [&context, page = entry.page] {
            Place place;
            place.page = page;
            context.navigator->open(place);
        });
    }
    context.actions.add(
        spec(QStringLiteral("go.back"), text(QT_TRANSLATE_NOOP("dw::ui::WindowActions", "Back")),
             QStringLiteral("arrow-left"), QStringLiteral("Alt+Left"), group, false),
        &window, [&context] { context.navigator->back(); });
    context.actions.add(
        spec(QStringLiteral("go.forward"), text(QT_TRANSLATE_NOOP("dw::ui::WindowActions", "Forward")),
             QStringLiteral("arrow-right"), QStringLiteral("Alt+Right"), group, false),
        &window, [&context] { context.navigator->forward(); });
}

}  // namespace

void addWindowActions(UiContext &context, MainWindow &window)
{
    const QString everywhere = text(QT_TRANSLATE_NOOP("dw::ui::WindowActions", "Everywhere"));
    context.actions.add(
        spec(QStringLiteral("palette.open"),
             text(QT_TRANSLATE_NOOP("dw::ui::WindowActions", "Search records or run a command")),
             QStringLiteral("search"), QStringLiteral("Ctrl+K"), everywhere, false),
        &window, [&window] { window.palette()->openPalette(); });
    context.actions.add(spec(QStringLiteral("palette.commands"),
                             text(QT_TRANSLATE_NOOP("dw::ui::WindowActions", "Run a command")),
                             QStringLiteral("search"), QStringLiteral("Ctrl+Shift+P"), everywhere, false),
                        &window, [&window] { window.palette()->openPalette(QStringLiteral(">")); });
    context.actions.add(spec(QStringLiteral("edit.undo"),
                             text(QT_TRANSLATE_NOOP("dw::ui::WindowActions", "Undo the last change")),
                             QStringLiteral("rotate-ccw"), QStringLiteral("Ctrl+Z"), everywhere),
                        &window, [&window] { window.undo(); });
    context.actions.add(
        spec(QStringLiteral("window.new"), text(QT_TRANSLATE_NOOP("dw::ui::WindowActions", "New record")),
             QStringLiteral("plus"), QStringLiteral("Ctrl+N"), everywhere, false),
        &window, [&window] { window.topBar()->newButton()->click(); });
    context.actions.add(spec(QStringLiteral("window.notifications"),
                             text(QT_TRANSLATE_NOOP("dw::ui::WindowActions", "Show notifications and jobs")),
                             QStringLiteral("bell"), QStringLiteral("Ctrl+Shift+B"), everywhere),
                        &window, [&window] { window.noticePopover()->open(window.topBar()->bell()); });
    context.actions.add(spec(QStringLiteral("window.act_as"),
                             text(QT_TRANSLATE_NOOP("dw::ui::WindowActions", "Act as somebody else")),
                             QStringLiteral("user"), QString(), everywhere),
                        &window, [&window] { window.showPeople(); });
    context.actions.add(spec(QStringLiteral("window.next_pane"),
                             text(QT_TRANSLATE_NOOP("dw::ui::WindowActions", "Next pane")), QString(),
                             QStringLiteral("F6"), everywhere, false),
                        &window, [&window] { window.cyclePanes(1); });
    context.actions.add(spec(QStringLiteral("window.previous_pane"),
                             text(QT_TRANSLATE_NOOP("dw::ui::WindowActions", "Previous pane")), QString(),
                             QStringLiteral("Shift+F6"), everywhere, false),
                        &window, [&window] { window.cyclePanes(-1); });
    const auto sheet = [&window] { window.shortcutSheet()->open(window.topBar()->searchButton()); };
    context.actions.add(spec(QStringLiteral("window.shortcuts"),
                             text(QT_TRANSLATE_NOOP("dw::ui::WindowActions", "Show keyboard shortcuts")),
                             QStringLiteral("circle-help"), QStringLiteral("F1"), everywhere),
                        &window, sheet);
    context.actions.add(spec(QStringLiteral("window.shortcuts_too"),
                             text(QT_TRANSLATE_NOOP("dw::ui::WindowActions", "Show keyboard shortcuts")),
                             QStringLiteral("circle-help"), QStringLiteral("?"), everywhere, false),
                        &window, sheet);
    const QString create = text(QT_TRANSLATE_NOOP("dw::ui::WindowActions", "New"));
    for (const NewRecordEntry &entry : NewRecordEntries) {
        const QString object = QString::fromLatin1(entry.object);
        const ObjectTypePtr type = context.configuration()->dictionary->find(object);
        if (!type || !window.pages()->contains(QString::fromLatin1(entry.page)))
            continue;
        const QString name = type->label().in(context.language);
        context.actions.add(spec(QStringLiteral("new.") + object,
                                 text(QT_TRANSLATE_NOOP("dw::ui::WindowActions", "New %1"))
                                     .arg(context.language == Language::English ? name.toLower() : name),
                                 type->icon(), QString(), create),
                            &window, [&window, object] { window.newRecord(object); });
    }
    if (window.pages()->contains(QStringLiteral("import")))
        context.actions.add(spec(QStringLiteral("go.import"),
                                 text(QT_TRANSLATE_NOOP("dw::ui::WindowActions", "Import a file")),
                                 QStringLiteral("upload"), QString(), create, false),
                            &window, [&context] {
                                Place place;
                                place.page = QStringLiteral("import");
                                context.navigator->open(place);
                            });
    addPlaces(context, window);
}

}  // namespace dw::ui
