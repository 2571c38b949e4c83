// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/firstfocusable.h"

namespace dw::ui
{

QWidget *firstFocusable(QWidget *widget)
{
    for (QWidget *next = widget->nextInFocusChain(); next != widget && widget->isAncestorOf(next);
         next = next->nextInFocusChain())
        if ((next->focusPolicy() & Qt::TabFocus) && next->isEnabled() && !next->isHidden())
            return next;
    return widget;
}

}  // namespace dw::ui
