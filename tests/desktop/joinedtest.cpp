// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/desktopcontext.h"
#include "app/desktop/desktopreminders.h"
#include "core/store/replica.h"
#include "tests/support/accessibilitywalk.h"
#include "tests/support/serverprogram.h"
#include "tests/support/testrunner.h"
#include "ui/admin/adminpage.h"
#include "ui/admin/passwordpopover.h"
#include "ui/admin/userlistmodel.h"
#include "ui/admin/userpanel.h"
#include "ui/common/lineedit.h"
#include "ui/common/recordtable.h"
#include "ui/customers/attachmentopener.h"
#include "ui/customers/recordpage.h"
#include "ui/figures/figureexplainer.h"
#include "ui/imports/importpage.h"
#include "ui/imports/outcomestep.h"
#include "ui/pipeline/boardpage.h"
#include "ui/pipeline/boardview.h"
#include "ui/pipeline/stagecolumn.h"
#include "ui/pipeline/stagemodel.h"
#include "ui/records/fieldeditor.h"
#include "ui/records/formsheet.h"
#include "ui/records/listpage.h"
#include "ui/records/recordform.h"
#include "ui/shell/statusbar.h"
#include "ui/sync/callout.h"
#include "ui/sync/contentspopover.h"
#include "ui/sync/devicespage.h"
#include "ui/sync/joinpage.h"
#include "ui/sync/lockedwindow.h"
#include "ui/sync/signinform.h"
#include "ui/sync/syncbutton.h"
#include "ui/sync/syncpanel.h"
#include "ui/tasks/taskspage.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QFile>
#include <QJsonArray>
#include <QProcess>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

namespace dw::test
{

using namespace dw::ui;

// Windows of a joined workspace against a real server over TLS, from joining it to a deal that moves in one
// window and appears in the other.
class JoinedTest : public QObject
{
    Q_OBJECT

private:
    static QString text(const char *latin) { return QString::fromLatin1(latin); }
    static constexpr int Patience = 20'000;

    struct Desk
    {
        std::unique_ptr<desktop::DesktopContext> context;
        MainWindow &window() { return *context->window(); }
        SyncStatus status() { return context->agent()->status(); }
        // All that was typed is at the server, as stored: what the window says of it comes a little later.
        bool isInStep()
        {
            bool empty = false;
            context->workspace().readNow([&](ReadSession &session) {
                const auto entries = session.replica().outbox(0, -1);
                empty = entries.ok() &&
                        std::none_of(entries->begin(), entries->end(), [](const OutboxEntry &one) {
                            return one.state != OutboxEntry::State::Answered;
                        });
            });
            return empty && status().state == SyncStatus::State::Idle && status().waiting == 0;
        }
        void go(const char *page)
        {
            Place place;
            place.page = QString::fromLatin1(page);
            window().pages()->open(place);
        }
        template <typename T>
        T *page()
        {
            return static_cast<T *>(window().pages()->currentPage());
        }
        CommandResult run(const char *command, const QJsonObject &arguments)
        {
            UiContext &ui = context->ui();
            std::optional<CommandResult> answer;
            ui.commands.submit({QString::fromLatin1(command), arguments}, ui.actor(), &window(),
                               [&](const CommandResult &result) { answer = result; });
            if (!QTest::qWaitFor([&] { return answer.has_value(); }, Patience))
                qFatal("no answer");
            return *answer;
        }
        Id create(const char *object, const QJsonObject &set)
        {
            const CommandResult result =
                run("record.create",
                    {{QStringLiteral("object"), QString::fromLatin1(object)}, {QStringLiteral("set"), set}});
            if (result.ids.isEmpty())
                qWarning("%s", qPrintable(result.error.key));
            return result.ids.value(0);
        }
        void set(const char *object, const Id &id, const QJsonObject &values)
        {
            run("record.update", {{QStringLiteral("object"), QString::fromLatin1(object)},
                                  {QStringLiteral("id"), id.toString()},
                                  {QStringLiteral("set"), values}});
        }
    };

