// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

namespace dw::bench
{

// One thing that was measured several times, and the budget it is held against (DESIGN 10).
struct Measure
{
    enum class Judged { Median, P95, P99, Worst };
    enum class Better { Lower, Higher };

    QString key;
    QString what;
    QString unit;
    double budget = 0;  // 0: measured without one
    Judged judged = Judged::Median;
    Better better = Better::Lower;
    QList<double> samples;
    QString note;

    // By the nearest rank; 0 without samples.
    double percentile(double share) const;
    double median() const { return percentile(0.5); }
    double p95() const { return percentile(0.95); }
    double judgedValue() const;
    bool isMet() const;
    // "met", "missed by 12 ms (1.3 times the budget)", or empty without a budget.
    QString verdict() const;

    QJsonObject toJson() const;
    static Measure fromJson(const QJsonObject &json);
    // With as many digits as the figure deserves.
    static QString text(double value);
    static QString judgedName(Judged judged);
};

}  // namespace dw::bench
