// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboards/chartcard.h"
#include "ui/dashboards/insightheader.h"
#include "ui/dashboards/insightpage.h"
#include "ui/dashboards/tilerow.h"
#include "ui/figures/figureexplainer.h"

#include <algorithm>

namespace dw::ui
{

InsightFilter InsightPage::filterOf(const QString &part) const
{
    return m_readBy.value(part, filter());
}

InsightScope InsightPage::scopeOf(const InsightFilter &readBy) const
{
    return {readBy, m_header->choices(), context().format, today(),
            context().configuration()->settings.fiscalStartMonth};
}

QString InsightPage::currentScope() const
{
    const InsightFilter readBy = filterOf(currentReport());
    return scopeOf(readBy).ofReport(currentTable());
}

void InsightPage::setDataAge(const QString &age)
{
    m_explainer->setDataAge(age);
    if (m_loaded)
        m_header->setAsOf(m_explainer->asOfText());
}

DefinitionPopover *InsightPage::definition() const
{
    return m_explainer->popover();
}

QList<ShownFigure> InsightPage::figures() const
{
    QList<ShownFigure> shown;
    const InsightFilter tilesBy = filterOf(tilesKey());
    const auto add = [&](const QString &key, const QString &metric, QWidget *anchor) -> ShownFigure & {
        ShownFigure figure;
        figure.key = key;
        figure.metric = metric;
        figure.inBase = false;
        figure.anchor = anchor;
        shown.append(figure);
        return shown.last();
    };
    for (int i = 0; i < std::min<int>(m_tiles->count(), int(m_tileFigures.size())); ++i) {
        ShownFigure &figure = add(QStringLiteral("tile%1").arg(i), m_tileFigures[i].metric, m_tiles->tile(i));
        figure.value = m_tiles->tile(i)->content().figure;
        figure.scope = scopeOf(tilesBy).ofMetric(*m_catalog->metric(figure.metric));
        figure.where = m_tileFigures[i].filter;
    }
    for (const QString &report : reports()) {
        const ReportDefinition *definition = m_catalog ? m_catalog->report(report) : nullptr;
        if (!definition)
            continue;
        ShownFigure &figure = add(report, definition->metric, card(report)->definitionButton());
        figure.part = definition->label.in(context().language);
        ResultTable table = m_tables.value(report);
        table.report = report;
        const InsightFilter readBy = filterOf(report);
        figure.scope = scopeOf(readBy).ofReport(table);
    }
    return shown;
}

}  // namespace dw::ui
