// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/paint.h"

#include "ui/common/textlayout.h"

#include <QCoreApplication>
#include <QKeySequence>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace dw::ui
{

using Role = Theme::Role;
using Scale = Theme::Scale;
using Weight = Theme::Weight;

namespace
{

class PainterState
{
public:
    explicit PainterState(QPainter &painter) : m_painter(painter) { m_painter.save(); }
    ~PainterState() { m_painter.restore(); }
    Q_DISABLE_COPY_MOVE(PainterState)

private:
    QPainter &m_painter;
};

QRectF centred(const QRectF &rect, qreal width, qreal height)
{
    return QRectF(std::round(rect.left() + (rect.width() - width) / 2.0),
                  std::round(rect.top() + (rect.height() - height) / 2.0), width, height);
}

// As it stands on the key.
QString keyName(Qt::Key key)
{
    switch (key) {
        case Qt::Key_Left:
            return QStringLiteral("←");
        case Qt::Key_Up:
            return QStringLiteral("↑");
        case Qt::Key_Right:
            return QStringLiteral("→");
        case Qt::Key_Down:
            return QStringLiteral("↓");
        case Qt::Key_Return:
        case Qt::Key_Enter:
            return QStringLiteral("Enter");
        case Qt::Key_PageUp:
            return QStringLiteral("PgUp");
        case Qt::Key_PageDown:
            return QStringLiteral("PgDn");
        case Qt::Key_Space:
            return QCoreApplication::translate("dw::ui::KeyHint", "Space");
        default:
            return QKeySequence(key).toString(QKeySequence::PortableText);
    }
}

}  // namespace

void paintRounded(QPainter &painter, const QRectF &rect, qreal radius, const QColor &fill,
                  const QColor &border, qreal width, Qt::PenStyle pen)
{
    const PainterState state(painter);
    painter.setRenderHint(QPainter::Antialiasing, radius > 0);
    const bool framed = border.isValid() && border.alpha() > 0 && width > 0;
    const bool covers = fill.isValid() && fill.alpha() == 255;
    if (framed && covers && border.alpha() == 255 && pen == Qt::SolidLine && radius > width) {
        // Two fillings look the same, and a stroke of one pixel along a curve takes seven times as long.
        painter.setPen(Qt::NoPen);
        painter.setBrush(border);
        painter.drawRoundedRect(rect, radius, radius);
        painter.setBrush(fill);
        painter.drawRoundedRect(rect.adjusted(width, width, -width, -width), radius - width, radius - width);
        return;
    }
    const qreal inset = framed ? width / 2.0 : 0;
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter.setPen(framed ? QPen(border, width, pen, Qt::FlatCap, Qt::MiterJoin) : QPen(Qt::NoPen));
    const QRectF inner = rect.adjusted(inset, inset, -inset, -inset);
    const qreal r = std::max<qreal>(0, radius - inset);
    if (r > 0)
        painter.drawRoundedRect(inner, r, r);
    else
        painter.drawRect(inner);
}

void paintFocusRing(QPainter &painter, const Theme &theme, const QRectF &rect, qreal radius)
{
    const int ring = theme.size(Theme::Size::FocusRing);
    const qreal out = 1 + ring;
    paintRounded(painter, rect.adjusted(-out, -out, out, out), radius + out, QColor(),
                 theme.color(Role::FocusRing), ring);
}

void paintStage(QPainter &painter, const Theme &theme, const QRectF &rect, int k, int n, StageOutcome outcome)
{
    const PainterState state(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = centred(rect, 12, 12);
    const QPointF origin = box.topLeft();
    if (outcome == StageOutcome::Won) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.stageWon());
        painter.drawEllipse(box);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.color(Role::Surface), 1.4));
        const std::array<QPointF, 3> tick{QPointF(3.4, 6.2), QPointF(5.2, 8.0), QPointF(8.6, 4.2)};
        painter.drawLine(origin + tick[0], origin + tick[1]);
        painter.drawLine(origin + tick[1], origin + tick[2]);
        return;
    }
    const bool lost = outcome == StageOutcome::Lost;
    const QColor color = lost ? theme.stageLost() : theme.stageColor(k - 1, n);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color, 1.5));
    painter.drawEllipse(box.center(), 5.25, 5.25);
    if (lost) {
        painter.setPen(QPen(color, 1.4));
        painter.drawLine(origin + QPointF(4, 4), origin + QPointF(8, 8));
        painter.drawLine(origin + QPointF(8, 4), origin + QPointF(4, 8));
        return;
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    const double share = double(std::clamp(k, 0, n)) / (n + 1);
    painter.drawPie(QRectF(box.center() - QPointF(3.2, 3.2), QSizeF(6.4, 6.4)), 90 * 16,
                    -int(std::lround(share * 360 * 16)));
}

