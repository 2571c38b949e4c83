// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/readsensitive.h"

#include "core/commands/arguments.h"

#include <QJsonArray>

#include <cmath>

namespace dw
{

namespace
{

constexpr int LookedAt = 200;  // lines of the object; a busy server may write one too many, never one too few
constexpr qsizetype MostText = 2000;  // of a condition
constexpr double MostRecords = 1e12;

Error badArgument(const char *name)
{
    return {ErrorCode::Invalid, QStringLiteral("command.bad_argument"), {QString::fromLatin1(name)}};
}

Result<SensitiveRead> readOf(const CommandContext &context, const QJsonObject &arguments)
{
    SensitiveRead read;
    DW_ASSIGN(read.object, textArgument(arguments, QStringLiteral("object")));
    const ObjectTypePtr object = context.object(read.object);
    if (!object)
        return Error(ErrorCode::Invalid, QStringLiteral("command.unknown_object"), {read.object});
    if (arguments.contains(QLatin1String("id"))) {
        DW_ASSIGN(read.record, idArgument(arguments, QStringLiteral("id")));
    }
    const QJsonArray fields = arguments.value(QLatin1String("fields")).toArray();
    for (const QJsonValue &named : fields) {
        const Field *field = object->find(named.toString());
        if (!field)
            return Error(ErrorCode::Invalid, QStringLiteral("command.unknown_field"),
                         {read.object, named.toString()});
        if (!SensitiveRead::isSensitive(*field) || read.fields.contains(field->key))
            return badArgument("fields");
        read.fields.append(field->key);
    }
    if (read.fields.isEmpty())
        return badArgument("fields");
    const double records = arguments.value(QLatin1String("records")).toDouble(1);
    if (!(records >= 1) || records > MostRecords || std::floor(records) != records ||
        (!read.record.isNull() && records != 1))
        return badArgument("records");
    read.records = qint64(records);
    read.where = arguments.value(QLatin1String("where")).toString().left(MostText);
    read.quick = arguments.value(QLatin1String("quick")).toString().left(MostText);
    const auto way = SensitiveRead::wayFromKey(arguments.value(QLatin1String("way")).toString());
    if (!way)
        return badArgument("way");
    read.way = *way;
    return read;
}

Result<bool> isTold(const CommandContext &context, const ReadSession &session, const SensitiveRead &read)
{
    DW_ASSIGN(const QList<AuditRecord> lines, session.history({read.object, Id()}, LookedAt, 0));
    for (const AuditRecord &line : lines) {
        const qint64 ago = context.now().ms - line.entry.at.ms;
        if (line.entry.user != context.actor().user || ago < 0 || ago >= SensitiveRead::SpanMs)
            continue;
        const bool isOne = line.entry.command == SensitiveRead::commandName() && !line.erased;
        if (isOne && read.isToldBy(SensitiveRead::ofValues(read.object, line.entry.values)))
            return true;
    }
    return false;
}

}  // namespace

Result<void> ReadSensitive::run(CommandContext &context, const QJsonObject &arguments) const
{
    DW_TRY(onlyArguments(arguments, {QStringLiteral("object"), QStringLiteral("id"), QStringLiteral("fields"),
                                     QStringLiteral("records"), QStringLiteral("where"),
                                     QStringLiteral("quick"), QStringLiteral("way")}));
    DW_ASSIGN(const SensitiveRead read, readOf(context, arguments));
    // What was read elsewhere was read, whatever has become of the right to.
    if (!context.isDecided()) {
        const ObjectTypePtr object = context.object(read.object);
        DW_TRY(context.require(Action::Read, *object, nullptr));
        const FieldAccess access = context.fieldAccess();
        for (const QString &field : read.fields)
            DW_TRY(access.mayRead(*object, field));
        if (!read.record.isNull())
            DW_TRY(context.load(read.object, read.record));
    }
    DW_ASSIGN(const bool told, isTold(context, context.session(), read));
    if (told)
        return {};
    CommandContext::Event event;
    event.about = RecordRef{read.object, Id()};
    event.values = read.values();
    context.setNote(
        QStringLiteral("%1 (%2)").arg(read.fields.join(QLatin1String(", ")), QString::number(read.records)));
    context.addEvent(std::move(event));
    return {};
}

}  // namespace dw
