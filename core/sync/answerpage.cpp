// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/answerpage.h"

#include "core/sync/answers.h"

#include <QCryptographicHash>
#include <QJsonDocument>

#include <algorithm>

namespace dw
{

namespace
{

constexpr int DigestBytes = 16;
// What stands around the aggregates of an answer besides what its maker counts.
constexpr qsizetype Around = 256;

qsizetype sizeOf(const QString &key, const QJsonValue &value)
{
    return QJsonDocument(QJsonObject{{key, value}}).toJson(QJsonDocument::Compact).size();
}

}  // namespace

qsizetype AnswerPage::bytesOf(const QJsonObject &request)
{
    const qint64 wanted = wholeNumber(request.value(QLatin1String("max_bytes")));
    return wanted > 0 ? std::clamp(qsizetype(wanted), MinBytes, MaxBytes) : MaxBytes;
}

AnswerPage::AnswerPage(const QJsonObject &request, qsizetype used)
    : m_inside(request.value(QLatin1String("inside")).toObject())
    , m_bytes(std::max(bytesOf(request) - used - Around, bytesOf(request) / 4))
{}

bool AnswerPage::addOther(qsizetype bytes)
{
    if (!m_empty && m_used + bytes > m_bytes)
        return false;
    m_used += bytes;
    m_empty = false;
    return true;
}

bool AnswerPage::add(const QJsonObject &message)
{
    const QByteArray json = QJsonDocument(message).toJson(QJsonDocument::Compact);
    const bool first = m_empty;
    if (!addOther(json.size() + 1))
        return false;
    if (first && json.size() > m_bytes)
        addPiece(message, json);
    else
        m_rows.append(message);
    return true;
}

// Whoever has lost a right since, or asks about what changed since, begins anew: what is cut is named by all
// that it says.
void AnswerPage::addPiece(const QJsonObject &message, const QByteArray &json)
{
    const QString digest = QString::fromLatin1(
        QCryptographicHash::hash(json, QCryptographicHash::Sha256).left(DigestBytes).toHex());
    const bool goesOn = m_inside.value(QLatin1String("of")).toString() == digest;
    const qint64 from = goesOn ? std::max(wholeNumber(m_inside.value(QLatin1String("from"))), qint64(0)) : 0;
    QJsonObject piece = message;
    piece.insert(QStringLiteral("r"), QJsonArray());
    piece.insert(QStringLiteral("of"), digest);
    piece.insert(QStringLiteral("from"), double(from));
    qsizetype used = sizeOf(QStringLiteral("more"), piece) + 16;
    const QJsonArray lines = message.value(QLatin1String("r")).toArray();
    QJsonArray cut;
    qint64 at = 0;
    bool any = false;
    for (const QJsonValue &one : lines) {
        QJsonObject line = one.toObject();
        const QJsonObject values = line.take(QStringLiteral("v")).toObject();
        QJsonObject taken;
        bool begun = false;
        const auto end = [&] {
            line.insert(QStringLiteral("v"), taken);
            cut.append(line);
        };
        // A record of which nothing is shown is one, too.
        if (values.isEmpty() && at++ >= from) {
            used += sizeOf(QString(), line);
            begun = any = true;
        }
        for (auto value = values.constBegin(); value != values.constEnd(); ++value) {
            if (at < from) {
                ++at;
                continue;
            }
            const qsizetype size =
                sizeOf(value.key(), value.value()) + (begun ? 0 : sizeOf(QStringLiteral("v"), line));
            if (any && used + size > m_bytes) {
                if (begun)
                    end();
                piece.insert(QStringLiteral("more"), double(at));
                piece.insert(QStringLiteral("r"), cut);
                m_rows.append(piece);
                m_cut = true;
                return;
            }
            used += size;
            taken.insert(value.key(), value.value());
            begun = any = true;
            ++at;
        }
        if (begun)
            end();
    }
    piece.insert(QStringLiteral("r"), cut);
    m_rows.append(piece);
}

}  // namespace dw
