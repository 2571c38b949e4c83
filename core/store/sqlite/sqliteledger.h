// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/ledger.h"
#include "core/store/sqlite/keynumbers.h"
#include "core/store/sqlite/writegate.h"

#include <QHash>

namespace dw::sqlite
{

class Connection;

// A row of "dw:member" is an aggregate in a key: `tags` it holds there, `ever` all it has held there, `gone`
// if it holds none any more. Those that are present have the sequence of the aggregate, the same in all keys;
// one that left has that of the commit in which it left. A key remembers its last sequence.
class SqliteLedger final : public Ledger
{
public:
    SqliteLedger(Connection &connection, WriteGate gate);
    void forgetCaches();

    Result<LedgerHead> head() const override;
    Result<LedgerHead> lockHead() override;
    Result<void> setHead(const LedgerHead &head) override;
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
    struct Member
    {
        quint64 tags = 0;
        quint64 ever = 0;
        bool gone = false;
    };
    Result<void> writeMember(int key, int object, const Id &root, qint64 sequence, const Member &member);
    Result<void> noteLast(int key, qint64 sequence);

    Connection &m_connection;
    WriteGate m_gate;
    mutable KeyNumbers m_keys;
    mutable KeyNumbers m_objects;
    QHash<int, qint64> m_noted;  // by key: the last sequence as this session wrote it
};

}  // namespace dw::sqlite
