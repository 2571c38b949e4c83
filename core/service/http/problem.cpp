// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/http/problem.h"

#include "core/base/wording.h"

#include <algorithm>
#include <iterator>

namespace dw
{

namespace
{

struct Kind
{
    ProblemCode code;
    int status;
    const char *text;
    const char *action;
    bool retryable;
};

constexpr Kind Kinds[] = {
    {ProblemCode::Malformed, 400, "malformed", "stop", false},
    {ProblemCode::Unauthenticated, 401, "unauthenticated", "reauth", false},
    {ProblemCode::TokenExpired, 401, "token_expired", "reauth", true},
    {ProblemCode::BadCredentials, 401, "bad_credentials", "reauth", false},
    {ProblemCode::Locked, 401, "locked", "retry", true},
    {ProblemCode::ReuseDetected, 401, "reuse_detected", "reregister", false},
    {ProblemCode::Forbidden, 403, "forbidden", "stop", false},
    {ProblemCode::DeviceRevoked, 403, "device_revoked", "reregister", false},
    {ProblemCode::DeviceWiped, 403, "device_wiped", "wipe", false},
    {ProblemCode::UserDisabled, 403, "user_disabled", "stop", false},
    {ProblemCode::PasswordChangeRequired, 403, "password_change_required", "reauth", false},
    {ProblemCode::PasswordRefused, 400, "password_refused", "stop", false},
    {ProblemCode::NotFound, 404, "not_found", "stop", false},
    {ProblemCode::MethodNotAllowed, 405, "method_not_allowed", "stop", false},
    {ProblemCode::RequestTimeout, 408, "request_timeout", "retry", true},
    {ProblemCode::EpochMismatch, 409, "epoch_mismatch", "reconcile", false},
    {ProblemCode::HistoryDiverged, 409, "history_diverged", "reconcile", false},
    {ProblemCode::DeviceForked, 409, "device_forked", "reregister", false},
    {ProblemCode::Gap, 409, "gap", "resync", false},
    {ProblemCode::CursorExpired, 410, "cursor_expired", "resync", false},
    {ProblemCode::PlanExpired, 410, "plan_expired", "resync", false},
    {ProblemCode::TooLarge, 413, "too_large", "stop", false},
    {ProblemCode::UnsupportedMedia, 415, "unsupported_media", "stop", false},
    {ProblemCode::UpgradeRequired, 426, "upgrade_required", "upgrade", false},
    {ProblemCode::TooManyRequests, 429, "too_many_requests", "retry", true},
    {ProblemCode::HeaderTooLarge, 431, "header_too_large", "stop", false},
    {ProblemCode::Internal, 500, "internal", "retry", true},
    {ProblemCode::Overloaded, 503, "overloaded", "retry", true},
    {ProblemCode::Recovering, 503, "recovering", "retry", true},
    {ProblemCode::Maintenance, 503, "maintenance", "retry", true},
    {ProblemCode::Full, 507, "full", "retry", true},
};

const Kind &kindOf(ProblemCode code)
{
    const auto found =
        std::find_if(std::begin(Kinds), std::end(Kinds), [&](const Kind &kind) { return kind.code == code; });
    Q_ASSERT(found != std::end(Kinds));
    return *found;
}

ProblemCode codeOf(const Error &error)
{
    if (error.key == QLatin1String("json.too_large"))
        return ProblemCode::TooLarge;
    switch (error.code) {
        case ErrorCode::Invalid:
        case ErrorCode::Limit:
            return ProblemCode::Malformed;
        case ErrorCode::Unsupported:
            return ProblemCode::UnsupportedMedia;
        case ErrorCode::NotFound:
            return ProblemCode::NotFound;
        case ErrorCode::Forbidden:
            return ProblemCode::Forbidden;
        default:
            return ProblemCode::Internal;
    }
}

}  // namespace

int Problem::status() const
{
    return kindOf(code).status;
}

QString Problem::codeText() const
{
    return QString::fromLatin1(kindOf(code).text);
}

QJsonObject Problem::toJson(const QString &requestId) const
{
    const Kind &kind = kindOf(code);
    QJsonObject body{
        {QStringLiteral("type"), QStringLiteral("urn:dealwright:sync:") + QLatin1String(kind.text)},
        {QStringLiteral("title"), wording(QStringLiteral("service.") + QLatin1String(kind.text))},
        {QStringLiteral("status"), kind.status},
        {QStringLiteral("code"), QLatin1String(kind.text)},
        {QStringLiteral("retryable"), kind.retryable},
        {QStringLiteral("action"), QLatin1String(kind.action)},
        {QStringLiteral("request_id"), requestId}};
    for (auto it = more.begin(); it != more.end(); ++it)
        body.insert(it.key(), it.value());
    return body;
}

Problem Problem::of(const Error &error)
{
    return Problem(codeOf(error));
}

}  // namespace dw
