// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/quickadd.h"

#include "core/base/inputparser.h"

#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>
#include <optional>

namespace dw::ui
{

namespace
{

QRegularExpression pattern(const QString &text)
{
    return QRegularExpression(text, QRegularExpression::CaseInsensitiveOption);
}

// Full-width digits and colons as plain ones; lengths stay.
QString plain(QString text)
{
    for (QChar &c : text) {
        if (c.unicode() >= 0xff10 && c.unicode() <= 0xff19)
            c = QChar(u'0' + (c.unicode() - 0xff10));
        else if (c.unicode() == 0xff1a)
            c = u':';
        else if (c.unicode() == 0xff01)
            c = u'!';
    }
    return text;
}

// 3, 12, 三, 十二, 两, 半 is not a number here.
int number(const QString &text)
{
    bool ok = false;
    if (const int value = text.toInt(&ok); ok)
        return value;
    static const QString digits = QStringLiteral("零一二三四五六七八九");
    const auto digit = [](QChar c) { return c == u'两' ? 2 : int(digits.indexOf(c)); };
    const qsizetype ten = text.indexOf(u'十');
    if (ten < 0)
        return text.isEmpty() ? -1 : digit(text[0]);
    const int tens = ten == 0 ? 1 : digit(text[ten - 1]);
    const int ones = ten + 1 < text.size() ? digit(text[ten + 1]) : 0;
    return tens * 10 + ones;
}

// 1 = Monday; 0 if it is no weekday.
int weekday(const QString &name)
{
    static const QStringList latin{QStringLiteral("mon"), QStringLiteral("tue"), QStringLiteral("wed"),
                                   QStringLiteral("thu"), QStringLiteral("fri"), QStringLiteral("sat"),
                                   QStringLiteral("sun")};
    if (const qsizetype found = latin.indexOf(name.left(3).toLower()); found >= 0)
        return int(found) + 1;
    static const QString han = QStringLiteral("一二三四五六");
    if (const qsizetype found = han.indexOf(name); found >= 0)
        return int(found) + 1;
    return name == QStringLiteral("日") || name == QStringLiteral("天") ? 7 : 0;
}

class Line
{
public:
    Line(const QString &text, const QDateTime &now) : m_rest(plain(text)), m_now(now) {}

    QuickTask parse()
    {
        QuickTask task;
        task.priority = priority();
        relative();
        chineseTime();
        englishTime();
        day();
        task.subject = m_rest.simplified();
        static const QRegularExpression edges(QStringLiteral("^[\\s,，、;；]+|[\\s,，、;；]+$"));
        task.subject.remove(edges);
        task.kind = kind(task.subject);
        task.due = due();
        return task;
    }

private:
    // Takes the first match out of the line.
    std::optional<QRegularExpressionMatch> take(const QRegularExpression &what)
    {
        const QRegularExpressionMatch match = what.match(m_rest);
        if (!match.hasMatch())
            return {};
        m_rest.replace(match.capturedStart(), match.capturedLength(), QStringLiteral(" "));
        return match;
    }

    QString priority()
    {
        static const auto high = pattern(QStringLiteral("(?<!\\S)(?:!!|!high|!1|p1|!高|高优先级?)(?!\\S)"));
        static const auto low = pattern(QStringLiteral("(?<!\\S)(?:!low|!3|p3|!低|低优先级?)(?!\\S)"));
        static const auto normal = pattern(QStringLiteral("(?<!\\S)(?:!normal|!2|p2|!中)(?!\\S)"));
        if (take(high))
            return QStringLiteral("high");
        if (take(low))
            return QStringLiteral("low");
        take(normal);
        return QStringLiteral("normal");
    }

