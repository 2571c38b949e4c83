// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/accessibilitywalk.h"
#include "tests/support/keyboardreach.h"
#include "tests/support/testrunner.h"
#include "tests/ui/shell_testpage.h"
#include "tests/ui/shell_world.h"
#include "ui/common/lineedit.h"
#include "ui/shell/bellbutton.h"
#include "ui/shell/searchbutton.h"
#include "ui/shell/statusbar.h"
#include "ui/shell/topbar.h"
#include "ui/sync/contentspopover.h"
#include "ui/sync/devicespage.h"
#include "ui/sync/firstsync.h"
#include "ui/sync/signinform.h"
#include "ui/sync/syncbutton.h"
#include "ui/sync/syncdesk.h"
#include "ui/sync/syncpanel.h"
#include "ui/sync/syncstate.h"

#include <QJsonArray>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

namespace dw::test
{

using namespace dw::ui;

// The sync state in the frame: what each of its states says, and the panel behind it.
class SyncStateTest : public QObject
{
    Q_OBJECT

private:
    static QString text(const char *latin) { return QString::fromLatin1(latin); }
    Instant at(const char *iso) const
    {
        return *Instant::fromIso(QString::fromLatin1(iso), QTimeZone::utc());
    }
    SyncStatus status(SyncStatus::State state, int waiting = 0, int inbox = 0) const
    {
        SyncStatus status;
        status.state = state;
        status.since = at("2026-11-19T07:12:00+08:00");
        status.lastSynced = at("2026-11-19T10:41:00+08:00");
        status.waiting = waiting;
        status.inbox = inbox;
        return status;
    }
    static Error unreachable()
    {
        return {ErrorCode::Network, QStringLiteral("sync.unreachable"), {QStringLiteral("crm.example.com")}};
    }

