// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

namespace dw
{

// The aggregates of one answer of the server: as many as its bytes take (sync-protocol.md 3.14). One that is
// larger than a whole answer comes alone, in pieces cut between two values: {o, id, q, s, r} as ever with
// "of", what this is a piece of, "from" which value on, and "more", the value that the next one begins with,
// where it is not the last. MessagePieces puts them together.
class AnswerPage
{
public:
    // sync-protocol.md 4. No single value is as large as that: texts end at 100 000 characters.
    static constexpr qsizetype MaxBytes = qsizetype(2) * 1024 * 1024;
    static constexpr qsizetype MinBytes = 4096;

    // What a request asks for ("max_bytes"), within the two.
    static qsizetype bytesOf(const QJsonObject &request);

    // `used`: what the answer holds besides. A quarter is left to the aggregates, whatever that is.
    AnswerPage(const QJsonObject &request, qsizetype used);

    // False: the page ends before it. The first one is always taken, or a piece of it.
    bool add(const QJsonObject &message);
    // Something that is no aggregate.
    bool addOther(qsizetype bytes);
    const QJsonArray &rows() const { return m_rows; }
    // What was taken is a piece, and not the last one: the next answer begins where this one did.
    bool isCut() const { return m_cut; }

private:
    void addPiece(const QJsonObject &message, const QByteArray &json);

    const QJsonObject m_inside;  // of the request: {of, from}
    const qsizetype m_bytes;
    qsizetype m_used = 0;
    bool m_empty = true;
    bool m_cut = false;
    QJsonArray m_rows;
};

}  // namespace dw
