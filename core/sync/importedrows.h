// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/commands/commandresult.h"
#include "core/sync/transaction.h"

#include <QJsonArray>
#include <QJsonObject>

#include <functional>
#include <optional>

namespace dw
{

// The rows of import.rows as they travel: the values stand in the operations, once.
class ImportedRows
{
public:
    static bool isOne(const SyncTransaction &transaction);
    // What is sent of the request.
    static void withoutValues(CommandRequest &request);
    // The request as it runs. `row` may refuse a row, which is then left out, and says what is left to set of
    // a record that was there before.
    struct Refused
    {
        QString code;
        QJsonObject body;
    };
    using Ask =
        std::function<Result<std::optional<Refused>>(const SyncOperation &operation, QJsonObject &set)>;
    // `refused` gets {row, obj, id, code ...} for each row that is left out.
    static Result<CommandRequest> complete(const SyncTransaction &transaction, const Ask &ask,
                                           QJsonArray &refused);
    // The same for a laptop that runs it again: nothing is asked.
    static CommandRequest again(const SyncTransaction &transaction);
    // The row alone, as a transaction of its own to decide about; nothing if there is none of that number.
    static std::optional<SyncTransaction> alone(const SyncTransaction &transaction, qint64 row);
    // The record that a row is about; null if it is none.
    static RecordRef recordOf(const SyncTransaction &transaction, qint64 row);
};

}  // namespace dw
