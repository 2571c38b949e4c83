// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/syncclient.h"

#include "core/commands/undojournal.h"
#include "core/records/valuejson.h"
#include "core/sync/outboxwriter.h"
#include "core/sync/rebase.h"
#include "core/sync/scopelist.h"

#include <QJsonDocument>
#include <QStringList>

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

const QString Cursor = QStringLiteral("cursor");
const QString Epoch = QStringLiteral("epoch");
const QString Device = QStringLiteral("device");
const QString ScopeDigest = QStringLiteral("scope_hash");
const QString Unscrubbed = QStringLiteral("unscrubbed");
const QString Acknowledged = QStringLiteral("ack_results");

qint64 wholeNumber(const QJsonValue &json)
{
    return qint64(json.toDouble(0));
}

Error badAnswer(const QString &what)
{
    return Error(ErrorCode::Invalid, QStringLiteral("sync.bad_answer"), {what});
}

Result<RecordRef> refOf(const QJsonObject &json)
{
    const auto id = Id::fromString(json.value(QLatin1String("id")).toString());
    const QString object = json.value(QLatin1String("o")).toString();
    if (!id || id->isNull() || object.isEmpty())
        return badAnswer(QStringLiteral("id"));
    return RecordRef{object, *id};
}

// A field that this program does not know is left out: its value comes again after an update.
Result<Record> recordOf(const QJsonObject &line, const Dictionary &dictionary)
{
    DW_ASSIGN(const RecordRef ref, refOf(line));
    const ObjectTypePtr type = dictionary.find(ref.object);
    if (!type)
        return badAnswer(ref.object);
    Record record(type, ref.id);
    const QJsonObject values = line.value(QLatin1String("v")).toObject();
    if (type->hasMoney()) {
        const Field &currency = type->field(type->currencyIndex());
        DW_ASSIGN(Value stated, valueFromJson(currency, values.value(currency.key), {}));
        record.set(type->currencyIndex(), std::move(stated));
    }
    for (auto value = values.constBegin(); value != values.constEnd(); ++value) {
        const int index = type->indexOf(value.key());
        if (index < 0 || index == type->currencyIndex() || !type->field(index).isStored())
            continue;
        DW_ASSIGN(Value parsed, valueFromJson(type->field(index), value.value(), record.currency()));
        record.set(index, std::move(parsed));
    }
    return record;
}

QByteArray compact(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

}  // namespace

// One answer being taken over.
struct SyncClient::Page
{
    WriteSession &session;
    Replica &replica;
    const Aggregates aggregates;
    const EvaluationContext evaluation;
    QList<ReplicaScope> scopes;
    QStringList taken;        // objects of which records were taken away
    QSet<RecordRef> touched;  // whose dirty records are to be put together again
    ChangeSet changes;        // what was written, for the notice
    int applied = 0;
};

template <typename Work>
Result<SyncClient::Outcome> SyncClient::inTransaction(WriteSession &session, Work &&work)
{
    const auto all = [&]() -> Result<Outcome> {
        DW_TRY(session.begin(Durability::Saved));
        const ConfigurationPtr configuration = m_runner.configuration();
        Page page{session,
                  session.replica(),
                  Aggregates(configuration->dictionary),
                  configuration->settings.context(m_runner.clock().now(), {}, {}),
                  {},
                  {},
                  {},
                  {},
                  0};
        DW_ASSIGN(page.scopes, page.replica.scopes());
        DW_ASSIGN(Outcome outcome, work(page));
        Rebase rebase(session, *configuration->dictionary);
        for (const RecordRef &root : std::as_const(page.touched)) {
            DW_ASSIGN(const ChangeSet changed, rebase.root(root));
            page.changes.changes += changed.changes;
        }
        if (!page.taken.isEmpty()) {
            DW_ASSIGN(const QByteArray before, page.replica.value(Unscrubbed));
            QStringList objects = QString::fromLatin1(before).split(QLatin1Char(','), Qt::SkipEmptyParts);
            objects += page.taken;
            objects.removeDuplicates();
            DW_TRY(page.replica.setValue(Unscrubbed, objects.join(QLatin1Char(',')).toLatin1()));
        }
        CommandResult result;
        result.notice = CommitNotice::of(page.changes);
        DW_TRY(m_runner.commitRepeated(session, {result}));
        outcome.applied = page.applied;
        return outcome;
    };
    const Result<Outcome> outcome = all();
    if (!outcome.ok())
        session.rollback();
    return outcome;
}