    // "in 3 days", "3天后", "半小时后".
    void relative()
    {
        static const auto english = pattern(
            QStringLiteral("\\bin\\s+(\\d{1,3})\\s*(min(?:ute)?s?|hours?|h|days?|d|weeks?|w|months?)\\b"));
        static const auto half = pattern(QStringLiteral("半个?小时[之以]?后"));
        static const auto chinese = pattern(QStringLiteral(
            "(\\d{1,3}|[一二三四五六七八九十两]{1,3})\\s*个?(分钟|小时|天|周|星期|月)[之以]?后"));
        if (const auto match = take(english)) {
            const int count = match->captured(1).toInt();
            const QChar unit = match->captured(2).toLower()[0];
            if (unit == u'm' && match->captured(2).startsWith(QLatin1String("mo"), Qt::CaseInsensitive))
                m_day = m_now.date().addMonths(count);
            else if (unit == u'm')
                at(m_now.addSecs(count * 60));
            else if (unit == u'h')
                at(m_now.addSecs(count * 3600));
            else
                m_day = m_now.date().addDays(unit == u'w' ? count * 7 : count);
        } else if (take(half)) {
            at(m_now.addSecs(1800));
        } else if (const auto later = take(chinese)) {
            const int count = number(later->captured(1));
            const QString unit = later->captured(2);
            if (unit == QStringLiteral("分钟"))
                at(m_now.addSecs(count * 60));
            else if (unit == QStringLiteral("小时"))
                at(m_now.addSecs(count * 3600));
            else if (unit == QStringLiteral("天"))
                m_day = m_now.date().addDays(count);
            else if (unit == QStringLiteral("月"))
                m_day = m_now.date().addMonths(count);
            else
                m_day = m_now.date().addDays(count * 7);
        }
    }

    void at(const QDateTime &time)
    {
        m_day = time.date();
        m_time = QTime(time.time().hour(), time.time().minute());
    }

    void chineseTime()
    {
        // 今晚 and 明早 say the day and the part of it.
        static const auto joined = pattern(QStringLiteral("(今|明|后)(早|晚)(?!上)"));
        if (const auto match = joined.match(m_rest); match.hasMatch()) {
            const QString part =
                match.captured(2) == QStringLiteral("早") ? QStringLiteral("早上") : QStringLiteral("晚上");
            m_rest.replace(match.capturedStart(), match.capturedLength(),
                           match.captured(1) + QStringLiteral("天") + part);
        }
        static const auto time = pattern(QStringLiteral(
            "(凌晨|早上|上午|中午|下午|傍晚|晚上)?\\s*(?:(\\d{1,2})|([一二三四五六七八九十两]{1,3}))"
            "(?:点钟?|时(?!间))(半|一刻|三刻|(\\d{1,2})分?|([一二三四五六七八九十]{1,3})分)?"));
        static const auto clock =
            pattern(QStringLiteral("(凌晨|早上|上午|中午|下午|傍晚|晚上)\\s*(\\d{1,2}):(\\d{2})"));
        static const auto part = pattern(QStringLiteral("(早上|上午|中午|下午|傍晚|晚上)"));
        if (const auto match = take(clock)) {
            setTime(match->captured(2).toInt(), match->captured(3).toInt(), match->captured(1));
        } else if (const auto said = take(time)) {
            const int hour = number(said->captured(2) + said->captured(3));
            const QString tail = said->captured(4);
            int minute = 0;
            if (tail == QStringLiteral("半"))
                minute = 30;
            else if (tail == QStringLiteral("一刻"))
                minute = 15;
            else if (tail == QStringLiteral("三刻"))
                minute = 45;
            else if (!tail.isEmpty())
                minute = number(said->captured(5) + said->captured(6));
            setTime(hour, minute, said->captured(1));
        } else if (const auto vague = take(part)) {
            const QString word = vague->captured(1);
            m_time = word == QStringLiteral("早上")   ? QTime(8, 0)
                     : word == QStringLiteral("上午") ? QTime(9, 0)
                     : word == QStringLiteral("中午") ? QTime(12, 0)
                     : word == QStringLiteral("下午") ? QTime(14, 0)
                                                      : QTime(19, 0);
        }
    }

