// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"

#include <QString>

namespace dw
{

// Who acts. Every command and every read takes one. In a standalone workspace whoever opens the folder is its
// owner and may act as any of its users; audit keeps both (DESIGN 3).
struct Actor
{
    Id user;
    Id team;  // the user's team, null if none
    QString login;
    QString name;
    Id device;         // this laptop
    QString openedBy;  // the operating system account that really sits here, for audit
};

}  // namespace dw
