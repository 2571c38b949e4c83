// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/figures/figureexplainer.h"

#include "ui/shell/pageactions.h"

#include <QApplication>
#include <QComboBox>

#include <algorithm>

namespace dw::ui
{

namespace
{

QString both(const QString &part, const QString &name, const Format &format)
{
    return part.isEmpty() ? name : format.clauses({part, name});
}

}  // namespace

FigureExplainer::FigureExplainer(UiContext &context, QWidget *page)
    : QObject(page), m_context(context), m_page(page)
{
    if (auto catalog = MetricCatalog::shipped(); catalog.ok())
        m_catalog = *catalog;
}

FigureExplainer::~FigureExplainer()
{
    if (!m_popover)
        return;
    // Later: it may be its own button that sent the person elsewhere.
    m_popover->hide();
    m_popover->deleteLater();
}

void FigureExplainer::addAction(const PageActions &actions)
{
    actions.add("figure.explain", actionText(), "circle-help", QKeySequence(Qt::Key_Equal),
                [this] { explainCurrent(); });
}

QString FigureExplainer::asOfText(Instant asOf) const
{
    if (!m_dataAge.isEmpty())
        return m_dataAge;
    if (asOf.ms == 0)
        return {};
    const QDateTime at = asOf.toQDateTime(m_context.configuration()->settings.zone.zone());
    return tr("as of %1").arg(m_context.format.time(at.time()));
}

QString FigureExplainer::where(QStringView code, const QString &scope, const QString &span) const
{
    const Metric *metric = m_catalog ? m_catalog->metric(code) : nullptr;
    if (!metric)
        return {};
    ReportParameters parameters;
    parameters.where = scope;
    parameters.span = span;
    return Report::filter(*m_catalog, *metric, parameters);
}

void FigureExplainer::explain(const QString &key)
{
    const QList<ShownFigure> figures = m_figures ? m_figures() : QList<ShownFigure>();
    const auto found = std::find_if(figures.begin(), figures.end(),
                                    [&](const ShownFigure &figure) { return figure.key == key; });
    if (found != figures.end())
        open(figures, int(found - figures.begin()));
}

void FigureExplainer::explainCurrent()
{
    const QList<ShownFigure> figures = m_figures ? m_figures() : QList<ShownFigure>();
    const QWidget *focus = QApplication::focusWidget();
    const auto found = std::find_if(figures.begin(), figures.end(), [&](const ShownFigure &figure) {
        return focus && figure.anchor && (figure.anchor == focus || figure.anchor->isAncestorOf(focus));
    });
    if (!figures.isEmpty())
        open(figures, found == figures.end() ? 0 : int(found - figures.begin()));
}

void FigureExplainer::explain(const ShownFigure &figure)
{
    open({figure}, 0);
}

const Metric *FigureExplainer::metricOf(const ShownFigure &figure) const
{
    return figure.own ? figure.own.get() : m_catalog ? m_catalog->metric(figure.metric) : nullptr;
}

void FigureExplainer::open(const QList<ShownFigure> &figures, int current)
{
    if (!m_catalog || !metricOf(figures[current]))
        return;
    if (!m_popover) {
        m_popover = new DefinitionPopover(m_context.theme, m_page->window());
        connect(m_popover, &DefinitionPopover::chosen, this, &FigureExplainer::show);
        connect(m_popover->dealsButton(), &QPushButton::clicked, this, &FigureExplainer::showRows);
    }
    m_open = figures;
    QStringList names;
    for (const ShownFigure &figure : figures) {
        const Metric *metric = metricOf(figure);
        names.append(both(figure.part, metric ? metric->name.in(m_context.language) : figure.metric,
                          m_context.format));
    }
    m_popover->setChoice(names, current);
    show(current);
    const QWidget *anchor = figures[current].anchor;
    const QRect inside = figures[current].place;
    QWidget *window = m_page->window();
    const QWidget *at = anchor && anchor->isVisible() ? anchor : m_page;
    const QRect area =
        at == anchor ? (inside.isNull() ? at->rect() : inside) : QRect(at->width() / 2, 0, 1, 1);
    m_popover->openAt(QRect(at->mapTo(window, area.topLeft()), area.size()), Popover::Side::Below);
    if (!figures[current].where.isEmpty() || figures[current].showRows)
        m_popover->dealsButton()->setFocus(Qt::PopupFocusReason);
}

void FigureExplainer::show(int index)
{
    m_current = index;
    const ShownFigure &figure = m_open[index];
    const Metric *metric = metricOf(figure);
    if (!metric)
        return;
    DefinitionPopover::Content content;
    content.words = m_catalog->explain(*metric, m_context.language);
    if (figure.own && !metric->where.isEmpty())
        content.words.rows = metric->grain + QStringLiteral(": ") + metric->where;
    content.value = figure.value;
    content.unit = unitOf(figure, metric->unit);
    QStringList about{figure.part, figure.scope, figure.asOf.ms == 0 ? asOfText() : asOfText(figure.asOf)};
    about.removeAll(QString());
    content.asOf = m_context.format.clauses(about);
    if (!figure.where.isEmpty() || figure.showRows)
        content.rows = metric->isRatio() || metric->grain == QLatin1String("opportunity")
                           ? tr("Show its deals")
                           : tr("Show its rows");
    m_popover->setContent(content);
}

QString FigureExplainer::unitOf(const ShownFigure &figure, Metric::Unit unit) const
{
    switch (unit) {
        case Metric::Unit::Count:
            return tr("Unit: number of records");
        case Metric::Unit::Money:
            return figure.inBase ? tr("Unit: money in %1; other currencies at their dated rates; amounts "
                                      "without a rate are left out, and it says so")
                                       .arg(m_context.configuration()->settings.currency.code())
                                 : tr("Unit: money, each currency by itself");
        case Metric::Unit::Percent:
            return tr("Unit: percent");
        case Metric::Unit::Days:
            return tr("Unit: days");
    }
    Q_UNREACHABLE();
}

QString FigureExplainer::titleOf(const ShownFigure &figure) const
{
    const Metric *metric = metricOf(figure);
    return both(figure.part, metric->name.in(m_context.language), m_context.format);
}

void FigureExplainer::showRows()
{
    const ShownFigure figure = m_open.value(m_current);
    m_popover->closePopover();
    const Metric *metric = metricOf(figure);
    if (figure.showRows)
        figure.showRows();
    else if (metric && m_context.navigator)
        m_context.navigator->openList(
            metric->isRatio() ? m_catalog->metric(metric->numerator)->grain : metric->grain, figure.where,
            titleOf(figure));
}

}  // namespace dw::ui
