// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/workspace.h"

#include <QByteArray>
#include <QHash>
#include <QString>

namespace dw::sqlite
{

class Connection;

// What the file says about itself ("dw:meta"): one value per key; empty without one.
Result<QByteArray> metaValue(Connection &connection, const QString &key);
Result<void> setMetaValue(Connection &connection, const QString &key, const QByteArray &value);
Result<WorkspaceInfo> readInfo(Connection &connection);
Result<void> writeInfo(Connection &connection, const WorkspaceInfo &info);

// Small local values ("dw:local"): drafts, window layout; never synced.
Result<QByteArray> localValue(Connection &connection, const QString &area, const QString &key);
Result<QHash<QString, QByteArray>> localValues(Connection &connection, const QString &area);
Result<void> setLocalValue(Connection &connection, const QString &area, const QString &key,
                           const QByteArray &value);

// Gap-free numbers ("dw:sequence"), from 1; a rolled back transaction gives its number back.
Result<qint64> lastNumber(Connection &connection, const QString &sequence);  // 0: none was given
Result<void> setLastNumber(Connection &connection, const QString &sequence, qint64 last);

}  // namespace dw::sqlite
