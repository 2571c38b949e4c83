// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/windownotices.h"

#include "ui/common/toasthost.h"

#include <QTimer>

#include <algorithm>

namespace dw::ui
{

WindowNotices::WindowNotices(const Clock &clock, int progressDelayMs, QObject *parent)
    : Notices(parent), m_clock(clock), m_progressDelayMs(progressDelayMs)
{}

void WindowNotices::done(const QString &text, const Id &transaction, const QString &warning)
{
    note({.kind = Entry::Kind::Done, .text = text, .warning = warning, .transaction = transaction});
    if (!m_toasts)
        return;
    if (transaction.isNull())
        m_toasts->show(text, {}, warning);
    else
        m_toasts->show(
            text, [this, transaction] { undo(transaction); }, warning);
}

void WindowNotices::failed(const QString &text)
{
    note({.kind = Entry::Kind::Failed, .text = text});
    if (m_toasts)
        m_toasts->show(text);
}

int WindowNotices::beginJob(const QString &text, const Ticket &ticket)
{
    Job job;
    job.number = ++m_lastJob;
    job.text = text;
    job.ticket = ticket;
    m_jobs.append(job);
    QTimer::singleShot(m_progressDelayMs, this, [this, number = job.number] {
        for (Job &running : m_jobs) {
            if (running.number == number) {
                running.shown = true;
                Q_EMIT changed();
            }
        }
    });
    return job.number;
}

void WindowNotices::jobProgress(int job, double share, const QString &detail)
{
    for (Job &running : m_jobs) {
        if (running.number == job) {
            running.share = share < 0 ? -1 : std::min(share, 1.0);
            running.detail = detail;
            if (running.shown)
                Q_EMIT changed();
        }
    }
}

void WindowNotices::endJob(int job, const QString &text, const QString &resultPath)
{
    const auto ended =
        std::find_if(m_jobs.begin(), m_jobs.end(), [job](const Job &one) { return one.number == job; });
    if (ended == m_jobs.end())
        return;
    m_jobs.erase(ended);
    if (text.isEmpty()) {
        Q_EMIT changed();
        return;
    }
    note({.kind = Entry::Kind::Job, .text = text, .resultPath = resultPath});
    if (m_toasts)
        m_toasts->show(text);
}

QList<WindowNotices::Job> WindowNotices::jobs() const
{
    QList<Job> shown;
    std::copy_if(m_jobs.begin(), m_jobs.end(), std::back_inserter(shown),
                 [](const Job &job) { return job.shown; });
    return shown;
}

void WindowNotices::markSeen()
{
    if (m_unseen == 0)
        return;
    m_unseen = 0;
    Q_EMIT changed();
}

void WindowNotices::undo(const Id &transaction)
{
    if (m_undo && !transaction.isNull())
        m_undo(transaction);
}

void WindowNotices::cancel(int job)
{
    for (const Job &running : std::as_const(m_jobs))
        if (running.number == job)
            running.ticket.cancel();
}

void WindowNotices::forgetTransaction(const Id &transaction)
{
    for (Entry &entry : m_entries)
        if (entry.transaction == transaction)
            entry.transaction = Id();
    Q_EMIT changed();
}

void WindowNotices::note(Entry entry)
{
    entry.at = m_clock.now();
    const bool again = !m_entries.isEmpty() && entry.transaction.isNull() && entry.resultPath.isEmpty() &&
                       m_entries.first().text == entry.text && m_entries.first().warning == entry.warning &&
                       m_entries.first().transaction.isNull();
    if (again) {
        entry.count = m_entries.first().count + 1;
        m_entries.first() = entry;
    } else {
        m_entries.prepend(entry);
        if (m_entries.size() > Kept)
            m_entries.removeLast();
    }
    // What a person has just done is no news; a failure and the end of a job are.
    if (entry.kind != Entry::Kind::Done)
        ++m_unseen;
    Q_EMIT changed();
}

}  // namespace dw::ui
