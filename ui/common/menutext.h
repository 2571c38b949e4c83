// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace dw::ui
{

// What people have named, for a menu, a tab or a button: an ampersand in it is no key of it. The way back is
// withoutMnemonic().
inline QString menuText(QString name)
{
    return name.replace(QLatin1Char('&'), QLatin1String("&&"));
}

}  // namespace dw::ui
