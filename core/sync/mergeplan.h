// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandresult.h"
#include "core/sync/fieldmerge.h"
#include "core/sync/transaction.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <functional>

namespace dw
{

// What becomes of a laptop's transaction over records that others changed meanwhile. Fill it with every
// record that a person changed in the transaction, then ask it for the commands that are left.
class MergePlan
{
public:
    // `server` is what the server holds of the record; `mayRead` says whether the person may be told a field
    // of it. Invalid where a value is none of its field.
    Result<void> add(const SyncOperation &operation, const Record &server, FieldMerge::Away away,
                     const std::function<bool(const QString &field)> &mayRead);

    // A decision about a state that is gone: nothing may be executed. The fields say which.
    bool isRejected() const { return !m_rejected.isEmpty(); }
    // Why, as the protocol calls it: fields of strict parts (strictlink.h) are among them or not.
    QString rejection() const
    {
        return m_overtaken ? QStringLiteral("aggregate_changed") : QStringLiteral("conflict_guarded");
    }
    // [{obj, id, field, server}]
    const QJsonArray &rejected() const { return m_rejected; }
    // Plain fields whose server value stays: [{obj, id, field, before, server, yours}].
    const QJsonArray &kept() const { return m_kept; }
    // The commands without what is not to be written, and with what the merge came to. One that has nothing
    // left to do is left out. A command that decides on a state as a whole (a move, a completion) over fields
    // that others changed makes the plan rejected.
    QList<CommandRequest> reduced(const QList<CommandRequest> &requests);

private:
    struct Fate
    {
        FieldMerge::Outcome outcome = FieldMerge::Outcome::Same;
        QJsonValue value;
        bool changed = false;  // `value` is not what the laptop sent
    };
    void reduceSet(CommandRequest &request, const QHash<QString, Fate> &fates);

    QHash<QString, QHash<QString, Fate>> m_fates;  // by record id
    QHash<QString, QString> m_objects;
    QJsonArray m_rejected;
    QJsonArray m_kept;
    bool m_overtaken = false;
};

}  // namespace dw
