// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace dw
{

// What a snapshot travels in (sync-protocol.md 4): u32 length, little endian | u8 type | so many bytes of
// CBOR.
struct Frame
{
    enum class Type : quint8 {
        Header = 1,  // which aggregates follow
        Rows = 2,    // {o, c, r}: rows of one object under columns
        End = 7,     // {n, sum, next, complete}: so far it is whole
    };
    // More is no frame. A row is never cut, and one has some long texts at most.
    static constexpr qsizetype MaxBytes = qsizetype(8) * 1024 * 1024;

    Type type = Type::Header;
    QByteArray cbor;

    static void append(QByteArray &to, Type type, const QByteArray &cbor);
    // CRC-32 of what was sent before; goes on from `before`, 0 at the start.
    static quint32 sum(QByteArrayView bytes, quint32 before = 0);
};

// Takes frames out of bytes as they come, in whatever pieces. The bytes are not trusted.
class FrameReader
{
public:
    void feed(QByteArrayView bytes) { m_bytes.append(bytes); }
    // The next one, nothing before all of it has come. Invalid "sync.bad_answer" {"frame"} for a type or a
    // length that there is not; nothing is to be read after that.
    Result<std::optional<Frame>> next();
    // Nothing is left of a frame that has not come to its end.
    bool isEmpty() const { return m_bytes.size() == m_start; }
    // Of all frames but End since the last one of those.
    quint32 sum() const { return m_sum; }

private:
    QByteArray m_bytes;
    qsizetype m_start = 0;
    quint32 m_sum = 0;
    bool m_ended = false;  // the last frame was an End
};

}  // namespace dw
