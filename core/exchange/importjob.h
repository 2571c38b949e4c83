// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/importengine.h"

#include <QObject>
#include <QString>

#include <memory>
#include <thread>

namespace dw
{

// One import on a thread of its own, for the window. Signals come on the thread the job lives on. Make one,
// connect, start(); it may be deleted at any time: that cancels and waits for the running portion and its
// undo.
class ImportJob : public QObject
{
    Q_OBJECT

public:
    ImportJob(CommandRunner &runner, Actor actor, Language language, QObject *parent = nullptr);
    ~ImportJob() override;

    // Once per job.
    void start(const QString &path, const ImportMapping &mapping, const ImportEngine::Options &options);
    void startUndo(const Id &batch);
    void cancel();
    bool isRunning() const { return m_running; }

Q_SIGNALS:
    // At most about 20 a second.
    void progress(const dw::ImportProgress &progress);
    void finished(const dw::ImportReport &report);
    void undone(const dw::ImportEngine::UndoReport &report);
    // Also for Cancelled.
    void failed(const dw::Error &error);

private:
    ImportEngine::Progress teller();

    ImportEngine m_engine;
    Ticket m_ticket;
    std::thread m_thread;
    bool m_running = false;
};

}  // namespace dw
