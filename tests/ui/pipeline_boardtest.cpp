// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/wording.h"
#include "tests/support/testrunner.h"
#include "tests/ui/pipeline_world.h"
#include "ui/common/emptyview.h"
#include "ui/common/lineedit.h"
#include "ui/common/searchfield.h"
#include "ui/common/segments.h"
#include "ui/common/tabbar.h"
#include "ui/pipeline/boardpage.h"
#include "ui/pipeline/boardview.h"
#include "ui/pipeline/closedcolumn.h"
#include "ui/pipeline/gatedocitem.h"
#include "ui/pipeline/gatefielditem.h"
#include "ui/pipeline/gatepopover.h"
#include "ui/pipeline/multipick.h"
#include "ui/pipeline/stagecolumn.h"
#include "ui/records/filterbar.h"
#include "ui/records/filterpopover.h"
#include "ui/records/saveviewpopover.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QDropEvent>
#include <QFile>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QTest>
#include <QVBoxLayout>

using namespace dw;
using namespace dw::ui;
using dw::test::BoardWorld;

namespace
{

// The page in a window, as the frame shows it.
struct Shown
{
    explicit Shown(BoardWorld &world)
    {
        auto *column = new QVBoxLayout(&window);
        column->setContentsMargins(0, 0, 0, 0);
        page = new BoardPage(*world.context);
        column->addWidget(page);
        window.resize(1318, 704);
        window.show();
        window.activateWindow();
        page->show(Place{QStringLiteral("pipeline"), {}, {}, {}, {}, {}});
    }
    StageColumn *column(int index) const { return page->board()->columns()[index]; }
    bool settled() const { return page->isSettled(); }

    QWidget window;
    BoardPage *page;
};

QComboBox *comboOf(GateItem *item)
{
    return item->findChild<QComboBox *>();
}

}  // namespace

class BoardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sumsAreThoseOfAGroupedQuery()
    {
        BoardWorld world;
        world.deal(QStringLiteral("Trial"), QStringLiteral("first_contact"), 160000);
        world.deal(QStringLiteral("Spare parts"), QStringLiteral("first_contact"), 24000);
        world.deal(QStringLiteral("Flow line 3"), QStringLiteral("needs"), 742000);
        Shown shown(world);
        QTRY_VERIFY(shown.settled());
        QCOMPARE(shown.page->board()->columns().size(), 6);
        QCOMPARE(shown.column(0)->figures().count, 2);
        QCOMPARE(shown.column(0)->figures().sum, 18400000);
        QCOMPARE(shown.column(0)->figures().weighted, 1840000);
        QCOMPARE(shown.column(1)->figures().sum, 74200000);
        QCOMPARE(shown.page->board()->figures().open.sum, 92600000);
        QCOMPARE(shown.column(0)->model()->rowCount(), 2);
        const QAbstractItemModelTester tester(shown.column(0)->model(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(shown.page->figuresText(), QStringLiteral("926\u00a0k/204\u00a0k"));
    }

    // An amount that has no rate is in no sum, and is told; with a rate it is added (DESIGN 4).
    void sumsSayWhatTheyLeaveOut()
    {
        BoardWorld world;
        const auto dollars = [&](const QString &name, const QString &stage) {
            const QJsonObject amount{{QStringLiteral("minor"), 100000},
                                     {QStringLiteral("currency"), QStringLiteral("USD")}};
            return world.deal(
                name, stage, 0,
                {{QStringLiteral("amount"), amount}, {QStringLiteral("currency"), QStringLiteral("usd")}});
        };
        world.deal(QStringLiteral("Spare parts"), QStringLiteral("first_contact"), 1000);
        dollars(QStringLiteral("Export"), QStringLiteral("first_contact"));
        {
            Shown shown(world);
            QTRY_VERIFY(shown.settled());
            QCOMPARE(shown.column(0)->accessibleName(),
                     QStringLiteral("First contact, 2 deals, 1,000 + 1 in USD"));
            QCOMPARE(shown.page->figuresText(), QStringLiteral("1,000 + 1 in USD/100"));
            const StageModel *model = shown.column(0)->model();
            QStringList spoken;
            for (int row = 0; row < model->rowCount(); ++row)
                spoken.append(model->index(row, 0).data(Qt::AccessibleTextRole).toString());
            QVERIFY2(spoken.join(u'|').contains(QStringLiteral("USD\u00a01,000")),
                     qPrintable(spoken.join(u'|')));
        }
        world.add(QStringLiteral("exchange_rate"), {{QStringLiteral("from_currency"), QStringLiteral("usd")},
                                                    {QStringLiteral("to_currency"), QStringLiteral("cny")},
                                                    {QStringLiteral("rate"), QStringLiteral("7")},
                                                    {QStringLiteral("date"), QStringLiteral("2026-01-01")}});
        Shown shown(world);
        QTRY_VERIFY(shown.settled());
        QCOMPARE(shown.page->figuresText(), QStringLiteral("8,000/800"));
    }

    void cardsAreReadAsTheyComeIntoSight()
    {
        BoardWorld world;
        constexpr int Deals = FirstCards + 30;
        for (int i = 0; i < Deals; ++i)
            world.deal(QStringLiteral("Deal %1").arg(i), QStringLiteral("first_contact"), 1000);
        Shown shown(world);
        QTRY_VERIFY(shown.settled());
        const StageColumn *column = shown.column(0);
        // Counted and summed by the database, whatever is shown.
        QCOMPARE(column->figures().count, Deals);
        QCOMPARE(column->figures().sum, qint64(Deals) * 100000);
        const int first = column->model()->rowCount();
        QCOMPARE(first, FirstCards);
        QTRY_VERIFY((column->list()->scrollToBottom(), column->model()->rowCount() == Deals));
    }

    void movesByKeyboardThroughAGateThatSaysWhatIsMissing()
    {
        BoardWorld world;
        const Id deal = world.deal(QStringLiteral("Flow line 3"), QStringLiteral("first_contact"), 742000);
        Shown shown(world);
        QTRY_VERIFY(shown.settled());
        shown.page->board()->select(deal);
        shown.column(0)->list()->setFocus();
        QTRY_VERIFY(shown.column(0)->list()->hasFocus());
        QTest::keyClick(shown.column(0)->list(), Qt::Key_Right, Qt::ControlModifier);
        // At once at its new place, before any answer.
        QCOMPARE(shown.column(1)->model()->rowOf(deal), 0);
        QTRY_VERIFY(shown.page->board()->gate());
        GatePopover *gate = shown.page->board()->gate();
        QCOMPARE(gate->title(), QStringLiteral("1 thing before Needs"));
        QCOMPARE(shown.column(1)->model()->card(0).state, DealCard::State::Held);
        QCOMPARE(shown.column(0)->model()->card(0).state, DealCard::State::Source);
        QVERIFY(!gate->moveButton()->isEnabled());
        GateItem *item = gate->itemFor(QStringLiteral("field:primary_contact_id"));
        QVERIFY(item);
        QTRY_COMPARE(comboOf(item)->count(), 1);  // the contacts of its customer alone
        QCOMPARE(comboOf(item)->itemText(0), QStringLiteral("郭文博"));
        comboOf(item)->setCurrentIndex(0);
        QVERIFY(gate->moveButton()->isEnabled());
        QTest::mouseClick(gate->moveButton(), Qt::LeftButton);
        QTRY_COMPARE(world.notices.dones.size(), 1);
        QCOMPARE(world.notices.dones.first().text, QStringLiteral("Moved Flow line 3 to Needs"));
        QCOMPARE(world.value(QStringLiteral("opportunity"), deal, QStringLiteral("stage_id")).id(),
                 world.stage(QStringLiteral("needs")));
        QTRY_COMPARE(shown.column(1)->figures().count, 1);
        QVERIFY(shown.column(1)->list()->hasFocus());
        QCOMPARE(shown.column(0)->model()->rowCount(), 0);
        // The toast's Undo.
        const CommandResult undone =
            world.run(QStringLiteral("change.undo"),
                      {{QStringLiteral("transaction"), world.notices.dones.first().transaction.toString()}});
        QVERIFY2(undone.status == CommandResult::Status::Applied, qPrintable(describe(undone.error)));
        QTRY_COMPARE(shown.column(0)->model()->rowCount(), 1);
        QCOMPARE(shown.column(1)->model()->rowCount(), 0);
    }

    void escapeSendsTheCardBack()
    {
        BoardWorld world;
        const Id deal = world.deal(QStringLiteral("Trial"), QStringLiteral("first_contact"), 96000);
        Shown shown(world);
        QTRY_VERIFY(shown.settled());
        shown.page->board()->select(deal);
        shown.column(0)->list()->setFocus();
        QTest::keyClick(shown.column(0)->list(), Qt::Key_Right, Qt::ControlModifier);
        QTRY_VERIFY(shown.page->board()->gate());
        QTest::keyClick(shown.page->board()->gate(), Qt::Key_Escape);
        QCOMPARE(shown.column(1)->model()->rowCount(), 0);
        QCOMPARE(shown.column(0)->model()->rowOf(deal), 0);
        QCOMPARE(shown.column(0)->model()->card(0).state, DealCard::State::Rest);
        QTRY_VERIFY(shown.column(0)->list()->hasFocus());
        QCOMPARE(world.value(QStringLiteral("opportunity"), deal, QStringLiteral("stage_id")).id(),
                 world.stage(QStringLiteral("first_contact")));
        QVERIFY(world.notices.dones.isEmpty());
    }

    void aDropThatTheGateRefusesSnapsBack()
    {
        BoardWorld world;
        const Id deal = world.deal(QStringLiteral("Trial"), QStringLiteral("first_contact"), 96000);
        Shown shown(world);
        QTRY_VERIFY(shown.settled());
        QMimeData data;
        data.setData(StageList::mimeType(), deal.toByteArray());
        // As a real drag does: it enters, then drops.
        QDragEnterEvent enter(QPoint(40, 200), Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(shown.column(2), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(40, 200), Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(shown.column(2), &drop);
        QVERIFY(drop.isAccepted());
        QTRY_VERIFY(shown.page->board()->gate());
        QVERIFY(shown.page->board()->gate()->itemFor(QStringLiteral("skip:needs")));
        shown.page->board()->gate()->closePopover();
        QCOMPARE(shown.column(2)->model()->rowCount(), 0);
        QCOMPARE(shown.column(0)->model()->rowOf(deal), 0);
    }

    void everyItemOfAGateHasItsEditorAndAWaiverPerItem()
    {
        BoardWorld world;
        const Id deal = world.deal(QStringLiteral("Flow line 3"), QStringLiteral("proposal"), 742000);
        Shown shown(world);
        QTRY_VERIFY(shown.settled());
        shown.page->board()->select(deal);
        shown.page->board()->moveCurrent(1);
        QTRY_VERIFY(shown.page->board()->gate());
        GatePopover *gate = shown.page->board()->gate();
        QCOMPARE(gate->title(), QStringLiteral("3 things before Quotation"));
        GateItem *maker = gate->itemFor(QStringLiteral("field:decision_maker_id"));
        GateItem *rivals = gate->itemFor(QStringLiteral("field:competitor_ids"));
        auto *survey = qobject_cast<GateDocItem *>(gate->itemFor(QStringLiteral("doc:requirement_survey")));
        QVERIFY(maker && rivals && survey);
        QTRY_COMPARE(comboOf(maker)->count(), 1);
        comboOf(maker)->setCurrentIndex(0);
        auto *pick = rivals->findChild<MultiPick *>();
        QTRY_VERIFY(pick->count() >= 1);  // the explicit "No competitor"
        pick->item(0)->setCheckState(Qt::Checked);
        QVERIFY(!gate->moveButton()->isEnabled());
        QTRY_VERIFY(gate->metText().contains(QStringLiteral("Next step")));

        QFile file(world.folder.filePath(QStringLiteral("survey.txt")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("needs");
        file.close();
        survey->attach(file.fileName());
        QTRY_VERIFY(gate->moveButton()->isEnabled());
        QTest::keyClick(gate, Qt::Key_Return);
        QTRY_COMPARE(world.notices.dones.size(), 1);
        QCOMPARE(world.value(QStringLiteral("opportunity"), deal, QStringLiteral("decision_maker_id")).id(),
                 world.contact);
    }

    void aWaiverTakesAReasonAndIsKept()
    {
        BoardWorld world;
        const Id deal = world.deal(QStringLiteral("Flow line 3"), QStringLiteral("negotiation"), 742000);
        Shown shown(world);
        QTRY_VERIFY(shown.settled());
        shown.page->board()->select(deal);
        shown.page->board()->moveCurrent(1);
        QTRY_VERIFY(shown.page->board()->gate());
        GatePopover *gate = shown.page->board()->gate();
        QTest::mouseClick(gate->waiverButton(), Qt::LeftButton);
        QVERIFY(!gate->moveButton()->isEnabled());
        gate->itemFor(QStringLiteral("doc:contract"))->setWaiver(QStringLiteral("Signed on paper"));
        QVERIFY(gate->moveButton()->isEnabled());
        QTest::mouseClick(gate->moveButton(), Qt::LeftButton);
        QTRY_COMPARE(world.notices.dones.size(), 1);
        QCOMPARE(world.value(QStringLiteral("opportunity"), deal, QStringLiteral("stage_id")).id(),
                 world.stage(QStringLiteral("signing")));
    }

    // Closed by a click beside it, or with the program: what it was told is not asked for a second time.
    void whatWasTypedIntoAGateIsThereAgain()
    {
        BoardWorld world;
        const Id deal = world.deal(QStringLiteral("Flow line 3"), QStringLiteral("negotiation"), 742000);
        Shown shown(world);
        QTRY_VERIFY(shown.settled());
        const QString reason = QStringLiteral("Signed on paper");
        const QString note = QStringLiteral("They were cheaper.\nAgain.");
        const auto open = [&](const char *stage) -> GatePopover * {
            shown.page->board()->move(deal, world.stage(QString::fromLatin1(stage)));
            return QTest::qWaitFor([&] { return shown.page->board()->gate() != nullptr; })
                       ? shown.page->board()->gate()
                       : nullptr;
        };
        const auto close = [](GatePopover *gate) {
            const QPointer<GatePopover> gone(gate);
            gate->closePopover();
            QTRY_VERIFY(gone.isNull());
        };
        GatePopover *gate = open("signing");
        QVERIFY(gate);
        gate->itemFor(QStringLiteral("doc:contract"))->setWaiver(reason);
        close(gate);
        gate = open("lost");
        QVERIFY(gate);
        gate->itemFor(QStringLiteral("field:review_note"))->findChild<QPlainTextEdit *>()->setPlainText(note);
        close(gate);

        gate = open("lost");
        QVERIFY(gate);
        QTRY_COMPARE(
            gate->itemFor(QStringLiteral("field:review_note"))->findChild<QPlainTextEdit *>()->toPlainText(),
            note);
        close(gate);
        gate = open("signing");
        QVERIFY(gate);
        QTest::mouseClick(gate->waiverButton(), Qt::LeftButton);
        QTRY_COMPARE(gate->itemFor(QStringLiteral("doc:contract"))->waiver(), reason);
        // What went through is no draft any more; what was said of the other stage still is.
        QTRY_VERIFY(gate->moveButton()->isEnabled());
        QTest::mouseClick(gate->moveButton(), Qt::LeftButton);
        QTRY_COMPARE(world.notices.dones.size(), 1);
        const auto left = [&] {
            const auto kept = world.context->reader.runNow<QHash<QString, QByteArray>>(
                [](const Reader &reader) { return reader.localValues(QStringLiteral("draft")); });
            return kept.ok() ? kept->size() : -1;
        };
        QTRY_COMPARE(left(), 1);
    }

    void losingAsksForTheReasonAndForWhomWhenACompetitorWon()
    {
        BoardWorld world;
        const Id deal = world.deal(QStringLiteral("Tender 4471"), QStringLiteral("first_contact"), 1120000);
        Shown shown(world);
        QTRY_VERIFY(shown.settled());
        shown.page->board()->move(deal, world.stage(QStringLiteral("lost")));
        QTRY_VERIFY(shown.page->board()->gate());
        GatePopover *gate = shown.page->board()->gate();
        GateItem *reason = gate->itemFor(QStringLiteral("field:lost_reason"));
        GateItem *note = gate->itemFor(QStringLiteral("field:review_note"));
        QVERIFY(reason && note);
        note->findChild<QPlainTextEdit *>()->setPlainText(QStringLiteral("They were cheaper."));
        comboOf(reason)->setCurrentIndex(comboOf(reason)->findData(QStringLiteral("competitor")));
        GateItem *lostTo = gate->itemFor(QStringLiteral("field:lost_to_id"));
        QVERIFY(lostTo);
        QVERIFY(!gate->moveButton()->isEnabled());
        comboOf(reason)->setCurrentIndex(comboOf(reason)->findData(QStringLiteral("price")));
        QVERIFY(lostTo->isHidden());
        QVERIFY(gate->moveButton()->isEnabled());
        QTest::mouseClick(gate->moveButton(), Qt::LeftButton);
        QTRY_COMPARE(world.notices.dones.size(), 1);
        QTRY_COMPARE(shown.page->board()->closedColumns()[1]->figures().count, 1);
        QCOMPARE(shown.column(0)->model()->rowCount(), 0);
    }

    void goingBackAsksWhy()
    {
        BoardWorld world;
        const Id deal = world.deal(QStringLiteral("Trial"), QStringLiteral("proposal"), 96000);
        Shown shown(world);
        QTRY_VERIFY(shown.settled());
        shown.page->board()->select(deal);
        shown.page->board()->moveCurrent(-1);
        QTRY_VERIFY(shown.page->board()->gate());
        GatePopover *gate = shown.page->board()->gate();
        GateItem *reason = gate->itemFor(QStringLiteral("reason"));
        QVERIFY(reason);
        QTest::keyClicks(reason->focusProxy(), QStringLiteral("Needs changed"));
        QTest::keyClick(reason->focusProxy(), Qt::Key_Return);
        QTRY_COMPARE(world.notices.dones.size(), 1);
        QCOMPARE(world.value(QStringLiteral("opportunity"), deal, QStringLiteral("stage_id")).id(),
                 world.stage(QStringLiteral("needs")));
    }

    void rottingFollowsTheLimitOfTheStage()
    {
        BoardWorld world;
        const Pipeline *pipeline = world.commands->configuration()->rulebook->pipelineByCode(u"standard");
        const Stage &stage = pipeline->stages.first();
        constexpr qint64 day = 86'400'000;
        const Instant now = world.clock.now();
        QCOMPARE(rotting(stage, Instant{now.ms - 7 * day}, now), Rotting::Fresh);
        QCOMPARE(rotting(stage, Instant{now.ms - 7 * day - 1000}, now), Rotting::Late);
        QCOMPARE(rotting(stage, Instant{now.ms - 14 * day}, now), Rotting::Late);
        QCOMPARE(rotting(stage, Instant{now.ms - 14 * day - 1000}, now), Rotting::VeryLate);
        world.deal(QStringLiteral("Trial"), QStringLiteral("first_contact"), 96000);
        world.clock.advanceMs(8 * day);
        Shown shown(world);
        QTRY_VERIFY(shown.settled());
        QCOMPARE(shown.page->overTimeText(), QStringLiteral("1 over their time"));
        const QString spoken = shown.column(0)->model()->index(0).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(spoken.contains(QStringLiteral("over its time, 8\u00a0d")), qPrintable(spoken));
    }

    void theQuickFilterNarrowsCardsAndSums()
    {
        BoardWorld world;
        world.deal(QStringLiteral("Trial \"A\""), QStringLiteral("first_contact"), 96000);
        world.deal(QStringLiteral("Spare parts"), QStringLiteral("first_contact"), 24000);
        Shown shown(world);
        QTRY_VERIFY(shown.settled());
        QTest::keyClick(shown.column(0)->list(), Qt::Key_Slash);
        QVERIFY(shown.page->quickFilter()->hasFocus());
        QTest::keyClicks(shown.page->quickFilter(), QStringLiteral("\"a\""));
        QTRY_COMPARE(shown.column(0)->model()->rowCount(), 1);
        QCOMPARE(shown.column(0)->figures().sum, 9600000);
        QTest::keyClick(shown.page->quickFilter(), Qt::Key_Escape);
        QTRY_COMPARE(shown.column(0)->model()->rowCount(), 2);
    }

    void theFilterBuilderNarrowsAndIsSavedAsAView()
    {
        BoardWorld world;
        world.deal(QStringLiteral("Trial"), QStringLiteral("first_contact"), 96000);
        world.deal(QStringLiteral("Spare parts"), QStringLiteral("first_contact"), 24000);
        Shown shown(world);
        QTRY_VERIFY(shown.settled());
        QTest::keyClick(shown.column(0)->list(), Qt::Key_F);
        QTRY_VERIFY(shown.page->filterBar()->builder()->isVisible());
        shown.page->filterBar()->builder()->editText(QStringLiteral("CONTAINS(name, \"Trial\")"));
        shown.page->filterBar()->builder()->applyButton()->click();
        QTRY_COMPARE(shown.column(0)->model()->rowCount(), 1);
        QCOMPARE(shown.column(0)->figures().sum, 9600000);
        // The list shows what the board does.
        shown.page->segments()->button(0)->click();
        QCOMPARE(world.navigator.lists.size(), 1);
        QVERIFY(world.navigator.lists.first().startsWith(QLatin1String("opportunity: ")));
        QVERIFY(world.navigator.lists.first().contains(QLatin1String("CONTAINS(name, \"Trial\")")));
        QVERIFY(world.navigator.lists.first().contains(QLatin1String("pipeline_id")));

        Q_EMIT shown.page->filterBar()->saveRequested();
        auto *popover = shown.window.findChild<SaveViewPopover *>();
        QVERIFY(popover);
        popover->name()->setText(QStringLiteral("Trials"));
        QTest::keyClick(popover->name(), Qt::Key_Return);
        QTRY_COMPARE(shown.page->tabs()->tabText(shown.page->tabs()->currentIndex()),
                     QStringLiteral("Trials"));
        shown.page->tabs()->setCurrentIndex(0);
        QTRY_COMPARE(shown.column(0)->model()->rowCount(), 2);
        shown.page->tabs()->setCurrentIndex(3);
        QTRY_COMPARE(shown.column(0)->model()->rowCount(), 1);
    }

    void savedViewsAreRenamedUpdatedAndDeleted()
    {
        BoardWorld world;
        world.deal(QStringLiteral("Trial"), QStringLiteral("first_contact"), 96000);
        world.deal(QStringLiteral("Spare parts"), QStringLiteral("first_contact"), 24000);
        Shown shown(world);
        QTRY_VERIFY(shown.settled());
        ActionRegistry &actions = world.context->actions;
        const auto isOn = [&](const char *id) {
            return actions.action(QString::fromLatin1(id))->isEnabled();
        };
        const auto trigger = [&](const char *id) { actions.action(QString::fromLatin1(id))->trigger(); };
        const auto name = [&](const QString &text) {
            QTRY_VERIFY(shown.window.findChild<SaveViewPopover *>());
            auto *popover = shown.window.findChild<SaveViewPopover *>();
            popover->name()->setText(text);
            QTest::keyClick(popover->name(), Qt::Key_Return);
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        };
        const auto filter = [&](const QString &where) {
            shown.page->filterBar()->setFilter(where);
            Q_EMIT shown.page->filterBar()->filterChanged(where);
        };
        const auto current = [&] { return shown.page->tabs()->tabText(shown.page->tabs()->currentIndex()); };
        const int shipped = shown.page->tabs()->count();
        QVERIFY(!isOn("list.view_rename") && !isOn("list.view_delete"));

        filter(QStringLiteral("CONTAINS(name, \"Trial\")"));
        QTRY_COMPARE(shown.column(0)->model()->rowCount(), 1);
        trigger("list.save_view");
        name(QStringLiteral("Trials"));
        QTRY_COMPARE(current(), QStringLiteral("Trials"));
        QVERIFY(isOn("list.view_rename") && isOn("list.view_delete") && !isOn("list.view_update"));

        filter(QStringLiteral("CONTAINS(name, \"parts\")"));
        QVERIFY(isOn("list.view_update") && isOn("list.view_reset"));
        trigger("list.view_reset");
        QCOMPARE(shown.page->filterBar()->filter(), QStringLiteral("CONTAINS(name, \"Trial\")"));
        filter(QStringLiteral("CONTAINS(name, \"parts\")"));
        trigger("list.view_update");
        QTRY_VERIFY(!isOn("list.view_update"));
        QTRY_COMPARE(shown.column(0)->figures().sum, 2400000);

        trigger("list.view_rename");
        name(QStringLiteral("Parts"));
        QTRY_COMPARE(current(), QStringLiteral("Parts"));
        QCOMPARE(shown.page->breadcrumb().last(), QStringLiteral("Parts"));

        trigger("list.view_delete");
        QTRY_COMPARE(shown.page->tabs()->count(), shipped);
        QTRY_COMPARE(shown.column(0)->model()->rowCount(), 2);
        QCOMPARE(shown.page->breadcrumb().last(), shown.page->tabs()->tabText(0));
        QVERIFY(!isOn("list.view_delete"));
    }

    void anEmptyBoardSaysWhatItIsFor()
    {
        BoardWorld world;
        Shown shown(world);
        QTRY_VERIFY(shown.settled());
        QTRY_VERIFY(shown.page->emptyView()->isVisible());
        QVERIFY(!shown.page->emptyView()->primaryButton()->text().isEmpty());
        world.deal(QStringLiteral("Trial"), QStringLiteral("first_contact"), 96000);
        QTRY_VERIFY(shown.page->board()->isVisible() && !shown.page->emptyView()->isVisible());
        // Filters that hide all leave the board: there is something.
        shown.page->quickFilter()->setText(QStringLiteral("zzz"));
        QTRY_COMPARE(shown.column(0)->model()->rowCount(), 0);
        QVERIFY(shown.page->board()->isVisible());
    }

    void arrowsWalkTheColumnsAndEnterOpens()
    {
        BoardWorld world;
        const Id first = world.deal(QStringLiteral("Trial"), QStringLiteral("first_contact"), 96000);
        const Id second = world.deal(QStringLiteral("Flow line 3"), QStringLiteral("proposal"), 742000);
        Shown shown(world);
        QTRY_VERIFY(shown.settled());
        shown.page->board()->select(first);
        shown.column(0)->list()->setFocus();
        QTest::keyClick(shown.column(0)->list(), Qt::Key_Right);
        QCOMPARE(shown.page->currentRecord().id, second);
        QVERIFY(shown.column(2)->list()->hasFocus());
        QTest::keyClick(shown.column(2)->list(), Qt::Key_Return);
        QCOMPARE(world.navigator.records.size(), 1);
        QCOMPARE(world.navigator.records.first().id, second);
    }

    void columnsShrinkTo188AndThenTheBoardScrolls()
    {
        BoardWorld world;
        world.deal(QStringLiteral("Trial"), QStringLiteral("first_contact"), 96000);
        Shown shown(world);
        QTRY_VERIFY(shown.settled());
        QTRY_VERIFY(shown.column(0)->width() > 188);
        shown.window.resize(1000, 700);
        QTRY_COMPARE(shown.column(0)->width(), 188);
        QVERIFY(shown.page->board()->widget()->width() > shown.page->board()->viewport()->width());
        QCOMPARE(shown.page->board()->closedColumns().first()->width(), 40);
    }
};

DW_TEST(BoardTest)

#include "pipeline_boardtest.moc"
