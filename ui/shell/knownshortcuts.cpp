// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/knownshortcuts.h"

#include <QCoreApplication>

namespace dw::ui
{

namespace
{

struct Known
{
    const char *id;
    const char *where;  // the context of the text
    const char *text;
    const char *key;
};

struct Group
{
    const char *where;
    const char *name;
    QList<Known> actions;
    const char *place = nullptr;  // the action that goes there, where not every workspace has it
};

const QList<Group> &groups()
{
    static const QList<Group> all{
        {"dw::ui::ListPage",
         QT_TRANSLATE_NOOP("dw::ui::ListPage", "Lists"),
         {{"list.open", "dw::ui::ListPage", QT_TRANSLATE_NOOP("dw::ui::ListPage", "Open"), "Return"},
          {"list.peek", "dw::ui::ListPage", QT_TRANSLATE_NOOP("dw::ui::ListPage", "Preview the row"),
           "Space"},
          {"list.mark", "dw::ui::ListPage", QT_TRANSLATE_NOOP("dw::ui::ListPage", "Choose the row"), "X"},
          {"list.mark_all", "dw::ui::ListPage", QT_TRANSLATE_NOOP("dw::ui::ListPage", "Choose all rows"),
           "Ctrl+A"},
          {"list.clear_marks", "dw::ui::ListPage", QT_TRANSLATE_NOOP("dw::ui::ListPage", "Choose none"),
           "Esc"},
          {"list.sort", "dw::ui::RecordTableView",
           QT_TRANSLATE_NOOP("dw::ui::RecordTableView", "Sort by the column of the cell"), "S"},
          {"list.filter", "dw::ui::ListPage", QT_TRANSLATE_NOOP("dw::ui::ListPage", "Add a filter"), "F"},
          {"list.quick_filter", "dw::ui::ListPage", QT_TRANSLATE_NOOP("dw::ui::ListPage", "Filter by text"),
           "/"},
          {"list.columns", "dw::ui::ListPage", QT_TRANSLATE_NOOP("dw::ui::ListPage", "Choose columns"),
           "Ctrl+Shift+L"},
          {"list.group", "dw::ui::ListPage", QT_TRANSLATE_NOOP("dw::ui::ListPage", "Group by a field"),
           "Shift+G"},
          {"list.collapse_groups", "dw::ui::ListPage",
           QT_TRANSLATE_NOOP("dw::ui::ListPage", "Collapse all groups"), "Shift+Left"},
          {"list.expand_groups", "dw::ui::ListPage",
           QT_TRANSLATE_NOOP("dw::ui::ListPage", "Expand all groups"), "Shift+Right"},
          {"list.save_view", "dw::ui::ViewKeeper", QT_TRANSLATE_NOOP("dw::ui::ViewKeeper", "Save the view"),
           "Ctrl+Shift+S"},
          {"list.view_pin", "dw::ui::ViewKeeper",
           QT_TRANSLATE_NOOP("dw::ui::ViewKeeper", "Pin or unpin the view"), "Ctrl+Shift+J"},
          {"list.view_choose", "dw::ui::ViewKeeper", QT_TRANSLATE_NOOP("dw::ui::ViewKeeper", "Choose a view"),
           "V"},
          {"list.bulk_edit", "dw::ui::ListPage", QT_TRANSLATE_NOOP("dw::ui::ListPage", "Set a field"),
           "Ctrl+E"},
          {"list.assign", "dw::ui::ListPage", QT_TRANSLATE_NOOP("dw::ui::ListPage", "Assign"),
           "Ctrl+Shift+A"},
          {"list.delete", "dw::ui::ListPage", QT_TRANSLATE_NOOP("dw::ui::ListPage", "Delete"), "Del"},
          {"list.edit_cell", "dw::ui::ListPage", QT_TRANSLATE_NOOP("dw::ui::ListPage", "Edit the cell"),
           "F2"},
          {"list.reload", "dw::ui::ListPage", QT_TRANSLATE_NOOP("dw::ui::ListPage", "Read again"), "F5"},
          {"export.list", "dw::ui::ExportDialog",
           QT_TRANSLATE_NOOP("dw::ui::ExportDialog", "Export the list"), "Ctrl+Shift+E"}}},
        {"dw::ui::FormSheet",
         QT_TRANSLATE_NOOP("dw::ui::FormSheet", "Forms"),
         {{"form.save", "dw::ui::FormSheet", QT_TRANSLATE_NOOP("dw::ui::FormSheet", "Save the form"),
           "Ctrl+S"},
          {"form.save_close", "dw::ui::FormSheet",
           QT_TRANSLATE_NOOP("dw::ui::FormSheet", "Save and close the form"), "Ctrl+Return"}}},
        {"dw::ui::RecordView",
         QT_TRANSLATE_NOOP("dw::ui::RecordView", "Record"),
         {{"record.previous", "dw::ui::RecordView",
           QT_TRANSLATE_NOOP("dw::ui::RecordView", "Previous in the list"), "Ctrl+PgUp"},
          {"record.next", "dw::ui::RecordView", QT_TRANSLATE_NOOP("dw::ui::RecordView", "Next in the list"),
           "Ctrl+PgDown"},
          {"record.tab.overview", "dw::ui::RecordView", QT_TRANSLATE_NOOP("dw::ui::RecordView", "Overview"),
           "G, V"},
          {"record.tab.timeline", "dw::ui::RecordView", QT_TRANSLATE_NOOP("dw::ui::RecordView", "Timeline"),
           "G, A"},
          {"record.tab.opportunities", nullptr, "opportunities", "G, O"},
          {"record.tab.contacts", nullptr, "contacts", "G, C"},
          {"record.tab.tasks", nullptr, "tasks", "G, T"},
          {"record.tab.attachments", "dw::ui::RecordView", QT_TRANSLATE_NOOP("dw::ui::RecordView", "Files"),
           "G, F"},
          {"record.tab.history", "dw::ui::RecordView", QT_TRANSLATE_NOOP("dw::ui::RecordView", "History"),
           "G, H"}}},
        {"dw::ui::BoardPage",
         QT_TRANSLATE_NOOP("dw::ui::BoardPage", "Deals"),
         {{"deal.move_forward", "dw::ui::BoardPage",
           QT_TRANSLATE_NOOP("dw::ui::BoardPage", "Move to the next stage"), "Ctrl+Right"},
          {"deal.move_back", "dw::ui::BoardPage",
           QT_TRANSLATE_NOOP("dw::ui::BoardPage", "Move to the stage before"), "Ctrl+Left"},
          {"deal.close", "dw::ui::BoardPage", QT_TRANSLATE_NOOP("dw::ui::BoardPage", "Close as won or lost"),
           "Ctrl+Shift+Down"},
          {"deal.add_filter", "dw::ui::BoardPage", QT_TRANSLATE_NOOP("dw::ui::BoardPage", "Add a filter"),
           "F"},
          {"deal.filter", "dw::ui::BoardPage", QT_TRANSLATE_NOOP("dw::ui::BoardPage", "Filter the board"),
           "/"},
          {"figure.explain", "dw::ui::FigureExplainer",
           QT_TRANSLATE_NOOP("dw::ui::FigureExplainer", "Explain a figure"), "="}}},
        {"dw::ui::TasksPage",
         QT_TRANSLATE_NOOP("dw::ui::TasksPage", "Tasks"),
         {{"task.done", "dw::ui::TaskList", QT_TRANSLATE_NOOP("dw::ui::TaskList", "Mark the task done"), "E"},
          {"task.snooze", "dw::ui::TaskList", QT_TRANSLATE_NOOP("dw::ui::TaskList", "Snooze the task"), "S"},
          {"task.due", "dw::ui::TasksPage",
           QT_TRANSLATE_NOOP("dw::ui::TasksPage", "Change when the task is due"), "D"},
          {"task.add", "dw::ui::TasksPage", QT_TRANSLATE_NOOP("dw::ui::TasksPage", "Add a task"), "Q"},
          {"task.add_filter", "dw::ui::TasksPage", QT_TRANSLATE_NOOP("dw::ui::TasksPage", "Add a filter"),
           "F"},
          {"task.filter", "dw::ui::TasksPage", QT_TRANSLATE_NOOP("dw::ui::TasksPage", "Filter the tasks"),
           "/"},
          {"task.priority_high", "dw::ui::TasksPage", QT_TRANSLATE_NOOP("dw::ui::TasksPage", "High priority"),
           "1"},
          {"task.priority_normal", "dw::ui::TasksPage",
           QT_TRANSLATE_NOOP("dw::ui::TasksPage", "Normal priority"), "2"},
          {"task.priority_low", "dw::ui::TasksPage", QT_TRANSLATE_NOOP("dw::ui::TasksPage", "Low priority"),
           "3"},
          {"task.week_before", "dw::ui::WeekView", QT_TRANSLATE_NOOP("dw::ui::WeekView", "The week before"),
           "Ctrl+PgUp"},
          {"task.week_after", "dw::ui::WeekView", QT_TRANSLATE_NOOP("dw::ui::WeekView", "The week after"),
           "Ctrl+PgDown"},
          {"task.week_now", "dw::ui::WeekView", QT_TRANSLATE_NOOP("dw::ui::WeekView", "This week"), "T"},
          {"task.day_before", "dw::ui::WeekView",
           QT_TRANSLATE_NOOP("dw::ui::WeekView", "Move the task a day back"), "Ctrl+Left"},
          {"task.day_after", "dw::ui::WeekView",
           QT_TRANSLATE_NOOP("dw::ui::WeekView", "Move the task a day on"), "Ctrl+Right"},
          {"activity.log_call", "dw::ui::TodayPage", QT_TRANSLATE_NOOP("dw::ui::TodayPage", "Log a call"),
           "C"}}},
        {"dw::ui::InsightPage",
         QT_TRANSLATE_NOOP("dw::ui::InsightPage", "Insight"),
         {{"insight.table", "dw::ui::InsightPage",
           QT_TRANSLATE_NOOP("dw::ui::InsightPage", "Show the numbers of the chart"), "V"},
          {"insight.sort", "dw::ui::InsightPage",
           QT_TRANSLATE_NOOP("dw::ui::InsightPage", "Sort the deals by the column of the cell"), "S"},
          {"insight.refresh", "dw::ui::InsightPage",
           QT_TRANSLATE_NOOP("dw::ui::InsightPage", "Read the figures again"), "F5"},
          {"export.report", "dw::ui::ExportDialog",
           QT_TRANSLATE_NOOP("dw::ui::ExportDialog", "Export the report"), "Ctrl+Shift+E"}}},
        {"dw::ui::ImportPage",
         QT_TRANSLATE_NOOP("dw::ui::ImportPage", "Import"),
         {{"import.next", "dw::ui::ImportPage",
           QT_TRANSLATE_NOOP("dw::ui::ImportPage", "Next step of the import"), "Alt+N"},
          {"import.back", "dw::ui::ImportPage",
           QT_TRANSLATE_NOOP("dw::ui::ImportPage", "Previous step of the import"), "Alt+B"}}},
        {"dw::ui::AdminPage",
         QT_TRANSLATE_NOOP("dw::ui::AdminPage", "Administration"),
         {{"admin.new_user", "dw::ui::AdminPage", QT_TRANSLATE_NOOP("dw::ui::AdminPage", "New user"), "N"},
          {"admin.new_role", "dw::ui::AdminPage", QT_TRANSLATE_NOOP("dw::ui::AdminPage", "New role"),
           "Shift+N"},
          {"admin.edit", "dw::ui::AdminPage", QT_TRANSLATE_NOOP("dw::ui::AdminPage", "Edit the user or role"),
           "E"},
          {"admin.give_role", "dw::ui::AdminPage", QT_TRANSLATE_NOOP("dw::ui::AdminPage", "Give a role"),
           "R"},
          {"admin.absence", "dw::ui::AdminPage", QT_TRANSLATE_NOOP("dw::ui::AdminPage", "Set an absence"),
           "A"},
          {"admin.first_password", "dw::ui::AdminPage",
           QT_TRANSLATE_NOOP("dw::ui::AdminPage", "Set a first password"), "P"},
          {"admin.why", "dw::ui::AdminPage",
           QT_TRANSLATE_NOOP("dw::ui::AdminPage", "Why can or cannot somebody see a record"), "W"},
          {"admin.find", "dw::ui::AdminPage", QT_TRANSLATE_NOOP("dw::ui::AdminPage", "Find a user"), "/"},
          {"admin.reload", "dw::ui::AdminPage", QT_TRANSLATE_NOOP("dw::ui::AdminPage", "Read again"), "F5"}}},
        {"dw::ui::RecyclePage",
         QT_TRANSLATE_NOOP("dw::ui::RecyclePage", "Recycle bin"),
         {{"bin.restore", "dw::ui::RecyclePage", QT_TRANSLATE_NOOP("dw::ui::RecyclePage", "Restore"), "R"},
          {"bin.purge", "dw::ui::RecyclePage", QT_TRANSLATE_NOOP("dw::ui::RecyclePage", "Delete for ever…"),
           "Shift+Del"},
          {"bin.mark", "dw::ui::RecyclePage",
           QT_TRANSLATE_NOOP("dw::ui::RecyclePage", "Mark or unmark the row"), "X"},
          {"bin.find", "dw::ui::RecyclePage",
           QT_TRANSLATE_NOOP("dw::ui::RecyclePage", "Find in the recycle bin"), "/"}}},
        {"dw::ui::InboxPage",
         QT_TRANSLATE_NOOP("dw::ui::InboxPage", "Needs attention"),
         {{"inbox.all_mine", "dw::ui::InboxPage", QT_TRANSLATE_NOOP("dw::ui::InboxPage", "Take all of mine"),
           "M"},
          {"inbox.all_theirs", "dw::ui::InboxPage",
           QT_TRANSLATE_NOOP("dw::ui::InboxPage", "Take all of theirs"), "T"},
          {"inbox.note", "dw::ui::InboxPage", QT_TRANSLATE_NOOP("dw::ui::InboxPage", "Save as note"), "N"},
          {"inbox.edit", "dw::ui::InboxPage", QT_TRANSLATE_NOOP("dw::ui::InboxPage", "Edit and resend"), "E"},
          {"inbox.discard", "dw::ui::InboxPage", QT_TRANSLATE_NOOP("dw::ui::InboxPage", "Discard"), "Del"}},
         "go.attention"},
    };
    return all;
}

}  // namespace

QList<ActionRegistry::Spec> knownShortcuts(const UiContext &context)
{
    using Spec = ActionRegistry::Spec;
    const ObjectTypePtr account = context.configuration()->dictionary->find(u"account");
    QList<Spec> specs;
    for (const Group &group : groups()) {
        if (group.place != nullptr && !context.actions.action(QString::fromLatin1(group.place)))
            continue;
        const QString head = QCoreApplication::translate(group.where, group.name);
        for (const Known &known : group.actions) {
            Spec spec;
            spec.id = QString::fromLatin1(known.id);
            // Tabs of related records are named by the dictionary.
            const Collection *tab =
                known.where == nullptr ? account->collection(QString::fromLatin1(known.text)) : nullptr;
            spec.text = tab != nullptr ? tab->label.in(context.language)
                                       : QCoreApplication::translate(known.where, known.text);
            spec.shortcut = QKeySequence(QString::fromLatin1(known.key));
            spec.group = head;
            spec.scope = Spec::Scope::Page;
            specs.append(spec);
        }
        if (head != QCoreApplication::translate("dw::ui::RecordView", "Record"))
            continue;
        // The buttons in the head of a record, by the keys that they are offered with everywhere.
        for (const ActionRegistry::RecordSpec &record : context.actions.recordSpecs()) {
            if (record.shortcut.isEmpty())
                continue;
            Spec spec;
            spec.id = QStringLiteral("page.") + record.id;
            spec.text = record.text;
            spec.shortcut = record.shortcut;
            spec.group = head;
            spec.scope = Spec::Scope::Page;
            specs.append(spec);
        }
    }
    return specs;
}

}  // namespace dw::ui
