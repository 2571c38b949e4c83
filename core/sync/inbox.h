// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"
#include "core/sync/inboxitem.h"
#include "core/sync/inboxreader.h"

#include <QJsonArray>

#include <functional>

namespace dw
{

// What a person decides about an item of the inbox.
struct InboxDecision
{
    enum class Action {
        Mine,     // what was typed goes up again, over what there is now
        Theirs,   // what the server holds stays
        Restore,  // the record comes out of the bin first
        Note,     // what was typed is kept as a note
        Discard,
    };
    // Of a single field; fields that are not named are decided by `action`.
    struct Choice
    {
        RecordRef record;
        QString field;
        bool mine = true;
    };
    Action action = Action::Mine;
    qint64 number = 0;
    RecordRef record;  // of a proposal about one record alone; null: all that the number holds
    QList<Choice> choices;
    // Only what `choices` names is decided, the rest goes on waiting; of proposals (InboxItem::isKept()).
    bool onlyChoices = false;
};

// Takes back a decision.
struct InboxUndo
{
    QList<Id> transactions;  // in the order in which they ran
    QJsonArray entries;      // of inbox.reopen
    bool isEmpty() const { return entries.isEmpty(); }
};

struct InboxOutcome
{
    CommandResult result;   // of the last transaction, or of the one that did not go through
    QList<qint64> settled;  // entries that wait no more
    InboxUndo undo;
    bool ok() const { return result.status == CommandResult::Status::Applied; }
};

// Decides items of the inbox of a joined workspace (sync-protocol.md 3.6). What follows from a decision and
// the entry's being settled are one transaction of the store, so that nothing typed is lost between them;
// what fell with another change goes up after it, each in a transaction of its own. The runner must have an
// OutboxWriter as its hook.
class Inbox
{
public:
    explicit Inbox(CommandRunner &runner) : m_runner(runner) {}

    // --- on the writer thread, with no transaction running ---
    InboxOutcome decide(WriteSession &session, const InboxDecision &decision, const Actor &actor,
                        Language language) const;
    // Failed "sync.inbox_gone" where too much was settled since.
    CommandResult undo(WriteSession &session, const InboxUndo &undo, const Actor &actor) const;
    // A form's commands in place of what the item would send again; its followers go up after them.
    InboxOutcome replace(WriteSession &session, qint64 number, const QList<CommandRequest> &requests,
                         const Actor &actor, Language language) const;

    // --- from the application's thread; `done` comes back there unless `receiver` is gone ---
    void submit(const InboxDecision &decision, const Actor &actor, Language language, QObject *receiver,
                std::function<void(const InboxOutcome &)> done) const;
    void submitUndo(const InboxUndo &undo, const Actor &actor, QObject *receiver,
                    std::function<void(const CommandResult &)> done) const;
    void submitReplace(qint64 number, const QList<CommandRequest> &requests, const Actor &actor,
                       Language language, QObject *receiver,
                       std::function<void(const InboxOutcome &)> done) const;
    void read(const Actor &actor, Language language, QObject *receiver,
              std::function<void(const Result<QList<InboxItem>> &)> done) const;

    // So many letters of what was typed stand in one note.
    static constexpr int NoteLetters = 15'000;

private:
    struct Work;
    void proposal(Work &work, const InboxItem &item, const InboxDecision &decision) const;
    void refusal(Work &work, const InboxItem &item, const InboxDecision &decision) const;
    void note(Work &work, const InboxItem &item) const;
    bool run(Work &work, QList<CommandRequest> requests, const QJsonArray &settled) const;

    CommandRunner &m_runner;
};

}  // namespace dw