Result<void> SyncClient::join(WriteSession &session, const Id &device, const Id &epoch)
{
    const auto work = [&]() -> Result<void> {
        DW_TRY(session.begin(Durability::Saved));
        DW_TRY(session.replica().setValue(Device, device.toByteArray()));
        DW_TRY(session.replica().setValue(Epoch, epoch.toString().toLatin1()));
        return session.commit();
    };
    const Result<void> done = work();
    if (!done.ok())
        session.rollback();
    return done;
}

Result<std::optional<QJsonObject>> SyncClient::pushRequest(WriteSession &session)
{
    const auto work = [&]() -> Result<std::optional<QJsonObject>> {
        DW_TRY(session.begin(Durability::Saved));
        Replica &replica = session.replica();
        DW_ASSIGN(const QList<OutboxEntry> waiting, replica.outbox(0, -1));
        QJsonArray transactions;
        qsizetype bytes = 0;
        for (OutboxEntry entry : waiting) {
            if (entry.state == OutboxEntry::State::Answered)
                continue;
            bytes += entry.body.size();
            if (transactions.size() == PushTransactions || (bytes > PushBytes && !transactions.isEmpty()))
                break;
            transactions.append(outboxJson(entry));
            entry.state = OutboxEntry::State::Sent;
            ++entry.tries;
            DW_TRY(replica.update(entry));
        }
        if (transactions.isEmpty())
            return std::optional<QJsonObject>();
        DW_ASSIGN(const QByteArray epoch, replica.value(Epoch));
        DW_ASSIGN(const QByteArray acknowledged, replica.value(Acknowledged));
        DW_TRY(session.commit());
        return std::optional(QJsonObject{{QStringLiteral("epoch"), QString::fromLatin1(epoch)},
                                         {QStringLiteral("ack_results"), double(acknowledged.toLongLong())},
                                         {QStringLiteral("txs"), transactions}});
    };
    Result<std::optional<QJsonObject>> request = work();
    if (!request.ok() || !*request)
        session.rollback();
    return request;
}

Result<SyncClient::Outcome> SyncClient::applyPush(WriteSession &session, const SyncAnswer &answer)
{
    if (!answer.ok())
        return Outcome{false, false, answer.action(), 0};
    return inTransaction(session, [&](Page &page) -> Result<Outcome> {
        DW_TRY(takeResults(page, answer.body.value(QLatin1String("results")).toArray()));
        return Outcome();
    });
}

Result<void> SyncClient::takeResults(Page &page, const QJsonArray &results) const
{
    DW_ASSIGN(const QByteArray known, page.replica.value(Acknowledged));
    qint64 acknowledged = known.toLongLong();
    for (const QJsonValue &one : results) {
        const QJsonObject result = one.toObject();
        const qint64 number = wholeNumber(result.value(QLatin1String("dseq")));
        acknowledged = std::max(acknowledged, number);
        DW_ASSIGN(auto entry, page.replica.outboxEntry(number));
        // Known already, or of another life of this laptop.
        if (!entry || entry->state == OutboxEntry::State::Answered ||
            entry->transaction.toString() != result.value(QLatin1String("id")).toString())
            continue;
        for (const RecordRef &root : std::as_const(entry->roots))
            page.touched.insert(root);
        const bool rejected = result.value(QLatin1String("st")).toString() == QLatin1String("rejected");
        const bool kept = result.contains(QLatin1String("kept"));
        if (rejected || kept) {
            InboxEntry issue;
            issue.transaction = entry->transaction;
            issue.code = rejected ? result.value(QLatin1String("code")).toString() : QStringLiteral("kept");
            issue.body = entry->body;
            issue.answer = compact(result);
            issue.at = m_runner.clock().now();
            DW_ASSIGN(const qint64 place, page.replica.addToInbox(issue));
            Q_UNUSED(place);
        }
        if (rejected) {
            DW_TRY(page.replica.take(number, Replica::Keep::Forget, m_runner.clock().now()));
            continue;
        }
        entry->state = OutboxEntry::State::Answered;
        entry->executedAt = wholeNumber(result.value(QLatin1String("rseq")));
        entry->answer = compact(result);
        DW_TRY(page.replica.update(*entry));
    }
    return page.replica.setValue(Acknowledged, QByteArray::number(acknowledged));
}

