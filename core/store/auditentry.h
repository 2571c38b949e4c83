// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/base/id.h"
#include "core/records/changeset.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace dw
{

// What one command did to one record, as handed to the store.
struct AuditEntry
{
    Id transaction;  // all entries of one command share it
    Instant at;      // device clock; on a server what of it can be (CommitTimes)
    // When the server took it; none: it was made where it counts, or has not been sent (B12).
    std::optional<Instant> receivedAt;
    Id user;
    Id device;
    QString openedBy;
    QString command;  // "opportunity.advance"
    RecordRef record;
    // Audited fields only: key -> [before, after] as canonical JSON; erasable (audit_value).
    QJsonObject values;
    QString note;  // waiver reason, import batch ...
};

// As read back.
struct AuditRecord
{
    qint64 sequence = 0;
    AuditEntry entry;
    QStringList fields;  // always known, also when the values were erased
    bool erased = false;
    QByteArray hash;
};

}  // namespace dw
