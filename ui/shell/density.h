// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/theme.h"

namespace dw::ui
{

class LocalSettings;

// The height of list rows: what the person chose for this kind of list ("customers"), else for all, else
// compact on screens of at most 768 px (ui.md 10).
Theme::Size rowSize(const LocalSettings &settings, const QString &listKind = {});

}  // namespace dw::ui