    void begin(Language language = Language::English)
    {
        m_world = std::make_unique<UiWorld>();
        m_world->setLanguage(language);
        m_state = std::make_unique<SyncState>(m_world->ui());
        std::vector<MainWindow::PageEntry> pages;
        for (const char *key : {"today", "attention"})
            pages.push_back({text(key), [key](UiContext &context) -> Page * {
                                 return new TestPage(QString::fromLatin1(key), context);
                             }});
        pages.push_back(
            {text("devices"), [](UiContext &context) -> Page * { return new DevicesPage(context); }});
        pages.push_back({text("laptops"), [](UiContext &context) -> Page * {
                             return new DevicesPage(context, ServerDevice::Whose::All);
                         }});
        m_window = std::make_unique<MainWindow>(m_world->ui(), m_world->notices(), std::move(pages));
        m_first = std::make_unique<FirstSync>(m_world->ui(), *m_state);
        m_desk = new SyncDesk(m_world->ui(), *m_state, *m_window);
        Place place;
        place.page = text("today");
        m_window->pages()->open(place);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    std::unique_ptr<UiWorld> m_world;
    std::unique_ptr<SyncState> m_state;
    std::unique_ptr<FirstSync> m_first;
    std::unique_ptr<MainWindow> m_window;
    SyncDesk *m_desk = nullptr;

private Q_SLOTS:
    void init() { begin(); }
    void cleanup()
    {
        m_window.reset();
        m_first.reset();
        m_state.reset();
        m_world.reset();
    }

    void saysEachState()
    {
        // Before the first synchronisation is through.
        SyncStatus first = status(SyncStatus::State::Syncing);
        first.lastSynced = Instant();
        first.progress = SyncProgress{SyncProgress::Phase::Fetching, 0, 1204};
        m_state->setStatus(first);
        QCOMPARE(m_desk->button()->accessibleName(), text("First sync, 1,204 received"));
        QCOMPARE(m_window->statusBar()->sync(), text("Not in step yet"));
        QTRY_COMPARE(m_world->notices().jobs().size(), 1);
        QCOMPARE(m_world->notices().jobs().first().detail, text("1,204 records received"));

        m_state->setStatus(status(SyncStatus::State::Idle));
        QCOMPARE(m_desk->button()->accessibleName(), text("Synced 10:41"));
        QCOMPARE(m_window->statusBar()->sync(), text("Last sync 10:41"));
        QCOMPARE(m_state->figureAge(), text("Local data until 10:41"));
        QVERIFY(m_world->notices().jobs().isEmpty());

        // On a line that costs by its bytes.
        SyncStatus metered = status(SyncStatus::State::Idle);
        metered.filesHeld = true;
        m_state->setStatus(metered);
        QCOMPARE(m_desk->button()->accessibleName(), text("Synced 10:41, Files wait"));
        QVERIFY(m_state->meaning().contains(text("Sync now")));
        m_state->setStatus(status(SyncStatus::State::Idle));

        // A look at the server that brings nothing is no news.
        m_state->setStatus(status(SyncStatus::State::Syncing));
        QCOMPARE(m_desk->button()->accessibleName(), text("Synced 10:41"));

        m_state->setStatus(status(SyncStatus::State::Syncing, 3));
        QCOMPARE(m_desk->button()->accessibleName(), text("Sending 3"));

        SyncStatus away = status(SyncStatus::State::Offline, 14);
        away.error = unreachable();
        m_state->setStatus(away);
        QCOMPARE(m_desk->button()->accessibleName(), text("Offline since 07:12, 14 to send"));
        QCOMPARE(m_window->statusBar()->sync(), text("14 unsynced, last sync 10:41"));
        QCOMPARE(m_state->figureAge(), text("Local data until 10:41, 14 unsynced changes included"));
        QCOMPARE(m_state->role(), Theme::Role::Text);  // neutral, not red

        // Trying again does not make it younger, nor does failing again.
        SyncStatus again = away;
        again.state = SyncStatus::State::Syncing;
        again.since = at("2026-11-19T10:42:00+08:00");
        m_state->setStatus(again);
        QCOMPARE(m_state->text(), text("Offline since 07:12"));
        again.state = SyncStatus::State::Offline;
        m_state->setStatus(again);
        QCOMPARE(m_state->text(), text("Offline since 07:12"));

        m_state->setStatus(status(SyncStatus::State::Idle, 0, 5));
        QCOMPARE(m_desk->button()->accessibleName(), text("5 need attention"));

        SyncStatus over = status(SyncStatus::State::SignInNeeded, 2);
        over.error = Error(ErrorCode::Forbidden, text("sync.sign_in_again"));
        m_state->setStatus(over);
        QCOMPARE(m_desk->button()->accessibleName(), text("Sign in again"));
        QCOMPARE(m_state->role(), Theme::Role::Danger);
        QVERIFY(!m_state->meaning().contains(text("device signin")));

        SyncStatus ended = status(SyncStatus::State::Stopped);
        ended.error = Error(ErrorCode::Forbidden, text("sync.user_disabled"));
        m_state->setStatus(ended);
        QCOMPARE(m_desk->button()->accessibleName(), text("Sync has stopped"));
        QVERIFY(m_state->meaning().contains(text("disabled")));

        // What to do stands in the button; where, and that nothing is lost, below.
        ended.error = Error(ErrorCode::TooNew, text("sync.program_too_old_from"),
                            {text("1.4.0"), text("1.2.0"), text("https://example.com/get")});
        m_state->setStatus(ended);
        QCOMPARE(m_desk->button()->accessibleName(), text("Update the program"));
        QCOMPARE(m_state->role(), Theme::Role::Danger);
        m_desk->openPanel();
        QTRY_COMPARE(m_desk->panel()->stateText(), text("Update the program"));
        for (const char *part : {"1.4.0", "1.2.0", "https://example.com/get", "stays on this laptop"})
            QVERIFY2(m_state->meaning().contains(text(part)), part);
        m_desk->panel()->closePopover();
    }

    // B12: more than five minutes are said, whichever way.
    void aWrongClockIsSaid()
    {
        SyncStatus now = status(SyncStatus::State::Idle);
        now.aheadMs = 5 * 60'000;
        m_state->setStatus(now);
        QCOMPARE(m_desk->button()->accessibleName(), text("Synced 10:41"));
        QCOMPARE(m_state->clockProblem(), QString());
        now.aheadMs = 12 * 60'000;
        m_state->setStatus(now);
        QCOMPARE(m_desk->button()->accessibleName(), text("Synced 10:41, Clock is wrong"));
        QVERIFY(m_state->clockProblem().startsWith(
            text("The clock of this laptop is 12 min ahead of the server's.")));
        m_desk->openPanel();
        QTRY_COMPARE(m_desk->panel()->reasonText(), m_state->clockProblem());
        now.aheadMs = -3 * 3'600'000;
        m_state->setStatus(now);
        QVERIFY(
            m_state->clockProblem().startsWith(text("The clock of this laptop is 3 h behind the server's.")));
    }

    void anotherDayIsNamed()
    {
        SyncStatus away = status(SyncStatus::State::Offline, 1);
        away.since = at("2026-11-17T18:05:00+08:00");
        away.error = unreachable();
        m_state->setStatus(away);
        QCOMPARE(m_state->text(), QStringLiteral("Offline since 17\u00A0Nov 18:05"));
    }

    void standsLeftOfTheBell()
    {
        m_state->setStatus(status(SyncStatus::State::Idle));
        const TopBar *bar = m_window->topBar();
        const QWidget *button = m_desk->button();
        const int gap = m_world->theme().space(2);
        QCOMPARE(button->geometry().right() + 1, bar->bell()->geometry().left() - gap);
        QCOMPARE(button->height(), m_world->theme().size(Theme::Size::ControlSmall));
        SyncStatus away = status(SyncStatus::State::Offline, 14);
        away.error = unreachable();
        const int before = button->width();
        m_state->setStatus(away);
        QTRY_VERIFY(button->width() > before);
        QCOMPARE(button->geometry().right() + 1, bar->bell()->geometry().left() - gap);
        // The narrowest window: nothing is covered.
        m_window->resize(m_window->minimumSize());
        QTRY_VERIFY(button->geometry().left() >= bar->searchButton()->geometry().right());
    }

    void panelTellsAndActs()
    {
        SyncStatus away = status(SyncStatus::State::Offline, 2, 3);
        away.error = unreachable();
        m_state->setStatus(away);
        QTest::mouseClick(m_desk->button(), Qt::LeftButton);
        SyncPanel *panel = m_desk->panel();
        QVERIFY(panel->isVisible());
        QCOMPARE(panel->stateText(), text("Offline since 07:12, 2 to send"));
        QVERIFY(panel->reasonText().contains(text("crm.example.com")));
        QVERIFY(!panel->signInForm()->isVisible());
        QVERIFY(namelessWidgets(panel).isEmpty());
        QCOMPARE(KeyboardReach(panel).mouseOnly(), QStringList());

        SyncOverview overview;
        overview.waiting = 2;
        overview.server = text("https://crm.example.com:8443");
        SyncOverview::Change change;
        change.number = 7;
        change.command = text("record.update");
        change.record = {text("account"), Id::named("account:acme")};
        change.title = text("Acme");
        change.fields = {text("phone")};
        change.at = at("2026-11-19T10:32:00+08:00");
        overview.changes.append(change);
        change.number = 8;
        change.outlook = SyncOverview::Change::Outlook::Kept;
        change.theirs = {text("phone")};
        change.by = text("Sun Kai");
        change.waitsFor = {7};
        overview.changes.append(change);
        panel->showOverview(overview);
        QCOMPARE(panel->rowTexts().size(), 2);
        QVERIFY(panel->rowTexts()[0].startsWith(text("Acme, Phone")));
        QVERIFY(panel->rowTexts()[1].contains(text("waits for 1 other")));
        QCOMPARE(panel->forecast().size(), 2);
        QVERIFY(panel->forecast()[0].startsWith(text("1 change will be sent")));
        QVERIFY(panel->forecast()[1].contains(text("Sun Kai")));

        QSignalSpy asked(m_desk, &SyncDesk::syncRequested);
        QTest::mouseClick(panel->syncButton(), Qt::LeftButton);
        QCOMPARE(asked.size(), 1);
        QTest::mouseClick(panel->inboxButton(), Qt::LeftButton);
        QVERIFY(!panel->isVisible());
        QCOMPARE(m_window->pages()->current().page, text("attention"));
        // By keyboard, from anywhere.
        m_world->actions().action(text("sync.panel"))->trigger();
        QVERIFY(panel->isVisible());
        QVERIFY(panel->isAncestorOf(m_window->focusWidget()));
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Escape);
        QVERIFY(!panel->isVisible());
        m_world->actions().action(text("sync.now"))->trigger();
        QCOMPARE(asked.size(), 2);
    }

