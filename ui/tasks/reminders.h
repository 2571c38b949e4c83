// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/uicontext.h"
#include "ui/tasks/taskreading.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <optional>

class QTimer;

namespace dw::ui
{

// Says when a task's reminder is due: one timer on the next one, set anew after every commit. It wakes at
// least every minute and asks the clock, so that sleep and a changed clock are noticed; what fell due
// meanwhile, and while the program was closed (F3.103, two weeks at most), is said once. One that is put off
// comes again, on this laptop alone and also after a restart: the task is not changed by it. One object for
// the program; GUI thread.
class Reminders : public QObject
{
    Q_OBJECT

public:
    explicit Reminders(UiContext &context, QObject *parent = nullptr);

    void start();
    std::optional<Instant> next() const;
    // Says them again SnoozeMinutes from now, unless they are done or somebody else's by then.
    static constexpr int SnoozeMinutes = 10;
    void snooze(const QList<Id> &tasks);
    // Asks the clock now: what the timer does.
    void check();

Q_SIGNALS:
    // A task's reminder has come; also said through Notices.
    void reminded(const dw::Id &task, const QString &subject);

private:
    QString person() const;
    void keepSaid();
    void readNext();
    void plan();
    void announce(Instant until);
    void say(const QList<TaskRow> &tasks);
    // Of this person, by the tasks that were put off.
    QHash<Id, Instant> snoozed() const;
    void keepSnoozed(const QHash<Id, Instant> &snoozed);
    void saySnoozed(Instant now);
    void saidSnoozed(const QHash<Id, Instant> &due, const Result<QList<TaskRow>> &tasks);

    UiContext &m_context;
    QTimer *m_timer;
    Instant m_said;  // reminders up to here have been said
    std::optional<Instant> m_next;
    QSet<Id> m_beingSaid;            // put off, and read to be said again
    std::optional<Instant> m_retry;  // those could not be read: not again before
};

}  // namespace dw::ui
