// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/idgenerator.h"
#include "core/commands/commandrunner.h"
#include "core/store/replica.h"
#include "core/store/workspace.h"
#include "core/sync/syncclient.h"
#include "core/sync/syncrecovery.h"
#include "core/sync/syncserver.h"
#include "tests/support/testworkspace.h"
#include "tests/sync/skewedclock.h"
#include "tests/sync/synccrash.h"

#include <QHash>
#include <QJsonObject>
#include <QMap>
#include <QTemporaryDir>

#include <functional>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace dw::test
{

// A workspace with what runs on it. Real files, and a real database where the server's is in PostgreSQL
// (TestWorkspace).
struct SyncParty
{
    QTemporaryDir folder;
    std::unique_ptr<SkewedClock> clock;  // a laptop's
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<CommandRunner> runner;
    Actor actor;

    void write(const std::function<void(WriteSession &)> &work) { workspace->writeNow(work); }
    CommandResult run(const char *command, const QJsonObject &arguments);
    // Fails loudly unless it is applied; the main record's id.
    Id done(const char *command, const QJsonObject &arguments);
    Id create(const char *object, const QJsonObject &set);
    CommandResult update(const char *object, const Id &id, const QJsonObject &set);
    // An invalid Record if there is none.
    Record stored(const char *object, const Id &id);
    // Every stored record of the objects that travel, by object and id, as canonical JSON without what only
    // this file counts.
    QMap<QString, QByteArray> contents();
};

// A laptop.
struct SyncLaptop : SyncParty
{
    std::unique_ptr<SyncClient> client;
    Id device;

    QList<OutboxEntry> outbox();
    QList<InboxEntry> inbox();
};

class FaultyAccess;
class FaultyHook;

// A server with a company of some users, and laptops joined to it, in one process and one thread of sync; the
// wire is a function call that may be cut.
class SyncWorld
{
public:
    // Open: everybody holds everything. Roles: everybody has the shipped role "sales_rep", and what that
    // reaches.
    enum class Access { Open, Roles };
    explicit SyncWorld(int laptops, Access access = Access::Open);
    ~SyncWorld();

    SyncParty &server() { return m_server; }
    SyncServer &engine() { return *m_engine; }
    SyncLaptop &laptop(int index) { return *m_laptops[size_t(index)]; }
    FixedClock &clock() { return m_clock; }

    // What the wire does to a push. Lost: nothing comes of it. Cut: it ends at some byte. Late: it arrives
    // behind what comes after it (deliverLate()). Twice: the server gets it two times and the laptop the
    // second answer.
    enum class Wire { Whole, RequestLost, AnswerLost, RequestCut, AnswerCut, RequestLate, AnswerLate, Twice };
    // One push of what waits; false: nothing did.
    bool push(SyncLaptop &laptop, Wire wire = Wire::Whole);
    // Until the laptop stands where the server stands, scopes fetched; so many aggregates a page.
    // The line may break after that many requests (-1: it holds); false: it did.
    bool pull(SyncLaptop &laptop, int pageSize = 500, int requests = -1);
    // So many bytes a page (0: as many as the server gives).
    void setPageBytes(qsizetype bytes) { m_pageBytes = bytes; }
    // False: a pull breaks off before what leaves in batches has left.
    void setSettles(bool settles) { m_settles = settles; }
    // The power fails: what is on the disk is opened again.
    void crash(SyncLaptop &laptop);
    void crashServer();
    // From here on, the party is killed before an SQL statement, the one so many from here on: what was under
    // way throws Died as soon as it is up again. Until disarm(); true: it died, in a command that ran to its
    // end as well, of which nothing is left. A database outside of a file is never struck.
    struct Died
    {};
    void killAt(SyncParty &party, int statement);
    bool disarm();
    // How many statements the server runs for that.
    int serverStatements(const std::function<void()> &work);
    // Lots (0 to one less) that say what befalls pulls besides: answers that come twice or behind newer ones,
    // another replica between pages, a stream that ends at some byte.
    void setLots(std::function<int(int)> lots) { m_lots = std::move(lots); }
    // What was late arrives, at the server or at the laptop that asked.
    bool deliverLate();
    // Requests of pull(), all in all.
    int pulledPages() const { return m_pulledPages; }
    void setRecent(qint64 ms);
    // What the server published is brought into the feed before a laptop pulls; false: only on publish().
    void setPublishes(bool publishes) { m_publishes = publishes; }
    // So many batches of it, all of them (-1); how many there were.
    int publish(int batches = -1);
    // The commit so many from here on, 1 the next, meets a fault of the program.
    void failCommit(int number);
    // The answers that laptops get go through this.
    void setLens(std::function<SyncAnswer(SyncAnswer)> lens) { m_lens = std::move(lens); }
    // Numbers for a laptop that runs out of them; what it has afterwards is its own. False: it does not.
    bool lease(SyncLaptop &laptop);
    // Everything up, everything down.
    void sync(SyncLaptop &laptop);
    void syncAll();
    SyncAnswer send(SyncLaptop &laptop, const QJsonObject &push);

    // What is broken on purpose: a test of the tests. One at a time.
    enum class Fault {
        None,
        GoneOmitted,         // a pull does not bring what is to be forgotten
        ScopesNotTaken,      // nor what was taken from the user as a whole
        PartsOmitted,        // an aggregate without its parts
        VersionsAhead,       // rows that say to be newer than they are
        CursorAhead,         // a page that says to be the last
        AskedOmitted,        // a transaction that does not say what the person saw
        FollowersForgotten,  // what belongs to a record stays where the record was
        SharesForgotten,     // a share changes nothing about what is shared
        ReachStandsStill,    // what was reached once is reached for ever
        NotScrubbed,         // words and pages of what was taken away stay
        BasesLost,           // what the server holds under pending work is not kept
        FieldsNotTold,       // nobody says which fields were taken from the user
        ChangesNotTold,      // nor which objects a scope has more or less
        MembersCutShort,     // a first page of members that says to be the last
        AnswersForged,       // something in the server's place says that all is done
        VersionsBehind,      // rows that say to be older than they are
        DeletedAlive,        // what went into the bin comes as if it had not
        InboxLost,           // what was refused is thrown away
        GoneBehind,          // what is to be forgotten says to be older than it is
        SomebodyElse,        // another user's answer
        CommitsSkipped,      // some of what the server changes is in no feed
        TagsIgnored,         // whoever reaches a key reaches all of it
        PlacementsOld,       // a record stays where it was placed first
        ScopesMixed,         // a row names another scope than the one that holds it
        NumbersReused,       // a second transaction under a number that was used
        NumberedTooEarly,    // a commit has its number before its turn: a reader sees the next one first
        ResultsOmitted,      // a pull has the rows of a transaction and does not say that it ran
        DroppedTooEarly,     // what was executed is forgotten on a page that is not the last
        CursorApart,         // the cursor is written by itself, in front of the rows
        RowsBeforeScopes,    // rows come in front of what says which scopes there are
        AnsweredTooEarly,    // a push is answered before it is committed
        BasesStay,           // what the server held under pending work stays when the record leaves
    };
    static constexpr int Faults = int(Fault::BasesStay);
    void setFault(Fault fault);
    // Ends the test loudly, unless told to throw std::runtime_error.
    void setThrows(bool throws) { m_throws = throws; }

    // --- syncworldrestore.cpp: what is put back to an older state ---
    // From here on laptops say where they stand before all else, as they do outside of tests.
    void setGreets() { m_restores = true; }
    // A copy of the server as it is, and back to it: as the program that restores does it, or by files alone.
    void backUp();
    enum class Restore { NewEpoch, FilesAlone };
    void restore(Restore how);
    // What ends a doubt about the server's history.
    void beginEpoch();
    // The same of a laptop, as an image of its disk.
    void image(SyncLaptop &laptop);
    void restoreImage(SyncLaptop &laptop);
    // In place of a device that somebody else is: the laptop as a new one, its work kept.
    void enrolAnew(SyncLaptop &laptop);
    // What a laptop says and hears before all else; it begins to recover where the server tells it to.
    void greet(SyncLaptop &laptop);
    // Asks what its recovery needs to know; false: it has to wait.
    bool recover(SyncLaptop &laptop, SyncRecovery::Place place);
    bool isRecovering(SyncLaptop &laptop);
    // What the server was asked, by path.
    QMap<QString, int> questions;
    SyncAnswer ask(SyncLaptop &laptop, const SyncRecovery::Question &question);

    void setRoles(const Id &user, const QStringList &codes);
    // Of the shipped role: hidden, read ...
    void setFieldRight(const QString &role, const QString &object, const QString &field,
                       const QString &right);
    Id user(int index) const { return m_users[index]; }
    void addLaptop(const Id &user);

private:
    struct Template;
    struct Fresh
    {};
    // Everything is founded; the other constructor copies what came of it.
    SyncWorld(Fresh, int laptops, Access access);
    static const Template &templateOf(int laptops, Access access);
    void close();
    void closeServer();
    void serve();
    void run(SyncLaptop &laptop);
    void restart(SyncParty &party);
    void restartFrom(SyncParty &party, const QString &files);
    // --- syncworldwire.cpp ---
    void revive();
    static bool isShutOut(const SyncAnswer &answer);
    void mayDie();
    void take(SyncLaptop &laptop, const QJsonObject &request, const SyncAnswer &answer,
              SyncClient::Outcome &outcome);
    void takePush(SyncLaptop &laptop, const SyncAnswer &answer);
    SyncAnswer answerPull(const Id &asked, QJsonObject &request, int pageSize);
    void befall(SyncLaptop &laptop);
    void checkCut(const QJsonObject &body) const;
    bool fetchFrames(SyncLaptop &laptop, const QJsonObject &request, int pageSize);
    bool lot(int of) { return m_lots && m_lots(of) == 0; }
    template <typename T>
    T checked(Result<T> result, const char *what) const
    {
        if (!result.ok())
            complain(QString::fromLatin1(what) + QLatin1String(": ") + result.error().key + QLatin1Char(' ') +
                     result.error().arguments.join(QLatin1Char('|')) + QLatin1Char(' ') +
                     result.error().detail);
        if constexpr (!std::is_void_v<T>)
            return std::move(result).value();
    }
    void settle(SyncLaptop &laptop);
    void fetch(SyncLaptop &laptop, QJsonObject request, int pageSize);
    void serveAnew();
    SyncAnswer seen(const SyncAnswer &answer) const;
    void complain(const QString &what) const;
    // --- syncfaults.cpp ---
    SyncAnswer spoilt(SyncAnswer answer, const QJsonObject &head) const;
    QJsonObject spoiltPush(const QJsonObject &push) const;
    SyncAnswer forged(const QJsonObject &push);
    static void forgetBases(SyncLaptop &laptop);
    static void forgetInbox(SyncLaptop &laptop);
    static void dropAnswered(SyncLaptop &laptop, const QJsonObject &page);
    static void setCursor(SyncLaptop &laptop, const QJsonObject &page);
    static QList<BaseRow> bases(SyncLaptop &laptop);
    static void putBack(SyncLaptop &laptop, const QList<BaseRow> &bases);
    SyncAnswer hasty(SyncAnswer answer);

    FixedClock m_clock;
    IdGenerator m_ids;
    Access m_kind;
    quint32 m_tag = 1;
    Fault m_fault = Fault::None;
    bool m_throws = false;
    bool m_settles = true;
    bool m_publishes = true;
    qsizetype m_pageBytes = 0;
    std::function<SyncAnswer(SyncAnswer)> m_lens;
    std::shared_ptr<FaultyAccess> m_access;
    std::shared_ptr<FaultyHook> m_hook;
    SyncParty m_server;
    TestWorkspace m_place{m_server.folder.path() + QLatin1String("/w")};
    std::unique_ptr<SyncServer> m_engine;
    QList<Id> m_users;
    QHash<QString, Id> m_fieldRights;
    std::vector<std::unique_ptr<SyncLaptop>> m_laptops;
    QTemporaryDir m_backup;
    TestWorkspace m_backupPlace{m_backup.path() + QLatin1String("/server")};
    bool m_restores = false;  // laptops greet, as they do outside of tests
    std::unique_ptr<SyncCrash> m_crash;
    std::function<int(int)> m_lots;
    qint64 m_recentMs = MemberOrder::RecentMs;
    int m_pulledPages = 0;
    int m_hasty = 0;
    QJsonObject m_heldScopes;
    struct Late
    {
        Id device;
        bool toServer = false;
        QJsonObject request;
        SyncAnswer answer;
    };
    QList<Late> m_late;
    // Of each laptop the page that it got last.
    QHash<Id, std::pair<QJsonObject, SyncAnswer>> m_lastPage;
};

}  // namespace dw::test
