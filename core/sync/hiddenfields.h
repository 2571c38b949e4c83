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

// The stored fields of which a device gets no value, by object: what its user may not read (sync-protocol.md
// 3.12), and which of them it gets masks of instead. All of them, so that nobody has to remember what was
// told before.
class HiddenFields
{
public:
    using Fields = QMap<QString, QStringList>;

    static HiddenFields of(const Configuration &configuration, const Actor &actor, const SyncAccess &access);
    // What a laptop was told last.
    static Result<HiddenFields> held(const Replica &replica);
    Result<void> hold(Replica &replica) const;  // in the running transaction
    // As a server tells them in a pull: "fields" all of them, "masked" those of which masks come, if any.
    static HiddenFields fromJson(const QJsonObject &fields, const QJsonObject &masked = {});
    QJsonObject toJson() const { return toJson(m_byObject); }
    QJsonObject maskedJson() const { return toJson(m_masked); }
    QByteArray digest() const;

    const Fields &byObject() const { return m_byObject; }
    const Fields &masked() const { return m_masked; }
    // What is in `some` and not in `others`.
    static Fields beyond(const Fields &some, const Fields &others);

private:
    static Fields fieldsIn(const QJsonObject &json);
    static QJsonObject toJson(const Fields &fields);

    Fields m_byObject;
    Fields m_masked;
};

}  // namespace dw
