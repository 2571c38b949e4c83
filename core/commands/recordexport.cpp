// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/recordexport.h"

#include "core/access/sensitiveread.h"
#include "core/commands/arguments.h"

#include <QJsonArray>

#include <algorithm>

namespace dw
{

namespace
{

bool isSha256(const QString &text)
{
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
           });
}

// More rows than the actor may take at once, or values that tell of people or are secret. A record's title is
// none: an export without it would name nothing.
bool isLarge(const CommandContext &context, const ObjectType &object, const QJsonObject &arguments)
{
    const qint64 rows = arguments.value(QLatin1String("rows")).toInteger();
    if (rows > context.configuration().policy->exportRows(context.actor()))
        return true;
    const FieldRights rights = context.fieldAccess().of(object);
    const QJsonArray fields = arguments.value(QLatin1String("fields")).toArray();
    return std::any_of(fields.begin(), fields.end(), [&](const QJsonValue &named) {
        const int index = object.indexOf(named.toString());
        if (index < 0 || index == object.titleIndex(Language::English) ||
            index == object.titleIndex(Language::Chinese))
            return false;
        const Field &field = object.field(index);
        return SensitiveRead::isSensitive(field) && rights.mayRead(field.key);
    });
}

}  // namespace

Result<void> RecordExport::run(CommandContext &context, const QJsonObject &arguments) const
{
    DW_ASSIGN(const QString key, textArgument(arguments, QStringLiteral("object")));
    DW_TRY(textArgument(arguments, QStringLiteral("file")));
    const QJsonValue sha256 = arguments.value(QLatin1String("sha256"));
    if (!sha256.isUndefined() && !isSha256(sha256.toString()))
        return Error(ErrorCode::Invalid, QStringLiteral("command.bad_argument"), {QStringLiteral("sha256")});
    const ObjectTypePtr object = context.object(key);
    if (!object)
        return Error(ErrorCode::Invalid, QStringLiteral("command.unknown_object"), {key});
    DW_TRY(context.require(Action::Export, *object, nullptr));
    if (isLarge(context, *object, arguments)) {
        if (!context.require(Action::ExportLarge, *object, nullptr).ok())
            return context.refuse(
                {key, Id()}, QStringLiteral("access.export_large"), {},
                Error(ErrorCode::Forbidden, QStringLiteral("access.export_large"),
                      {key, QString::number(context.configuration().policy->exportRows(context.actor()))}));
    }
    CommandContext::Event event;
    event.about = RecordRef{key, Id()};
    for (const char *name : {"report", "view", "where", "quick", "fields", "rows", "file", "sha256"}) {
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
