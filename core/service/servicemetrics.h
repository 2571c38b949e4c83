// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/http/requestend.h"

#include <QByteArray>

#include <array>
#include <initializer_list>
#include <map>
#include <mutex>
#include <tuple>

namespace dw
{

// Writes the text format of Prometheus, version 0.0.4. Label values are escaped.
class MetricsText
{
public:
    using Labels = std::initializer_list<std::pair<const char *, QByteArray>>;
    enum class Kind { Counter, Gauge, Histogram };

    void begin(const char *name, Kind kind, const char *help);
    void value(const char *name, double value, Labels labels = {});
    const QByteArray &text() const { return m_text; }

private:
    QByteArray m_text;
};

// What the server counts of requests. Thread-safe.
class ServiceMetrics
{
public:
    void ended(const RequestEnd &end);
    void write(MetricsText &text) const;

private:
    static constexpr std::array<double, 11> Seconds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                    0.1,   0.25,   1,     5,    30};
    struct Times
    {
        std::array<qint64, Seconds.size() + 1> buckets{};
        double sum = 0;
        qint64 count = 0;
    };
    mutable std::mutex m_mutex;
    std::map<std::tuple<QByteArray, QByteArray, int>, qint64> m_requests;  // method, route, status
    std::map<QByteArray, Times> m_times;
    std::map<QByteArray, qint64> m_problems;
    qint64 m_bytesIn = 0;
    qint64 m_bytesOut = 0;
    qint64 m_cut = 0;
};

}  // namespace dw
