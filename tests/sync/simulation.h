// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sync/syncworld.h"

#include <QHash>
#include <QMap>
#include <QSet>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <random>
#include <utility>

namespace dw::test
{

// A random life of some laptops and their server (sync-protocol.md 6): people work, the wire loses requests,
// and answers, time passes; in between and at the end what must always hold is checked. The same
// seed is the same life.
class Simulation
{
public:
    struct Plan
    {
        std::uint32_t seed = 1;
        int laptops = 3;
        int steps = 200;
        // Roles: people get and lose records, shares and roles, too.
        SyncWorld::Access access = SyncWorld::Access::Open;
        SyncWorld::Fault fault = SyncWorld::Fault::None;
        // Only these of its steps, by number; none: all. Each step draws its own lots, so that a life can be
        // lived again without some of them.
        QList<int> only = {};
        bool restores = false;  // now and then the server is put back to an older state
    };

    explicit Simulation(const Plan &plan);

    // Empty, or what was broken first, with the steps before it.
    QString run();
    // The fewest steps that still break something, by leaving out others (ddmin), in so many tries.
    static QList<int> shrunk(const Plan &plan, int tries);
    // DEALWRIGHT_SYNC_ONLY: the steps that somebody wants to live again.
    static QList<int> asked();
    // A failure, what is left of the life without which it does not happen, and the line that keeps it
    // (tests/data/lives.txt).
    static QString told(const Plan &plan, const QString &failure);
    // What happened, a line a step: equal for equal seeds.
    const QStringList &trace() const { return m_trace; }
    // How much of what: a life in which nothing conflicts proves little.
    const QMap<QString, int> &counts() const { return m_counts; }

private:
    // Short: lives last some days.
    static constexpr int MostIdleStatements = 40;
    static constexpr qint64 RecentMs = qint64(12) * 3600 * 1000;
    int random(int below);
    template <typename T>
    const T &any(const QList<T> &of)
    {
        return of[random(int(of.size()))];
    }
    void step();
    void act(SyncLaptop &laptop, int index);
    void deliver();
    void work(SyncLaptop &laptop, int index);
    void create(SyncLaptop &laptop, int index);
    void change(SyncLaptop &laptop, int index);
    void remove(SyncLaptop &laptop, int index);
    void advance(SyncLaptop &laptop, int index);
    // --- simulationsteps.cpp ---
    void begin();
    void addLine(SyncLaptop &laptop, int index);
    void moveLine(SyncLaptop &laptop, int index);
    void number(SyncLaptop &laptop, int index);
    void changeMany(SyncLaptop &laptop, int index);
    void finishTask(SyncLaptop &laptop, int index);
    void ruleFields();
    // --- simulationwhole.cpp ---
    void takeLead(SyncLaptop &laptop, int index);
    void checkWholes();
    void checkSums(SyncParty &party, const QString &who);
    void checkClaims();
    // --- simulationdefinitions.cpp ---
    void define();
    void visit(SyncLaptop &laptop, int index);
    void setCustom(const SyncLaptop &laptop, QJsonObject &set, const Id &account, int index);
    void breakOff(SyncLaptop &laptop, int index);
    void failPower(SyncLaptop &laptop, int index);
    void checkHidden(SyncLaptop &laptop, int index, const QByteArray &bytes,
                     const QMap<QString, QByteArray> &here);
    void checkMasks(SyncLaptop &laptop, int index, const QMap<QString, QByteArray> &here);
    void noteRun(const CommandResult &result, const QString &what);
    void pushOnce(SyncLaptop &laptop, int index);
    void pullOnce(SyncLaptop &laptop, int index);
    void workOnServer();
    // simulationrestore.cpp
    bool putBack();
    void rule();
    // What the laptop's user may see of the server's records.
    QMap<QString, QByteArray> visible(const SyncLaptop &laptop);
    QString versions(SyncLaptop &laptop, const QString &key);
    // Nothing of what others typed and the user may not see is in the laptop's files.
    void checkFiles(SyncLaptop &laptop, int index);
    QList<Id> ids(SyncParty &party, const char *object);
    // Of a laptop that stands where the server stands and waits for nothing.
    void compare(SyncLaptop &laptop, int index);
    void checkOutbox(SyncLaptop &laptop, int index);
    void checkAtRest();
    // --- simulationworkload.cpp ---
    void rarely(SyncLaptop &laptop, int index);
    void importSome(SyncLaptop &laptop, int index);
    void attach(SyncLaptop &laptop, int index);
    void writeLong(SyncLaptop &laptop, int index);
    void rulePeople();
    void passTime(SyncLaptop &laptop, int index);
    bool isWorking(int index);
    void everybodyBack();
    // --- simulationwaiting.cpp ---
    void checkAnswered(SyncLaptop &laptop, int index, bool complete);
    static bool isInInbox(SyncLaptop &laptop, const Id &transaction);
    // What waits for a person stays, but what its user may not see any more for its time (G6).
    void checkInbox(SyncLaptop &laptop, int index);
    // What was sent stays for a server that loses it, but what its user may not see any more, and for its
    // time.
    void checkSent(SyncLaptop &laptop, int index);
    // What may be lost and waits, of what the user's rights reach: the bodies of it.
    QByteArray parked(SyncLaptop &laptop, int index);
    qint64 versionThere(const RecordRef &root);
    void checkWaiting(SyncLaptop &laptop, int index, const QMap<QString, QByteArray> &there);
    void checkDigests(SyncLaptop &laptop, int index);
    void checkIdle(SyncLaptop &laptop, int index);
    void checkSums(SyncParty &party);
    void checkNumbers();
    // What a transaction wrote over on the server is what its person saw, or was theirs to merge.
    void checkWrittenOver(ReadSession &session, const Id &transaction, int index);
    void fail(const QString &what);

    Plan m_plan;
    std::mt19937 m_random;
    SyncWorld m_world;
    QStringList m_trace;
    QMap<QString, int> m_counts;
    QString m_failure;
    int m_names = 0;
    bool m_backedUp = false;
    QHash<QString, Id> m_definitions;
    // What was typed, by whom (-1: on the server), and into which record.
    struct Typed
    {
        int by = -1;
        Id record;
        QString field = {};
    };
    QHash<QString, Typed> m_typed;
    // Transactions by laptop, as they were made.
    QHash<int, QList<Id>> m_made;
    QHash<int, QList<Id>> m_unsettled;  // of them, those that may still wait
    QHash<Id, QList<RecordRef>> m_roots;
    Id m_otherTeam;
    QHash<Id, QByteArray> m_bodies;
    QHash<int, std::pair<QByteArray, qint64>> m_lastCursor;  // and of which epoch
    // What waits in the inboxes, by number.
    struct Kept
    {
        Id transaction;
        QString code;
        std::optional<Instant> revoked;  // when that was seen first, by the server's clock
    };
    QHash<int, QHash<qint64, Kept>> m_kept;
    QSet<Id> m_expired;                     // what was discarded when its time was over
    QHash<int, QHash<Id, Instant>> m_sent;  // since when
    QSet<Id> m_forgotten;                   // what was sent and is nobody's to send again
};

}  // namespace dw::test
