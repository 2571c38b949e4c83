// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/pipeline.h"
#include "ui/common/popover.h"
#include "ui/pipeline/dealcard.h"
#include "ui/shell/uicontext.h"

namespace dw::ui
{

// A glance at a card's deal: its facts in full, and the way to its page.
class PeekPopover : public Popover
{
    Q_OBJECT

public:
    PeekPopover(UiContext &context, const DealCard &deal, const Stage &stage, QWidget *window);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    UiContext &m_context;
    Id m_deal;
};

}  // namespace dw::ui
