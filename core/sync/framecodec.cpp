// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/framecodec.h"

#include "core/sync/answervalues.h"

#include <QtEndian>

#include <zlib.h>

#include <utility>

namespace dw
{

namespace
{

constexpr qsizetype HeadBytes = 5;
constexpr qsizetype LetGoBytes = qsizetype(1024) * 1024;

bool isKnown(quint8 type)
{
    return type == quint8(Frame::Type::Header) || type == quint8(Frame::Type::Rows) ||
           type == quint8(Frame::Type::End);
}

}  // namespace

void Frame::append(QByteArray &to, Type type, const QByteArray &cbor)
{
    char head[HeadBytes];
    qToLittleEndian(quint32(cbor.size()), head);
    head[4] = char(type);
    to.append(head, HeadBytes);
    to.append(cbor);
}

quint32 Frame::sum(QByteArrayView bytes, quint32 before)
{
    return quint32(
        crc32_z(before, reinterpret_cast<const Bytef *>(bytes.data()), static_cast<z_size_t>(bytes.size())));
}

Result<std::optional<Frame>> FrameReader::next()
{
    const QByteArrayView left = QByteArrayView(m_bytes).sliced(m_start);
    if (left.size() < HeadBytes)
        return std::optional<Frame>();
    const qsizetype length = qsizetype(qFromLittleEndian<quint32>(left.data()));
    const quint8 type = quint8(left[4]);
    if (length > Frame::MaxBytes || !isKnown(type))
        return answervalues::badAnswer(QStringLiteral("frame"));
    if (left.size() < HeadBytes + length)
        return std::optional<Frame>();
    Frame frame{Frame::Type(type), left.sliced(HeadBytes, length).toByteArray()};
    if (std::exchange(m_ended, frame.type == Frame::Type::End))
        m_sum = 0;
    if (!m_ended)
        m_sum = Frame::sum(left.first(HeadBytes + length), m_sum);
    m_start += HeadBytes + length;
    // What was read is let go now and then, not after each frame.
    if (m_start == m_bytes.size() || m_start > LetGoBytes) {
        m_bytes.remove(0, m_start);
        m_start = 0;
    }
    return std::optional(std::move(frame));
}

}  // namespace dw
