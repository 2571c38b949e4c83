// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/inbox.h"
#include "ui/shell/uicontext.h"

#include <QObject>

namespace dw::ui
{

// What waits for the person at the moment, read anew after every commit.
class InboxWatch : public QObject
{
    Q_OBJECT

public:
    explicit InboxWatch(UiContext &context, QObject *parent = nullptr);

    const QList<InboxItem> &items() const { return m_items; }
    // Read once, and nothing has been committed since.
    bool isSettled() const { return m_isRead && !m_isReading; }
    QString problem() const { return m_problem; }  // why it could not be read
    const InboxItem *about(const RecordRef &record) const;

    void read();
    // Instead of what was read, until the next commit: what a picture shows of a workspace that is not
    // joined.
    void showSample(const QList<InboxItem> &items);

Q_SIGNALS:
    void changed();

private:
    UiContext &m_context;
    QList<InboxItem> m_items;
    QString m_problem;
    bool m_isRead = false;
    bool m_isReading = false;
    bool m_readAgain = false;
};

}  // namespace dw::ui
