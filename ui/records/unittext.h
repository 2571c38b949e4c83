// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace dw::ui
{

// The unit of a field ("days" of the dictionary) in the language of the window; empty where it is none that
// people have a word for ("bp", "UTC ms").
QString unitText(const QString &unit);

}  // namespace dw::ui
