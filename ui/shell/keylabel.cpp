// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/keylabel.h"

#include "ui/common/paint.h"

#include <QPainter>

#include <cmath>

namespace dw::ui
{

KeyLabel::KeyLabel(const Theme &theme, const QString &shortcut, QWidget *parent) : ThemedWidget(theme, parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setKey(shortcut);
}

void KeyLabel::setKey(const QString &shortcut)
{
    m_text = keyHintText(shortcut);
    setAccessibleName(m_text);
    updateGeometry();
    update();
}

QSize KeyLabel::sizeHint() const
{
    const int height = theme().line(Theme::Scale::Body);
    return m_text.isEmpty() ? QSize(0, height) : QSize(int(std::ceil(keyHintWidth(theme(), m_text))), height);
}

void KeyLabel::paintEvent(QPaintEvent *)
{
    if (m_text.isEmpty())
        return;
    QPainter painter(this);
    paintKeyHint(painter, theme(), QRectF(rect()), m_text);
}

}  // namespace dw::ui
