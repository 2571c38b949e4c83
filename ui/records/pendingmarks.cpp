// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/pendingmarks.h"

namespace dw::ui
{

namespace
{

constexpr int SoonMs = 50;

}  // namespace

PendingMarks::PendingMarks(UiContext &context, QObject *parent) : QObject(parent), m_context(context)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(SoonMs);
    connect(&m_soon, &QTimer::timeout, this, &PendingMarks::read);
    connect(&context.commands, &CommandRunner::committed, this, &PendingMarks::refresh, Qt::QueuedConnection);
}

std::optional<WaitingRecords::Kind> PendingMarks::of(const RecordRef &record) const
{
    const auto found = m_waiting.byRecord.constFind(record);
    return found == m_waiting.byRecord.cend() ? std::nullopt : std::optional(*found);
}

QString PendingMarks::text(const RecordRef &record) const
{
    const auto kind = of(record);
    if (!kind)
        return {};
    switch (*kind) {
        case WaitingRecords::Kind::Requested:
            return tr("Claim requested: the server decides");
        case WaitingRecords::Kind::Provisional:
            return tr("Provisional: the server decides");
        case WaitingRecords::Kind::Sending:
            break;
    }
    return tr("Waits for the server");
}

void PendingMarks::refresh()
{
    if (!m_soon.isActive())
        m_soon.start();
}

void PendingMarks::set(const WaitingRecords &waiting)
{
    if (waiting.byRecord == m_waiting.byRecord)
        return;
    m_waiting = waiting;
    Q_EMIT changed();
}

void PendingMarks::read()
{
    WaitingRecords::ask(m_context.reader.workspace(), m_context.configuration()->dictionary, this,
                        [this](const Result<WaitingRecords> &waiting) {
                            if (waiting.ok())
                                set(waiting.value());
                        });
}

}  // namespace dw::ui
