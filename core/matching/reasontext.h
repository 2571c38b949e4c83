// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/objecttype.h"
#include "core/matching/matchscore.h"

namespace dw
{

// Why two records of `object` look alike, for a person: "same phone". "match.field_same", whose argument is
// the key of a field, names it by its label.
QString reasonText(const ObjectType &object, const MatchReason &reason, Language language);

}  // namespace dw
