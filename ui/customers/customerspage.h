// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/records/listpage.h"

namespace dw::ui
{

class CustomersPage : public ListPage
{
    Q_OBJECT

public:
    explicit CustomersPage(UiContext &context, QWidget *parent = nullptr);
};

}  // namespace dw::ui
