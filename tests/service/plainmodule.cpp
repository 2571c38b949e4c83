// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/service/plainmodule.h"

#include <QFileInfo>

#include <stdexcept>

namespace dw::test
{

namespace
{

Route route(HttpMethod method, const char *pattern)
{
    Route made;
    made.method = method;
    made.pattern = pattern;
    made.access = RouteAccess::Public;
    made.bodyLimit = 100'000;
    made.bodyMs = 1500;
    return made;
}

}  // namespace

void PlainModule::addRoutes(Router &router)
{
    router.add(route(HttpMethod::Post, "/echo/{name}"), [this](const HttpRequest &request) {
        const QByteArray name = request.parameters.value("name").toUtf8();
        {
            const std::lock_guard lock(m_mutex);
            ++m_echoed[name];
        }
        return HttpResponse::text("text/plain", name + ": " + request.body);
    });
    Route large = route(HttpMethod::Post, "/large");
    large.bodyMs = 20'000;
    router.add(large, [](const HttpRequest &) { return HttpResponse::empty(200); });
    router.add(route(HttpMethod::Post, "/json"), [](const HttpRequest &request) {
        const Result<QJsonObject> body = request.json();
        return body.ok() ? HttpResponse::json(*body) : HttpResponse::problem(Problem::of(body.error()));
    });
    router.add(route(HttpMethod::Get, "/throws"),
               [](const HttpRequest &) -> HttpResponse { throw std::runtime_error("a bug"); });
    router.addDeferred(route(HttpMethod::Get, "/forgets"), [](const HttpRequest &, const Answer &) {});
    router.addDeferred(route(HttpMethod::Get, "/waits"), [this](const HttpRequest &, const Answer &answer) {
        const std::lock_guard lock(m_mutex);
        m_waiting.append(answer);
    });
    router.add(route(HttpMethod::Get, "/blocks"), [this](const HttpRequest &) {
        std::unique_lock lock(m_mutex);
        ++m_blocked;
        m_go.wait(lock, [this] { return m_released; });
        --m_blocked;
        return HttpResponse::empty();
    });
    Route stream = route(HttpMethod::Get, "/rows");
    stream.answerMs = 0;
    router.add(stream, [this](const HttpRequest &) { return rows(); });
    stream.pattern = "/events";
    router.add(stream, [this](const HttpRequest &) { return events(); });
    router.add(route(HttpMethod::Get, "/file"), [this](const HttpRequest &) {
        HttpResponse response = HttpResponse::text("application/octet-stream", {});
        response.file = HttpResponse::FilePart{m_file, 10, QFileInfo(m_file).size() - 10};
        return response;
    });
}

void PlainModule::writeMetrics(MetricsText &text) const
{
    text.begin("plain_module_answers", MetricsText::Kind::Gauge, "Of a module");
    text.value("plain_module_answers", 1);
}

std::optional<QString> PlainModule::notReady() const
{
    return m_ready ? std::nullopt : std::optional(QStringLiteral("told to be"));
}

void PlainModule::drain()
{
    answerWaiting("drained");
    const std::lock_guard lock(m_mutex);
    for (const auto &stream : std::as_const(m_events)) {
        stream->offer("bye");
        stream->finish();
    }
}

int PlainModule::echoed(const QByteArray &name) const
{
    const std::lock_guard lock(m_mutex);
    return m_echoed.value(name);
}

int PlainModule::waiting() const
{
    const std::lock_guard lock(m_mutex);
    return int(m_waiting.size());
}

void PlainModule::answerWaiting(const QByteArray &body)
{
    QList<Answer> waiting;
    {
        const std::lock_guard lock(m_mutex);
        waiting.swap(m_waiting);
    }
    for (const Answer &answer : std::as_const(waiting))
        answer.send(HttpResponse::text("text/plain", body));
}

void PlainModule::release()
{
    const std::lock_guard lock(m_mutex);
    m_released = true;
    m_go.notify_all();
}

int PlainModule::listening() const
{
    const std::lock_guard lock(m_mutex);
    return int(m_events.size());
}

bool PlainModule::push(const QByteArray &bytes)
{
    const std::lock_guard lock(m_mutex);
    bool all = true;
    for (const auto &stream : std::as_const(m_events))
        all = stream->offer(bytes) && all;
    return all;
}

HttpResponse PlainModule::rows()
{
    auto stream = std::make_shared<BodyStream>(64 * 1024);
    m_produced = 0;
    stream->onClosed([this] { ++m_closed; });
    stream->setRefill([this](BodyStream &out) {
        while (m_produced < m_rows) {
            const QByteArray piece(qsizetype(std::min<qint64>(8192, m_rows - m_produced)), 'r');
            if (!out.offer(piece))
                return;
            m_produced += piece.size();
        }
        out.finish();
    });
    return HttpResponse::streamed("application/octet-stream", stream);
}

HttpResponse PlainModule::events()
{
    auto stream = std::make_shared<BodyStream>(4096);
    stream->onClosed([this] { ++m_closed; });
    stream->offer("hello");
    const std::lock_guard lock(m_mutex);
    m_events.append(stream);
    return HttpResponse::streamed("text/event-stream", stream);
}

}  // namespace dw::test
