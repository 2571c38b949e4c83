// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/memberchunkwriter.h"

#include "core/access/fieldmask.h"
#include "core/records/valuecbor.h"
#include "core/sync/framecodec.h"

#include <QCborStreamWriter>

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

// A frame is closed behind the row that fills it: rows of very long texts make several.
constexpr qsizetype FrameBytes = 64 * 1024;

}  // namespace

MemberChunkWriter::MemberChunkWriter(const QList<FeedEntry> &roots, qint64 asOf, Shown shown)
    : m_shown(std::move(shown))
{
    QByteArray cbor;
    QCborStreamWriter out(&cbor);
    out.startMap(2);
    out.append(QLatin1String("as_of"));
    out.append(asOf);
    out.append(QLatin1String("roots"));
    out.startArray();
    for (qsizetype at = 0; at < roots.size();) {
        const QString &object = roots[at].root.object;
        QByteArray ids;
        const qsizetype first = at;
        for (; at < roots.size() && roots[at].root.object == object; ++at)
            ids += roots[at].root.id.toByteArray();
        out.startArray(3);
        out.append(object);
        out.append(ids);
        out.startArray(quint64(at - first));
        for (qsizetype i = first; i < at; ++i)
            out.append(roots[i].version);
        out.endArray();
        out.endArray();
    }
    out.endArray();
    out.endMap();
    Frame::append(m_bytes, Frame::Type::Header, cbor);
}

void MemberChunkWriter::add(int root, const Record &record)
{
    auto waiting = std::find_if(m_waiting.begin(), m_waiting.end(),
                                [&](const Waiting &one) { return one.type == record.typePointer(); });
    if (waiting == m_waiting.end())
        waiting = m_waiting.insert(m_waiting.end(), {record.typePointer(), m_shown(record.type()), {}});
    waiting->rows.emplace_back(root, record);
    if (waiting->rows.size() == AtOnce)
        write(*waiting);
}

// Beside the rows: a text for each field and row, or nothing.
void MemberChunkWriter::writeMasks(const Waiting &waiting, size_t from, size_t to, QCborStreamWriter &out)
{
    const QList<int> &fields = waiting.columns.masked;
    out.append(QLatin1String("mc"));
    out.startArray(quint64(fields.size()));
    for (const int field : fields)
        out.append(waiting.type->field(field).key);
    out.endArray();
    out.append(QLatin1String("m"));
    out.startArray(quint64(to - from));
    for (size_t at = from; at < to; ++at) {
        out.startArray(quint64(fields.size()));
        for (const int field : fields)
            out.append(maskedText(waiting.type->field(field), waiting.rows[at].second.value(field)));
        out.endArray();
    }
    out.endArray();
}

void MemberChunkWriter::write(Waiting &waiting)
{
    QList<int> columns;
    for (const int field : std::as_const(waiting.columns.shown)) {
        const bool any = std::any_of(waiting.rows.begin(), waiting.rows.end(),
                                     [&](const auto &row) { return !row.second.value(field).isNull(); });
        if (any)
            columns.append(field);
    }
    for (size_t at = 0; at < waiting.rows.size();) {
        QByteArray cbor;
        cbor.reserve(FrameBytes);
        QCborStreamWriter out(&cbor);
        out.startMap();
        out.append(QLatin1String("o"));
        out.append(waiting.type->key());
        out.append(QLatin1String("c"));
        out.startArray(quint64(columns.size()));
        for (const int field : std::as_const(columns))
            out.append(waiting.type->field(field).key);
        out.endArray();
        out.append(QLatin1String("r"));
        out.startArray();
        const size_t first = at;
        do {
            const auto &[root, record] = waiting.rows[at];
            out.startArray(quint64(columns.size()) + 2);
            out.append(qint64(root));
            out.append(record.id().toByteArray());
            for (const int field : std::as_const(columns))
                appendValue(out, record.value(field));
            out.endArray();
            ++m_count;
        } while (++at < waiting.rows.size() && cbor.size() < FrameBytes);
        out.endArray();
        if (!waiting.columns.masked.isEmpty())
            writeMasks(waiting, first, at, out);
        out.endMap();
        Frame::append(m_bytes, Frame::Type::Rows, cbor);
    }
    waiting.rows.clear();
}

QByteArray MemberChunkWriter::finish(const MemberEnd &end)
{
    for (Waiting &waiting : m_waiting) {
        if (!waiting.rows.empty())
            write(waiting);
    }
    QByteArray cbor;
    QCborStreamWriter out(&cbor);
    out.startMap();
    out.append(QLatin1String("n"));
    out.append(m_count);
    out.append(QLatin1String("sum"));
    out.append(qint64(Frame::sum(m_bytes)));
    out.append(QLatin1String("complete"));
    out.append(end.complete);
    if (end.next) {
        out.append(QLatin1String("next"));
        out.startArray(2);
        out.append(end.next->root.object);
        out.append(end.next->root.id.toByteArray());
        out.endArray();
    }
    if (end.next && end.next->version >= 0) {
        out.append(QLatin1String("q"));
        out.append(end.next->version);
    }
    // A laptop that asked for no part is told of none.
    if (end.part != MemberOrder::Part::All) {
        out.append(QLatin1String("part"));
        out.append(MemberOrder::name(end.part));
        out.append(QLatin1String("older"));
        out.append(end.older);
    }
    out.endMap();
    Frame::append(m_bytes, Frame::Type::End, cbor);
    return std::move(m_bytes);
}

}  // namespace dw
