// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/dealwrightstyle.h"

#include "ui/common/paint.h"
#include "ui/common/textlayout.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollBar>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTableView>
#include <QToolButton>

#include <cmath>

namespace dw::ui
{

using Role = Theme::Role;
using Scale = Theme::Scale;
using Size = Theme::Size;

namespace
{

constexpr int Indicator = 14;
constexpr int IndicatorGap = 6;
// QLineEdit itself adds 2 px; with the border the text begins 9 px from the edge.
constexpr int FieldInset = 7;
constexpr int ArrowWidth = 26;
constexpr int ItemPadding = 8;

}  // namespace

DealwrightStyle::DealwrightStyle(const Theme &theme, const Icons &icons)
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))), m_theme(theme), m_icons(icons)
{}

DealwrightStyle::Kind DealwrightStyle::kindOf(const QWidget *widget)
{
    const bool tool = qobject_cast<const QToolButton *>(widget) != nullptr;
    if (widget == nullptr)
        return Kind::Default;
    const QString kind = widget->property("kind").toString();
    if (kind == QLatin1String("primary"))
        return Kind::Primary;
    if (kind == QLatin1String("quiet"))
        return Kind::Quiet;
    if (kind == QLatin1String("danger"))
        return Kind::Danger;
    if (kind == QLatin1String("default"))
        return Kind::Default;
    return tool ? Kind::Quiet : Kind::Default;
}

bool DealwrightStyle::isSmall(const QWidget *widget)
{
    return widget != nullptr && widget->property("small").toBool();
}

bool DealwrightStyle::hasError(const QWidget *widget)
{
    return widget != nullptr && widget->property("error").toBool();
}

void DealwrightStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) != nullptr || qobject_cast<QComboBox *>(widget) != nullptr ||
        qobject_cast<QScrollBar *>(widget) != nullptr)
        widget->setAttribute(Qt::WA_Hover);
    if (qobject_cast<QScrollBar *>(widget) != nullptr)
        widget->setAttribute(Qt::WA_OpaquePaintEvent, false);  // it lies over what it scrolls
    // Areas with a frame are fields: the frame's fill shows through.
    if (auto *area = qobject_cast<QAbstractScrollArea *>(widget);
        area != nullptr && area->frameShape() == QFrame::StyledPanel && area->viewport() != nullptr &&
        qobject_cast<QTableView *>(widget) == nullptr)
        area->viewport()->setAutoFillBackground(false);
    if (qobject_cast<QMenu *>(widget) != nullptr)
        widget->setAttribute(Qt::WA_TranslucentBackground);  // for the rounded corners
}

void DealwrightStyle::polish(QPalette &palette)
{
    palette = m_theme.palette();
}

int DealwrightStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
        case PM_ScrollBarExtent:
        case PM_ScrollView_ScrollBarOverlap:
            // Over the edge padding of what it scrolls: neither rows nor columns move when it comes.
            return m_theme.size(Size::Scrollbar);
        case PM_IndicatorWidth:
        case PM_IndicatorHeight:
        case PM_ExclusiveIndicatorWidth:
        case PM_ExclusiveIndicatorHeight:
            return Indicator;
        case PM_CheckBoxLabelSpacing:
        case PM_RadioButtonLabelSpacing:
            return IndicatorGap;
        case PM_SmallIconSize:
        case PM_ButtonIconSize:
        case PM_ToolBarIconSize:
        case PM_ListViewIconSize:
        case PM_TabBarIconSize:
            return m_theme.size(Size::Icon);
        case PM_DefaultFrameWidth:
        case PM_SplitterWidth:
        case PM_MenuPanelWidth:
        case PM_SpinBoxFrameWidth:
        case PM_ComboBoxFrameWidth:
            return 1;
        case PM_MenuVMargin:
            return 4;
        case PM_MenuHMargin:
        case PM_ButtonShiftHorizontal:
        case PM_ButtonShiftVertical:
        case PM_ButtonDefaultIndicator:
        case PM_FocusFrameHMargin:
        case PM_FocusFrameVMargin:
        case PM_TabBarBaseHeight:
        case PM_TabBarBaseOverlap:
        case PM_TabBarTabShiftHorizontal:
        case PM_TabBarTabShiftVertical:
        case PM_TabBarTabOverlap:
        case PM_ScrollView_ScrollBarSpacing:
            return 0;
        case PM_TabBarTabHSpace:
            return 20;
        case PM_TabBarTabVSpace:
            return 16;
        case PM_ToolTipLabelFrameWidth:
            return 4;
        case PM_HeaderMargin:
            return 6;
        case PM_LayoutHorizontalSpacing:
        case PM_LayoutVerticalSpacing:
            return m_theme.space(2);
        case PM_LayoutLeftMargin:
        case PM_LayoutTopMargin:
        case PM_LayoutRightMargin:
        case PM_LayoutBottomMargin:
            return m_theme.space(4);
        default:
            return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int DealwrightStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                               QStyleHintReturn *data) const
{
    switch (hint) {
        case SH_ToolTip_WakeUpDelay:
            return m_theme.duration(Theme::Duration::TooltipDelay);
        case SH_Table_GridLineColor:
            return int(m_theme.color(Role::Grid).rgba());
        case SH_EtchDisabledText:
        case SH_DitherDisabledText:
        case SH_UnderlineShortcut:
        case SH_ComboBox_Popup:
        case SH_DialogButtonBox_ButtonsHaveIcons:
        case SH_Widget_Animation_Duration:
        case SH_ItemView_ActivateItemOnSingleClick:
        case SH_ItemView_ShowDecorationSelected:
        case SH_ScrollBar_Transient:
            return 0;
        case SH_ComboBox_ListMouseTracking:
        case SH_Menu_Scrollable:
        case SH_Menu_SupportsSections:
        case SH_Menu_MouseTracking:
            return 1;
        case SH_ToolTipLabel_Opacity:
            return 255;
        default:
            return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QSize DealwrightStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                                        const QWidget *widget) const
{
    const int control = m_theme.size(isSmall(widget) ? Size::ControlSmall : Size::Control);
    switch (type) {
        case CT_PushButton:
            if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
                return pushButtonSize(*button, widget);
            break;
        case CT_ToolButton:
            if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option))
                return toolButtonSize(*button, widget);
            break;
        case CT_LineEdit:
            return QSize(contents.width() + 2 * FieldInset, control);
        case CT_SpinBox:
            return QSize(contents.width() + 2 * FieldInset + 2, control);
        case CT_ComboBox:
            return QSize(contents.width() + FieldInset + 2 + ArrowWidth, control);
        case CT_CheckBox:
        case CT_RadioButton:
            if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
                const qreal text =
                    textWidth(m_theme, Scale::Body, Theme::Weight::Regular, withoutMnemonic(button->text));
                return QSize(Indicator + (button->text.isEmpty() ? 0 : IndicatorGap + int(std::ceil(text))),
                             m_theme.size(Size::HitTargetMin));
            }
            break;
        case CT_MenuItem:
            if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
                if (item->menuItemType == QStyleOptionMenuItem::Separator && !item->text.isEmpty()) {
                    const qreal head = textWidth(m_theme, Scale::Caption, Theme::Weight::Regular, item->text);
                    return QSize(int(std::ceil(head)) + 24, m_theme.size(Size::RowCompact));
                }
                if (item->menuItemType == QStyleOptionMenuItem::Separator)
                    return QSize(contents.width(), 9);
                const QString label = withoutMnemonic(item->text.section(QLatin1Char('\t'), 0, 0));
                const qreal text = textWidth(m_theme, Scale::Body, Theme::Weight::Regular, label);
                return QSize(int(std::ceil(text)) + 12 + 24 + 24 + 12, m_theme.size(Size::Control));
            }
            break;
        case CT_TabBarTab:
            if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option)) {
                const qreal text =
                    textWidth(m_theme, Scale::Body, Theme::Weight::Strong, withoutMnemonic(tab->text));
                return QSize(int(std::ceil(text)) + 20, m_theme.size(Size::Viewbar));
            }
            break;
        case CT_HeaderSection:
            if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
                const qreal text = textWidth(m_theme, Scale::Small, Theme::Weight::Strong, header->text);
                return QSize(int(std::ceil(text)) + 24 + 16, m_theme.size(Size::TableHeader));
            }
            break;
        case CT_ProgressBar:
            return QSize(contents.width(), 6);
        case CT_ItemViewItem: {
            QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
            return QSize(size.width() + 2 * ItemPadding,
                         std::max(size.height(), m_theme.size(Size::RowCompact)));
        }
        default:
            break;
    }
    return QProxyStyle::sizeFromContents(type, option, contents, widget);
}

