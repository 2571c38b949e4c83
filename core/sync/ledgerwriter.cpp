// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/ledgerwriter.h"

#include "core/store/ledger.h"

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
        DW_ASSIGN(const QList<RecordRef> followers, m_access->followers(configuration, change, session));
        for (const RecordRef &follower : followers)
            touched[follower] = true;
    }
    for (auto root = touched.constBegin(); root != touched.constEnd(); ++root) {
        if (!root.value()) {
            DW_TRY(ledger.touch(root.key(), head.sequence, nullptr));
            continue;
        }
        const ObjectTypePtr type = configuration.dictionary->find(root.key().object);
        const Result<Record> found = type ? session.find(type, root.key().id) : Result<Record>(Record());
        if (!found.ok())
            return found.error();
        DW_ASSIGN(const LedgerPlacement placement,
                  m_access->placement(configuration, *found, session, evaluation));
        DW_TRY(ledger.touch(root.key(), head.sequence, &placement));
    }
    return ledger.setHead(head);
}

}  // namespace dw
