// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/inbox.h"

#include "core/base/answeraddress.h"
#include "core/base/wording.h"
#include "core/sync/inboxlines.h"
#include "core/sync/inboxrequests.h"
#include "core/sync/olderdefinitions.h"

#include <QJsonDocument>

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

constexpr qint64 DayMs = 86'400'000;
constexpr qsizetype SubjectLetters = 150;

CommandResult failed(const Error &error)
{
    CommandResult result;
    result.status = CommandResult::Status::Failed;
    result.error = error;
    return result;
}

QString stateKey(InboxDecision::Action action)
{
    return action == InboxDecision::Action::Discard ? QStringLiteral("discarded")
                                                    : QStringLiteral("resolved");
}

QJsonObject settledLine(qint64 number, const QString &state, const QJsonArray &fields = {})
{
    QJsonObject line{{QStringLiteral("number"), double(number)}, {QStringLiteral("state"), state}};
    if (!fields.isEmpty())
        line.insert(QStringLiteral("settled"), fields);
    return line;
}

QJsonObject fieldLine(const InboxField &field, bool mine)
{
    return {{QStringLiteral("obj"), field.record.object},
            {QStringLiteral("id"), field.record.id.toString()},
            {QStringLiteral("field"), field.field},
            {QStringLiteral("choice"), mine ? QStringLiteral("mine") : QStringLiteral("theirs")}};
}

QJsonObject lostLine(const InboxLost &lost)
{
    return {{QStringLiteral("obj"), lost.record.object},
            {QStringLiteral("id"), lost.record.id.toString()},
            {QStringLiteral("field"), lost.field},
            {QStringLiteral("choice"), QStringLiteral("theirs")}};
}

// Whether nothing of a proposal's entry is left to decide once `now` is.
bool isDone(const InboxEntry &entry, const QJsonArray &now)
{
    const QJsonObject answer = QJsonDocument::fromJson(entry.answer).object();
    const QJsonArray before = answer.value(QLatin1String("settled")).toArray();
    const QJsonArray kept = answer.value(QLatin1String("kept")).toArray();
    const auto holds = [](const QJsonArray &lines, const QJsonObject &field) {
        return std::any_of(lines.begin(), lines.end(), [&](const QJsonValue &one) {
            const QJsonObject line = one.toObject();
            return line.value(QLatin1String("id")) == field.value(QLatin1String("id")) &&
                   line.value(QLatin1String("field")) == field.value(QLatin1String("field"));
        });
    };
    return std::all_of(kept.begin(), kept.end(), [&](const QJsonValue &one) {
        return holds(before, one.toObject()) || holds(now, one.toObject());
    });
}

bool takesNotes(const QString &object)
{
    static const QStringList objects{QStringLiteral("lead"), QStringLiteral("account"),
                                     QStringLiteral("contact"), QStringLiteral("opportunity")};
    return objects.contains(object);
}

}  // namespace

struct Inbox::Work
{
    WriteSession &session;
    const Actor &actor;
    const InboxReader reader;
    InboxDecision::Action action = InboxDecision::Action::Mine;
    InboxOutcome outcome;

    bool fail(const Error &error)
    {
        outcome.result = failed(error);
        return false;
    }
};

bool Inbox::run(Work &work, QList<CommandRequest> requests, const QJsonArray &settled) const
{
    if (!settled.isEmpty())
        requests.append({QStringLiteral("inbox.settle"), {{QStringLiteral("entries"), settled}}});
    work.outcome.result = m_runner.runTogether(work.session, requests, work.actor);
    if (!work.outcome.ok())
        return false;
    if (requests.size() > (settled.isEmpty() ? 0 : 1))
        work.outcome.undo.transactions.append(work.outcome.result.transaction);
    for (const QJsonValue &one : settled) {
        const QJsonObject line = one.toObject();
        QJsonObject back{{QStringLiteral("number"), line.value(QLatin1String("number"))}};
        if (line.contains(QLatin1String("settled")))
            back.insert(QStringLiteral("settled"), line.value(QLatin1String("settled")));
        work.outcome.undo.entries.append(back);
        if (line.value(QLatin1String("state")).toString() != QLatin1String("open"))
            work.outcome.settled.append(qint64(line.value(QLatin1String("number")).toDouble()));
    }
    return true;
}

