// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/tasklistpage.h"

#include "ui/common/segments.h"
#include "ui/records/viewbar.h"
#include "ui/tasks/taskspage.h"

namespace dw::ui
{

TaskListPage::TaskListPage(UiContext &context, QWidget *parent)
    : ListPage(context, QStringLiteral("tasklist"), QStringLiteral("task"), {}, parent)
    , m_segments(TasksPage::makeSegments(context, 2))
{
    viewBar()->addTool(m_segments);
    connect(m_segments, &Segments::chosen, this, [this](int index) {
        if (index == 2 || this->context().navigator == nullptr)
            return;
        m_segments->setCurrent(2);
        TasksPage::keepWeek(this->context(), index == 1);
        Place tasks;
        tasks.page = QStringLiteral("tasks");
        this->context().navigator->open(tasks);
    });
}

}  // namespace dw::ui
