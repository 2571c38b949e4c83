// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/options.h"
#include "core/base/error.h"

#include <QWidget>

namespace dw::ui
{
class Icons;
class Theme;
}  // namespace dw::ui

namespace dw::desktop
{

// The small window that says why a workspace does not open, what is safe, and a way out.
class StartupWindow : public QWidget
{
    Q_OBJECT

public:
    StartupWindow(const ui::Theme &theme, const ui::Icons &icons, const Options &options, const Error &error);

    // What helps, by kind of failure; one sentence.
    static QString wayOut(const Error &error);
};

}  // namespace dw::desktop
