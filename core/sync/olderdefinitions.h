// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/configuration.h"
#include "core/store/session.h"
#include "core/sync/transaction.h"

#include <QJsonArray>
#include <QList>

#include <optional>

namespace dw
{

// Takes a transaction that was made under older definitions forward to those of today (sync-protocol.md
// 3.17): on the server when it comes, on a laptop when it is sent again. What it says of a field that is no
// more, a value that no list has any more, or in a type that a field has no more is left out and told; all
// else stays. Of an object that is no more nothing is left out: there is nothing left to do then.
class OlderDefinitions
{
public:
    OlderDefinitions(const ReadSession &session, const Configuration &configuration)
        : m_session(session), m_configuration(configuration)
    {}

    struct Forward
    {
        SyncTransaction transaction;
        // Of what a person typed: [{obj, id, field, before, yours, gone, label_en, label_zh}], `gone` being
        // "field", "value" or "type".
        QJsonArray dropped;
    };
    Result<Forward> forward(const SyncTransaction &transaction) const;

private:
    struct Drop
    {
        RecordRef record;
        QString field;
        QString gone;
        QJsonValue typed;
        QJsonValue left;  // of a list some of whose values are no more; else undefined
    };
    Result<std::optional<Drop>> dropOf(const SyncOperation &operation, const QString &field) const;
    Result<const Record *> definitionOf(const QString &object, const QString &field) const;
    static void reduce(CommandRequest &request, const QList<Drop> &drops, const SyncTransaction &transaction);

    const ReadSession &m_session;
    const Configuration &m_configuration;
    mutable std::optional<QList<Record>> m_definitions;  // deleted ones too; read when one is asked for
};

}  // namespace dw
