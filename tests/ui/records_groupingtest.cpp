// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "tests/ui/records_fixture.h"
#include "ui/common/lineedit.h"
#include "ui/common/listfooter.h"
#include "ui/common/recorddelegate.h"
#include "ui/common/tableheader.h"
#include "ui/records/columnset.h"
#include "ui/records/filterbar.h"
#include "ui/records/listpage.h"
#include "ui/records/peekpanel.h"
#include "ui/records/recordlistmodel.h"
#include "ui/records/recordtableview.h"
#include "ui/records/saveviewpopover.h"
#include "ui/records/viewbar.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QJsonArray>
#include <QMenu>
#include <QTest>

namespace dw::test
{

using namespace dw::ui;

// Lists group after group, in the model and in the window (A20).
class RecordsGroupingTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<RecordsFixture> m_fixture;
    std::unique_ptr<ListPage> m_page;

    static QString text(const char *utf8) { return QString::fromUtf8(utf8); }

    Id account(const char *name, const char *industry)
    {
        return m_fixture->account(text(name), {{text("industry"), text(industry)}});
    }

    std::unique_ptr<RecordListModel> model()
    {
        const ObjectTypePtr type = m_fixture->m_dictionary->find(u"account");
        auto made = std::make_unique<RecordListModel>(*m_fixture->m_context, type, nullptr);
        made->setColumns(ColumnSet(*m_fixture->m_context, type).columns({text("name"), text("industry")}));
        return made;
    }
    static ListSource source(const QString &group = QStringLiteral("industry"))
    {
        ListSource made;
        made.object = text("account");
        made.sort = {text("name")};
        made.group = group;
        return made;
    }

    // Heads as "= name (count)", collapsed ones as "+ ...", records by their first column.
    static QStringList lines(const RecordListModel &model)
    {
        QStringList lines;
        for (int row = 0; row < model.rowCount(); ++row) {
            const QModelIndex cell = model.index(row, 1);
            const int state = cell.data(GroupCell).toInt();
            lines.append(state == 0 ? cell.data().toString()
                                    : text(state == int(GroupState::Collapsed) ? "+ %1 (%2)" : "= %1 (%2)")
                                          .arg(cell.data().toString(), cell.data(GroupCountCell).toString()));
        }
        return lines;
    }
    QStringList lines() const { return lines(*m_page->model()); }

