// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/approvalrequest.h"
#include "core/base/result.h"

#include <QByteArray>

namespace dw
{

// The canonical JSON of where a request stands, as processToJson() of a process.
QByteArray requestToJson(const ApprovalRequest &request);

// Of what anybody may have sent: every property must be known and of its kind, digests are worked out anew,
// tasks are numbered in their order. Errors as of DictionaryReader, with the request's id in them; Limit
// "approval.too_long" and "approval.subject_too_large". Whether it fits its process the engine asks.
Result<ApprovalRequest> requestFromJson(const QByteArray &json);

}  // namespace dw
