// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QJsonObject>
#include <QString>

namespace dw
{

// Why a request was refused. Status, action and whether trying again helps follow from it; the wording is
// "service.<code>".
enum class ProblemCode {
    Malformed,
    Unauthenticated,
    TokenExpired,
    BadCredentials,
    Locked,
    ReuseDetected,
    Forbidden,
    DeviceRevoked,
    DeviceWiped,
    UserDisabled,
    PasswordChangeRequired,
    PasswordRefused,
    NotFound,
    MethodNotAllowed,
    RequestTimeout,
    EpochMismatch,
    HistoryDiverged,
    DeviceForked,
    Gap,
    CursorExpired,
    PlanExpired,
    TooLarge,
    UnsupportedMedia,
    UpgradeRequired,
    TooManyRequests,
    HeaderTooLarge,
    Internal,
    Overloaded,
    Recovering,
    Maintenance,
    Full,
};

// An RFC 9457 answer as the protocol has it (section 4): {type, title, status, code, retryable, action,
// request_id} and what `more` adds. Clients switch on `action`.
struct Problem
{
    ProblemCode code = ProblemCode::Internal;
    int retryAfterS = 0;  // 0: not said
    QJsonObject more;

    Problem(ProblemCode problemCode, QJsonObject moreMembers = {}, int retryAfterSeconds = 0)
        : code(problemCode), retryAfterS(retryAfterSeconds), more(std::move(moreMembers))
    {}

    int status() const;
    QString codeText() const;  // "token_expired"
    QJsonObject toJson(const QString &requestId) const;

    // What an error inside the program is to a client: the detail stays in the log.
    static Problem of(const Error &error);
};

}  // namespace dw
