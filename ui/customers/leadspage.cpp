// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/leadspage.h"

namespace dw::ui
{

LeadsPage::LeadsPage(UiContext &context, QWidget *parent)
    : ListPage(context, QStringLiteral("leads"), QStringLiteral("lead"), {}, parent)
{}

}  // namespace dw::ui
