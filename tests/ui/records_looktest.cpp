// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "tests/ui/records_fixture.h"
#include "ui/common/listfooter.h"
#include "ui/common/tableheader.h"
#include "ui/common/textlayout.h"
#include "ui/customers/customerspage.h"
#include "ui/records/filterbar.h"
#include "ui/records/peekpanel.h"
#include "ui/records/recordlistmodel.h"
#include "ui/records/recordtableview.h"
#include "ui/records/viewbar.h"

#include <QPainter>
#include <QScrollBar>
#include <QTest>

namespace dw::test
{

using namespace dw::ui;

// The customers' list against sections 2 and 6 of the design language, at the page's size in 1366 x 768.
class RecordsLookTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<RecordsFixture> m_fixture;
    std::unique_ptr<CustomersPage> m_page;

    void open(bool dark = false)
    {
        m_fixture = std::make_unique<RecordsFixture>();
        m_fixture->m_theme.setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
        const Id account = m_fixture->account(QStringLiteral("Hongwei Metals"),
                                              {{QStringLiteral("phone"), QStringLiteral("+8657455502368")}});
        m_fixture->deal(QStringLiteral("Flow line 3"), account,
                        {{QStringLiteral("expected_close"), QStringLiteral("2027-01-02")}});
        const QJsonValue money = Value(Money{74200000, *Currency::fromCode(u"CNY")}).toJson();
        for (int i = 0; i < 24; ++i) {
            const Id other = m_fixture->account(QStringLiteral("Customer %1").arg(i));
            m_fixture->deal(QStringLiteral("Deal %1").arg(i), other, {{QStringLiteral("amount"), money}});
        }
        m_page = std::make_unique<CustomersPage>(*m_fixture->m_context);
        m_page->resize(1318, 704);
        m_page->QWidget::show();
        m_page->show({});
        QTRY_VERIFY(m_page->isSettled());
    }
    // Every head that is shown can be read whole, and the columns fit the table.
    void checkColumns() const
    {
        const TableHeader *head = m_page->table()->tableHeader();
        int shown = 0;
        for (int i = 0; i < head->count(); ++i) {
            if (head->isSectionHidden(i))
                continue;
            ++shown;
            const QString text = m_page->model()->headerData(i, Qt::Horizontal, Qt::DisplayRole).toString();
            const qreal room = head->sectionSize(i) - 12 - (head->sortIndicatorSection() == i ? 16 : 0);
            QVERIFY2(
                textWidth(m_fixture->m_theme, Theme::Scale::Small, Theme::Weight::Strong, text) <= room + 0.5,
                qPrintable(text));
        }
        QVERIFY(shown >= 5);
        QVERIFY(head->length() <= m_page->table()->viewport()->width());
        QVERIFY(!m_page->table()->horizontalScrollBar()->isVisible());
    }
    // The first and last column of `area` that has ink on `plane`, in px of the page.
    static std::pair<int, int> ink(const QImage &picture, const QRect &area, QRgb plane)
    {
        int first = -1;
        int last = -1;
        for (int x = area.left(); x <= area.right(); ++x) {
            for (int y = area.top(); y <= area.bottom(); ++y) {
                if (picture.pixelColor(x, y).rgb() == plane)
                    continue;
                first = first < 0 ? x : first;
                last = x;
                break;
            }
        }
        return {first, last};
    }

private Q_SLOTS:
    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
    }

    void frame_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void frame()
    {
        QFETCH(bool, dark);
        open(dark);
        const RecordTableView *table = m_page->table();
        const auto place = [this](const QWidget *part) {
            return QRect(part->mapTo(m_page.get(), QPoint()), part->size());
        };
        QCOMPARE(place(m_page->viewBar()), QRect(0, 0, 1318, 36));
        QCOMPARE(place(m_page->filterBar()), QRect(0, 36, 1318, 40));
        QCOMPARE(place(table->tableHeader()), QRect(0, 76, 1318, 28));
        QCOMPARE(table->verticalHeader()->defaultSectionSize(), 28);
        const QRect foot = place(m_page->findChild<ListFooter *>());
        QCOMPARE(foot, QRect(0, 704 - 28, 1318, 28));
        // The bar lies over the rows: neither the head nor the rows give it room.
        QVERIFY(table->verticalScrollBar()->isVisible());
        QCOMPARE(table->viewport()->width(), 1318);

        const QImage picture = m_page->grab().toImage();
        const Theme &theme = m_fixture->m_theme;
        const auto at = [&](int x, int y) { return picture.pixelColor(x, y).rgb(); };
        const auto color = [&](Theme::Role role) { return theme.color(role).rgb(); };
        QCOMPARE(at(900, 10), color(Theme::Role::Background));
        QCOMPARE(at(900, 35), color(Theme::Role::Border));
        QCOMPARE(at(900, 60), color(Theme::Role::Background));
        QCOMPARE(at(4, 90), color(Theme::Role::Background));
        QCOMPARE(at(4, 103), color(Theme::Role::Border));
        QCOMPARE(at(1308, 104 + 3 * 28 + 14), color(Theme::Role::Surface));
        QCOMPARE(at(600, 104 + 4 * 28 - 1), color(Theme::Role::Grid));
        QCOMPARE(at(700, 690), color(Theme::Role::Background));

        // Title and text share one left edge, amounts and their head one right edge.
        const QRgb plane = color(Theme::Role::Background);
        const QRgb surface = color(Theme::Role::Surface);
        const int name = table->columnViewportPosition(1);
        const auto head = ink(picture, QRect(name, 78, table->columnWidth(1), 22), plane);
        const auto cell = ink(picture, QRect(name, 104 + 3 * 28 + 1, table->columnWidth(1), 24), surface);
        QVERIFY2(std::abs(head.first - cell.first) <= 2,
                 qPrintable(QStringLiteral("%1 and %2").arg(head.first).arg(cell.first)));
        QVERIFY2(std::abs(head.first - 38) <= 2, qPrintable(QString::number(head.first)));
        int amount = -1;
        for (int i = 0; i < m_page->model()->columns().size(); ++i) {
            if (m_page->model()->columns()[i].key == QLatin1String("open_amount"))
                amount = i;
        }
        QVERIFY(amount > 0);
        constexpr int row = 3;
        QTRY_VERIFY(!m_page->model()->index(row, amount).data().toString().isEmpty());
        const int left = table->columnViewportPosition(amount);
        const auto sum = ink(picture, QRect(left, 78, table->columnWidth(amount), 22), plane);
        const QRect cells(left, 104 + row * 28 + 1, table->columnWidth(amount), 24);
        const QRgb under = at(cells.left() + 1, cells.top() + 2);
        const auto figure = ink(picture, cells, under);
        QVERIFY2(std::abs(sum.second - figure.second) <= 2,
                 qPrintable(QStringLiteral("%1 and %2").arg(sum.second).arg(figure.second)));
    }

    void columnsFitAlsoBesideThePeek()
    {
        open();
        checkColumns();
        m_page->togglePeek();
        QTRY_VERIFY(m_page->isSettled());
        QTRY_COMPARE(m_page->peek()->width(), 420);
        checkColumns();
        for (int i = 0; i < m_page->model()->columns().size(); ++i) {
            const QString &key = m_page->model()->columns()[i].key;
            if (key == QLatin1String("next_due") || key == QLatin1String("name"))
                QVERIFY2(!m_page->table()->isColumnHidden(i), qPrintable(key));
        }
        // Far too narrow: the quiet columns go, the name stays readable.
        m_page->resize(760, 704);
        QTRY_VERIFY(m_page->table()->viewport()->width() < 500);
        QVERIFY(m_page->table()->columnWidth(1) >= 132);
        QVERIFY(m_page->table()->tableHeader()->length() <= m_page->table()->viewport()->width());
        m_page->resize(1318, 704);
        m_page->togglePeek();
        QTRY_VERIFY(!m_page->table()->isColumnHidden(3));
    }

    void healthTakesTheColourOfItsValue()
    {
        const Theme theme;
        const std::pair<int, Theme::Role> values[] = {
            {3, Theme::Role::Success}, {2, Theme::Role::Warning}, {1, Theme::Role::Danger}};
        for (const auto &[lit, role] : values) {
            QImage picture(13, 12, QImage::Format_ARGB32_Premultiplied);
            picture.fill(Qt::white);
            QPainter painter(&picture);
            paintHealth(painter, theme, QPointF(0, 0), lit);
            painter.end();
            for (int bar = 0; bar < 3; ++bar)
                QCOMPARE(picture.pixelColor(bar * 5 + 1, 10).rgb(),
                         theme.color(bar < lit ? role : Theme::Role::ControlBorder).rgb());
        }
    }
};

DW_TEST(RecordsLookTest)

}  // namespace dw::test

#include "records_looktest.moc"
