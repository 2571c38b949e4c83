// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/memberchunk.h"

#include "core/records/valuecbor.h"
#include "core/sync/answervalues.h"

#include <QCborStreamReader>

#include <utility>

namespace dw
{

using answervalues::badAnswer;

namespace
{

constexpr qsizetype IdSize = 16;
// What is passed over may hold other things in it.
constexpr int Depth = 16;
constexpr int MostColumns = 2000;
// Of what holds it here, so that there are not endlessly many empty ones.
constexpr qsizetype FrameCost = 64;

// A value that this program has no use for.
bool pass(QCborStreamReader &in)
{
    return in.next(Depth);
}

// Calls `take` at the value of each key of the map; false ends it.
template <typename Take>
bool eachKey(QCborStreamReader &in, const Take &take)
{
    if (!in.isMap() || !in.enterContainer())
        return false;
    while (in.hasNext()) {
        const std::optional<QString> key = takeText(in);
        if (!key || !take(*key))
            return false;
    }
    return in.lastError() == QCborError::NoError && in.leaveContainer();
}

// The same of each item of an array.
template <typename Take>
bool eachItem(QCborStreamReader &in, const Take &take)
{
    if (!in.isArray() || !in.enterContainer())
        return false;
    while (in.hasNext()) {
        if (!take())
            return false;
    }
    return in.lastError() == QCborError::NoError && in.leaveContainer();
}

std::optional<Id> idOf(const std::optional<QByteArray> &bytes)
{
    const std::optional<Id> id = bytes ? Id::fromBytes(*bytes) : std::nullopt;
    return id && !id->isNull() ? id : std::nullopt;
}

// [object, ids, [q ...]]
bool takeRoots(QCborStreamReader &in, QList<MemberChunk::Root> &roots)
{
    if (!in.isArray() || !in.enterContainer())
        return false;
    const std::optional<QString> object = takeText(in);
    const std::optional<QByteArray> ids = object ? takeBytes(in) : std::nullopt;
    if (!ids || object->isEmpty() || ids->size() % IdSize != 0)
        return false;
    qsizetype at = 0;
    const bool whole = eachItem(in, [&] {
        const std::optional<qint64> version = takeInteger(in);
        if (!version || *version < 0 || at == ids->size())
            return false;
        const auto id = Id::fromBytes(QByteArrayView(*ids).sliced(at, IdSize));
        at += IdSize;
        if (!id || id->isNull())
            return false;
        roots.append({{*object, *id}, *version});
        return true;
    });
    return whole && at == ids->size() && !in.hasNext() && in.leaveContainer();
}

bool takeHeader(const QByteArray &cbor, MemberChunk &chunk)
{
    QCborStreamReader in(cbor);
    return eachKey(in, [&](const QString &key) {
        if (key == QLatin1String("as_of")) {
            const std::optional<qint64> at = takeInteger(in);
            chunk.asOf = at.value_or(0);
            return at.has_value();
        }
        if (key == QLatin1String("roots"))
            return eachItem(in, [&] { return takeRoots(in, chunk.roots); });
        return pass(in);
    });
}

// The rows of one frame.
class Rows
{
public:
    explicit Rows(MemberChunk &chunk) : m_chunk(chunk) {}
    qint64 count() const { return m_count; }

    bool take(const QByteArray &cbor)
    {
        m_type.reset();
        m_object.clear();
        m_columns.clear();
        m_masked.clear();
        m_first = m_chunk.rows.size();
        QCborStreamReader in(cbor);
        return eachKey(in, [&](const QString &key) {
            if (key == QLatin1String("o"))
                return takeObject(in);
            if (key == QLatin1String("c"))
                return takeColumns(in);
            if (key == QLatin1String("r"))
                return !m_columns.empty() && eachItem(in, [&] { return takeRow(in); });
            if (key == QLatin1String("mc"))
                return takeMasked(in);
            if (key == QLatin1String("m"))
                return takeMasks(in);
            return pass(in);
        });
    }

private:
    struct Column
    {
        int field = -1;  // of this program; -1: none
        QString key;
    };

    bool takeObject(QCborStreamReader &in)
    {
        const std::optional<QString> object = takeText(in);
        if (!object || object->isEmpty())
            return false;
        m_object = *object;
        m_type = m_chunk.dictionary->find(m_object);
        if (!m_type && !m_chunk.unknownObjects.contains(m_object))
            m_chunk.unknownObjects.append(m_object);
        return true;
    }

    bool takeColumns(QCborStreamReader &in)
    {
        return !m_object.isEmpty() && eachItem(in, [&] {
            const std::optional<QString> key = takeText(in);
            if (!key || int(m_columns.size()) == MostColumns)
                return false;
            m_columns.push_back({m_type ? m_type->indexOf(*key) : -1, *key});
            return true;
        });
    }

    bool takeMasked(QCborStreamReader &in)
    {
        return eachItem(in, [&] {
            const std::optional<QString> key = takeText(in);
            if (!key || m_masked.size() == MostColumns)
                return false;
            m_masked.append(*key);
            return true;
        });
    }

    // [[text ...] ...], a list for each of the rows, which stand in front of them.
    bool takeMasks(QCborStreamReader &in)
    {
        if (!m_type)
            return in.isArray() && pass(in);
        size_t row = m_first;
        const bool whole = eachItem(in, [&] {
            if (row == m_chunk.rows.size())
                return false;
            qsizetype at = 0;
            const bool taken = eachItem(in, [&] {
                const std::optional<QString> text = takeText(in);
                if (!text || at == m_masked.size())
                    return false;
                if (!text->isEmpty())
                    m_chunk.rows[row].masks.insert(m_masked[at], *text);
                ++at;
                return true;
            });
            ++row;
            return taken && at == m_masked.size();
        });
        return whole && row == m_chunk.rows.size();
    }

