// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/finding.h"
#include "core/rules/rulebook.h"

#include <QString>

namespace dw
{

// The sentence a person reads for a finding, in `language`. Wording comes from core/base/wording by the
// finding's key (translated to the program's language, which must be the same), labels from the dictionary
// and the pipelines.
QString findingText(const Finding &finding, const Rulebook &rulebook, Language language);

}  // namespace dw
