// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/popover.h"
#include "ui/shell/uicontext.h"

namespace dw::ui
{

class LineEdit;
class Segments;

// Asks for the name of a view and for who sees it: oneself, the team, or everybody where the right is there.
class SaveViewPopover : public Popover
{
    Q_OBJECT

public:
    // `name`: of the view that is there; empty for a new one. `shared` as in saved_view.
    SaveViewPopover(UiContext &context, QWidget *window, const QString &name, const QString &shared);

    LineEdit *name() const { return m_name; }
    Segments *shared() const { return m_shared; }

Q_SIGNALS:
    void named(const QString &name, const QString &shared);

private:
    void addSharing(const UiContext &context, const QString &shared);

    LineEdit *m_name;
    Segments *m_shared;
    QStringList m_keys;  // of the segments
};

}  // namespace dw::ui
