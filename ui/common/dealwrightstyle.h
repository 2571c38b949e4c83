// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QProxyStyle>

class QStyleOptionButton;
class QStyleOptionComboBox;
class QStyleOptionHeader;
class QStyleOptionMenuItem;
class QStyleOptionSlider;
class QStyleOptionTab;
class QStyleOptionToolButton;
class QStyleOptionViewItem;

namespace dw::ui
{

// Fusion with the look of ui.md 5 and 6. What a widget is, it says by dynamic properties, set before it is
// shown:
//   kind      QPushButton, QToolButton: "primary", "default", "quiet" or "danger"; a push button is "default"
//   and a
//             tool button "quiet" when it says nothing
//   small     true: 24 px and the small scale instead of 28 px and body
//   keyHint   push button: the key drawn after the label ("Esc", "Ctrl+E"; a plus is drawn as a space)
//   edge      table head: the padding before its first and after its last section, 12 px unless given
//   tone      push button: "warning" draws its icon amber
//   error     line edit, combo, spin box, text edit: the frame is `danger`
// Icons made by Icons::icon() are drawn in the colour of the text beside them. A line after a tab in a menu
// text is drawn in place of the shortcut (the reason why an entry is disabled).
class DealwrightStyle : public QProxyStyle
{
    Q_OBJECT

public:
    enum class Kind { Default, Primary, Quiet, Danger };

    DealwrightStyle(const Theme &theme, const Icons &icons);

    static Kind kindOf(const QWidget *widget);
    static bool isSmall(const QWidget *widget);
    static bool hasError(const QWidget *widget);

    using QProxyStyle::polish;
    using QProxyStyle::unpolish;
    void polish(QWidget *widget) override;
    void polish(QPalette &palette) override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option = nullptr,
                    const QWidget *widget = nullptr) const override;
    int styleHint(StyleHint hint, const QStyleOption *option = nullptr, const QWidget *widget = nullptr,
                  QStyleHintReturn *data = nullptr) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                           const QWidget *widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option,
                         const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                         const QWidget *widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget = nullptr) const override;

private:
    struct ButtonLook
    {
        QColor fill;
        QColor border;
        QColor text;
    };
    ButtonLook buttonLook(Kind kind, QStyle::State state) const;
    void drawButtonPanel(QPainter &painter, const QRect &rect, Kind kind, QStyle::State state) const;
    void drawButtonLabel(QPainter &painter, const QStyleOptionButton &option, const QWidget *widget) const;
    void drawToolButton(QPainter &painter, const QStyleOptionToolButton &option, const QWidget *widget) const;
    QSize pushButtonSize(const QStyleOptionButton &option, const QWidget *widget) const;
    QSize toolButtonSize(const QStyleOptionToolButton &option, const QWidget *widget) const;
    void drawIcon(QPainter &painter, const QRectF &rect, const QIcon &icon, const QColor &color, int px,
                  bool enabled) const;

    void drawFieldPanel(QPainter &painter, const QRect &rect, QStyle::State state,
                        const QWidget *widget) const;
    void drawComboBox(QPainter &painter, const QStyleOptionComboBox &option, const QWidget *widget) const;
    void drawComboLabel(QPainter &painter, const QStyleOptionComboBox &option, const QWidget *widget) const;

    void drawMenuItem(QPainter &painter, const QStyleOptionMenuItem &option) const;
    void drawItem(QPainter &painter, const QStyleOptionViewItem &option, const QWidget *widget) const;
    void drawTabShape(QPainter &painter, const QStyleOptionTab &option) const;
    void drawTabLabel(QPainter &painter, const QStyleOptionTab &option) const;
    void drawHeaderLabel(QPainter &painter, const QStyleOptionHeader &option, const QWidget *widget) const;
    void drawScrollBar(QPainter &painter, const QStyleOptionSlider &option) const;
    QRect scrollBarRect(const QStyleOptionSlider &option, SubControl part) const;

    const Theme &m_theme;
    const Icons &m_icons;
};

}  // namespace dw::ui