    void panelAsksForThePassword()
    {
        SyncStatus over = status(SyncStatus::State::SignInNeeded, 2);
        over.error = Error(ErrorCode::Forbidden, text("sync.sign_in_again"));
        m_state->setStatus(over);
        m_desk->openPanel();
        SyncPanel *panel = m_desk->panel();
        QVERIFY(panel->signInForm()->isVisible());
        QVERIFY(!panel->syncButton()->isVisible());
        QVERIFY(!panel->signInForm()->newPassword()->isVisible());
        // Nothing typed is said at its field, and asks nobody.
        panel->signInForm()->signIn();
        QVERIFY(!panel->signInForm()->error().isEmpty());
        over.error = Error(ErrorCode::Forbidden, text("sync.password_must_change"));
        m_state->setStatus(over);
        QVERIFY(panel->signInForm()->newPassword()->isVisible());
        QVERIFY(namelessWidgets(panel).isEmpty());
        QCOMPARE(KeyboardReach(panel).mouseOnly(), QStringList());
    }

    void laptopsAreListedOnlyOnline()
    {
        Place place;
        place.page = text("devices");
        m_window->pages()->open(place);
        auto *page = static_cast<DevicesPage *>(m_window->pages()->currentPage());
        // Not joined at all: said in place of a list.
        QTRY_VERIFY(page->isSettled());
        QVERIFY(page->devices().isEmpty());
        ServerDevice own;
        own.id = Id::named("device:own");
        own.name = text("ThinkPad");
        own.shortName = text("K7");
        own.isThis = true;
        own.lastContact = at("2026-11-19T10:41:00+08:00");
        ServerDevice other = own;
        other.id = Id::named("device:other");
        other.name = text("Old laptop");
        other.isThis = false;
        ServerDevice gone = other;
        gone.id = Id::named("device:gone");
        gone.state = ServerDevice::State::Wiped;
        page->showDevices({own, other, gone});
        QVERIFY(!page->revokeButton(own.id));
        QVERIFY(!page->revokeButton(gone.id));
        QVERIFY(page->revokeButton(other.id));
        QVERIFY(namelessWidgets(page).isEmpty());
        // It is asked before; leaving it does nothing.
        QTest::mouseClick(page->wipeButton(other.id), Qt::LeftButton);
        QVERIFY(page->confirmButton() && page->confirmButton()->isVisible());
        m_window->closeInnermostLayer();
        QVERIFY(!page->confirmButton()->isVisible());
        // What was read stays to be looked at when the line breaks.
        page->showError(unreachable());
        QVERIFY(!page->problem().isEmpty());
        QVERIFY(page->revokeButton(other.id)->isVisible());
    }

