// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inbox/inboxwatch.h"

#include "core/base/wording.h"

#include <algorithm>

namespace dw::ui
{

InboxWatch::InboxWatch(UiContext &context, QObject *parent) : QObject(parent), m_context(context)
{
    connect(&context.commands, &CommandRunner::committed, this, &InboxWatch::read, Qt::QueuedConnection);
    read();
}

void InboxWatch::read()
{
    if (m_isReading) {
        m_readAgain = true;
        return;
    }
    m_isReading = true;
    Inbox(m_context.commands)
        .read(m_context.actor(), m_context.language, this, [this](const Result<QList<InboxItem>> &items) {
            m_isReading = false;
            m_isRead = true;
            m_problem = items.ok() ? QString() : describe(items.error());
            if (items.ok())
                m_items = *items;
            if (m_readAgain) {
                m_readAgain = false;
                read();
            }
            Q_EMIT changed();
        });
}

void InboxWatch::showSample(const QList<InboxItem> &items)
{
    m_items = items;
    m_isRead = true;
    Q_EMIT changed();
}

const InboxItem *InboxWatch::about(const RecordRef &record) const
{
    const auto found = std::find_if(m_items.begin(), m_items.end(), [&](const InboxItem &item) {
        return item.record == record || item.about == record;
    });
    return found == m_items.end() ? nullptr : &*found;
}

}  // namespace dw::ui
