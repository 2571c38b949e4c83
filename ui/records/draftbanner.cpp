// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/draftbanner.h"

#include <QPushButton>

namespace dw::ui
{

DraftBanner::DraftBanner(UiContext &context, QWidget *parent)
    : Banner(context.theme, context.icons, Tone::Info, tr("Draft restored"), parent)
    , m_button(Banner::addAction(tr("Drop the draft")))
{
    hide();
    connect(m_button, &QPushButton::clicked, this, [this] {
        setDropped(!m_dropped);
        if (m_dropped)
            Q_EMIT dropRequested();
        else
            Q_EMIT bringBackRequested();
    });
}

void DraftBanner::showRestored()
{
    setDropped(false);
    show();
}

void DraftBanner::setDropped(bool dropped)
{
    m_dropped = dropped;
    setText(dropped ? tr("Draft dropped") : tr("Draft restored"));
    m_button->setText(dropped ? tr("Bring it back") : tr("Drop the draft"));
}

}  // namespace dw::ui