void Inbox::proposal(Work &work, const InboxItem &item, const InboxDecision &decision) const
{
    QHash<qint64, QJsonArray> decided;
    QJsonObject set;
    for (const InboxField &field : item.fields) {
        const auto choice = std::find_if(decision.choices.begin(), decision.choices.end(),
                                         [&](const InboxDecision::Choice &one) {
                                             return one.record == field.record && one.field == field.field;
                                         });
        const bool named = choice != decision.choices.end();
        if (!named && decision.onlyChoices)
            continue;
        const bool mine = named ? choice->mine : decision.action == InboxDecision::Action::Mine;
        // It would be held against a state that is gone, once more.
        if (mine && !field.pulled) {
            work.fail(Error(ErrorCode::Refused, QStringLiteral("sync.inbox_not_yet")));
            return;
        }
        if (mine)
            set.insert(field.field, field.mine.toJson());
        for (const qint64 number : field.entries)
            decided[number].append(fieldLine(field, mine));
    }
    // What there is no place for any more cannot be sent: it waits until it is noted or let go.
    for (const InboxLost &lost : item.lost) {
        if (decision.action != InboxDecision::Action::Mine && !decision.onlyChoices)
            decided[lost.entry].append(lostLine(lost));
    }
    if (decided.isEmpty()) {
        work.fail(Error(ErrorCode::Refused, QStringLiteral("sync.inbox_no_place")));
        return;
    }
    QJsonArray settled;
    for (const qint64 number : item.entries) {
        if (!decided.contains(number) ||
            std::any_of(settled.begin(), settled.end(), [&](const QJsonValue &one) {
                return qint64(one.toObject().value(QLatin1String("number")).toDouble()) == number;
            }))
            continue;
        const auto entry = work.session.replica().inboxEntry(number);
        if (!entry.ok()) {
            work.fail(entry.error());
            return;
        }
        const bool done = *entry && isDone(**entry, decided[number]);
        settled.append(
            settledLine(number, done ? stateKey(decision.action) : QStringLiteral("open"), decided[number]));
    }
    QList<CommandRequest> requests;
    if (!set.isEmpty())
        requests.append({QStringLiteral("record.update"),
                         {{QStringLiteral("object"), item.record.object},
                          {QStringLiteral("id"), item.record.id.toString()},
                          {QStringLiteral("set"), set}}});
    run(work, requests, settled);
}

void Inbox::refusal(Work &work, const InboxItem &item, const InboxDecision &decision) const
{
    using Way = InboxDecision::Action;
    const QList<qint64> all = QList<qint64>{item.number} + item.followerEntries;
    const bool anyMine = std::any_of(decision.choices.begin(), decision.choices.end(),
                                     [](const InboxDecision::Choice &choice) { return choice.mine; });
    if (decision.action == Way::Discard || (decision.action == Way::Theirs && !anyMine)) {
        QJsonArray settled;
        for (const qint64 number : all)
            settled.append(settledLine(number, stateKey(decision.action)));
        run(work, {}, settled);
        return;
    }
    const RecordRef binned = item.binned.id.isNull() ? item.record : item.binned;
    QSet<InboxFieldKey> theirs;
    for (const InboxField &field : item.fields) {
        // Of strict parts one side is taken as a whole.
        if (item.isWhole())
            break;
        const auto choice = std::find_if(decision.choices.begin(), decision.choices.end(),
                                         [&](const InboxDecision::Choice &one) {
                                             return one.record == field.record && one.field == field.field;
                                         });
        const bool mine = choice != decision.choices.end()
                              ? choice->mine
                              : decision.action != Way::Theirs || !field.conflict;
        if (mine && !field.pulled) {
            work.fail(Error(ErrorCode::Refused, QStringLiteral("sync.inbox_not_yet")));
            return;
        }
        if (!mine)
            theirs.insert({field.record, field.field});
    }
    for (const qint64 number : all) {
        const auto entry = work.session.replica().inboxEntry(number);
        if (!entry.ok() || !*entry) {
            work.fail(entry.ok() ? Error(ErrorCode::NotFound, QStringLiteral("sync.inbox_gone"),
                                         {QString::number(number)})
                                 : entry.error());
            return;
        }
        const auto transaction = InboxReader::transactionOf(**entry);
        if (!transaction.ok()) {
            work.fail(transaction.error());
            return;
        }
        QList<CommandRequest> requests;
        if (decision.action == Way::Restore && number == item.number)
            requests.append({QStringLiteral("record.restore"),
                             {{QStringLiteral("object"), binned.object},
                              {QStringLiteral("ids"), QJsonArray{binned.id.toString()}}}});
        const auto forward = OlderDefinitions(work.session, *m_runner.configuration()).forward(*transaction);
        if (!forward.ok()) {
            work.fail(forward.error());
            return;
        }
        const auto over = InboxLines::overTheirs(
            work.session, *m_runner.configuration()->dictionary,
            requestsAgain(forward->transaction, number == item.number ? theirs : QSet<InboxFieldKey>()));
        if (!over.ok()) {
            work.fail(over.error());
            return;
        }
        requests += *over;
        if (!run(work, requests, {settledLine(number, stateKey(decision.action))}))
            return;
    }
}

