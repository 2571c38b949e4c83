// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/shownpipeline.h"

#include "ui/shell/localsettings.h"

namespace dw::ui
{

namespace
{

QString settingsKey()
{
    return QStringLiteral("board.pipeline");
}

}  // namespace

Id shownPipeline(const UiContext &context)
{
    const ConfigurationPtr configuration = context.configuration();
    const auto isOfDeals = [](const Pipeline &pipeline) {
        return pipeline.object == QLatin1String("opportunity");
    };
    const auto kept = Id::fromString(context.settings.value(settingsKey()).toString());
    if (kept) {
        const Pipeline *pipeline = configuration->rulebook->pipeline(*kept);
        if (pipeline && isOfDeals(*pipeline))
            return *kept;
    }
    if (const Pipeline *standard = configuration->rulebook->pipelineByCode(u"standard"))
        return standard->id;
    for (const Pipeline &pipeline : configuration->rulebook->pipelines()) {
        if (isOfDeals(pipeline))
            return pipeline.id;
    }
    return {};
}

void setShownPipeline(const UiContext &context, const Id &pipeline)
{
    context.settings.setValue(settingsKey(), pipeline.toString());
}

}  // namespace dw::ui
