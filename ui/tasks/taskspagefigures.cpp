// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/reportparameters.h"
#include "core/expression/syntaxnode.h"
#include "ui/figures/figureexplainer.h"
#include "ui/records/viewtabs.h"
#include "ui/tasks/tasklist.h"
#include "ui/tasks/taskspage.h"

namespace dw::ui
{

QList<ShownFigure> TasksPage::figures() const
{
    // A week tells its tasks, no figures.
    if (m_isWeek)
        return {};
    const QList<Instant> ends = groupEnds(context().configuration()->settings.zone, m_groupedAt);
    const auto from = [&](int end) {
        return QStringLiteral("due_at >= %1").arg(quotedText(ends[end].toIso()));
    };
    const auto until = [&](int end) {
        return QStringLiteral("due_at < %1").arg(quotedText(ends[end].toIso()));
    };
    struct Definition
    {
        const char *metric;
        QString within;
    };
    // Overdue and today end at this moment, as their metrics do by themselves.
    const QHash<QString, Definition> definitions{
        {QStringLiteral("overdue"), {"tasks_overdue", {}}},
        {QStringLiteral("today"), {"tasks_due", until(1)}},
        {QStringLiteral("tomorrow"), {"tasks_due", allOf({from(1), until(2)})}},
        {QStringLiteral("week"), {"tasks_due", allOf({from(2), until(3)})}},
        {QStringLiteral("later"), {"tasks_due", from(3)}},
        {QStringLiteral("done"), {"tasks_done", {}}}};
    QList<ShownFigure> list;
    const TaskModel *model = m_list->tasks();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (!model->isHead(row))
            continue;
        const TaskGroup &group = model->group(row);
        const Definition definition = definitions.value(group.figure);
        ShownFigure figure;
        figure.key = group.figure;
        figure.metric = QString::fromLatin1(definition.metric);
        figure.value = context().format.integer(group.count());
        figure.part = group.title;
        figure.scope = m_views->view().name.in(context().language);
        figure.where = m_explainer->where(figure.metric, allOf({m_groupedWhere, definition.within}));
        figure.anchor = m_list;
        figure.place = m_list->visualRect(model->index(row));
        list.append(figure);
    }
    return list;
}

void TasksPage::explainFigure()
{
    const QModelIndex current = m_list->currentIndex();
    if (m_list->hasFocus() && current.isValid())
        m_explainer->explain(m_list->tasks()->group(current.row()).figure);
    else
        m_explainer->explainCurrent();
}

}  // namespace dw::ui
