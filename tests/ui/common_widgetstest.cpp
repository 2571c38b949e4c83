// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "ui/common/combobox.h"
#include "ui/common/dateedit.h"
#include "ui/common/emptyview.h"
#include "ui/common/fieldrow.h"
#include "ui/common/filterchip.h"
#include "ui/common/focusring.h"
#include "ui/common/format.h"
#include "ui/common/galleryrows.h"
#include "ui/common/look.h"
#include "ui/common/moneyedit.h"
#include "ui/common/parse.h"
#include "ui/common/popover.h"
#include "ui/common/recorddelegate.h"
#include "ui/common/recordtable.h"
#include "ui/common/seenrefresh.h"
#include "ui/common/segments.h"
#include "ui/common/skeletonview.h"
#include "ui/common/switch.h"
#include "ui/common/tabbar.h"
#include "ui/common/tableheader.h"
#include "ui/common/toast.h"
#include "ui/common/toasthost.h"

#include <QApplication>
#include <QCompleter>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QVBoxLayout>

using namespace dw::ui;

class WidgetsTest : public QObject
{
    Q_OBJECT

private:
    Theme m_theme;
    Icons m_icons{m_theme};
    std::unique_ptr<Look> m_look;

    static void exposed(QWidget &window)
    {
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
    }

private Q_SLOTS:
    void initTestCase() { m_look = std::make_unique<Look>(*qApp, m_theme, m_icons); }
    void cleanupTestCase() { m_look.reset(); }

    void toastUndoesOnceAndCountsWhatItReplaced()
    {
        QWidget window;
        window.resize(800, 600);
        ToastHost host(m_theme, m_icons, &window, 24);
        exposed(window);
        int undone = 0;
        host.show(QStringLiteral("Moved 12 deals to Won"), [&undone] { ++undone; });
        QVERIFY(host.isShown());
        QCOMPARE(host.toast()->geometry().bottom() + 1, 600 - 24 - 16);
        QVERIFY(std::abs(host.toast()->geometry().center().x() - 400) <= 1);
        auto *stay = host.toast()->findChild<QTimer *>(QStringLiteral("stay"));
        QVERIFY(stay->isActive());
        QCOMPARE(stay->interval(), 10000);
        host.show(QStringLiteral("Deleted 1 task"), [&undone] { undone += 10; });
        QVERIFY(host.toast()->accessibleName().contains(QLatin1Char('1')));
        QCOMPARE(host.toast()->text(), QStringLiteral("Deleted 1 task"));
        QVERIFY(host.undo());
        QCOMPARE(undone, 10);
        QVERIFY(!host.isShown());
        QVERIFY(!host.undo());
        QCOMPARE(undone, 10);
        host.show(QStringLiteral("Saved"));
        QVERIFY(!host.undo());
        stay->setInterval(0);
        QTRY_VERIFY(!host.isShown());
    }

    void popoverClosesAndGivesTheFocusBack()
    {
        QWidget window;
        window.resize(800, 600);
        auto *column = new QVBoxLayout(&window);
        auto *opener = new QPushButton(QStringLiteral("Open"));
        column->addWidget(opener);
        column->addStretch(1);
        Popover popover(m_theme, &window);
        auto *edit = new QLineEdit;
        popover.body()->addWidget(edit);
        exposed(window);
        opener->setFocus();
        QSignalSpy closed(&popover, &Popover::closed);
        popover.openAt(opener);
        QVERIFY(popover.isVisible());
        QCOMPARE(popover.frameRect().width(), 320);
        QCOMPARE(QApplication::focusWidget(), edit);
        QTest::keyClicks(edit, QStringLiteral("kept"));
        QTest::keyClick(edit, Qt::Key_Escape);
        QVERIFY(popover.isHidden());
        QCOMPARE(closed.count(), 1);
        QCOMPARE(QApplication::focusWidget(), opener);
        popover.openAt(opener);
        QCOMPARE(edit->text(), QStringLiteral("kept"));
        QTest::mouseClick(&window, Qt::LeftButton, {}, QPoint(700, 580));
        QVERIFY(popover.isHidden());
        popover.openAt(QRect(780, 10, 10, 10), Popover::Side::Below);
        QVERIFY(window.rect().contains(popover.frameRect()));
    }

