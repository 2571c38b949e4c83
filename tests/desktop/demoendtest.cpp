// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/desktop/demodesk.h"
#include "tests/support/testrunner.h"
#include "ui/common/popover.h"
#include "ui/shell/demosection.h"
#include "ui/shell/settingspage.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>

namespace dw::test
{

// The way out of the demo, in the settings of the real window.
class DemoEndTest : public QObject
{
    Q_OBJECT

private:
    static constexpr int RemoveMs = 120000;

    static QString text(const char *utf8) { return QString::fromUtf8(utf8); }
    static ui::DemoSection *section(DemoDesk &desk)
    {
        desk.go(text("settings"));
        auto *page = qobject_cast<ui::SettingsPage *>(desk.window().pages()->currentPage());
        return page ? page->demo() : nullptr;
    }

private Q_SLOTS:
    void removesTheDemoAfterAQuestionWithItsCounts()
    {
        const auto desk = DemoDesk::openShown(QStringLiteral(DEALWRIGHT_CLI));
        QVERIFY(desk);
        ui::DemoSection *demo = section(*desk);
        QVERIFY(demo);
        QTRY_VERIFY(demo->isVisible());
        QVERIFY(demo->removeButton()->isEnabled());
        demo->removeButton()->click();
        QTRY_VERIFY(demo->question() && demo->question()->isVisible());
        QStringList said;
        const QList<QLabel *> labels = demo->question()->findChildren<QLabel *>();
        for (const QLabel *label : labels)
            said.append(label->text());
        const QString all = said.join(QLatin1Char('\n'));
        QVERIFY2(all.contains(text("1,500 contacts")) && all.contains(text("9,000 activities")),
                 qPrintable(all));
        demo->question()->closePopover();
        QTRY_VERIFY(!demo->question());
        QVERIFY(!desk->find(text("account"), {}, {}, 1).isEmpty());

        demo->removeButton()->click();
        QTRY_VERIFY(demo->confirmButton());
        demo->confirmButton()->click();
        QTRY_VERIFY_WITH_TIMEOUT(!demo->isVisible(), RemoveMs);
        for (const char *object : {"account", "contact", "opportunity", "activity"})
            QVERIFY2(desk->find(text(object), {}, {}, 1).isEmpty(), object);
        // Whoever opens the page again finds no way that leads nowhere.
        desk->go(text("today"));
        QTRY_VERIFY(desk->isSettled());
        QCOMPARE(section(*desk), demo);
        QTRY_VERIFY(desk->isSettled());
        QVERIFY(!demo->isVisible());
    }

    void aWorkspaceOfOnesOwnHasNoSuchWay()
    {
        const auto desk = DemoDesk::openNew(QStringLiteral(DEALWRIGHT_CLI), {text("--zone"), text("UTC")});
        QVERIFY(desk && desk->show());
        ui::DemoSection *demo = section(*desk);
        QVERIFY(demo);
        QTRY_VERIFY(desk->isSettled());
        QVERIFY(!demo->isVisible());
    }
};

DW_TEST(DemoEndTest)

}  // namespace dw::test

#include "demoendtest.moc"
