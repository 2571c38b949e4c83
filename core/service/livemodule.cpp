// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/livemodule.h"

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

constexpr int DefaultWaitS = 25;

Route route(const char *pattern, const RateLimit &rate)
{
    Route made;
    made.pattern = pattern;
    made.access = RouteAccess::Device;
    made.lane = Lane::Read;
    made.rate = rate;
    made.bodyLimit = 0;
    return made;
}

// Absent or a number; false for anything else.
bool readNumber(const HttpRequest &request, const char *name, std::optional<qint64> &number)
{
    const auto given = request.query.constFind(name);
    if (given == request.query.constEnd())
        return true;
    bool ok = false;
    const qint64 value = given->toLongLong(&ok);
    if (ok && value >= 0)
        number = value;
    return ok && value >= 0;
}

}  // namespace

LiveModule::LiveModule(CommandRunner &runner, std::shared_ptr<const SyncAccess> access,
                       const ServiceContext &context, HeadSource &source, const LiveLines::Options &options)
    : m_lines(runner, std::move(access), context, source, options)
{}

void LiveModule::addRoutes(Router &router)
{
    Route events = route("/api/v1/sync/events", {"events", 60, 20});
    events.answerMs = 0;
    router.add(events, [this](const HttpRequest &request) {
        std::optional<qint64> after;
        if (!readNumber(request, "after", after))
            return HttpResponse::problem(ProblemCode::Malformed);
        return m_lines.listen(request.caller, after);
    });
    router.addDeferred(route("/api/v1/sync/wait", {"wait", 120, 20}),
                       [this](const HttpRequest &request, const Answer &answer) { wait(request, answer); });
}

void LiveModule::wait(const HttpRequest &request, const Answer &answer)
{
    std::optional<qint64> after;
    std::optional<qint64> timeout;
    if (!readNumber(request, "after", after) || !readNumber(request, "timeout", timeout)) {
        answer.send(HttpResponse::problem(ProblemCode::Malformed));
        return;
    }
    const qint64 seconds = std::min<qint64>(timeout.value_or(DefaultWaitS), 3'600);
    m_lines.wait(request.caller, after, std::chrono::seconds(seconds), answer);
}

void LiveModule::writeMetrics(MetricsText &text) const
{
    text.begin("dealwright_live_lines", MetricsText::Kind::Gauge, "Laptops that listen for changes");
    text.value("dealwright_live_lines", m_lines.lines());
    text.begin("dealwright_live_pokes_total", MetricsText::Kind::Counter,
               "Times that a laptop was told of a change");
    text.value("dealwright_live_pokes_total", double(m_lines.pokes()));
}

QList<std::pair<QByteArray, QByteArray>> LiveModule::headers() const
{
    return {{"X-Load", QByteArray::number(m_lines.load())}};
}

}  // namespace dw