Result<QJsonObject> SyncClient::pullRequest(const ReadSession &session, Scopes scopes) const
{
    const Replica &replica = session.replica();
    DW_ASSIGN(const QByteArray epoch, replica.value(Epoch));
    DW_ASSIGN(const QByteArray cursor, replica.value(Cursor));
    DW_ASSIGN(const QByteArray acknowledged, replica.value(Acknowledged));
    QJsonObject request{{QStringLiteral("epoch"), QString::fromLatin1(epoch)},
                        {QStringLiteral("cursor"), QString::fromLatin1(cursor)},
                        {QStringLiteral("ack_results"), double(acknowledged.toLongLong())}};
    if (scopes == Scopes::Digest) {
        DW_ASSIGN(const QByteArray digest, replica.value(ScopeDigest));
        request.insert(QStringLiteral("scope_hash"), QString::fromLatin1(digest));
        return request;
    }
    DW_ASSIGN(const QList<ReplicaScope> held, replica.scopes());
    QJsonArray list;
    for (const ReplicaScope &scope : held)
        list.append(ScopeList::toJson({scope.number, scope.key, scope.objects}));
    request.insert(QStringLiteral("scopes"), list);
    return request;
}

Result<SyncClient::Outcome> SyncClient::applyPull(WriteSession &session, const QJsonObject &request,
                                                  const SyncAnswer &answer)
{
    if (!answer.ok())
        return Outcome{false, false, answer.action(), 0};
    const QJsonObject &body = answer.body;
    if (body.value(QLatin1String("need")).toString() == QLatin1String("scopes"))
        return Outcome{false, true, {}, 0};
    return inTransaction(session, [&](Page &page) -> Result<Outcome> {
        DW_ASSIGN(const QByteArray cursor, page.replica.value(Cursor));
        if (cursor != request.value(QLatin1String("cursor")).toString().toLatin1())
            return Outcome();
        // Whatever else answered in the server's place does not move the laptop.
        const QByteArray next = body.value(QLatin1String("next")).toString().toLatin1();
        bool whole = false;
        const qint64 to = next.left(next.indexOf('.')).toLongLong(&whole);
        const qint64 from = cursor.left(cursor.indexOf('.')).toLongLong();
        const bool complete = body.value(QLatin1String("complete")).toBool();
        if (!whole || to < from || (to == from && !complete) ||
            !body.value(QLatin1String("complete")).isBool())
            return badAnswer(QStringLiteral("next"));
        if (body.contains(QLatin1String("scopes")))
            DW_TRY(takeScopes(page, body.value(QLatin1String("scopes")).toObject()));
        const QJsonArray rows = body.value(QLatin1String("rows")).toArray();
        for (const QJsonValue &message : rows)
            DW_TRY(takeMessage(page, message.toObject(), true));
        const QJsonArray gone = body.value(QLatin1String("gone")).toArray();
        for (const QJsonValue &message : gone) {
            DW_ASSIGN(const RecordRef root, refOf(message.toObject()));
            DW_TRY(forget(page, root, wholeNumber(message.toObject().value(QLatin1String("q")))));
        }
        DW_TRY(takeResults(page, body.value(QLatin1String("results")).toArray()));
        Outcome outcome;
        outcome.complete = complete;
        if (outcome.complete)
            DW_TRY(finishAnswered(page, to));
        DW_TRY(page.replica.setValue(Cursor, next));
        return outcome;
    });
}

