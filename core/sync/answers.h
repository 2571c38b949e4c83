// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/result.h"
#include "core/store/ledger.h"
#include "core/store/session.h"
#include "core/sync/problem.h"

#include <QJsonValue>

#include <utility>

namespace dw
{

// What the answers of the server's engines have in common.

inline qint64 wholeNumber(const QJsonValue &json)
{
    return qint64(json.toDouble(0));
}

SyncAnswer malformed(const QString &what);
SyncAnswer storageFailed(const Error &error);
SyncAnswer answered(Result<SyncAnswer> answer);

// Everything that one answer says is of one moment.
template <typename Work>
SyncAnswer inSnapshot(ReadSession &session, Work &&work)
{
    if (const auto begun = session.beginRead(); !begun.ok())
        return storageFailed(begun.error());
    const SyncAnswer answer = answered(work());
    session.endRead();
    return answer;
}

// "applied" | "merged" | "rejected"
QString keyOf(LedgerResult::Status status);
// {dseq, id, st, rseq | code} and what the result's body says.
QJsonObject resultLine(const LedgerResult &result);
// Takes the server's values out of what an answer says of fields ("kept", "fields", also of "rows") from
// where on they come to more than this: a transaction of many records would bring many long texts, and the
// laptop gets them with the records.
inline constexpr qsizetype ToldBytes = qsizetype(256) * 1024;
void limitTold(QJsonObject &body);
// {key, args, text}
QJsonObject errorLine(const Error &error);

}  // namespace dw
