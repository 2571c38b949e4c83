// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/auditchanges.h"

namespace dw
{

namespace
{

QList<int> auditedFields(const RecordChange &change)
{
    const ObjectType &type = change.after.type();
    QList<int> fields;
    for (const int index : type.keyOrder()) {
        if (!type.field(index).audited)
            continue;
        const Value &after = change.after.value(index);
        if (change.before.isValid() ? change.before.value(index) != after : !after.isNull())
            fields.append(index);
    }
    return fields;
}

}  // namespace

Result<void> auditChanges(WriteSession &session, const CommandContext &context, const QString &command,
                          const Id &transaction)
{
    AuditEntry line;
    line.transaction = transaction;
    line.at = context.now();
    line.receivedAt = context.received();
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
        if (change.kind == RecordChange::Kind::Purge) {
            DW_TRY(session.appendAudit(entry));
            continue;
        }
        const QList<int> fields = auditedFields(change);
        // A line without an audited field only says that a record was touched by the engine: no line.
        if (!fields.isEmpty())
            DW_TRY(session.appendAudit(entry, change, fields));
    }
    return {};
}

}  // namespace dw
