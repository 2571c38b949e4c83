// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace dw::ui
{

// The first child that takes the keyboard, or the widget itself.
QWidget *firstFocusable(QWidget *widget);

}  // namespace dw::ui