    QString folderOf(const QString &login) const { return m_folders.filePath(login); }

    Desk open(const QString &login)
    {
        desktop::Options options;
        options.workspace = folderOf(login);
        options.ownWorkspace = false;
        options.language = text("en");
        options.sync.run.patience = {1, 1, 5};
        auto opened = desktop::DesktopContext::open(*qApp, options, m_clock);
        if (!opened.ok())
            qFatal("%s %s", qPrintable(opened.error().key), qPrintable(opened.error().detail));
        Desk desk{std::move(*opened)};
        MainWindow &window = desk.context->makeWindow();
        desk.go("today");
        window.show();
        desk.context->startDuties();
        return desk;
    }

    // Two rows by the wizard, without a line.
    void importRows(Desk &desk)
    {
        QFile file(m_folders.filePath(text("rows.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly) &&
                file.write("Customer name,Website\nImported 1,\nImported 2,\n") > 0);
        file.close();
        Place place;
        place.page = text("import");
        place.object = text("account");
        desk.window().pages()->open(place);
        auto &page = *desk.page<ImportPage>();
        page.openFile(file.fileName());
        for (const ImportPage::Step step : {ImportPage::Mapping, ImportPage::Check, ImportPage::Import}) {
            QTRY_VERIFY_WITH_TIMEOUT(page.isSettled() && page.nextButton()->isEnabled(), Patience);
            page.next();
            QCOMPARE(page.step(), step);
        }
        QTRY_COMPARE_WITH_TIMEOUT(page.importStep()->count(text("created")), 2, Patience);
        QTRY_VERIFY_WITH_TIMEOUT(page.isSettled(), Patience);
    }

    // With the page, as a person does.
    void join(JoinPage &page, const QString &login)
    {
        page.server()->setText(m_server->url());
        page.login()->setText(login);
        page.password()->setText(ServerProgram::password());
        QTest::mouseClick(page.joinButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(page.state(), JoinPage::State::AsksTrust, Patience);
        QVERIFY(page.trust()
                    ->sentence()
                    .remove(QLatin1Char('\n'))
                    .remove(QLatin1Char(' '))
                    .contains(m_server->fingerprint().remove(QLatin1Char(':'))));
        QTest::mouseClick(page.trustButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(page.state(), JoinPage::State::Joined, Patience);
    }

    QString m_opened;
    SystemClock m_clock;
    QTemporaryDir m_root;
    QTemporaryDir m_folders;
    std::unique_ptr<ServerProgram> m_server;

public Q_SLOTS:
    void opened(const QUrl &url) { m_opened = url.toLocalFile(); }

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<ServerProgram>(text(DEALWRIGHT_SERVER), m_root.path());
        m_server->addUser(text("lin"));
        m_server->start();
    }
    void cleanupTestCase() { m_server.reset(); }

    void joinsFromAWindow()
    {
        // Any window will do: here one on a workspace of its own.
        desktop::Options options;
        options.workspace = m_folders.filePath(text("own"));
        options.language = text("en");
        auto context = desktop::DesktopContext::open(*qApp, options, m_clock);
        QVERIFY(context.ok());
        (*context)->makeWindow();
        QString opened;
        JoinPage page((*context)->ui(),
                      {[this](const QUrl &, const QString &login) { return folderOf(login); },
                       [&](const QString &folder) { opened = folder; }});
        page.resize(1000, 700);
        page.show(Place());
        page.QWidget::show();
        QVERIFY(namelessWidgets(&page).isEmpty());

        // What is missing or wrong is said at its field, before anybody is asked.
        page.join();
        QCOMPARE(page.state(), JoinPage::State::Typing);
        page.server()->setText(text("ftp://crm.example.com"));
        page.login()->setText(text("lin"));
        page.password()->setText(text("wrong"));
        page.join();
        QCOMPARE(page.state(), JoinPage::State::Typing);
        QVERIFY(page.server()->hasError());

        // Nobody vouches for the certificate: asked before the password is sent.
        page.server()->setText(m_server->url());
        page.join();
        QTRY_COMPARE_WITH_TIMEOUT(page.state(), JoinPage::State::AsksTrust, Patience);
        QVERIFY(namelessWidgets(&page).isEmpty());
        page.trustButton()->click();
        QTRY_VERIFY_WITH_TIMEOUT(page.password()->hasError(), Patience);
        QCOMPARE(page.state(), JoinPage::State::Typing);
        QCOMPARE(page.login()->text(), text("lin"));
        QCOMPARE(page.password()->text(), text("wrong"));
        QVERIFY(!QFileInfo::exists(folderOf(text("lin"))));

        // Stopped in the middle.
        page.password()->setText(ServerProgram::password());
        page.join();
        QCOMPARE(page.state(), JoinPage::State::Running);
        page.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(page.state(), JoinPage::State::Typing, Patience);
        QVERIFY(!QFileInfo::exists(folderOf(text("lin"))));
        QCOMPARE(page.server()->text(), m_server->url());

        // It was confirmed for this address: not asked again.
        page.join();
        QTRY_COMPARE_WITH_TIMEOUT(page.state(), JoinPage::State::Joined, Patience);
        QCOMPARE(opened, folderOf(text("lin")));
        QVERIFY(page.password()->text().isEmpty());
        QVERIFY(QFileInfo::exists(opened + text("/workspace.db")));
    }

    void joinsTheSecond()
    {
        desktop::Options options;
        options.workspace = m_folders.filePath(text("own"));
        options.ownWorkspace = false;
        auto context = desktop::DesktopContext::open(*qApp, options, m_clock);
        QVERIFY(context.ok());
        (*context)->makeWindow();
        JoinPage page(
            (*context)->ui(),
            {[this](const QUrl &, const QString &login) { return folderOf(login); }, [](const QString &) {}});
        page.resize(1000, 700);
        page.QWidget::show();
        join(page, text("chen"));
        // A server that was never heard of is no fault of the password.
        QVERIFY(page.problem()->isHidden());
    }

    void aDealMovesFromWindowToWindow()
    {
        Desk lin = open(text("lin"));
        Desk chen = open(text("chen"));
        QTRY_VERIFY_WITH_TIMEOUT(lin.isInStep() && chen.isInStep(), Patience);
        QVERIFY(lin.context->syncDesk()->button()->accessibleName().startsWith(text("Synced")));
        QVERIFY(lin.window().statusBar()->sync().startsWith(text("Last sync")));
        QTRY_COMPARE(lin.context->ui().actor().login, text("lin"));

        const Id acme = lin.create("account", {{text("name"), text("Acme")}});
        // The first gate asks for whom one talks to.
        const Id guo =
            lin.create("contact", {{text("name"), text("Guo")}, {text("account_id"), acme.toString()}});
        const Id deal = lin.create("opportunity", {{text("name"), text("Flow line 3")},
                                                   {text("primary_contact_id"), guo.toString()},
                                                   {text("account_id"), acme.toString()},
                                                   {text("amount"), text("742000")},
                                                   {text("expected_close"), text("2027-01-15")},
                                                   {text("next_step"), text("Call")},
                                                   {text("next_step_at"), text("2026-11-25T02:00:00.000Z")}});
        QVERIFY(!deal.isNull());
        lin.go("pipeline");
        chen.go("pipeline");
        BoardView *here = lin.page<BoardPage>()->board();
        BoardView *there = chen.page<BoardPage>()->board();
        QTRY_VERIFY_WITH_TIMEOUT(here->columnOf(deal), Patience);
        QTRY_VERIFY_WITH_TIMEOUT(lin.isInStep(), Patience);
        chen.context->agent()->syncNow();
        QTRY_VERIFY_WITH_TIMEOUT(there->columnOf(deal), Patience);
        const qsizetype before = there->columns().indexOf(there->columnOf(deal));

        QTRY_VERIFY_WITH_TIMEOUT(here->isSettled(), Patience);
        here->move(deal, here->columns()[before + 1]->stage().id);
        QTRY_VERIFY_WITH_TIMEOUT(
            here->columns().indexOf(here->columnOf(deal)) == before + 1 && here->isSettled(), Patience);
        QTRY_VERIFY_WITH_TIMEOUT(lin.isInStep(), Patience);
        // Nobody asks: the server says that there is something.
        QTRY_COMPARE_WITH_TIMEOUT(there->columns().indexOf(there->columnOf(deal)), before + 1, Patience);
        // What was sent is taken back like anything else.
        lin.window().undo();
        QTRY_COMPARE_WITH_TIMEOUT(here->columns().indexOf(here->columnOf(deal)), before, Patience);
        QTRY_VERIFY_WITH_TIMEOUT(lin.isInStep(), Patience);
        QTRY_COMPARE_WITH_TIMEOUT(there->columns().indexOf(there->columnOf(deal)), before, Patience);
    }

    void aRecordChangesUnderAnOpenForm()
    {
        Desk lin = open(text("lin"));
        Desk chen = open(text("chen"));
        const Id acme = lin.create("account", {{text("name"), text("Underneath")}});
        QTRY_VERIFY_WITH_TIMEOUT(lin.isInStep(), Patience);
        chen.context->agent()->syncNow();
        QTRY_VERIFY_WITH_TIMEOUT(chen.isInStep(), Patience);
        const ObjectTypePtr type = chen.context->ui().configuration()->dictionary->find(u"account");
        auto *form = new RecordForm(chen.context->ui(), type);
        auto *sheet = new FormSheet(chen.context->ui(), form, chen.window().pages());
        const QPointer<FormSheet> open(sheet);
        form->startEdit({text("account"), acme});
        sheet->open();
        QTRY_VERIFY_WITH_TIMEOUT(form->isReady(), Patience);
        form->editor(text("website"))->setTyped(text("https://mine.example"));

        lin.set("account", acme,
                {{text("website"), text("https://theirs.example")}, {text("name_en"), text("Below")}});
        QTRY_VERIFY_WITH_TIMEOUT(lin.isInStep(), Patience);
        chen.context->agent()->syncNow();
        // What was not touched takes theirs, what was stays, with theirs below it.
        QTRY_COMPARE_WITH_TIMEOUT(form->editor(text("name_en"))->typed(), text("Below"), Patience);
        QCOMPARE(form->editor(text("website"))->typed(), text("https://mine.example"));

        // Deleted by the other: the form goes, and says why; what was typed is a draft.
        Place place;
        place.page = text("record");
        place.record = {text("account"), acme};
        lin.run("record.delete",
                {{text("object"), text("account")}, {text("ids"), QJsonArray{acme.toString()}}});
        QTRY_VERIFY_WITH_TIMEOUT(lin.isInStep(), Patience);
        chen.context->agent()->syncNow();
        QTRY_VERIFY_WITH_TIMEOUT(open.isNull(), Patience);
    }

    void aRecordThatGoesClosesItsPage()
    {
        Desk lin = open(text("lin"));
        Desk chen = open(text("chen"));
        const Id acme = lin.create("account", {{text("name"), text("Going")}});
        QTRY_VERIFY_WITH_TIMEOUT(lin.isInStep(), Patience);
        chen.context->agent()->syncNow();
        QTRY_VERIFY_WITH_TIMEOUT(chen.isInStep(), Patience);
        chen.go("customers");
        chen.window().pages()->openRecord({text("account"), acme});
        QTRY_VERIFY_WITH_TIMEOUT(chen.page<RecordPage>()->isSettled(), Patience);
        QCOMPARE(chen.window().pages()->current().page, text("record"));
        lin.run("record.delete",
                {{text("object"), text("account")}, {text("ids"), QJsonArray{acme.toString()}}});
        QTRY_VERIFY_WITH_TIMEOUT(lin.isInStep(), Patience);
        chen.context->agent()->syncNow();
        QTRY_COMPARE_WITH_TIMEOUT(chen.window().pages()->current().page, text("customers"), Patience);
    }

    // Only small files come by themselves.
    void aLargeFileComesWhenItIsOpened()
    {
        Desk lin = open(text("lin"));
        Desk chen = open(text("chen"));
        const Id acme = lin.create("account", {{text("name"), text("Filed")}});
        const QByteArray content(2 * 1024 * 1024 + 3, 'p');
        QFile file(m_root.filePath(text("plan.pdf")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        file.close();
        std::optional<CommandResult> added;
        UiContext &ui = lin.context->ui();
        ui.commands.attachFile(file.fileName(), {text("account"), acme}, text("other"), ui.actor(),
                               &lin.window(), [&](const CommandResult &result) { added = result; });
        QTRY_VERIFY_WITH_TIMEOUT(added, Patience);
        const Id attachment = added->ids.value(0);
        QVERIFY(!attachment.isNull());
        const auto arrived = [&] {
            QString state;
            chen.context->workspace().readNow([&](ReadSession &session) {
                const auto found = session.find(
                    chen.context->ui().configuration()->dictionary->find(u"attachment"), attachment);
                state = found.ok() && found->isValid() ? found->value(u"uploaded").text() : QString();
            });
            return state == QLatin1String("stored");
        };
        QTRY_VERIFY_WITH_TIMEOUT(arrived(), Patience);
        QVERIFY(chen.context->workspace().blobs().isEmpty());

        QDesktopServices::setUrlHandler(text("file"), this, "opened");
        auto *opener = new AttachmentOpener(chen.context->ui(), &chen.window());
        opener->open(attachment);
        QTRY_VERIFY_WITH_TIMEOUT(!m_opened.isEmpty(), Patience);
        QDesktopServices::unsetUrlHandler(text("file"));
        QFile copy(m_opened);
        QVERIFY(copy.open(QIODevice::ReadOnly));
        QVERIFY(copy.readAll() == content);
        QCOMPARE(chen.context->workspace().blobs().size(), 1);
    }

    // Somebody who was made in a window cannot sign in until an administrator lets them.
    void anAdministratorLetsSomebodyIn()
    {
        Desk chen = open(text("chen"));
        QTRY_VERIFY_WITH_TIMEOUT(chen.isInStep(), Patience);
        const Id mei = chen.create("user", {{text("login"), text("mei")},
                                            {text("name"), text("Mei")},
                                            {text("email"), text("mei@acme.cn")},
                                            {text("status"), text("active")},
                                            {text("language"), text("en")},
                                            {text("time_zone"), text("Asia/Shanghai")},
                                            {text("team_id"), Id::named("team:first").toString()}});
        QVERIFY(!mei.isNull());
        QTRY_VERIFY_WITH_TIMEOUT(chen.isInStep(), Patience);
        chen.go("admin");
        auto *page = chen.page<AdminPage>();
        UserListModel *users = page->users();
        const auto said = [&] {
            return users->index(users->rowOf(mei), UserListModel::Status).data().toString();
        };
        QTRY_COMPARE_WITH_TIMEOUT(said(), text("Cannot sign in yet"), Patience);
        // One's own is not given.
        page->userTable()->setCurrentIndex(users->index(users->rowOf(chen.context->ui().actor().user), 0));
        QVERIFY(!page->openPassword());
        page->userTable()->setCurrentIndex(users->index(users->rowOf(mei), 0));
        QTRY_VERIFY_WITH_TIMEOUT(page->userPanel()->passwordButton(), Patience);

        m_server->stop();
        chen.window().activateWindow();
        page->userTable()->setFocus();
        QTest::keyClick(page->userTable(), Qt::Key_P);
        auto *popover = chen.window().findChild<PasswordPopover *>();
        QVERIFY(popover && popover->isVisible());
        QVERIFY(namelessWidgets(popover).isEmpty());
        QTest::keyClick(popover, Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(popover->errorText().contains(text("cannot be reached")), Patience);
        QVERIFY(popover->password().isEmpty());
        m_server->start();

        popover->make();
        QTRY_VERIFY_WITH_TIMEOUT(!popover->password().isEmpty(), Patience);
        const QString first = popover->password();
        QVERIFY(popover->errorText().isEmpty());
        QVERIFY(popover->copyButton()->isVisible());
        popover->copyButton()->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), first);
        QTRY_VERIFY_WITH_TIMEOUT(said() != text("Cannot sign in yet"), Patience);
        popover->closePopover();
        QVERIFY(!m_server->log().contains(first.toUtf8()));
        // It is the password, and to be changed.
        QFile file(m_folders.filePath(text("first")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(first.toUtf8() + '\n') > 0);
        file.close();
        QProcess enrol;
        enrol.start(text(DEALWRIGHT_CLI),
                    {text("-w"), m_folders.filePath(text("mei")), text("device"), text("enrol"),
                     text("--server"), m_server->url(), text("--login"), text("mei"), text("--fingerprint"),
                     m_server->fingerprint(), text("--password-file"), file.fileName(),
                     text("--new-password-file"), m_server->passwordFile()});
        QVERIFY(enrol.waitForFinished(60'000));
        QCOMPARE(enrol.exitCode(), 0);
    }

    void worksWithoutTheServer()
    {
        m_server->stop();
        {
            Desk lin = open(text("lin"));
            QTRY_COMPARE_WITH_TIMEOUT(lin.status().state, SyncStatus::State::Offline, Patience);
            QTRY_VERIFY(
                lin.context->syncDesk()->button()->accessibleName().startsWith(text("Offline since")));
            lin.create("account", {{text("name"), text("Typed offline")}});
            QTRY_COMPARE_WITH_TIMEOUT(lin.status().waiting, 1, Patience);
            QVERIFY(lin.context->syncDesk()->button()->accessibleName().endsWith(text("1 to send")));
            lin.context->syncDesk()->openPanel();
            SyncPanel *panel = lin.context->syncDesk()->panel();
            QTRY_COMPARE_WITH_TIMEOUT(panel->overview().waiting, 1, Patience);
            QVERIFY(panel->rowTexts().value(0).startsWith(text("Typed offline")));
            QCOMPARE(panel->overview().login, text("lin"));
            QVERIFY(namelessWidgets(panel).isEmpty());

            importRows(lin);
            lin.go("devices");
            QTRY_VERIFY_WITH_TIMEOUT(lin.page<DevicesPage>()->isSettled(), Patience);
            QVERIFY(lin.page<DevicesPage>()->devices().isEmpty());
            // Closing ends it in the middle of whatever it tries.
            lin.context->agent()->syncNow();
        }
        m_server->start();
        Desk lin = open(text("lin"));
        QTRY_VERIFY_WITH_TIMEOUT(lin.isInStep(), Patience);
        Desk chen = open(text("chen"));
        const auto imported = [&] {
            qint64 count = 0;
            chen.context->workspace().readNow([&](ReadSession &session) {
                const ObjectTypePtr type = chen.context->ui().configuration()->dictionary->find(u"account");
                for (const char *name : {"Imported 1", "Imported 2"})
                    count += session
                                 .findByValue(type, type->indexOf(u"name"), Value(text(name)),
                                              ReadSession::Match::Exact, 2)
                                 ->size();
            });
            return count;
        };
        QTRY_COMPARE_WITH_TIMEOUT(imported(), 2, Patience);
        lin.go("devices");
        QTRY_COMPARE_WITH_TIMEOUT(lin.page<DevicesPage>()->devices().size(), 1, Patience);
        QVERIFY(lin.page<DevicesPage>()->devices().first().isThis);
        // Whoever administers sees everybody's; whoever does not is told so by the server.
        chen.go("laptops");
        QTRY_COMPARE_WITH_TIMEOUT(chen.page<DevicesPage>()->devices().size(), 3, Patience);
        const ServerDevice &his = chen.page<DevicesPage>()->devices().first();
        QVERIFY(!his.userName.isEmpty() && !his.app.isEmpty());
        // What would be lost with it, as the server counts.
        chen.page<DevicesPage>()->contentsButton(his.id)->click();
        QTRY_VERIFY_WITH_TIMEOUT(chen.page<DevicesPage>()->contents(), Patience);
        QVERIFY(chen.page<DevicesPage>()->contents()->lines().size() > 1);
        chen.page<DevicesPage>()->contents()->closePopover();
        lin.go("laptops");
        QTRY_VERIFY_WITH_TIMEOUT(lin.page<DevicesPage>()->isSettled(), Patience);
        QVERIFY(lin.page<DevicesPage>()->devices().isEmpty());
    }

    // The counts of a list and of the agenda are as old as the last sync, as every other figure.
    void figuresOfListsAreAsOldAsTheData()
    {
        Desk lin = open(text("lin"));
        QTRY_VERIFY_WITH_TIMEOUT(lin.isInStep(), Patience);
        const QString age = text("Local data until ");
        lin.go("tasks");
        QVERIFY(lin.page<TasksPage>()->explainer()->asOfText().startsWith(age));
        for (const char *page : {"tasklist", "customers", "contacts", "leads", "deals"}) {
            lin.go(page);
            QVERIFY2(lin.page<ListPage>()->explainer()->asOfText().startsWith(age), page);
        }
    }

    // What the server says of the user counts at once, and nothing of the workspace is seen until they are
    // back.
    void aDisabledUserIsLockedOut()
    {
        Desk lin = open(text("lin"));
        QTRY_VERIFY_WITH_TIMEOUT(lin.isInStep(), Patience);
        m_server->run({text("user"), text("disable"), text("lin")});
        // What was typed until the laptop heard of it is not lost with it.
        lin.create("account", {{text("name"), text("Typed too late")}});
        lin.window().showMinimized();
        lin.context->agent()->syncNow();
        QTRY_VERIFY_WITH_TIMEOUT(lin.context->locked(), Patience);
        const QJsonArray kept = m_server->run({text("issues")}).value(QLatin1String("rows")).toArray();
        QVERIFY(std::any_of(kept.begin(), kept.end(), [](const QJsonValue &line) {
            return line[QLatin1String("code")].toString() == text("quarantined");
        }));
        QVERIFY(!lin.window().isVisible());
        // No reminder reaches the desktop, and answering an earlier one shows nothing.
        desktop::DesktopReminders *reminders = lin.context->desktopReminders();
        QVERIFY(reminders->isQuiet());
        Q_EMIT reminders->openAsked(Id());
        QVERIFY(!lin.window().isVisible());
        LockedWindow *locked = lin.context->locked();
        QVERIFY(locked->isVisible());
        QVERIFY(locked->signInForm()->isVisible());
        QVERIFY(namelessWidgets(locked).isEmpty());
        // Trying changes nothing while it is so.
        locked->againButton()->click();
        QTRY_VERIFY_WITH_TIMEOUT(lin.status().state != SyncStatus::State::Syncing, Patience);
        QVERIFY(lin.context->locked());

        m_server->run({text("user"), text("enable"), text("lin")});
        locked->signInForm()->password()->setText(text("wrong"));
        locked->signInForm()->signIn();
        QTRY_VERIFY_WITH_TIMEOUT(!locked->signInForm()->error().isEmpty(), Patience);
        locked->signInForm()->password()->setText(ServerProgram::password());
        locked->signInForm()->signIn();
        QTRY_VERIFY_WITH_TIMEOUT(!lin.context->locked(), Patience);
        QVERIFY(lin.window().isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(lin.isInStep(), Patience);
    }
};

DW_TEST(JoinedTest)

}  // namespace dw::test

#include "joinedtest.moc"
