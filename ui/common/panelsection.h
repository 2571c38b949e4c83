// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/theme.h"

class QVBoxLayout;

namespace dw::ui
{

// The next section of a panel: a hairline under what is in the column already, and an indented place for
// more.
QVBoxLayout *addPanelSection(QVBoxLayout *column, const Theme &theme);

}  // namespace dw::ui
