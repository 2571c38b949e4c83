// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/http/httpengine.h"

#include "core/service/http/httpcallbacks.h"

#include <QUuid>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <utility>

namespace dw
{

namespace
{

// A refused body up to this size is read and thrown away: closing on unread bytes would take the answer with
// it.
constexpr qint64 ReadAway = 1024 * 1024;
// Of each connection as long as it stands: a head of 16 KiB, taken apart, and the head of the answer.
constexpr int LibraryMemory = 24 * 1024;
constexpr qsizetype StreamBlock = 16 * 1024;
// TLS 1.2 and 1.3, no ciphers below 128 bits of strength.
constexpr const char *Priorities = "SECURE128:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:%SERVER_PRECEDENCE";

bool mayStandOnce(const QByteArray &name)
{
    static const QByteArrayList once{"authorization",     "content-length", "content-type",
                                     "content-encoding",  "host",           "x-device",
                                     "transfer-encoding", "x-proto"};
    return once.contains(name);
}

MHD_Result takeHeader(void *request, MHD_ValueKind, const char *name, size_t nameSize, const char *value,
                      size_t valueSize)
{
    auto &into = *static_cast<HttpRequest *>(request);
    const QByteArray key = QByteArray(name, qsizetype(nameSize)).toLower();
    const QByteArray text(value, qsizetype(valueSize));
    const auto known = into.headers.find(key);
    if (known == into.headers.end()) {
        into.headers.insert(key, text);
    } else if (mayStandOnce(key)) {
        into.repeatedHeader = true;
    } else {
        *known += ", " + text;
    }
    return MHD_YES;
}

MHD_Result takeArgument(void *request, MHD_ValueKind, const char *name, size_t nameSize, const char *value,
                        size_t valueSize)
{
    auto &into = *static_cast<HttpRequest *>(request);
    const auto key = decodedSegment(QByteArray(name, qsizetype(nameSize)));
    const auto text = decodedSegment(QByteArray(value, qsizetype(valueSize)));
    if (key && text)
        into.query.insert(key->toUtf8(), text->toUtf8());
    else
        into.repeatedHeader = true;
    return MHD_YES;
}

bool isLoopback(const QString &address)
{
    return address.startsWith(QLatin1String("127.")) || address == QLatin1String("::1");
}

}  // namespace

HttpEngine::HttpEngine(const HttpServer::Options &options, const Router &router, RequestDesk &desk,
                       WorkerPool &workers, const TlsCertificate *certificate, const Clock &clock)
    : m_options(options)
    , m_router(router)
    , m_desk(desk)
    , m_workers(workers)
    , m_certificate(certificate)
    , m_clock(clock)
    , m_watch(options.limits.perAddress, options.limits.headMs)
{}

HttpEngine::~HttpEngine()
{
    stop();
}

Result<void> HttpEngine::start()
{
    const bool local = !m_options.socketPath.isEmpty();
    if (local) {
        DW_ASSIGN(m_socket, ListenSocket::local(m_options.socketPath));
    } else {
        DW_ASSIGN(m_socket, ListenSocket::tcp(m_options.address, m_options.port));
    }
    // Not epoll: with it the library asks a connection again and again, as fast as it can, whose peer keeps
    // it waiting in the middle of the TLS handshake.
    unsigned int flags = MHD_USE_POLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC;
    std::array<MHD_OptionItem, 3> more{};
    size_t count = 0;
    if (!local) {
        flags |= MHD_USE_TLS;
        more[count++] = {MHD_OPTION_HTTPS_PRIORITIES, 0, const_cast<char *>(Priorities)};
    }
    if (m_options.threads > 1)
        more[count++] = {MHD_OPTION_THREAD_POOL_SIZE, m_options.threads, nullptr};
    more[count] = {MHD_OPTION_END, 0, nullptr};
    // The library refuses the certificate's function in a list, and without TLS.
    const MHD_OPTION certificate = local ? MHD_OPTION_END : MHD_OPTION_HTTPS_CERT_CALLBACK;
    // clang-format off
    m_daemon = MHD_start_daemon(
        flags, 0, nullptr, nullptr, &HttpCallbacks::access, this,
        MHD_OPTION_LISTEN_SOCKET, m_socket.descriptor(),
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, size_t(LibraryMemory),
        MHD_OPTION_CONNECTION_LIMIT, static_cast<unsigned int>(m_options.limits.connections),
        MHD_OPTION_CONNECTION_TIMEOUT, static_cast<unsigned int>(m_options.limits.idleMs / 1000 + 5),
        MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_NOTIFY_COMPLETED, &HttpCallbacks::completed, this,
        MHD_OPTION_NOTIFY_CONNECTION, &HttpCallbacks::connection, this,
        MHD_OPTION_UNESCAPE_CALLBACK, &HttpCallbacks::keepEscapes, this,
        MHD_OPTION_ARRAY, more.data(),
        certificate, &HttpCallbacks::certificate,
        MHD_OPTION_END);
    // clang-format on
    if (!m_daemon)
        return Error(ErrorCode::Network, QStringLiteral("service.not_started"));
    return {};
}

bool HttpEngine::drain(int ms)
{
    m_draining = true;
    if (!m_daemon)
        return true;
    stopListening();
    m_watch.drain();
    waitUntilOver(ms);
    const bool whole = state().requests == 0;
    stop();
    return whole;
}

// From then on the socket is ours again; otherwise the library would close it when it stops.
void HttpEngine::stopListening()
{
    if (!std::exchange(m_quiet, true))
        MHD_quiesce_daemon(m_daemon);
}

void HttpEngine::waitUntilOver(int ms)
{
    std::unique_lock lock(m_mutex);
    m_over.wait_for(lock, std::chrono::milliseconds(ms), [this] { return m_live.isEmpty(); });
}

void HttpEngine::stop()
{
    if (!m_daemon)
        return;
    m_draining = true;
    stopListening();
    QList<ExchangePtr> handed;
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        handed = m_handed.values();
    }
    // The library cannot stop while connections are suspended. What handlers answer from here on goes
    // nowhere.
    for (const ExchangePtr &exchange : handed)
        answered(exchange, HttpResponse::problem(Problem(ProblemCode::Maintenance, {}, 5)));
    {
        std::unique_lock lock(m_mutex);
        m_over.wait(lock, [this] { return m_handed.isEmpty(); });
        for (HttpExchange *exchange : std::as_const(m_live)) {
            if (exchange->stream)
                exchange->stream->fail();
        }
    }
    MHD_stop_daemon(std::exchange(m_daemon, nullptr));
    m_socket.close();
}

