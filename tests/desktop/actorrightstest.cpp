// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/desktopcontext.h"
#include "tests/support/testrunner.h"
#include "ui/admin/adminpage.h"
#include "ui/admin/adminside.h"
#include "ui/admin/rightstable.h"
#include "ui/admin/userlistmodel.h"
#include "ui/admin/whypopover.h"
#include "ui/common/recordtable.h"
#include "ui/records/referenceedit.h"
#include "ui/shell/palette.h"
#include "ui/shell/rail.h"
#include "ui/shell/statusbar.h"

#include <QApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <algorithm>

namespace dw::test
{

// The window follows who acts: what their role allows, and who they are.
class ActorRightsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void exportIsForWhoMayExport();
    void administrationIsForAdministrators();
    void whoActsIsRenewed();

private:
    static void go(ui::MainWindow &window, const char *page)
    {
        ui::Place place;
        place.page = QString::fromLatin1(page);
        window.pages()->open(place);
    }
    std::unique_ptr<desktop::DesktopContext> open();

    QTemporaryDir m_home;
    SystemClock m_clock;
};

void ActorRightsTest::initTestCase()
{
    qputenv("XDG_DATA_HOME", m_home.filePath(QStringLiteral("data")).toLocal8Bit());
}

std::unique_ptr<desktop::DesktopContext> ActorRightsTest::open()
{
    desktop::Options options;
    options.workspace = desktop::ownWorkspaceFolder();
    options.language = QStringLiteral("en");
    auto made = desktop::DesktopContext::open(*qobject_cast<QApplication *>(QCoreApplication::instance()),
                                              options, m_clock);
    if (!made.ok())
        qFatal("%s %s", qPrintable(made.error().key), qPrintable(made.error().detail));
    return std::move(*made);
}

// Offered by the role, at every place that offers it, and followed while the window is open.
void ActorRightsTest::exportIsForWhoMayExport()
{
    const auto context = open();
    ui::UiContext &ui = context->ui();
    const Actor owner = ui.actor();
    const auto roles = [&](const char *role) {
        return QJsonObject{
            {QStringLiteral("role_ids"),
             QJsonArray{Id::named(QStringLiteral("role:%1").arg(QLatin1String(role)).toUtf8().constData())
                            .toString()}}};
    };
    QJsonObject person = roles("sales_rep");
    person.insert(QStringLiteral("name"), QStringLiteral("Rosa Rep"));
    person.insert(QStringLiteral("login"), QStringLiteral("rosa"));
    person.insert(QStringLiteral("email"), QStringLiteral("rosa@example.com"));
    person.insert(QStringLiteral("status"), QStringLiteral("active"));
    person.insert(QStringLiteral("language"), QStringLiteral("en"));
    person.insert(QStringLiteral("time_zone"), QStringLiteral("Asia/Shanghai"));
    person.insert(QStringLiteral("team_id"), owner.team.toString());
    Id rosa;
    {
        const CommandResult made = ui.commands.runNow(
            {QStringLiteral("record.create"),
             {{QStringLiteral("object"), QStringLiteral("user")}, {QStringLiteral("set"), person}}},
            owner);
        QCOMPARE(made.status, CommandResult::Status::Applied);
        rosa = made.ids.first();
    }
    ui::MainWindow &window = context->makeWindow();
    window.resize(1366, 768);
    window.show();
    go(window, "customers");
    const QString list = QStringLiteral("export.list");
    QVERIFY(ui.actions.action(list)->isEnabled());
    context->actAs(rosa);
    QTRY_COMPARE(ui.actor().user, rosa);
    QTRY_VERIFY(ui.actions.action(list) && !ui.actions.action(list)->isEnabled());
    QCOMPARE(ui.actions.disabledReason(list), QStringLiteral("Your role does not allow it"));
    window.palette()->openPalette(QStringLiteral(">export"));
    const QList<ui::PaletteRow> rows = window.palette()->model().rows();
    const auto offered = std::find_if(rows.begin(), rows.end(), [](const ui::PaletteRow &row) {
        return row.title == QLatin1String("Export the list");
    });
    QVERIFY(offered != rows.end() && !offered->enabled);
    QCOMPARE(offered->detail, QStringLiteral("Your role does not allow it"));
    window.palette()->closePalette();
    const auto *page = window.pages()->currentPage();
    const auto buttons = page->findChildren<QToolButton *>();
    const auto button = std::find_if(buttons.begin(), buttons.end(), [](const QToolButton *one) {
        return one->accessibleName() == QLatin1String("Export the chosen records");
    });
    QVERIFY(button != buttons.end() && !(*button)->isEnabled());
    for (const char *place : {"today", "tasks", "tasklist"}) {
        go(window, place);
        QVERIFY2(ui.actions.action(list) && !ui.actions.action(list)->isEnabled(), place);
    }
    go(window, "insight");
    const auto exportButton = [&] {
        const auto all = window.pages()->currentPage()->findChildren<QPushButton *>();
        const auto found = std::find_if(all.begin(), all.end(), [](const QPushButton *one) {
            return one->text() == QLatin1String("Export");
        });
        return found == all.end() ? nullptr : *found;
    };
    QVERIFY(exportButton() && !exportButton()->isEnabled());
    QCOMPARE(exportButton()->toolTip(), QStringLiteral("Your role does not allow it"));
    // A role more, given while the window is open.
    const CommandResult given = ui.commands.runNow({QStringLiteral("record.update"),
                                                    {{QStringLiteral("object"), QStringLiteral("user")},
                                                     {QStringLiteral("id"), rosa.toString()},
                                                     {QStringLiteral("set"), roles("manager")}}},
                                                   owner);
    QCOMPARE(given.status, CommandResult::Status::Applied);
    QTRY_VERIFY(exportButton()->isEnabled());
    go(window, "customers");
    QVERIFY(ui.actions.action(list)->isEnabled());
    QVERIFY((*button)->isEnabled());
    QVERIFY(ui.actions.disabledReason(list).isEmpty());
    // Back to what the tests after this one begin with.
    context->actAs(owner.user);
    QTRY_COMPARE(ui.actor().user, owner.user);
}

