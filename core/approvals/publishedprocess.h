// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/approvalprocess.h"
#include "core/approvals/processshape.h"
#include "core/base/result.h"
#include "core/dictionary/dictionary.h"
#include "core/expression/checkedexpression.h"

#include <QHash>
#include <QList>

#include <memory>

namespace dw
{

// A process that was checked and can run. Immutable, shared by threads. Running requests keep the one they
// began with (A49).
class PublishedProcess
{
public:
    // Everything that is wrong (B10), each naming process, node and the way out: errors of ProcessShape,
    //   "dictionary.*" for keys, doubled keys and what is missing, "configuration.formula_wrong" for a
    //   condition or approver that does not check,
    //   "approval.no_policy" (process), "approval.no_approvers" (process, node), "approval.rule_incomplete"
    //   (process, node), "approval.not_a_person" (process, node, expression), "approval.quorum_wrong"
    //   (process, node, quorum, approvers or "∞"), "approval.timeout_wrong" (process, node),
    //   Limit "approval.too_many_nodes" (process, most).
    static QList<Error> problems(const ApprovalProcess &process, const DictionaryPtr &dictionary,
                                 Currency workspaceCurrency);
    // The first of them, if there is one.
    static Result<std::shared_ptr<const PublishedProcess>> publish(const ApprovalProcess &process,
                                                                   const DictionaryPtr &dictionary,
                                                                   Currency workspaceCurrency);

    const ApprovalProcess &process() const { return m_process; }
    const ProcessShape &shape() const { return m_shape; }
    // Null if there is none.
    const ApprovalNode *node(const QString &key) const { return m_shape.node(m_process, key); }
    // Of the branch of a Condition, or of the approver rule of a Step or Copy.
    const CheckedExpression &expression(const ApprovalNode &node, int index) const
    {
        return *m_expressions.value(node.key).at(index);
    }

private:
    using Expressions = QHash<QString, QList<std::shared_ptr<const CheckedExpression>>>;

    PublishedProcess() = default;
    static Expressions compile(const ApprovalProcess &process, const CheckScope &scope,
                               QList<Error> &problems);

    ApprovalProcess m_process;
    ProcessShape m_shape;
    Expressions m_expressions;
};

using PublishedProcessPtr = std::shared_ptr<const PublishedProcess>;

}  // namespace dw
