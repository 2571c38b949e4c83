// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dictionary/builtindictionary.h"
#include "core/sync/joined.h"
#include "tests/support/accessibilitywalk.h"
#include "tests/support/serverprogram.h"
#include "tests/support/testrunner.h"
#include "tests/ui/shell_world.h"
#include "ui/common/combobox.h"
#include "ui/common/lineedit.h"
#include "ui/common/switch.h"
#include "ui/sync/bringpanel.h"
#include "ui/sync/joinpage.h"

#include <QApplication>
#include <QJsonArray>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

namespace dw::test
{

using namespace dw::ui;

// The window of somebody who worked alone joins a real server over TLS, and what was done goes along.
class BringAlongTest : public QObject
{
    Q_OBJECT

private:
    static QString text(const char *latin) { return QString::fromLatin1(latin); }
    static constexpr int Patience = 30'000;

    // The names of all customers that a workspace holds.
    static QStringList customers(Workspace &workspace, const ConfigurationPtr &configuration)
    {
        QStringList names;
        workspace.readNow([&](ReadSession &session) {
            const ObjectTypePtr type = configuration->dictionary->find(u"account");
            const auto cursor =
                session.open({type, nullptr, {}, Query::Deleted::Exclude}, {type->indexOf(u"name")},
                             configuration->settings.context(Instant(), {}, {}));
            QList<Record> page;
            while (cursor.ok() && (*cursor)->next(page, 100).ok() && !page.isEmpty()) {
                for (const Record &record : std::as_const(page))
                    names.append(record.value(u"name").text());
            }
        });
        names.sort();
        return names;
    }

    // Of a laptop that has joined; `send` brings it in step with the server.
    enum class Send { No, Yes };
    QStringList customersOf(const QString &folder, Send send = Send::No)
    {
        IdGenerator ids(m_clock);
        auto definitions = BuiltinDictionary::definitions();
        const auto workspace = std::move(Workspace::open(folder, Workspace::Access::ReadWrite,
                                                         *Dictionary::build(*definitions), m_clock, ids))
                                   .value();
        const auto runner = std::move(CommandRunner::open(*workspace, m_clock, ids)).value();
        if (!prepareJoined(*runner).ok())
            qFatal("prepareJoined");
        if (send == Send::Yes && SyncRunner(*runner, {}).runNow().error)
            qFatal("sync");
        return customers(*workspace, runner->configuration());
    }

    static Id create(UiWorld &world, const QString &name)
    {
        return world.create("account", {{text("name"), name}});
    }

    // As a person does it; the panel that asks.
    static void join(JoinPage &page, const QString &server, const QString &login)
    {
        enter(page, server, login);
        QTRY_COMPARE_WITH_TIMEOUT(page.bring()->state(), BringPanel::State::Asking, Patience);
        QCOMPARE(page.state(), JoinPage::State::Bringing);
    }
    static void enter(JoinPage &page, const QString &server, const QString &login)
    {
        page.server()->setText(server);
        page.login()->setText(login);
        page.password()->setText(ServerProgram::password());
        QTest::mouseClick(page.joinButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(page.state(), JoinPage::State::AsksTrust, Patience);
        QTest::mouseClick(page.trustButton(), Qt::LeftButton);
    }
    static void show(JoinPage &page)
    {
        page.resize(1000, 1100);
        page.show(Place());
        page.QWidget::show();
    }
    JoinPage::Ways waysTo(const QString &folder, QString &opened)
    {
        return {[this, folder](const QUrl &, const QString &) { return m_folders.filePath(folder); },
                [&opened](const QString &joined) { opened = joined; }};
    }

    SystemClock m_clock;
    QTemporaryDir m_root;
    QTemporaryDir m_folders;
    std::unique_ptr<ServerProgram> m_server;

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<ServerProgram>(text(DEALWRIGHT_SERVER), m_root.path());
        m_server->addUser(text("lin"));
        m_server->addUser(text("anna"));
        m_server->start();
    }
    void cleanupTestCase() { m_server.reset(); }

