// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/approvalprocess.h"
#include "core/base/result.h"

#include <QByteArray>

namespace dw
{

// The canonical JSON of a process (core/base/canonicaljson.h): what is empty or as usual is left out, so that
// one process has one text.
QByteArray processToJson(const ApprovalProcess &process);

// Of what anybody may have sent: every property must be known and of its kind. Errors as of
// DictionaryReader, with the process and the node in them. It reads what processToJson() wrote, and says
// nothing of whether it makes sense: that is PublishedProcess.
Result<ApprovalProcess> processFromJson(const QByteArray &json);

}  // namespace dw
