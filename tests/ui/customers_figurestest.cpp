// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "tests/ui/customers_recorddesk.h"
#include "tests/ui/figures_check.h"
#include "ui/common/fittingrow.h"
#include "ui/common/iconbutton.h"
#include "ui/common/tabbar.h"
#include "ui/customers/collectiontab.h"
#include "ui/customers/recordview.h"
#include "ui/customers/tilestrip.h"
#include "ui/figures/definitionpopover.h"
#include "ui/figures/figureexplainer.h"
#include "ui/records/peekpanel.h"
#include "ui/records/recordlistmodel.h"

#include <QAction>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTest>

namespace dw::test
{

using namespace dw::ui;

class CustomersFiguresTest : public RecordDesk
{
    Q_OBJECT

private:
    Id fill()
    {
        const Id account = m_fixture->account(QStringLiteral("Alpha"));
        const auto deal = [&](const char *name, qint64 minor) {
            const QJsonObject amount{{QStringLiteral("minor"), double(minor)},
                                     {QStringLiteral("currency"), QStringLiteral("CNY")}};
            return m_fixture->deal(QString::fromLatin1(name), account, {{QStringLiteral("amount"), amount}});
        };
        deal("Open", 100000);
        deal("Open too", 250000);
        QJsonObject arguments{{QStringLiteral("id"), deal("Won", 70000).toString()},
                              {QStringLiteral("to"), QStringLiteral("won")}};
        QJsonObject waive;
        for (const Finding &finding : m_fixture->attempt("opportunity.advance", arguments).findings)
            waive.insert(finding.item, QStringLiteral("a test"));
        arguments.insert(QStringLiteral("waive"), waive);
        m_fixture->run("opportunity.advance", arguments);
        m_fixture->create("contact", {{QStringLiteral("name"), QStringLiteral("Zhang")},
                                      {QStringLiteral("account_id"), account.toString()}});
        return account;
    }
    DefinitionPopover *popover() const { return m_page->view()->explainer()->popover(); }

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { leave(); }

    void everyFigureIsWhatItsDefinitionGives()
    {
        open({QStringLiteral("account"), fill()});
        const QList<ShownFigure> figures = m_page->view()->figures();
        const auto value = [&](const char *key) {
            for (const ShownFigure &one : figures) {
                if (one.key == QLatin1String(key))
                    return one.value;
            }
            return QStringLiteral("absent");
        };
        QCOMPARE(value("open"), QStringLiteral("¥3,500"));
        QCOMPARE(value("open_count"), QStringLiteral("2"));
        QCOMPARE(value("won"), QStringLiteral("¥700"));
        QCOMPARE(value("won_count"), QStringLiteral("1"));
        QCOMPARE(value("opportunities"), QStringLiteral("3"));
        QCOMPARE(value("contacts"), QStringLiteral("1"));
        const ValueText text(*m_fixture->m_context);
        QStringList wrong{QStringLiteral("not read")};
        QObject receiver;
        m_fixture->m_reader->run<QStringList>(
            Workspace::Lane::Detail, QStringLiteral("check"), &receiver,
            [figures, &text](const Reader &reader) {
                return differences(figures, reader,
                                   [&text](const Money &money) { return text.figure(money); });
            },
            [&wrong](const Result<QStringList> &answer) {
                wrong = answer.ok() ? *answer : QStringList(answer.error().key);
            });
        QTRY_COMPARE(wrong, QStringList());
    }

    void tilesOpenTheirDefinitions()
    {
        const Id account = fill();
        open({QStringLiteral("account"), account});
        TileStrip *tiles = m_page->view()->tiles();
        QTest::mouseClick(tiles, Qt::LeftButton, {}, tiles->placeOf(1).center());
        QVERIFY(popover() && popover()->isVisible());
        for (const char *part :
             {"Open pipeline", "sum(amount)", "Alpha", "as of 07:40", "Unit: money in CNY"})
            QVERIFY2(popover()->text().contains(QString::fromLatin1(part)), qPrintable(popover()->text()));
        popover()->dealsButton()->click();
        QVERIFY(m_fixture->m_navigator.m_lists.last().contains(account.toString()));
        QVERIFY(m_fixture->m_navigator.m_lists.last().contains(QLatin1String("result = \"open\"")));
        // The next step is no figure; by keyboard the arrows walk through those that are.
        QTest::mouseClick(tiles, Qt::LeftButton, {}, tiles->placeOf(0).center());
        QVERIFY(!popover()->isVisible());
        tiles->setFocus();
        QTest::keyClick(tiles, Qt::Key_Right);
        QTest::keyClick(tiles, Qt::Key_Return);
        QVERIFY(popover()->isVisible());
        QVERIFY(popover()->text().contains(QLatin1String("this year")));
        popover()->closePopover();
    }

