// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "tests/ui/figures_check.h"
#include "tests/ui/records_fixture.h"
#include "ui/common/listfooter.h"
#include "ui/figures/definitionpopover.h"
#include "ui/figures/figurebutton.h"
#include "ui/figures/figureexplainer.h"
#include "ui/records/dealline.h"
#include "ui/records/listpage.h"
#include "ui/records/peekpanel.h"
#include "ui/records/recordlistmodel.h"
#include "ui/records/recordtableview.h"

#include <QApplication>
#include <QComboBox>
#include <QPointer>
#include <QPushButton>
#include <QTest>
#include <QVBoxLayout>

#include <algorithm>

namespace dw::test
{

using namespace dw::ui;

// The figures of a list's foot and of the preview beside it open their definition and their rows.
class RecordsFiguresTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<RecordsFixture> m_fixture;
    std::unique_ptr<QWidget> m_window;
    ListPage *m_page = nullptr;

    static QString text(const char *utf8) { return QString::fromUtf8(utf8); }

    void open(const char *object)
    {
        m_window = std::make_unique<QWidget>();
        auto *column = new QVBoxLayout(m_window.get());
        column->setContentsMargins(0, 0, 0, 0);
        m_page = new ListPage(*m_fixture->m_context, text("list"), text(object));
        column->addWidget(m_page);
        m_window->resize(1318, 704);
        m_window->show();
        m_window->activateWindow();
        m_page->show(Place());
        QTRY_VERIFY(m_page->isSettled());
    }

    DefinitionPopover *popover() const { return m_page->explainer()->popover(); }
    bool says(const char *words) const { return popover()->text().contains(text(words)); }

    void press(int figure)
    {
        QTRY_VERIFY(!m_page->footer()->placeOf(figure).isEmpty());
        QTest::mouseClick(m_page->footer(), Qt::LeftButton, {}, m_page->footer()->placeOf(figure).center());
        QVERIFY(popover() && popover()->isVisible());
    }

    int column(const char *key) const
    {
        for (int i = 0; i < m_page->model()->columns().size(); ++i) {
            if (m_page->model()->columns()[i].key == text(key))
                return i;
        }
        return -1;
    }

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<RecordsFixture>(); }
    void cleanup()
    {
        m_window.reset();
        m_fixture.reset();
    }

    void theFootOfAListIsExplained()
    {
        const Id alpha = m_fixture->account(text("Alpha"));
        m_fixture->deal(
            text("Flow line"), alpha,
            {{text("amount"), QJsonObject{{text("minor"), 700000}, {text("currency"), text("CNY")}}}});
        m_fixture->deal(
            text("Spare parts"), alpha,
            {{text("amount"), QJsonObject{{text("minor"), 300000}, {text("currency"), text("CNY")}}}});
        open("opportunity");
        press(ListFooter::Count);
        for (const char *part : {"Deals", "2", "count()", "Unit: number of records", "as of 07:40"})
            QVERIFY2(says(part), qPrintable(popover()->text()));
        // The filter of the view is what it counts.
        QVERIFY2(says(m_page->listSource().where.toUtf8().constData()), qPrintable(popover()->text()));
        popover()->dealsButton()->click();
        QVERIFY(!popover()->isVisible());
        QTRY_VERIFY(m_page->table()->hasFocus());

        QVERIFY(column("amount") > 0);
        press(column("amount"));
        for (const char *part : {"10,000", "sum(amount)", "Unit: money in CNY", "as of 07:40"})
            QVERIFY2(says(part), qPrintable(popover()->text()));
        QCOMPARE(m_page->footer()->totals().value(column("amount")), text("10,000"));
        // Both can be chosen from one another.
        QVERIFY(popover()->choice()->count() >= 2);
        popover()->closePopover();
        // And by the key of the page.
        m_page->table()->setFocus();
        QTest::keyClick(m_page->table(), Qt::Key_Equal);
        QTRY_VERIFY(popover()->isVisible());
        QVERIFY(says("count()"));
    }

    void sumsOfThePreviewAreExplained()
    {
        const Id alpha = m_fixture->account(text("Alpha"));
        const Id beta = m_fixture->account(text("Beta"));
        m_fixture->deal(
            text("Flow line"), alpha,
            {{text("amount"), QJsonObject{{text("minor"), 700000}, {text("currency"), text("CNY")}}}});
        m_fixture->deal(
            text("Other"), beta,
            {{text("amount"), QJsonObject{{text("minor"), 100000}, {text("currency"), text("CNY")}}}});
        open("account");
        m_page->table()->setCurrentRow(m_page->model()->rowOf(alpha));
        m_page->togglePeek();
        QTRY_VERIFY(m_page->isSettled());
        QTRY_COMPARE(m_page->peek()->findChildren<FigureButton *>().size(), 2);
        QList<ShownFigure> ofPreview;
        for (const ShownFigure &one : m_page->figures()) {
            if (one.key.startsWith(text("peek.")))
                ofPreview.append(one);
        }
        QCOMPARE(ofPreview.size(), 3);
        // The sum says its currency, and ends where the line of the deal below it does.
        const PeekPanel *peek = m_page->peek();
        const QList<FigureButton *> shown = peek->findChildren<FigureButton *>();
        const auto sum = std::find_if(shown.begin(), shown.end(), [](const FigureButton *one) {
            return one->accessibleName().startsWith(QLatin1String("Sum"));
        });
        QVERIFY(sum != shown.end());
        QCOMPARE((*sum)->text(), text("CNY\u00a07,000"));
        const QWidget *line = peek->findChild<DealLine *>();
        QVERIFY(line);
        const auto right = [peek](const QWidget *one) {
            return one->mapTo(peek, QPoint(one->width(), 0)).x();
        };
        QCOMPARE(right(*sum) - FigureButton::edge(), right(line));
        QStringList wrong{text("not read")};
        QObject receiver;
        m_fixture->m_reader->run<QStringList>(
            Workspace::Lane::Detail, text("check"), &receiver,
            [this, ofPreview](const Reader &reader) {
                return differences(ofPreview, reader, [this](const Money &money) {
                    return money.currency.code() + QChar(0xA0) + m_fixture->m_format.money(money);
                });
            },
            [&wrong](const Result<QStringList> &answer) {
                wrong = answer.ok() ? *answer : QStringList(answer.error().key);
            });
        QTRY_COMPARE(wrong, QStringList());

        for (FigureButton *one : m_page->peek()->findChildren<FigureButton *>()) {
            one->click();
            QVERIFY(popover()->isVisible());
            for (const char *part : {"Alpha", "as of 07:40", "result = \"open\""})
                QVERIFY2(says(part), qPrintable(popover()->text()));
            popover()->dealsButton()->click();
            const QString list = m_fixture->m_navigator.m_lists.last();
            QVERIFY(list.startsWith(text("opportunity|")));
            QVERIFY2(list.contains(alpha.toString()), qPrintable(list));
        }
        QVERIFY(says("7,000") || says("1"));
    }

    // A rebuild of the screen leaves no popover of the old one in the window.
    void theDefinitionGoesWithItsScreen()
    {
        m_fixture->account(text("Alpha"));
        open("account");
        press(ListFooter::Count);
        const QPointer<DefinitionPopover> shown(popover());
        delete m_page;
        QVERIFY(!shown || !shown->isVisible());
        QTRY_VERIFY(shown.isNull());
    }
};

DW_TEST(RecordsFiguresTest)

}  // namespace dw::test

#include "records_figurestest.moc"
