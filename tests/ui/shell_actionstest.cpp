// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "tests/ui/shell_testpage.h"
#include "tests/ui/shell_world.h"
#include "ui/common/toasthost.h"
#include "ui/shell/keyssection.h"
#include "ui/shell/noticepopover.h"
#include "ui/shell/settingkeys.h"
#include "ui/shell/shortcutedit.h"
#include "ui/shell/statusbar.h"
#include "ui/shell/undoer.h"

#include <QSignalSpy>
#include <QTest>

namespace dw::test
{

// Actions and their keys, settings that stay, notices and undo.
class ShellActionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shippedKeysDoNotClash();
    void aKeyThatIsTakenIsRefused();
    void keysOfUnopenedScreensAreListed();
    void pagesMayShareAnAction();
    void reasonsStandInMenus();
    void keysAreEditedAndKept();
    void settingsSurviveTheNextStart();
    void undoTakesBackTheLastChange();
    void toastUndoesWhatItSays();
    void jobsAndNews();
};

void ShellActionsTest::shippedKeysDoNotClash()
{
    UiWorld world;
    ui::MainWindow window(world.ui(), world.notices(), testPages());
    QVERIFY(world.actions().specs().size() > 15);
    QCOMPARE(world.actions().clashes().size(), 0);
    for (const ui::ActionRegistry::Spec &spec : world.actions().specs()) {
        QVERIFY2(!spec.text.isEmpty(), qPrintable(spec.id));
        QVERIFY2(!spec.group.isEmpty(), qPrintable(spec.id));
        QVERIFY2(spec.icon.isEmpty() || world.ui().icons.contains(spec.icon), qPrintable(spec.icon));
    }
}

void ShellActionsTest::aKeyThatIsTakenIsRefused()
{
    UiWorld world;
    ui::MainWindow window(world.ui(), world.notices(), testPages());
    QString clash;
    QVERIFY(!world.actions().setShortcut(QStringLiteral("go.leads"), QKeySequence(QStringLiteral("Ctrl+K")),
                                         &clash));
    QCOMPARE(clash, QStringLiteral("palette.open"));
    QCOMPARE(world.actions().shortcut(QStringLiteral("go.leads")), QKeySequence(QStringLiteral("Alt+3")));
    QVERIFY(world.actions().setShortcut(QStringLiteral("palette.open"), QKeySequence()));
    QVERIFY(world.actions().setShortcut(QStringLiteral("go.leads"), QKeySequence(QStringLiteral("Ctrl+K"))));
    QCOMPARE(world.actions().action(QStringLiteral("go.leads"))->shortcut(),
             QKeySequence(QStringLiteral("Ctrl+K")));
    world.actions().resetShortcut(QStringLiteral("go.leads"));
    world.actions().resetShortcut(QStringLiteral("palette.open"));
    QVERIFY(world.actions().userShortcuts().isEmpty());
}

// Keys of screens that were not opened yet are listed, changed and kept apart like all others.
void ShellActionsTest::keysOfUnopenedScreensAreListed()
{
    UiWorld world;
    ui::MainWindow window(world.ui(), world.notices(), testPages());
    ui::ActionRegistry &actions = world.actions();
    using Spec = ui::ActionRegistry::Spec;
    const auto spec = [](const char *id, const char *key, const char *group) {
        Spec made;
        made.id = QString::fromLatin1(id);
        made.text = made.id;
        made.shortcut = QKeySequence(QString::fromLatin1(key));
        made.group = QString::fromLatin1(group);
        made.scope = Spec::Scope::Page;
        return made;
    };
    const Spec sort = spec("list.sort", "S", "Lists"), mark = spec("list.mark", "X", "Lists"),
               snooze = spec("task.snooze", "S", "Tasks");
    const qsizetype before = actions.specs().size(), usable = actions.available().size();
    actions.announce({sort, mark, snooze});
    QCOMPARE(actions.specs().size(), before + 3);
    QCOMPARE(actions.available().size(), usable);
    QCOMPARE(actions.action(sort.id), nullptr);
    QCOMPARE(actions.shortcut(sort.id), sort.shortcut);
    QString clash;
    QVERIFY(!actions.setShortcut(sort.id, mark.shortcut, &clash));
    QCOMPARE(clash, mark.id);
    QVERIFY(!actions.setShortcut(sort.id, QKeySequence(QStringLiteral("Ctrl+K")), &clash));
    QCOMPARE(clash, QStringLiteral("palette.open"));
    QVERIFY(!actions.setShortcut(QStringLiteral("palette.open"), sort.shortcut, &clash));
    QCOMPARE(clash, sort.id);
    // Another screen's key may be the same.
    QVERIFY(actions.setShortcut(mark.id, QKeySequence(QStringLiteral("Y"))));
    QVERIFY(actions.setShortcut(snooze.id, QKeySequence(QStringLiteral("X"))));
    // What was chosen before the screen was opened is its key when it is; it is listed once.
    actions.add(mark, &window, [] {});
    QCOMPARE(actions.action(mark.id)->shortcut(), QKeySequence(QStringLiteral("Y")));
    QCOMPARE(actions.specs().size(), before + 3);
    actions.resetShortcut(mark.id);
    actions.resetShortcut(snooze.id);
    QVERIFY(actions.userShortcuts().isEmpty());
}

