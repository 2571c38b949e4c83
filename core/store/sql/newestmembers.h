// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/ledger.h"

#include <QHash>

#include <functional>
#include <utility>
#include <vector>

namespace dw::sql
{

// Ledger::newestMembers() over an index that is ordered by commit, object and root: pieces of it, read
// backwards, of which each commit is turned round. Reads about what it gives, whatever size commits have.
class NewestMembers
{
public:
    struct Row
    {
        qint64 sequence = 0;
        qint64 object = 0;
        Id root;
        quint64 tags = 0;  // none: it left
    };
    using Rows = std::vector<Row>;
    // Of a statement that gives them, to its end.
    template <typename Statement>
    static Result<Rows> rowsOf(Statement &read)
    {
        Rows rows;
        for (;;) {
            DW_ASSIGN(const bool row, read.step());
            if (!row)
                return rows;
            rows.push_back({read.integer(0), read.integer(1), read.id(2), quint64(read.integer(3))});
        }
    }
    // Of the key, the first of a commit behind an object and a root, ascending.
    using Within = std::function<Result<Rows>(qint64 sequence, qint64 object, const Id &root, int most)>;
    // Of the key, the last before a commit, descending; none of those that are too old.
    using Below = std::function<Result<Rows>(qint64 sequence, int most)>;

    explicit NewestMembers(const QString &key) : m_key(key) {}
    void addObject(qint64 number, const QString &object, quint64 tags)
    {
        m_objects.insert(number, {object, tags});
    }
    void readWithin(Within within) { m_within = std::move(within); }
    void readBelow(Below below) { m_below = std::move(below); }

    // `from`: the number of `after`'s object.
    Result<QList<FeedEntry>> run(const FeedEntry &after, qint64 from, int limit);

private:
    Result<void> finish(qint64 sequence, qint64 object, Id root);
    void take(const Row &row);
    bool isFull() const { return m_found.size() == m_limit; }

    const QString m_key;
    QHash<qint64, std::pair<QString, quint64>> m_objects;
    Within m_within;
    Below m_below;
    int m_limit = 1;
    int m_batch = 1;
    QList<FeedEntry> m_found;
};

}  // namespace dw::sql
