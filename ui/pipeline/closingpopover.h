// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "ui/common/popover.h"
#include "ui/shell/uicontext.h"

namespace dw::ui
{

// How a deal ends: one button for each closing stage of its pipeline. What the stage asks for then is the
// gate's business.
class ClosingPopover : public Popover
{
    Q_OBJECT

public:
    ClosingPopover(UiContext &context, const Id &pipeline, QWidget *window);

Q_SIGNALS:
    void chosen(const dw::Id &stage);

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

}  // namespace dw::ui
