// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/configuration.h"
#include "core/store/replica.h"
#include "core/sync/syncaccess.h"

#include <QByteArray>
#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>

namespace dw
{

// The stored fields of which a device gets nothing, by object: what its user may not read (sync-protocol.md
// 3.12). All of them, so that nobody has to remember what was told before.
class HiddenFields
{
public:
    static HiddenFields of(const Configuration &configuration, const Actor &actor, const SyncAccess &access);
    // What a laptop was told last.
    static Result<HiddenFields> held(const Replica &replica);
    Result<void> hold(Replica &replica) const;  // in the running transaction
    // Of what a server sent or a laptop kept.
    static HiddenFields fromJson(const QJsonObject &json);
    QJsonObject toJson() const;
    QByteArray digest() const;

    const QMap<QString, QStringList> &byObject() const { return m_byObject; }
    // What is hidden here and not in `other`.
    QMap<QString, QStringList> beyond(const HiddenFields &other) const;

private:
    QMap<QString, QStringList> m_byObject;
};

}  // namespace dw
