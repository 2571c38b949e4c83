// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/interruptedimports.h"

#include "core/commands/auditchanges.h"
#include "core/commands/commandcontext.h"
#include "core/commands/rollups.h"
#include "core/store/ledger.h"
#include "core/store/replica.h"

namespace dw
{

Result<void> endInterruptedImports(WriteSession &session, const ConfigurationPtr &configuration,
                                   const Clock &clock, IdGenerator &ids)
{
    const ObjectTypePtr type = configuration->dictionary->find(u"import_batch");
    if (!type)
        return {};
    // Of a server it is the laptop's that runs, and of a laptop what becomes of it travels (import.note).
    DW_ASSIGN(const LedgerHead head, session.ledger().head());
    DW_ASSIGN(const QByteArray device, session.replica().value(QStringLiteral("device")));
    if (!head.epoch.isNull() || !device.isEmpty())
        return {};
    DW_ASSIGN(const QList<Record> running,
              session.findByValue(type, type->indexOf(u"status"), Value(QStringLiteral("running")),
                                  ReadSession::Match::Exact, 100));
    if (running.isEmpty())
        return {};
    const auto mark = [&]() -> Result<void> {
        DW_TRY(session.begin(Durability::Saved));
        for (const Record &batch : running) {
            // Whoever imported it, since nobody asked for this.
            Actor actor;
            actor.user = batch.value(u"created_by").id();
            CommandContext context(session, configuration, actor, clock, ids);
            Record after = batch;
            after.set(u"status", Value(QStringLiteral("interrupted")));
            after.set(u"updated_at", Value(context.now()));
            after.set(u"rev", Value(qint64(batch.value(u"rev").integer() + 1)));
            context.changes().update(batch, std::move(after));
            DW_TRY(session.applyUnguarded(context.changes()));
            DW_TRY(auditChanges(session, context, QStringLiteral("import.interrupted"), ids.next()));
        }
        // The end of an import counts what it has touched.
        DW_TRY(mendRollUps(
            session, configuration,
            configuration->settings.context(clock.now(), running.first().value(u"created_by").id(), {})));
        return session.commit();
    };
    Result<void> marked = mark();
    if (!marked.ok())
        session.rollback();
    return marked;
}

}  // namespace dw
