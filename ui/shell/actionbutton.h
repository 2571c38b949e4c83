// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/iconbutton.h"
#include "ui/shell/uicontext.h"

namespace dw::ui
{

// A button for an action of the registry that another folder may give the page around it: absent while there
// is none, and disabled with the action's reason.
class ActionButton : public IconButton
{
    Q_OBJECT

public:
    ActionButton(UiContext &context, const QString &action, const QString &icon, const QString &name,
                 QWidget *parent = nullptr);

private:
    void renew();

    UiContext &m_context;
    const QString m_action;
};

}  // namespace dw::ui
