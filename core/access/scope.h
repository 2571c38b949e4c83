// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace dw
{

// How far a right reaches. Each holds what its user owns besides.
enum class Scope {
    None,
    Own,           // what the user owns, or is to do
    Team,          // what people of the user's team own
    TeamAndBelow,  // and of the teams below it
    Territory,     // what lies in the user's territories and those below them
    All
};

// "none", "own", "team", "team_and_below", "territory", "all"; anything else is None.
Scope scopeFromKey(QStringView key);
QString scopeKey(Scope scope);

}  // namespace dw