    void administratorsSeeEverybodysLaptops()
    {
        Place place;
        place.page = text("laptops");
        m_window->pages()->open(place);
        auto *page = static_cast<DevicesPage *>(m_window->pages()->currentPage());
        // Without a line it says so.
        QTRY_VERIFY(page->isSettled());
        QCOMPARE(page->breadcrumb(), (QStringList{text("Admin"), text("Laptops")}));
        page->showError(unreachable());
        QVERIFY(page->devices().isEmpty());
        QCOMPARE(page->focusTarget()->property("text").toString(), text("Try again"));
        const auto laptop = [&](const char *user, const char *name, const char *app) {
            ServerDevice device;
            device.id = Id::named(QByteArray(user) + name);
            device.name = text(name);
            device.userName = text(user);
            device.shortName = text("K7");
            device.platform = text("Debian GNU/Linux 12");
            device.app = text(app);
            device.lastContact = at("2026-11-19T10:41:00+08:00");
            return device;
        };
        ServerDevice own = laptop("Chen", "Desk", "1.4.2");
        own.isThis = true;
        ServerDevice gone = laptop("Lin", "Lost", "1.3.0");
        gone.state = ServerDevice::State::Revoked;
        const ServerDevice other = laptop("Anna", "ThinkPad", "");
        page->showDevices({gone, own, other});
        QStringList users;
        for (const ServerDevice &device : page->devices())
            users.append(device.userName);
        QCOMPARE(users, (QStringList{text("Anna"), text("Chen"), text("Lin")}));
        QStringList spoken;
        for (const QWidget *widget : page->findChildren<QWidget *>())
            spoken.append(widget->accessibleName());
        const QString all = spoken.join(QLatin1Char('\n'));
        for (const char *part :
             {"Anna", "version not known", "version 1.4.2", "Debian GNU/Linux 12", "last here"})
            QVERIFY2(all.contains(text(part)), part);
        QVERIFY(!page->revokeButton(own.id) && !page->wipeButton(gone.id));
        QCOMPARE(page->wipeButton(other.id)->accessibleName(), text("Wipe ThinkPad of Anna"));
        QVERIFY(namelessWidgets(page).isEmpty());
        QCOMPARE(KeyboardReach(page).mouseOnly(), QStringList());
        // By keyboard; whose it is stands in the question.
        page->revokeButton(other.id)->setFocus();
        QTest::keyClick(page->revokeButton(other.id), Qt::Key_Space);
        QVERIFY(page->confirmButton() && page->confirmButton()->isVisible());
        m_window->closeInnermostLayer();
        // What was lost with one, also with one that may not come any more.
        for (const ServerDevice &device : {gone, own, other})
            QVERIFY(page->contentsButton(device.id));
        ServerDevice::Contents contents;
        contents.asOf = at("2026-11-19T10:41:00+08:00");
        contents.rows = {{text("contact"), {text("Contacts"), text("联系人")}, 1286, {text("mobile")}},
                         {text("account"), {text("Customers"), text("客户")}, 12, {}}};
        page->showContents(gone, contents);
        QVERIFY(page->contents() && page->contents()->isVisible());
        QCOMPARE(page->contents()->accessibleName(), text("What is on Lost of Lin"));
        const QStringList lines = page->contents()->lines();
        QCOMPARE(lines.mid(0, 3),
                 (QStringList{text("Contacts: 1,286"), text("In clear: Mobile"), text("Customers: 12")}));
        QVERIFY(namelessWidgets(page->contents()).isEmpty());
        m_window->closeInnermostLayer();
        QVERIFY(!page->contents()->isVisible());
    }

