// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/popover.h"
#include "ui/shell/uicontext.h"

namespace dw::ui
{

class LineEdit;

// Asks for the name of a view.
class SaveViewPopover : public Popover
{
    Q_OBJECT

public:
    // `name`: of the view to be renamed; empty for a new one.
    SaveViewPopover(UiContext &context, QWidget *window, const QString &name = {});

    LineEdit *name() const { return m_name; }

Q_SIGNALS:
    void named(const QString &name);

private:
    LineEdit *m_name;
};

}  // namespace dw::ui
