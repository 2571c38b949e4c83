// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/moveoptions.h"

namespace dw
{

CommandContext::SaveOptions moveOptions(const QJsonObject &arguments)
{
    CommandContext::SaveOptions options;
    const QJsonObject waivers = arguments.value(QLatin1String("waive")).toObject();
    for (auto waiver = waivers.constBegin(); waiver != waivers.constEnd(); ++waiver)
        options.waivers.insert(waiver.key(), waiver.value().toString());
    options.backReason = arguments.value(QLatin1String("reason")).toString();
    options.looksForDuplicates = true;
    return options;
}

}  // namespace dw
