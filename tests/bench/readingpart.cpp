// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/parts.h"
#include "tests/bench/queries.h"
#include "ui/customers/recorddata.h"
#include "ui/dashboards/insightreading.h"
#include "ui/pipeline/boardreading.h"
#include "ui/shell/palettesearch.h"

#include <QElapsedTimer>

#include <algorithm>
#include <ctime>
#include <utility>

namespace dw::bench
{

namespace
{

using namespace dw::ui;

constexpr int Searches = 1000;
constexpr int Customers = 100;
constexpr int TimelineRows = 50;
constexpr int HistoryRows = 100;

Measure measure(const QString &key, const QString &what, double budget, Measure::Judged judged)
{
    Measure made;
    made.key = key;
    made.what = what;
    made.unit = QStringLiteral("ms");
    made.budget = budget;
    made.judged = judged;
    return made;
}

double processorMs()
{
    timespec used{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return double(used.tv_sec) * 1e3 + double(used.tv_nsec) / 1e6;
}

// Jobs on a reader thread, as a page has them: the time until the answer is here. The note says what the
// processor did for one, which other work on the machine does not change.
template <typename T>
void timed(PartContext &context, Measure &measure, const std::function<Result<T>(const Reader &)> &work)
{
    QList<double> processor;
    for (int run = 0; run < context.options.runs; ++run) {
        const double before = processorMs();
        QElapsedTimer timer;
        timer.start();
        context.read<T>(work);
        measure.samples.append(double(timer.nsecsElapsed()) / 1e6);
        processor.append(processorMs() - before);
    }
    std::sort(processor.begin(), processor.end());
    measure.note = QStringLiteral("processor %1 ms").arg(Measure::text(processor[processor.size() / 2]));
}

Measure searches(PartContext &context)
{
    Measure search =
        measure(QStringLiteral("search"), QStringLiteral("search as you type, 1 000 seeded queries"), 20,
                Measure::Judged::P95);
    const QStringList queries = seededQueries(context, Searches);
    PaletteQuestion question;
    question.configuration = context.desktop.ui().configuration();
    question.me = context.desktop.ui().actor().user;
    qint64 found = 0;
    for (const QString &query : queries) {
        question.text = query;
        QElapsedTimer timer;
        timer.start();
        const PaletteAnswer answer = context.read<PaletteAnswer>(
            [&](const Reader &reader) { return searchForPalette(reader, question); });
        search.samples.append(double(timer.nsecsElapsed()) / 1e6);
        found += answer.results > 0 ? 1 : 0;
    }
    search.note = QStringLiteral("%1 of %2 queries found something").arg(found).arg(queries.size());
    return search;
}

Measure customers(PartContext &context)
{
    Measure customer = measure(QStringLiteral("customer"), QStringLiteral("customer 360, all tabs' data"), 30,
                               Measure::Judged::P95);
    const auto metrics = MetricCatalog::shipped();
    if (!metrics.ok())
        qFatal("no metrics");
    const QList<Record> accounts = context.sample(QStringLiteral("account"), Customers);
    for (const Record &account : accounts) {
        const RecordRef ref = account.ref();
        QElapsedTimer timer;
        timer.start();
        context.read<int>([&](const Reader &reader) -> Result<int> {
            DW_TRY(RecordData::read(reader, *metrics, ref));
            DW_TRY(reader.timeline(ref, TimelineRows));
            DW_TRY(reader.history(ref, HistoryRows));
            for (const Collection &collection : account.type().collections()) {
                DW_ASSIGN(const QList<Record> children, reader.children(ref, collection.name));
                DW_TRY(reader.titlesOf(children));
            }
            return 0;
        });
        customer.samples.append(double(timer.nsecsElapsed()) / 1e6);
    }
    return customer;
}

void addCards(PartContext &context, Measures &measures)
{
    const auto catalog = MetricCatalog::shipped();
    if (!catalog.ok())
        qFatal("no metrics");
    const ReadContext present = context.desktop.readContextNow();
    const Date today = present.settings.zone.dateOf(present.now);
    const std::pair<InsightFilter::Period, const char *> periods[] = {
        {InsightFilter::Period::ThisQuarter, "this quarter"},
        {InsightFilter::Period::AllTime, "all time"},
        {InsightFilter::Period::Custom, "any 400 days"},
    };
    for (const auto &[period, name] : periods) {
        InsightFilter filter;
        filter.period = period;
        if (period == InsightFilter::Period::Custom) {
            filter.from = Date{today.days - 416};
            filter.to = Date{today.days - 17};
        }
        const PeriodDays days = daysOf(filter, today, present.settings.fiscalStartMonth);
        const PeriodDays before = daysBefore(filter, today, present.settings.fiscalStartMonth);
        for (const char *report : {"funnel", "won_by_quarter", "win_rate", "leaderboard", "stage_dwell"}) {
            Measure card = measure(
                QStringLiteral("card_%1_%2").arg(QLatin1String(report), QString::fromLatin1(name).left(3)),
                QStringLiteral("dashboard card %1, %2").arg(QLatin1String(report), QLatin1String(name)), 50,
                Measure::Judged::Median);
            timed<ResultTable>(context, card, [&](const Reader &reader) {
                return readReport(*catalog, QLatin1String(report), filter, days, reader);
            });
            measures.append(card);
        }
        // A tile with what it is compared with, as readTiles() reads it.
        for (const char *metric : {"won_value", "win_rate", "sales_cycle", "open_pipeline"}) {
            Measure tile = measure(
                QStringLiteral("tile_%1_%2").arg(QLatin1String(metric), QString::fromLatin1(name).left(3)),
                QStringLiteral("dashboard tile %1, %2").arg(QLatin1String(metric), QLatin1String(name)), 50,
                Measure::Judged::Median);
            timed<int>(context, tile, [&](const Reader &reader) -> Result<int> {
                const Report report(*catalog, reader);
                DW_ASSIGN(const ReportParameters now, parametersOf(filter, days, reader));
                DW_ASSIGN(const ReportParameters then, parametersOf(filter, before, reader));
                DW_TRY(report.figures(QLatin1String(metric), now));
                const Metric &defined = *(*catalog)->metric(QString::fromLatin1(metric));
                if (!before.isOpen() && (defined.isRatio() || !defined.time.isEmpty()))
                    DW_TRY(report.figures(QLatin1String(metric), then));
                return 0;
            });
            measures.append(tile);
        }
        Measure tiles = measure(QStringLiteral("tiles_%1").arg(QString::fromLatin1(name).left(3)),
                                QStringLiteral("dashboard: the row of tiles, %1").arg(QLatin1String(name)), 0,
                                Measure::Judged::Median);
        timed<QList<InsightTile>>(context, tiles, [&](const Reader &reader) {
            return readTiles(*catalog, filter, days, before, reader);
        });
        measures.append(tiles);
    }
}

void addBoard(PartContext &context, Measures &measures)
{
    const ConfigurationPtr configuration = context.desktop.ui().configuration();
    const Pipeline *pipeline = configuration->rulebook->pipelineByCode(u"standard");
    if (!pipeline)
        qFatal("no pipeline");
    const auto metrics = MetricCatalog::shipped();
    if (!metrics.ok())
        qFatal("no metrics");
    const std::pair<const char *, QString> scopes[] = {
        {"everybody's deals", QString()}, {"my deals", QStringLiteral("owner_id = CURRENTUSER()")}};
    for (const auto &[name, where] : scopes) {
        const BoardScope scope{pipeline->id, where, {}};
        Measure board = measure(
            QStringLiteral("board_%1").arg(where.isEmpty() ? QStringLiteral("all") : QStringLiteral("mine")),
            QStringLiteral("board: column sums of %1").arg(QLatin1String(name)), 50, Measure::Judged::Median);
        timed<BoardFigures>(context, board, [&](const Reader &reader) {
            return readFigures(reader, *metrics, *pipeline, scope);
        });
        measures.append(board);
        Measure cards = measure(board.key + QLatin1String("_cards"),
                                QStringLiteral("board: sums and first cards of %1").arg(QLatin1String(name)),
                                0, Measure::Judged::Median);
        timed<BoardContent>(context, cards, [&](const Reader &reader) {
            return readBoard(reader, *metrics, *pipeline, scope, {});
        });
        measures.append(cards);
    }
}

}  // namespace

Measures readingPart(PartContext &context)
{
    Measures measures{searches(context), customers(context)};
    addCards(context, measures);
    addBoard(context, measures);
    return measures;
}

}  // namespace dw::bench
