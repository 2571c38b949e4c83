// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/feedmerge.h"

#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/keynumbers.h"

#include <queue>

#include <algorithm>
#include <functional>
#include <limits>
#include <utility>

namespace dw::sqlite
{

namespace
{

constexpr qint64 SmallestBatch = 16;
constexpr qint64 LargestBatch = 1024;

}  // namespace

FeedMerge::FeedMerge(Connection &connection, KeyNumbers &keys, KeyNumbers &objects)
    : m_connection(connection), m_keys(keys), m_objects(objects)
{}

Result<Ledger::Feed> FeedMerge::run(const LedgerReach &reach, qint64 after, qint64 head, int limit)
{
    Ledger::Feed feed;
    feed.upTo = head;
    if (after >= head)
        return feed;
    m_head = head;
    DW_TRY(collectSources(reach, after));
    if (m_sources.empty())
        return feed;
    m_batch = std::clamp(2 * qint64(limit) / qint64(m_sources.size()), SmallestBatch, LargestBatch);
    DW_ASSIGN(
        Statement read,
        m_connection.prepare("SELECT seq,object,root,tags,ever FROM \"dw:member\" INDEXED BY "
                             "\"dw:member:feed\" WHERE key=?1 AND (seq,object,root)>(?2,?3,?4) AND seq<=?5 "
                             "ORDER BY seq,object,root LIMIT ?6"));
    using Next = std::pair<qint64, size_t>;
    std::priority_queue<Next, std::vector<Next>, std::greater<>> queue;
    const auto enqueue = [&](size_t index) {
        const Source &source = m_sources[index];
        if (source.next < source.rows.size())
            queue.emplace(source.rows[source.next].sequence, index);
    };
    for (size_t i = 0; i < m_sources.size(); ++i) {
        DW_TRY(fetch(read, m_sources[i], after));
        enqueue(i);
    }
    qint64 last = after;
    while (!queue.empty()) {
        const qint64 sequence = queue.top().first;
        m_hits.clear();
        while (!queue.empty() && queue.top().first == sequence) {
            const size_t index = queue.top().second;
            queue.pop();
            DW_TRY(collectHits(read, m_sources[index], index, sequence));
            enqueue(index);
        }
        QList<FeedEntry> entries;
        DW_TRY(addEntries(sequence, entries));
        if (!feed.entries.isEmpty() && feed.entries.size() + entries.size() > limit) {
            feed.upTo = last;
            feed.complete = false;
            return feed;
        }
        feed.entries += entries;
        last = sequence;
    }
    return feed;
}

Result<void> FeedMerge::collectSources(const LedgerReach &reach, qint64 after)
{
    DW_ASSIGN(Statement last, m_connection.prepare("SELECT last FROM \"dw:scope_key\" WHERE number=?1"));
    for (auto key = reach.cbegin(); key != reach.cend(); ++key) {
        DW_ASSIGN(const int number, m_keys.find(key.key()));
        if (number == 0)
            continue;
        last.reset();
        last.bind(1, qint64(number));
        DW_ASSIGN(const bool row, last.step());
        if (row && last.integer(0) > after)
            m_sources.push_back({key.key(), number, &key.value(), {}, 0, false});
    }
    std::sort(m_sources.begin(), m_sources.end(),
              [](const Source &a, const Source &b) { return a.key < b.key; });
    return {};
}

// The next rows of a key: those after the last one that was fetched, or after the commit `after`.
Result<void> FeedMerge::fetch(Statement &read, Source &source, qint64 after)
{
    Row from{after, 0, {}, 0, 0};
    qint64 object = std::numeric_limits<qint64>::max();
    if (!source.rows.empty()) {
        from = source.rows.back();
        object = from.object;
    }
    source.rows.clear();
    source.next = 0;
    read.reset();
    read.bind(1, qint64(source.number));
    read.bind(2, from.sequence);
    read.bind(3, object);
    read.bindBlob(4, from.root.toByteArray());
    read.bind(5, m_head);
    read.bind(6, m_batch);
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            break;
        source.rows.push_back({read.integer(0), int(read.integer(1)), read.id(2), quint64(read.integer(3)),
                               quint64(read.integer(4))});
    }
    source.ended = qint64(source.rows.size()) < m_batch;
    return {};
}

Result<void> FeedMerge::collectHits(Statement &read, Source &source, size_t index, qint64 sequence)
{
    while (source.next < source.rows.size() && source.rows[source.next].sequence == sequence) {
        const Row &row = source.rows[source.next];
        DW_ASSIGN(const QString object, m_objects.key(row.object));
        const quint64 reached = source.objects->value(object);
        // What it never held under these tags, nobody with this reach has heard of.
        if ((row.ever & reached) != 0)
            m_hits.push_back({row.root, row.object, index, (row.tags & reached) != 0});
        if (++source.next == source.rows.size() && !source.ended)
            DW_TRY(fetch(read, source, sequence));
    }
    return {};
}

Result<void> FeedMerge::addEntries(qint64 sequence, QList<FeedEntry> &entries)
{
    std::sort(m_hits.begin(), m_hits.end(), [](const Hit &a, const Hit &b) {
        return std::tie(a.root, a.source) < std::tie(b.root, b.source);
    });
    for (size_t i = 0; i < m_hits.size();) {
        const Hit &first = m_hits[i];
        FeedEntry entry;
        DW_ASSIGN(entry.root.object, m_objects.key(first.object));
        entry.root.id = first.root;
        entry.version = sequence;
        for (; i < m_hits.size() && m_hits[i].root == entry.root.id; ++i) {
            if (m_hits[i].visible)
                entry.keys.append(m_sources[m_hits[i].source].key);
        }
        if (entry.keys.isEmpty()) {
            DW_ASSIGN(const bool later, comesLater(entry.root.id, entry.root.object, sequence));
            if (later)
                continue;
        }
        entries.append(std::move(entry));
    }
    return {};
}

// A newer commit tells this reach about the aggregate: what it says counts, and what this one said could be
// older than what a device holds.
Result<bool> FeedMerge::comesLater(const Id &root, const QString &object, qint64 sequence)
{
    DW_ASSIGN(Statement read,
              m_connection.prepare("SELECT key,ever FROM \"dw:member\" INDEXED BY "
                                   "\"dw:member:root\" WHERE root=?1 AND seq>?2 AND seq<=?3"));
    read.bind(1, root);
    read.bind(2, sequence);
    read.bind(3, m_head);
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return false;
        const qint64 number = read.integer(0);
        const quint64 ever = quint64(read.integer(1));
        const auto source = std::find_if(m_sources.cbegin(), m_sources.cend(),
                                         [&](const Source &one) { return one.number == number; });
        if (source != m_sources.cend() && (source->objects->value(object) & ever) != 0)
            return true;
    }
}

}  // namespace dw::sqlite
