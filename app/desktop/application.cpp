// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/application.h"

#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QMetaEnum>
#include <QThread>

#include <algorithm>

namespace dw::desktop
{

namespace
{

Q_LOGGING_CATEGORY(watchdog, "dealwright.watchdog")

bool watchdogIsOn()
{
#ifdef DEALWRIGHT_DEBUG
    return true;
#else
    return qEnvironmentVariableIntValue("DEALWRIGHT_WATCHDOG") > 0;
#endif
}

}  // namespace

Application::Application(int &argc, char **argv) : QApplication(argc, argv), m_watching(watchdogIsOn()) {}

bool Application::notify(QObject *receiver, QEvent *event)
{
    if (!m_watching || QThread::currentThread() != thread())
        return QApplication::notify(receiver, event);
    if (m_depth > 0) {
        m_deepestLoop = std::max(m_deepestLoop, QThread::currentThread()->loopLevel());
        return QApplication::notify(receiver, event);
    }
    // The receiver may be gone afterwards.
    const QEvent::Type type = event->type();
    const QByteArray name = receiver->metaObject()->className();
    const QString object = receiver->objectName();
    const int loop = QThread::currentThread()->loopLevel();
    QElapsedTimer timer;
    timer.start();
    ++m_depth;
    m_deepestLoop = loop;
    const bool done = QApplication::notify(receiver, event);
    --m_depth;
    // A menu or a file dialog runs a loop of its own inside the event that opened it: that is waiting, not
    // work.
    const qint64 ms = timer.elapsed();
    if (ms > LimitMs && m_deepestLoop == loop) {
        ++m_slow;
        qCWarning(watchdog, "%lld ms in %s for %s %s", static_cast<long long>(ms),
                  QMetaEnum::fromType<QEvent::Type>().valueToKey(type), name.constData(), qPrintable(object));
    }
    return done;
}

}  // namespace dw::desktop
