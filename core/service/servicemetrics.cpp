// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/servicemetrics.h"

#include "core/service/http/router.h"

namespace dw
{

void MetricsText::begin(const char *name, Kind kind, const char *help)
{
    const char *type = kind == Kind::Counter ? "counter" : kind == Kind::Gauge ? "gauge" : "histogram";
    m_text += QByteArray("# HELP ") + name + ' ' + help + "\n# TYPE " + name + ' ' + type + '\n';
}

void MetricsText::value(const char *name, double value, Labels labels)
{
    m_text += name;
    char before = '{';
    for (const auto &[label, of] : labels) {
        QByteArray escaped = of;
        escaped.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
        m_text += before + QByteArray(label) + "=\"" + escaped + '"';
        before = ',';
    }
    if (before == ',')
        m_text += '}';
    m_text += ' ' + QByteArray::number(value, 'g', 15) + '\n';
}

void ServiceMetrics::ended(const RequestEnd &end)
{
    // Never the path as sent: whoever asks for a million names must not make a million rows.
    const QByteArray route = end.route ? end.route->pattern : QByteArray("none");
    const std::lock_guard lock(m_mutex);
    ++m_requests[{methodName(end.method), route, end.status}];
    if (!end.problem.isEmpty())
        ++m_problems[end.problem.toLatin1()];
    m_bytesIn += end.bytesIn;
    m_bytesOut += end.bytesOut;
    if (!end.complete)
        ++m_cut;
    // How long a stream lasts says nothing.
    if (end.route && end.route->answerMs == 0)
        return;
    Times &times = m_times[route];
    const double seconds = double(end.microseconds) / 1e6;
    size_t bucket = 0;
    while (bucket < Seconds.size() && seconds > Seconds[bucket])
        ++bucket;
    ++times.buckets[bucket];
    times.sum += seconds;
    ++times.count;
}

void ServiceMetrics::write(MetricsText &text) const
{
    const std::lock_guard lock(m_mutex);
    text.begin("dealwright_http_requests_total", MetricsText::Kind::Counter,
               "Requests by route and status; 0: cut off");
    for (const auto &[key, count] : m_requests) {
        const auto &[method, route, status] = key;
        text.value("dealwright_http_requests_total", double(count),
                   {{"method", method}, {"route", route}, {"status", QByteArray::number(status)}});
    }
    text.begin("dealwright_http_problems_total", MetricsText::Kind::Counter, "Refusals by code");
    for (const auto &[code, count] : m_problems)
        text.value("dealwright_http_problems_total", double(count), {{"code", code}});
    text.begin("dealwright_http_request_seconds", MetricsText::Kind::Histogram,
               "From the head to the last byte");
    for (const auto &[route, times] : m_times) {
        qint64 below = 0;
        for (size_t i = 0; i < Seconds.size(); ++i) {
            below += times.buckets[i];
            text.value("dealwright_http_request_seconds_bucket", double(below),
                       {{"route", route}, {"le", QByteArray::number(Seconds[i])}});
        }
        text.value("dealwright_http_request_seconds_bucket", double(times.count),
                   {{"route", route}, {"le", "+Inf"}});
        text.value("dealwright_http_request_seconds_sum", times.sum, {{"route", route}});
        text.value("dealwright_http_request_seconds_count", double(times.count), {{"route", route}});
    }
    const std::tuple<const char *, const char *, qint64> counters[] = {
        {"dealwright_http_received_bytes_total", "Bodies of requests", m_bytesIn},
        {"dealwright_http_sent_bytes_total", "Bodies of answers", m_bytesOut},
        {"dealwright_http_cut_total", "Requests that did not come to their end", m_cut},
    };
    for (const auto &[name, help, count] : counters) {
        text.begin(name, MetricsText::Kind::Counter, help);
        text.value(name, double(count));
    }
}

}  // namespace dw
