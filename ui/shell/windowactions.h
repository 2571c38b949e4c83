// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace dw::ui
{

class MainWindow;
struct UiContext;

// The actions of the frame: places, back and forward, palette, New, undo, panes, shortcut sheet.
void addWindowActions(UiContext &context, MainWindow &window);

// Which page has the form of a new record, for the New menu; in the order of the menu.
struct NewRecordEntry
{
    const char *object;
    const char *page;
};
inline constexpr NewRecordEntry NewRecordEntries[] = {
    {"account", "customers"}, {"contact", "contacts"}, {"opportunity", "deals"},
    {"lead", "leads"},        {"task", "tasks"},
};

}  // namespace dw::ui
