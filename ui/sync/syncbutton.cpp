// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/syncbutton.h"

#include "ui/common/paint.h"
#include "ui/common/textlayout.h"
#include "ui/sync/syncstate.h"

#include <QAccessible>
#include <QPainter>

#include <cmath>

namespace dw::ui
{

namespace
{

constexpr int Padding = 8;
constexpr int Gap = 6;
constexpr int IconBox = 16;

QString dot()
{
    return QStringLiteral(" \u00b7 ");
}

}  // namespace

SyncButton::SyncButton(const Icons &icons, const SyncState &state, QWidget *parent)
    : QToolButton(parent), m_icons(icons), m_state(state)
{
    setObjectName(QStringLiteral("syncState"));
    setFocusPolicy(Qt::TabFocus);
    connect(&state, &SyncState::changed, this, &SyncButton::refresh);
    connect(&icons.theme(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
    refresh();
}

void SyncButton::refresh()
{
    const QString spoken = m_state.spoken();
    const bool other = m_face != int(m_state.face());
    if (spoken == accessibleName() && !other)
        return;
    m_face = int(m_state.face());
    setAccessibleName(spoken);
    setAccessibleDescription(m_state.clockProblem().isEmpty() ? m_state.meaning() : m_state.clockProblem());
    setToolTip(tr("Show what syncs"));
    updateGeometry();
    update();
    if (other && isVisible()) {
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

bool SyncButton::isFramed() const
{
    switch (m_state.face()) {
        case SyncState::Face::FirstSync:
        case SyncState::Face::Sending:
        case SyncState::Face::Synced:
            return false;
        case SyncState::Face::SignIn:
        case SyncState::Face::Stopped:
        case SyncState::Face::Offline:
        case SyncState::Face::Attention:
            break;
    }
    return true;
}

QSize SyncButton::sizeHint() const
{
    const Theme &theme = m_icons.theme();
    qreal width = 2 * Padding + IconBox + Gap;
    const QString text = m_state.text();
    const QString strong = m_state.strong();
    if (!text.isEmpty())
        width += textWidth(theme, Theme::Scale::Small, Theme::Weight::OfScale, text);
    if (!text.isEmpty() && !strong.isEmpty())
        width += textWidth(theme, Theme::Scale::Small, Theme::Weight::OfScale, dot());
    if (!strong.isEmpty())
        width += textWidth(theme, Theme::Scale::Small, Theme::Weight::Strong, strong);
    return {int(std::ceil(width)), theme.size(Theme::Size::ControlSmall)};
}

void SyncButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = m_icons.theme();
    const bool reached = hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange);
    const bool over = underMouse() || isDown();
    const QColor fill = over         ? theme.color(Theme::Role::Hover)
                        : isFramed() ? theme.color(Theme::Role::Surface)
                                     : QColor();
    const QColor frame = reached      ? theme.color(Theme::Role::FocusRing)
                         : isFramed() ? theme.color(Theme::Role::Border)
                                      : QColor();
    paintRounded(painter, QRectF(rect()), theme.radius(Theme::Radius::Control), fill, frame,
                 theme.size(reached ? Theme::Size::FocusRing : Theme::Size::Border));
    const Theme::Role role = m_state.role();
    m_icons.paint(painter, QRectF(Padding, 0, IconBox, height()), m_state.icon(), role);
    qreal left = Padding + IconBox + Gap;
    const QString text = m_state.text();
    const QString strong = m_state.strong();
    const auto put = [&](const QString &part, Theme::Weight weight) {
        left += drawText(
            painter, theme, QRectF(left, 0, width() - left, height()), part,
            TextSpec{.scale = Theme::Scale::Small, .weight = weight, .role = role, .elide = Qt::ElideNone});
    };
    if (!text.isEmpty())
        put(text, Theme::Weight::OfScale);
    if (!text.isEmpty() && !strong.isEmpty())
        put(dot(), Theme::Weight::OfScale);
    if (!strong.isEmpty())
        put(strong, Theme::Weight::Strong);
}

}  // namespace dw::ui