void ActorRightsTest::whoActsIsRenewed()
{
    const auto context = open();
    ui::UiContext &ui = context->ui();
    context->makeWindow().show();
    const Actor before = ui.actor();
    const auto run = [&](const QString &command, const QJsonObject &arguments) {
        const CommandResult result = ui.commands.runNow({command, arguments}, before);
        if (result.status == CommandResult::Status::Applied)
            return result.ids.value(0);
        for (const Finding &finding : result.findings)
            qWarning("%s %s", qPrintable(finding.key), qPrintable(finding.field));
        qWarning("%s", qPrintable(result.error.key));
        return Id();
    };
    const Id team =
        run(QStringLiteral("record.create"),
            {{QStringLiteral("object"), QStringLiteral("team")},
             {QStringLiteral("set"), QJsonObject{{QStringLiteral("name"), QStringLiteral("Harbour")},
                                                 {QStringLiteral("kind"), QStringLiteral("sales")},
                                                 {QStringLiteral("leader_id"), before.user.toString()}}}});
    QVERIFY(!team.isNull());
    const auto move = [&](const Id &to) {
        return !run(QStringLiteral("record.update"),
                    {{QStringLiteral("object"), QStringLiteral("user")},
                     {QStringLiteral("id"), before.user.toString()},
                     {QStringLiteral("set"),
                      QJsonObject{{QStringLiteral("email"), QStringLiteral("owner@example.com")},
                                  {QStringLiteral("language"), QStringLiteral("en")},
                                  {QStringLiteral("team_id"), to.toString()}}}})
                    .isNull();
    };
    QVERIFY(move(team));
    QTRY_COMPARE(ui.actor().team, team);
    QCOMPARE(ui.actor().user, before.user);
    QTRY_VERIFY(!context->window()->statusBar()->findChildren<QLabel *>().isEmpty());
    const auto names = [&] {
        QStringList texts;
        for (const QLabel *label : context->window()->statusBar()->findChildren<QLabel *>())
            texts.append(label->text());
        return texts;
    };
    QTRY_VERIFY2(names().contains(QStringLiteral("Harbour")), qPrintable(names().join(QLatin1Char('|'))));
    QVERIFY(move(before.team));
    QTRY_COMPARE(ui.actor().team, before.team);
}

