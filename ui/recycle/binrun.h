// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ticket.h"
#include "core/commands/commandresult.h"
#include "ui/shell/uicontext.h"

#include <QObject>
#include <QStringList>

namespace dw::ui
{

// record.restore or record.purge of several records, one command each, so that one that cannot be done holds
// no other back. What was refused is tried again as long as others were done meanwhile: a contact comes back
// after its customer. It can be stopped; what was done stays done.
class BinRun : public QObject
{
    Q_OBJECT

public:
    struct Item
    {
        RecordRef record;
        QString title;
    };
    struct Outcome
    {
        QList<RecordRef> done;
        CommandResult last;                       // of the last one that was done
        QList<std::pair<Item, QString>> refused;  // with the reason, in words
    };

    explicit BinRun(UiContext &context, QObject *parent = nullptr);
    // What was not begun stays in the bin.
    ~BinRun() override;

    // `telling` stands in the list of jobs. Nothing while it is running.
    void start(const QString &command, const QList<Item> &items, const QString &telling);
    bool isRunning() const { return m_running; }

Q_SIGNALS:
    void finished(const dw::ui::BinRun::Outcome &outcome);

private:
    void next();
    void take(const Item &item, const CommandResult &result);
    void finish();

    UiContext &m_context;
    QString m_command;
    QList<Item> m_waiting;
    QList<std::pair<Item, QString>> m_refused;  // of this round
    Outcome m_outcome;
    qsizetype m_all = 0;
    bool m_anyDone = false;  // in this round
    bool m_running = false;
    int m_job = -1;
    Ticket m_ticket;
};

}  // namespace dw::ui
