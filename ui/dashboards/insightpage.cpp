// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboards/insightpage.h"

#include "core/base/wording.h"
#include "core/expression/calendar.h"
#include "ui/common/recordtable.h"
#include "ui/dashboards/chartcard.h"
#include "ui/dashboards/drillstrip.h"
#include "ui/dashboards/dwellchart.h"
#include "ui/dashboards/funnelchart.h"
#include "ui/dashboards/insightheader.h"
#include "ui/dashboards/leaderboardchart.h"
#include "ui/dashboards/quarterchart.h"
#include "ui/dashboards/stagepipelines.h"
#include "ui/dashboards/tiletexts.h"
#include "ui/figures/figureexplainer.h"
#include "ui/records/formsheet.h"
#include "ui/shell/localsettings.h"
#include "ui/shell/pageactions.h"

#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace dw::ui
{

namespace
{

QString periodKey()
{
    return QStringLiteral("insight.period");
}

constexpr int Gap = 12;
constexpr int UpperRow = 300;
constexpr int LowerRow = 256;
constexpr int RefreshMs = 1000;
constexpr int DrillLimit = 200;

}  // namespace

const QStringList &InsightPage::reports()
{
    static const QStringList all{QStringLiteral("funnel"), QStringLiteral("won_by_quarter"),
                                 QStringLiteral("leaderboard"), QStringLiteral("stage_dwell")};
    return all;
}

InsightPage::InsightPage(UiContext &context, QWidget *parent)
    : Page(context, parent)
    , m_stagePipelines(new StagePipelines(this))
    , m_explainer(new FigureExplainer(context, this))
{
    m_catalog = m_explainer->catalog();
    m_explainer->setFigures([this] { return figures(); });
    build();
    registerActions();
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(RefreshMs);
    connect(&m_refresh, &QTimer::timeout, this, &InsightPage::refresh);
    connect(&context.commands, &CommandRunner::committed, this, &InsightPage::commitSeen,
            Qt::QueuedConnection);
}

void InsightPage::build()
{
    UiContext &ui = context();
    setAutoFillBackground(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_header = new InsightHeader(
        ui.theme, ui.icons, ui.format, [this] { return today().toQDate(); },
        ui.configuration()->settings.fiscalStartMonth);
    column->addWidget(m_header);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *body = new QWidget;
    auto *grid = new QGridLayout(body);
    grid->setContentsMargins(Gap, Gap, Gap, Gap);
    grid->setSpacing(Gap);
    m_tiles = new TileRow(ui.theme, ui.icons, 4);
    grid->addWidget(m_tiles, 0, 0, 1, 3);
    m_funnel = new FunnelChart(ui.theme, ui.format);
    m_quarters = new QuarterChart(ui.theme, ui.format);
    m_leaders = new LeaderboardChart(ui.theme, ui.format);
    m_dwell = new DwellChart(ui.theme, ui.format);
    m_leaders->setMyself(ui.actor().user);
    m_quarters->setPresent(Calendar::yearQuarter(today(), ui.configuration()->settings.fiscalStartMonth));
    grid->addWidget(addCard(reports()[0], m_funnel), 1, 0);
    grid->addWidget(addCard(reports()[1], m_quarters), 1, 1);
    grid->addWidget(addCard(reports()[2], m_leaders), 1, 2);
    grid->addWidget(addCard(reports()[3], m_dwell), 2, 0);
    for (const QString &report : {reports()[0], reports()[3]})
        m_stagePipelines->addCard(report, card(report), ui.icons);
    m_strip = new DrillStrip(ui.theme, ui.icons, ui.format);
    grid->addWidget(m_strip, 2, 1, 1, 2);
    grid->setColumnStretch(0, 420);
    grid->setColumnStretch(1, 494);
    grid->setColumnStretch(2, 356);
    grid->setRowMinimumHeight(1, UpperRow);
    grid->setRowMinimumHeight(2, LowerRow);
    grid->setRowStretch(1, UpperRow);
    grid->setRowStretch(2, LowerRow);
    scroll->setWidget(body);
    column->addWidget(scroll, 1);
    // The period chosen last; days of one's own are of that one question.
    const int kept = ui.settings.value(periodKey()).toInt(-1);
    if (kept >= 0 && kept < int(InsightFilter::Period::Custom)) {
        InsightFilter chosen = filter();
        chosen.period = InsightFilter::Period(kept);
        m_header->setFilter(chosen);
        m_defaultPeriod = false;
    }
    connect(m_header, &InsightHeader::filterChanged, this, [this] {
        m_defaultPeriod = false;
        if (filter().period != InsightFilter::Period::Custom)
            context().settings.setValue(periodKey(), int(filter().period));
        refresh();
    });
    connect(m_header, &InsightHeader::refreshAsked, this, &InsightPage::refresh);
    connect(m_stagePipelines, &StagePipelines::chosen, this, &InsightPage::refresh);
    connect(m_header, &InsightHeader::exportAsked, this, [this] {
        if (QAction *action = context().actions.action(QStringLiteral("export.report")))
            action->trigger();
    });
    connect(m_header, &InsightHeader::currencyChosen, this, [this](Currency currency) {
        m_currency = currency;
        for (const QString &report : reports())
            showReport(report);
        showTiles();
    });
    connect(m_tiles, &TileRow::definitionAsked, this,
            [this](int index) { m_explainer->explain(QStringLiteral("tile%1").arg(index)); });
    connect(m_strip, &DrillStrip::openList, this, &InsightPage::openAsList);
    connect(m_strip, &DrillStrip::closed, this, &InsightPage::closeDrill);
    connect(m_strip, &DrillStrip::sortChanged, this, [this](const QString &key) {
        m_choice.sort = key;
        drill();
    });
    connect(m_strip, &DrillStrip::openRecord, this, [this](const RecordRef &record) {
        if (context().navigator)
            context().navigator->openRecord(record);
    });
}

ChartCard *InsightPage::addCard(const QString &report, ChartWidget *chart)
{
    UiContext &ui = context();
    const ReportDefinition *definition = m_catalog ? m_catalog->report(report) : nullptr;
    auto *made = new ChartCard(ui.theme, ui.icons, ui.format, chart,
                               definition ? definition->label.in(ui.language) : report,
                               definition ? definition->subtitle.in(ui.language) : QString());
    m_cards.insert(report, made);
    connect(chart, &ChartWidget::chosen, this, [this, report](int row) { choose(report, row); });
    connect(chart, &ChartWidget::opened, this, [this, report](int row) {
        choose(report, row);
        openAsList();
    });
    connect(made, &ChartCard::definitionAsked, this, [this, report] { m_explainer->explain(report); });
    return made;
}

void InsightPage::registerActions()
{
    ActionRegistry &actions = context().actions;
    connect(&actions, &ActionRegistry::changed, this, &InsightPage::refreshExport);
    const PageActions mine(context(), this, tr("Insight"), FormSheet::isInHand);
    mine.add("insight.table", tr("Show the numbers of the chart"), "table-2", QKeySequence(Qt::Key_V),
             [this] { card(currentReport())->toggleTable(); });
    mine.add("insight.sort", tr("Sort the deals by the column of the cell"), "arrow-up-down",
             QKeySequence(Qt::Key_S), [this] { m_strip->sortByCell(); });
    m_explainer->addAction(mine);
    mine.add("insight.refresh", tr("Read the figures again"), "refresh-cw", QKeySequence(Qt::Key_F5),
             [this] { refresh(); });
}

void InsightPage::refreshExport()
{
    m_header->setExport(context().actions.action(QStringLiteral("export.report")));
}

Date InsightPage::today() const
{
    return context().configuration()->settings.zone.dateOf(context().clock.now());
}

PeriodDays InsightPage::days() const
{
    return daysOf(filter(), today(), context().configuration()->settings.fiscalStartMonth);
}

const InsightFilter &InsightPage::filter() const
{
    return m_header->filter();
}

void InsightPage::setFilter(const InsightFilter &filter)
{
    m_defaultPeriod = false;
    m_header->setFilter(filter);
    refresh();
}

void InsightPage::show(const Place &)
{
    refreshExport();
    if (!m_loaded || m_stale)
        refresh();
}

QStringList InsightPage::breadcrumb() const
{
    return {tr("Insight")};
}

QStringList InsightPage::statusTexts() const
{
    const ResultTable funnel = m_tables.value(QStringLiteral("funnel"));
    const InsightFilter readBy = filterOf(QStringLiteral("funnel"));
    QStringList texts;
    if (!funnel.rows.isEmpty()) {
        qint64 moved = 0;
        for (qsizetype row = 0; row < funnel.rows.size(); ++row) {
            if (funnel.value(row, u"stage") == funnel.value(0, u"stage"))  // once for each currency
                moved += funnel.value(row, u"count").integer();
        }
        const Format &format = context().format;
        texts.append(format.clauses(
            {tr("%1 deals moved").arg(format.integer(moved)), scopeOf(readBy).ofReport(funnel)}));
    }
    texts.append(tr("Click a bar or press Enter to list its deals, V shows the numbers"));
    return texts;
}

QWidget *InsightPage::focusTarget()
{
    return m_funnel;
}

QList<QWidget *> InsightPage::panes()
{
    QList<QWidget *> panes{m_funnel};
    if (!m_strip->filter().isEmpty())
        panes.append(m_strip->tableView());
    return panes;
}

RecordRef InsightPage::currentRecord() const
{
    return m_strip->currentRecord();
}

QStringList InsightPage::scenes() const
{
    return {QStringLiteral("table"), QStringLiteral("definition"), QStringLiteral("empty")};
}

void InsightPage::showScene(const QString &scene)
{
    if (scene == QLatin1String("table")) {
        for (const QString &report : reports()) {
            if (!card(report)->showsTable())
                card(report)->toggleTable();
        }
    } else if (scene == QLatin1String("definition")) {
        Q_EMIT m_tiles->definitionAsked(1);
    } else if (scene == QLatin1String("empty")) {
        InsightFilter none = filter();
        none.period = InsightFilter::Period::Custom;
        none.from = none.to = Date::fromYmd(1990, 1, 1);
        setFilter(none);
    }
}

QString InsightPage::currentReport() const
{
    for (const QWidget *at = focusWidget(); at && at != this; at = at->parentWidget()) {
        for (auto one = m_cards.begin(); one != m_cards.end(); ++one) {
            if (one.value() == at)
                return one.key();
        }
    }
    return reports().first();
}

template <typename T>
void InsightPage::read(const QString &slot, std::function<Result<T>(const Reader &)> work,
                       std::function<void(const Result<T> &)> done)
{
    m_reading.insert(slot);
    const auto lane = slot.endsWith(QLatin1String("tiles")) || slot.endsWith(QLatin1String("drill"))
                          ? Workspace::Lane::Detail
                          : Workspace::Lane::List;
    context().reader.run<T>(lane, slot, this, std::move(work), [this, slot, done](const Result<T> &answer) {
        done(answer);
        finished(slot);
    });
}

void InsightPage::finished(const QString &slot)
{
    m_reading.remove(slot);
    if (!m_reading.isEmpty())
        return;
    m_loaded = true;
    m_explainer->setAsOf(m_asOf);
    m_header->setAsOf(m_explainer->asOfText());
    Q_EMIT headChanged();
    Q_EMIT settled();
}

void InsightPage::refresh()
{
    if (!m_catalog)
        return;
    m_stale = false;
    m_asOf = context().clock.now();
    const int fiscal = context().configuration()->settings.fiscalStartMonth;
    const PeriodDays now = days(), before = daysBefore(filter(), today(), fiscal);
    read<InsightChoices>(QStringLiteral("insight.choices"), readChoices,
                         [this](const Result<InsightChoices> &answer) {
                             if (answer.ok())
                                 m_header->setChoices(*answer);
                             for (const QString &report : reports())
                                 showStagePipeline(report);
                         });
    read<QList<InsightTile>>(
        QStringLiteral("insight.tiles"),
        [catalog = m_catalog, filter = filter(), now, before](const Reader &reader) {
            return readTiles(catalog, filter, now, before, reader);
        },
        [this, page = filter()](const Result<QList<InsightTile>> &answer) {
            m_readBy.insert(tilesKey(), page);
            m_tileFigures = answer.ok() ? *answer : QList<InsightTile>();
            showTiles();
        });
    readReportOf(QStringLiteral("funnel"), now);
    readReportOf(QStringLiteral("stage_dwell"), now);
    readReportOf(QStringLiteral("leaderboard"), now);
    readReportOf(QStringLiteral("won_by_quarter"), quartersOf(now, today(), fiscal));
    if (before.isOpen()) {
        m_tables.remove(QStringLiteral("before"));
        m_funnel->setBefore({});
        return;
    }
    read<ResultTable>(
        QStringLiteral("insight.before"),
        [catalog = m_catalog, filter = m_stagePipelines->filterOf(reports()[0], filter()),
         before](const Reader &reader) {
            return readReport(catalog, QStringLiteral("funnel"), filter, before, reader);
        },
        [this](const Result<ResultTable> &answer) {
            m_tables.insert(QStringLiteral("before"), answer.ok() ? *answer : ResultTable());
            m_funnel->setBefore(ofCurrency(m_tables.value(QStringLiteral("before"))));
        });
}

void InsightPage::readReportOf(const QString &report, const PeriodDays &period)
{
    read<ResultTable>(
        QLatin1String("insight.") + report,
        [catalog = m_catalog, report, filter = m_stagePipelines->filterOf(report, filter()),
         period](const Reader &reader) { return readReport(catalog, report, filter, period, reader); },
        [this, report, page = filter()](const Result<ResultTable> &answer) {
            if (!answer.ok()) {
                // The rows of before are those of another filter.
                m_tables.remove(report);
                card(report)->setFailure(describe(answer.error()));
                return;
            }
            m_tables.insert(report, *answer);
            m_readBy.insert(report, page);
            m_asOf = answer->asOf;
            showReport(report);
            if (report == QLatin1String("funnel") && m_defaultPeriod)
                settleDefault(*answer);
        });
}

// A page of nothing tells nothing: where no deal moved in this quarter (a history that was imported), the
// default is all time.
void InsightPage::settleDefault(const ResultTable &funnel)
{
    m_defaultPeriod = false;
    for (qsizetype row = 0; row < funnel.rows.size(); ++row) {
        if (funnel.value(row, u"count").integer() > 0)
            return;
    }
    InsightFilter whole = filter();
    whole.period = InsightFilter::Period::AllTime;
    setFilter(whole);
}

void InsightPage::showStagePipeline(const QString &report)
{
    m_stagePipelines->show(report, m_tables.value(report).pipeline, filter(), m_header->choices());
}

QList<Currency> InsightPage::currencies() const
{
    QList<Currency> present;
    for (const ResultTable &table : m_tables) {
        for (const ResultRow &row : table.rows) {
            if (!row.currency.isNull() && !present.contains(row.currency))
                present.append(row.currency);
        }
    }
    std::sort(present.begin(), present.end());
    return present;
}

Currency InsightPage::shownCurrency() const
{
    const QList<Currency> present = currencies();
    const Currency own = context().configuration()->settings.currency;
    if (present.contains(m_currency))
        return m_currency;
    return present.isEmpty() || present.contains(own) ? own : present.first();
}

ResultTable InsightPage::ofCurrency(const ResultTable &table) const
{
    const Currency shown = shownCurrency();
    ResultTable kept = table;
    kept.rows.removeIf(
        [shown](const ResultRow &row) { return !row.currency.isNull() && row.currency != shown; });
    return kept;
}

void InsightPage::showReport(const QString &report)
{
    if (!m_tables.contains(report))
        return;
    const ResultTable table = ofCurrency(m_tables.value(report));
    ChartCard *shown = card(report);
    shown->setTable(table);
    const ReportDefinition &definition = *m_catalog->report(report);
    const bool money =
        std::any_of(definition.columns.begin(), definition.columns.end(),
                    [](const ResultColumn &column) { return column.type == ResultColumn::Type::Money; });
    const QString subtitle = definition.subtitle.in(context().language);
    const QString unit = money ? shownCurrency().code() : QString();
    showStagePipeline(report);
    shown->setSubtitle(money ? tr("%1, %2").arg(subtitle, unit) : subtitle, unit);
    m_header->setCurrencies(currencies(), shownCurrency());
    // What was chosen stays chosen, with the figures of now; at first it is the stage that most deals
    // overstay in.
    if (m_choice.report == report) {
        for (int row = 0; row < table.rows.size(); ++row) {
            if (table.rows[row].values.contains(m_choice.mark)) {
                choose(report, row);
                return;
            }
        }
        closeDrill();
    } else if (m_choice.report.isEmpty() && !m_loaded && report == QLatin1String("stage_dwell")) {
        int worst = -1;
        qint64 most = 0;
        for (int row = 0; row < table.rows.size(); ++row) {
            if (const qint64 over = table.value(row, u"over").integer(); over > most) {
                most = over;
                worst = row;
            }
        }
        if (worst >= 0)
            choose(report, worst);
    }
}

void InsightPage::showTiles()
{
    const int fiscal = context().configuration()->settings.fiscalStartMonth;
    const QString before =
        periodName(filter().period, daysBefore(filter(), today(), fiscal), fiscal, context().format);
    const TileTexts texts(*m_catalog, context().format, shownCurrency(), before, context().language);
    for (int i = 0; i < m_tiles->count(); ++i)
        m_tiles->tile(i)->setContent(i < m_tileFigures.size() ? texts.of(m_tileFigures[i]) : TileText());
}

void InsightPage::choose(const QString &report, int row)
{
    const ChartWidget &chart = *card(report)->chart();
    const ResultTable &table = chart.table();
    if (row < 0 || row >= table.rows.size())
        return;
    for (const QString &one : reports())
        card(one)->chart()->setChosenRow(one == report ? row : -1);
    const bool same = m_choice.report == report;
    InsightChoice choice = InsightChoice::of(report, table, row, context().format);
    if (same && choice.mark == m_choice.mark)
        choice.sort = m_choice.sort;
    m_choice = choice;
    drill();
}

void InsightPage::drill()
{
    m_strip->begin(m_choice.title, m_choice.filter, m_choice.note);
    m_strip->setSortKey(m_choice.sort);
    read<DrillPage>(
        QStringLiteral("insight.drill"),
        [filter = m_choice.filter, sort = m_choice.sort](const Reader &reader) {
            return readDrill(filter, {sort}, DrillLimit, reader);
        },
        [this](const Result<DrillPage> &answer) {
            if (answer.ok())
                m_strip->setPage(*answer, m_asOf, context().configuration()->settings.zone);
            else
                m_strip->setFailure(describe(answer.error()));
        });
}

void InsightPage::openAsList()
{
    if (context().navigator && !m_choice.filter.isEmpty())
        context().navigator->openList(QStringLiteral("opportunity"), m_choice.filter, m_choice.title);
}

void InsightPage::closeDrill()
{
    const QString report = m_choice.report;
    m_choice = {};
    for (const QString &one : reports())
        card(one)->chart()->setChosenRow(-1);
    m_strip->clear();
    if (!report.isEmpty() && m_strip->isAncestorOf(focusWidget() ? focusWidget() : this))
        card(report)->chart()->setFocus();
}

void InsightPage::commitSeen(const CommitNotice &notice)
{
    static const QSet<QString> shown{QStringLiteral("opportunity"), QStringLiteral("stage_history"),
                                     QStringLiteral("user"),        QStringLiteral("team"),
                                     QStringLiteral("pipeline"),    QStringLiteral("stage_definition")};
    const bool touched =
        std::any_of(notice.entries.begin(), notice.entries.end(),
                    [](const CommitNotice::Entry &entry) { return shown.contains(entry.object); }) ||
        std::any_of(notice.bulkObjects.begin(), notice.bulkObjects.end(),
                    [](const QString &object) { return shown.contains(object); });
    if (!touched)
        return;
    m_stale = true;
    if (isVisible() && !m_refresh.isActive())
        m_refresh.start();
}

}  // namespace dw::ui
