// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/measure.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace dw::bench
{

double Measure::percentile(double share) const
{
    if (samples.isEmpty())
        return 0;
    QList<double> sorted = samples;
    std::sort(sorted.begin(), sorted.end());
    const auto rank = qsizetype(std::ceil(share * double(sorted.size())));
    return sorted[std::clamp<qsizetype>(rank - 1, 0, sorted.size() - 1)];
}

double Measure::judgedValue() const
{
    const bool lower = better == Better::Lower;
    switch (judged) {
        case Judged::Median:
            return median();
        case Judged::P95:
            return percentile(lower ? 0.95 : 0.05);
        case Judged::P99:
            return percentile(lower ? 0.99 : 0.01);
        case Judged::Worst:
            return percentile(lower ? 1 : 0);
    }
    return median();
}

bool Measure::isMet() const
{
    return better == Better::Lower ? judgedValue() <= budget : judgedValue() >= budget;
}

QString Measure::verdict() const
{
    if (budget <= 0)
        return {};
    if (samples.isEmpty())
        return QStringLiteral("not measured");
    if (isMet())
        return QStringLiteral("met");
    const double times = better == Better::Lower ? judgedValue() / budget : budget / judgedValue();
    return QStringLiteral("missed by %1 %2 (%3 times)")
        .arg(text(std::abs(judgedValue() - budget)), unit, QString::number(times, 'f', 1));
}

QJsonObject Measure::toJson() const
{
    QJsonArray values;
    for (const double sample : samples)
        values.append(sample);
    return {{QStringLiteral("key"), key},
            {QStringLiteral("what"), what},
            {QStringLiteral("unit"), unit},
            {QStringLiteral("budget"), budget},
            {QStringLiteral("judged"), int(judged)},
            {QStringLiteral("better"), int(better)},
            {QStringLiteral("samples"), values},
            {QStringLiteral("note"), note}};
}

Measure Measure::fromJson(const QJsonObject &json)
{
    Measure measure;
    measure.key = json.value(QLatin1String("key")).toString();
    measure.what = json.value(QLatin1String("what")).toString();
    measure.unit = json.value(QLatin1String("unit")).toString();
    measure.budget = json.value(QLatin1String("budget")).toDouble();
    measure.judged = Judged(json.value(QLatin1String("judged")).toInt());
    measure.better = Better(json.value(QLatin1String("better")).toInt());
    measure.note = json.value(QLatin1String("note")).toString();
    const QJsonArray values = json.value(QLatin1String("samples")).toArray();
    for (const QJsonValue &value : values)
        measure.samples.append(value.toDouble());
    return measure;
}

QString Measure::text(double value)
{
    if (value >= 1000)
        return QString::number(qRound64(value));
    return QString::number(value, 'f', value >= 100 ? 0 : value >= 10 ? 1 : 2);
}

QString Measure::judgedName(Judged judged)
{
    switch (judged) {
        case Judged::Median:
            return QStringLiteral("median");
        case Judged::P95:
            return QStringLiteral("p95");
        case Judged::P99:
            return QStringLiteral("p99");
        case Judged::Worst:
            return QStringLiteral("worst");
    }
    return {};
}

}  // namespace dw::bench
