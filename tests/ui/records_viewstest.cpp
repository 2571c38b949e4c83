// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "tests/ui/records_fixture.h"
#include "ui/common/lineedit.h"
#include "ui/common/segments.h"
#include "ui/common/tabbar.h"
#include "ui/records/columnchooser.h"
#include "ui/records/filterbar.h"
#include "ui/records/listpage.h"
#include "ui/records/peekpanel.h"
#include "ui/records/recordtableview.h"
#include "ui/records/saveviewpopover.h"
#include "ui/records/viewbar.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QJsonArray>
#include <QListView>
#include <QMenu>
#include <QTest>

namespace dw::test
{

using namespace dw::ui;

// Saved views in the window (A20): who sees them, which stand in front, and whose they are.
class RecordsViewsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<RecordsFixture> m_fixture;
    std::unique_ptr<ListPage> m_page;

    static QString text(const char *utf8) { return QString::fromUtf8(utf8); }

    void open()
    {
        m_page = std::make_unique<ListPage>(*m_fixture->m_context, text("customers"), text("account"));
        m_page->resize(1318, 704);
        m_page->QWidget::show();
        m_page->show({});
        QTRY_VERIFY(m_page->isSettled());
    }

    // What the next start of the program knows: written to the workspace, and read from it.
    void restart()
    {
        m_page.reset();
        m_fixture->restart();
    }

    Id person(const char *login, const char *role = nullptr)
    {
        QJsonArray roles;
        if (role != nullptr)
            roles.append(Id::named(QByteArray("role:") + role).toString());
        return m_fixture->create("user", {{text("name"), text(login)},
                                          {text("login"), text(login)},
                                          {text("email"), text(login) + text("@example.com")},
                                          {text("status"), text("active")},
                                          {text("team_id"), Id::named("team:first").toString()},
                                          {text("language"), text("en")},
                                          {text("time_zone"), text("Asia/Shanghai")},
                                          {text("role_ids"), roles}});
    }

    Id view(const char *name, const char *shared, const Id &owner)
    {
        return m_fixture->create("saved_view", {{text("name"), text(name)},
                                                {text("object_type"), text("account")},
                                                {text("kind"), text("list")},
                                                {text("shared"), text(shared)},
                                                {text("columns"), text("[\"name\"]")},
                                                {text("owner_id"), owner.toString()}});
    }

    QAction *action(const char *id) const { return m_fixture->m_actions->action(text(id)); }
    QString reason(const char *id) const { return action(id)->text().section(QLatin1Char('\t'), 1); }

    QStringList tabs() const
    {
        QStringList names;
        for (int i = 0; i < m_page->viewBar()->tabBar()->count(); ++i)
            names.append(m_page->viewBar()->tabBar()->tabText(i).replace(text("&&"), text("&")));
        return names;
    }

    void choose(const QString &name)
    {
        const int at = int(tabs().indexOf(name));
        QVERIFY2(at >= 0, qPrintable(name));
        m_page->viewBar()->tabBar()->setCurrentIndex(at);
        QCOMPARE(m_page->breadcrumb().last(), name);
    }

    SaveViewPopover *popover() const { return m_page->window()->findChild<SaveViewPopover *>(); }

