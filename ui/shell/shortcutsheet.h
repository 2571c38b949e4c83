// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/popover.h"

class QScrollArea;

namespace dw::ui
{

class ActionRegistry;

// F1 or ?: every key that works here and now, by group.
class ShortcutSheet : public Popover
{
    Q_OBJECT

public:
    ShortcutSheet(const Theme &theme, const ActionRegistry &actions, QWidget *window);

    void open(QWidget *anchor);

private:
    const Theme &m_theme;
    const ActionRegistry &m_actions;
    QScrollArea *m_area;
};

}  // namespace dw::ui