    // The count of a tab: its rows are the tab's own.
    void tabsCountsAreExplained()
    {
        open({QStringLiteral("account"), fill()});
        RecordView *view = m_page->view();
        view->explainer()->explain(QStringLiteral("contacts"));
        QVERIFY(popover() && popover()->isVisible());
        QVERIFY(popover()->text().contains(QLatin1String("Contacts\n1\n")));
        popover()->dealsButton()->click();
        QCOMPARE(view->currentTab(), QStringLiteral("contacts"));
        QTRY_VERIFY(view->isSettled());
        const int contacts = int(view->tabKeys().indexOf(QStringLiteral("contacts")));
        Q_EMIT view->tabs()->customContextMenuRequested(view->tabs()->tabRect(contacts).center());
        QTRY_VERIFY(view->findChild<QMenu *>(QString(), Qt::FindDirectChildrenOnly));
        QCOMPARE(m_fixture->m_actions->shortcut(QStringLiteral("figure.explain")),
                 QKeySequence(Qt::Key_Equal));
        m_fixture->m_actions->action(QStringLiteral("figure.explain"))->trigger();
        QVERIFY(popover()->isVisible());
    }

    // A tab tells what an export of it takes.
    void aTabsListIsGivenOut()
    {
        const Id account = fill();
        open({QStringLiteral("account"), account});
        CollectionTab *list = nullptr;
        connect(m_page.get(), &RecordPage::listMade, this, [&list](CollectionTab *made) { list = made; });
        m_page->view()->showTab(QStringLiteral("opportunities"));
        QVERIFY(list);
        QTRY_VERIFY(m_page->isSettled());
        const ListSource source = list->listSource();
        QCOMPARE(source.object, QStringLiteral("opportunity"));
        QVERIFY(source.where.contains(account.toString()));
        QVERIFY(source.columns.contains(QStringLiteral("amount")));
        QCOMPARE(list->model()->recordCount(), 3);
    }

    // The panel beside a list at 1366 x 768 shows everything within its width, in both languages.
    void thePreviewFitsItsWidth_data()
    {
        QTest::addColumn<int>("width");
        QTest::newRow("420") << 420;
        QTest::newRow("320") << 320;
    }
    void thePreviewFitsItsWidth()
    {
        QFETCH(int, width);
        const Id account = fill();
        open({QStringLiteral("account"), account});  // the ways that a record has are known
        ActionRegistry::RecordSpec why;
        why.id = QStringLiteral("record.why");
        why.text = QStringLiteral("Why can or cannot somebody see it");
        why.objects = QStringList{QStringLiteral("account")};
        why.run = [](const RecordRef &) {};
        m_fixture->m_actions->addForRecord(why);
        PeekPanel peek(*m_fixture->m_context);
        peek.setExplains();
        peek.resize(width, 700);
        peek.show();
        QSignalSpy shown(&peek, &PeekPanel::shown);
        peek.showRecord({QStringLiteral("account"), account}, 1, 1);
        QTRY_COMPARE(shown.size(), 1);
        QCoreApplication::processEvents();
        const auto *scroll = peek.findChild<QScrollArea *>();
        QCOMPARE(scroll->widget()->width(), scroll->viewport()->width());
        for (const QWidget *part : scroll->widget()->findChildren<QWidget *>()) {
            if (part->isVisible())
                QVERIFY2(
                    part->mapTo(scroll->widget(), part->rect().topRight()).x() <= scroll->viewport()->width(),
                    part->metaObject()->className());
        }
        // What has no room is behind the button at the end.
        auto *row = scroll->widget()->findChild<FittingRow *>();
        QVERIFY(row && row->moreButton()->isVisible());
        QVERIFY(row->buttons().first()->isVisible());
        QVERIFY(!row->buttons().last()->isVisible());
        QCOMPARE(row->buttons().first()->text(), QStringLiteral("Log call"));
        row->moreButton()->click();
        auto *rest = row->findChild<QMenu *>();
        QVERIFY(rest);
        QCOMPARE(rest->actions().last()->text(), why.text);
        rest->close();
    }
};

DW_TEST(CustomersFiguresTest)

}  // namespace dw::test

#include "customers_figurestest.moc"
