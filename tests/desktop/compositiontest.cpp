// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/desktop/demodesk.h"
#include "tests/desktop/hand.h"
#include "tests/support/testrunner.h"
#include "ui/shell/palette.h"
#include "ui/shell/paletteedit.h"

#include <QInputMethodEvent>
#include <QProcess>
#include <QTest>

namespace dw::test
{

// Composed text in a real window: what is being composed is neither searched for nor chosen by the Enter that
// ends it.
class CompositionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        DW_NEED_HAND();
        m_desk = DemoDesk::openShown(QStringLiteral(DEALWRIGHT_CLI));
        QVERIFY(m_desk);
    }
    void cleanupTestCase() { m_desk.reset(); }

    void aDeadKeyComposes()
    {
        // A layout that has the key: one that xdotool lends for a moment may be gone before it is looked up.
        if (QProcess::execute(QStringLiteral("setxkbmap"), {QStringLiteral("us"), QStringLiteral("intl")}) !=
            0)
            QSKIP("setxkbmap is not installed");
        QVERIFY(m_hand.press({QStringLiteral("ctrl+k")}));
        ui::Palette *palette = m_desk->window().palette();
        QTRY_VERIFY(palette->isOpen());
        QVERIFY(m_hand.press({QStringLiteral("dead_acute"), QStringLiteral("e")}));
        QTRY_COMPARE(palette->edit()->text(), QStringLiteral("é"));
        palette->closePalette();
    }

    void enterBelongsToTheComposition()
    {
        QVERIFY(m_hand.press({QStringLiteral("ctrl+k")}));
        ui::Palette *palette = m_desk->window().palette();
        QTRY_VERIFY(palette->isOpen());
        const QString before = m_desk->window().pages()->current().page;
        QInputMethodEvent composing(QStringLiteral("hua'wei"), {});
        QCoreApplication::sendEvent(palette->edit(), &composing);
        QVERIFY(m_hand.press({QStringLiteral("Return")}));
        QVERIFY(palette->isOpen());
        QCOMPARE(m_desk->window().pages()->current().page, before);
        QInputMethodEvent committed;
        committed.setCommitString(QStringLiteral("华为"));
        QCoreApplication::sendEvent(palette->edit(), &committed);
        QCOMPARE(palette->edit()->text(), QStringLiteral("华为"));
        QTRY_VERIFY(palette->currentRow() >= 0 &&
                    palette->model().row(palette->currentRow()).title == QStringLiteral("华为技术有限公司"));
        QVERIFY(m_hand.press({QStringLiteral("Return")}));
        QTRY_VERIFY(!palette->isOpen());
        QTRY_VERIFY(m_desk->isSettled());
        QCOMPARE(m_desk->window().pages()->currentPage()->breadcrumb().last(),
                 QStringLiteral("华为技术有限公司"));
    }

private:
    std::unique_ptr<DemoDesk> m_desk;
    Hand m_hand;
};

DW_TEST(CompositionTest)

}  // namespace dw::test

#include "compositiontest.moc"
