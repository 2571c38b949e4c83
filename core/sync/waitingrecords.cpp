// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/waitingrecords.h"

#include "core/base/answeraddress.h"
#include "core/dictionary/strictlink.h"
#include "core/store/replica.h"
#include "core/store/workspace.h"
#include "core/sync/outboxwriter.h"
#include "core/sync/transaction.h"

#include <algorithm>
#include <memory>

namespace dw
{

namespace
{

constexpr int AtOnce = 200;

bool decidedByServer(const ObjectType &type, const QString &key, const SyncOperation::Change &change)
{
    const Field *field = type.find(key);
    if (field == nullptr || !change.asked)
        return false;
    return field->merge == MergeClass::Guarded ||
           (field->unique == Uniqueness::Hard && !change.after.isNull());
}

WaitingRecords::Kind kindOf(const SyncOperation &operation, const Dictionary &dictionary)
{
    const ObjectTypePtr type = dictionary.find(operation.record.object);
    if (type && strictLink(*type))
        return WaitingRecords::Kind::Provisional;
    // Of a new record nobody else has set anything: only what must be its own is open.
    const bool isNew = operation.kind == SyncOperation::Kind::Create;
    for (auto field = operation.fields.cbegin(); type && field != operation.fields.cend(); ++field) {
        const Field *known = type->find(field.key());
        const bool counts = !isNew || (known != nullptr && known->unique == Uniqueness::Hard);
        if (counts && decidedByServer(*type, field.key(), *field))
            return WaitingRecords::Kind::Provisional;
    }
    return WaitingRecords::Kind::Sending;
}

void note(WaitingRecords &waiting, const RecordRef &record, WaitingRecords::Kind kind)
{
    if (record.id.isNull())
        return;
    WaitingRecords::Kind &known = waiting.byRecord[record];
    known = std::max(known, kind);
}

}  // namespace

Result<WaitingRecords> WaitingRecords::read(const ReadSession &session, const Dictionary &dictionary)
{
    WaitingRecords waiting;
    for (qint64 from = 0;;) {
        DW_ASSIGN(const QList<OutboxEntry> entries, session.replica().outbox(from, AtOnce));
        for (const OutboxEntry &entry : entries) {
            from = entry.number + 1;
            // What was asked for is not here before the answer's rows are.
            if (const auto asked = askedFor(entry))
                note(waiting, *asked, Kind::Requested);
            if (entry.state == OutboxEntry::State::Answered)
                continue;
            DW_ASSIGN(const SyncTransaction transaction, SyncTransaction::fromJson(outboxJson(entry)));
            for (const SyncOperation &operation : transaction.operations) {
                const bool asked = std::any_of(operation.fields.begin(), operation.fields.end(),
                                               [](const auto &change) { return change.asked; });
                if (!asked)
                    continue;
                const Kind kind = kindOf(operation, dictionary);
                note(waiting, operation.record, kind);
                note(waiting, operation.root, kind);
            }
        }
        if (entries.size() < AtOnce)
            return waiting;
    }
}

void WaitingRecords::ask(Workspace &workspace, const DictionaryPtr &dictionary, QObject *receiver,
                         std::function<void(const Result<WaitingRecords> &)> done)
{
    workspace.read(Workspace::Lane::Detail, QStringLiteral("sync.waiting"),
                   [dictionary, address = AnswerAddress(receiver), done = std::move(done)](
                       ReadSession &session, const Ticket &ticket) {
                       if (ticket.isCancelled())
                           return;
                       const auto work = [&]() -> Result<WaitingRecords> {
                           DW_TRY(session.beginRead());
                           Result<WaitingRecords> waiting = read(session, *dictionary);
                           session.endRead();
                           return waiting;
                       };
                       address.post([done, answer = std::make_shared<Result<WaitingRecords>>(work())] {
                           done(*answer);
                       });
                   });
}

}  // namespace dw
