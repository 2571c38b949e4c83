// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/desktop/demodesk.h"
#include "tests/support/testrunner.h"
#include "ui/common/combobox.h"
#include "ui/common/lineedit.h"
#include "ui/common/toasthost.h"
#include "ui/customers/activitypopover.h"
#include "ui/customers/recordpage.h"
#include "ui/pipeline/boardpage.h"
#include "ui/pipeline/boardview.h"
#include "ui/pipeline/gatepopover.h"
#include "ui/shell/palette.h"
#include "ui/shell/paletteedit.h"
#include "ui/tasks/tasklist.h"
#include "ui/tasks/todaypage.h"

#include <QApplication>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

namespace dw::test
{

// Lin's morning (DESIGN 1) by keyboard alone: every step is a key that goes to the window, never a call.
class MorningByKeyboardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
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
        reach(today->tasks());
        QVERIFY(today->tasks()->currentTask());
        const RecordRef task{QStringLiteral("task"), today->tasks()->currentTask()->id};
        QCOMPARE(m_desk->value(task, QStringLiteral("status")).text(), QStringLiteral("open"));
        press(Qt::Key_E);
        QTRY_COMPARE(m_desk->value(task, QStringLiteral("status")).text(), QStringLiteral("done"));
        QTRY_VERIFY(m_desk->window().toasts()->isShown());
        press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(m_desk->value(task, QStringLiteral("status")).text(), QStringLiteral("open"));
    }

    void aCustomerIsFoundByPinyinInitials()
    {
        press(Qt::Key_K, Qt::ControlModifier);
        ui::Palette *palette = m_desk->window().palette();
        QVERIFY(palette->isOpen());
        type(QStringLiteral("hwjs"));
        const QString wanted = QStringLiteral("华为技术有限公司");
        QTRY_VERIFY(rowOf(wanted) >= 0);
        for (int i = 0; i < 30 && palette->currentRow() != rowOf(wanted); ++i)
            press(Qt::Key_Down);
        QCOMPARE(palette->currentRow(), rowOf(wanted));
        press(Qt::Key_Return);
        QVERIFY(!palette->isOpen());
        auto *page = qobject_cast<ui::RecordPage *>(m_desk->window().pages()->currentPage());
        QVERIFY(page);
        QTRY_VERIFY(m_desk->isSettled());
        QCOMPARE(page->breadcrumb().last(), wanted);
    }

    void aCallIsLogged()
    {
        const RecordRef customer = m_desk->window().pages()->currentPage()->currentRecord();
        QCOMPARE(customer.object, QStringLiteral("account"));
        const auto calls = [&] {
            return m_desk
                ->find(QStringLiteral("activity"), QStringLiteral("subject = \"Asked about the clause\""))
                .size();
        };
        QCOMPARE(calls(), 0);
        press(Qt::Key_C);
        auto *popover = m_desk->window().findChild<ui::ActivityPopover *>();
        QVERIFY(popover);
        // The note is where the focus is; the subject stands above it.
        type(QStringLiteral("They want it in writing"));
        for (int i = 0; i < 12 && !popover->subject()->hasFocus(); ++i)
            press(Qt::Key_Backtab, Qt::ShiftModifier);
        QVERIFY(popover->subject()->hasFocus());
        press(Qt::Key_A, Qt::ControlModifier);
        type(QStringLiteral("Asked about the clause"));
        press(Qt::Key_Return);
        QTRY_COMPARE(calls(), 1);
    }

    void aDealGoesThroughItsGate()
    {
        const QList<Record> deals = m_desk->find(
            QStringLiteral("opportunity"),
            QStringLiteral("AND(stage_id = \"proposal\", owner_id = \"lin\", ISBLANK(decision_maker_id), "
                           "NOT(ISBLANK(competitor_ids)))"),
            {QStringLiteral("name")});
        QVERIFY(!deals.isEmpty());
        const RecordRef deal = deals.first().ref();
        press(Qt::Key_4, Qt::AltModifier);
        auto *page = qobject_cast<ui::BoardPage *>(m_desk->window().pages()->currentPage());
        QVERIFY(page);
        QTRY_VERIFY(m_desk->isSettled());
        findCard(*page, deals.first());
        QCOMPARE(page->currentRecord(), deal);
        press(Qt::Key_Right, Qt::ControlModifier);
        QTRY_VERIFY(page->board()->gate());
        ui::GatePopover *gate = page->board()->gate();
        QVERIFY(gate->itemFor(QStringLiteral("field:decision_maker_id")));
        QVERIFY(!gate->moveButton()->isEnabled());
        // The decision maker is the first thing that is asked for.
        QVERIFY(gate->itemFor(QStringLiteral("field:decision_maker_id"))
                    ->isAncestorOf(QApplication::focusWidget()));
        QTRY_VERIFY(
            gate->itemFor(QStringLiteral("field:decision_maker_id"))->findChild<QComboBox *>()->count() > 0);
        press(Qt::Key_Down);
        attachTheSurvey(*gate);
        QTRY_VERIFY(m_desk->window().isActiveWindow());
        QTRY_VERIFY(gate->moveButton()->isEnabled());
        for (int i = 0; i < 20 && !gate->moveButton()->hasFocus(); ++i)
            press(Qt::Key_Tab);
        QVERIFY(gate->moveButton()->hasFocus());
        press(Qt::Key_Space);
        QTRY_COMPARE(m_desk->value(deal, QStringLiteral("stage_id")).id(),
                     m_desk->stage(QStringLiteral("quotation")).id);
        QVERIFY(!m_desk->value(deal, QStringLiteral("decision_maker_id")).isNull());
        QTRY_VERIFY(m_desk->isSettled());
        QCOMPARE(page->currentRecord(), deal);
    }

