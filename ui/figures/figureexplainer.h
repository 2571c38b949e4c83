// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/report.h"
#include "ui/figures/definitionpopover.h"
#include "ui/figures/shownfigure.h"
#include "ui/shell/uicontext.h"

#include <QObject>
#include <QPointer>

namespace dw::ui
{

class PageActions;

// Explains the figures of one page from the one place of their definitions (resources/metrics): by the mouse
// where a figure stands, by the keyboard with an action of the page. GUI thread.
class FigureExplainer : public QObject
{
    Q_OBJECT

public:
    FigureExplainer(UiContext &context, QWidget *page);
    // What it opened goes with the page, which a rebuild of the screen replaces.
    ~FigureExplainer() override;

    // Null where the definitions cannot be read; then nothing is explained.
    const MetricCatalogPtr &catalog() const { return m_catalog; }
    // "figure.explain" of the page: the figure that has the focus, else the first one.
    void addAction(const PageActions &actions);
    static QString actionText() { return tr("Explain a figure"); }
    // What the page shows at this moment.
    void setFigures(std::function<QList<ShownFigure>()> figures) { m_figures = std::move(figures); }

    // When the figures were read; null while there are none.
    void setAsOf(Instant asOf) { m_asOf = asOf; }
    // How old the data of a joined workspace is; told in place of when they were read.
    void setDataAge(const QString &age) { m_dataAge = age; }
    QString asOfText() const { return asOfText(m_asOf); }

    // The rows of a metric under a further condition, within a named period ("THIS_MONTH") where it has a
    // time: what reads its figure, and what its list is filtered by.
    QString where(QStringView metric, const QString &scope, const QString &span = {}) const;

    // Opens the definition of a figure of the page where it stands; nothing where there is none.
    void explain(const QString &key);
    void explainCurrent();
    // The same of a figure that stands by itself.
    void explain(const ShownFigure &figure);
    DefinitionPopover *popover() const { return m_popover; }

private:
    void open(const QList<ShownFigure> &figures, int current);
    void show(int figure);
    void showRows();
    const Metric *metricOf(const ShownFigure &figure) const;
    QString titleOf(const ShownFigure &figure) const;
    QString asOfText(Instant asOf) const;
    QString unitOf(const ShownFigure &figure, Metric::Unit unit) const;

    UiContext &m_context;
    QWidget *m_page;
    MetricCatalogPtr m_catalog;
    std::function<QList<ShownFigure>()> m_figures;
    QList<ShownFigure> m_open;  // what the popover chooses from
    int m_current = 0;
    Instant m_asOf;
    QString m_dataAge;
    QPointer<DefinitionPopover> m_popover;
};

}  // namespace dw::ui
