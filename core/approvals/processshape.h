// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/approvalprocess.h"
#include "core/base/error.h"

#include <QHash>
#include <QList>

namespace dw
{

// How the nodes of a process hang together. Branches of a Parallel are blocks: nothing leads into one or out
// of it but its Parallel and its Join, so that every branch that begins comes to its Join, and what waits
// there never waits for what cannot come.
class ProcessShape
{
public:
    // A branch of a parallel node.
    struct Block
    {
        QString parallel;
        int branch = 0;

        friend bool operator==(const Block &, const Block &) = default;
    };
    // The blocks that a node lies in, outermost first.
    using Place = QList<Block>;

    ProcessShape() = default;
    // Of a process without problems.
    explicit ProcessShape(const ApprovalProcess &process);

    // Everything that is wrong with how the nodes hang together: "dictionary.key_doubled";
    // "approval.node_missing" (process, node or "start", key), "approval.unreachable" (process, node),
    // "approval.no_end" (process), "approval.leads_nowhere" (process, node), "approval.no_otherwise"
    // (process, node), "approval.circle" (process, node, the nodes of the circle), "approval.parallel_wrong"
    // (process, parallel, node), "approval.reject_wrong" (process, node, key).
    static QList<Error> problems(const ApprovalProcess &process);

    const ApprovalNode *node(const ApprovalProcess &process, const QString &key) const;
    Place placeOf(const QString &node) const { return m_places.value(node); }
    // The Parallel whose branches come together at `join`.
    QString parallelOf(const QString &join) const { return m_parallels.value(join); }
    // Whether `place` lies in `outer`, or is it.
    static bool isWithin(const Place &place, const Place &outer);

private:
    void index(const ApprovalProcess &process);
    QList<Error> place(const ApprovalProcess &process);

    QHash<QString, int> m_index;
    QHash<QString, Place> m_places;
    QHash<QString, QString> m_parallels;
};

}  // namespace dw