    void whatWasDoneAloneGoesAlong()
    {
        UiWorld own;
        create(own, text("Typed alone"));
        create(own, text("Acme Pumps"));
        QString opened;
        JoinPage page(own.ui(), waysTo(text("lin"), opened));
        show(page);
        QVERIFY(page.along()->isVisible() && page.along()->isChecked());
        join(page, m_server->url(), text("lin"));
        BringPanel &panel = *page.bring();
        QVERIFY(namelessWidgets(&page).isEmpty());
        QVERIFY2(panel.summary().contains(text("Customers: 2 new")), qPrintable(panel.summary()));
        QVERIFY(opened.isEmpty());
        QVERIFY(panel.bringButton()->isEnabled());
        QTest::mouseClick(panel.bringButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(panel.state(), BringPanel::State::Brought, Patience);
        QTest::keyClick(panel.skipButton(), Qt::Key_Space);
        QCOMPARE(page.state(), JoinPage::State::Joined);
        QCOMPARE(opened, m_folders.filePath(text("lin")));
        // They are in it, and go to the server; where they were they stay.
        QCOMPARE(customersOf(opened, Send::Yes), (QStringList{text("Acme Pumps"), text("Typed alone")}));
        QCOMPARE(customers(own.workspace(), own.commands().configuration()).size(), 2);
    }

    void whatIsThereAlreadyIsAskedAbout()
    {
        UiWorld own;
        own.clock().advanceMs(60'000);  // its records are others than those of the one before
        create(own, text("Acme Pumps"));
        create(own, text("Only mine"));
        QString opened;
        JoinPage page(own.ui(), waysTo(text("anna"), opened));
        show(page);
        join(page, m_server->url(), text("anna"));
        BringPanel &panel = *page.bring();
        QCOMPARE(panel.duplicateChoices().size(), 1);
        QVERIFY(!panel.bringButton()->isEnabled());
        QVERIFY(namelessWidgets(&page).isEmpty());
        ComboBox *choice = panel.duplicateChoices().first();
        QCOMPARE(panel.focusTarget(), choice);
        QTest::keyClick(choice, Qt::Key_Down);
        QCOMPARE(choice->currentText(), text("It is the same one"));
        QVERIFY(panel.bringButton()->isEnabled());
        QTest::mouseClick(panel.bringButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(panel.state(), BringPanel::State::Brought, Patience);
        QTest::mouseClick(panel.skipButton(), Qt::LeftButton);
        QCOMPARE(customersOf(opened),
                 (QStringList{text("Acme Pumps"), text("Only mine"), text("Typed alone")}));
    }

    void oneGoesOnWithout()
    {
        UiWorld own;
        own.clock().advanceMs(120'000);
        create(own, text("Stays here"));
        QString opened;
        JoinPage page(own.ui(), waysTo(text("third"), opened));
        show(page);
        join(page, m_server->url(), text("lin"));
        QTest::mouseClick(page.bring()->skipButton(), Qt::LeftButton);
        QCOMPARE(page.state(), JoinPage::State::Joined);
        QCOMPARE(opened, m_folders.filePath(text("third")));
        QVERIFY(!customersOf(opened).contains(text("Stays here")));
    }

    // In a workspace in which nothing was done there is nothing to be asked.
    void nothingIsAskedOfNobodysWork()
    {
        UiWorld own;
        QString opened;
        JoinPage page(own.ui(), waysTo(text("fourth"), opened));
        show(page);
        enter(page, m_server->url(), text("lin"));
        QTRY_COMPARE_WITH_TIMEOUT(page.state(), JoinPage::State::Joined, Patience);
        QCOMPARE(opened, m_folders.filePath(text("fourth")));
    }

    void looks_data()
    {
        QTest::addColumn<QString>("scene");
        QTest::addColumn<bool>("dark");
        QTest::addColumn<bool>("chinese");
        for (const QString &scene : {text("bring"), text("bringing")}) {
            for (int kind = 0; kind < 4; ++kind)
                QTest::newRow(qPrintable(scene + QString::number(kind)))
                    << scene << (kind % 2 == 1) << (kind > 1);
        }
    }
    // Every text has room, in both languages and themes.
    void looks()
    {
        QFETCH(const QString, scene);
        QFETCH(const bool, dark);
        QFETCH(const bool, chinese);
        UiWorld world;
        world.setLanguage(chinese ? Language::Chinese : Language::English);
        world.theme().setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
        QString opened;
        JoinPage page(world.ui(), waysTo(text("none"), opened));
        show(page);
        page.showScene(scene);
        QVERIFY(namelessWidgets(&page).isEmpty());
        const QList<QPushButton *> buttons = page.findChildren<QPushButton *>();
        for (const QPushButton *button : buttons)
            QVERIFY(!button->isVisible() || button->width() >= button->sizeHint().width());
        if (const QString folder = qEnvironmentVariable("DEALWRIGHT_PICTURES"); !folder.isEmpty())
            page.grab().save(folder + QLatin1Char('/') + QString::fromLatin1(QTest::currentDataTag()) +
                             text(".png"));
    }
};

DW_TEST(BringAlongTest)

}  // namespace dw::test

#include "joining_bringtest.moc"
