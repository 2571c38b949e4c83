// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/commands/configuration.h"
#include "core/rules/finding.h"
#include "core/sync/transaction.h"

#include <QJsonArray>
#include <QJsonObject>

namespace dw
{

// How the protocol says why something was refused (sync-protocol.md 4).

// "gate_failed", "unique" ...
QString refusalCode(const Findings &findings);
QString refusalCode(const Error &error);
// [{key, args, text, obj, id, field, need}]
QJsonArray describedFindings(const Findings &findings, const Configuration &configuration);
// A row of import.rows that a rule refused: {row, obj, id, code, violations | key, args, text}. `data` is
// what the command says of it (ImportRows).
QJsonObject refusedRow(const QJsonObject &data, const SyncTransaction &transaction,
                       const Configuration &configuration);

}  // namespace dw
