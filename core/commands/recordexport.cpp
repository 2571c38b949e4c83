// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/recordexport.h"

#include "core/commands/arguments.h"

#include <QJsonArray>

namespace dw
{

Result<void> RecordExport::run(CommandContext &context, const QJsonObject &arguments) const
{
    DW_ASSIGN(const QString key, textArgument(arguments, QStringLiteral("object")));
    DW_TRY(textArgument(arguments, QStringLiteral("file")));
    const ObjectTypePtr object = context.object(key);
    if (!object)
        return Error(ErrorCode::Invalid, QStringLiteral("command.unknown_object"), {key});
    DW_TRY(context.require(Action::Export, *object, nullptr));
    CommandContext::Event event;
    event.about = RecordRef{key, Id()};
    for (const char *name : {"report", "view", "where", "quick", "fields", "rows", "file"}) {
        const QJsonValue value = arguments.value(QLatin1String(name));
        const bool empty = value.isUndefined() || value.isNull() || value == QJsonValue(QString());
        if (!empty)
            event.values.insert(QLatin1String(name), QJsonArray{QJsonValue(), value});
    }
    context.setNote(
        QStringLiteral("%1 (%2)").arg(arguments.value(QLatin1String("file")).toString(),
                                      QString::number(arguments.value(QLatin1String("rows")).toInt())));
    context.addEvent(std::move(event));
    return {};
}

}  // namespace dw
