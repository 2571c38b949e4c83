// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recycle/binrun.h"

#include "ui/shell/notices.h"
#include "ui/shell/refusaltext.h"

#include <QJsonArray>

#include <utility>

namespace dw::ui
{

BinRun::BinRun(UiContext &context, QObject *parent) : QObject(parent), m_context(context) {}

BinRun::~BinRun()
{
    if (m_running)
        m_context.notices.endJob(m_job, QString());
}

void BinRun::start(const QString &command, const QList<Item> &items, const QString &telling)
{
    if (m_running || items.isEmpty())
        return;
    m_running = true;
    m_command = command;
    m_waiting = items;
    m_all = items.size();
    m_refused.clear();
    m_outcome = {};
    m_anyDone = false;
    m_ticket = Ticket();
    m_job = m_context.notices.beginJob(telling, m_ticket);
    next();
}

void BinRun::next()
{
    if (m_ticket.isCancelled()) {
        finish();
        return;
    }
    if (m_waiting.isEmpty() && m_anyDone && !m_refused.isEmpty()) {
        for (const auto &[item, reason] : std::as_const(m_refused))
            m_waiting.append(item);
        m_refused.clear();
        m_anyDone = false;
    }
    if (m_waiting.isEmpty()) {
        finish();
        return;
    }
    const Item item = m_waiting.takeFirst();
    m_context.commands.submit({m_command,
                               {{QStringLiteral("object"), item.record.object},
                                {QStringLiteral("ids"), QJsonArray{item.record.id.toString()}}}},
                              m_context.actor(), this,
                              [this, item](const CommandResult &result) { take(item, result); });
}

void BinRun::take(const Item &item, const CommandResult &result)
{
    if (result.status == CommandResult::Status::Applied) {
        m_anyDone = true;
        m_outcome.done.append(item.record);
        m_outcome.last = result;
        m_context.notices.jobProgress(m_job, double(m_outcome.done.size()) / double(m_all), item.title);
    } else {
        m_refused.append({item, refusalText(m_context, result)});
    }
    next();
}

void BinRun::finish()
{
    m_outcome.refused = std::exchange(m_refused, {});
    m_waiting.clear();
    m_running = false;
    m_context.notices.endJob(m_job, QString());
    Q_EMIT finished(m_outcome);
}

}  // namespace dw::ui
