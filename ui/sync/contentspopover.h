// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/serverdevices.h"
#include "ui/common/popover.h"
#include "ui/shell/uicontext.h"

namespace dw::ui
{

// What a laptop may hold, for whoever has to say what was lost with it: how many records of what, and which
// personal or secret fields of theirs in clear.
class ContentsPopover : public Popover
{
    Q_OBJECT

public:
    ContentsPopover(UiContext &context, QWidget *window);

    void showContents(const QString &laptop, const ServerDevice::Contents &contents);
    // As it is read out: a line for each kind of records, then as of when.
    const QStringList &lines() const { return m_lines; }

private:
    QString sensitiveOf(const ServerDevice::Held &held) const;

    UiContext &m_context;
    QStringList m_lines;
};

}  // namespace dw::ui
