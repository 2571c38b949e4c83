// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/commands/commandrunner.h"
#include "core/reading/asyncreader.h"
#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/navigator.h"

#include <functional>

namespace dw::ui
{

class LocalSettings;
class Notices;
class PendingMarks;

// What every page works with; owned by the program's context object, outlives every widget.
struct UiContext
{
    Theme &theme;
    Icons &icons;
    Format &format;
    ActionRegistry &actions;
    AsyncReader &reader;
    CommandRunner &commands;
    LocalSettings
        &settings;     // language, theme, column widths ...: local values, read at start, written behind
    Notices &notices;  // toasts, jobs, notification list
    Navigator *navigator = nullptr;  // set by the main window before the first page is made
    const Clock &clock;
    std::function<Actor()> actor;
    Language language = Language::English;  // changes with the language switch; pages are rebuilt then
    PendingMarks *pending = nullptr;        // of a joined workspace: what waits for its server

    ConfigurationPtr configuration() const { return commands.configuration(); }
    // Whether the person may do this with records of `object` at all.
    bool may(Action action, const QString &object) const;
};

inline bool UiContext::may(Action action, const QString &object) const
{
    const ConfigurationPtr now = configuration();
    const ObjectTypePtr type = now->dictionary->find(object);
    return type && now->policy->may(actor(), action, *type, nullptr).allowed;
}

}  // namespace dw::ui
