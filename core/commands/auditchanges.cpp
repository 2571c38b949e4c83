// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/auditchanges.h"

#include <QJsonArray>

namespace dw
{

Result<void> auditChanges(WriteSession &session, const CommandContext &context, const QString &command,
                          const Id &transaction)
{
    AuditEntry line;
    line.transaction = transaction;
    line.at = context.now();
    line.user = context.actor().user;
    line.device = context.actor().device;
    line.openedBy = context.actor().openedBy;
    line.command = command;
    line.note = context.note();
    for (const CommandContext::Event &event : context.events()) {
        AuditEntry entry = line;
        entry.record = event.about;
        entry.values = event.values;
        DW_TRY(session.appendAudit(entry));
    }
    for (const RecordChange &change : context.changes().changes) {
        AuditEntry entry = line;
        entry.record = change.record().ref();
        // A purge says that the record is gone, and keeps nothing of what it held.
        const bool purged = change.kind == RecordChange::Kind::Purge;
        const QList<int> changed = purged ? QList<int>() : change.changedFields();
        for (const int index : changed) {
            const Field &field = change.record().type().field(index);
            if (!field.audited)
                continue;
            const QJsonValue before =
                change.before.isValid() ? change.before.value(index).toJson() : QJsonValue();
            const QJsonValue after =
                change.after.isValid() ? change.after.value(index).toJson() : QJsonValue();
            entry.values.insert(field.key, QJsonArray{before, after});
        }
        // A line without an audited field only says that a record was touched by the engine: no line.
        if (!entry.values.isEmpty() || purged)
            DW_TRY(session.appendAudit(entry));
    }
    return {};
}

}  // namespace dw
