// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/workspace.h"

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>

#include <vector>

namespace dw::postgres
{

class Connection;

// What a workspace says of itself, its small local values and its numbers, by key.
class Values
{
public:
    Values(Connection &connection, const Id &workspace);

    Result<QByteArray> meta(const QString &key) const;
    Result<void> setMeta(const QString &key, const QByteArray &value);
    // NotFound "store.missing" (server) where nothing was written yet.
    Result<WorkspaceInfo> info() const;
    Result<void> setInfo(const WorkspaceInfo &info);

    Result<QByteArray> local(const QString &area, const QString &key) const;
    Result<QHash<QString, QByteArray>> locals(const QString &area) const;
    Result<void> setLocal(const QString &area, const QString &key, const QByteArray &value);

    // Many at once, in a transaction; the error may be told by what is asked next (Statement::runLater()). No
    // name stands twice.
    Result<void> setLocals(const QStringList &areas, const QStringList &keys,
                           const std::vector<QByteArray> &values);
    Result<void> removeLocals(const QStringList &areas, const QStringList &keys);

    Result<qint64> lastNumber(const QString &sequence) const;
    Result<void> setLastNumber(const QString &sequence, qint64 last);

private:
    Connection &m_connection;
    const Id m_workspace;
    const QByteArray m_own;
};

}  // namespace dw::postgres
