// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/attachmentarrived.h"

#include "core/commands/arguments.h"

namespace dw
{

namespace
{

// Of one file, by one person.
constexpr int MostAtOnce = 1000;

}  // namespace

Result<void> AttachmentArrived::run(CommandContext &context, const QJsonObject &arguments) const
{
    DW_ASSIGN(const QString sha256, textArgument(arguments, QStringLiteral("sha256")));
    DW_ASSIGN(const Id user, idArgument(arguments, QStringLiteral("user")));
    const qint64 size = qint64(arguments.value(QLatin1String("size")).toDouble());
    const ObjectTypePtr type = context.object(QStringLiteral("attachment"));
    DW_TRY(context.require(Action::Configure, *type, nullptr));
    DW_ASSIGN(const QList<Record> named,
              context.session().findByValue(type, type->indexOf(u"sha256"), Value(sha256),
                                            ReadSession::Match::Exact, MostAtOnce));
    for (const Record &before : named) {
        if (before.value(u"uploaded").text() != QLatin1String("uploading") ||
            before.value(u"created_by").id() != user)
            continue;
        Record after = before;
        const bool asSaid = before.value(u"size").integer() == size;
        after.set(u"uploaded", Value(asSaid ? QStringLiteral("stored") : QStringLiteral("failed")));
        context.put(before, after);
    }
    return {};
}

}  // namespace dw
