// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/records/listpage.h"

namespace dw::ui
{

class Segments;

// The tasks as a list with its views, columns and export: what the agenda shows, and every drill-down to
// tasks. The switch leads back to the agenda or the week.
class TaskListPage : public ListPage
{
    Q_OBJECT

public:
    explicit TaskListPage(UiContext &context, QWidget *parent = nullptr);

    Segments *segments() const { return m_segments; }

private:
    Segments *m_segments;
};

}  // namespace dw::ui
