// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/applied.h"

#include "core/rules/findingtext.h"
#include "ui/shell/notices.h"

namespace dw::ui
{

namespace
{

constexpr int MostSentences = 3;

}  // namespace

QString warningText(const UiContext &context, const CommandResult &result)
{
    QStringList sentences;
    for (const Finding &finding : result.findings) {
        if (finding.severity != Finding::Severity::Warning)
            continue;
        const QString text = findingText(finding, *context.configuration()->rulebook, context.language);
        if (!sentences.contains(text) && sentences.size() < MostSentences)
            sentences.append(text);
    }
    return sentences.join(context.language == Language::English ? QStringLiteral(" ") : QString());
}

void tellApplied(const UiContext &context, const QString &done, const CommandResult &result)
{
    context.notices.done(done, result.transaction, warningText(context, result));
}

}  // namespace dw::ui
