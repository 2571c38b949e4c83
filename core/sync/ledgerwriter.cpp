// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/ledgerwriter.h"

#include "core/store/ledger.h"
#include "core/sync/committimes.h"
#include "core/sync/placing.h"
#include "core/sync/publishedfeed.h"

#include <QHash>

namespace dw
{

Result<void> LedgerWriter::begin(WriteSession &session)
{
    DW_ASSIGN(const LedgerHead head, session.ledger().lockHead());
    session.setRevisions({Revisions::By::Commit, head.sequence + 1});
    return {};
}

Result<void> LedgerWriter::end(WriteSession &session, const ExecutedTransaction &executed)
{
    const CommandContext &context = executed.context;
    if (context.changes().isEmpty())
        return {};
    Ledger &ledger = session.ledger();
    DW_ASSIGN(LedgerHead head, ledger.head());
    ++head.sequence;
    head.tag = m_random();
    const Configuration &configuration = context.configuration();
    const Aggregates &aggregates = m_aggregates.of(configuration.dictionary);
    const EvaluationContext evaluation = context.evaluation();

    // Root -> whether it may belong somewhere else now.
    QHash<RecordRef, bool> touched;
    for (const RecordChange &change : context.changes().changes) {
        for (const Record *state : {&change.before, &change.after}) {
            if (!state->isValid())
                continue;
            const RecordRef root = aggregates.rootOf(*state);
            touched[root] = touched.value(root) || root == state->ref();
        }
        DW_ASSIGN(const QList<RecordRef> followers,
                  m_access->followers(configuration, change, session, evaluation));
        for (const RecordRef &follower : followers) {
            const ObjectTypePtr type = configuration.dictionary->find(follower.object);
            if (type && !aggregates.isPart(*type))
                touched[follower] = true;
        }
    }
    for (auto root = touched.constBegin(); root != touched.constEnd(); ++root) {
        if (!root.value()) {
            DW_TRY(ledger.touch(root.key(), head.sequence, nullptr));
            continue;
        }
        DW_TRY(placeRoot(session, *m_access, configuration, root.key(), head.sequence, evaluation));
    }
    DW_TRY(CommitTimes::note(session, head.sequence, m_clock.now()));
    return ledger.setHead(head);
}

Result<void> LedgerWriter::renewed(WriteSession &session, const Configuration &before,
                                   const Configuration &after)
{
    DW_TRY(session.ledger().noteRenewed());
    const EvaluationContext evaluation = after.settings.context(m_clock.now(), {}, {});
    DW_ASSIGN(const QList<RecordRef> records, m_access->renewed(session, before, after, evaluation));
    DW_ASSIGN(const LedgerHead head, session.ledger().head());
    const Aggregates &aggregates = m_aggregates.of(after.dictionary);
    for (const RecordRef &record : records) {
        const ObjectTypePtr type = after.dictionary->find(record.object);
        if (type && !aggregates.isPart(*type))
            DW_TRY(placeRoot(session, *m_access, after, record, head.sequence, evaluation));
    }
    return PublishedFeed(m_access, m_clock, m_random).note(session, before, after);
}

}  // namespace dw