    void fieldRowKeepsItsHeight()
    {
        auto *edit = new LineEdit(m_theme, m_icons);
        FieldRow row(m_theme, m_icons, QStringLiteral("Amount"), edit, FieldRow::Need::Required);
        row.resize(200, row.sizeHint().height());
        QCOMPARE(row.sizeHint().height(), 16 + 4 + 28 + 4 + 16);
        const int before = row.sizeHint().height();
        row.setError(QStringLiteral("Below 800,000"));
        QCOMPARE(row.sizeHint().height(), before);
        QVERIFY(edit->hasError());
        QCOMPARE(edit->accessibleName(), QStringLiteral("Amount, required"));
        QCOMPARE(edit->accessibleDescription(), QStringLiteral("Below 800,000"));
        row.setError(QString());
        QVERIFY(!edit->hasError());
        row.setTheirs(QStringLiteral("Sun Kai: 15 Jan"));
        QSignalSpy theirs(&row, &FieldRow::theirsRequested);
        for (QAbstractButton *button : row.findChildren<QAbstractButton *>())
            button->click();
        QCOMPARE(theirs.count(), 1);
    }

    void typedAmountsAndDates()
    {
        MoneyEdit money(
            m_theme, m_icons, QStringLiteral("CNY"), [](const QString &text) { return parseMoney(text, 2); },
            [](qint64 minor) { return Format().money(minor, 2, Format::Decimals::Minor); });
        QSignalSpy changed(&money, &MoneyEdit::valueChanged);
        money.setText(QStringLiteral("128.6 万"));
        QTest::keyClick(&money, Qt::Key_Return);
        QCOMPARE(money.value(), std::optional<qint64>(128600000));
        QCOMPARE(money.text(), QStringLiteral("1,286,000.00"));
        QCOMPARE(changed.count(), 1);
        money.setText(QStringLiteral("lots"));
        QTest::keyClick(&money, Qt::Key_Return);
        QVERIFY(money.hasError());
        QCOMPARE(money.text(), QStringLiteral("lots"));
        QCOMPARE(money.value(), std::optional<qint64>(128600000));

        const QDate today(2026, 11, 19);
        DateEdit date(
            m_theme, m_icons, [today](const QString &text) { return parseDate(text, today); },
            [today](QDate day) { return Format().calendarDate(day, today); });
        date.setText(QStringLiteral("12月18日"));
        QTest::keyClick(&date, Qt::Key_Return);
        QCOMPARE(date.value(), std::optional<QDate>(QDate(2026, 12, 18)));
        QTest::keyClick(&date, Qt::Key_Up);
        QCOMPARE(date.value(), std::optional<QDate>(QDate(2026, 12, 19)));
        QTest::keyClick(&date, Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(date.value(), std::optional<QDate>(QDate(2026, 12, 12)));
    }

    void chipEditsAndRemoves()
    {
        FilterChip chip(m_theme, m_icons, QStringLiteral("Tier"), QStringLiteral("is"), QStringLiteral("A"));
        chip.resize(chip.sizeHint());
        QSignalSpy edit(&chip, &QAbstractButton::clicked);
        QSignalSpy remove(&chip, &FilterChip::removeRequested);
        QTest::keyClick(&chip, Qt::Key_Return);
        QTest::mouseClick(&chip, Qt::LeftButton, {}, QPoint(10, 12));
        QCOMPARE(edit.count(), 2);
        QTest::keyClick(&chip, Qt::Key_Delete);
        QTest::mouseClick(&chip, Qt::LeftButton, {}, QPoint(chip.width() - 10, 12));
        QCOMPARE(remove.count(), 2);
        QCOMPARE(edit.count(), 2);
        QCOMPARE(chip.accessibleName(), QStringLiteral("Tier is A"));
    }

    void segmentsAreExclusive()
    {
        Segments segments(m_theme, m_icons);
        segments.addSegment(QStringLiteral("List"));
        segments.addSegment(QStringLiteral("Board"));
        QCOMPARE(segments.current(), 0);
        QSignalSpy chosen(&segments, &Segments::chosen);
        segments.setCurrent(1);
        QCOMPARE(chosen.count(), 0);
        segments.button(0)->click();
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(segments.current(), 0);
        QVERIFY(!segments.button(1)->isChecked());
    }

    void tabWidthDoesNotDependOnTheChoice()
    {
        TabBar tabs(m_theme);
        tabs.addTab(QStringLiteral("Mine"));
        tabs.addTab(QStringLiteral("Key accounts"));
        tabs.setTabCount(0, QStringLiteral("312"));
        tabs.setCurrentIndex(0);
        const QRect second = tabs.tabRect(1);
        tabs.setCurrentIndex(1);
        QCOMPARE(tabs.tabRect(1), second);
        tabs.setTabCountPending(1);
        QCOMPARE(tabs.tabCount(1), QStringLiteral("…"));
    }

    void comboRestoresItsChoice()
    {
        ComboBox combo(m_theme);
        combo.addItems({QStringLiteral("Quotation"), QStringLiteral("Proposal")});
        combo.setSearchable(true);
        combo.setCurrentIndex(1);
        combo.lineEdit()->setText(QStringLiteral("nothing like it"));
        QTest::keyClick(combo.lineEdit(), Qt::Key_Return);
        QCOMPARE(combo.currentText(), QStringLiteral("Proposal"));
        combo.lineEdit()->setText(QStringLiteral("quotation"));
        QTest::keyClick(combo.lineEdit(), Qt::Key_Return);
        QCOMPARE(combo.currentIndex(), 0);
        QCOMPARE(combo.completer()->filterMode(), Qt::MatchContains);
        QCOMPARE(combo.sizeHint().height(), 28);
    }

    void focusRingIsOutsideOfTheButton()
    {
        QWidget window;
        window.resize(300, 200);
        QPushButton first(QStringLiteral("First"), &window), second(QStringLiteral("Second"), &window);
        first.setGeometry(20, 20, 80, 28);
        second.setGeometry(20, 60, 80, 28);
        exposed(window);
        QTest::mouseClick(&first, Qt::LeftButton);
        QVERIFY(window.findChild<FocusRing *>() == nullptr);
        first.setFocus();
        QTest::keyClick(&window, Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), &second);
        auto *ring = window.findChild<FocusRing *>();
        QVERIFY(ring != nullptr);
        QCOMPARE(ring->geometry(), second.geometry().adjusted(-3, -3, 3, 3));
        second.move(40, 90);
        QCOMPARE(ring->geometry(), second.geometry().adjusted(-3, -3, 3, 3));
    }

