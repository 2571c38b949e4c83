// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/figures.h"
#include "core/analytics/shippedreports.h"
#include "core/expression/calendar.h"

#include <QMap>

#include <algorithm>
#include <tuple>
#include <utility>

namespace dw
{

namespace
{

QString ofCurrency(const GroupRow &group, const ReportParameters &parameters)
{
    if (parameters.isBase() || group.currency.isNull())
        return {};
    return QLatin1String("currency = \"") + group.currency.key() + QLatin1Char('"');
}

Result<QList<GroupRow>> wonBy(const QString &key, const Report &report, const ReportParameters &parameters)
{
    const Metric &won = *report.catalog().metric(u"won_value");
    DW_ASSIGN(const GroupQuery query,
              report.reader().groupQuery(won.grain, report.filter(won, parameters), {key},
                                         {won.measure, QStringLiteral("count()")}, parameters.moneyMode()));
    return report.reader().group(query);
}

// Every quarter from the first to the last of those given, stretched to the ends of the period. Ten years at
// the most are filled up: beyond, a mistyped date would make a list of nothing.
QStringList quartersBetween(const QStringList &present, const ReportParameters &parameters, int fiscalStart)
{
    constexpr int MostQuarters = 40;
    const auto named = std::minmax_element(present.begin(), present.end());
    QString first = present.isEmpty() ? QString() : *named.first;
    QString last = present.isEmpty() ? QString() : *named.second;
    if (parameters.from && parameters.to) {
        const QString from = Calendar::yearQuarter(*parameters.from, fiscalStart);
        const QString to = Calendar::yearQuarter(*parameters.to, fiscalStart);
        first = first.isEmpty() ? from : std::min(first, from);
        last = last.isEmpty() ? to : std::max(last, to);
    }
    QStringList quarters;
    const auto parts = [](const QString &quarter) {
        return std::pair(quarter.section(QLatin1Char('-'), 0, 0).toInt(), quarter.right(1).toInt());
    };
    if (first.isEmpty())
        return quarters;
    for (auto [year, quarter] = parts(first); std::pair(year, quarter) <= parts(last);) {
        quarters.append(QStringLiteral("%1-Q%2").arg(year, 4, 10, QLatin1Char('0')).arg(quarter));
        if (quarters.size() > MostQuarters)
            return {};
        year += quarter == 4 ? 1 : 0;
        quarter = quarter == 4 ? 1 : quarter + 1;
    }
    return quarters;
}

}  // namespace

Result<void> fillWinRate(ResultTable &table, const Report &report, const ReportParameters &parameters)
{
    const auto count = [&](QStringView metric) -> Result<qint64> {
        const Metric &counted = *report.catalog().metric(metric);
        DW_ASSIGN(const Query query,
                  report.reader().query(counted.grain, report.filter(counted, parameters), {}));
        return report.reader().count(query);
    };
    DW_ASSIGN(const qint64 won, count(u"won_deals"));
    DW_ASSIGN(const qint64 lost, count(u"lost_deals"));
    table.rows.append({{ratio(won, won + lost), Value(won), Value(lost), Value(won + lost)},
                       report.filter(*report.catalog().metric(u"win_rate"), parameters),
                       {}});
    return {};
}

Result<void> fillWonByQuarter(ResultTable &table, const Report &report, const ReportParameters &parameters)
{
    DW_ASSIGN(const QList<GroupRow> groups, wonBy(QStringLiteral("YEARQUARTER(won_at)"), report, parameters));
    const QString won = report.filter(*report.catalog().metric(u"won_value"), parameters);
    const auto add = [&](const GroupRow &group) {
        const Value &quarter = group.keys.first();
        const QString same =
            quarter.isNull() ? QStringLiteral("ISBLANK(won_at)")
                             : QLatin1String("YEARQUARTER(won_at) = \"") + quarter.text() + QLatin1Char('"');
        table.rows.append({{quarter, group.measures[1], group.measures[0]},
                           allOf({won, same, ofCurrency(group, parameters)}),
                           group.currency});
    };
    // A quarter without wins stands with zero between the others, and within the period that was asked for.
    QStringList present;
    QList<Currency> currencies;
    for (const GroupRow &group : groups) {
        if (!group.keys.first().isNull())
            present.append(group.keys.first().text());
        if (!currencies.contains(group.currency))
            currencies.append(group.currency);
    }
    const int fiscal = report.reader().context().settings.fiscalStartMonth;
    const QStringList quarters = quartersBetween(present, parameters, fiscal);
    QList<GroupRow> rows = groups;
    for (const Currency &currency : std::as_const(currencies)) {
        QStringList missing = quarters;
        for (const GroupRow &group : groups) {
            if (group.currency == currency)
                missing.removeAll(group.keys.first().text());
        }
        const Currency shown = currency.isNull() ? report.reader().context().settings.currency : currency;
        for (const QString &quarter : std::as_const(missing)) {
            GroupRow none;
            none.keys = {Value(quarter)};
            none.measures = {Value(Money{0, shown}), Value(qint64(0))};
            none.currency = currency;
            rows.append(none);
        }
    }
    std::stable_sort(rows.begin(), rows.end(), [](const GroupRow &a, const GroupRow &b) {
        return a.keys.first().text() < b.keys.first().text();
    });
    std::for_each(rows.begin(), rows.end(), add);
    return {};
}

Result<void> fillLeaderboard(ResultTable &table, const Report &report, const ReportParameters &parameters)
{
    DW_ASSIGN(QList<GroupRow> groups, wonBy(QStringLiteral("owner_id"), report, parameters));
    QList<RecordRef> owners;
    QMap<Currency, AmountSum> sums;
    for (const GroupRow &group : std::as_const(groups)) {
        if (!group.keys.first().isNull())
            owners.append({QStringLiteral("user"), group.keys.first().id()});
        sums[group.currency].add(group.measures[0]);
    }
    DW_ASSIGN(table.titles, report.reader().titles(owners));
    const auto title = [&](const GroupRow &group) {
        return table.titles.value({QStringLiteral("user"), group.keys.first().id()});
    };
    std::sort(groups.begin(), groups.end(), [&](const GroupRow &a, const GroupRow &b) {
        const qint64 less = b.measures[0].money().minor, more = a.measures[0].money().minor;
        return std::tuple(a.currency, less, title(a), a.keys.first().id()) <
               std::tuple(b.currency, more, title(b), b.keys.first().id());
    });
    const QString won = report.filter(*report.catalog().metric(u"won_value"), parameters);
    qint64 place = 0, rank = 0;
    const GroupRow *before = nullptr;
    for (const GroupRow &group : std::as_const(groups)) {
        const bool next = before && before->currency == group.currency;
        place = next ? place + 1 : 1;
        if (!next || before->measures[0] != group.measures[0])
            rank = place;
        before = &group;
        DW_ASSIGN(const Value total, sums[group.currency].value(group.currency));
        const Id owner = group.keys.first().id();
        const bool amount = !group.measures[0].isNull();
        table.rows.append({{Value(rank), Value(RecordRef{QStringLiteral("user"), owner}), group.measures[1],
                            group.measures[0],
                            amount ? ratio(group.measures[0].money().minor, total.money().minor) : Value()},
                           allOf({won,
                                  owner.isNull() ? QStringLiteral("ISBLANK(owner_id)")
                                                 : isRecord(QStringLiteral("owner_id"), owner),
                                  ofCurrency(group, parameters)}),
                           group.currency});
    }
    return {};
}

}  // namespace dw
