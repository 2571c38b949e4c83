// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/imports/exportsource.h"
#include "ui/shell/uicontext.h"

#include <functional>

namespace dw::ui
{

// Gives a page of a list the action "export.list", a page of reports "export.report": each opens the export
// dialog for what `source` finds at that moment; it may answer later.
using ExportSourceFinder = std::function<void(std::function<void(const ExportSource &)> found)>;
enum class ExportKind { List, Report };
// It needs the right to export records of `object`.
void addExportAction(UiContext &context, QWidget *page, ExportKind kind, const QString &object,
                     ExportSourceFinder source);

}  // namespace dw::ui
