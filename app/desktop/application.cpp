// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/application.h"

#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QMetaEnum>
#include <QThread>

#include <algorithm>
#include <ctime>

namespace dw::desktop
{

namespace
{

Q_LOGGING_CATEGORY(watchdog, "dealwright.watchdog")

constexpr qint64 NsOfMs = 1'000'000;

// What the processor did for this thread.
qint64 threadNs()
{
    timespec used{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return qint64(used.tv_sec) * 1'000'000'000 + used.tv_nsec;
}

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
    const qint64 processorBefore = threadNs();
    QElapsedTimer timer;
    timer.start();
    ++m_depth;
    m_deepestLoop = loop;
    const bool done = QApplication::notify(receiver, event);
    --m_depth;
    // A menu or a file dialog runs a loop of its own inside the event that opened it: that is waiting, not
    // work.
    const qint64 ns = timer.nsecsElapsed();
    if (m_deepestLoop != loop)
        return done;
    const bool slow = ns > LimitMs * NsOfMs;
    if (slow || ns > m_longestNs) {
        // Of a time much longer than the processor's the machine had other work.
        const qint64 processorMs = (threadNs() - processorBefore) / NsOfMs;
        const char *kind = QMetaEnum::fromType<QEvent::Type>().valueToKey(type);
        const QStringList words{QLatin1String(kind), QStringLiteral("for"), QLatin1String(name), object};
        const QString what = QStringLiteral("%1, processor %2 ms")
                                 .arg(words.join(QLatin1Char(' ')).trimmed())
                                 .arg(processorMs);
        if (ns > m_longestNs) {
            m_longestNs = ns;
            m_longest = what;
        }
        if (slow) {
            ++m_slow;
            qCWarning(watchdog, "%lld ms in %s", static_cast<long long>(ns / NsOfMs), qPrintable(what));
        }
    }
    return done;
}

void Application::forgetLongest()
{
    m_longestNs = 0;
    m_longest.clear();
}

}  // namespace dw::desktop