QRect DealwrightStyle::subElementRect(SubElement element, const QStyleOption *option,
                                      const QWidget *widget) const
{
    const QRect rect = option->rect;
    switch (element) {
        case SE_LineEditContents: {
            const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
            if (frame != nullptr && frame->lineWidth <= 0)
                return rect;
            const bool bare = (option->state & State_ReadOnly) && (option->state & State_Enabled);
            return rect.adjusted(bare ? -2 : FieldInset, 0, -FieldInset, 0);
        }
        case SE_CheckBoxIndicator:
        case SE_RadioButtonIndicator:
            return visualRect(
                option->direction, rect,
                QRect(rect.left(), rect.top() + (rect.height() - Indicator) / 2, Indicator, Indicator));
        case SE_CheckBoxContents:
        case SE_RadioButtonContents:
            return visualRect(option->direction, rect, rect.adjusted(Indicator + IndicatorGap, 0, 0, 0));
        case SE_ProgressBarGroove:
        case SE_ProgressBarContents:
        case SE_HeaderLabel:  // its padding is that of the cells below
            return rect;
        case SE_ItemViewItemCheckIndicator:
            return QRect(rect.left() + ItemPadding, rect.top() + (rect.height() - Indicator) / 2, Indicator,
                         Indicator);
        case SE_ItemViewItemText: {
            // Of combos' lists and lists of boxes; tables and cards paint themselves.
            const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option);
            const bool boxed = item != nullptr && (item->features & QStyleOptionViewItem::HasCheckIndicator);
            const bool pictured = item != nullptr && (item->features & QStyleOptionViewItem::HasDecoration);
            const int icon = pictured ? item->decorationSize.width() + ItemPadding : 0;
            return rect.adjusted(ItemPadding + (boxed ? Indicator + ItemPadding : 0) + icon, 0, -ItemPadding,
                                 0);
        }
        default:
            return QProxyStyle::subElementRect(element, option, widget);
    }
}