    void skeletonWaits()
    {
        SkeletonView skeleton(m_theme, {{12, Qt::AlignLeft, true}, {0}, {80, Qt::AlignRight}});
        skeleton.resize(400, 200);
        skeleton.start();
        QVERIFY(!skeleton.rowsPainted());
        QTRY_VERIFY(skeleton.rowsPainted());
        const QImage image = skeleton.grab().toImage();
        QCOMPARE(image.pixelColor(18, 14), m_theme.color(Theme::Role::Skeleton));
        QCOMPARE(skeleton.grab().toImage(), image);  // still
    }

    void emptyViewOffersTheWayOn()
    {
        EmptyView view(m_theme, m_icons);
        view.setState(EmptyView::Reason::NoRight, QStringLiteral("Your role does not show margins"),
                      QStringLiteral("Chen Jing can change that."));
        view.setActions(QStringLiteral("Ask for access"), QStringLiteral("send"));
        view.resize(600, 400);
        QVERIFY(view.secondButton()->isHidden());
        QSignalSpy primary(&view, &EmptyView::primaryChosen);
        view.primaryButton()->click();
        QCOMPARE(primary.count(), 1);
        QCOMPARE(view.accessibleName(), QStringLiteral("Your role does not show margins"));
    }

    void tableFollowsPointerAndFocus()
    {
        QWidget window;
        auto *column = new QVBoxLayout(&window);
        auto *table = new RecordTable(m_theme, m_icons);
        GalleryRows rows;
        table->setModel(&rows);
        table->setAccessibleName(QStringLiteral("Deals"));
        auto *other = new QLineEdit;
        column->addWidget(table);
        column->addWidget(other);
        window.resize(700, 400);
        exposed(window);
        table->setCurrentIndex(rows.index(1, GalleryRows::Deal));
        table->setFocus();
        QStyleOptionViewItem option;
        option.widget = table;
        using State = RecordDelegate::RowState;
        const auto state = [&](int row) { return table->records()->rowState(option, rows.index(row, 0)); };
        QCOMPARE(state(1), State::Current);
        QCOMPARE(state(3), State::Marked);
        other->setFocus();
        QCOMPARE(state(1), State::CurrentInactive);
        const QPoint there = table->visualRect(rows.index(0, GalleryRows::Deal)).center();
        QTest::mouseMove(table->viewport(), there);
        QTRY_COMPARE(state(0), State::Hover);
        QCOMPARE(table->rowHeight(0), 28);
        table->setRowSize(Theme::Size::RowComfortable);
        QCOMPARE(table->rowHeight(0), 36);

        TableHeader *head = table->tableHeader();
        head->setMarkColumn(GalleryRows::Mark);
        QSignalSpy marks(head, &TableHeader::markAllToggled);
        QSignalSpy sorted(head, &QHeaderView::sortIndicatorChanged);
        QTest::mouseClick(head->viewport(), Qt::LeftButton, {}, QPoint(16, 14));
        QCOMPARE(marks.count(), 1);
        QCOMPARE(sorted.count(), 0);
        QTest::mouseClick(head->viewport(), Qt::LeftButton, {},
                          QPoint(head->sectionViewportPosition(GalleryRows::Deal) + 20, 14));
        QCOMPARE(sorted.count(), 1);
    }

