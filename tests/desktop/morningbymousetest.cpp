// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/desktop/demodesk.h"
#include "tests/desktop/hand.h"
#include "tests/support/testrunner.h"
#include "ui/common/iconbutton.h"
#include "ui/common/lineedit.h"
#include "ui/common/toast.h"
#include "ui/common/toasthost.h"
#include "ui/customers/activitypopover.h"
#include "ui/customers/recordpage.h"
#include "ui/pipeline/boardpage.h"
#include "ui/pipeline/boardview.h"
#include "ui/pipeline/gatepopover.h"
#include "ui/pipeline/stagecolumn.h"
#include "ui/pipeline/stagelist.h"
#include "ui/pipeline/stagemodel.h"
#include "ui/shell/palette.h"
#include "ui/shell/rail.h"
#include "ui/shell/railbutton.h"
#include "ui/shell/searchbutton.h"
#include "ui/shell/topbar.h"
#include "ui/tasks/tasklist.h"
#include "ui/tasks/todaypage.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QListView>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QTest>

#include <algorithm>

namespace dw::test
{

// Lin's morning (DESIGN 1) with the mouse, in a real X11 window: what is dragged goes through X's own
// protocol.
class MorningByMouseTest : public QObject
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

    void todayShowsWhatIsDueAndATaskIsDone()
    {
        auto *today = qobject_cast<ui::TodayPage *>(m_desk->window().pages()->currentPage());
        QVERIFY(today);
        QVERIFY2(today->headText().contains(QStringLiteral("overdue")), qPrintable(today->headText()));
        QVERIFY2(today->headText().contains(QStringLiteral("visits today")), qPrintable(today->headText()));
        ui::TaskList *list = today->tasks();
        const int row = list->tasks()->nearestTask(0);
        QVERIFY(row >= 0);
        const RecordRef task{QStringLiteral("task"), list->tasks()->task(row).id};
        QCOMPARE(m_desk->value(task, QStringLiteral("status")).text(), QStringLiteral("open"));
        // The circle at the left of its line.
        const QRect line = list->visualRect(list->tasks()->index(row));
        QVERIFY(m_hand.click(list->viewport(), QPoint(line.left() + 20, line.center().y())));
        QTRY_COMPARE(m_desk->value(task, QStringLiteral("status")).text(), QStringLiteral("done"));
        QTRY_COMPARE(list->tasks()->rowOf(task.id), -1);
        QTRY_VERIFY(m_desk->window().toasts()->isShown());
        const QAbstractButton *undo = buttonOf(m_desk->window().toasts()->toast(), QStringLiteral("Undo"));
        QVERIFY(undo);
        QVERIFY(m_hand.click(undo));
        QTRY_COMPARE(m_desk->value(task, QStringLiteral("status")).text(), QStringLiteral("open"));
        QTRY_VERIFY(list->tasks()->rowOf(task.id) >= 0);
    }

    void aCustomerIsFound()
    {
        QVERIFY(m_hand.click(m_desk->window().topBar()->searchButton()));
        ui::Palette *palette = m_desk->window().palette();
        QTRY_VERIFY(palette->isOpen());
        QVERIFY(m_hand.type(QStringLiteral("hwjs")));
        const QString wanted = QStringLiteral("华为技术有限公司");
        int row = -1;
        const auto find = [&] {
            const auto &rows = palette->model().rows();
            for (row = int(rows.size()) - 1; row >= 0 && rows.at(row).title != wanted; --row) {
            }
            return row >= 0;
        };
        QTRY_VERIFY(find());
        const QModelIndex hit = palette->model().index(row, 0);
        palette->list()->scrollTo(hit);
        QVERIFY(m_hand.click(palette->list()->viewport(), palette->list()->visualRect(hit).center()));
        QTRY_VERIFY(!palette->isOpen());
        QTRY_VERIFY(m_desk->isSettled());
        QCOMPARE(m_desk->window().pages()->currentPage()->breadcrumb().last(), wanted);
    }

    void aCallIsLogged()
    {
        ui::Page *page = m_desk->window().pages()->currentPage();
        const RecordRef customer = page->currentRecord();
        QCOMPARE(customer.object, QStringLiteral("account"));
        const QString asked =
            QStringLiteral("AND(subject = \"Clause\", account_id = \"%1\")").arg(customer.id.toString());
        QCOMPARE(m_desk->find(QStringLiteral("activity"), asked).size(), 0);
        const QAbstractButton *log = buttonOf(page, QStringLiteral("Log call"));
        QVERIFY(log);
        QVERIFY(m_hand.click(log));
        QTRY_VERIFY(m_desk->window().findChild<ui::ActivityPopover *>());
        const QPointer<ui::ActivityPopover> popover(m_desk->window().findChild<ui::ActivityPopover *>());
        QVERIFY(m_hand.click(popover->content()));
        QVERIFY(m_hand.type(QStringLiteral("They want it in writing")));
        // The word that stands there goes as a whole.
        QVERIFY(m_hand.doubleClick(popover->subject(), QPoint(16, popover->subject()->height() / 2)));
        QVERIFY(m_hand.type(QStringLiteral("Clause")));
        QVERIFY(m_hand.click(popover->saveButton()));
        QTRY_VERIFY(popover.isNull());
        const QList<Record> calls = m_desk->find(QStringLiteral("activity"), asked);
        QCOMPARE(calls.size(), 1);
        QCOMPARE(calls.first().value(QStringLiteral("kind")).text(), QStringLiteral("call"));
        QCOMPARE(calls.first().value(QStringLiteral("content")).text(),
                 QStringLiteral("They want it in writing"));
    }

