// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/reminders.h"

#include "core/expression/syntaxnode.h"
#include "ui/shell/localsettings.h"
#include "ui/shell/notices.h"
#include "ui/tasks/taskreading.h"

#include <QJsonObject>
#include <QTimeZone>
#include <QTimer>

#include <algorithm>

namespace dw::ui
{

namespace
{

constexpr qint64 LongestWaitMs = 60'000;
constexpr int SaidAtOnce = 5;
// Whoever was away for longer reads the list of what is overdue.
constexpr qint64 LongestAwayMs = 14 * qint64(86'400'000);
constexpr qsizetype MostSnoozed = 200;
const QString SaidKey = QStringLiteral("reminders.said");        // {user: ISO}
const QString SnoozedKey = QStringLiteral("reminders.snoozed");  // {user: {task: ISO}}

QString mine()
{
    return QStringLiteral("AND(assignee_id = CURRENTUSER(), %1, ").arg(openTasks());
}

}  // namespace

Reminders::Reminders(UiContext &context, QObject *parent)
    : QObject(parent), m_context(context), m_timer(new QTimer(this)), m_said(context.clock.now())
{
    m_timer->setSingleShot(true);
    m_timer->setTimerType(Qt::CoarseTimer);
    connect(m_timer, &QTimer::timeout, this, &Reminders::check);
    connect(
        &context.commands, &CommandRunner::committed, this,
        [this](const CommitNotice &notice) {
            const bool touched =
                notice.bulkObjects.contains(QStringLiteral("task")) ||
                std::any_of(notice.entries.begin(), notice.entries.end(),
                            [](const auto &entry) { return entry.object == QLatin1String("task"); });
            if (touched)
                readNext();
        },
        Qt::QueuedConnection);
}

void Reminders::start()
{
    const Instant now = m_context.clock.now();
    saySnoozed(now);
    const QString stored = m_context.settings.value(SaidKey).toObject().value(person()).toString();
    const auto said = Instant::fromIso(stored, QTimeZone::utc());
    if (!said || *said >= now) {
        keepSaid();
        readNext();
        return;
    }
    // What fell due while the program was closed.
    m_said = std::max(*said, Instant{now.ms - LongestAwayMs});
    announce(now);
}

QString Reminders::person() const
{
    return m_context.actor().user.toString();
}

void Reminders::keepSaid()
{
    QJsonObject all = m_context.settings.value(SaidKey).toObject();
    all.insert(person(), m_said.toIso());
    m_context.settings.setValue(SaidKey, all);
}

QHash<Id, Instant> Reminders::snoozed() const
{
    QHash<Id, Instant> all;
    const QJsonObject stored = m_context.settings.value(SnoozedKey).toObject().value(person()).toObject();
    for (auto one = stored.begin(); one != stored.end(); ++one) {
        const auto task = Id::fromString(one.key());
        const auto at = Instant::fromIso(one.value().toString(), QTimeZone::utc());
        if (task && at)
            all.insert(*task, *at);
    }
    return all;
}

void Reminders::keepSnoozed(const QHash<Id, Instant> &snoozed)
{
    QJsonObject mine;
    for (auto one = snoozed.begin(); one != snoozed.end(); ++one)
        mine.insert(one.key().toString(), one.value().toIso());
    QJsonObject all = m_context.settings.value(SnoozedKey).toObject();
    all.insert(person(), mine);
    m_context.settings.setValue(SnoozedKey, all);
}

void Reminders::snooze(const QList<Id> &tasks)
{
    const Instant at{m_context.clock.now().ms + qint64(SnoozeMinutes) * 60'000};
    QHash<Id, Instant> all = snoozed();
    for (const Id &task : tasks) {
        if (all.size() < MostSnoozed)
            all.insert(task, at);
    }
    keepSnoozed(all);
    plan();
}

std::optional<Instant> Reminders::next() const
{
    std::optional<Instant> first = m_next;
    const QHash<Id, Instant> again = snoozed();
    for (auto one = again.begin(); one != again.end(); ++one) {
        if (m_beingSaid.contains(one.key()))
            continue;
        const Instant at = m_retry ? std::max(*m_retry, one.value()) : one.value();
        first = first ? std::min(*first, at) : at;
    }
    return first;
}

void Reminders::saySnoozed(Instant now)
{
    const QHash<Id, Instant> all = snoozed();
    QHash<Id, Instant> due;
    for (auto one = all.begin(); one != all.end(); ++one) {
        // The clock was set back since: it is not to be waited for longer than it was asked to.
        const bool over = one.value() <= now || one.value().ms > now.ms + qint64(SnoozeMinutes) * 60'000;
        if (over && !m_beingSaid.contains(one.key()))
            due.insert(one.key(), one.value());
    }
    if (due.isEmpty())
        return;
    m_retry.reset();
    for (auto one = due.begin(); one != due.end(); ++one)
        m_beingSaid.insert(one.key());
    m_context.reader.run<QList<TaskRow>>(
        Workspace::Lane::Detail, {}, this,
        [ids = due.keys(), me = m_context.actor().user](const Reader &reader) -> Result<QList<TaskRow>> {
            QList<Record> records;
            for (const Id &task : ids) {
                const auto record = reader.record({QStringLiteral("task"), task});
                if (!record.ok() && record.error().code != ErrorCode::NotFound)
                    return record.error();
                // What is gone, or may not be seen any more, is not said again.
                if (!record.ok() || !record->isValid() || record->value(u"assignee_id").id() != me)
                    continue;
                const QString status = record->value(u"status").text();
                if (status == QLatin1String("open") || status == QLatin1String("doing") ||
                    status == QLatin1String("deferred"))
                    records.append(*record);
            }
            return taskRows(reader, records);
        },
        [this, due](const Result<QList<TaskRow>> &tasks) { saidSnoozed(due, tasks); });
}

// They are kept until they are said: what cannot be read is tried again, and so is what was asked for when
// the program was closed.
void Reminders::saidSnoozed(const QHash<Id, Instant> &due, const Result<QList<TaskRow>> &tasks)
{
    for (auto one = due.begin(); one != due.end(); ++one)
        m_beingSaid.remove(one.key());
    if (!tasks.ok()) {
        m_retry = Instant{m_context.clock.now().ms + LongestWaitMs};
        plan();
        return;
    }
    QHash<Id, Instant> all = snoozed();
    for (auto one = due.begin(); one != due.end(); ++one) {
        if (all.value(one.key()) == one.value())  // else put off once more
            all.remove(one.key());
    }
    keepSnoozed(all);
    say(*tasks);
}

void Reminders::readNext()
{
    const QString where = mine() + QStringLiteral("remind_at > %1)").arg(quotedText(m_said.toIso()));
    m_context.reader.run<std::optional<Instant>>(
        Workspace::Lane::Detail, QStringLiteral("reminders.next"), this,
        [where](const Reader &reader) -> Result<std::optional<Instant>> {
            DW_ASSIGN(const Query query,
                      reader.query(QStringLiteral("task"), where, {QStringLiteral("remind_at")}));
            DW_ASSIGN(const std::vector<RowRef> rows, reader.rows(query, 1));
            DW_ASSIGN(const QList<Record> first,
                      reader.page(query.object, rows, {query.object->indexOf(u"remind_at")}));
            if (first.isEmpty() || !first.first().isValid())
                return std::optional<Instant>();
            return std::optional<Instant>(first.first().value(u"remind_at").instant());
        },
        [this](const Result<std::optional<Instant>> &next) {
            if (next.ok())
                m_next = *next;
            plan();
        });
}

void Reminders::plan()
{
    m_timer->stop();
    const auto first = next();
    if (!first)
        return;
    const qint64 left = first->ms - m_context.clock.now().ms;
    m_timer->start(int(std::clamp<qint64>(left, 0, LongestWaitMs)));
}

void Reminders::check()
{
    const Instant now = m_context.clock.now();
    saySnoozed(now);
    // The clock was set back: what is said stays said, the rest comes at its time.
    if (m_next && *m_next <= now)
        announce(now);
    else
        plan();
}

void Reminders::announce(Instant until)
{
    const QString where = mine() + QStringLiteral("remind_at > %1, remind_at <= %2)")
                                       .arg(quotedText(m_said.toIso()), quotedText(until.toIso()));
    m_said = until;
    keepSaid();
    m_next.reset();
    m_context.reader.run<QList<TaskRow>>(
        Workspace::Lane::Detail, {}, this,
        [where](const Reader &reader) {
            return readTasks(reader, where, 100, {QStringLiteral("remind_at")});
        },
        [this](const Result<QList<TaskRow>> &due) {
            if (due.ok())
                say(*due);
            readNext();
        });
}

void Reminders::say(const QList<TaskRow> &tasks)
{
    for (qsizetype i = 0; i < tasks.size(); ++i) {
        const TaskRow &task = tasks[i];
        if (i < SaidAtOnce)
            m_context.notices.done(task.accountTitle.isEmpty()
                                       ? tr("Reminder: %1").arg(task.subject)
                                       : tr("Reminder: %1, %2").arg(task.subject, task.accountTitle));
        Q_EMIT reminded(task.id, task.subject);
    }
    if (tasks.size() > SaidAtOnce)
        m_context.notices.done(
            tr("%1 more reminders").arg(m_context.format.integer(tasks.size() - SaidAtOnce)));
}

}  // namespace dw::ui
