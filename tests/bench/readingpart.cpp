// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/parts.h"
#include "tests/bench/queries.h"
#include "ui/customers/recorddata.h"
#include "ui/dashboards/insightreading.h"
#include "ui/pipeline/boardreading.h"
#include "ui/shell/palettesearch.h"

#include <QElapsedTimer>

#include <algorithm>
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

// One job on a reader thread, as a page has it: the time until the answer is here.
template <typename T>
double timed(PartContext &context, const std::function<Result<T>(const Reader &)> &work)
{
    QElapsedTimer timer;
    timer.start();
    context.read<T>(work);
    return double(timer.nsecsElapsed()) / 1e6;
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
    const QList<Record> accounts = context.sample(QStringLiteral("account"), Customers);
    for (const Record &account : accounts) {
        const RecordRef ref = account.ref();
        customer.samples.append(timed<int>(context, [&](const Reader &reader) -> Result<int> {
            DW_TRY(RecordData::read(reader, ref));
            DW_TRY(reader.timeline(ref, TimelineRows, Instant{253402300799000}));
            DW_TRY(reader.history(ref, HistoryRows));
            for (const Collection &collection : account.type().collections()) {
                DW_ASSIGN(const QList<Record> children, reader.children(ref, collection.name));
                DW_TRY(reader.titlesOf(children));
            }
            return 0;
        }));
    }
    return customer;
}

void addCards(PartContext &context, Measures &measures)
{
    const auto catalog = MetricCatalog::shipped();
    if (!catalog.ok())
        qFatal("no metrics");
    const ReadContext now = context.desktop.readContextNow();
    const Date today = now.settings.zone.dateOf(now.now);
    const std::pair<InsightFilter::Period, const char *> periods[] = {
        {InsightFilter::Period::ThisQuarter, "this quarter"},
        {InsightFilter::Period::AllTime, "all time"},
    };
    for (const auto &[period, name] : periods) {
        InsightFilter filter;
        filter.period = period;
        const PeriodDays days = daysOf(filter, today, now.settings.fiscalStartMonth);
        const PeriodDays before = daysBefore(filter, today, now.settings.fiscalStartMonth);
        for (const char *report : {"funnel", "won_by_quarter", "win_rate", "leaderboard", "stage_dwell"}) {
            Measure card = measure(
                QStringLiteral("card_%1_%2").arg(QLatin1String(report), QString::fromLatin1(name).left(3)),
                QStringLiteral("dashboard card %1, %2").arg(QLatin1String(report), QLatin1String(name)), 50,
                Measure::Judged::Median);
            for (int run = 0; run < context.options.runs; ++run)
                card.samples.append(timed<ResultTable>(context, [&](const Reader &reader) {
                    return readReport(*catalog, QLatin1String(report), filter, days, reader);
                }));
            measures.append(card);
        }
        Measure tiles = measure(QStringLiteral("card_tiles_%1").arg(QString::fromLatin1(name).left(3)),
                                QStringLiteral("dashboard tiles (4 figures), %1").arg(QLatin1String(name)),
                                50, Measure::Judged::Median);
        for (int run = 0; run < context.options.runs; ++run)
            tiles.samples.append(timed<QList<InsightTile>>(context, [&](const Reader &reader) {
                return readTiles(*catalog, filter, days, before, reader);
            }));
        measures.append(tiles);
    }
}

void addBoard(PartContext &context, Measures &measures)
{
    const ConfigurationPtr configuration = context.desktop.ui().configuration();
    const Pipeline *pipeline = configuration->rulebook->pipelineByCode(u"standard");
    if (!pipeline)
        qFatal("no pipeline");
    const std::pair<const char *, QString> scopes[] = {
        {"everybody's deals", QString()}, {"my deals", QStringLiteral("owner_id = CURRENTUSER()")}};
    for (const auto &[name, where] : scopes) {
        const BoardScope scope{pipeline->id, where, {}};
        Measure board = measure(
            QStringLiteral("board_%1").arg(where.isEmpty() ? QStringLiteral("all") : QStringLiteral("mine")),
            QStringLiteral("board: column sums of %1").arg(QLatin1String(name)), 50, Measure::Judged::Median);
        for (int run = 0; run < context.options.runs; ++run)
            board.samples.append(timed<BoardFigures>(
                context, [&](const Reader &reader) { return readFigures(reader, *pipeline, scope); }));
        measures.append(board);
        Measure cards = measure(board.key + QLatin1String("_cards"),
                                QStringLiteral("board: sums and first cards of %1").arg(QLatin1String(name)),
                                0, Measure::Judged::Median);
        for (int run = 0; run < context.options.runs; ++run)
            cards.samples.append(timed<BoardContent>(
                context, [&](const Reader &reader) { return readBoard(reader, *pipeline, scope, {}); }));
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
