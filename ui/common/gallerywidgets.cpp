// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/gallerywidgets.h"

#include "ui/common/paint.h"
#include "ui/common/textlayout.h"

#include <QMetaEnum>
#include <QPainter>

#include <cmath>

namespace dw::ui
{

using Role = Theme::Role;
using Scale = Theme::Scale;
using Weight = Theme::Weight;

SwatchView::SwatchView(const Theme &theme) : ThemedWidget(theme)
{
    setAccessibleName(tr("Colours by role"));
}

void SwatchView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    static constexpr Role roles[] = {Role::Background, Role::Surface,   Role::Raised, Role::Sunken,
                                     Role::Hover,      Role::Selection, Role::Accent, Role::Tooltip,
                                     Role::AccentTint, Role::TextMuted};
    TextSpec small;
    small.scale = Scale::Small;
    for (int i = 0; i < 10; ++i) {
        const QRectF box(i % 5 * 84, i / 5 * 24, 18, 18);
        paintRounded(painter, box, 4, theme().color(roles[i]), theme().color(Role::ControlBorder));
        const auto name = QMetaEnum::fromType<Role>().valueToKey(int(roles[i]));
        drawText(painter, theme(), QRectF(box.right() + 6, box.top(), 58, 18), QLatin1String(name), small);
    }
    TextSpec caption;
    caption.scale = Scale::Caption;
    caption.role = Role::TextFaint;
    drawText(painter, theme(), QRectF(0, 52, 52, 18), tr("Charts"), caption);
    for (int i = 0; i < 8; ++i)
        paintRounded(painter, QRectF(52 + i * 46, 52, 40, 18), 2, theme().chart(i));
    drawText(painter, theme(), QRectF(0, 76, 52, 18), tr("Forecast"), caption);
    const QStringList names{tr("Closed"), tr("Commit"), tr("Best case"), tr("Pipeline")};
    for (int i = 0; i < 4; ++i) {
        paintRounded(painter, QRectF(52 + i * 92, 76, 18, 18), 2, theme().forecast(Theme::Forecast(i)));
        drawText(painter, theme(), QRectF(74 + i * 92, 76, 68, 18), names[i], small);
    }
}

GlyphStrip::GlyphStrip(const Theme &theme, What what) : ThemedWidget(theme), m_what(what)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize GlyphStrip::sizeHint() const
{
    switch (m_what) {
        case What::TiersAndBadge:
            return QSize(18 + 6 + 18 + 6 + 16, 24);
        case What::Stages:
            return QSize(402, 20);
        case What::TipAndKeys:
            return QSize(250, 24);
    }
    return {};
}

void GlyphStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const qreal high = height();
    if (m_what == What::TiersAndBadge) {
        paintTier(painter, theme(), QRectF(0, 0, 18, high), QStringLiteral("A"), true);
        paintTier(painter, theme(), QRectF(24, 0, 18, high), QStringLiteral("B"), false);
        paintBadge(painter, theme(), QRectF(48, 0, 16, high), QStringLiteral("6"));
        return;
    }
    if (m_what == What::TipAndKeys) {
        TextSpec spec;
        spec.scale = Scale::Small;
        spec.color = theme().color(Role::TooltipText);
        paintRounded(painter, QRectF(0, 0, 108, 24), 4, theme().color(Role::Tooltip));
        const qreal drawn = drawText(painter, theme(), QRectF(8, 0, 92, high), tr("Pipeline"), spec);
        spec.color.setAlphaF(0.8F);
        drawText(painter, theme(), QRectF(16 + drawn, 0, 84 - drawn, high), QStringLiteral("Alt 4"), spec);
        qreal x = 120;
        for (const QString &key : {QStringLiteral("Ctrl K"), tr("Enter"), tr("Esc")}) {
            paintKeyHint(painter, theme(), QRectF(x, 0, 60, high), key);
            x += keyHintWidth(theme(), key) + 8;
        }
        return;
    }
    qreal x = 0;
    const struct
    {
        int k;
        StageOutcome outcome;
        QString name;
    } stages[] = {{1, StageOutcome::Open, tr("Qualify")},
                  {3, StageOutcome::Open, tr("Proposal")},
                  {5, StageOutcome::Open, tr("Negotiation")},
                  {0, StageOutcome::Won, tr("Won")},
                  {0, StageOutcome::Lost, tr("Lost")}};
    for (const auto &stage : stages) {
        paintStage(painter, theme(), QRectF(x, 0, 12, high), stage.k, 5, stage.outcome);
        x += 18 + drawText(painter, theme(), QRectF(x + 18, 0, 120, high), stage.name) + 6;
    }
    for (int lit = 3; lit >= 1; --lit)
        x += paintHealth(painter, theme(), QPointF(std::round(x), 4), lit) + 7;
}

void FloatFrame::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintRounded(painter, rect(), theme().radius(Theme::Radius::Container), theme().color(Role::Raised),
                 theme().color(Role::ControlBorder));
}

void MenuPreview::addItem(const QIcon &icon, const QString &text, Item item)
{
    m_entries.append({icon, text, item});
    updateGeometry();
}

QSize MenuPreview::sizeHint() const
{
    int height = 10;
    for (const Entry &entry : m_entries)
        height += entry.item == Item::Separator ? 9 : theme().size(Theme::Size::Control);
    return QSize(280, height);
}

void MenuPreview::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QStyleOptionMenuItem panel;
    panel.initFrom(this);
    style()->drawPrimitive(QStyle::PE_PanelMenu, &panel, &painter, this);
    int top = 5;
    for (const Entry &entry : m_entries) {
        QStyleOptionMenuItem option;
        option.initFrom(this);
        option.state &= ~QStyle::State_MouseOver;
        option.icon = entry.icon;
        option.text = entry.text;
        option.menuItemType = entry.item == Item::Separator ? QStyleOptionMenuItem::Separator
                              : entry.item == Item::SubMenu ? QStyleOptionMenuItem::SubMenu
                                                            : QStyleOptionMenuItem::Normal;
        option.checkType = QStyleOptionMenuItem::NotCheckable;
        option.state.setFlag(QStyle::State_Enabled, entry.item != Item::Disabled);
        option.state.setFlag(QStyle::State_Selected, entry.item == Item::Selected);
        const int high = entry.item == Item::Separator ? 9 : theme().size(Theme::Size::Control);
        option.rect = QRect(1, top, width() - 2, high);
        style()->drawControl(QStyle::CE_MenuItem, &option, &painter, this);
        top += high;
    }
}

}  // namespace dw::ui
