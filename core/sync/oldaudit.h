// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/standalonesource.h"

namespace dw
{

// What an audit that was kept elsewhere comes to: who has the file can be told whether it is still that one.
struct AuditSeal
{
    QByteArray sha256;  // of the file
    qint64 lines = 0;
    QByteArray last;  // the hash of the newest line, which all before it are chained to
};

// Writes the whole audit of a standalone workspace into one file, a JSON object a line, the newest first:
// {seq, at, user, command, object, id, fields, values, note, erased, hash}. On the disk when it returns,
// whole or not at all, for the owner alone. Storage "sync.identity_unwritable" (file, reason).
Result<AuditSeal> writeOldAudit(const StandaloneSource &source, const QString &file);

}  // namespace dw
