// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/relatedvalues.h"

namespace dw
{

Result<std::optional<Money>> RelatedValues::inBase(const Record &, const Money &) const
{
    return std::optional<Money>();
}

}  // namespace dw
