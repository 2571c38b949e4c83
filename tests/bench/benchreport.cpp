// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/benchreport.h"

#include <QDateTime>
#include <QJsonArray>

#include <algorithm>

namespace dw::bench
{

namespace
{

QString budgetOf(const Measure &measure)
{
    if (measure.budget <= 0)
        return {};
    return QStringLiteral("%1 %2").arg(
        Measure::text(measure.budget),
        measure.judged == Measure::Judged::Median
            ? measure.unit
            : measure.unit + QLatin1Char(' ') + Measure::judgedName(measure.judged));
}

QStringList cellsOf(const Measure &measure)
{
    const bool many = measure.samples.size() >= 100;
    return {measure.what,
            budgetOf(measure),
            measure.samples.isEmpty() ? QString()
                                      : Measure::text(measure.median()) + QLatin1Char(' ') + measure.unit,
            measure.samples.size() < 2 ? QString() : Measure::text(measure.p95()),
            many ? Measure::text(measure.percentile(0.99)) : QString(),
            QString::number(measure.samples.size()),
            measure.verdict(),
            measure.note};
}

const QStringList &heads()
{
    static const QStringList all{QStringLiteral("what"),      QStringLiteral("budget"),
                                 QStringLiteral("median"),    QStringLiteral("p95"),
                                 QStringLiteral("p99"),       QStringLiteral("samples"),
                                 QStringLiteral("budget is"), QStringLiteral("note")};
    return all;
}

QString row(const QStringList &cells)
{
    return QLatin1String("| ") + cells.join(QLatin1String(" | ")) + QLatin1String(" |\n");
}

}  // namespace

BenchReport::BenchReport(const BenchOptions &options, const Bench &bench)
    : m_options(options)
    , m_bench(bench)
    , m_machine(Machine::here())
    , m_date(QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyy-MM-dd HH:mm 'UTC'")))
{}

QString BenchReport::table() const
{
    QList<QStringList> rows{heads().mid(0, 7)};
    for (const Measure &measure : m_bench.measures())
        rows.append(cellsOf(measure).mid(0, 7));
    QList<qsizetype> widths(7);
    for (const QStringList &cells : rows) {
        for (qsizetype i = 0; i < cells.size(); ++i)
            widths[i] = std::max(widths[i], cells[i].size());
    }
    QString text;
    for (const QStringList &cells : rows) {
        QStringList padded;
        for (qsizetype i = 0; i < cells.size(); ++i)
            padded.append(i == 0 ? cells[i].leftJustified(int(widths[i]))
                                 : cells[i].rightJustified(int(widths[i])));
        text += padded.join(QLatin1String("  ")) + QLatin1Char('\n');
    }
    return text;
}

QJsonObject BenchReport::json() const
{
    QJsonArray measures;
    for (const Measure &measure : m_bench.measures()) {
        QJsonObject one = measure.toJson();
        one.insert(QStringLiteral("median"), measure.median());
        one.insert(QStringLiteral("p95"), measure.p95());
        one.insert(QStringLiteral("verdict"), measure.verdict());
        measures.append(one);
    }
    return {{QStringLiteral("date"), m_date},
            {QStringLiteral("commit"), m_options.commit},
            {QStringLiteral("scale"), m_options.scale},
            {QStringLiteral("machine"), m_machine.toJson()},
            {QStringLiteral("notes"), QJsonArray::fromStringList(m_bench.notes())},
            {QStringLiteral("failures"), QJsonArray::fromStringList(m_bench.failures())},
            {QStringLiteral("measures"), measures}};
}

QString BenchReport::markdown() const
{
    QString text =
        QStringLiteral(
            "# Benchmark\n\n"
            "Written by `packaging/bench`; the budgets are those of the design. Lines of sync have a server "
            "and laptops\n"
            "of their own, over TLS on the same machine.\n\n"
            "- Date: %1\n- Commit: %2\n- Machine: %3\n"
            "- Data: `new --scale %4` for all but lists, which are taken on `new --scale %4 --only "
            "contact`; warm file cache; the window offscreen unless said otherwise.\n")
            .arg(m_date, m_options.commit.isEmpty() ? QStringLiteral("not given") : m_options.commit,
                 m_machine.text())
            .arg(m_options.scale);
    for (const QString &note : m_bench.notes())
        text += QLatin1String("- ") + note + QLatin1Char('\n');
    for (const QString &failure : m_bench.failures())
        text += QLatin1String("- Failed: ") + failure + QLatin1Char('\n');
    QList<Measure> missed;
    for (const Measure &measure : m_bench.measures()) {
        if (measure.budget > 0 && !measure.isMet())
            missed.append(measure);
    }
    text += QStringLiteral(
        "\nA budget is held against the statistic that stands beside it, the median where none "
        "does. p95 and p99 are the slow ends of times.\n\n");
    text += row(heads()) + row({QStringLiteral("---"), QStringLiteral("---:"), QStringLiteral("---:"),
                                QStringLiteral("---:"), QStringLiteral("---:"), QStringLiteral("---:"),
                                QStringLiteral("---"), QStringLiteral("---")});
    for (const Measure &measure : m_bench.measures())
        text += row(cellsOf(measure));
    text += QStringLiteral("\n## Missed\n\n");
    for (const Measure &measure : std::as_const(missed))
        text += QStringLiteral("- %1: %2\n").arg(measure.what, measure.verdict());
    if (missed.isEmpty())
        text += QStringLiteral("None.\n");
    return text;
}

}  // namespace dw::bench
