// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/calendarfile.h"

#include "core/base/recurrence.h"

#include <QDateTime>
#include <QTimeZone>

namespace dw
{

namespace
{

// The years whose changes of the clock a calendar tells: those of what a company has planned and noted.
constexpr int FirstYear = 2000;
constexpr int LastYear = 2050;

QByteArray clockTime(const QDateTime &time)
{
    return time.toString(QStringLiteral("yyyyMMdd'T'HHmmss")).toLatin1();
}

QByteArray utcTime(Instant at)
{
    return clockTime(at.toQDateTime(QTimeZone::utc())) + 'Z';
}

QByteArray offsetText(int seconds)
{
    const int minutes = std::abs(seconds) / 60;
    return (seconds < 0 ? '-' : '+') + QByteArray::number(minutes / 60).rightJustified(2, '0') +
           QByteArray::number(minutes % 60).rightJustified(2, '0');
}

struct WrittenName
{
    const char16_t *key;
    const char *written;
};
constexpr WrittenName Statuses[] = {{u"open", "NEEDS-ACTION"},
                                    {u"deferred", "NEEDS-ACTION"},
                                    {u"doing", "IN-PROCESS"},
                                    {u"done", "COMPLETED"},
                                    {u"cancelled", "CANCELLED"}};
constexpr WrittenName Priorities[] = {{u"high", "1"}, {u"normal", "5"}, {u"low", "9"}};

template <size_t Count>
QByteArray writtenAs(const WrittenName (&all)[Count], const QString &key)
{
    for (const WrittenName &one : all) {
        if (key == QStringView(one.key))
            return one.written;
    }
    return {};
}

// RFC 5545, 3.3.10: beside a start with a time of day the end is a time of UTC. A rule's last day counts
// whole.
QByteArray ruleText(const Recurrence &rule, const BusinessZone &zone)
{
    QStringList parts = rule.toString().split(QLatin1Char(';'));
    for (QString &part : parts) {
        const QDate last = part.startsWith(QLatin1String("UNTIL="))
                               ? QDate::fromString(part.mid(6), QStringLiteral("yyyyMMdd"))
                               : QDate();
        if (last.isValid()) {
            const Instant over = zone.startOf(Date::fromQDate(last.addDays(1)));
            part = QLatin1String("UNTIL=") + QLatin1String(utcTime(Instant{over.ms - 1000}));
        }
    }
    return parts.join(QLatin1Char(';')).toLatin1();
}

// The next one of a task that repeats is a task of its own: of one that is over nothing repeats. Nor of one
// whose status may not be read, which can be over.
bool goesOn(const Record &task)
{
    const QString status = task.value(u"status").text();
    return !status.isEmpty() && status != QLatin1String("done") && status != QLatin1String("cancelled");
}

}  // namespace

CalendarFile::CalendarFile(std::unique_ptr<ContentLines> lines, const ObjectTypePtr &object,
                           const QList<int> &fields, const Setting &setting)
    : RecordFile(object, fields)
    , m_lines(std::move(lines))
    , m_setting(setting)
    , m_utc(setting.zone.zone() == QTimeZone::utc())
{
    m_lines->add("BEGIN", "VCALENDAR");
    m_lines->add("VERSION", "2.0");
    m_lines->add("PRODID", "-//Dealwright//Dealwright//EN");
    if (!m_utc)
        addZone();
}

QStringList CalendarFile::fieldsOf(const QString &object)
{
    if (object == QLatin1String("task"))
        return {QStringLiteral("subject"),   QStringLiteral("related"),    QStringLiteral("due_at"),
                QStringLiteral("remind_at"), QStringLiteral("priority"),   QStringLiteral("kind"),
                QStringLiteral("status"),    QStringLiteral("recurrence"), QStringLiteral("result_note"),
                QStringLiteral("done_at")};
    if (object == QLatin1String("activity"))
        return {QStringLiteral("occurred_at"), QStringLiteral("subject"),    QStringLiteral("kind"),
                QStringLiteral("related"),     QStringLiteral("duration_s"), QStringLiteral("content"),
                QStringLiteral("next_step")};
    return {};
}

QStringList CalendarFile::askedFor(const QString &object)
{
    return object == QLatin1String("task") ? QStringList{QStringLiteral("status")} : QStringList();
}

QString CalendarFile::neededField(const QString &object)
{
    return object == QLatin1String("activity") ? QStringLiteral("occurred_at") : QString();
}

void CalendarFile::addZone()
{
    const QTimeZone &zone = m_setting.zone.zone();
    const QDateTime first(QDate(FirstYear, 1, 1), QTime(0, 0), QTimeZone::utc());
    const QDateTime last(QDate(LastYear, 12, 31), QTime(0, 0), QTimeZone::utc());
    m_lines->add("BEGIN", "VTIMEZONE");
    m_lines->add("TZID", zone.id());
    int before = zone.offsetFromUtc(first);
    const auto observance = [&](const QDateTime &at, int after, bool daylight) {
        const QByteArray kind = daylight ? "DAYLIGHT" : "STANDARD";
        m_lines->add("BEGIN", kind);
        m_lines->add("DTSTART", clockTime(at.toUTC().addSecs(before)));
        m_lines->add("TZOFFSETFROM", offsetText(before));
        m_lines->add("TZOFFSETTO", offsetText(after));
        m_lines->add("END", kind);
        before = after;
    };
    observance(first, before, zone.isDaylightTime(first));
    const QTimeZone::OffsetDataList changes = zone.transitions(first, last);
    for (const QTimeZone::OffsetData &change : changes) {
        if (change.offsetFromUtc != before)
            observance(change.atUtc, change.offsetFromUtc, change.daylightTimeOffset != 0);
    }
    m_lines->add("END", "VTIMEZONE");
}

void CalendarFile::addTime(const QByteArray &name, Instant at)
{
    if (m_utc)
        m_lines->add(name, utcTime(at));
    else
        m_lines->add(name + ";TZID=" + m_setting.zone.name(),
                     clockTime(at.toQDateTime(m_setting.zone.zone())));
}

// What a person reads of it besides its subject: whom it is about, and each of the texts.
void CalendarFile::addWords(const Record &record, const QStringList &fields,
                            const QHash<RecordRef, QString> &titles)
{
    QStringList words{chosenTitle(record, u"related", titles)};
    for (const QString &field : fields)
        words.append(chosenText(record, field));
    words.removeAll(QString());
    m_lines->addText("DESCRIPTION", words.join(QLatin1Char('\n')));
    const QString kind = chosenText(record, u"kind");
    const Field *field = record.type().find(u"kind");
    const PicklistValue *label = field ? field->picklistValue(kind) : nullptr;
    m_lines->addText("CATEGORIES", label ? label->label.in(m_setting.language) : kind);
}

void CalendarFile::addTask(const Record &record)
{
    m_lines->addText("SUMMARY", chosenText(record, u"subject"));
    const Value due = chosen(record, u"due_at");
    const auto rule = Recurrence::parse(chosenText(record, u"recurrence"));
    if (due.kind() == Value::Kind::Instant && rule.ok() && goesOn(record)) {
        // What repeats needs a start; it is due then.
        addTime("DTSTART", due.instant());
        m_lines->add("DURATION", "PT0S");
        m_lines->add("RRULE", ruleText(*rule, m_setting.zone));
    } else if (due.kind() == Value::Kind::Instant) {
        addTime("DUE", due.instant());
    }
    if (const QByteArray priority = writtenAs(Priorities, chosenText(record, u"priority"));
        !priority.isEmpty())
        m_lines->add("PRIORITY", priority);
    if (const QByteArray status = writtenAs(Statuses, chosenText(record, u"status")); !status.isEmpty())
        m_lines->add("STATUS", status);
    if (const Value done = chosen(record, u"done_at"); done.kind() == Value::Kind::Instant)
        m_lines->add("COMPLETED", utcTime(done.instant()));
}

void CalendarFile::addActivity(const Record &record)
{
    m_lines->addText("SUMMARY", chosenText(record, u"subject"));
    const Value at = chosen(record, u"occurred_at");
    addTime("DTSTART", at.kind() == Value::Kind::Instant ? at.instant() : m_setting.now);
    if (const Value seconds = chosen(record, u"duration_s");
        seconds.kind() == Value::Kind::Integer && seconds.integer() >= 0)
        m_lines->add("DURATION", "PT" + QByteArray::number(seconds.integer()) + 'S');
}

Result<void> CalendarFile::write(const Record &record, const QHash<RecordRef, QString> &titles)
{
    const bool task = record.type().key() == QLatin1String("task");
    const QByteArray kind = task ? "VTODO" : "VEVENT";
    m_lines->add("BEGIN", kind);
    m_lines->add("UID", record.id().toString().toLatin1());
    m_lines->add("DTSTAMP", utcTime(m_setting.now));
    if (task)
        addTask(record);
    else
        addActivity(record);
    addWords(record,
             task ? QStringList{QStringLiteral("result_note")}
                  : QStringList{QStringLiteral("content"), QStringLiteral("next_step")},
             titles);
    if (const Value remind = task ? chosen(record, u"remind_at") : Value();
        remind.kind() == Value::Kind::Instant) {
        m_lines->add("BEGIN", "VALARM");
        m_lines->add("ACTION", "DISPLAY");
        m_lines->add("TRIGGER;VALUE=DATE-TIME", utcTime(remind.instant()));
        m_lines->add("DESCRIPTION", ContentLines::escaped(chosenText(record, u"subject")));
        m_lines->add("END", "VALARM");
    }
    m_lines->add("END", kind);
    return m_lines->state();
}

Result<void> CalendarFile::finish(const AtomicFile::Seal &seal)
{
    m_lines->add("END", "VCALENDAR");
    return m_lines->finish(seal);
}

}  // namespace dw