HttpServer::State HttpEngine::state() const
{
    HttpServer::State state;
    state.connections = m_watch.open();
    state.bodyBytes = m_bodyBytes;
    state.late = m_watch.late();
    state.refusedConnections = m_watch.refused();
    const std::lock_guard lock(m_mutex);
    state.requests = int(m_live.size());
    return state;
}

ConnectionWatch::Connection *HttpEngine::opened(MHD_Connection *connection)
{
    const MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    const int descriptor = info ? info->connect_fd : -1;
    info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    ConnectionWatch::Connection *watched = m_watch.opened(descriptor, info ? info->client_addr : nullptr);
    watched->owner = m_certificate;
    return watched;
}

void HttpEngine::closed(ConnectionWatch::Connection *watched)
{
    m_watch.closed(watched);
}

HttpEngine::ExchangePtr HttpEngine::begin(MHD_Connection *connection, const char *url, const char *method)
{
    auto exchange = std::make_shared<HttpExchange>();
    exchange->connection = connection;
    exchange->desk = &m_desk;
    const MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    exchange->watched = static_cast<ConnectionWatch::Connection *>(info->socket_context);
    HttpRequest &request = exchange->request;
    request.method = methodNamed(QByteArray(method));
    request.path = QByteArray(url);
    request.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    request.receivedAt = m_clock.now();
    MHD_get_connection_values_n(connection, MHD_HEADER_KIND, &takeHeader, &request);
    MHD_get_connection_values_n(connection, MHD_GET_ARGUMENT_KIND, &takeArgument, &request);
    info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    request.address = addressText(info ? info->client_addr : nullptr);
    if (!m_options.socketPath.isEmpty()) {
        // The proxy adds the address that it sees at the end; what stands before was said by the client.
        const QByteArray passed = request.header("x-forwarded-for");
        request.local = passed.isEmpty();
        request.address = QString::fromLatin1(passed.split(',').constLast().trimmed().left(64));
        // The same counts as the same, however the proxy writes it.
        if (request.address.startsWith(QLatin1String("::ffff:")) &&
            request.address.contains(QLatin1Char('.')))
            request.address.remove(0, 7);
    } else {
        request.local = isLoopback(request.address);
    }
    bool known = false;
    const qint64 announced = request.header("content-length").toLongLong(&known);
    exchange->announced = known ? announced : -1;
    const std::lock_guard lock(m_mutex);
    m_live.insert(exchange.get());
    return exchange;
}

