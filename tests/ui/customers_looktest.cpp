// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "tests/ui/customers_recorddesk.h"
#include "ui/common/emptyview.h"
#include "ui/common/recordtable.h"
#include "ui/common/tabbar.h"
#include "ui/common/tableheader.h"
#include "ui/common/textlayout.h"
#include "ui/customers/collectiontab.h"
#include "ui/customers/factspanel.h"
#include "ui/customers/historyview.h"
#include "ui/customers/recordview.h"
#include "ui/customers/tilestrip.h"
#include "ui/records/recordlistmodel.h"

#include <QLabel>
#include <QTest>

namespace dw::test
{

using namespace dw::ui;

// The 360 page against sections 2 and 6 of the design language, at the page's size in 1366 x 768.
class RecordLookTest : public RecordDesk
{
    Q_OBJECT

private:
    QRect place(const QWidget *part) const
    {
        return QRect(part->mapTo(m_page.get(), QPoint()), part->size());
    }

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { leave(); }

    void frame()
    {
        const Id account = m_fixture->account(QStringLiteral("Hongwei Metals"));
        m_fixture->deal(QStringLiteral("Flow line 3"), account);
        m_fixture->m_clock.advanceMs(30LL * 86'400'000);
        open({QStringLiteral("account"), account});
        const QRect tabs = place(m_page->findChild<TabBar *>());
        QVERIFY(std::abs(tabs.top() - 64) <= 2);
        QCOMPARE(tabs.height(), 36);
        const QRect facts = place(m_page->findChild<FactsPanel *>());
        QVERIFY2(std::abs(facts.width() - 360) <= 2, qPrintable(QString::number(facts.width())));
        QCOMPARE(facts.right(), 1317);
        QVERIFY(std::abs(facts.top() - 100) <= 2);
        QVERIFY(std::abs(place(m_page->findChild<TileStrip *>()).height() - 78) <= 2);

        const auto *deals = m_page->findChild<CollectionTab *>();
        const auto *table = deals->findChild<RecordTable *>();
        QCOMPARE(table->tableHeader()->height(), 28);
        QCOMPARE(table->verticalHeader()->defaultSectionSize(), 28);
        for (int i = 0; i < table->model()->columnCount(); ++i) {
            const QString head = table->model()->headerData(i, Qt::Horizontal).toString();
            QVERIFY2(table->isColumnHidden(i) ||
                         textWidth(m_fixture->m_theme, Theme::Scale::Small, Theme::Weight::Regular, head) <=
                             table->columnWidth(i) - 12,
                     qPrintable(head));
        }
        // The days in the stage, amber with a clock once they are over its limit.
        int days = -1;
        for (int i = 0; i < deals->model()->columns().size(); ++i) {
            if (deals->model()->columns()[i].key == QLatin1String("days_here"))
                days = i;
        }
        QVERIFY(days > 0);
        const QModelIndex cell = deals->model()->index(0, days);
        QTRY_COMPARE(cell.data().toString(), QStringLiteral("30"));
        QCOMPARE(Tone(cell.data(ToneCell).toInt()), Tone::Warning);
        QCOMPARE(cell.data(IconCell).toString(), QStringLiteral("clock"));

        const QImage picture = m_page->grab().toImage();
        const auto at = [&](int x, int y) { return picture.pixelColor(x, y).rgb(); };
        const auto color = [&](Theme::Role role) { return m_fixture->m_theme.color(role).rgb(); };
        QCOMPARE(at(700, 4), color(Theme::Role::Surface));
        QCOMPARE(at(700, tabs.bottom()), color(Theme::Role::Border));
        QCOMPARE(at(facts.left() - 1, 400), color(Theme::Role::Border));
        QCOMPARE(at(facts.left() - 2, 690), color(Theme::Role::Surface));
        QCOMPARE(at(facts.left() + 4, 690), color(Theme::Role::Background));
    }

    void emptyPartsSayWhatTheyAre()
    {
        const Id account = m_fixture->account(QStringLiteral("Hongwei Metals"));
        open({QStringLiteral("account"), account});
        for (EmptyView *empty : m_page->findChildren<EmptyView *>())
            QVERIFY(!empty->accessibleName().isEmpty());
        EmptyView narrow(m_fixture->m_theme, m_fixture->m_icons);
        narrow.setState(
            EmptyView::Reason::FirstUse, QStringLiteral("Your workspace is ready"),
            QStringLiteral("Bring your customers from Excel, or try the demo company and look around."));
        narrow.resize(1318, 704);
        narrow.show();
        // Two lines need two lines, also in the middle of a wide page.
        for (const QLabel *label : narrow.findChildren<QLabel *>()) {
            if (label->wordWrap())
                QVERIFY2(label->height() >= label->heightForWidth(label->width()),
                         qPrintable(QString::number(label->height())));
        }
    }
};

DW_TEST(RecordLookTest)

}  // namespace dw::test

#include "customers_looktest.moc"
