// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/approvalnode.h"

#include <QList>
#include <QString>

#include <optional>

namespace dw
{

// One version of a process, as data: a graph of nodes that name each other by key. A plain value that may
// say anything; PublishedProcess is one that was checked.
struct ApprovalProcess
{
    // Where a step finds nobody who may sign: never a silent pass (F3.18).
    enum class NoApprover {
        Administrator,
        ManagersManager,  // the submitter's, and on up; then the administrator
        Block  // nothing is submitted; what runs already waits for an administrator to name somebody
    };

    static constexpr int MostNodes = 500;

    QString code;
    LocalText name;
    QString object;  // key
    int version = 1;
    QString start;  // key of the first node
    std::optional<NoApprover> noApprover;
    bool allowRecall = true;
    QList<ApprovalNode> nodes;

    friend bool operator==(const ApprovalProcess &, const ApprovalProcess &) = default;
};

}  // namespace dw