std::optional<HttpResponse> HttpEngine::refusal(HttpExchange &exchange)
{
    const HttpRequest &request = exchange.request;
    const MHD_ConnectionInfo *size =
        MHD_get_connection_info(exchange.connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    if (size && size->header_size > size_t(m_options.limits.headBytes))
        return HttpResponse::problem(ProblemCode::HeaderTooLarge);
    const bool both =
        request.headers.contains("content-length") && request.headers.contains("transfer-encoding");
    if (request.repeatedHeader || both)
        return HttpResponse::problem(ProblemCode::Malformed);
    if (m_draining)
        return HttpResponse::problem(Problem(ProblemCode::Maintenance, {}, 5)).with("Connection", "close");
    Router::Match match = m_router.match(request.method, request.path);
    if (!match.route) {
        if (match.allowed.isEmpty())
            return HttpResponse::problem(ProblemCode::NotFound);
        return HttpResponse::problem(ProblemCode::MethodNotAllowed).with("Allow", match.allowed.join(", "));
    }
    exchange.route = match.route;
    exchange.request.parameters = std::move(match.parameters);
    if (exchange.announced > match.route->bodyLimit)
        return HttpResponse::problem(ProblemCode::TooLarge);
    return m_desk.refuseEarly(*match.route, request);
}

void HttpEngine::refuse(const ExchangePtr &exchange, HttpResponse response)
{
    exchange->answered = true;
    exchange->finish(std::move(response));
    exchange->request.body = QByteArray();
}

bool HttpEngine::headComplete(const ExchangePtr &exchange)
{
    if (std::optional<HttpResponse> refused = refusal(*exchange))
        refuse(exchange, std::move(*refused));
    const HttpRequest &request = exchange->request;
    const bool hasBody = exchange->announced > 0 || request.headers.contains("transfer-encoding");
    const bool waits = request.headers.contains("expect");
    m_watch.enter(exchange->watched, ConnectionWatch::Step::Body,
                  exchange->route ? exchange->route->bodyMs : 10'000);
    // At once where a body would follow that the client has not sent yet or that is too large to be read
    // away: the library then closes the connection.
    if (exchange->response && hasBody && (waits || exchange->announced > ReadAway))
        return queue(exchange);
    return true;
}

bool HttpEngine::received(const ExchangePtr &exchange, const char *bytes, qsizetype size)
{
    exchange->received += size;
    if (exchange->response)
        return exchange->received <= ReadAway + exchange->budgeted;
    if (exchange->received > exchange->route->bodyLimit) {
        refuse(exchange, HttpResponse::problem(ProblemCode::TooLarge));
        return true;
    }
    exchange->budgeted += size;
    if ((m_bodyBytes += size) > m_options.limits.bodies) {
        refuse(exchange, HttpResponse::problem(Problem(ProblemCode::Overloaded, {}, 5)));
        return true;
    }
    if (exchange->request.body.isEmpty() && exchange->announced > 0)
        exchange->request.body.reserve(exchange->announced);
    exchange->request.body.append(bytes, size);
    return true;
}

bool HttpEngine::complete(const ExchangePtr &exchange)
{
    if (exchange->response)
        return queue(exchange);
    if (exchange->handed)
        return false;
    exchange->handed = true;
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping)
            return false;
        m_handed.insert(exchange.get(), exchange);
    }
    m_watch.enter(exchange->watched, ConnectionWatch::Step::Handler, 0);
    // Suspended first: the worker may answer before post() has returned.
    MHD_suspend_connection(exchange->connection);
    const Answer answer([this, exchange](HttpResponse response) { answered(exchange, std::move(response)); });
    if (!m_workers.post(exchange->route->lane, [exchange, answer] { exchange->run(answer); }))
        answer.send(HttpResponse::problem(Problem(ProblemCode::Overloaded, {}, 2)));
    return true;
}

