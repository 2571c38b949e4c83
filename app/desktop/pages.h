// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/mainwindow.h"
#include "ui/sync/joinpage.h"
#include "ui/sync/syncstate.h"

#include <vector>

namespace dw::desktop
{

// The pages, by key. What only a laptop of a server has is absent where it is none (`sync` is null), and so
// is its entry in the rail. `sync` outlives the pages.
std::vector<ui::MainWindow::PageEntry> allPages(const ui::SyncState *sync, const ui::JoinPage::Ways &join);

// What can be done with a record, known from the start, and the palette's look at one; again when the
// window's parts are made anew.
void addRecordWays(ui::UiContext &context, ui::MainWindow &window);

}  // namespace dw::desktop
