// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/frames_fuzz.h"

#include "core/dictionary/builtindictionary.h"
#include "core/sync/memberchunk.h"

#include <algorithm>
#include <cstdlib>

namespace
{

using namespace dw;

void require(bool promise)
{
    if (!promise)
        std::abort();
}

const DictionaryPtr &dictionary()
{
    static const DictionaryPtr made = [] {
        const auto definitions = BuiltinDictionary::definitions();
        require(definitions.ok());
        const auto built = Dictionary::build(*definitions);
        require(built.ok());
        return *built;
    }();
    return made;
}

struct Outcome
{
    QList<MemberChunk> chunks;
    QString failure;
    bool cut = false;
};

Outcome readIn(QByteArrayView bytes, qsizetype piece)
{
    Outcome outcome;
    MemberChunkReader reader;
    for (qsizetype at = 0; at < bytes.size() && outcome.failure.isEmpty(); at += piece) {
        const Result<void> fed =
            reader.feed(bytes.sliced(at, std::min(piece, bytes.size() - at)), dictionary());
        if (!fed.ok())
            outcome.failure = fed.error().key + fed.error().arguments.join(QLatin1Char(','));
    }
    while (auto chunk = reader.take())
        outcome.chunks.append(std::move(*chunk));
    outcome.cut = reader.isCut();
    return outcome;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView bytes(data, qsizetype(size));
    const Outcome whole = readIn(bytes, std::max<qsizetype>(1, bytes.size()));
    // However the bytes come, what comes of them is the same.
    const Outcome pieces = readIn(bytes, 7);
    require(whole.failure == pieces.failure && whole.chunks.size() == pieces.chunks.size());
    require(whole.failure.isEmpty() || whole.failure.startsWith(QLatin1String("sync.bad_answer")));
    for (qsizetype i = 0; i < whole.chunks.size(); ++i) {
        const MemberChunk &chunk = whole.chunks[i];
        require(chunk.rows.size() == pieces.chunks[i].rows.size());
        require(chunk.end.complete || chunk.end.next);
        for (const MemberChunk::Root &root : chunk.roots)
            require(!root.ref.id.isNull() && !root.ref.object.isEmpty() && root.version >= 0);
        for (const MemberChunk::Row &row : chunk.rows) {
            require(row.root >= 0 && row.root < chunk.roots.size());
            require(row.record.isValid() && !row.record.id().isNull());
        }
    }
    return 0;
}
