// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/refusaltext.h"

#include "core/base/wording.h"
#include "core/rules/findingtext.h"

#include <algorithm>

namespace dw::ui
{

QString refusalText(const UiContext &context, const CommandResult &result)
{
    const auto blocker =
        std::find_if(result.findings.begin(), result.findings.end(),
                     [](const Finding &finding) { return finding.severity == Finding::Severity::Blocker; });
    if (blocker == result.findings.end())
        return describe(result.error);
    return findingText(*blocker, *context.configuration()->rulebook, context.language);
}

}  // namespace dw::ui
