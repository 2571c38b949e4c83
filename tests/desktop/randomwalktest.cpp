// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/desktop/demodesk.h"
#include "tests/support/testrunner.h"

#include <QApplication>
#include <QRandomGenerator>
#include <QTest>

namespace dw::test
{

namespace
{

// What Qt says when something is wrong in the program; the offscreen platform's own remarks are not.
QStringList *complaints = nullptr;
QtMessageHandler before = nullptr;

void listen(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    static const QStringList harmless{QStringLiteral("This plugin does not support"),
                                      QStringLiteral("QStandardPaths: ")};
    const bool isHarmless = type == QtDebugMsg || type == QtInfoMsg ||
                            std::any_of(harmless.begin(), harmless.end(),
                                        [&](const QString &it) { return message.contains(it); });
    if (complaints != nullptr && !isHarmless && !complaints->contains(message))
        complaints->append(message);
    if (before != nullptr && !isHarmless)
        before(type, context, message);
}

// Someone who understands nothing and presses everything.
class Stranger
{
public:
    Stranger(DemoDesk &desk, quint32 seed) : m_desk(desk), m_random(seed) {}

    QString step()
    {
        QWidget *top = topmost();
        const int kind = m_random.bounded(100);
        if (kind < 4)
            return elsewhere();
        const QPoint at(m_random.bounded(top->width()), m_random.bounded(top->height()));
        QWidget *under = top->childAt(at);
        if (under == nullptr)
            under = top;
        const QPoint local = under->mapFrom(top, at);
        if (kind < 45) {
            const Qt::MouseButton button = m_random.bounded(6) == 0 ? Qt::RightButton : Qt::LeftButton;
            QTest::mouseClick(under, button, modifiers(), local);
            return QStringLiteral("click %1 %2,%3").arg(nameOf(under)).arg(at.x()).arg(at.y());
        }
        if (kind < 50) {
            QTest::mouseDClick(under, Qt::LeftButton, {}, local);
            return QStringLiteral("double click %1").arg(nameOf(under));
        }
        QWidget *keys = QApplication::focusWidget();
        if (keys == nullptr || QApplication::activePopupWidget() != nullptr)
            keys = top;
        if (kind < 85) {
            const QKeyCombination key = anyKey();
            QTest::keyClick(keys, key.key(), key.keyboardModifiers());
            return QStringLiteral("key %1 on %2").arg(QKeySequence(key).toString(), nameOf(keys));
        }
        static const QStringList texts{QStringLiteral("hw"),         QStringLiteral("12"),
                                       QStringLiteral("2026-12-01"), QStringLiteral("> "),
                                       QStringLiteral("x@y.cn"),     QStringLiteral("10%"),
                                       QStringLiteral("\"'"),        QStringLiteral("zz")};
        const QString &text = texts.at(m_random.bounded(int(texts.size())));
        QTest::keyClicks(keys, text);
        return QStringLiteral("type %1 into %2").arg(text, nameOf(keys));
    }

private:
    QWidget *topmost()
    {
        if (QWidget *popup = QApplication::activePopupWidget())
            return popup;
        if (QWidget *modal = QApplication::activeModalWidget())
            return modal;
        ui::MainWindow &window = m_desk.window();
        if (!window.isVisible())
            window.show();
        return &window;
    }

    // So that no corner keeps the whole walk.
    QString elsewhere()
    {
        if (QWidget *modal = QApplication::activeModalWidget()) {
            modal->close();
            return QStringLiteral("close a dialog");
        }
        if (m_random.bounded(3) == 0) {
            static const QStringList objects{QStringLiteral("account"), QStringLiteral("opportunity"),
                                             QStringLiteral("contact"), QStringLiteral("lead"),
                                             QStringLiteral("task")};
            const QString &object = objects.at(m_random.bounded(int(objects.size())));
            const QList<Record> found = m_desk.find(object, {}, {}, 20);
            if (!found.isEmpty())
                m_desk.window().pages()->openRecord(found.at(m_random.bounded(int(found.size()))).ref());
            return QStringLiteral("open a record of ") + object;
        }
        static const QStringList pages{
            QStringLiteral("today"),   QStringLiteral("customers"), QStringLiteral("contacts"),
            QStringLiteral("leads"),   QStringLiteral("pipeline"),  QStringLiteral("tasks"),
            QStringLiteral("insight"), QStringLiteral("import"),    QStringLiteral("settings")};
        const QString &page = pages.at(m_random.bounded(int(pages.size())));
        m_desk.go(page);
        return QStringLiteral("go to ") + page;
    }