void Inbox::note(Work &work, const InboxItem &item) const
{
    QList<InboxItem> followers;
    QJsonArray settled;
    for (const qint64 number : item.followerEntries) {
        const auto follower = work.reader.alone(number);
        if (!follower.ok()) {
            work.fail(follower.error());
            return;
        }
        followers.append(*follower);
    }
    if (item.isKept()) {
        QHash<qint64, QJsonArray> decided;
        for (const InboxField &field : item.fields) {
            for (const qint64 number : field.entries)
                decided[number].append(fieldLine(field, false));
        }
        for (const InboxLost &lost : item.lost)
            decided[lost.entry].append(lostLine(lost));
        for (auto entry = decided.constBegin(); entry != decided.constEnd(); ++entry) {
            const auto stored = work.session.replica().inboxEntry(entry.key());
            const bool done = stored.ok() && *stored && isDone(**stored, entry.value());
            settled.append(settledLine(
                entry.key(), done ? QStringLiteral("resolved") : QStringLiteral("open"), entry.value()));
        }
    } else {
        settled.append(settledLine(item.number, QStringLiteral("resolved")));
        for (const qint64 number : item.followerEntries)
            settled.append(settledLine(number, QStringLiteral("resolved")));
    }

    const QString text = work.reader.text().note(item, followers);
    const QString subject =
        wording(QStringLiteral("sync.note_subject"), {item.title.left(SubjectLetters)}).left(200);
    const Instant now = m_runner.clock().now();
    const auto onRecord = [&](const QString &part) {
        return CommandRequest{QStringLiteral("activity.log"),
                              {{QStringLiteral("set"),
                                QJsonObject{{QStringLiteral("kind"), QStringLiteral("note")},
                                            {QStringLiteral("subject"), subject},
                                            {QStringLiteral("content"), part},
                                            {QStringLiteral("outcome"), QStringLiteral("neutral")},
                                            {QStringLiteral("related"), Value(item.record).toJson()},
                                            {QStringLiteral("occurred_at"), now.toIso()},
                                            {QStringLiteral("performer_id"), work.actor.user.toString()}}}}};
    };
    // Without a record that it could stand on it is something to do for who typed it.
    const auto forOneself = [&](const QString &part) {
        return CommandRequest{QStringLiteral("record.create"),
                              {{QStringLiteral("object"), QStringLiteral("task")},
                               {QStringLiteral("set"),
                                QJsonObject{{QStringLiteral("subject"), subject},
                                            {QStringLiteral("result_note"), part},
                                            {QStringLiteral("due_at"), Instant{now.ms + DayMs}.toIso()},
                                            {QStringLiteral("assignee_id"), work.actor.user.toString()}}}}};
    };
    bool stands = item.isHere && takesNotes(item.record.object);
    for (qsizetype at = 0; at < text.size(); at += NoteLetters) {
        const QString part = text.mid(at, NoteLetters);
        // The entry waits until all of it is stored.
        const QJsonArray settling = at + NoteLetters < text.size() ? QJsonArray() : settled;
        if (stands && run(work, {onRecord(part)}, settling))
            continue;
        stands = false;
        if (!run(work, {forOneself(part)}, settling))
            return;
    }
}

InboxOutcome Inbox::decide(WriteSession &session, const InboxDecision &decision, const Actor &actor,
                           Language language) const
{
    using Way = InboxDecision::Action;
    Work work{
        session, actor, InboxReader(session, m_runner.configuration(), actor, language), decision.action, {}};
    const auto items = work.reader.items();
    if (!items.ok()) {
        work.fail(items.error());
        return work.outcome;
    }
    work.fail(
        Error(ErrorCode::NotFound, QStringLiteral("sync.inbox_gone"), {QString::number(decision.number)}));
    for (const InboxItem &item : *items) {
        if (item.number != decision.number ||
            (!decision.record.id.isNull() && item.record != decision.record))
            continue;
        const bool again = decision.action == Way::Mine || decision.action == Way::Restore;
        if (item.isNews() && again)
            work.fail(Error(ErrorCode::Refused, QStringLiteral("sync.inbox_only_news")));
        else if (decision.action == Way::Restore && !item.mayRestore())
            work.fail(Error(ErrorCode::Refused, QStringLiteral("sync.inbox_nothing_deleted")));
        else if (decision.action == Way::Note)
            note(work, item);
        else if (item.isKept())
            proposal(work, item, decision);
        else
            refusal(work, item, decision);
        if (!work.outcome.ok())
            break;
    }
    return work.outcome;
}