Result<void> SyncClient::takeScopes(Page &page, const QJsonObject &scopes) const
{
    const QJsonArray gone = scopes.value(QLatin1String("remove")).toArray();
    for (const QJsonValue &number : gone) {
        DW_ASSIGN(const bool dropped, page.replica.dropScope(number.toInt()));
        Q_UNUSED(dropped);
        page.scopes.removeIf([&](const ReplicaScope &scope) { return scope.number == number.toInt(); });
    }
    // Before anything comes: a row that is held by nothing may not be seen any more.
    for (;;) {
        DW_ASSIGN(const QList<RecordRef> orphans, page.replica.orphans(500));
        if (orphans.isEmpty())
            break;
        for (const RecordRef &orphan : orphans)
            DW_TRY(forget(page, orphan, -1));
    }
    const QJsonArray come = scopes.value(QLatin1String("add")).toArray();
    for (const QJsonValue &one : come) {
        const QJsonObject line = one.toObject();
        ReplicaScope scope;
        scope.number = line.value(QLatin1String("ord")).toInt();
        scope.key = line.value(QLatin1String("key")).toString();
        const QJsonArray objects = line.value(QLatin1String("objects")).toArray();
        for (const QJsonValue &object : objects)
            scope.objects.append(object.toString());
        scope.live = wholeNumber(line.value(QLatin1String("count"))) == 0;
        DW_TRY(page.replica.setScope(scope));
        page.scopes.append(scope);
    }
    return page.replica.setValue(ScopeDigest, scopes.value(QLatin1String("hash")).toString().toLatin1());
}

Result<int> SyncClient::ownScope(const Page &page, const QJsonValue &named)
{
    const auto scope = std::find_if(page.scopes.begin(), page.scopes.end(), [&](const ReplicaScope &one) {
        return named.isString() ? one.key == named.toString() : one.number == named.toInt(-1);
    });
    if (scope == page.scopes.end())
        return badAnswer(QStringLiteral("scope"));
    return scope->number;
}

Result<void> SyncClient::takeMessage(Page &page, const QJsonObject &message, bool exact) const
{
    RootState state;
    DW_ASSIGN(state.root, refOf(message));
    state.version = wholeNumber(message.value(QLatin1String("q")));
    DW_ASSIGN(const auto known, page.replica.root(state.root));
    if (known && known->version > state.version)
        return {};
    const QJsonArray in = message.value(QLatin1String("s")).toArray();
    for (const QJsonValue &named : in) {
        DW_ASSIGN(const int number, ownScope(page, named));
        state.scopes.append(number);
    }
    // A scope that is being fetched knows of itself alone.
    if (known && !exact) {
        for (const int number : known->scopes) {
            if (!state.scopes.contains(number))
                state.scopes.append(number);
        }
    }
    QHash<RecordRef, Record> server;
    const QJsonArray lines = message.value(QLatin1String("r")).toArray();
    for (const QJsonValue &line : lines) {
        DW_ASSIGN(const Record record, recordOf(line.toObject(), *page.aggregates.dictionary()));
        server.insert(record.ref(), record);
    }
    DW_ASSIGN(const QList<Record> stored, page.aggregates.read(page.session, state.root, page.evaluation));
    DW_ASSIGN(const QList<BaseRow> bases, page.replica.basesOf(state.root));
    QSet<RecordRef> dirty;
    for (BaseRow base : bases) {
        dirty.insert(base.record);
        base.server = server.value(base.record);
        DW_TRY(page.replica.setBase(base));
    }
    ChangeSet changes;
    QHash<RecordRef, Record> here;
    for (const Record &record : stored) {
        here.insert(record.ref(), record);
        if (!dirty.contains(record.ref()) && !server.contains(record.ref()))
            addChange(changes, record, {});
    }
    for (const Record &record : std::as_const(server)) {
        if (dirty.contains(record.ref()))
            continue;
        Record there = here.value(record.ref());
        // It was part of another record, or this laptop took it for one.
        if (!there.isValid()) {
            DW_ASSIGN(there, page.session.find(record.typePointer(), record.id()));
        }
        addChange(changes, there, record);
    }
    page.session.setRevisions({Revisions::By::Given});
    DW_TRY(page.session.apply(changes));
    page.changes.changes += changes.changes;
    ++page.applied;
    if (!dirty.isEmpty())
        page.touched.insert(state.root);
    return page.replica.setRoot(state);
}

