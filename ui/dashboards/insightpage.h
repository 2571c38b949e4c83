// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/metriccatalog.h"
#include "ui/dashboards/insightchoice.h"
#include "ui/dashboards/insightreading.h"
#include "ui/dashboards/insightscope.h"
#include "ui/figures/shownfigure.h"
#include "ui/shell/page.h"

#include <QHash>
#include <QSet>
#include <QTimer>

namespace dw::ui
{

class ChartCard;
class DefinitionPopover;
class DrillStrip;
class DwellChart;
class FigureExplainer;
class FunnelChart;
class InsightHeader;
class LeaderboardChart;
class QuarterChart;
class StagePipelines;
class TileRow;

// Insight: funnel, won value by quarter, leaderboard and days in stage for a team, a period, a pipeline and
// an owner; every mark leads to its deals, every figure to its definition (features F1.11, F1.21, F2.48,
// F3.63, U7, U30).
class InsightPage : public Page
{
    Q_OBJECT

public:
    explicit InsightPage(UiContext &context, QWidget *parent = nullptr);

    QString key() const override { return QStringLiteral("insight"); }
    void show(const Place &place) override;
    QStringList breadcrumb() const override;
    QStringList statusTexts() const override;
    bool isSettled() const override { return m_loaded && m_reading.isEmpty(); }
    QWidget *focusTarget() override;
    QList<QWidget *> panes() override;
    RecordRef currentRecord() const override;
    QStringList scenes() const override;
    void showScene(const QString &scene) override;

    // What an export takes: the report of the card in hand and what the page shows.
    QString currentReport() const;
    ResultTable currentTable() const { return m_tables.value(currentReport()); }
    // What it is narrowed to, in words.
    QString currentScope() const;
    MetricCatalogPtr catalog() const { return m_catalog; }  // null until it is read
    const InsightFilter &filter() const;
    void setFilter(const InsightFilter &filter);
    void refresh();
    // How old the data of a joined workspace is; told beside the figures in place of when they were read.
    void setDataAge(const QString &age);

    ChartCard *card(const QString &report) const { return m_cards.value(report); }
    TileRow *tiles() const { return m_tiles; }
    DrillStrip *strip() const { return m_strip; }
    InsightHeader *header() const { return m_header; }
    StagePipelines *stagePipelines() const { return m_stagePipelines; }
    DefinitionPopover *definition() const;  // null until a figure is explained

private:
    void build();
    ChartCard *addCard(const QString &report, class ChartWidget *chart);
    void registerActions();
    void refreshExport();
    PeriodDays days() const;
    Date today() const;

    template <typename T>
    void read(const QString &slot, std::function<Result<T>(const Reader &)> work,
              std::function<void(const Result<T> &)> done);
    void settleDefault(const ResultTable &funnel);
    void readReportOf(const QString &report, const PeriodDays &days);
    void showReport(const QString &report);
    void showTiles();
    QList<Currency> currencies() const;
    Currency shownCurrency() const;
    ResultTable ofCurrency(const ResultTable &table) const;
    void finished(const QString &slot);

    static const QStringList &reports();
    static QString tilesKey() { return QStringLiteral("tiles"); }
    // What the figures of a report, or the tiles, were read by: not what is chosen since, as a read takes its
    // time and may fail.
    InsightFilter filterOf(const QString &part) const;
    // `readBy` outlives it.
    InsightScope scopeOf(const InsightFilter &readBy) const;
    void showStagePipeline(const QString &report);

    void choose(const QString &report, int row);
    void drill();
    void openAsList();
    void closeDrill();
    QList<ShownFigure> figures() const;
    void commitSeen(const CommitNotice &notice);

    MetricCatalogPtr m_catalog;
    InsightHeader *m_header;
    TileRow *m_tiles;
    FunnelChart *m_funnel;
    QuarterChart *m_quarters;
    LeaderboardChart *m_leaders;
    DwellChart *m_dwell;
    DrillStrip *m_strip;
    StagePipelines *m_stagePipelines;
    FigureExplainer *m_explainer;
    QHash<QString, ChartCard *> m_cards;
    QHash<QString, ResultTable> m_tables;
    QHash<QString, InsightFilter> m_readBy;
    QList<InsightTile> m_tileFigures;
    InsightChoice m_choice;
    Currency m_currency;  // chosen by the person; null = the page decides
    QSet<QString> m_reading;
    QTimer m_refresh;
    Instant m_asOf;
    bool m_defaultPeriod = true;  // nobody has chosen one yet
    bool m_loaded = false;
    bool m_stale = false;
};

}  // namespace dw::ui