qreal paintHealth(QPainter &painter, const Theme &theme, const QPointF &topLeft, int lit)
{
    static constexpr std::array<int, 3> heights{5, 8, 12};
    const QColor color = theme.color(lit >= 3 ? Role::Success : lit == 2 ? Role::Warning : Role::Danger);
    for (int i = 0; i < 3; ++i) {
        const QRectF bar(topLeft.x() + i * 5, topLeft.y() + 12 - heights[size_t(i)], 3, heights[size_t(i)]);
        paintRounded(painter, bar, 1, i < lit ? color : theme.color(Role::ControlBorder));
    }
    return 13;
}

QString initialsOf(const Theme &theme, const QString &name)
{
    QString initials;
    QString han;
    bool letters = false;
    bool start = true;
    for (const QChar c : name) {
        if (c.script() == QChar::Script_Han) {
            if (han.isEmpty())
                han = c;
            start = true;
            continue;
        }
        letters = letters || c.isLetter();
        if (c.isSpace() || c == QLatin1Char('-'))
            start = true;
        else if (start && c.isLetterOrNumber()) {
            initials += c.toUpper();
            start = false;
        }
    }
    if (!han.isEmpty() && (theme.languageIsHan() || !letters))
        return han;
    return initials.size() <= 2 ? initials : QString(initials.front()) + initials.back();
}

void paintAvatar(QPainter &painter, const Theme &theme, const QRectF &rect, const QString &initials,
                 Whose whose)
{
    const bool mine = whose == Whose::Mine;
    paintRounded(painter, rect, rect.width() / 2.0,
                 theme.color(mine ? Role::AccentTint : Role::SelectionInactive));
    TextSpec spec;
    spec.scale = rect.width() >= theme.size(Theme::Size::Avatar) ? Scale::Small : Scale::Caption;
    spec.weight = Weight::Regular;
    spec.role = mine ? Role::Link : Role::TextMuted;
    spec.align = Qt::AlignHCenter;
    spec.elide = Qt::ElideNone;
    drawText(painter, theme, rect, initials, spec);
}

void paintMonogram(QPainter &painter, const Theme &theme, const QRectF &rect, const QString &initials)
{
    paintRounded(painter, rect, theme.radius(Theme::Radius::Container), theme.color(Role::SelectionInactive));
    TextSpec spec;
    spec.scale = Scale::Heading;
    spec.align = Qt::AlignHCenter;
    spec.weight = Weight::Strong;
    spec.elide = Qt::ElideNone;
    drawText(painter, theme, rect, initials, spec);
}

Theme::Role toneRole(Tone tone)
{
    switch (tone) {
        case Tone::Success:
            return Role::Success;
        case Tone::Warning:
            return Role::Warning;
        case Tone::Danger:
            return Role::Danger;
        case Tone::Info:
            return Role::Info;
        case Tone::Accent:
            return Role::Link;
        case Tone::Neutral:
        case Tone::Outline:
            break;
    }
    return Role::TextMuted;
}

Theme::Role toneTintRole(Tone tone)
{
    switch (tone) {
        case Tone::Success:
            return Role::SuccessTint;
        case Tone::Warning:
            return Role::WarningTint;
        case Tone::Danger:
            return Role::DangerTint;
        case Tone::Info:
            return Role::InfoTint;
        case Tone::Accent:
            return Role::AccentTint;
        case Tone::Neutral:
        case Tone::Outline:
            break;
    }
    return Role::SelectionInactive;
}

