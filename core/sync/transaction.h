// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/base/result.h"
#include "core/base/value.h"
#include "core/commands/commandresult.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QMap>
#include <QString>

namespace dw
{

// What a transaction did to one record where it was made: the laptop's prediction.
struct SyncOperation
{
    enum class Kind { Create, Update, Purge };
    // Canonical JSON (Value::toJson()). Of a creation `before` is null.
    struct Change
    {
        QJsonValue before;
        QJsonValue after;
        bool asked = false;  // a person set it; the engine set the others

        friend bool operator==(const Change &, const Change &) = default;
    };

    Kind kind = Kind::Update;
    RecordRef record;
    RecordRef root;
    qint64 base = 0;  // q of the root that the person saw; 0: it is not from the server
    QMap<QString, Change> fields;

    friend bool operator==(const SyncOperation &, const SyncOperation &) = default;
};

// The unit of change (sync-protocol.md 3.3): the commands that a person ran together, what they did, and what
// they were based on. Pushed in the order of `number`, known everywhere by `id`.
struct SyncTransaction
{
    // Of the protocol, section 4: what is larger is refused where it is made.
    static constexpr qsizetype MaximumBytes = 256 * 1024;
    static constexpr qsizetype MaximumOperations = 500;
    static constexpr qsizetype MaximumIds = 4 * MaximumOperations;

    qint64 number = 0;  // dseq
    Id id;
    QString command;  // "batch" for several requests
    QList<CommandRequest> requests;
    QList<Id> made;  // what the commands' newId() answered, in order
    QList<SyncOperation> operations;
    QList<qint64> dependencies;  // own unanswered transactions that made what this one touches
    qint64 seenAt = 0;           // asof: the checkpoint that the laptop stood at
    Instant at;                  // ts: the laptop's clock

    // A list in what its commands ask for is longer than one transaction may have operations.
    bool namesTooMany() const;

    QJsonObject toJson() const;
    // Of what anybody may have sent: Invalid "sync.bad_transaction" {what is wrong} for anything that
    // toJson() cannot have made, Limit "sync.too_large" over the limits.
    static Result<SyncTransaction> fromJson(const QJsonObject &json);
};

}  // namespace dw