// The rail's entry, its key, the palette's place and the record's menu: there while one is an administrator.
void ActorRightsTest::administrationIsForAdministrators()
{
    const auto context = open();
    ui::UiContext &ui = context->ui();
    const Actor owner = ui.actor();
    ui::MainWindow &window = context->makeWindow();
    window.resize(1366, 768);
    window.show();
    go(window, "customers");
    auto entry = [&] { return window.rail()->findChild<QWidget *>(QStringLiteral("rail.admin")); };
    const QString account = QStringLiteral("account");
    const auto asks = [&] {
        const auto specs = ui.actions.forRecord(account);
        return std::any_of(specs.begin(), specs.end(), [](const ui::ActionRegistry::RecordSpec &spec) {
            return spec.id == QLatin1String("record.why");
        });
    };
    QVERIFY(entry()->isVisible());
    QVERIFY(ui.actions.action(QStringLiteral("go.admin"))->isEnabled());
    QVERIFY(asks());
    for (const ui::ActionRegistry::RecordSpec &spec : ui.actions.forRecord(account)) {
        if (spec.id == QLatin1String("record.why"))
            spec.run({account, Id::named("account:any")});
    }
    auto *why = window.findChild<ui::WhyPopover *>();
    QVERIFY(why && why->isVisible());
    QCOMPARE(why->record()->record().object, account);
    window.closeInnermostLayer();
    // Whoever walks through the roles keeps the keyboard there, and Back goes the same way.
    ui.actions.action(QStringLiteral("go.admin"))->trigger();
    auto *page = qobject_cast<ui::AdminPage *>(window.pages()->currentPage());
    QVERIFY(page);
    QTRY_VERIFY(page->isSettled());
    QCOMPARE(page->focusTarget(), page->userTable());
    page->side()->setFocus();
    QTest::keyClick(page->side(), Qt::Key_Down);
    QTRY_VERIFY(page->rights()->isVisible());
    QCOMPARE(page->focusTarget(), page->side());
    const Id first = page->side()->currentRole();
    QVERIFY(!first.isNull());
    QTest::keyClick(page->side(), Qt::Key_Down);
    QVERIFY(page->side()->currentRole() != first);
    window.pages()->back();
    QCOMPARE(page->side()->currentRole(), first);
    Id rosa;
    context->workspace().readNow([&](ReadSession &session) {
        const ObjectTypePtr users = ui.configuration()->dictionary->find(u"user");
        const auto found = session.findByValue(users, users->indexOf(u"login"), Value(QStringLiteral("rosa")),
                                               ReadSession::Match::Exact, 1);
        rosa = found->first().id();
    });
    context->actAs(rosa);
    QTRY_COMPARE(ui.actor().user, rosa);
    QTRY_VERIFY(entry() && !entry()->isVisible());
    QVERIFY(!ui.actions.action(QStringLiteral("go.admin"))->isEnabled());
    QVERIFY(!asks());
    // By whatever way one comes there, the page shows nobody.
    go(window, "admin");
    page = qobject_cast<ui::AdminPage *>(window.pages()->currentPage());
    QVERIFY(page && page->isSettled());
    QVERIFY(!page->userTable()->isVisible());
    // Made one while the window is open.
    const CommandResult given = ui.commands.runNow(
        {QStringLiteral("record.update"),
         {{QStringLiteral("object"), QStringLiteral("user")},
          {QStringLiteral("id"), rosa.toString()},
          {QStringLiteral("set"), QJsonObject{{QStringLiteral("role_ids"),
                                               QJsonArray{Id::named("role:administrator").toString()}}}}}},
        owner);
    QCOMPARE(given.status, CommandResult::Status::Applied);
    QTRY_VERIFY(entry()->isVisible());
    QTRY_VERIFY(page->userTable()->isVisible() && page->users()->rowCount() > 1);
    QTRY_VERIFY(ui.actions.action(QStringLiteral("go.admin"))->isEnabled());
    QVERIFY(asks());
    context->actAs(owner.user);
    QTRY_COMPARE(ui.actor().user, owner.user);
}

DW_TEST(ActorRightsTest)

}  // namespace dw::test

#include "actorrightstest.moc"