Result<void> SyncClient::forget(Page &page, const RecordRef &root, qint64 version) const
{
    DW_ASSIGN(const auto known, page.replica.root(root));
    if (!known || (version >= 0 && known->version > version))
        return {};
    DW_ASSIGN(const QList<Record> stored, page.aggregates.read(page.session, root, page.evaluation));
    DW_ASSIGN(const QList<BaseRow> bases, page.replica.basesOf(root));
    QSet<RecordRef> dirty;
    for (BaseRow base : bases) {
        dirty.insert(base.record);
        base.server = Record();
        DW_TRY(page.replica.setBase(base));
    }
    ChangeSet changes;
    for (const Record &record : stored) {
        page.taken.append(record.type().key());
        if (!dirty.contains(record.ref()))
            addChange(changes, record, {});
    }
    DW_TRY(keepTypedAlone(page, stored));
    page.session.setRevisions({Revisions::By::Given});
    DW_TRY(page.session.apply(changes));
    page.changes.changes += changes.changes;
    ++page.applied;
    if (!dirty.isEmpty())
        page.touched.insert(root);
    return page.replica.dropRoot(root);
}

Result<void> SyncClient::keepTypedAlone(Page &page, const QList<Record> &gone)
{
    QSet<QString> ids;
    for (const Record &record : gone)
        ids.insert(record.id().toString());
    const auto scrubbed = [&](const QByteArray &body) {
        QJsonObject json = QJsonDocument::fromJson(body).object();
        QJsonArray operations = json.value(QLatin1String("ops")).toArray();
        for (QJsonValueRef one : operations) {
            QJsonObject operation = one.toObject();
            if (!ids.contains(operation.value(QLatin1String("id")).toString()))
                continue;
            const QJsonArray asked = operation.value(QLatin1String("asked")).toArray();
            const QJsonObject all = operation.value(QLatin1String("set")).toObject();
            const bool creating = operation.value(QLatin1String("op")).toString() == QLatin1String("create");
            QJsonObject set;
            for (const QJsonValue &key : asked) {
                const QJsonValue value = all.value(key.toString());
                set.insert(key.toString(),
                           creating ? value : QJsonValue(QJsonArray{QJsonValue(), value.toArray().at(1)}));
            }
            operation.insert(QStringLiteral("set"), set);
            one = operation;
        }
        json.insert(QStringLiteral("ops"), operations);
        // What the person saw in a form.
        QJsonObject arguments = json.value(QLatin1String("args")).toObject();
        arguments.remove(QStringLiteral("base"));
        if (json.contains(QLatin1String("args")))
            json.insert(QStringLiteral("args"), arguments);
        QJsonArray requests = json.value(QLatin1String("requests")).toArray();
        for (QJsonValueRef one : requests) {
            QJsonObject request = one.toObject();
            QJsonObject with = request.value(QLatin1String("args")).toObject();
            with.remove(QStringLiteral("base"));
            request.insert(QStringLiteral("args"), with);
            one = request;
        }
        if (!requests.isEmpty())
            json.insert(QStringLiteral("requests"), requests);
        return compact(json);
    };
    const auto names = [&](const QByteArray &body) {
        return std::any_of(ids.begin(), ids.end(),
                           [&](const QString &id) { return body.contains(id.toLatin1()); });
    };
    DW_ASSIGN(const QList<OutboxEntry> waiting, page.replica.outbox(0, -1));
    for (const OutboxEntry &entry : waiting) {
        if (names(entry.body))
            DW_TRY(page.replica.setBody(entry.number, scrubbed(entry.body)));
    }
    DW_ASSIGN(const QList<InboxEntry> inbox, page.replica.inbox());
    for (InboxEntry entry : inbox) {
        if (!names(entry.body))
            continue;
        entry.body = scrubbed(entry.body);
        const QJsonObject answer = QJsonDocument::fromJson(entry.answer).object();
        entry.answer = compact({{QStringLiteral("st"), answer.value(QLatin1String("st"))},
                                {QStringLiteral("code"), answer.value(QLatin1String("code"))}});
        DW_TRY(page.replica.updateInbox(entry));
    }
    UndoJournal journal(page.session);
    for (const Record &record : gone) {
        DW_TRY(page.replica.forgetSentOf(record.id()));
        DW_TRY(journal.forgetRecord(record.id()));
    }
    return {};
}

