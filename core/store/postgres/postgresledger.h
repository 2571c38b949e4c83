// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/ledger.h"
#include "core/store/postgres/keynumbers.h"

#include <QHash>

#include <optional>

namespace dw::postgres
{

class Connection;

// The tables are those of SqliteLedger: a row of "dw:member" is an aggregate in a key, `tags` it holds there,
// `ever` all it has held there, `gone` if it holds none any more. Those that are present have the sequence of
// the aggregate, the same in all keys; one that left has that of the commit in which it left. A key remembers
// its last sequence.
//
// The row of "dw:head" is the lock of a workspace: a commit's number is one above what lockHead() reads, and
// the next one reads it only after this one is committed. So a snapshot that shows N shows every commit up to
// N, and a reader locks nothing.
class PostgresLedger : public Ledger
{
public:
    // Writes where the connection is a writer's.
    PostgresLedger(Connection &connection, const Id &workspace);
    // Of a transaction that did not end by a commit.
    void forgetCaches();

    Result<LedgerHead> head() const override;
    Result<LedgerHead> lockHead() override;
    Result<void> setHead(const LedgerHead &head) override;
    Result<void> noteRenewed() override;
    // How often it was renewed, as the last head() or lockHead() found it, or noteRenewed() left it.
    qint64 configuration() const { return m_configuration; }
    Result<std::optional<quint32>> tagOf(qint64 sequence) const override;

    Result<std::optional<LedgerDevice>> device(const Id &id) const override;
    Result<QList<LedgerDevice>> devices() const override;
    Result<void> setDevice(const LedgerDevice &device) override;

    Result<std::optional<LedgerResult>> result(const Id &device, qint64 number) const override;
    Result<std::optional<LedgerResult>> resultOf(const Id &transaction) const override;
    Result<bool> hasAnswer(const Id &device, const Id &transaction) const override;
    Result<QList<LedgerResult>> resultsAfter(const Id &device, qint64 number, int limit) const override;
    Result<void> addResult(const LedgerResult &result) override;
    Result<void> forgetResults(const Id &device, qint64 upTo) override;

    Result<LedgerPlacement> placement(const RecordRef &root) const override;
    Result<void> touch(const RecordRef &root, qint64 sequence, const LedgerPlacement *placement) override;
    Result<Feed> feed(const LedgerReach &reach, qint64 after, int limit) const override;
    Result<std::optional<QStringList>> keysChanged(qint64 after) const override;
    Result<QList<FeedEntry>> newestMembers(const QString &key, const QHash<QString, quint64> &objects,
                                           qint64 above, const FeedEntry &after, int limit) const override;
    Result<QList<FeedEntry>> members(const QString &key, const QHash<QString, quint64> &objects,
                                     const RecordRef &after, int limit, qint64 upTo) const override;
    Result<qint64> memberCount(const QString &key, const QHash<QString, quint64> &objects) const override;
    Result<bool> forgetBeforeHorizon(int limit) override;

private:
    // What is known for as long as the head's lock is held, under which nobody else writes.
    struct Locked
    {
        qint64 transaction = -1;  // of the connection
        std::optional<LedgerHead> head;
        QHash<Id, std::optional<LedgerResult>> answers;  // by transaction
        QHash<Id, QHash<qint64, LedgerResult>> results;  // by device and number; those that were added
        QHash<Id, qint64> lastResults;                   // the largest number of each device
    };
    Locked &locked() const;
    bool isLocked() const;
    Result<bool> isTaken(const Id &device, qint64 number) const;
    Result<std::optional<LedgerResult>> readResultOf(const Id &transaction) const;

    Result<void> mayWrite() const;
    Result<LedgerHead> readHead(const char *lock) const;

    Connection &m_connection;
    const QByteArray m_own;
    mutable qint64 m_configuration = -1;
    mutable Locked m_locked;
    mutable KeyNumbers m_keys;
    mutable KeyNumbers m_objects;
};

}  // namespace dw::postgres