void ShellActionsTest::pagesMayShareAnAction()
{
    UiWorld world;
    QWidget window;
    auto *one = new QWidget(&window);
    auto *two = new QWidget(&window);
    int ranOne = 0;
    int ranTwo = 0;
    const ui::ActionRegistry::Spec spec{
        QStringLiteral("record.log_call"), QStringLiteral("Log call"), {},
        QKeySequence(Qt::Key_C),           QStringLiteral("Record"),   ui::ActionRegistry::Spec::Scope::Page};
    world.actions().add(spec, one, [&ranOne] { ++ranOne; });
    world.actions().add(spec, two, [&ranTwo] { ++ranTwo; });
    window.show();
    one->hide();
    world.actions().action(spec.id)->trigger();
    QCOMPARE(ranTwo, 1);
    QCOMPARE(world.actions().available().size(), 1);
    two->hide();
    QVERIFY(world.actions().available().isEmpty());
    one->show();
    world.actions().action(spec.id)->trigger();
    QCOMPARE(ranOne, 1);
    delete one;
    delete two;
    QVERIFY(!world.actions().action(spec.id));
}

void ShellActionsTest::reasonsStandInMenus()
{
    UiWorld world;
    QWidget owner;
    QAction *action = world.actions().add({QStringLiteral("deal.delete"),
                                           QStringLiteral("Delete"),
                                           {},
                                           QKeySequence(Qt::Key_Delete),
                                           QStringLiteral("Deals")},
                                          &owner, [] {});
    world.actions().setEnabled(QStringLiteral("deal.delete"), false, QStringLiteral("no right"));
    QVERIFY(!action->isEnabled());
    QCOMPARE(action->text(), QStringLiteral("Delete\tno right"));
    QCOMPARE(action->toolTip(), QStringLiteral("no right"));
    world.actions().setEnabled(QStringLiteral("deal.delete"), true);
    QCOMPARE(action->text(), QStringLiteral("Delete"));
}

