// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

namespace dw::ui
{

// What a line of quick add means. `due` is a local time of `now`'s zone; without a time of day it is the last
// minute of that day (isAnyTime), as is a line without any date: today.
struct QuickTask
{
    QString subject;                              // the line without date, time and priority
    QString kind = QStringLiteral("todo");        // "call", "visit", "todo": keys of task.kind
    QString priority = QStringLiteral("normal");  // "high", "normal", "low"
    QDateTime due;

    bool isValid() const { return !subject.isEmpty(); }
};

// "call Zhang fri 3pm", "send quote 28 Nov !high", "周五下午3点 给张总打电话", "3天后 发报价". Pure. A
// weekday is the next one of that name, today's own only with a time that is still to come; "next fri" and
// "下周五" lie in the week after this one (weeks begin on Monday). A time alone is today, or tomorrow when it
// has passed.
QuickTask parseQuickTask(const QString &line, const QDateTime &now);

// Tasks that are due on a day, at no hour, are due in its last minute.
bool isAnyTime(const QDateTime &due);
QDateTime anyTimeOn(QDate day, const QTimeZone &zone);

}  // namespace dw::ui
