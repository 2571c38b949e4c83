// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/paletteedit.h"

#include <QInputMethodEvent>
#include <QKeyEvent>

namespace dw::ui
{

namespace
{

constexpr int PageRows = 8;

}  // namespace

PaletteEdit::PaletteEdit(const Theme &theme, QWidget *parent) : QLineEdit(parent)
{
    setObjectName(QStringLiteral("paletteEdit"));  // its plane is in the style sheet
    setFrame(false);
    // The line is as large as a title but not strong: it is what is being written, not what is read.
    setFont(theme.font(Theme::Scale::Title, Theme::Weight::Regular));
    setAttribute(Qt::WA_MacShowFocusRect, false);
    connect(this, &QLineEdit::textChanged, this, [this] { m_choosing = false; });
}

void PaletteEdit::inputMethodEvent(QInputMethodEvent *event)
{
    m_composing = !event->preeditString().isEmpty();
    QLineEdit::inputMethodEvent(event);
}

void PaletteEdit::keyPressEvent(QKeyEvent *event)
{
    if (m_composing) {
        // Some input methods hand the key on that ends the composition; it chooses nothing.
        event->accept();
        return;
    }
    if (event->key() == Qt::Key_Space && m_choosing && event->modifiers() == Qt::NoModifier) {
        Q_EMIT peekRequested();
        return;
    }
    switch (event->key()) {
        case Qt::Key_Down:
        case Qt::Key_Up:
        case Qt::Key_PageDown:
        case Qt::Key_PageUp:
            m_choosing = true;
            break;
        default:
            break;
    }
    switch (event->key()) {
        case Qt::Key_Down:
            Q_EMIT moveRequested(1);
            return;
        case Qt::Key_Up:
            Q_EMIT moveRequested(-1);
            return;
        case Qt::Key_PageDown:
            Q_EMIT moveRequested(PageRows);
            return;
        case Qt::Key_PageUp:
            Q_EMIT moveRequested(-PageRows);
            return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (event->modifiers().testFlag(Qt::ControlModifier))
                Q_EMIT searchAllRequested();
            else
                Q_EMIT chooseRequested();
            return;
        case Qt::Key_Escape:
            Q_EMIT closeRequested();
            return;
        default:
            QLineEdit::keyPressEvent(event);
    }
}

bool PaletteEdit::event(QEvent *event)
{
    const bool known = QLineEdit::event(event);
    if (event->type() == QEvent::Polish)  // which takes it away from lines without a frame
        setAttribute(Qt::WA_OpaquePaintEvent);
    return known;
}

void PaletteEdit::focusOutEvent(QFocusEvent *event)
{
    m_composing = false;
    QLineEdit::focusOutEvent(event);
}

}  // namespace dw::ui
