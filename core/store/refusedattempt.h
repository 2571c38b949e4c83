// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/auditentry.h"

#include <optional>

namespace dw
{

// What an audit line says of attempts that the actor's rights did not allow (features B5): the line is all
// that was written, and it holds keys alone, never a value.
struct RefusedAttempt
{
    QString code;   // key of the answer's wording, "access.field_forbidden"; access.record_hidden where the
                    // answer was that there is no such record
    QString field;  // that may not be read or written; empty: none in particular
    qint64 count = 1;

    // As AuditEntry::values, and in words that stay when those are erased.
    QJsonObject values() const;
    QString note() const;

    static bool isOne(const AuditRecord &line);
    // Nothing if it is none, or if it was erased.
    static std::optional<RefusedAttempt> of(const AuditRecord &line);
};

}  // namespace dw