    Qt::KeyboardModifiers modifiers()
    {
        const int any = m_random.bounded(12);
        return any == 0 ? Qt::ControlModifier : any == 1 ? Qt::ShiftModifier : Qt::NoModifier;
    }

    QKeyCombination anyKey()
    {
        static const QList<QKeyCombination> keys{Qt::Key_Tab,
                                                 Qt::Key_Tab,
                                                 Qt::Key_Backtab,
                                                 Qt::Key_Return,
                                                 Qt::Key_Return,
                                                 Qt::Key_Escape,
                                                 Qt::Key_Escape,
                                                 Qt::Key_Up,
                                                 Qt::Key_Down,
                                                 Qt::Key_Down,
                                                 Qt::Key_Left,
                                                 Qt::Key_Right,
                                                 Qt::Key_Space,
                                                 Qt::Key_Home,
                                                 Qt::Key_End,
                                                 Qt::Key_PageDown,
                                                 Qt::Key_PageUp,
                                                 Qt::Key_Delete,
                                                 Qt::Key_Backspace,
                                                 Qt::Key_F1,
                                                 Qt::Key_F2,
                                                 Qt::Key_F5,
                                                 Qt::Key_Menu,
                                                 Qt::Key_M,
                                                 Qt::Key_P,
                                                 Qt::Key_E,
                                                 Qt::Key_J,
                                                 Qt::Key_K,
                                                 Qt::CTRL | Qt::Key_K,
                                                 Qt::CTRL | Qt::Key_N,
                                                 Qt::CTRL | Qt::Key_S,
                                                 Qt::CTRL | Qt::Key_Z,
                                                 Qt::CTRL | Qt::Key_F,
                                                 Qt::CTRL | Qt::Key_E,
                                                 Qt::CTRL | Qt::Key_A,
                                                 Qt::CTRL | Qt::Key_L,
                                                 Qt::CTRL | Qt::Key_I,
                                                 Qt::CTRL | Qt::Key_Return,
                                                 Qt::CTRL | Qt::SHIFT | Qt::Key_N,
                                                 Qt::CTRL | Qt::SHIFT | Qt::Key_S,
                                                 Qt::CTRL | Qt::SHIFT | Qt::Key_L,
                                                 Qt::ALT | Qt::Key_Left,
                                                 Qt::ALT | Qt::Key_Right,
                                                 Qt::ALT | Qt::Key_Down,
                                                 Qt::CTRL | Qt::Key_Right,
                                                 Qt::CTRL | Qt::Key_Left,
                                                 Qt::SHIFT | Qt::Key_F10};
        return keys.at(m_random.bounded(int(keys.size())));
    }

    static QString nameOf(const QWidget *widget)
    {
        return QString::fromLatin1(widget->metaObject()->className()) + QLatin1Char(' ') +
               widget->objectName();
    }

    DemoDesk &m_desk;
    QRandomGenerator m_random;
};

}  // namespace

// A walk without a plan through the whole window: nothing falls over, Qt complains of nothing, and the
// workspace is whole afterwards. DEALWRIGHT_WALK_STEPS and DEALWRIGHT_WALK_SEED make it another one.
class RandomWalkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesNothingBroken()
    {
        const auto desk = DemoDesk::openShown(QStringLiteral(DEALWRIGHT_CLI));
        QVERIFY(desk);
        const int given = qEnvironmentVariableIntValue("DEALWRIGHT_WALK_STEPS");
        const int steps = given > 0 ? given : 400;
        Stranger stranger(*desk, quint32(qEnvironmentVariableIntValue("DEALWRIGHT_WALK_SEED")));
        QStringList heard;
        complaints = &heard;
        before = qInstallMessageHandler(listen);
        QStringList done;
        for (int i = 0; i < steps && heard.isEmpty(); ++i) {
            done.append(stranger.step());
            if (qEnvironmentVariableIsSet("DEALWRIGHT_WALK_ALOUD"))
                fprintf(stderr, "%s\n", qPrintable(done.constLast()));
            QTest::qWait(2);
        }
        QTest::qWait(200);
        qInstallMessageHandler(before);
        complaints = nullptr;
        QVERIFY2(heard.isEmpty(), qPrintable(heard.join(QLatin1Char('\n')) + QStringLiteral("\nafter\n") +
                                             done.mid(done.size() - 12).join(QLatin1Char('\n'))));
        const auto checks = desk->context().workspace().verify(Ticket());
        QVERIFY(checks.ok());
        for (const VerifyCheck &check : *checks)
            QVERIFY2(check.ok, qPrintable(check.name));
    }
};

DW_TEST(RandomWalkTest)

}  // namespace dw::test

#include "randomwalktest.moc"
