// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading/asyncreader.h"

namespace dw
{

void AsyncReader::deliver(const QPointer<QObject> &receiver, const Ticket &ticket, std::function<void()> call)
{
    QObject *target = receiver.data();
    if (!target || ticket.isCancelled())
        return;
    QMetaObject::invokeMethod(
        target,
        [receiver, ticket, call = std::move(call)] {
            if (receiver && !ticket.isCancelled())
                call();
        },
        Qt::QueuedConnection);
}

}  // namespace dw
