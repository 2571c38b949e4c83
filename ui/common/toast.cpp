// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/toast.h"

#include "ui/common/paint.h"
#include "ui/common/textlayout.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QPainter>
#include <QTimer>

#include <algorithm>
#include <cmath>

namespace dw::ui
{

using Role = Theme::Role;
using Scale = Theme::Scale;
using Weight = Theme::Weight;

namespace
{

constexpr int TextLine = 40;
constexpr int WarningLine = 20;

// The link and the cross of the toast; both painted in its text colour.
class ToastButton : public QAbstractButton
{
public:
    ToastButton(const Theme &theme, const Icons &icons, const QString &text, const QString &key,
                const QString &icon, QWidget *parent)
        : QAbstractButton(parent), m_theme(theme), m_icons(icons), m_key(key), m_icon(icon)
    {
        setText(text);
        setAccessibleName(text);
        setFocusPolicy(Qt::TabFocus);
        if (!icon.isEmpty())
            setToolTip(text);
    }

    QSize sizeHint() const override
    {
        if (!m_icon.isEmpty())
            return QSize(28, 28);
        const qreal width = textWidth(m_theme, Scale::Body, Weight::Strong, text()) + 12 +
                            textWidth(m_theme, Scale::Small, Weight::Regular, m_key);
        return QSize(int(std::ceil(width)) + 8, 28);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const QColor color = m_theme.color(Role::TooltipText);
        if (!m_icon.isEmpty()) {
            m_icons.paint(painter, rect(), m_icon, color, 16);
        } else {
            TextSpec spec;
            spec.weight = Weight::Strong;
            spec.color = color;
            const QRectF at = QRectF(rect()).adjusted(4, 0, -4, 0);
            const qreal width = drawText(painter, m_theme, at, text(), spec);
            const qreal line = baseline(m_theme, Scale::Body, Weight::Strong, at.top(), at.height()) + 2;
            painter.fillRect(QRectF(at.left(), line, width, 1), color);
            spec.scale = Scale::Small;
            spec.weight = Weight::Regular;
            spec.color.setAlphaF(0.8F);
            drawText(painter, m_theme, at.adjusted(width + 12, 0, 0, 0), m_key, spec);
        }
        if (hasFocus())
            paintRounded(painter, rect(), m_theme.radius(Theme::Radius::Control), QColor(), color, 2);
    }

private:
    const Theme &m_theme;
    const Icons &m_icons;
    QString m_key;
    QString m_icon;
};

}  // namespace

Toast::Toast(const Theme &theme, const Icons &icons, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_icons(icons)
    , m_undo(new ToastButton(theme, icons, tr("Undo"), keyHintText(QStringLiteral("Ctrl+Z")), {}, this))
    , m_close(new ToastButton(theme, icons, tr("Close"), {}, QStringLiteral("x"), this))
    , m_stay(new QTimer(this))
{
    m_stay->setObjectName(QStringLiteral("stay"));
    m_stay->setSingleShot(true);
    connect(m_stay, &QTimer::timeout, this, &Toast::expired);
    connect(static_cast<QAbstractButton *>(m_undo), &QAbstractButton::clicked, this, &Toast::undoRequested);
    connect(static_cast<QAbstractButton *>(m_close), &QAbstractButton::clicked, this, &Toast::closeRequested);
    connect(&theme, &Theme::changed, this, [this] {
        resize(sizeHint());
        place();
        update();
    });
    hide();
}

void Toast::setContent(const QString &text, bool undoable, int more, const QString &warning)
{
    m_warning = warning;
    m_text = text;
    m_more = more > 0 ? tr("and %n before", nullptr, more) : QString();
    m_undo->setVisible(undoable);
    QString spoken = m_more.isEmpty() ? text : text + QStringLiteral(", ") + m_more;
    if (!warning.isEmpty())
        spoken += QStringLiteral(". ") + warning;
    setAccessibleName(spoken);
    resize(sizeHint());
    place();
    update();
    if (isVisible())
        m_stay->start(m_theme.duration(Theme::Duration::ToastStay));
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

QSize Toast::sizeHint() const
{
    qreal width = 12 + 16 + 12 + textWidth(m_theme, Scale::Body, Weight::Regular, m_text);
    if (!m_more.isEmpty())
        width += 8 + textWidth(m_theme, Scale::Small, Weight::Regular, m_more);
    if (!m_warning.isEmpty()) {
        const qreal below = 12 + 16 + 12 + textWidth(m_theme, Scale::Small, Weight::Regular, m_warning);
        width = std::max(width, below);
    }
    width += 24 + (m_undo->isHidden() ? 0 : m_undo->sizeHint().width() + 8) + 13 + 28 + 6;
    const int least = m_theme.size(Theme::Size::Toast);
    const int height = m_warning.isEmpty() ? TextLine : TextLine + WarningLine;
    return QSize(std::clamp(int(std::ceil(width)), least, 2 * least), height);
}

void Toast::place()
{
    const int middle = (height() - 28) / 2;
    m_close->setGeometry(width() - 28 - 2, middle, 28, 28);
    const QSize undo = m_undo->sizeHint();
    m_undo->setGeometry(m_close->x() - 13 - undo.width(), middle, undo.width(), undo.height());
}

void Toast::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor color = m_theme.color(Role::TooltipText);
    paintRounded(painter, rect(), m_theme.radius(Theme::Radius::Container), m_theme.color(Role::Tooltip));
    m_icons.paint(painter, QRectF(12, 0, 16, TextLine), QStringLiteral("check"), color, 16);
    QColor line = color;
    line.setAlphaF(0.3F);
    painter.fillRect(QRect(m_close->x() - 7, 10, 1, height() - 20), line);

    const int end = (m_undo->isHidden() ? m_close->x() - 13 : m_undo->x()) - 8;
    QRectF at(40, 0, end - 40, TextLine);
    TextSpec spec;
    spec.color = color;
    const qreal reserve =
        m_more.isEmpty() ? 0 : textWidth(m_theme, Scale::Small, Weight::Regular, m_more) + 8;
    const qreal drawn = drawText(painter, m_theme, at.adjusted(0, 0, -reserve, 0), m_text, spec);
    spec.scale = Scale::Small;
    spec.color.setAlphaF(0.8F);
    drawText(painter, m_theme, at.adjusted(drawn + 8, 0, 0, 0), m_more, spec);
    if (m_warning.isEmpty())
        return;
    const QRectF below(at.left(), TextLine - 8, at.width(), WarningLine);
    m_icons.paint(painter, QRectF(12, below.top(), 16, below.height()), QStringLiteral("triangle-alert"),
                  color, 16);
    spec.color = color;
    drawText(painter, m_theme, below, m_warning, spec);
}

void Toast::enterEvent(QEnterEvent *event)
{
    m_stay->stop();
    QWidget::enterEvent(event);
}

void Toast::leaveEvent(QEvent *event)
{
    m_stay->start(m_theme.duration(Theme::Duration::ToastStay));
    QWidget::leaveEvent(event);
}

void Toast::showEvent(QShowEvent *event)
{
    m_stay->start(m_theme.duration(Theme::Duration::ToastStay));
    QWidget::showEvent(event);
}

void Toast::hideEvent(QHideEvent *event)
{
    m_stay->stop();
    QWidget::hideEvent(event);
}

void Toast::resizeEvent(QResizeEvent *event)
{
    place();
    QWidget::resizeEvent(event);
}

}  // namespace dw::ui
