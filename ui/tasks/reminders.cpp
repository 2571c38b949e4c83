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
const QString SaidKey = QStringLiteral("reminders.said");  // {user: ISO}

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
    if (!m_next)
        return;
    const qint64 left = m_next->ms - m_context.clock.now().ms;
    m_timer->start(int(std::clamp<qint64>(left, 0, LongestWaitMs)));
}

void Reminders::check()
{
    const Instant now = m_context.clock.now();
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
            if (due.ok()) {
                for (qsizetype i = 0; i < due->size(); ++i) {
                    const TaskRow &task = due->at(i);
                    if (i < SaidAtOnce)
                        m_context.notices.done(
                            task.accountTitle.isEmpty()
                                ? tr("Reminder: %1").arg(task.subject)
                                : tr("Reminder: %1, %2").arg(task.subject, task.accountTitle));
                    Q_EMIT reminded(task.id, task.subject);
                }
                if (due->size() > SaidAtOnce)
                    m_context.notices.done(
                        tr("%1 more reminders").arg(m_context.format.integer(due->size() - SaidAtOnce)));
            }
            readNext();
        });
}

}  // namespace dw::ui
