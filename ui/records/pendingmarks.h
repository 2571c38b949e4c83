// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/waitingrecords.h"
#include "ui/shell/uicontext.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace dw::ui
{

// Which records wait for the server, for whatever shows one: lists, the board, a record's page (B7). Follows
// every commit and what the laptop hears from its server.
class PendingMarks : public QObject
{
    Q_OBJECT

public:
    explicit PendingMarks(UiContext &context, QObject *parent = nullptr);

    bool isWaiting(const RecordRef &record) const { return m_waiting.byRecord.contains(record); }
    std::optional<WaitingRecords::Kind> of(const RecordRef &record) const;
    // "Waits for the server", "Provisional: the server decides", "Claim requested ..."; empty where nothing
    // waits.
    QString text(const RecordRef &record) const;

    // Soon; many at once are one.
    void refresh();
    void set(const WaitingRecords &waiting);

Q_SIGNALS:
    void changed();

private:
    void read();

    UiContext &m_context;
    QTimer m_soon;
    WaitingRecords m_waiting;
};

}  // namespace dw::ui
