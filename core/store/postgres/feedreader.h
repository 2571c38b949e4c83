// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/ledger.h"

#include <vector>

namespace dw::postgres
{

class Connection;
class KeyNumbers;

// Ledger::feed(): the rows of all keys of a reach that changed, in the order of their commits, a piece at a
// time; whole commits of them become entries. All rows of an aggregate that is present in a key of the reach
// have the same sequence, so they meet in one commit; only where a commit has nothing visible of an
// aggregate, its other rows are looked up.
class FeedReader
{
public:
    FeedReader(Connection &connection, const QByteArray &own, KeyNumbers &objects);
    // `head`: the newest commit of the snapshot.
    Result<Ledger::Feed> run(const LedgerReach &reach, qint64 after, qint64 head, int limit);

private:
    struct Source
    {
        QString key;
        const QHash<QString, quint64> *objects;
    };
    struct Row
    {
        qint64 key;
        qint64 sequence;
        qint64 object;
        Id root;
        quint64 tags;
        quint64 ever;
    };
    // An entry without keys, which counts only where no newer commit tells about its root.
    struct Commit
    {
        qint64 sequence;
        QList<FeedEntry> entries;
    };

    Result<void> collectSources(const LedgerReach &reach, qint64 after);
    // Rows of whole commits behind `after`, at most about `m_batch`; none: there are no more.
    Result<std::vector<Row>> fetch(qint64 after);
    Result<std::vector<Commit>> commitsOf(const std::vector<Row> &rows);
    Result<void> dropRepeated(std::vector<Commit> &commits);

    Connection &m_connection;
    const QByteArray m_own;
    KeyNumbers &m_objects;
    qint64 m_head = 0;
    qint64 m_batch = 0;
    QHash<qint64, Source> m_sources;
    std::vector<qint64> m_numbers;
};

}  // namespace dw::postgres