    void setTime(int hour, int minute, const QString &part)
    {
        const bool late = part == QStringLiteral("下午") || part == QStringLiteral("傍晚") ||
                          part == QStringLiteral("晚上") || (part == QStringLiteral("中午") && hour < 11);
        const QTime time(late && hour < 12 ? hour + 12 : hour, minute);
        if (time.isValid())
            m_time = time;
    }

    void englishTime()
    {
        if (m_time)
            return;
        static const auto twelve =
            pattern(QStringLiteral("\\b(?:at\\s+)?(\\d{1,2})(?:[:.](\\d{2}))?\\s*(am|pm)\\b"));
        static const auto clock =
            pattern(QStringLiteral("(?:\\bat\\s+)?(?<![\\d:])([01]?\\d|2[0-3]):([0-5]\\d)(?![\\d:])"));
        static const auto hour = pattern(QStringLiteral("\\bat\\s+([01]?\\d|2[0-3])\\b"));
        static const auto noon = pattern(QStringLiteral("\\b(?:at\\s+)?(noon|tonight|midday)\\b"));
        if (const auto match = take(twelve)) {
            const int said = match->captured(1).toInt() % 12;
            const bool pm = match->captured(3).compare(QLatin1String("pm"), Qt::CaseInsensitive) == 0;
            m_time = QTime(pm ? said + 12 : said, match->captured(2).toInt());
        } else if (const auto digital = take(clock)) {
            m_time = QTime(digital->captured(1).toInt(), digital->captured(2).toInt());
        } else if (const auto bare = take(hour)) {
            m_time = QTime(bare->captured(1).toInt(), 0);
        } else if (const auto word = take(noon)) {
            const bool evening =
                word->captured(1).compare(QLatin1String("tonight"), Qt::CaseInsensitive) == 0;
            m_time = evening ? QTime(19, 0) : QTime(12, 0);
            if (evening && !m_day)
                m_day = m_now.date();
        }
    }

    void day()
    {
        if (m_day)
            return;
        const QDate today = m_now.date();
        static const auto dayAfter = pattern(QStringLiteral("\\bday after tomorrow\\b|大后天|后天"));
        if (const auto match = take(dayAfter)) {
            m_day = today.addDays(match->captured() == QStringLiteral("大后天") ? 3 : 2);
            return;
        }
        static const auto soon = pattern(QStringLiteral("\\b(?:today|tomorrow|tmr)\\b|今天|今日|明天|明日"));
        if (const auto match = take(soon)) {
            const QString word = match->captured().toLower();
            const bool isToday = word == QLatin1String("today") || word.startsWith(u'今');
            m_day = isToday ? today : today.addDays(1);
            return;
        }
        static const auto latin =
            pattern(QStringLiteral("\\b(?:(next|this|on)\\s+)?(mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|"
                                   "thu(?:rs?|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\\b"));
        static const auto han =
            pattern(QStringLiteral("(下+|本|这)?个?(?:周|星期|礼拜)([一二三四五六日天])"));
        static const auto nextWeek = pattern(QStringLiteral("\\bnext week\\b|下周(?![一二三四五六日天])"));
        if (const auto match = take(latin)) {
            const QString which = match->captured(1).toLower();
            onWeekday(weekday(match->captured(2)), which == QLatin1String("next") ? 1 : 0,
                      which == QLatin1String("this"));
            return;
        }
        if (const auto match = take(han)) {
            const QString which = match->captured(1);
            const int weeks = int(which.count(u'下'));
            onWeekday(weekday(match->captured(2)), weeks, !which.isEmpty() && weeks == 0);
            return;
        }
        if (take(nextWeek)) {
            m_day = today.addDays(8 - today.dayOfWeek());
            return;
        }
        calendarDate();
    }

