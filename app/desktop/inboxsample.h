// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/inboxitem.h"

#include <QList>

namespace dw::desktop
{

class DesktopContext;

// What waits for a rep after a day without a line, about records that are there: for pictures of a workspace
// that is not joined. Empty where it has no customers and deals.
QList<InboxItem> inboxSample(DesktopContext &context);

}  // namespace dw::desktop
