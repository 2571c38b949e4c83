// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/records/changeset.h"
#include "core/rules/finding.h"

#include <QJsonObject>
#include <QList>

namespace dw
{

// A thing a user can do, by name, with its arguments: "opportunity.advance" {id, to, set:{..}, waive:{item:
// reason}}. Values in arguments have the canonical JSON form of Value::toJson() or, for a person's
// convenience on the command line, plain text that the field's type parses.
struct CommandRequest
{
    QString name;
    QJsonObject arguments;
};

struct CommandResult
{
    enum class Status { Applied, Refused, Failed, Cancelled };
    Status status = Status::Failed;
    QList<Id> ids;      // records created or changed, the main one first
    Findings findings;  // also hints and warnings of an applied command
    Error error;        // Failed, and Refused for want of a right
    CommitNotice notice;
    Id transaction;    // what change.undo names
    QJsonObject data;  // what a command answers besides (counts of a bulk change)
};

}  // namespace dw
