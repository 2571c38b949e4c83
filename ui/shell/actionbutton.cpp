// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/actionbutton.h"

#include <QAction>

namespace dw::ui
{

ActionButton::ActionButton(UiContext &context, const QString &action, const QString &icon,
                           const QString &name, QWidget *parent)
    : IconButton(context.icons, icon, name, Extent::Control, Look::Framed, parent)
    , m_context(context)
    , m_action(action)
{
    hide();
    connect(&context.actions, &ActionRegistry::changed, this, &ActionButton::renew);
    connect(this, &QToolButton::clicked, this, [this] {
        if (QAction *asked = m_context.actions.actionAround(m_action, this))
            asked->trigger();
    });
}

void ActionButton::renew()
{
    const QAction *action = m_context.actions.actionAround(m_action, this);
    setVisible(action != nullptr);
    if (!action)
        return;
    setEnabled(action->isEnabled());
    setToolTip(action->toolTip());
}

}  // namespace dw::ui