void HttpEngine::answered(const ExchangePtr &exchange, HttpResponse response)
{
    if (exchange->answered.exchange(true))
        return;
    exchange->finish(std::move(response));
    // Under the lock: once the last one has gone the engine may stop.
    const std::lock_guard lock(m_mutex);
    m_handed.remove(exchange.get());
    MHD_resume_connection(exchange->connection);
    m_over.notify_all();
}

bool HttpEngine::queue(const ExchangePtr &exchange)
{
    HttpResponse &answer = *exchange->response;
    MHD_Response *response = nullptr;
    if (answer.stream) {
        const qsizetype block = std::min(answer.stream->capacity(), StreamBlock);
        response =
            MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, size_t(block), &HttpCallbacks::readStream,
                                              new ExchangePtr(exchange), &HttpCallbacks::freeExchange);
        const std::weak_ptr<BodyStream> weak = answer.stream;
        WorkerPool *workers = &m_workers;
        MHD_Connection *connection = exchange->connection;
        answer.stream->attach([connection] { MHD_resume_connection(connection); },
                              [weak, workers](const std::function<void()> &work) {
                                  return workers->post(Lane::Stream, [stream = weak.lock(), work] {
                                      if (stream)
                                          work();
                                  });
                              });
    } else if (answer.file) {
        const int descriptor = ::open(answer.file->path.toLocal8Bit().constData(), O_RDONLY | O_CLOEXEC);
        if (descriptor < 0)
            return false;
        exchange->sent = answer.file->length;
        response = MHD_create_response_from_fd_at_offset64(uint64_t(answer.file->length), descriptor,
                                                           uint64_t(answer.file->offset));
        if (!response)
            ::close(descriptor);
    } else {
        auto *bytes = new QByteArray(std::move(answer.body));
        exchange->sent = bytes->size();
        response = MHD_create_response_from_buffer_with_free_callback_cls(
            size_t(bytes->size()), const_cast<char *>(bytes->constData()), &HttpCallbacks::freeBytes, bytes);
    }
    if (!response)
        return false;
    for (const auto &[name, value] : std::as_const(answer.headers))
        MHD_add_response_header(response, name.constData(), value.constData());
    const int ms = exchange->route ? exchange->route->answerMs : 60'000;
    m_watch.enter(exchange->watched, ConnectionWatch::Step::Answer, ms);
    const bool queued = MHD_queue_response(exchange->connection, static_cast<unsigned int>(answer.status),
                                           response) == MHD_YES;
    MHD_destroy_response(response);
    return queued;
}

void HttpEngine::completed(const ExchangePtr &exchange, bool wholly)
{
    m_bodyBytes -= std::exchange(exchange->budgeted, 0);
    if (exchange->stream)
        exchange->stream->close();
    m_watch.enter(exchange->watched, ConnectionWatch::Step::Idle, m_options.limits.idleMs);
    m_desk.ended(exchange->end(wholly));
    const std::lock_guard lock(m_mutex);
    m_live.remove(exchange.get());
    m_over.notify_all();
}

}  // namespace dw
