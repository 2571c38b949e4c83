// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/figures/figurebutton.h"
#include "ui/figures/figureexplainer.h"
#include "ui/tasks/sidelist.h"
#include "ui/tasks/tasklist.h"
#include "ui/tasks/todaypage.h"

namespace dw::ui
{

QList<ShownFigure> TodayPage::figures() const
{
    const Format &format = context().format;
    const int digits = context().configuration()->settings.currency.minorDigits();
    QList<ShownFigure> list;
    const auto add = [&](const QString &key, const char *metric, const QString &value, const QString &scope,
                         const QString &span, QWidget *anchor) -> ShownFigure & {
        ShownFigure figure;
        figure.key = key;
        figure.metric = QString::fromLatin1(metric);
        figure.value = value;
        figure.where = m_explainer->where(figure.metric, scope, span);
        figure.anchor = anchor;
        list.append(figure);
        return list.last();
    };
    const auto addTasks = [&](const char *key, const char *metric, qint64 count, const QString &span,
                              const QString &when, QWidget *anchor) {
        add(QString::fromLatin1(key), metric, format.integer(count), myTasks(), span, anchor).scope =
            when.isEmpty() ? tr("my tasks") : format.clauses({when, tr("my tasks")});
    };
    const QString today = QStringLiteral("TODAY");
    const auto shown = [this](FigureButton *button) -> QWidget * {
        return button->isHidden() ? static_cast<QWidget *>(m_list) : button;
    };
    addTasks("overdue", "tasks_overdue", m_content.overdue.all, {}, {}, shown(m_overdue));
    addTasks("today", "tasks_due", m_content.today.all, today, tr("Today"), m_counts);
    addTasks("visits", "visits_due", m_content.visitsToday, today, tr("Today"), m_counts);
    addTasks("tomorrow", "tasks_due", m_content.tomorrow.all, QStringLiteral("TOMORROW"), tr("Tomorrow"),
             m_counts);

    const auto sumOf = [&](const StageFigures &of) {
        return of.leftOut.beside(format.money(of.sum, digits), format);
    };
    const Pipeline *pipeline = context().configuration()->rulebook->pipeline(m_content.pipelineId);
    const QString mine =
        pipeline ? format.clauses({tr("my deals"), pipeline->name.in(context().language)}) : tr("my deals");
    const auto addDeals = [&](const QString &part, const QString &id, const StageFigures &of,
                              const QString &scope, QWidget *anchor) {
        ShownFigure &sum = add(QStringLiteral("sum") + id, "open_pipeline", sumOf(of), scope, {}, anchor);
        sum.part = part;
        sum.scope = mine;
        ShownFigure &count =
            add(QStringLiteral("count") + id, "open_deals", format.integer(of.count), scope, {}, anchor);
        count.part = part;
        count.scope = mine;
    };
    if (pipeline) {
        const BoardScope all{m_content.pipelineId, myDeals(), {}};
        addDeals({}, {}, m_content.pipeline.open, all.expression(), m_funnelNote);
        list[list.size() - 2].key = QStringLiteral("pipeline");
        for (const Stage &stage : pipeline->openStages())
            addDeals(stage.name.in(context().language), stage.id.toString(),
                     m_content.pipeline.stages.value(stage.id), stageOf(stage.id), m_funnel);
    }
    add(QStringLiteral("risks"), "deals_at_risk", format.integer(m_content.riskCount), myDeals(), {},
        m_risksNote)
        .scope = tr("my deals");
    return list;
}

void TodayPage::showScene(const QString &scene)
{
    if (scene == QLatin1String("definition"))
        m_explainer->explain(QStringLiteral("pipeline"));
}

ListSource TodayPage::listSource() const
{
    ListSource source;
    if (m_risks->hasFocus() || m_funnel->hasFocus()) {
        source.object = QStringLiteral("opportunity");
        source.view = m_risks->hasFocus() ? m_risks->accessibleName() : m_funnel->accessibleName();
        source.where = m_risks->hasFocus()
                           ? m_explainer->where(u"deals_at_risk", myDeals())
                           : m_explainer->where(u"open_deals",
                                                BoardScope{m_content.pipelineId, myDeals(), {}}.expression());
        source.sort = {QStringLiteral("stage_entered_at")};
        source.columns = {QStringLiteral("name"),      QStringLiteral("account_id"),
                          QStringLiteral("stage_id"),  QStringLiteral("amount"),
                          QStringLiteral("next_step"), QStringLiteral("last_activity_at")};
        return source;
    }
    source.object = QStringLiteral("task");
    source.view = tr("Today");
    source.where = anyOf({m_explainer->where(u"tasks_overdue", myTasks()),
                          m_explainer->where(u"tasks_due", myTasks(), QStringLiteral("TODAY")),
                          m_explainer->where(u"tasks_due", myTasks(), QStringLiteral("TOMORROW"))});
    source.sort = {QStringLiteral("due_at")};
    source.columns = {QStringLiteral("subject"), QStringLiteral("kind"), QStringLiteral("related"),
                      QStringLiteral("due_at"), QStringLiteral("priority")};
    return source;
}

}  // namespace dw::ui
