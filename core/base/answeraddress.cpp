// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/answeraddress.h"

#include <QCoreApplication>
#include <QMetaObject>

#include <utility>

namespace dw
{

void AnswerAddress::post(std::function<void()> call) const
{
    QCoreApplication *application = QCoreApplication::instance();
    if (!application)
        return;
    QMetaObject::invokeMethod(
        application,
        [receiver = m_receiver, call = std::move(call)] {
            if (receiver)
                call();
        },
        Qt::QueuedConnection);
}

}  // namespace dw
