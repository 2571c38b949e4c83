// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/customerspage.h"

#include "ui/customers/accountextras.h"

namespace dw::ui
{

CustomersPage::CustomersPage(UiContext &context, QWidget *parent)
    : ListPage(context, QStringLiteral("customers"), QStringLiteral("account"),
               std::make_shared<AccountExtras>(), parent)
{}

}  // namespace dw::ui
