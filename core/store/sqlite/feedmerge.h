// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/ledger.h"

#include <vector>

namespace dw::sqlite
{

class Connection;
class KeyNumbers;
class Statement;

// Ledger::feed(): the rows of each key in the order of their commits, merged, a commit at a time. Reads no
// more of a key than the page needs. All rows of an aggregate that is present in a key of the reach have the
// same sequence, so they meet in one commit; only where a commit has nothing visible of an aggregate, its
// other rows are looked up.
class FeedMerge
{
public:
    FeedMerge(Connection &connection, KeyNumbers &keys, KeyNumbers &objects);
    // `head`: the newest commit of the snapshot.
    Result<Ledger::Feed> run(const LedgerReach &reach, qint64 after, qint64 head, int limit);

private:
    struct Row
    {
        qint64 sequence;
        int object;
        Id root;
        quint64 tags;
        quint64 ever;
    };
    // A key of the reach that changed.
    struct Source
    {
        QString key;
        int number;
        const QHash<QString, quint64> *objects;
        std::vector<Row> rows;
        size_t next = 0;
        bool ended = false;
    };
    // What a commit has of an aggregate in one key.
    struct Hit
    {
        Id root;
        int object;
        size_t source;
        bool visible;
    };

    Result<void> collectSources(const LedgerReach &reach, qint64 after);
    Result<void> fetch(Statement &read, Source &source, qint64 after);
    Result<void> collectHits(Statement &read, Source &source, size_t index, qint64 sequence);
    Result<void> addEntries(qint64 sequence, QList<FeedEntry> &entries);
    Result<bool> comesLater(const Id &root, const QString &object, qint64 sequence);

    Connection &m_connection;
    KeyNumbers &m_keys;
    KeyNumbers &m_objects;
    qint64 m_head = 0;
    qint64 m_batch = 0;
    std::vector<Source> m_sources;
    std::vector<Hit> m_hits;
};

}  // namespace dw::sqlite
