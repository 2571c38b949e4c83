// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/tabbar.h"

#include "ui/common/paint.h"
#include "ui/common/textlayout.h"

#include <QPainter>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace dw::ui
{

using Role = Theme::Role;
using Scale = Theme::Scale;
using Weight = Theme::Weight;

namespace
{

constexpr int Padding = 10;
constexpr int CountGap = 6;
constexpr int Between = 4;
constexpr int IconSize = 12;
constexpr int IconGap = 4;

}  // namespace

TabBar::TabBar(const Theme &theme, QWidget *parent) : QTabBar(parent), m_theme(theme)
{
    setDocumentMode(true);
    setDrawBase(false);
    setExpanding(false);
    setElideMode(Qt::ElideNone);
    setUsesScrollButtons(true);
    setFocusPolicy(Qt::TabFocus);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void TabBar::setTabCount(int index, const QString &count)
{
    setTabData(index, count);
    const QString name = withoutMnemonic(tabText(index));
    setAccessibleTabName(index, count.isEmpty() ? name : name + QLatin1Char(' ') + count);
    setTabText(index, tabText(index));  // lays the tabs out again
    update();
}

void TabBar::setTabCountPending(int index)
{
    setTabCount(index, QStringLiteral("…"));
}

QString TabBar::tabCount(int index) const
{
    return tabData(index).toString();
}

QSize TabBar::tabSizeHint(int index) const
{
    // Measured strong: choosing a tab must not move its neighbours.
    qreal width =
        2 * Padding + textWidth(m_theme, Scale::Body, Weight::Strong, withoutMnemonic(tabText(index)));
    if (!tabIcon(index).isNull())
        width += IconSize + IconGap;
    if (const QString count = tabCount(index); !count.isEmpty())
        width += CountGap + textWidth(m_theme, Scale::Caption, Weight::Regular, count);
    return QSize(int(std::ceil(width)) + Between, m_theme.size(Theme::Size::Viewbar));
}

QSize TabBar::minimumTabSizeHint(int index) const
{
    return tabSizeHint(index);
}

void TabBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    // Where not all fit, what is cut off ends before the arrows instead of showing through them.
    const QList<QToolButton *> arrows = findChildren<QToolButton *>(Qt::FindDirectChildrenOnly);
    int end = width();
    for (const QToolButton *arrow : arrows) {
        if (arrow->isVisible())
            end = std::min(end, arrow->x());
    }
    painter.setClipRect(QRect(0, 0, end, height()));
    for (int i = 0; i < count(); ++i) {
        const QRect tab = tabRect(i).adjusted(0, 0, -Between, 0);
        const bool selected = i == currentIndex();
        if (selected)
            painter.fillRect(QRect(tab.left() + 8, height() - 2, tab.width() - 16, 2),
                             m_theme.color(m_theme.isDark() ? Role::Link : Role::Accent));
        QRectF at = QRectF(tab).adjusted(Padding, 0, -Padding + 1, 0);
        if (const QIcon icon = tabIcon(i); !icon.isNull()) {
            icon.paint(&painter, QRect(int(at.left()), (height() - IconSize) / 2, IconSize, IconSize));
            at.setLeft(at.left() + IconSize + IconGap);
        }
        TextSpec spec;
        spec.weight = selected ? Weight::Strong : Weight::Regular;
        spec.role = !isTabEnabled(i) ? Role::TextDisabled : selected ? Role::Text : Role::TextMuted;
        spec.elide = Qt::ElideNone;
        const qreal drawn = drawText(painter, m_theme, at, withoutMnemonic(tabText(i)), spec);
        at.setLeft(at.left() + drawn + CountGap);
        spec.scale = Scale::Caption;
        spec.weight = Weight::Regular;
        spec.role = Role::TextFaint;
        drawText(painter, m_theme, at, tabCount(i), spec);
        if (selected && hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
            paintRounded(painter, tab.adjusted(0, 1, 0, 0), m_theme.radius(Theme::Radius::Control), QColor(),
                         m_theme.color(Role::FocusRing), m_theme.size(Theme::Size::FocusRing));
    }
}

}  // namespace dw::ui