    void onWeekday(int wanted, int weeks, bool thisWeek)
    {
        const QDate today = m_now.date();
        const QDate monday = today.addDays(1 - today.dayOfWeek());
        if (weeks > 0 || thisWeek) {
            m_day = monday.addDays(7 * weeks + wanted - 1);
            return;
        }
        const int ahead = (wanted - today.dayOfWeek() + 7) % 7;
        const bool stillToday = ahead == 0 && m_time && *m_time > m_now.time();
        m_day = today.addDays(ahead == 0 && !stillToday ? 7 : ahead);
    }

    // A written date is one to three words that the common parser understands.
    void calendarDate()
    {
        static const auto han = pattern(QStringLiteral("(?:\\d{4}年)?\\d{1,2}月\\d{1,2}[日号]"));
        if (const auto match = han.match(m_rest); match.hasMatch()) {
            QString text = match.captured();
            text.replace(u'号', u'日');
            if (const auto date = dw::parseDate(text, DateOrder::Ymd, Date::fromQDate(m_now.date()));
                date.ok()) {
                m_rest.remove(match.capturedStart(), match.capturedLength());
                m_day = upcoming(date->toQDate(), text.contains(u'年'));
                return;
            }
        }
        static const QRegularExpression word(QStringLiteral("\\S+"));
        static const QRegularExpression digit(QStringLiteral("\\d"));
        QList<QRegularExpressionMatch> words;
        for (auto all = word.globalMatch(m_rest); all.hasNext();)
            words.append(all.next());
        for (int length = 3; length >= 1; --length) {
            for (int first = 0; first + length <= int(words.size()); ++first) {
                const qsizetype from = words[first].capturedStart();
                const qsizetype to = words[first + length - 1].capturedEnd();
                const QString text = m_rest.mid(from, to - from);
                // A bare number is an amount or a count, never a day.
                bool isNumber = false;
                text.toLongLong(&isNumber);
                if (isNumber || !text.contains(digit))
                    continue;
                const auto date = dw::parseDate(text, DateOrder::Ymd, Date::fromQDate(m_now.date()));
                if (!date.ok())
                    continue;
                static const QRegularExpression year(QStringLiteral("\\d{4}"));
                m_day = upcoming(date->toQDate(), text.contains(year));
                m_rest.remove(from, to - from);
                return;
            }
        }
    }

    // A day without a year that has passed is meant next year.
    QDate upcoming(QDate date, bool withYear) const
    {
        return !withYear && date < m_now.date() ? date.addYears(1) : date;
    }

    static QString kind(const QString &subject)
    {
        static const auto call =
            pattern(QStringLiteral("\\b(?:call|phone|ring)\\b|打电话|致电|电话|回电|通话"));
        static const auto visit = pattern(QStringLiteral("\\b(?:visit|meet|meeting)\\b|拜访|上门|会面|见面"));
        if (call.match(subject).hasMatch())
            return QStringLiteral("call");
        return visit.match(subject).hasMatch() ? QStringLiteral("visit") : QStringLiteral("todo");
    }

    QDateTime due() const
    {
        const QTimeZone zone = m_now.timeZone();
        if (!m_time)
            return anyTimeOn(m_day.value_or(m_now.date()), zone);
        if (m_day)
            return QDateTime(*m_day, *m_time, zone);
        const QDateTime today(m_now.date(), *m_time, zone);
        return today > m_now ? today : QDateTime(m_now.date().addDays(1), *m_time, zone);
    }

    QString m_rest;
    QDateTime m_now;
    std::optional<QDate> m_day;
    std::optional<QTime> m_time;
};

}  // namespace

QuickTask parseQuickTask(const QString &line, const QDateTime &now)
{
    return Line(line, now).parse();
}

bool isAnyTime(const QDateTime &due)
{
    return due.time().hour() == 23 && due.time().minute() == 59;
}

QDateTime anyTimeOn(QDate day, const QTimeZone &zone)
{
    return QDateTime(day, QTime(23, 59), zone);
}

}  // namespace dw::ui
