// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/contactspage.h"

namespace dw::ui
{

ContactsPage::ContactsPage(UiContext &context, QWidget *parent)
    : ListPage(context, QStringLiteral("contacts"), QStringLiteral("contact"), {}, parent)
{}

}  // namespace dw::ui