    Record stored(const QString &name) const
    {
        for (const ListView &view : m_page->views()) {
            if (view.name.en == name)
                return m_fixture->stored({text("saved_view"), view.id});
        }
        return {};
    }

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<RecordsFixture>(); }
    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
    }

    void whoSeesAViewIsChosenWhenItIsSaved()
    {
        open();
        action("list.save_view")->trigger();
        QTRY_VERIFY(popover());
        Segments *shared = popover()->shared();
        QCOMPARE(shared->count(), 3);
        QCOMPARE(shared->button(0)->text(), text("Only me"));
        QCOMPARE(shared->button(1)->text(), text("Team"));
        QCOMPARE(shared->button(2)->text(), text("Everyone"));
        QCOMPARE(shared->current(), 0);
        popover()->name()->setText(text("Big ones"));
        // By the keyboard alone: Tab from the name, Right to the team, and what is meant.
        popover()->name()->setFocus();
        QTest::keyClick(popover()->name(), Qt::Key_Tab);
        QTRY_VERIFY(shared->button(0)->hasFocus());
        QTest::keyClick(shared->button(0), Qt::Key_Right);
        QCOMPARE(shared->current(), 1);
        QTest::keyClick(shared->button(1), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(m_page->breadcrumb().last(), text("Big ones"));
        QCOMPARE(stored(text("Big ones")).value(u"shared").text(), text("team"));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);

        action("list.view_rename")->trigger();
        QTRY_VERIFY(popover());
        QCOMPARE(popover()->shared()->current(), 1);
        QCOMPARE(popover()->name()->text(), text("Big ones"));
        popover()->shared()->setCurrent(2);
        QTest::keyClick(popover()->name(), Qt::Key_Return);
        QTRY_COMPARE(stored(text("Big ones")).value(u"shared").text(), text("all"));
        QTRY_COMPARE(m_fixture->m_notices.m_done.last(), text("Shared the view “Big ones”"));
        const int tab = int(tabs().indexOf(text("Big ones")));
        QTRY_COMPARE(m_page->viewBar()->tabBar()->tabToolTip(tab), text("Everybody sees it"));
        m_fixture->run("change.undo", {{text("transaction"), m_fixture->m_notices.m_last.toString()}});
        QTRY_COMPARE(stored(text("Big ones")).value(u"shared").text(), text("team"));
    }

    void pinnedViewsStandInFront()
    {
        const Id me = Id::named("user:owner");
        view("Alpha", "private", me);
        view("Beta", "all", person("wei"));
        open();
        QTRY_VERIFY(tabs().contains(text("Beta")));
        const QStringList plain = tabs();
        choose(text("Beta"));
        QVERIFY(action("list.view_pin")->isEnabled());
        action("list.view_pin")->trigger();
        QCOMPARE(tabs().first(), text("Beta"));
        QCOMPARE(m_page->breadcrumb().last(), text("Beta"));
        QVERIFY(!m_page->viewBar()->tabBar()->tabIcon(0).isNull());
        QVERIFY(m_page->viewBar()->tabBar()->tabIcon(1).isNull());
        // What comes with the program, too; the newer pin stands behind the older.
        choose(plain.at(1));
        action("list.view_pin")->trigger();
        QCOMPARE(tabs().mid(0, 2), (QStringList{text("Beta"), plain.at(1)}));
        QCOMPARE(tabs().size(), plain.size());
        // The pins are there at the next start, and are nobody else's.
        open();
        QTRY_COMPARE(tabs().mid(0, 2), (QStringList{text("Beta"), plain.at(1)}));
        // Unpinned, each goes back to its place.
        choose(text("Beta"));
        action("list.view_pin")->trigger();
        choose(plain.at(1));
        action("list.view_pin")->trigger();
        QCOMPARE(tabs(), plain);
    }

    void pinsAreAPersonsOwn()
    {
        view("Beta", "all", Id::named("user:owner"));
        const Id wei = person("wei");
        open();
        QTRY_VERIFY(tabs().contains(text("Beta")));
        choose(text("Beta"));
        action("list.view_pin")->trigger();
        QCOMPARE(tabs().first(), text("Beta"));
        m_fixture->m_actor = wei;
        open();
        QTRY_VERIFY(tabs().contains(text("Beta")));
        QVERIFY(tabs().first() != text("Beta"));
    }

    // At the next start the list is as it was left, for each person and object.
    void opensWithTheViewUsedLast()
    {
        const Id beta = view("Beta", "all", Id::named("user:owner"));
        const Id wei = person("wei");
        open();
        const QString first = m_page->breadcrumb().last();
        QTRY_VERIFY(tabs().contains(text("Beta")));
        choose(text("Beta"));
        m_page.reset();
        restart();
        open();
        QCOMPARE(m_page->breadcrumb().last(), text("Beta"));
        QCOMPARE(m_page->viewBar()->current(), int(tabs().indexOf(text("Beta"))));
        QCOMPARE(m_page->listSource().columns, QStringList{text("name")});
        // Another person begins with their own.
        m_page.reset();
        m_fixture->m_actor = wei;
        open();
        QCOMPARE(m_page->breadcrumb().last(), first);
        m_page.reset();
        m_fixture->m_actor = Id::named("user:owner");
        // What was deleted meanwhile makes room for the first one.
        m_fixture->run("record.delete",
                       {{text("object"), text("saved_view")}, {text("ids"), QJsonArray{beta.toString()}}});
        restart();
        open();
        QCOMPARE(m_page->breadcrumb().last(), first);
        QVERIFY(!tabs().contains(text("Beta")));
    }

    // The view used last is another matter than whether it can be read today.
    void whatCannotBeReadTodayIsNotForgotten()
    {
        m_fixture = std::make_unique<RecordsFixture>(RecordsFixture::Access::Roles);
        const Id wei = person("wei");
        const Id beta = view("Beta", "private", Id::named("user:owner"));
        const QString key = text("list.view.%1.account").arg(wei.toString());
        m_fixture->m_settings->setValue(key, beta.toString());
        m_fixture->m_actor = wei;
        open();
        QCOMPARE(m_page->viewBar()->current(), 0);
        QCOMPARE(m_fixture->m_settings->value(key).toString(), beta.toString());
        // One that is chosen takes its place.
        m_page->viewBar()->tabBar()->setCurrentIndex(1);
        QVERIFY(m_fixture->m_settings->value(key).toString() != beta.toString());
    }

    void othersViewsAreReadOnly()
    {
        m_fixture = std::make_unique<RecordsFixture>(RecordsFixture::Access::Roles);
        const Id wei = person("wei", "sales_rep"), rosa = person("rosa", "sales_rep");
        view("Of wei", "team", wei);
        view("Of all", "all", Id::named("user:owner"));
        m_fixture->m_actor = rosa;
        open();
        QTRY_VERIFY(tabs().contains(text("Of wei")) && tabs().contains(text("Of all")));
        choose(text("Of wei"));
        for (const char *id : {"list.view_rename", "list.view_delete"}) {
            QVERIFY(!action(id)->isEnabled());
            QCOMPARE(reason(id), text("Belongs to wei"));
        }
        m_page->filterBar()->setFilter(text("LENGTH(name) > 3"));
        Q_EMIT m_page->filterBar()->filterChanged(text("LENGTH(name) > 3"));
        QCOMPARE(reason("list.view_update"), text("Belongs to wei"));
        QVERIFY(action("list.view_reset")->isEnabled());
        QVERIFY(action("list.view_pin")->isEnabled());
        choose(text("Of all"));
        QCOMPARE(reason("list.view_delete"), text("Belongs to Lin Yue"));

        // Everybody is for who has the right; the reason is said, not only drawn.
        action("list.save_view")->trigger();
        QTRY_VERIFY(popover());
        QVERIFY(popover()->shared()->button(1)->isEnabled());
        QVERIFY(!popover()->shared()->button(2)->isEnabled());
        QVERIFY(popover()->shared()->button(2)->toolTip().contains(QLatin1String("every view")));
        popover()->name()->setText(text("Of rosa"));
        popover()->shared()->setCurrent(1);
        QTest::keyClick(popover()->name(), Qt::Key_Return);
        QTRY_COMPARE(m_page->breadcrumb().last(), text("Of rosa"));
        QVERIFY(action("list.view_rename")->isEnabled() && action("list.view_delete")->isEnabled());
        action("list.view_delete")->trigger();
        QTRY_VERIFY(!tabs().contains(text("Of rosa")));
    }

    // Space previews the row of the list, and presses whatever button has the focus (A22).
    void spaceIsTheButtonsThatHasTheFocus()
    {
        m_fixture->account(text("Alpha"));
        open();
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        auto *columns = qobject_cast<QAbstractButton *>(m_page->viewBar()->columnsButton());
        columns->setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(columns->hasFocus());
        QTest::keyClick(columns, Qt::Key_Space);
        auto *chooser = m_page->window()->findChild<ColumnChooser *>();
        QVERIFY(chooser && chooser->isVisible());
        QVERIFY(m_page->peek() == nullptr);
        // In what opened too, where it ticks.
        auto *list = chooser->findChild<QListView *>();
        QVERIFY(list);
        list->setFocus(Qt::TabFocusReason);
        list->setCurrentIndex(list->model()->index(1, 0));
        const auto ticked = [&] { return list->model()->index(1, 0).data(Qt::CheckStateRole).toInt(); };
        const int before = ticked();
        QTest::keyClick(list, Qt::Key_Space);
        QVERIFY(ticked() != before);
        QVERIFY(m_page->peek() == nullptr);
        chooser->closePopover();
        m_page->table()->setFocus();
        QTest::keyClick(m_page->table(), Qt::Key_Space);
        QVERIFY(m_page->peek() && m_page->peek()->isVisible());
        m_page->clearFocus();
    }

    void theChooserListsThemByWhoSeesThem()
    {
        const Id me = Id::named("user:owner"), wei = person("wei");
        view("Mine & yours", "private", me);
        view("Ours", "team", wei);
        view("All of us", "all", wei);
        open();
        QTRY_VERIFY(tabs().contains(text("All of us")));
        choose(text("Ours"));
        action("list.view_pin")->trigger();
        choose(text("Mine & yours"));
        QCOMPARE(m_page->viewBar()
                     ->tabBar()
                     ->accessibleTabName(m_page->viewBar()->tabBar()->currentIndex())
                     .section(QLatin1Char(' '), 0, 2),
                 text("Mine & yours"));
        const auto menu = [&] { return m_page->findChild<QMenu *>(); };
        QTest::keyClick(m_page->table(), Qt::Key_V);
        QTRY_VERIFY(menu());
        QStringList heads, entries;
        for (const QAction *one : menu()->actions())
            (one->isSeparator() ? heads : entries).append(one->text());
        QCOMPARE(heads, (QStringList{text("Pinned"), text("Only mine"), text("Everybody's"),
                                     text("Come with the program")}));
        QCOMPARE(entries.mid(0, 3),
                 (QStringList{text("Ours\twei"), text("Mine && yours"), text("All of us\twei")}));
        QCOMPARE(entries.size(), qsizetype(m_page->views().size()));
        // The first entry, by the keyboard.
        QTest::keyClick(menu(), Qt::Key_Home);
        QTest::keyClick(menu(), Qt::Key_Return);
        QCOMPARE(m_page->breadcrumb().last(), text("Ours"));
        QCOMPARE(m_page->viewBar()->tabBar()->currentIndex(), 0);
    }
};

DW_TEST(RecordsViewsTest)

}  // namespace dw::test

#include "records_viewstest.moc"
