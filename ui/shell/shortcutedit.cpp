// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcutedit.h"

#include "ui/common/paint.h"

#include <QKeyEvent>

namespace dw::ui
{

namespace
{

bool isModifier(int key)
{
    return key == Qt::Key_Control || key == Qt::Key_Shift || key == Qt::Key_Alt || key == Qt::Key_Meta ||
           key == Qt::Key_AltGr || key == Qt::Key_unknown;
}

}  // namespace

ShortcutEdit::ShortcutEdit(const Theme &theme, const Icons &icons, QWidget *parent)
    : LineEdit(theme, icons, parent)
{
    setPlaceholderText(tr("none"));
    setAttribute(Qt::WA_InputMethodEnabled, false);
    setContextMenuPolicy(Qt::NoContextMenu);
}

void ShortcutEdit::setShortcut(const QKeySequence &shortcut)
{
    m_shortcut = shortcut;
    setText(keyHintText(shortcut.toString(QKeySequence::PortableText)));
}

bool ShortcutEdit::event(QEvent *event)
{
    // Keys that already mean something must come here, not do it.
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    return LineEdit::event(event);
}

void ShortcutEdit::keyPressEvent(QKeyEvent *event)
{
    if (isModifier(event->key()))
        return;
    if (event->modifiers() == Qt::NoModifier) {
        switch (event->key()) {
            case Qt::Key_Escape:
                setShortcut(m_shortcut);
                event->ignore();
                return;
            case Qt::Key_Backspace:
            case Qt::Key_Delete:
                Q_EMIT shortcutChosen(QKeySequence());
                return;
            default:
                break;
        }
    }
    Q_EMIT shortcutChosen(QKeySequence(event->keyCombination()));
}

}  // namespace dw::ui
