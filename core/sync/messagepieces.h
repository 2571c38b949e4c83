// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <optional>

namespace dw
{

// Puts together what a server cut because it is larger than one answer (AnswerPage). Kept in memory alone:
// whoever stops in the middle asks for all of it again, and what a user may not see any more is in no file.
class MessagePieces
{
public:
    // Of one aggregate. What is larger than that nobody can have typed.
    static constexpr qsizetype MaxBytes = qsizetype(512) * 1024 * 1024;

    // The rows of an answer to a request made at `place`: pieces are taken out, and stand in it as one when
    // the last has come. Invalid "sync.bad_answer" for what does not follow on the one before, and for more
    // than the limit: then it begins anew.
    Result<QJsonArray> take(const QString &place, const QJsonArray &rows);
    // One is wanted to be gone on with; the request at that place says so.
    bool isWaiting(const QString &place) const { return m_begun && m_begun->place == place; }
    void addTo(const QString &place, QJsonObject &request) const;

private:
    struct Begun
    {
        QString place;
        QString of;
        QJsonObject message;  // without its lines
        QJsonArray lines;
        QJsonObject last;  // the line that may go on
        qint64 next = 0;
        qsizetype bytes = 0;
    };
    // The whole, where it was the last.
    Result<std::optional<QJsonObject>> add(const QString &place, const QJsonObject &piece);

    std::optional<Begun> m_begun;
};

}  // namespace dw