void ShellActionsTest::keysAreEditedAndKept()
{
    UiWorld world;
    ui::MainWindow window(world.ui(), world.notices(), testPages());
    ui::KeysSection keys(world.ui());
    keys.refresh();
    keys.show();
    ui::ShortcutEdit *editor = keys.editorOf(QStringLiteral("go.leads"));
    QVERIFY(editor);
    QTest::keyClick(editor, Qt::Key_K, Qt::ControlModifier);
    QVERIFY(keys.refusal().contains(QStringLiteral("Search records or run a command")));
    QCOMPARE(editor->shortcut(), QKeySequence(QStringLiteral("Alt+3")));
    QTest::keyClick(editor, Qt::Key_U, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(keys.refusal().isEmpty());
    QCOMPARE(world.actions().shortcut(QStringLiteral("go.leads")),
             QKeySequence(QStringLiteral("Ctrl+Shift+U")));
    const auto next = world.settingsOfNextStart();
    QCOMPARE(next->value(ui::setting::shortcuts()).toObject().value(QStringLiteral("go.leads")).toString(),
             QStringLiteral("Ctrl+Shift+U"));
}

void ShellActionsTest::settingsSurviveTheNextStart()
{
    UiWorld world;
    QSignalSpy changed(&world.settings(), &ui::LocalSettings::changed);
    world.settings().setValue(ui::setting::textSize(), 115);
    world.settings().setValue(ui::setting::textSize(), 115);
    QCOMPARE(changed.size(), 1);
    world.settings().setValue(QStringLiteral("x"), QJsonObject{{QStringLiteral("a"), 1}});
    auto next = world.settingsOfNextStart();
    QCOMPARE(next->value(ui::setting::textSize()).toInt(), 115);
    QCOMPARE(next->value(QStringLiteral("x")).toObject().value(QStringLiteral("a")).toInt(), 1);
    QCOMPARE(next->value(QStringLiteral("nothing"), 7).toInt(), 7);
    world.settings().setValue(ui::setting::textSize(), QJsonValue());
    next = world.settingsOfNextStart();
    QCOMPARE(next->value(ui::setting::textSize(), 100).toInt(100), 100);
}

void ShellActionsTest::undoTakesBackTheLastChange()
{
    UiWorld world;
    const Id id = world.create("account", {{QStringLiteral("name"), QStringLiteral("Kestrel")}});
    const CommandResult renamed =
        world.run("record.update",
                  {{QStringLiteral("object"), QStringLiteral("account")},
                   {QStringLiteral("id"), id.toString()},
                   {QStringLiteral("set"), QJsonObject{{QStringLiteral("name"), QStringLiteral("Wrong")}}}});
    QCOMPARE(int(renamed.status), int(CommandResult::Status::Applied));
    ui::MainWindow window(world.ui(), world.notices(), testPages());
    window.show();
    QSignalSpy finished(window.undoer(), &ui::Undoer::finished);
    window.undo();
    QVERIFY(finished.wait());
    QCOMPARE(world.notices().entries().first().text, QStringLiteral("Undone"));
    QString name;
    world.workspace().readNow([&](ReadSession &session) {
        const auto record = session.find(world.commands().configuration()->dictionary->find(u"account"), id);
        if (record.ok())
            name = record->value(u"name").text();
    });
    QCOMPARE(name, QStringLiteral("Kestrel"));
}

void ShellActionsTest::toastUndoesWhatItSays()
{
    UiWorld world;
    ui::MainWindow window(world.ui(), world.notices(), testPages());
    window.show();
    QList<Id> undone;
    world.notices().setUndo([&undone](const Id &transaction) { undone.append(transaction); });
    world.notices().done(QStringLiteral("Moved 12 deals to Won"), Id::named("first"));
    QVERIFY(window.toasts()->isShown());
    window.undo();
    QCOMPARE(undone, QList<Id>{Id::named("first")});
    QVERIFY(!window.toasts()->isShown());
    // Without an offer there is none in the list either.
    world.notices().forgetTransaction(Id::named("first"));
    QVERIFY(world.notices().entries().first().transaction.isNull());
}

void ShellActionsTest::jobsAndNews()
{
    UiWorld world;
    ui::MainWindow window(world.ui(), world.notices(), testPages());
    window.show();
    ui::WindowNotices &notices = world.notices();
    const Ticket ticket;
    const int job = notices.beginJob(QStringLiteral("Importing"), ticket);
    QTRY_COMPARE(notices.jobs().size(), 1);
    notices.jobProgress(job, 0.61, QStringLiteral("2,573 of 4,218 rows"));
    QCOMPARE(window.statusBar()->jobButton()->text(), QStringLiteral("Importing, 61\u00A0%"));
    notices.cancel(job);
    QVERIFY(ticket.isCancelled());
    notices.endJob(job, QStringLiteral("Imported 12 rows"), QStringLiteral("/tmp/rejects.xlsx"));
    QVERIFY(notices.jobs().isEmpty());
    QCOMPARE(notices.unseen(), 1);
    notices.failed(QStringLiteral("The disk is full."));
    notices.failed(QStringLiteral("The disk is full."));
    QCOMPARE(notices.entries().size(), 2);
    QCOMPARE(notices.entries().first().count, 2);
    notices.markSeen();
    QCOMPARE(notices.unseen(), 0);
    notices.done(QStringLiteral("Saved"));
    QCOMPARE(notices.unseen(), 0);  // one's own doing is no news
    for (int i = 0; i < 2 * ui::WindowNotices::Kept; ++i)
        notices.done(QStringLiteral("Saved %1").arg(i));
    QCOMPARE(notices.entries().size(), ui::WindowNotices::Kept);
}

}  // namespace dw::test

using dw::test::ShellActionsTest;
DW_TEST(ShellActionsTest)
#include "shell_actionstest.moc"