    void othersSeeNobodysLaptops()
    {
        UiWorld world(UiWorld::Access::Roles);
        const auto person = [&](const char *login, const char *role) {
            return world.create(
                "user", {{text("name"), text(login)},
                         {text("login"), text(login)},
                         {text("email"), text(login) + text("@example.com")},
                         {text("status"), text("active")},
                         {text("language"), text("en")},
                         {text("time_zone"), text("Asia/Shanghai")},
                         {text("team_id"), Id::named("team:first").toString()},
                         {text("role_ids"), QJsonArray{Id::named(QByteArray("role:") + role).toString()}}});
        };
        const Id ada = person("ada", "administrator");
        world.actAs(ada);
        const Id rosa = person("rosa", "sales_rep");
        QVERIFY(!ada.isNull() && !rosa.isNull());
        world.actAs(rosa);
        DevicesPage page(world.ui(), ServerDevice::Whose::All);
        page.show(Place());
        // Nobody is asked.
        QVERIFY(page.isSettled());
        const auto says = [&](const char *part) {
            const QList<QLabel *> labels = page.findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
                return label->text().contains(QLatin1String(part));
            });
        };
        QVERIFY(says("Only administrators see"));
        QVERIFY(page.devices().isEmpty());
        // Who becomes one is shown what was not.
        world.actAs(ada);
        page.show(Place());
        QVERIFY(!page.isSettled());
        QTRY_VERIFY(page.isSettled());
        QVERIFY(!says("Only administrators see"));
    }

    void speaksChinese()
    {
        cleanup();
        begin(Language::Chinese);
        SyncStatus away = status(SyncStatus::State::Offline, 14);
        away.error = unreachable();
        m_state->setStatus(away);
        QCOMPARE(m_state->text(), QStringLiteral("07:12 起离线"));
        QCOMPARE(m_state->strong(), QStringLiteral("14 项待发送"));
        QCOMPARE(m_window->statusBar()->sync(), QStringLiteral("14 项未同步，上次同步 10:41"));
    }
};

DW_TEST(SyncStateTest)

}  // namespace dw::test

#include "sync_statetest.moc"