    void switchToggles()
    {
        Switch widget(m_theme, QStringLiteral("Sync on mobile data"));
        widget.resize(widget.sizeHint());
        QTest::keyClick(&widget, Qt::Key_Space);
        QVERIFY(widget.isChecked());
        const QImage image = widget.grab().toImage();
        QCOMPARE(image.pixelColor(4, 12), m_theme.color(Theme::Role::Accent));
        QVERIFY(widget.height() >= 24);
    }

    void whatNobodySeesIsReadWhenItIsShown()
    {
        QWidget window;
        auto *page = new QWidget(&window), *other = new QWidget(&window);
        int pages = 0, others = 0;
        auto *refresh = new SeenRefresh(page, 0, [&pages] { ++pages; });
        auto *seen = new SeenRefresh(other, 0, [&others] { ++others; });
        page->hide();
        exposed(window);
        for (int i = 0; i < 2; ++i) {
            refresh->start();
            seen->start();
            // Of the same length and started later: the hidden one has had its turn.
            QTRY_COMPARE(others, i + 1);
        }
        QCOMPARE(pages, 0);
        page->show();
        QTRY_COMPARE(pages, 1);
        page->hide();
        page->show();
        refresh->start();
        QTRY_COMPARE(pages, 2);
    }
};

DW_TEST(WidgetsTest)
#include "common_widgetstest.moc"
