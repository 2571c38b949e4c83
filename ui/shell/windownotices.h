// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "ui/common/toasthost.h"
#include "ui/shell/notices.h"

#include <QHash>
#include <QList>
#include <QPointer>

#include <functional>

namespace dw::ui
{

// Notices of one window: toasts, the list behind the bell, the jobs. Works without a window too: what happens
// before one is shown waits in the list.
class WindowNotices : public Notices
{
    Q_OBJECT

public:
    static constexpr int Kept = 100;

    struct Entry
    {
        enum class Kind { Done, Failed, Job };
        Kind kind = Kind::Done;
        QString text = {};
        QString warning = {};
        Instant at = {};
        Id transaction = {};      // can be undone while not null
        QString resultPath = {};  // a file that can be opened
        int count = 1;            // the same text several times in a row
    };
    struct Job
    {
        int number = 0;
        QString text;
        QString detail;
        double share = -1;  // 0..1, -1 = unknown
        Ticket ticket;
        bool shown = false;  // older than the delay from which on a job is worth a word
    };

    WindowNotices(const Clock &clock, int progressDelayMs, QObject *parent = nullptr);

    // `undo` runs change.undo of a transaction; set by the program.
    void setUndo(std::function<void(const Id &)> undo) { m_undo = std::move(undo); }
    void setToasts(ToastHost *toasts) { m_toasts = toasts; }

    void done(const QString &text, const Id &transaction = {}, const QString &warning = {}) override;
    void failed(const QString &text) override;
    int beginJob(const QString &text, const Ticket &ticket) override;
    void jobProgress(int job, double share, const QString &detail) override;
    void endJob(int job, const QString &text, const QString &resultPath = {}) override;

    const QList<Entry> &entries() const { return m_entries; }  // newest first
    QList<Job> jobs() const;                                   // that are shown, oldest first
    int unseen() const { return m_unseen; }
    void markSeen();
    void undo(const Id &transaction);
    void cancel(int job);
    // What undo has done: the offer to undo it goes.
    void forgetTransaction(const Id &transaction);

Q_SIGNALS:
    void changed();

private:
    void note(Entry entry);

    const Clock &m_clock;
    int m_progressDelayMs;
    QPointer<ToastHost> m_toasts;
    std::function<void(const Id &)> m_undo;
    QList<Entry> m_entries;
    QList<Job> m_jobs;
    int m_lastJob = 0;
    int m_unseen = 0;
};

}  // namespace dw::ui
