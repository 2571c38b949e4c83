// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/feedreader.h"

#include "core/store/postgres/connection.h"
#include "core/store/postgres/keynumbers.h"

#include <algorithm>
#include <utility>

namespace dw::postgres
{

namespace
{

constexpr qint64 SmallestBatch = 64;
constexpr qint64 LargestBatch = 8192;

}  // namespace

FeedReader::FeedReader(Connection &connection, const QByteArray &own, KeyNumbers &objects)
    : m_connection(connection), m_own(own), m_objects(objects)
{}

Result<Ledger::Feed> FeedReader::run(const LedgerReach &reach, qint64 after, qint64 head, int limit)
{
    Ledger::Feed feed;
    feed.upTo = head;
    if (after >= head)
        return feed;
    m_head = head;
    m_batch = std::clamp(2 * qint64(limit), SmallestBatch, LargestBatch);
    DW_TRY(collectSources(reach, after));
    if (m_sources.isEmpty())
        return feed;
    qint64 last = after;
    for (;;) {
        DW_ASSIGN(const std::vector<Row> rows, fetch(last));
        if (rows.empty())
            return feed;
        DW_ASSIGN(const std::vector<Commit> commits, commitsOf(rows));
        for (const Commit &commit : commits) {
            if (!feed.entries.isEmpty() && feed.entries.size() + commit.entries.size() > limit) {
                feed.upTo = last;
                feed.complete = false;
                return feed;
            }
            feed.entries += commit.entries;
            last = commit.sequence;
        }
    }
}

Result<void> FeedReader::collectSources(const LedgerReach &reach, qint64 after)
{
    DW_ASSIGN(Statement read, m_connection.prepare("SELECT number,key FROM \"dw:scope_key\" WHERE " + m_own +
                                                   " AND key=ANY($1::text[]) AND last>$2"));
    read.bindList(1, QStringList(reach.keys()));
    read.bind(2, after);
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            break;
        const auto of = reach.constFind(read.text(1));
        if (of == reach.cend())
            continue;
        m_sources.insert(read.integer(0), {of.key(), &of.value()});
        m_numbers.push_back(read.integer(0));
    }
    return {};
}

Result<std::vector<FeedReader::Row>> FeedReader::fetch(qint64 after)
{
    std::vector<Row> rows;
    if (after >= m_head)
        return rows;
    for (;;) {
        DW_ASSIGN(Statement read,
                  m_connection.prepare(
                      "SELECT m.key,m.seq,m.object,m.root,m.tags,m.ever FROM unnest($1::bigint[]) AS "
                      "given(number) CROSS JOIN LATERAL (SELECT key,seq,object,root,tags,ever FROM "
                      "\"dw:member\" WHERE " +
                      m_own +
                      " AND key=given.number AND seq>$2 AND seq<=$3 ORDER BY seq,object,root LIMIT $4) m "
                      "ORDER BY m.seq,m.root,m.key LIMIT $4"));
        read.bindList(1, m_numbers);
        read.bind(2, after);
        read.bind(3, m_head);
        read.bind(4, m_batch);
        rows.clear();
        for (;;) {
            DW_ASSIGN(const bool row, read.step());
            if (!row)
                break;
            rows.push_back({read.integer(0), read.integer(1), read.integer(2), read.id(3),
                            quint64(read.integer(4)), quint64(read.integer(5))});
        }
        if (qint64(rows.size()) < m_batch)
            return rows;
        // The last commit may go on behind the piece.
        const qint64 cut = rows.back().sequence;
        if (rows.front().sequence != cut) {
            std::erase_if(rows, [cut](const Row &row) { return row.sequence == cut; });
            return rows;
        }
        m_batch *= 4;
    }
}

Result<std::vector<FeedReader::Commit>> FeedReader::commitsOf(const std::vector<Row> &rows)
{
    std::vector<Commit> commits;
    for (size_t i = 0; i < rows.size();) {
        const Row &first = rows[i];
        if (commits.empty() || commits.back().sequence != first.sequence)
            commits.push_back({first.sequence, {}});
        FeedEntry entry;
        DW_ASSIGN(entry.root.object, m_objects.key(first.object));
        entry.root.id = first.root;
        entry.version = first.sequence;
        bool known = false;
        for (; i < rows.size() && rows[i].sequence == first.sequence && rows[i].root == first.root; ++i) {
            const Source &source = m_sources[rows[i].key];
            const quint64 reached = source.objects->value(entry.root.object);
            // What it never held under these tags, nobody with this reach has heard of.
            known = known || (rows[i].ever & reached) != 0;
            if ((rows[i].tags & reached) != 0)
                entry.keys.append(source.key);
        }
        if (!known)
            continue;
        entry.keys.sort();
        commits.back().entries.append(std::move(entry));
    }
    DW_TRY(dropRepeated(commits));
    return commits;
}

// Where a newer commit tells this reach about the aggregate, what it says counts, and what the older one said
// could be older than what a device holds.
Result<void> FeedReader::dropRepeated(std::vector<Commit> &commits)
{
    std::vector<QByteArray> roots;
    for (const Commit &commit : commits) {
        for (const FeedEntry &entry : commit.entries) {
            if (entry.keys.isEmpty())
                roots.push_back(entry.root.id.toByteArray());
        }
    }
    if (roots.empty())
        return {};
    DW_ASSIGN(Statement read,
              m_connection.prepare("SELECT root,key,object,seq,ever FROM \"dw:member\" WHERE " + m_own +
                                   " AND root=ANY($1::bytea[]) AND seq>$2 AND seq<=$3"));
    read.bindList(1, roots);
    read.bind(2, commits.front().sequence);
    read.bind(3, m_head);
    QHash<Id, qint64> newest;
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            break;
        const auto source = m_sources.constFind(read.integer(1));
        if (source == m_sources.cend())
            continue;
        DW_ASSIGN(const QString object, m_objects.key(read.integer(2)));
        if ((source->objects->value(object) & quint64(read.integer(4))) == 0)
            continue;
        qint64 &known = newest[read.id(0)];
        known = std::max(known, read.integer(3));
    }
    for (Commit &commit : commits) {
        commit.entries.removeIf([&](const FeedEntry &entry) {
            return entry.keys.isEmpty() && newest.value(entry.root.id) > entry.version;
        });
    }
    return {};
}

}  // namespace dw::postgres
