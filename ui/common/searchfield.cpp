// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/searchfield.h"

#include "ui/common/paint.h"

#include <QKeyEvent>
#include <QPainter>

namespace dw::ui
{

SearchField::SearchField(const Theme &theme, const Icons &icons, const QString &placeholder, QWidget *parent)
    : LineEdit(theme, icons, parent)
{
    setLeadingIcon(QStringLiteral("search"));
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
}

void SearchField::setKeyHint(const QString &shortcut)
{
    m_hint = keyHintText(shortcut);
    update();
}

void SearchField::paintEvent(QPaintEvent *event)
{
    LineEdit::paintEvent(event);
    if (m_hint.isEmpty() || hasFocus() || !text().isEmpty())
        return;
    QPainter painter(this);
    const qreal wide = keyHintWidth(theme(), m_hint);
    paintKeyHint(painter, theme(), QRectF(width() - 7 - wide, 0, wide, height()), m_hint);
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty())
        clear();
    else
        LineEdit::keyPressEvent(event);
}

}  // namespace dw::ui
