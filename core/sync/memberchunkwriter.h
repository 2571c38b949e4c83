// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/record.h"
#include "core/store/ledger.h"
#include "core/sync/memberorder.h"

#include <QByteArray>
#include <QHash>
#include <QList>

#include <functional>
#include <optional>
#include <vector>

class QCborStreamWriter;

namespace dw
{

// Writes what MemberChunk reads. Rows of one object stand together, under the columns that any of them has.
class MemberChunkWriter
{
public:
    // Which fields of an object are sent, by index, and of which only their masks.
    struct Columns
    {
        QList<int> shown;
        QList<int> masked;
    };
    using Shown = std::function<Columns(const ObjectType &)>;

    MemberChunkWriter(const QList<FeedEntry> &roots, qint64 asOf, Shown shown);

    // A record of one of the roots. So many are kept until they are written.
    static constexpr int AtOnce = 128;
    void add(int root, const Record &record);
    // All of it; nothing is to be added after that.
    QByteArray finish(const MemberEnd &end);

private:
    struct Waiting
    {
        ObjectTypePtr type;
        Columns columns;
        std::vector<std::pair<int, Record>> rows;
    };
    static void writeMasks(const Waiting &waiting, size_t from, size_t to, QCborStreamWriter &out);
    void write(Waiting &waiting);

    const Shown m_shown;
    QByteArray m_bytes;
    std::vector<Waiting> m_waiting;
    qint64 m_count = 0;
};

}  // namespace dw
