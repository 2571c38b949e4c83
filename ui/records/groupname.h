// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reading/groupedrows.h"
#include "ui/shell/uicontext.h"

#include <QString>

namespace dw::ui
{

// What the head of a group says: a label, a title, "November 2026", "Q4 2026"; "No industry" for the rows
// without a value. `by` is Grouping::text().
QString groupName(const UiContext &context, const ObjectType &object, const QString &by,
                  const GroupedRows::Group &group);
// How a list is grouped by a field, for a menu: "Industry", or of a date "Month", "Quarter", "Year".
QString groupingName(const UiContext &context, const ObjectType &object, const Grouping &grouping);

}  // namespace dw::ui
