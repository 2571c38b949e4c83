// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/messagepieces.h"

#include "core/sync/answervalues.h"

#include <QJsonDocument>

#include <utility>

namespace dw
{

using answervalues::badAnswer;
using answervalues::wholeNumber;

Result<QJsonArray> MessagePieces::take(const QString &place, const QJsonArray &rows)
{
    QJsonArray whole;
    bool any = false;
    for (const QJsonValue &row : rows) {
        const QJsonObject message = row.toObject();
        if (!message.contains(QLatin1String("of"))) {
            whole.append(row);
            continue;
        }
        any = true;
        const auto added = add(place, message);
        if (!added.ok())
            m_begun.reset();
        DW_TRY(added);
        if (*added)
            whole.append(**added);
    }
    // It fits into a page by now; or somebody would be asked for ever.
    if (!any && isWaiting(place))
        m_begun.reset();
    return whole;
}

Result<std::optional<QJsonObject>> MessagePieces::add(const QString &place, const QJsonObject &piece)
{
    const QString of = piece.value(QLatin1String("of")).toString();
    const qint64 from = wholeNumber(piece.value(QLatin1String("from")));
    const bool last = !piece.contains(QLatin1String("more"));
    const qint64 more = wholeNumber(piece.value(QLatin1String("more")));
    // Nothing comes of one that brings nothing.
    if (of.isEmpty() || (!last && more <= from))
        return badAnswer(QStringLiteral("more"));
    if (from == 0) {
        QJsonObject message = piece;
        for (const char *key : {"of", "from", "more", "r"})
            message.remove(QLatin1String(key));
        m_begun = Begun{place, of, message, {}, {}, 0, 0};
    } else if (!isWaiting(place) || m_begun->of != of || m_begun->next != from) {
        return badAnswer(QStringLiteral("from"));
    }
    m_begun->bytes += QJsonDocument(piece).toJson(QJsonDocument::Compact).size();
    if (m_begun->bytes > MaxBytes)
        return badAnswer(QStringLiteral("rows"));
    const QJsonArray lines = piece.value(QLatin1String("r")).toArray();
    for (const QJsonValue &one : lines) {
        QJsonObject line = one.toObject();
        QJsonObject &open = m_begun->last;
        if (!open.isEmpty() && open.value(QLatin1String("id")) == line.value(QLatin1String("id")) &&
            open.value(QLatin1String("o")) == line.value(QLatin1String("o"))) {
            QJsonObject values = open.value(QLatin1String("v")).toObject();
            const QJsonObject others = line.value(QLatin1String("v")).toObject();
            for (auto value = others.constBegin(); value != others.constEnd(); ++value)
                values.insert(value.key(), value.value());
            open.insert(QStringLiteral("v"), values);
            continue;
        }
        if (!open.isEmpty())
            m_begun->lines.append(open);
        open = line;
    }
    m_begun->next = more;
    if (!last)
        return std::optional<QJsonObject>();
    Begun begun = std::move(*m_begun);
    m_begun.reset();
    if (!begun.last.isEmpty())
        begun.lines.append(begun.last);
    begun.message.insert(QStringLiteral("r"), begun.lines);
    return std::optional(begun.message);
}

void MessagePieces::addTo(const QString &place, QJsonObject &request) const
{
    if (isWaiting(place))
        request.insert(QStringLiteral("inside"),
                       QJsonObject{{QStringLiteral("of"), m_begun->of},
                                   {QStringLiteral("from"), double(m_begun->next)}});
}

}  // namespace dw