    void open(const char *object = "account")
    {
        m_page = std::make_unique<ListPage>(*m_fixture->m_context, text("customers"), text(object));
        m_page->resize(1318, 704);
        m_page->QWidget::show();
        m_page->show({});
        QTRY_VERIFY(m_page->isSettled());
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        m_page->table()->setFocus();
        QTRY_VERIFY(m_page->table()->hasFocus());
    }
    QAction *action(const char *id) const { return m_fixture->m_actions->action(text(id)); }
    void press(int key, Qt::KeyboardModifiers with = Qt::NoModifier)
    {
        QTest::keyClick(m_page->table(), Qt::Key(key), with);
    }
    QMenu *menu(const char *name) const { return m_page->findChild<QMenu *>(text(name)); }
    // By the menu of the key, as a person does.
    void groupBy(const QString &label, const QString &period = {})
    {
        press(Qt::Key_G, Qt::ShiftModifier);
        QTRY_VERIFY(menu("groupMenu"));
        QMenu *ways = menu("groupMenu");
        const auto choose = [](QMenu *menu, const QString &wanted) -> QAction * {
            for (QAction *one : menu->actions()) {
                if (one->text() == wanted)
                    return one;
            }
            return nullptr;
        };
        QAction *way = choose(ways, label);
        QVERIFY2(way, qPrintable(label));
        if (!period.isEmpty()) {
            QVERIFY(way->menu());
            way = choose(way->menu(), period);
            QVERIFY2(way, qPrintable(period));
            way->trigger();
            ways->close();
        } else {
            ways->setActiveAction(way);
            QTest::keyClick(ways, Qt::Key_Return);
        }
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QTRY_VERIFY(m_page->isSettled() && m_page->model()->isComplete());
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        m_page->table()->setFocus();
    }
    void fill()
    {
        account("Beta", "electronics");
        account("Alpha", "machinery");
        account("Gamma", "machinery");
        m_fixture->account(text("Delta"), {{text("industry"), QJsonValue()}});
    }
    static QString label(const char *industry, const RecordsFixture &fixture)
    {
        return fixture.m_dictionary->find(u"account")
            ->find(u"industry")
            ->picklistValue(text(industry))
            ->label.en;
    }

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<RecordsFixture>(); }
    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
    }

    void headsStandAmongTheRows()
    {
        fill();
        const QString machinery = label("machinery", *m_fixture),
                      electronics = label("electronics", *m_fixture);
        auto made = model();
        QAbstractItemModelTester tester(made.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        made->setSource(source(), RecordListModel::Keep::Nothing);
        const QStringList all{text("= %1 (2)").arg(machinery),
                              text("Alpha"),
                              text("Gamma"),
                              text("= %1 (1)").arg(electronics),
                              text("Beta"),
                              text("= No industry (1)"),
                              text("Delta")};
        QTRY_COMPARE(lines(*made), all);
        QCOMPARE(made->recordCount(), 4);
        QCOMPARE(made->firstRecord(), 1);
        QCOMPARE(made->headOf(4), 3);
        QCOMPARE(made->placeOf(4), 3);
        QCOMPARE(made->placeOf(3), 0);
        QVERIFY(!made->record(0).isValid() && made->record(1).isValid());
        QCOMPARE(made->index(3, 1).data(Qt::AccessibleTextRole).toString(),
                 text("%1, 1, expanded").arg(electronics));

        made->setCollapsed(text("machinery"), true);
        QCOMPARE(lines(*made), QStringList({text("+ %1 (2)").arg(machinery)}) + all.mid(3));
        QCOMPARE(made->recordCount(), 4);
        QCOMPARE(made->placeOf(2), 3);
        made->setAllCollapsed(true);
        QCOMPARE(made->rowCount(), 3);
        QCOMPARE(made->source().collapsed, QStringList({text("machinery"), text("electronics"), QString()}));
        // What comes while its group is closed counts, and is there when it opens.
        account("Aaron", "machinery");
        QTRY_COMPARE(lines(*made).first(), text("+ %1 (3)").arg(machinery));
        QCOMPARE(made->rowCount(), 3);
        made->setAllCollapsed(false);
        QTRY_COMPARE(lines(*made).mid(0, 4), QStringList({text("= %1 (3)").arg(machinery), text("Aaron"),
                                                          text("Alpha"), text("Gamma")}));
        // Another order inside; then no groups at all.
        ListSource other = source();
        other.sort = {text("-name")};
        made->setSource(other, RecordListModel::Keep::Rows);
        QTRY_COMPARE(lines(*made).mid(1, 3), QStringList({text("Gamma"), text("Alpha"), text("Aaron")}));
        made->setSource(source({}), RecordListModel::Keep::Rows);
        QTRY_COMPARE(lines(*made),
                     QStringList({text("Aaron"), text("Alpha"), text("Beta"), text("Delta"), text("Gamma")}));
        QVERIFY(made->groups().isEmpty());
    }

    void longListsAreWholeAndReadInPages()
    {
        for (int i = 0; i < 700; ++i)
            m_fixture->account(text("Customer %1").arg(i, 4, 10, QLatin1Char('0')),
                               {{text("industry"), i % 2 == 0 ? text("machinery") : text("electronics")}});
        auto made = model();
        QAbstractItemModelTester tester(made.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        made->setSource(source(), RecordListModel::Keep::Nothing);
        QTRY_VERIFY(made->isSettled() && made->isComplete());
        QCOMPARE(made->rowCount(), 702);
        QTRY_COMPARE(made->index(1, 1).data().toString(), text("Customer 0000"));
        QCOMPARE(made->index(600, 1).data().toString(), QString());
        QTRY_COMPARE(made->index(600, 1).data().toString(),
                     text("Customer %1").arg(2 * (600 - 352) + 1, 4, 10, QLatin1Char('0')));
        QCOMPARE(made->index(351, 1).data(GroupCountCell).toString(), text("350"));

        // Marks are records: heads have none, those out of sight keep theirs.
        made->setMarked(0, true);
        QCOMPARE(made->markedCount(), 0);
        made->setMarked(2, true);
        made->setMarked(400, true);
        made->setCollapsed(text("machinery"), true);
        QCOMPARE(made->markedCount(), 2);
        std::optional<qsizetype> found;
        made->withMarkedIds(100, this, [&](const Result<QList<Id>> &ids) { found = ids.value().size(); });
        QTRY_VERIFY(found.has_value());
        QCOMPARE(*found, 2);
        made->markAllMatching();
        QCOMPARE(made->markedCount(), 700);
        QVERIFY(!made->isMarked(0) && made->isMarked(2));
    }

    void aListThatCannotBeGroupedSaysWhy()
    {
        fill();
        auto made = model();
        made->setSource(source(text("name")), RecordListModel::Keep::Nothing);
        QTRY_COMPARE(made->state(), RecordListModel::State::Failed);
        QCOMPARE(made->error().key, text("reading.group_by"));
        made->setSource(source(), RecordListModel::Keep::Rows);
        QTRY_COMPARE(made->state(), RecordListModel::State::Ready);
        QCOMPARE(made->recordCount(), 4);
    }

    // All of it without a mouse.
    void groupsAreMadeAndFoldedByKeys()
    {
        fill();
        open();
        const QString machinery = label("machinery", *m_fixture);
        QVERIFY(!action("list.view_update")->isEnabled());
        groupBy(text("Industry"));
        QCOMPARE(m_page->listSource().group, text("industry"));
        QTRY_COMPARE(lines().size(), 7);
        QVERIFY(m_page->statusTexts().contains(text("Grouped by industry")));
        RecordTableView *table = m_page->table();
        // From a record Left goes to its head, there it closes it; Right opens it again.
        table->setCurrentIndex(m_page->model()->index(2, 1));
        press(Qt::Key_Left);
        QCOMPARE(table->currentRow(), 0);
        QVERIFY(m_page->currentRecord().id.isNull());
        press(Qt::Key_Left);
        QCOMPARE(lines().first(), text("+ %1 (2)").arg(machinery));
        QCOMPARE(lines().size(), 5);
        QCOMPARE(table->currentRow(), 0);
        press(Qt::Key_Right);
        QCOMPARE(lines().size(), 7);
        // Enter opens a record, and a head.
        press(Qt::Key_Return);
        QCOMPARE(lines().size(), 5);
        press(Qt::Key_Return);
        QCOMPARE(lines().size(), 7);
        QVERIFY(m_fixture->m_navigator.m_records.isEmpty());
        press(Qt::Key_Down);
        press(Qt::Key_Return);
        QCOMPARE(m_fixture->m_navigator.m_records.size(), 1);
        // Previous and next pass over heads.
        const RecordRef gamma = m_page->model()->record(2).ref();
        QCOMPARE(m_page->neighbour(gamma, 1), m_page->model()->record(4).ref());
        QCOMPARE(m_page->neighbour(m_page->model()->record(4).ref(), -1), gamma);
        // All at once; the current row is then the head of its group.
        table->setCurrentRow(4);
        press(Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(lines().size(), 3);
        QCOMPARE(table->currentRow(), 1);
        press(Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(lines().size(), 7);
        QCOMPARE(table->currentRow(), 3);
        // A preview of a head is none; of a record it says which of all it is.
        press(Qt::Key_Space);
        QVERIFY(m_page->peek() && m_page->peek()->isVisible());
        table->setCurrentRow(4);
        QTRY_VERIFY(m_page->isSettled());
        press(Qt::Key_Space);
        groupBy(text("Not grouped"));
        QCOMPARE(lines().size(), 4);
    }

    void aMouseGroupsAndFolds()
    {
        fill();
        open();
        TableHeader *head = m_page->table()->tableHeader();
        int section = -1;
        for (int i = 0; i < m_page->model()->columns().size(); ++i) {
            if (m_page->model()->columns().at(i).key == QLatin1String("industry"))
                section = i;
        }
        QVERIFY(section > 0);
        const QPoint at(head->sectionViewportPosition(section) + 8, head->height() / 2);
        Q_EMIT head->customContextMenuRequested(at);
        QTRY_VERIFY(menu("headMenu"));
        QAction *by = nullptr;
        for (QAction *one : menu("headMenu")->actions()) {
            if (one->menu() != nullptr && one->text() == text("Group by"))
                by = one;
        }
        QVERIFY(by);
        QCOMPARE(by->menu()->actions().size(), 1);
        by->menu()->actions().first()->trigger();
        menu("headMenu")->close();
        QTRY_COMPARE(lines().size(), 7);
        RecordTableView *table = m_page->table();
        const auto click = [&](int row) {
            const QRect cell = table->visualRect(m_page->model()->index(row, 1));
            QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, cell.center());
        };
        click(0);
        QCOMPARE(lines().size(), 5);
        QCOMPARE(table->currentRow(), 0);
        click(1);
        QCOMPARE(lines().size(), 4);
        click(0);
        QCOMPARE(lines().size(), 6);
        click(1);
        QCOMPARE(m_page->currentRecord().id, m_page->model()->record(1).id());
        // Twice quickly: closed and open again.
        const QRect first = table->visualRect(m_page->model()->index(0, 1));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, first.center());
        QTest::mouseDClick(table->viewport(), Qt::LeftButton, {}, first.center());
        QVERIFY(lines().size() >= 4);
        QVERIFY(m_fixture->m_navigator.m_records.isEmpty());
    }

    // Sums in the currency of the workspace, whatever the deals are in; months in words.
    void headsHaveSumsAndNames()
    {
        const Id customer = account("Alpha", "machinery");
        const auto money = [](qint64 minor) {
            return Value(Money{minor, *Currency::fromCode(u"CNY")}).toJson();
        };
        const auto deal = [&](const char *name, qint64 minor, const char *close) {
            m_fixture->deal(text(name), customer,
                            {{text("amount"), money(minor)}, {text("expected_close"), text(close)}});
        };
        deal("One", 100000, "2026-12-18");
        deal("Two", 250000, "2026-12-01");
        deal("Three", 4200000, "2027-02-01");
        open("opportunity");
        groupBy(text("Expected close date"), text("By month"));
        QCOMPARE(m_page->listSource().group, text("YEARMONTH(expected_close)"));
        int amount = -1;
        for (int i = 0; i < m_page->model()->columns().size(); ++i) {
            if (m_page->model()->columns().at(i).key == QLatin1String("amount"))
                amount = i;
        }
        QVERIFY(amount > 0);
        const auto headsNow = [&] {
            QStringList heads;
            for (int row = 0; row < m_page->model()->rowCount(); ++row) {
                if (m_page->model()->group(row) != nullptr)
                    heads.append(m_page->model()->index(row, 1).data().toString() + QLatin1Char(' ') +
                                 m_page->model()->index(row, amount).data().toString());
            }
            return heads;
        };
        QTRY_COMPARE(headsNow(), QStringList({text("December 2026 3,500"), text("February 2027 42,000")}));
        groupBy(text("Expected close date"), text("By quarter"));
        QTRY_COMPARE(headsNow(), QStringList({text("Q4 2026 3,500"), text("Q1 2027 42,000")}));
        groupBy(text("Expected close date"), text("By year"));
        QTRY_COMPARE(headsNow(), QStringList({text("2026 3,500"), text("2027 42,000")}));
        groupBy(text("Stage"));
        QTRY_COMPARE(headsNow().size(), 1);
        QVERIFY(headsNow().first().endsWith(text(" 45,500")));
    }

    // The groups and which of them are closed belong to the view, as its columns do.
    void aViewKeepsItsGroups()
    {
        fill();
        open();
        groupBy(text("Industry"));
        press(Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(lines().size(), 3);
        m_page->table()->setCurrentRow(0);
        press(Qt::Key_Right);
        const QStringList kept = lines();
        QCOMPARE(kept.size(), 5);
        action("list.save_view")->trigger();
        const auto popover = [&] { return m_page->window()->findChild<SaveViewPopover *>(); };
        QTRY_VERIFY(popover());
        popover()->name()->setText(text("By industry"));
        QTest::keyClick(popover()->name(), Qt::Key_Return);
        QTRY_COMPARE(m_page->breadcrumb().last(), text("By industry"));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QTRY_VERIFY(m_page->isSettled());
        QTRY_COMPARE(lines(), kept);
        QVERIFY(!action("list.view_update")->isEnabled());

        // A change is one of the view, and is taken back or kept.
        press(Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(lines().size(), 7);
        QVERIFY(action("list.view_update")->isEnabled());
        action("list.view_reset")->trigger();
        QTRY_VERIFY(m_page->isSettled());
        QTRY_COMPARE(lines(), kept);
        press(Qt::Key_Right, Qt::ShiftModifier);
        action("list.view_update")->trigger();
        QTRY_VERIFY(!action("list.view_update")->isEnabled());

        // At the next start.
        const auto reopen = [&] {
            open();
            const auto at = [&] {
                for (int i = 0; i < m_page->views().size(); ++i) {
                    if (m_page->views()[i].name.en == text("By industry"))
                        return i;
                }
                return -1;
            };
            QTRY_VERIFY(at() >= 0);
            Q_EMIT m_page->viewBar()->viewChosen(at());
            QTRY_VERIFY(m_page->isSettled());
        };
        reopen();
        QCOMPARE(m_page->breadcrumb().last(), text("By industry"));
        QTRY_COMPARE(m_page->listSource().group, text("industry"));
        QTRY_COMPARE(lines().size(), 7);
        groupBy(text("Not grouped"));
        action("list.view_update")->trigger();
        QTRY_VERIFY(!action("list.view_update")->isEnabled());
        reopen();
        QTRY_COMPARE(lines().size(), 4);
        QVERIFY(m_page->listSource().group.isEmpty());
    }
};

DW_TEST(RecordsGroupingTest)

}  // namespace dw::test

#include "records_groupingtest.moc"