InboxOutcome Inbox::replace(WriteSession &session, qint64 number, const QList<CommandRequest> &requests,
                            const Actor &actor, Language language) const
{
    Work work{session,
              actor,
              InboxReader(session, m_runner.configuration(), actor, language),
              InboxDecision::Action::Mine,
              {}};
    const auto items = work.reader.items();
    if (!items.ok()) {
        work.fail(items.error());
        return work.outcome;
    }
    const auto item = std::find_if(items->begin(), items->end(), [&](const InboxItem &one) {
        return one.number == number && !one.isKept();
    });
    if (item == items->end()) {
        work.fail(Error(ErrorCode::NotFound, QStringLiteral("sync.inbox_gone"), {QString::number(number)}));
        return work.outcome;
    }
    if (!run(work, requests, {settledLine(number, QStringLiteral("resolved"))}))
        return work.outcome;
    const InboxOutcome done = work.outcome;
    for (const qint64 follower : item->followerEntries) {
        const auto entry = session.replica().inboxEntry(follower);
        const auto transaction = entry.ok() && *entry
                                     ? InboxReader::transactionOf(**entry)
                                     : Result<SyncTransaction>(Error(ErrorCode::NotFound, QString()));
        const auto forward = transaction.ok()
                                 ? OlderDefinitions(session, *m_runner.configuration()).forward(*transaction)
                                 : Result<OlderDefinitions::Forward>(transaction.error());
        // What does not go through any more waits by itself.
        if (!forward.ok() || !run(work, requestsAgain(forward->transaction, {}),
                                  {settledLine(follower, QStringLiteral("resolved"))}))
            break;
    }
    work.outcome.result = done.result;
    return work.outcome;
}

CommandResult Inbox::undo(WriteSession &session, const InboxUndo &undo, const Actor &actor) const
{
    QList<CommandRequest> requests;
    const auto outbox = session.replica().outbox(0, -1);
    const auto sent = session.replica().sent(0, -1);
    if (!outbox.ok() || !sent.ok())
        return failed(outbox.ok() ? sent.error() : outbox.error());
    for (auto id = undo.transactions.crbegin(); id != undo.transactions.crend(); ++id) {
        QByteArray body;
        for (const OutboxEntry &entry : *outbox) {
            if (entry.transaction == *id)
                body = entry.body;
        }
        for (const Replica::SentEntry &entry : *sent) {
            if (entry.transaction == *id)
                body = entry.body;
        }
        // It changed nothing.
        if (body.isEmpty())
            continue;
        InboxEntry found;
        found.body = body;
        const auto transaction = InboxReader::transactionOf(found);
        if (!transaction.ok())
            return failed(transaction.error());
        requests += requestsBack(*transaction);
    }
    requests.append({QStringLiteral("inbox.reopen"), {{QStringLiteral("entries"), undo.entries}}});
    return m_runner.runTogether(session, requests, actor);
}

void Inbox::submit(const InboxDecision &decision, const Actor &actor, Language language, QObject *receiver,
                   std::function<void(const InboxOutcome &)> done) const
{
    m_runner.workspace().write(
        Workspace::Priority::User,
        [runner = &m_runner, decision, actor, language, address = AnswerAddress(receiver),
         done = std::move(done)](WriteSession &session, const Ticket &) {
            const InboxOutcome outcome = Inbox(*runner).decide(session, decision, actor, language);
            address.post([done, outcome] { done(outcome); });
        });
}

void Inbox::submitReplace(qint64 number, const QList<CommandRequest> &requests, const Actor &actor,
                          Language language, QObject *receiver,
                          std::function<void(const InboxOutcome &)> done) const
{
    m_runner.workspace().write(
        Workspace::Priority::User,
        [runner = &m_runner, number, requests, actor, language, address = AnswerAddress(receiver),
         done = std::move(done)](WriteSession &session, const Ticket &) {
            const InboxOutcome outcome = Inbox(*runner).replace(session, number, requests, actor, language);
            address.post([done, outcome] { done(outcome); });
        });
}

void Inbox::submitUndo(const InboxUndo &undo, const Actor &actor, QObject *receiver,
                       std::function<void(const CommandResult &)> done) const
{
    m_runner.workspace().write(Workspace::Priority::User,
                               [runner = &m_runner, undo, actor, address = AnswerAddress(receiver),
                                done = std::move(done)](WriteSession &session, const Ticket &) {
                                   const CommandResult result = Inbox(*runner).undo(session, undo, actor);
                                   address.post([done, result] { done(result); });
                               });
}

void Inbox::read(const Actor &actor, Language language, QObject *receiver,
                 std::function<void(const Result<QList<InboxItem>> &)> done) const
{
    m_runner.workspace().read(
        Workspace::Lane::Detail, {},
        [configuration = m_runner.configuration(), actor, language, address = AnswerAddress(receiver),
         done = std::move(done)](ReadSession &session, const Ticket &) {
            const auto read = [&]() -> Result<QList<InboxItem>> {
                DW_TRY(session.beginRead());
                auto items = InboxReader(session, configuration, actor, language).items();
                session.endRead();
                return items;
            };
            address.post([done, items = read()] { done(items); });
        });
}

}  // namespace dw
