// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reading/reader.h"

#include <QJsonArray>

#include <functional>

namespace dw
{

// The audit's lines about objects as wholes, which tell of no single record: exports, and what was read. What
// Reader::history() keeps from the actor is kept from them here: others' are for administrators. Lives for
// one read.
class ObjectLines
{
public:
    using IsMeant = std::function<bool(const AuditRecord &line)>;

    explicit ObjectLines(const Reader &reader) : m_reader(reader) {}

    // At most `limit` (1 and above), the newest first; `object` empty: of every one.
    Result<QList<AuditRecord>> find(const QString &object, const IsMeant &isMeant, int limit) const;
    // As rows for people and programs: [{at, received?, user, object, ...}], with what each line holds by its
    // key.
    Result<QJsonArray> table(const QList<AuditRecord> &lines) const;

private:
    const Reader &m_reader;
};

}  // namespace dw
