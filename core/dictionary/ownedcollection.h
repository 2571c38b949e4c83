// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace dw
{

struct Collection;

// Whether its members have no life without their parent: they go into the recycle bin with it.
bool isOwned(const Collection &collection);

}  // namespace dw