qreal pillWidth(const Theme &theme, const QString &text, bool hasIcon)
{
    return std::ceil(textWidth(theme, Scale::Small, Weight::Regular, text)) + 16 + (hasIcon ? 16 : 0);
}

qreal paintPill(QPainter &painter, const Theme &theme, const Icons &icons, const QRectF &rect,
                const QString &text, Tone tone, const QString &icon)
{
    const qreal width = std::min(rect.width(), pillWidth(theme, text, !icon.isEmpty()));
    const int height = theme.size(Theme::Size::Pill);
    const QRectF box(rect.left(), std::round(rect.center().y() - height / 2.0), width, height);
    const bool outline = tone == Tone::Outline;
    paintRounded(painter, box, height / 2.0, outline ? QColor() : theme.color(toneTintRole(tone)),
                 outline ? theme.color(Role::Border) : QColor());
    QRectF inner = box.adjusted(8, 0, -8, 0);
    if (!icon.isEmpty()) {
        icons.paint(painter, QRectF(inner.left(), box.top(), 12, height), icon, toneRole(tone), 12);
        inner.setLeft(inner.left() + 16);
    }
    TextSpec spec;
    spec.scale = Scale::Small;
    spec.role = toneRole(tone);
    drawText(painter, theme, inner, text, spec);
    return width;
}

QString keyHintText(const QString &shortcut)
{
    const auto isKnown = [](const QKeySequence &keys) {
        for (int i = 0; i < keys.count(); ++i) {
            if (keys[uint(i)].key() == Qt::Key_unknown)
                return false;
        }
        return !keys.isEmpty();
    };
    // Menus write the language's own names, everything else Qt's.
    QKeySequence keys = QKeySequence::fromString(shortcut, QKeySequence::PortableText);
    if (!isKnown(keys))
        keys = QKeySequence::fromString(shortcut, QKeySequence::NativeText);
    if (!isKnown(keys))
        return shortcut;
    QStringList parts;
    for (int i = 0; i < keys.count(); ++i) {
        const QKeyCombination one = keys[uint(i)];
        for (const auto &[modifier, name] :
             {std::pair{Qt::ControlModifier, "Ctrl"}, std::pair{Qt::AltModifier, "Alt"},
              std::pair{Qt::ShiftModifier, "Shift"}, std::pair{Qt::MetaModifier, "Meta"}}) {
            if (one.keyboardModifiers().testFlag(modifier))
                parts.append(QString::fromLatin1(name));
        }
        parts.append(keyName(one.key()));
    }
    return parts.join(QLatin1Char(' '));
}

qreal keyHintWidth(const Theme &theme, const QString &text)
{
    return std::ceil(textWidth(theme, Scale::Caption, Weight::Regular, text)) + 10;
}

void paintKeyHint(QPainter &painter, const Theme &theme, const QRectF &rect, const QString &text,
                  const QColor &on)
{
    const QRectF box(rect.left(), std::round(rect.center().y() - theme.line(Scale::Caption) / 2.0),
                     keyHintWidth(theme, text), theme.line(Scale::Caption));
    paintRounded(painter, box, theme.radius(Theme::Radius::Control),
                 on.isValid() ? QColor() : theme.color(Role::Background),
                 on.isValid() ? on : theme.color(Role::Border));
    TextSpec spec;
    spec.scale = Scale::Caption;
    spec.role = Role::TextMuted;
    spec.color = on;
    spec.align = Qt::AlignHCenter;
    spec.elide = Qt::ElideNone;
    drawText(painter, theme, box, text, spec);
}

