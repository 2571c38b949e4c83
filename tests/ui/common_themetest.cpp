// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "ui/common/dealwrightstyle.h"
#include "ui/common/icons.h"
#include "ui/common/look.h"
#include "ui/common/paint.h"
#include "ui/common/textlayout.h"
#include "ui/common/theme.h"

#include <QApplication>
#include <QImage>
#include <QKeySequence>
#include <QLibraryInfo>
#include <QMetaEnum>
#include <QPainter>
#include <QSignalSpy>
#include <QStyleOption>
#include <QTest>
#include <QTranslator>

#include <rapidcheck.h>

#include <cmath>

using namespace dw::ui;
using Role = Theme::Role;

namespace
{

double channel(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

// WCAG 2.1, contrast ratio of two opaque colours.
double contrast(const QColor &a, const QColor &b)
{
    const auto luminance = [](const QColor &c) {
        return 0.2126 * channel(c.redF()) + 0.7152 * channel(c.greenF()) + 0.0722 * channel(c.blueF());
    };
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

QByteArray name(Role role)
{
    return QMetaEnum::fromType<Role>().valueToKey(int(role));
}

}  // namespace

class ThemeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTokenHasAValue()
    {
        Theme theme;
        for (const Theme::Mode mode : {Theme::Mode::Light, Theme::Mode::Dark}) {
            theme.setMode(mode);
            for (int i = 0; i <= int(Role::Grid); ++i)
                QVERIFY2(theme.color(Role(i)).isValid(), name(Role(i)));
            for (int i = 0; i < 5; ++i) {
                QVERIFY(theme.stageColor(i, 5).isValid());
                QVERIFY(theme.forecast(Theme::Forecast(i)).isValid());
            }
            for (int i = 0; i < 8; ++i)
                QVERIFY(theme.chart(i).isValid());
        }
        for (int i = 0; i <= int(Theme::Size::HitTargetMin); ++i)
            QVERIFY(theme.size(Theme::Size(i)) > 0);
        QCOMPARE(theme.size(Theme::Size::Control), 28);
        QCOMPARE(theme.space(4), 16);
        QCOMPARE(theme.duration(Theme::Duration::ToastStay), 10000);
        QCOMPARE(theme.color(Role::Scrim).alpha(), 0xA6);
    }

    void textPassesOnEveryPlane()
    {
        Theme theme;
        const Role planes[] = {Role::Background, Role::Surface,    Role::Raised,           Role::Sunken,
                               Role::Hover,      Role::AccentTint, Role::SelectionInactive};
        const Role texts[] = {Role::Text, Role::TextMuted, Role::TextFaint, Role::Link};
        for (const Theme::Mode mode : {Theme::Mode::Light, Theme::Mode::Dark}) {
            theme.setMode(mode);
            for (const Role plane : planes) {
                for (const Role text : texts)
                    QVERIFY2(contrast(theme.color(text), theme.color(plane)) >= 4.5,
                             name(text) + " on " + name(plane));
            }
            const std::pair<Role, Role> pairs[] = {{Role::SelectionText, Role::Selection},
                                                   {Role::TextMuted, Role::Selection},
                                                   {Role::AccentText, Role::Accent},
                                                   {Role::AccentText, Role::AccentHover},
                                                   {Role::AccentText, Role::AccentPressed},
                                                   {Role::DangerText, Role::Danger},
                                                   {Role::DangerText, Role::DangerHover},
                                                   {Role::DangerText, Role::DangerPressed},
                                                   {Role::TooltipText, Role::Tooltip},
                                                   {Role::Success, Role::SuccessTint},
                                                   {Role::Warning, Role::WarningTint},
                                                   {Role::Danger, Role::DangerTint},
                                                   {Role::Info, Role::InfoTint},
                                                   {Role::Text, Role::InfoTint},
                                                   {Role::Danger, Role::Surface},
                                                   {Role::Warning, Role::Surface},
                                                   {Role::RailIcon, Role::Rail}};
            for (const auto &[text, plane] : pairs)
                QVERIFY2(contrast(theme.color(text), theme.color(plane)) >= 4.5,
                         name(text) + " on " + name(plane));
            for (const Role plane : {Role::Background, Role::Surface, Role::Raised})
                QVERIFY2(contrast(theme.color(Role::FocusRing), theme.color(plane)) >= 3.0, name(plane));
        }
    }

    void switchesAtRunTime()
    {
        Theme theme;
        Icons icons(theme);
        const Look look(*qApp, theme, icons);
        QSignalSpy changed(&theme, &Theme::changed);
        const QColor light = theme.color(Role::Surface);
        QCOMPARE(qApp->palette().color(QPalette::Base), light);
        icons.pixmap(QStringLiteral("check"), Role::Text, 16, 1.0);
        icons.pixmap(QStringLiteral("check"), Role::Text, 16, 1.0);
        QCOMPARE(icons.cached(), 1);
        theme.setMode(Theme::Mode::Dark);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(icons.cached(), 0);
        QVERIFY(theme.color(Role::Surface) != light);
        QCOMPARE(qApp->palette().color(QPalette::Base), theme.color(Role::Surface));
        theme.setMode(Theme::Mode::Dark);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(theme.color(Role::Surface, Theme::Mode::Light), light);
    }

    void followsTheSettings()
    {
        Theme theme;
        QCOMPARE(theme.font(Theme::Scale::Caption).pixelSize(), 11);
        theme.setLanguageIsHan(true);
        QCOMPARE(theme.font(Theme::Scale::Caption).pixelSize(), 12);
        theme.setTextScale(1.3);
        QCOMPARE(theme.font(Theme::Scale::Body).pixelSize(), 17);
        QCOMPARE(theme.size(Theme::Size::RowCompact), 36);
        QCOMPARE(theme.size(Theme::Size::Rail), 48);
        theme.setHighContrast(true);
        QCOMPARE(theme.color(Role::ControlBorder), theme.color(Role::BorderStrong));
        theme.setReducedMotion(true);
        QCOMPARE(theme.duration(Theme::Duration::Panel), 0);
        QCOMPARE(theme.duration(Theme::Duration::ToastStay), 10000);
        QVERIFY(theme.font(Theme::Scale::Title).weight() > theme.font(Theme::Scale::Body).weight());
    }

    void stagesInterpolate()
    {
        const Theme theme;
        QCOMPARE(theme.stageColor(0, 3), theme.stageColor(0, 5));
        QCOMPARE(theme.stageColor(1, 3), theme.stageColor(2, 5));
        QCOMPARE(theme.stageColor(7, 8), theme.stageColor(4, 5));
        QCOMPARE(theme.stageColor(0, 1), theme.stageColor(0, 5));
    }

    void styleSheetHasNoNamesLeft()
    {
        const Theme theme;
        const QString sheet = theme.styleSheet();
        QVERIFY(!sheet.isEmpty());
        QVERIFY(!sheet.contains(QLatin1Char('@')));
        QVERIFY(sheet.contains(theme.color(Role::Rail).name()));
        QVERIFY(sheet.count(QLatin1Char('\n')) < 60);
    }

    void iconsTakeTheirColour()
    {
        const Theme theme;
        const Icons icons(theme);
        const QImage image = icons.pixmap(QStringLiteral("minus"), Role::Danger, 16, 2.0).toImage();
        QCOMPARE(image.size(), QSize(32, 32));
        QColor darkest(Qt::transparent);
        for (int y = 0; y < 32; ++y) {
            if (const QColor at = image.pixelColor(16, y); at.alpha() > darkest.alpha())
                darkest = at;
        }
        QCOMPARE(darkest.rgb(), theme.color(Role::Danger).rgb());
        QVERIFY(!icons.contains(QStringLiteral("no-such-icon")));
        QCOMPARE(icons.icon(QStringLiteral("check")).name(), QStringLiteral("check"));
    }

    void elidedTextNeverExceedsItsWidth()
    {
        const Theme theme;
        const bool held = rc::check("elided text fits", [&theme] {
            static const QString alphabet = QStringLiteral("AVWTo.yfi 宏威金属制品有限公司江南，li1,286");
            const auto letters =
                *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, int(alphabet.size())));
            QString text;
            for (const int letter : letters)
                text += alphabet[letter];
            const int width = *rc::gen::inRange(0, 300);
            const auto scale = Theme::Scale(*rc::gen::inRange(0, 6));
            const auto weight = Theme::Weight(*rc::gen::inRange(0, 3));
            const QString cut = elided(theme, scale, weight, text, width);
            RC_ASSERT(textWidth(theme, scale, weight, cut) <= width);
            if (textWidth(theme, scale, weight, text) <= width)
                RC_ASSERT(cut == text);
        });
        QVERIFY(held);
    }

    void hanAndLatinShareABaseline()
    {
        const Theme theme;
        const auto lowestInk = [&theme](const QString &text) {
            QImage image(200, 28, QImage::Format_RGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            drawText(painter, theme, QRectF(0, 0, 200, 28), text);
            painter.end();
            for (int y = 27; y >= 0; --y) {
                for (int x = 0; x < 200; ++x) {
                    if (qGray(image.pixel(x, y)) < 128)
                        return y;
                }
            }
            return -1;
        };
        // The letter stands on the same line whether or not Han characters stand beside it.
        const int alone = lowestInk(QStringLiteral("H"));
        QVERIFY(alone > 14 && alone < 22);
        QVERIFY(std::abs(lowestInk(QStringLiteral("H宏")) - alone) <= 2);
    }

    // The share of the ink, 0 to 1, that a text leaves on its ground.
    static double inkOf(Theme &theme, Theme::Mode mode, const QString &text)
    {
        theme.setMode(mode);
        QImage image(400, 28, QImage::Format_RGB32);
        const QColor ground = theme.color(Role::Surface);
        image.fill(ground);
        QPainter painter(&image);
        drawText(painter, theme, QRectF(0, 0, 400, 28), text);
        painter.end();
        const double full = qGray(theme.color(Role::Text).rgb()) - qGray(ground.rgb());
        double ink = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                ink += (qGray(image.pixel(x, y)) - qGray(ground.rgb())) / full;
        }
        return ink;
    }

    void hanIsNoHeavierOnDark()
    {
        Theme theme;
        const QString han = QStringLiteral("成都天府轨道交通装备有限公司");
        const QString latin = QStringLiteral("Meridian Foods (Shanghai) Ltd");
        const double letters =
            inkOf(theme, Theme::Mode::Dark, latin) / inkOf(theme, Theme::Mode::Light, latin);
        const double signs = inkOf(theme, Theme::Mode::Dark, han) / inkOf(theme, Theme::Mode::Light, han);
        QVERIFY2(std::abs(signs / letters - 1) < 0.16, qPrintable(QString::number(signs / letters)));
    }

    // As a painter that turns does, pixel for pixel, at both pixel ratios and at places between pixels.
    void hanOnDarkIsDrawnWithoutTheGamma()
    {
        Theme theme;
        theme.setMode(Theme::Mode::Dark);
        const QString han = QStringLiteral("宏威金属 Hongwei，厂长");
        for (const qreal ratio : {1.0, 2.0}) {
            const auto drawn = [&](bool plain) {
                QImage image(QSize(260, 40) * ratio, QImage::Format_RGB32);
                image.setDevicePixelRatio(ratio);
                image.fill(theme.color(Role::Surface));
                QPainter painter(&image);
                painter.translate(3, 2);
                const QRectF box(4.3, 3, 240, 28);
                if (plain) {
                    QImage ink(1, 1, QImage::Format_RGB32);
                    ink.fill(theme.color(Role::Text));
                    painter.setFont(theme.font(Theme::Scale::Body));
                    painter.setPen(QPen(QBrush(ink), 1));
                    painter.drawText(
                        QPointF(box.left(), baseline(theme, Theme::Scale::Body, Theme::Weight::OfScale,
                                                     box.top(), box.height())),
                        han);
                } else {
                    drawText(painter, theme, box, han);
                }
                return image;
            };
            const QImage expected = drawn(true), seen = drawn(false);
            int most = 0;
            for (int y = 0; y < seen.height(); ++y) {
                for (int x = 0; x < seen.width(); ++x)
                    most = std::max(most, std::abs(qGray(seen.pixel(x, y)) - qGray(expected.pixel(x, y))));
            }
            QVERIFY2(most <= 3, qPrintable(QStringLiteral("%1 at %2").arg(most).arg(ratio)));
        }
    }

    // What a list of boxes shows is drawn as other text.
    void itemsOfListsAreDrawnAsOtherText()
    {
        Theme theme;
        const Icons icons(theme);
        theme.setMode(Theme::Mode::Dark);
        const DealwrightStyle style(theme, icons);
        const QString han = QStringLiteral("川泰自控");
        QImage item(200, 28, QImage::Format_RGB32), text(item);
        const QColor ground = theme.color(Role::Surface);
        item.fill(ground);
        text.fill(ground);
        QStyleOptionViewItem option;
        option.rect = item.rect();
        option.state = QStyle::State_Enabled;
        option.palette = theme.palette();
        option.font = theme.font(Theme::Scale::Body);
        option.features = QStyleOptionViewItem::HasDisplay;
        option.text = han;
        {
            QPainter painter(&item);
            style.drawControl(QStyle::CE_ItemViewItem, &option, &painter, nullptr);
        }
        {
            QPainter painter(&text);
            drawText(painter, theme, style.subElementRect(QStyle::SE_ItemViewItemText, &option, nullptr),
                     han);
        }
        QCOMPARE(item, text);
    }

    void sortedColumnsHaveTheirArrows()
    {
        Theme theme;
        const Icons icons(theme);
        QVERIFY(icons.contains(QStringLiteral("arrow-up")));
        QVERIFY(icons.contains(QStringLiteral("arrow-down")));
    }

    void initialsAreThoseOfThePerson()
    {
        Theme theme;
        QCOMPARE(initialsOf(theme, QStringLiteral("Lin Yue")), QStringLiteral("LY"));
        QCOMPARE(initialsOf(theme, QStringLiteral("林悦")), QStringLiteral("林"));
        QCOMPARE(initialsOf(theme, QStringLiteral("Anna Maria von Berg")), QStringLiteral("AB"));
        QCOMPARE(initialsOf(theme, QString()), QString());
        QCOMPARE(initialsOf(theme, QStringLiteral("2027 校准合同")), QStringLiteral("校"));
        // Of two names, the one in the language of the window.
        QCOMPARE(initialsOf(theme, QStringLiteral("林悦 Lin Yue")), QStringLiteral("LY"));
        theme.setLanguageIsHan(true);
        QCOMPARE(initialsOf(theme, QStringLiteral("林悦 Lin Yue")), QStringLiteral("林"));
        QCOMPARE(initialsOf(theme, QStringLiteral("Lin Yue")), QStringLiteral("LY"));
        QCOMPARE(keyHintText(QStringLiteral("Ctrl+Shift+A")), QStringLiteral("Ctrl Shift A"));
        QCOMPARE(keyHintText(QStringLiteral("Ctrl++")), QStringLiteral("Ctrl +"));
        QCOMPARE(keyHintText(QStringLiteral("Ctrl+,")), QStringLiteral("Ctrl ,"));
        QCOMPARE(keyHintText(QStringLiteral("?")), QStringLiteral("?"));
    }

    void namedKeysAreDrawnAsOnTheKeyboard()
    {
        const auto isHint = [](Qt::KeyboardModifiers modifiers, Qt::Key key, const QString &wanted) {
            const QKeySequence keys(QKeyCombination(modifiers, key));
            QCOMPARE(keyHintText(keys.toString(QKeySequence::PortableText)), wanted);
            // What a menu writes.
            QCOMPARE(keyHintText(keys.toString(QKeySequence::NativeText)), wanted);
        };
        // As the program installs them for Chinese.
        QTranslator qt;
        for (const bool chinese : {false, true}) {
            if (chinese) {
                QVERIFY(qt.load(QStringLiteral("qtbase_zh_CN"),
                                QLibraryInfo::path(QLibraryInfo::TranslationsPath)));
                QCoreApplication::installTranslator(&qt);
                QVERIFY(QKeySequence(Qt::Key_Left).toString(QKeySequence::NativeText) !=
                        QLatin1String("Left"));
            }
            isHint(Qt::AltModifier, Qt::Key_Left, QStringLiteral("Alt ←"));
            isHint(Qt::AltModifier, Qt::Key_Right, QStringLiteral("Alt →"));
            isHint(Qt::NoModifier, Qt::Key_Up, QStringLiteral("↑"));
            isHint(Qt::ShiftModifier, Qt::Key_Down, QStringLiteral("Shift ↓"));
            isHint(Qt::ControlModifier, Qt::Key_Return, QStringLiteral("Ctrl Enter"));
            isHint(Qt::NoModifier, Qt::Key_Escape, QStringLiteral("Esc"));
            isHint(Qt::NoModifier, Qt::Key_Delete, QStringLiteral("Del"));
            isHint(Qt::NoModifier, Qt::Key_PageUp, QStringLiteral("PgUp"));
            isHint(Qt::NoModifier, Qt::Key_F6, QStringLiteral("F6"));
        }
        // What stands in the shortcut's place is drawn as it is.
        QCOMPARE(keyHintText(QStringLiteral("no right")), QStringLiteral("no right"));
        QCOMPARE(keyHintText(QStringLiteral("您的角色不能导出")), QStringLiteral("您的角色不能导出"));
        QCOMPARE(keyHintText(QString()), QString());
    }
};

DW_TEST(ThemeTest)
#include "common_themetest.moc"