private:
    void press(Qt::Key key, Qt::KeyboardModifiers with = {})
    {
        QTest::keyClick(m_desk->window().windowHandle(), key, with);
    }
    // Characters that the keyboard has no key for come as a method of input would send them.
    void type(const QString &text)
    {
        for (const QChar c : text)
            QTest::sendKeyEvent(QTest::Click, m_desk->window().windowHandle(), Qt::Key_unknown, QString(c),
                                Qt::NoModifier);
    }
    // From pane to pane until `widget` has the focus.
    void reach(QWidget *widget)
    {
        for (int i = 0; i < 8 && !widget->hasFocus(); ++i)
            press(Qt::Key_F6);
        QVERIFY(widget->hasFocus());
    }
    int rowOf(const QString &title) const
    {
        const auto &rows = m_desk->window().palette()->model().rows();
        for (int i = 0; i < rows.size(); ++i)
            if (rows.at(i).title == title)
                return i;
        return -1;
    }
    // As a person does it: narrows the board to the name and goes along the columns.
    void findCard(ui::BoardPage &page, const Record &deal)
    {
        press(Qt::Key_Slash);
        type(deal.value(QStringLiteral("name")).text());
        press(Qt::Key_Return);
        QTRY_VERIFY(page.isSettled() && !page.currentRecord().id.isNull());
        // Down each column, then to the top of the next.
        for (int i = 0; i < 60 && page.currentRecord() != deal.ref(); ++i) {
            const RecordRef before = page.currentRecord();
            press(Qt::Key_Down);
            if (page.currentRecord() != before)
                continue;
            press(Qt::Key_Right);
            press(Qt::Key_Home);
        }
    }
    void attachTheSurvey(ui::GatePopover &gate)
    {
        ui::GateItem *item = gate.itemFor(QStringLiteral("doc:requirement_survey"));
        if (!item)
            return;
        QFile file(m_files.filePath(QStringLiteral("survey.txt")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("What the customer needs.\n");
        file.close();
        auto *button = item->findChild<QPushButton *>();
        for (int i = 0; i < 20 && !button->hasFocus(); ++i)
            press(Qt::Key_Tab);
        QVERIFY(button->hasFocus());
        press(Qt::Key_Space);
        QTRY_VERIFY(qobject_cast<QFileDialog *>(QApplication::activeModalWidget()));
        const QPointer<QWidget> dialog(QApplication::activeModalWidget());
        QVERIFY(QTest::qWaitForWindowActive(dialog));
        auto *name = dialog->findChild<QLineEdit *>();
        QVERIFY(name);
        // Pasted: typed letter by letter, a list of completions would open and take the next key.
        name->setText(file.fileName());
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_VERIFY(dialog.isNull());
    }

    std::unique_ptr<DemoDesk> m_desk;
    QTemporaryDir m_files;
};

DW_TEST(MorningByKeyboardTest)

}  // namespace dw::test

#include "morningbykeyboardtest.moc"