void paintCheck(QPainter &painter, const Theme &theme, const Icons &icons, const QRectF &rect, Check check,
                bool enabled)
{
    const QRectF box = centred(rect, 14, 14);
    if (!enabled) {
        paintRounded(painter, box, 3, check == Check::Off ? QColor() : theme.color(Role::SelectionInactive),
                     theme.color(Role::Border));
    } else if (check == Check::Off) {
        paintRounded(painter, box, 3, theme.color(Role::Surface), theme.color(Role::BorderStrong));
    } else {
        paintRounded(painter, box, 3, theme.color(Role::Accent));
    }
    const Role mark = enabled ? Role::AccentText : Role::TextDisabled;
    if (check == Check::On)
        icons.paint(painter, box, QStringLiteral("check"), mark, 12);
    else if (check == Check::Part)
        painter.fillRect(QRectF(box.left() + 3, box.top() + 6, 8, 2), theme.color(mark));
}

void paintTier(QPainter &painter, const Theme &theme, const QRectF &rect, const QString &letter, bool first)
{
    const QRectF box = centred(rect, 18, 18);
    paintRounded(painter, box, theme.radius(Theme::Radius::Control), QColor(),
                 theme.color(first ? Role::Text : Role::ControlBorder));
    TextSpec spec;
    spec.scale = Scale::Caption;
    spec.weight = Weight::Strong;
    spec.role = first ? Role::Text : Role::TextMuted;
    spec.align = Qt::AlignHCenter;
    spec.elide = Qt::ElideNone;
    drawText(painter, theme, box, letter, spec);
}

void paintBadge(QPainter &painter, const Theme &theme, const QRectF &rect, const QString &text, bool accent)
{
    const int height = theme.size(Theme::Size::Badge);
    const Weight weight = accent ? Weight::Strong : Weight::Regular;
    const qreal width =
        std::max<qreal>(height, std::ceil(textWidth(theme, Scale::Caption, weight, text)) + 8);
    const QRectF box = centred(rect, width, height);
    paintRounded(painter, box, height / 2.0, theme.color(accent ? Role::Accent : Role::SelectionInactive));
    TextSpec spec;
    spec.scale = Scale::Caption;
    spec.weight = weight;
    spec.role = accent ? Role::AccentText : Role::TextMuted;
    spec.align = Qt::AlignHCenter;
    spec.elide = Qt::ElideNone;
    drawText(painter, theme, box, text, spec);
}

void paintBar(QPainter &painter, const Theme &theme, const QRectF &rect, double ratio, const QColor &fill)
{
    const QRectF bar(rect.left(), std::round(rect.center().y() - 3), rect.width(), 6);
    paintRounded(painter, bar, 2, theme.color(Role::Sunken));
    const qreal width = std::round(bar.width() * std::clamp(ratio, 0.0, 1.0));
    if (width > 0)
        paintRounded(painter, QRectF(bar.left(), bar.top(), width, bar.height()), width < bar.width() ? 1 : 2,
                     fill.isValid() ? fill : theme.color(Role::Accent));
}

void paintSkeletonCell(QPainter &painter, const Theme &theme, const QRectF &cell, int row, int column,
                       Qt::Alignment align)
{
    // Still and the same at each paint: the width is a fixed mix of row and column, 45 to 90 percent.
    const int share = 45 + (row * 37 + column * 23) % 46;
    const qreal width = std::round(cell.width() * share / 100.0);
    const qreal x = (align & Qt::AlignRight) ? cell.right() - width : cell.left();
    paintRounded(painter, QRectF(x, std::round(cell.center().y() - 5), width, 10), 2,
                 theme.color(Role::Skeleton));
}

void paintShadow(QPainter &painter, const Theme &theme, const QRectF &rect)
{
    // Rings of falling alpha come close to a Gaussian blur of 16 px and cost no effect object.
    const PainterState state(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    const QColor full = theme.shadow();
    const QRectF base = rect.translated(0, 4);
    for (int i = 0; i < 12; ++i) {
        const double left = 1.0 - i / 12.0;
        QColor color = full;
        color.setAlphaF(float(full.alphaF() * 0.55 * left * left));
        painter.setPen(QPen(color, 1));
        const qreal out = i + 0.5;
        painter.drawRoundedRect(base.adjusted(-out, -out, out, out), 6 + out, 6 + out);
    }
}

}  // namespace dw::ui
