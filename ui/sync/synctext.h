// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QString>

namespace dw::ui
{

// describe() for a window: where the common sentence names an option of the command line it says what to do
// here.
QString syncText(const Error &error);

}  // namespace dw::ui