QRect DealwrightStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                                      SubControl part, const QWidget *widget) const
{
    const QRect rect = option->rect;
    if (control == CC_ComboBox) {
        switch (part) {
            case SC_ComboBoxArrow:
                return visualRect(
                    option->direction, rect,
                    QRect(rect.right() - ArrowWidth + 1, rect.top(), ArrowWidth, rect.height()));
            case SC_ComboBoxEditField: {
                const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option);
                const int left = combo != nullptr && combo->editable ? FieldInset : FieldInset + 2;
                return visualRect(option->direction, rect, rect.adjusted(left, 2, -ArrowWidth, -2));
            }
            case SC_ComboBoxListBoxPopup:
            case SC_ComboBoxFrame:
                return rect;
            default:
                break;
        }
    }
    if (control == CC_SpinBox) {
        switch (part) {
            case SC_SpinBoxUp:
            case SC_SpinBoxDown:
                return QRect();
            case SC_SpinBoxEditField:
                return rect.adjusted(FieldInset, 2, -FieldInset, -2);
            default:
                return rect;
        }
    }
    if (control == CC_ScrollBar) {
        if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return visualRect(option->direction, rect, scrollBarRect(*slider, part));
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

void DealwrightStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                    const QWidget *widget) const
{
    const int container = m_theme.radius(Theme::Radius::Container);
    const bool enabled = option->state & State_Enabled;
    switch (element) {
        case PE_PanelLineEdit:
            if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
                frame == nullptr || frame->lineWidth > 0)
                drawFieldPanel(*painter, option->rect, option->state, widget);
            return;
        case PE_FrameLineEdit:
        case PE_FrameTabBarBase:
        case PE_IndicatorHeaderArrow:
        case PE_FrameStatusBarItem:
        case PE_PanelStatusBar:
        case PE_FrameFocusRect:  // FocusRing draws outside of buttons; fields, tabs and rows draw their own
        case PE_FrameButtonBevel:
        case PE_FrameDefaultButton:
            return;
        case PE_Frame:
            drawFieldPanel(*painter, option->rect, option->state, widget);
            return;
        case PE_IndicatorCheckBox:
        case PE_IndicatorItemViewItemCheck: {
            const Check check = (option->state & State_NoChange) ? Check::Part
                                : (option->state & State_On)     ? Check::On
                                                                 : Check::Off;
            paintCheck(*painter, m_theme, m_icons, option->rect, check, enabled);
            return;
        }
        case PE_IndicatorRadioButton: {
            const QRectF box = option->rect;
            const QColor fill = enabled ? m_theme.color(Role::Surface) : QColor();
            if (option->state & State_On)
                paintRounded(*painter, box, Indicator / 2.0, m_theme.color(Role::Surface),
                             m_theme.color(enabled ? Role::Accent : Role::TextDisabled), 4);
            else
                paintRounded(*painter, box, Indicator / 2.0, fill,
                             m_theme.color(enabled ? Role::BorderStrong : Role::Border));
            return;
        }
        case PE_PanelMenu:
            paintRounded(*painter, option->rect, container, m_theme.color(Role::Raised),
                         m_theme.color(Role::ControlBorder));
            return;
        case PE_FrameMenu:
            return;
        case PE_PanelTipLabel:
            painter->fillRect(option->rect, m_theme.color(Role::Tooltip));
            return;
        case PE_PanelButtonCommand:
        case PE_PanelButtonTool:
        case PE_PanelButtonBevel:
            drawButtonPanel(*painter, option->rect, kindOf(widget), option->state);
            return;
        case PE_PanelItemViewRow:
            return;
        case PE_PanelItemViewItem:
            if (option->state & State_Selected) {
                const bool active = option->state & State_Active;
                painter->fillRect(option->rect,
                                  m_theme.color(active ? Role::Selection : Role::SelectionInactive));
            } else if ((option->state & State_MouseOver) && enabled) {
                painter->fillRect(option->rect, m_theme.color(Role::Hover));
            }
            return;
        default:
            QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void DealwrightStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                                  const QWidget *widget) const
{
    switch (element) {
        case CE_PushButton:
            // The common style would hand on a label rectangle without Fusion's margins.
            if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
                drawButtonPanel(*painter, option->rect, kindOf(widget), option->state);
                drawButtonLabel(*painter, *button, widget);
            }
            return;
        case CE_PushButtonBevel:
            drawButtonPanel(*painter, option->rect, kindOf(widget), option->state);
            return;
        case CE_PushButtonLabel:
            if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
                drawButtonLabel(*painter, *button, widget);
            return;
        case CE_CheckBoxLabel:
        case CE_RadioButtonLabel:
            if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
                TextSpec spec;
                spec.role = (option->state & State_Enabled) ? Role::Text : Role::TextDisabled;
                drawText(*painter, m_theme, button->rect, withoutMnemonic(button->text), spec);
            }
            return;
        case CE_ComboBoxLabel:
            if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option))
                drawComboLabel(*painter, *combo, widget);
            return;
        case CE_MenuItem:
            if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
                drawMenuItem(*painter, *item);
            return;
        case CE_ItemViewItem:
            if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option))
                drawItem(*painter, *item, widget);
            return;
        case CE_MenuEmptyArea:
            return;
        case CE_TabBarTabShape:
            if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
                drawTabShape(*painter, *tab);
            return;
        case CE_TabBarTabLabel:
            if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
                drawTabLabel(*painter, *tab);
            return;
        case CE_HeaderSection:
        case CE_HeaderEmptyArea:
            painter->fillRect(option->rect, m_theme.color(Role::Background));
            painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                              m_theme.color(Role::Border));
            return;
        case CE_HeaderLabel:
            if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
                // CE_Header hands on a label rectangle that has lost the margins and the arrow; take the
                // section.
                drawHeaderLabel(*painter, *header, widget);
            }
            return;
        case CE_Header:
            if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
                drawControl(CE_HeaderSection, header, painter, widget);
                drawHeaderLabel(*painter, *header, widget);
            }
            return;
        case CE_ProgressBar:
            if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option)) {
                const int range = bar->maximum - bar->minimum;
                const double ratio = range <= 0 ? 0.0 : double(bar->progress - bar->minimum) / range;
                paintBar(*painter, m_theme, bar->rect, ratio);
            }
            return;
        case CE_Splitter:
            painter->fillRect(option->rect, m_theme.color(Role::Border));
            return;
        default:
            QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void DealwrightStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                         QPainter *painter, const QWidget *widget) const
{
    switch (control) {
        case CC_ComboBox:
            if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option))
                drawComboBox(*painter, *combo, widget);
            return;
        case CC_SpinBox:
            if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
                spin != nullptr && spin->frame)
                drawFieldPanel(*painter, option->rect, option->state, widget);
            return;
        case CC_ToolButton:
            if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option))
                drawToolButton(*painter, *button, widget);
            return;
        case CC_ScrollBar:
            if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option))
                drawScrollBar(*painter, *slider);
            return;
        default:
            QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

}  // namespace dw::ui
