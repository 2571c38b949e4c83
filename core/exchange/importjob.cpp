// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/importjob.h"

#include <QElapsedTimer>
#include <QMetaObject>

#include <utility>

namespace dw
{

namespace
{

constexpr qint64 ProgressMs = 50;

}  // namespace

ImportJob::ImportJob(CommandRunner &runner, Actor actor, Language language, QObject *parent)
    : QObject(parent), m_engine(runner, std::move(actor), language)
{}

ImportJob::~ImportJob()
{
    m_ticket.cancel();
    if (m_thread.joinable())
        m_thread.join();
}

void ImportJob::cancel()
{
    m_ticket.cancel();
}

// Called on the worker; what it posts is dropped with this object, which outlives the worker.
ImportEngine::Progress ImportJob::teller()
{
    auto since = std::make_shared<QElapsedTimer>();
    since->start();
    auto stage = std::make_shared<std::optional<ImportProgress::Stage>>();
    return [this, since, stage](const ImportProgress &now) {
        if (*stage == now.stage && since->elapsed() < ProgressMs)
            return;
        *stage = now.stage;
        since->restart();
        QMetaObject::invokeMethod(
            this, [this, now] { Q_EMIT progress(now); }, Qt::QueuedConnection);
    };
}

void ImportJob::start(const QString &path, const ImportMapping &mapping, const ImportEngine::Options &options)
{
    if (m_thread.joinable())
        return;
    m_running = true;
    m_thread = std::thread([this, path, mapping, options] {
        const Result<ImportReport> report = m_engine.run(path, mapping, options, teller(), m_ticket);
        QMetaObject::invokeMethod(
            this,
            [this, report] {
                m_running = false;
                if (report.ok())
                    Q_EMIT finished(*report);
                else
                    Q_EMIT failed(report.error());
            },
            Qt::QueuedConnection);
    });
}

void ImportJob::startUndo(const Id &batch)
{
    if (m_thread.joinable())
        return;
    m_running = true;
    m_thread = std::thread([this, batch] {
        const Result<ImportEngine::UndoReport> report = m_engine.undo(batch, teller(), m_ticket);
        QMetaObject::invokeMethod(
            this,
            [this, report] {
                m_running = false;
                if (report.ok())
                    Q_EMIT undone(*report);
                else
                    Q_EMIT failed(report.error());
            },
            Qt::QueuedConnection);
    });
}

}  // namespace dw
