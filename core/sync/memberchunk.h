// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/dictionary/dictionary.h"
#include "core/records/record.h"
#include "core/sync/framecodec.h"
#include "core/sync/memberorder.h"

#include <QJsonObject>
#include <QList>
#include <QStringList>

#include <deque>
#include <optional>
#include <vector>

namespace dw
{

// So many members of a scope as they come in frames: a header, their rows by object, and an end that says
// where the next one goes on. What comes of one is taken over as a whole or not at all.
struct MemberChunk
{
    struct Root
    {
        RecordRef ref;
        qint64 version = 0;  // q
    };
    struct Row
    {
        int root = 0;  // of which of the roots
        Record record;
        QJsonObject unknown;  // values of fields that this program does not know, as JSON has them
        QJsonObject masks;    // what is shown in place of values: {field: text}
    };
    // What was decoded stands on this dictionary: with another one it is decoded anew.
    DictionaryPtr dictionary;
    QList<Root> roots;
    std::vector<Row> rows;
    QStringList unknownObjects;  // of rows that this program has no place for
    qint64 asOf = 0;
    MemberEnd end;

    // As they came, from Header to End.
    QList<Frame> frames;
    quint32 sum = 0;

    // Invalid "sync.bad_answer" {what} for what is cut, miscounted, or no such thing.
    static Result<MemberChunk> decode(const QList<Frame> &frames, quint32 sum,
                                      const DictionaryPtr &dictionary);
};

// Makes chunks of bytes as they come.
class MemberChunkReader
{
public:
    // Of one chunk, however many frames it has.
    static constexpr qsizetype MaxBytes = qsizetype(64) * 1024 * 1024;

    // "sync.bad_answer": what came is no such thing, and nothing is to be fed any more.
    Result<void> feed(QByteArrayView bytes, const DictionaryPtr &dictionary);
    std::optional<MemberChunk> take();
    // Something came behind the last whole one.
    bool isCut() const { return !m_frames.isEmpty() || !m_reader.isEmpty(); }

private:
    FrameReader m_reader;
    QList<Frame> m_frames;
    qsizetype m_bytes = 0;
    std::deque<MemberChunk> m_chunks;
};

}  // namespace dw
