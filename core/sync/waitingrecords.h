// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/value.h"
#include "core/dictionary/dictionary.h"

#include <QHash>

#include <functional>

class QObject;

namespace dw
{

class ReadSession;
class Workspace;

// The records of a joined workspace of which the server has not answered a change, by what it will do with it
// (B7). Read from the outbox alone: what it costs grows with what waits, not with the records.
struct WaitingRecords
{
    enum class Kind {
        Sending,      // it stands as it is unless others changed the same
        Provisional,  // the server alone decides: a unique value, a stage, what is guarded, strict parts
        Requested,    // the server was asked for it, and here it is as it was: a lead that is claimed
    };
    QHash<RecordRef, Kind> byRecord;  // the records that a person set and the aggregates they are part of

    static Result<WaitingRecords> read(const ReadSession &session, const Dictionary &dictionary);
    // The same off the calling thread; comes back as AnswerAddress says. The newest request of a workspace
    // wins.
    static void ask(Workspace &workspace, const DictionaryPtr &dictionary, QObject *receiver,
                    std::function<void(const Result<WaitingRecords> &)> done);
};

}  // namespace dw
