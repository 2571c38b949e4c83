// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/syncoverview.h"

#include "core/base/answeraddress.h"
#include "core/records/valuejson.h"
#include "core/store/replica.h"
#include "core/store/workspace.h"
#include "core/sync/deviceidentity.h"
#include "core/sync/fieldmerge.h"
#include "core/sync/outboxwriter.h"
#include "core/sync/syncguard.h"
#include "core/sync/transaction.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <memory>
#include <utility>

namespace dw
{

namespace
{

using Change = SyncOverview::Change;
using Outlook = Change::Outlook;

Change::State stateOf(OutboxEntry::State state)
{
    switch (state) {
        case OutboxEntry::State::Pending:
            return Change::State::Pending;
        case OutboxEntry::State::Sent:
            return Change::State::Sent;
        case OutboxEntry::State::Answered:
            break;
    }
    return Change::State::Answered;
}

Outlook outlookOf(FieldMerge::Outcome outcome)
{
    switch (outcome) {
        case FieldMerge::Outcome::Keep:
            return Outlook::Kept;
        case FieldMerge::Outcome::Reject:
            return Outlook::Refused;
        case FieldMerge::Outcome::Same:
        case FieldMerge::Outcome::Write:
        case FieldMerge::Outcome::Ignore:
            break;
    }
    return Outlook::Joined;
}

// Goes through the outbox in its order: what an earlier change of this laptop did to a field is no surprise
// to a later one.
class Forecast
{
public:
    Forecast(const ReadSession &session, const Dictionary &dictionary)
        : m_session(session), m_dictionary(dictionary)
    {}

    Result<void> add(const SyncTransaction &transaction, Change &change)
    {
        for (const SyncOperation &operation : transaction.operations)
            DW_TRY(add(operation, change));
        return {};
    }

    QHash<qint64, Id> by;  // who changed what a change is about, by its number

private:
    Result<void> add(const SyncOperation &operation, Change &change)
    {
        if (operation.kind == SyncOperation::Kind::Create) {
            m_made.insert(operation.record.id);
            return {};
        }
        const ObjectTypePtr type = m_dictionary.find(operation.record.object);
        DW_ASSIGN(const auto base, m_session.replica().base(operation.record));
        if (!type || !base || m_made.contains(operation.record.id))
            return {};
        if (!base->server.isValid() || base->server.isDeleted()) {
            raise(change, Outlook::Gone);
            return {};
        }
        for (auto field = operation.fields.cbegin(); field != operation.fields.cend(); ++field) {
            const int index = type->indexOf(field.key());
            if (index < 0 || !field->asked)
                continue;
            const QString place = operation.record.id.toString() + QLatin1Char(' ') + field.key();
            if (!m_seen.contains(place))
                m_seen.insert(place, field->before);
            const Value server = base->server.value(index);
            if (server.toJson() == m_seen.value(place))
                continue;
            DW_TRY(changedByOthers(type->field(index), *field, m_seen.value(place), server,
                                   base->server.currency(), change));
            by.insert(change.number, base->server.value(u"updated_by").id());
        }
        return {};
    }

    static Result<void> changedByOthers(const Field &field, const SyncOperation::Change &mine,
                                        const QJsonValue &seen, const Value &server, Currency currency,
                                        Change &change)
    {
        DW_ASSIGN(const Value before, valueFromJson(field, seen, currency));
        DW_ASSIGN(const Value after, valueFromJson(field, mine.after, currency));
        change.theirs.append(field.key);
        raise(change, outlookOf(FieldMerge::of(field, before, server, after).outcome));
        return {};
    }

    static void raise(Change &change, Outlook outlook) { change.outlook = std::max(change.outlook, outlook); }

    const ReadSession &m_session;
    const Dictionary &m_dictionary;
    QSet<Id> m_made;
    QHash<QString, QJsonValue> m_seen;  // by record and field: what the first change of it saw
};

// What a transaction is about: what a person set first, else what it changed first.
void describe(const SyncTransaction &transaction, Change &change)
{
    const SyncOperation *about = nullptr;
    for (const SyncOperation &operation : transaction.operations) {
        bool asked = false;
        for (auto field = operation.fields.cbegin(); field != operation.fields.cend(); ++field) {
            if (!field->asked)
                continue;
            asked = true;
            if (!change.fields.contains(field.key()))
                change.fields.append(field.key());
        }
        if (!about || (asked && change.record.id.isNull()))
            about = &operation;
        if (asked && change.record.id.isNull())
            change.record = operation.record;
    }
    if (const auto asked = askedFor(transaction); asked && !about) {
        change.record = *asked;
        return;
    }
    if (!about)
        return;
    change.record = about->record;
    change.isNew = about->kind == SyncOperation::Kind::Create;
}

}  // namespace

Result<SyncOverview> SyncOverview::read(const ReadSession &session, const DictionaryPtr &dictionary,
                                        Language language)
{
    SyncOverview overview;
    DW_ASSIGN(const QList<OutboxEntry> entries, session.replica().outbox(0, -1));
    DW_ASSIGN(const QList<InboxEntry> inbox, session.replica().inbox());
    overview.inbox = int(inbox.size());
    Forecast forecast(session, *dictionary);
    QList<RecordRef> named;
    for (const OutboxEntry &entry : entries) {
        if (entry.state == OutboxEntry::State::Answered)
            continue;
        ++overview.waiting;
        if (overview.changes.size() == Shown)
            continue;
        Change change;
        change.number = entry.number;
        change.command = entry.command;
        change.state = stateOf(entry.state);
        change.at = entry.madeAt;
        change.tries = entry.tries;
        DW_ASSIGN(const SyncTransaction transaction, SyncTransaction::fromJson(outboxJson(entry)));
        change.waitsFor = transaction.dependencies;
        describe(transaction, change);
        DW_TRY(forecast.add(transaction, change));
        named.append(change.record);
        overview.changes.append(change);
    }
    for (const Id &user : std::as_const(forecast.by))
        named.append({QStringLiteral("user"), user});
    named.removeAll(RecordRef());
    DW_ASSIGN(const auto titles, session.titles(named, language));
    for (Change &change : overview.changes) {
        change.title = titles.value(change.record);
        if (const Id user = forecast.by.value(change.number); !user.isNull())
            change.by = titles.value({QStringLiteral("user"), user});
    }
    return overview;
}

void SyncOverview::ask(Workspace &workspace, const DictionaryPtr &dictionary, Language language,
                       QObject *receiver, std::function<void(const Result<SyncOverview> &)> done)
{
    workspace.read(
        Workspace::Lane::Detail, QStringLiteral("sync.overview"),
        [dictionary, language, folder = workspace.folder(), address = AnswerAddress(receiver),
         done = std::move(done)](ReadSession &session, const Ticket &ticket) {
            if (ticket.isCancelled())
                return;
            const auto work = [&]() -> Result<SyncOverview> {
                DW_TRY(session.beginRead());
                Result<SyncOverview> overview = read(session, dictionary, language);
                session.endRead();
                DW_TRY(overview);
                DW_ASSIGN(const DeviceIdentity identity, DeviceIdentity::load(folder));
                overview->server = identity.server.toString();
                overview->fingerprint = fingerprintText(identity.pin);
                overview->workspace = identity.workspace;
                overview->login = identity.login;
                overview->device = identity.shortName;
                overview->enrolledAt = identity.enrolledAt;
                const SystemClock clock;
                overview->leaseDays = SyncGuard(folder, clock).status().leaseDays;
                return overview;
            };
            address.post([done, answer = std::make_shared<Result<SyncOverview>>(work())] { done(*answer); });
        });
}

}  // namespace dw