    // [root, id, value ...]
    bool takeRow(QCborStreamReader &in)
    {
        ++m_count;
        if (!m_type)
            return in.isArray() && pass(in);
        if (!in.isArray() || !in.enterContainer())
            return false;
        const std::optional<qint64> root = takeInteger(in);
        const std::optional<Id> id = root ? idOf(takeBytes(in)) : std::nullopt;
        if (!id || *root < 0 || *root >= m_chunk.roots.size())
            return false;
        MemberChunk::Row row{int(*root), Record(m_type, *id), {}, {}};
        for (const Column &column : m_columns) {
            std::optional<Value> value = in.hasNext() ? takeValue(in) : std::nullopt;
            if (!value)
                return false;
            if (value->isNull())
                continue;
            if (column.field < 0)
                row.unknown.insert(column.key, value->toJson());
            else if (m_type->field(column.field).isStored())
                row.record.set(column.field, std::move(*value));
        }
        if (in.hasNext() || in.lastError() != QCborError::NoError || !in.leaveContainer())
            return false;
        m_chunk.rows.push_back(std::move(row));
        return true;
    }

    MemberChunk &m_chunk;
    QString m_object;
    ObjectTypePtr m_type;
    std::vector<Column> m_columns;
    QStringList m_masked;
    size_t m_first = 0;  // of the frame's rows
    qint64 m_count = 0;
};

bool takeEnd(const QByteArray &cbor, MemberChunk &chunk, qint64 rows)
{
    QCborStreamReader in(cbor);
    MemberEnd &end = chunk.end;
    std::optional<qint64> count, sum, version;
    bool told = false;
    const auto takeBool = [&in](bool &value) {
        const bool is = in.isBool();
        value = is && in.toBool();
        return is && in.next();
    };
    const bool whole = eachKey(in, [&](const QString &key) {
        if (key == QLatin1String("n"))
            return (count = takeInteger(in)).has_value();
        if (key == QLatin1String("sum"))
            return (sum = takeInteger(in)).has_value();
        if (key == QLatin1String("complete"))
            return told = takeBool(end.complete);
        if (key == QLatin1String("older"))
            return takeBool(end.older);
        if (key == QLatin1String("q"))
            return (version = takeInteger(in)).has_value() && *version >= 0;
        if (key == QLatin1String("part")) {
            const std::optional<QString> name = takeText(in);
            const auto part = name ? MemberOrder::partOf(*name) : std::nullopt;
            end.part = part.value_or(MemberOrder::Part::All);
            return part.has_value();
        }
        if (key != QLatin1String("next"))
            return pass(in);
        if (!in.isArray() || !in.enterContainer())
            return false;
        const std::optional<QString> object = takeText(in);
        const std::optional<Id> id = object ? idOf(takeBytes(in)) : std::nullopt;
        if (!id || object->isEmpty() || in.hasNext() || !in.leaveContainer())
            return false;
        end.next = MemberPlace{{*object, *id}};
        return true;
    });
    if (version && end.next)
        end.next->version = *version;
    // Who says that there is more says where.
    return whole && told && count == rows && sum == qint64(chunk.sum) && (end.complete || end.next);
}

}  // namespace

Result<MemberChunk> MemberChunk::decode(const QList<Frame> &frames, quint32 sum,
                                        const DictionaryPtr &dictionary)
{
    MemberChunk chunk;
    chunk.dictionary = dictionary;
    chunk.frames = frames;
    chunk.sum = sum;
    if (frames.size() < 2 || frames.first().type != Frame::Type::Header ||
        !takeHeader(frames.first().cbor, chunk))
        return badAnswer(QStringLiteral("header"));
    Rows rows(chunk);
    for (qsizetype i = 1; i < frames.size() - 1; ++i) {
        if (frames[i].type != Frame::Type::Rows || !rows.take(frames[i].cbor))
            return badAnswer(QStringLiteral("rows"));
    }
    if (frames.last().type != Frame::Type::End || !takeEnd(frames.last().cbor, chunk, rows.count()))
        return badAnswer(QStringLiteral("end"));
    return chunk;
}

Result<void> MemberChunkReader::feed(QByteArrayView bytes, const DictionaryPtr &dictionary)
{
    m_reader.feed(bytes);
    for (;;) {
        DW_ASSIGN(std::optional<Frame> frame, m_reader.next());
        if (!frame)
            return {};
        m_bytes += frame->cbor.size() + FrameCost;
        if (m_bytes > MaxBytes)
            return badAnswer(QStringLiteral("frames"));
        const bool ends = frame->type == Frame::Type::End;
        m_frames.append(std::move(*frame));
        if (!ends)
            continue;
        DW_ASSIGN(MemberChunk chunk,
                  MemberChunk::decode(std::exchange(m_frames, {}), m_reader.sum(), dictionary));
        m_chunks.push_back(std::move(chunk));
        m_bytes = 0;
    }
}

std::optional<MemberChunk> MemberChunkReader::take()
{
    if (m_chunks.empty())
        return std::nullopt;
    MemberChunk first = std::move(m_chunks.front());
    m_chunks.pop_front();
    return first;
}

}  // namespace dw
