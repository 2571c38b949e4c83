// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/lineedit.h"

#include "ui/common/textlayout.h"

#include <QEvent>
#include <QPainter>

#include <cmath>

namespace dw::ui
{

LineEdit::LineEdit(const Theme &theme, const Icons &icons, QWidget *parent)
    : QLineEdit(parent), m_theme(theme), m_icons(icons)
{
    connect(&theme, &Theme::changed, this, &LineEdit::placeText);
}

void LineEdit::setPrefix(const QString &text)
{
    m_prefix = text;
    placeText();
}

void LineEdit::setSuffix(const QString &text)
{
    m_suffix = text;
    placeText();
}

void LineEdit::setLeadingIcon(const QString &icon)
{
    m_leadingIcon = icon;
    placeText();
}

void LineEdit::placeText()
{
    const auto besides = [this](const QString &text) {
        return text.isEmpty()
                   ? 0
                   : int(std::ceil(textWidth(m_theme, Theme::Scale::Body, Theme::Weight::Regular, text))) + 6;
    };
    int left = 0;
    if (!m_leadingIcon.isEmpty())
        left = 16 + 8;
    else
        left = besides(m_prefix);
    setTextMargins(left, 0, isReadOnly() ? 18 : besides(m_suffix), 0);
    update();
}

void LineEdit::setError(bool error)
{
    if (error == hasError())
        return;
    setProperty("error", error);
    update();
}

bool LineEdit::hasError() const
{
    return property("error").toBool();
}

void LineEdit::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    const int left = isReadOnly() ? 0 : 9;
    if (!m_leadingIcon.isEmpty()) {
        m_icons.paint(painter, QRectF(left, 0, 16, height()), m_leadingIcon,
                      isEnabled() ? Theme::Role::TextFaint : Theme::Role::TextDisabled, 16);
    } else if (!m_prefix.isEmpty()) {
        TextSpec spec;
        spec.role = isEnabled() ? Theme::Role::TextMuted : Theme::Role::TextDisabled;
        drawText(painter, m_theme, QRectF(left, 0, width() - 2 * left, height()), m_prefix, spec);
    }
    if (!m_suffix.isEmpty() && !isReadOnly()) {
        TextSpec spec;
        spec.role = isEnabled() ? Theme::Role::TextMuted : Theme::Role::TextDisabled;
        spec.align = Qt::AlignRight;
        drawText(painter, m_theme, QRectF(left, 0, width() - 2 * left, height()), m_suffix, spec);
    }
    if (isReadOnly())
        m_icons.paint(painter, QRectF(width() - 21, 0, 12, height()), QStringLiteral("lock"),
                      Theme::Role::TextMuted, 12);
}

void LineEdit::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ReadOnlyChange)
        placeText();
    QLineEdit::changeEvent(event);
}

}  // namespace dw::ui
