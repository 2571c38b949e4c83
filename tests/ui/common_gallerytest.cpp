// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "ui/common/banner.h"
#include "ui/common/fieldrow.h"
#include "ui/common/filterchip.h"
#include "ui/common/gallery.h"
#include "ui/common/galleryrows.h"
#include "ui/common/listfooter.h"
#include "ui/common/look.h"
#include "ui/common/pilllabel.h"
#include "ui/common/recorddelegate.h"
#include "ui/common/recordtable.h"
#include "ui/common/tabbar.h"
#include "ui/common/tableheader.h"
#include "ui/common/toast.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace dw::ui;
using Role = Theme::Role;

// The components page, measured on its picture.
class GalleryTest : public QObject
{
    Q_OBJECT

private:
    Theme m_theme;
    Icons m_icons{m_theme};
    std::unique_ptr<Look> m_look;
    std::unique_ptr<Gallery> m_gallery;
    QImage m_image;

    QColor at(const QWidget *widget, int x, int y) const
    {
        return m_image.pixelColor(widget->mapTo(m_gallery.get(), QPoint(x, y)));
    }
    QPushButton *button(const char *name) const
    {
        return m_gallery->findChild<QPushButton *>(QString::fromLatin1(name));
    }
    // Channels within 8, the tolerance for what blending rounds.
    static bool near(const QColor &a, const QColor &b)
    {
        return std::abs(a.red() - b.red()) <= 8 && std::abs(a.green() - b.green()) <= 8 &&
               std::abs(a.blue() - b.blue()) <= 8;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_look = std::make_unique<Look>(*qApp, m_theme, m_icons);
        m_gallery = std::make_unique<Gallery>(m_theme, m_icons);
        m_gallery->resize(1366, 768);
        m_gallery->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_gallery.get()));
    }
    void cleanupTestCase()
    {
        m_gallery.reset();
        m_look.reset();
    }

    void colours_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void colours()
    {
        QFETCH(bool, dark);
        m_theme.setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
        QApplication::processEvents();
        m_image = m_gallery->grab().toImage();
        const auto role = [this](Role r) { return m_theme.color(r); };
        QVERIFY(near(m_image.pixelColor(4, 4), role(Role::Background)));
        QVERIFY(near(at(button("primary0"), 4, 14), role(Role::Accent)));
        QVERIFY(near(at(button("primary1"), 4, 14), role(Role::AccentHover)));
        QVERIFY(near(at(button("primary2"), 4, 14), role(Role::AccentPressed)));
        QVERIFY(near(at(button("danger0"), 4, 14), role(Role::Danger)));
        QVERIFY(near(at(button("default0"), 4, 14), role(dark ? Role::Raised : Role::Surface)));
        QVERIFY(near(at(button("default0"), 0, 14), role(Role::ControlBorder)));
        QVERIFY(near(at(button("primary3"), -2, 14), role(Role::FocusRing)));
        QVERIFY(near(at(button("primary3"), -1, 14), role(Role::Surface)));
        const auto *error = m_gallery->findChild<QLineEdit *>(QStringLiteral("errorField"));
        QVERIFY(near(at(error, 1, 14), role(Role::Danger)));
        const auto *focus = m_gallery->findChild<QLineEdit *>(QStringLiteral("focusField"));
        QVERIFY(near(at(focus, 1, 14), role(Role::FocusRing)));
        const auto *rest = m_gallery->findChild<QLineEdit *>(QStringLiteral("restField"));
        QVERIFY(near(at(rest, 0, 14), role(Role::ControlBorder)));
        QVERIFY(near(at(rest, 4, 4), role(dark ? Role::Sunken : Role::Surface)));
        QVERIFY(near(at(m_gallery->findChild<PillLabel *>(QStringLiteral("pill")), 4, 10),
                     role(Role::SuccessTint)));
        QVERIFY(
            near(at(m_gallery->findChild<Banner *>(QStringLiteral("banner")), 4, 18), role(Role::InfoTint)));
        QVERIFY(near(at(m_gallery->findChild<Toast *>(), 4, 20), role(Role::Tooltip)));
    }

    void rowStates_data() { colours_data(); }
    void rowStates()
    {
        QFETCH(bool, dark);
        m_theme.setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
        QApplication::processEvents();
        m_image = m_gallery->grab().toImage();
        const auto *table = m_gallery->findChild<RecordTable *>();
        const QWidget *view = table->viewport();
        const auto *delegate = static_cast<RecordDelegate *>(table->itemDelegate());
        const RecordDelegate::RowState states[] = {
            RecordDelegate::RowState::Rest, RecordDelegate::RowState::Hover,
            RecordDelegate::RowState::Current, RecordDelegate::RowState::Marked,
            RecordDelegate::RowState::CurrentInactive};
        for (int row = 0; row < 5; ++row) {
            const QColor fill = m_theme.color(delegate->rowFill(states[row]));
            QVERIFY2(near(at(view, 6, row * 28 + 13), fill), QByteArray::number(row));
            QVERIFY2(near(at(view, 6, row * 28 + 27), m_theme.color(Role::Grid)), QByteArray::number(row));
        }
        QVERIFY(near(at(view, 1, 2 * 28 + 13), m_theme.color(dark ? Role::Link : Role::Accent)));
        QVERIFY(near(at(view, 1, 4 * 28 + 13), m_theme.color(Role::SelectionInactive)));
        // The marked row's box is filled, the resting row's is not.
        QVERIFY(near(at(view, 13, 3 * 28 + 8), m_theme.color(Role::Accent)));
        QVERIFY(near(at(view, 15, 13), m_theme.color(Role::Surface)));
    }

    void sizes()
    {
        m_theme.setMode(Theme::Mode::Light);
        QApplication::processEvents();
        QCOMPARE(button("primary0")->height(), 28);
        QVERIFY(std::abs(button("primary0")->width() - 52) <= 2);
        QVERIFY(std::abs(button("default0")->width() - 62) <= 2);
        QVERIFY(std::abs(button("danger0")->width() - 64) <= 2);
        QVERIFY(std::abs(button("logCall")->width() - 113) <= 2);
        QCOMPARE(button("small")->height(), 24);
        QVERIFY(std::abs(button("small")->width() - 69) <= 2);
        const auto *pill = m_gallery->findChild<PillLabel *>(QStringLiteral("pill"));
        QCOMPARE(pill->height(), 20);
        QVERIFY(std::abs(pill->width() - 87) <= 2);
        const auto *chip = m_gallery->findChild<FilterChip *>(QStringLiteral("chip"));
        QCOMPARE(chip->height(), 24);
        QVERIFY(std::abs(chip->width() - 85) <= 2);
        QCOMPARE(m_gallery->findChild<Banner *>(QStringLiteral("banner"))->height(), 36);
        QCOMPARE(m_gallery->findChild<Toast *>()->height(), 40);
        QCOMPARE(m_gallery->findChild<TabBar *>()->height(), 36);
        QCOMPARE(m_gallery->findChild<TableHeader *>()->height(), 28);
        QCOMPARE(m_gallery->findChild<ListFooter *>()->height(), 28);
        QCOMPARE(m_gallery->findChild<QLineEdit *>(QStringLiteral("restField"))->height(), 28);
        QCOMPARE(m_gallery->findChild<RecordTable *>()->rowHeight(0), 28);
    }

    void sortedColumnIsStrong()
    {
        m_image = m_gallery->grab().toImage();
        const auto *head = m_gallery->findChild<TableHeader *>();
        const auto darkest = [&](int section) {
            const int left = head->sectionViewportPosition(section), wide = head->sectionSize(section);
            int least = 255;
            for (int x = left; x < left + wide; ++x) {
                for (int y = 4; y < 24; ++y)
                    least = std::min(least, qGray(at(head->viewport(), x, y).rgb()));
            }
            return least;
        };
        QVERIFY(darkest(GalleryRows::Amount) < darkest(GalleryRows::Days));
    }

    void everyControlHasAName()
    {
        const QList<QWidget *> all = m_gallery->findChildren<QWidget *>();
        int checked = 0;
        for (QWidget *widget : all) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible())
                continue;
            QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
            QVERIFY(face != nullptr);
            if (face->role() == QAccessible::PageTabList || widget->inherits("QHeaderView"))
                continue;
            QVERIFY2(!face->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
            ++checked;
        }
        QVERIFY(checked > 30);
        const auto *amount = m_gallery->findChild<QLineEdit *>(QStringLiteral("errorField"));
        QVERIFY(amount->accessibleName().endsWith(QStringLiteral("required")));
        QCOMPARE(amount->accessibleDescription(), QStringLiteral("Below 800,000"));
    }

    void growsWithTheTextSize()
    {
        m_gallery->resize(1700, 1400);
        m_theme.setTextScale(1.3);
        // A layout asked anew tells its parents in a later event each.
        QTRY_COMPARE(button("primary0")->height(), 36);
        QCOMPARE(m_gallery->findChild<RecordTable *>()->rowHeight(0), 36);
        m_theme.setTextScale(1.0);
        m_gallery->resize(1366, 768);
        QTRY_COMPARE(button("primary0")->height(), 28);
    }
};

DW_TEST(GalleryTest)
#include "common_gallerytest.moc"
