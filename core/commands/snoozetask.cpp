// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/snoozetask.h"

#include "core/commands/arguments.h"

namespace dw
{

Result<void> SnoozeTask::run(CommandContext &context, const QJsonObject &arguments) const
{
    DW_ASSIGN(const QList<Id> ids, idListArgument(arguments, QStringLiteral("ids")));
    DW_ASSIGN(const QString text, textArgument(arguments, QStringLiteral("due_at")));
    const auto due = Instant::fromIso(text, context.configuration().settings.zone.zone());
    if (!due)
        return Error(ErrorCode::Invalid, QStringLiteral("command.bad_argument"), {QStringLiteral("due_at")});
    for (const Id &id : ids) {
        DW_ASSIGN(const Record stored, context.load(QStringLiteral("task"), id));
        if (*due < context.now()) {
            Finding finding;
            finding.key = QStringLiteral("task.due_in_past");
            finding.record = stored.ref();
            finding.field = QStringLiteral("due_at");
            context.addFinding(finding);
            continue;
        }
        Record later = stored;
        later.set(u"due_at", Value(*due));
        const Value &remind = stored.value(u"remind_at");
        if (!remind.isNull()) {
            const qint64 ahead = stored.value(u"due_at").instant().ms - remind.instant().ms;
            later.set(u"remind_at", Value(Instant{due->ms - ahead}));
        }
        DW_TRY(context.save(stored, later));
    }
    return {};
}

}  // namespace dw
