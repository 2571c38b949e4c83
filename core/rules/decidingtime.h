// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"

#include <algorithm>
#include <optional>

namespace dw
{

// B12: the time of an entry that counts where a deadline is disputed (was the lead answered in time?).
//
// - What was entered where it counts, without a server in between, counts from when it was entered.
// - What a laptop sent counts from when the server received it. When it was entered is kept and shown beside
//   it, but it is the laptop's word: its clock can be set.
// - Unless the laptop's signed log proves an earlier time: the server had received then, signed with the
//   laptop's key, a digest of what was waiting to be sent, and what came later was in it. That it was there
//   before, nobody can say.
//
// `entered` is what the server took for it: no later than `received` and no earlier than the laptop's last
// contact allows (core/sync/committimes.h). A proof from before that, or from after the receipt, is none.
inline Instant decidingTime(Instant entered, std::optional<Instant> received,
                            std::optional<Instant> proven = {})
{
    if (!received)
        return entered;
    const bool proves = proven && *proven >= entered && *proven < *received;
    return proves ? *proven : *received;
}

}  // namespace dw
