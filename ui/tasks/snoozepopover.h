// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/popover.h"
#include "ui/shell/uicontext.h"

#include <QDateTime>

namespace dw::ui
{

// When a task comes back: a few times, or one typed as in quick add ("fri 3pm", "周五下午3点").
class SnoozePopover : public Popover
{
    Q_OBJECT

public:
    SnoozePopover(UiContext &context, QWidget *window);

Q_SIGNALS:
    void chosen(const QDateTime &due);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void choose(const QDateTime &due);
};

}  // namespace dw::ui