    void aDealIsDraggedThroughItsGate()
    {
        QVERIFY(m_hand.click(m_desk->window().rail()->button(QStringLiteral("pipeline"))));
        QTRY_VERIFY(qobject_cast<ui::BoardPage *>(m_desk->window().pages()->currentPage()));
        auto *page = qobject_cast<ui::BoardPage *>(m_desk->window().pages()->currentPage());
        QTRY_VERIFY(m_desk->isSettled());
        const Id proposal = m_desk->stage(QStringLiteral("proposal")).id;
        const Id quotation = m_desk->stage(QStringLiteral("quotation")).id;
        ui::StageColumn *from = columnOf(*page, proposal);
        ui::StageColumn *to = columnOf(*page, quotation);
        QVERIFY(from && to && from->model()->rowCount() > 0);
        const RecordRef deal{QStringLiteral("opportunity"), from->model()->card(0).id};
        QVERIFY(m_desk->value(deal, QStringLiteral("decision_maker_id")).isNull());
        const QRect card = from->list()->visualRect(from->model()->index(0));
        QVERIFY(m_hand.drag(from->list()->viewport(), card.center(), to, to->rect().center()));
        QTRY_VERIFY(page->board()->gate());
        ui::GatePopover *gate = page->board()->gate();
        QVERIFY(gate->itemFor(QStringLiteral("field:decision_maker_id")));
        // Still where it was: the gate holds it.
        QCOMPARE(m_desk->value(deal, QStringLiteral("stage_id")).id(), proposal);
        auto *maker = gate->itemFor(QStringLiteral("field:decision_maker_id"))->findChild<QComboBox *>();
        QTRY_VERIFY(maker->count() > 0);
        QVERIFY(m_hand.click(maker, QPoint(maker->width() - 12, maker->height() / 2)));
        QTRY_VERIFY(maker->view()->isVisible());
        QVERIFY(m_hand.click(maker->view()->viewport(),
                             maker->view()->visualRect(maker->model()->index(0, 0)).center()));
        QTRY_COMPARE(maker->currentIndex(), 0);
        QVERIFY(m_hand.click(gate->waiverButton()));
        for (ui::GateItem *item : gate->items()) {
            if (!item->isWaiving())
                continue;
            item->focusWaiver();
            QVERIFY(m_hand.type(QStringLiteral("told by phone")));
        }
        QTRY_VERIFY(gate->moveButton()->isEnabled());
        QVERIFY(m_hand.click(gate->moveButton()));
        QTRY_COMPARE(m_desk->value(deal, QStringLiteral("stage_id")).id(), quotation);
        QVERIFY(!m_desk->value(deal, QStringLiteral("decision_maker_id")).isNull());
    }

    void aDropWhereTheGateRefusesSnapsBack()
    {
        auto *page = qobject_cast<ui::BoardPage *>(m_desk->window().pages()->currentPage());
        QVERIFY(page);
        QTRY_VERIFY(m_desk->isSettled());
        const Id proposal = m_desk->stage(QStringLiteral("proposal")).id;
        ui::StageColumn *from = columnOf(*page, proposal);
        ui::StageColumn *to = columnOf(*page, m_desk->stage(QStringLiteral("quotation")).id);
        const RecordRef deal{QStringLiteral("opportunity"), from->model()->card(0).id};
        const QRect card = from->list()->visualRect(from->model()->index(0));
        QVERIFY(m_hand.drag(from->list()->viewport(), card.center(), to, to->rect().center()));
        QTRY_VERIFY(page->board()->gate());
        QVERIFY(m_hand.press({QStringLiteral("Escape")}));
        QTRY_VERIFY(!page->board()->gate() || !page->board()->gate()->isVisible());
        QTRY_VERIFY(m_desk->isSettled());
        QCOMPARE(page->board()->columnOf(deal.id), from);
        QCOMPARE(m_desk->value(deal, QStringLiteral("stage_id")).id(), proposal);
    }

private:
    // The one that a person sees with this text; null when there is none.
    static const QAbstractButton *buttonOf(const QWidget *where, const QString &text)
    {
        const QList<QAbstractButton *> all = where->findChildren<QAbstractButton *>();
        const auto found = std::find_if(all.begin(), all.end(), [&](const QAbstractButton *button) {
            return button->isVisible() && button->text() == text;
        });
        return found == all.end() ? nullptr : *found;
    }
    static ui::StageColumn *columnOf(const ui::BoardPage &page, const Id &stage)
    {
        for (ui::StageColumn *column : page.board()->columns())
            if (column->stage().id == stage)
                return column;
        return nullptr;
    }

    std::unique_ptr<DemoDesk> m_desk;
    Hand m_hand;
};

DW_TEST(MorningByMouseTest)

}  // namespace dw::test

#include "morningbymousetest.moc"