Result<bool> SyncClient::scrub(WriteSession &session)
{
    DW_ASSIGN(const QByteArray objects, session.replica().value(Unscrubbed));
    if (objects.isEmpty())
        return true;
    DW_ASSIGN(const bool clean,
              session.scrub(QString::fromLatin1(objects).split(QLatin1Char(','), Qt::SkipEmptyParts)));
    if (!clean)
        return false;
    const auto work = [&]() -> Result<void> {
        DW_TRY(session.begin(Durability::Saved));
        DW_TRY(session.replica().setValue(Unscrubbed, {}));
        return session.commit();
    };
    if (const Result<void> done = work(); !done.ok()) {
        session.rollback();
        return done.error();
    }
    return true;
}

Result<void> SyncClient::finishAnswered(Page &page, qint64 sequence) const
{
    constexpr qint64 KeptMs = qint64(30) * 24 * 3600 * 1000;
    DW_TRY(page.replica.forgetSent(Instant{m_runner.clock().now().ms - KeptMs}));
    DW_ASSIGN(const QList<OutboxEntry> waiting, page.replica.outbox(0, -1));
    for (const OutboxEntry &entry : waiting) {
        if (entry.state != OutboxEntry::State::Answered || entry.executedAt > sequence)
            continue;
        for (const RecordRef &root : entry.roots)
            page.touched.insert(root);
        DW_TRY(page.replica.take(entry.number, Replica::Keep::AsSent, m_runner.clock().now()));
    }
    return {};
}

Result<std::optional<QJsonObject>> SyncClient::membersRequest(const ReadSession &session) const
{
    const Replica &replica = session.replica();
    DW_ASSIGN(const QList<ReplicaScope> scopes, replica.scopes());
    DW_ASSIGN(const QByteArray epoch, replica.value(Epoch));
    for (const ReplicaScope &scope : scopes) {
        if (scope.live)
            continue;
        QJsonObject request{{QStringLiteral("epoch"), QString::fromLatin1(epoch)},
                            {QStringLiteral("key"), scope.key},
                            {QStringLiteral("objects"), QJsonArray::fromStringList(scope.objects)}};
        if (!scope.fetched.id.isNull())
            request.insert(QStringLiteral("after"),
                           QJsonObject{{QStringLiteral("o"), scope.fetched.object},
                                       {QStringLiteral("id"), scope.fetched.id.toString()}});
        return std::optional(request);
    }
    return std::optional<QJsonObject>();
}

Result<SyncClient::Outcome> SyncClient::applyMembers(WriteSession &session, const QJsonObject &request,
                                                     const SyncAnswer &answer)
{
    if (!answer.ok())
        return Outcome{false, answer.code() == QLatin1String("scope_gone"), answer.action(), 0};
    return inTransaction(session, [&](Page &page) -> Result<Outcome> {
        const QString key = request.value(QLatin1String("key")).toString();
        const auto scope = std::find_if(page.scopes.begin(), page.scopes.end(),
                                        [&](const ReplicaScope &one) { return one.key == key; });
        // It was taken away while the answer was on its way.
        if (scope == page.scopes.end() ||
            QJsonArray::fromStringList(scope->objects) != request.value(QLatin1String("objects")).toArray())
            return Outcome();
        const QJsonArray rows = answer.body.value(QLatin1String("rows")).toArray();
        const bool goesOn = answer.body.contains(QLatin1String("next"));
        if (!answer.body.value(QLatin1String("complete")).isBool() ||
            (!answer.body.value(QLatin1String("complete")).toBool() && !goesOn))
            return badAnswer(QStringLiteral("complete"));
        for (const QJsonValue &message : rows)
            DW_TRY(takeMessage(page, message.toObject(), false));
        ReplicaScope next = *scope;
        next.live = answer.body.value(QLatin1String("complete")).toBool();
        next.fetchedAsOf = wholeNumber(answer.body.value(QLatin1String("as_of")));
        if (answer.body.contains(QLatin1String("next"))) {
            DW_ASSIGN(next.fetched, refOf(answer.body.value(QLatin1String("next")).toObject()));
        }
        DW_TRY(page.replica.setScope(next));
        Outcome outcome;
        outcome.complete = next.live;
        return outcome;
    });
}

}  // namespace dw
