// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/approvalentry.h"
#include "core/approvals/approvalsubject.h"
#include "core/approvals/approvaltask.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace dw
{

// Where one request stands, with everything that happened to it. A plain value; ApprovalEngine says what
// comes next.
struct ApprovalRequest
{
    enum class Status {
        Running,
        Returned,  // to the submitter, who submits it again or recalls it
        Approved,
        Rejected,
        Recalled,
        Void
    };
    // Where it is: at a step, or at a join to which not all branches have come.
    struct Position
    {
        QString node;
        int entry = 0;      // of a step; 0 at a join
        QStringList trail;  // the steps and parallels passed on the way, since it was submitted

        friend bool operator==(const Position &, const Position &) = default;
    };

    // What is more is refused: Limit "approval.too_long" (most lines or tasks).
    static constexpr int MostEntries = 2000;
    static constexpr int MostTasks = 4000;
    static constexpr int MostVersions = 100;

    Id id;
    QString process;
    int processVersion = 0;
    Id submitter;
    Instant submittedAt;  // first
    Status status = Status::Running;
    // Every version that was asked about, the present one last; never empty.
    QList<ApprovalSubject> versions;
    int entries = 0;  // stays at steps, so far
    // The log's line from which decisions count: everything before was about another version or was taken
    // back.
    int countsFrom = 0;
    QList<Position> positions;
    QList<ApprovalTask> tasks;
    QList<ApprovalEntry> log;
    std::optional<Instant> finishedAt;

    const ApprovalSubject &subject() const { return versions.last(); }
    bool isOver() const { return status != Status::Running && status != Status::Returned; }
    // The record may not be changed behind the approvers' backs.
    bool locksRecord() const { return status == Status::Running; }
    // Null if there is none.
    const ApprovalTask *task(int number) const
    {
        return number >= 1 && number <= tasks.size() ? &tasks[number - 1] : nullptr;
    }
    ApprovalTask *task(int number)
    {
        return number >= 1 && number <= tasks.size() ? &tasks[number - 1] : nullptr;
    }
    // When time alone has something to do, at the earliest: an engine's Review.
    std::optional<Instant> nextDue() const
    {
        std::optional<Instant> next;
        for (const ApprovalTask &task : tasks) {
            if (task.status == ApprovalTask::Status::Open && task.dueAt && (!next || *task.dueAt < *next))
                next = task.dueAt;
        }
        return next;
    }

    friend bool operator==(const ApprovalRequest &, const ApprovalRequest &) = default;
};

}  // namespace dw
