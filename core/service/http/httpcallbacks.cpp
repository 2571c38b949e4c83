// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/http/httpcallbacks.h"

#include <cstring>
#include <exception>

namespace dw
{

namespace
{

using ExchangePtr = std::shared_ptr<HttpExchange>;

MHD_Result result(bool goesOn)
{
    return goesOn ? MHD_YES : MHD_NO;
}

}  // namespace

MHD_Result HttpCallbacks::access(void *engine, MHD_Connection *connection, const char *url,
                                 const char *method, const char *, const char *bytes, size_t *size,
                                 void **exchange)
{
    try {
        auto &self = *static_cast<HttpEngine *>(engine);
        if (!*exchange) {
            const ExchangePtr begun = self.begin(connection, url, method);
            *exchange = new ExchangePtr(begun);
            return result(self.headComplete(begun));
        }
        const ExchangePtr &known = *static_cast<ExchangePtr *>(*exchange);
        if (*size > 0) {
            const bool goesOn = self.received(known, bytes, qsizetype(*size));
            *size = 0;
            return result(goesOn);
        }
        return result(self.complete(known));
    } catch (const std::exception &) {
        return MHD_NO;
    }
}

void HttpCallbacks::completed(void *engine, MHD_Connection *, void **exchange,
                              MHD_RequestTerminationCode code)
{
    if (!*exchange)
        return;
    const std::unique_ptr<ExchangePtr> holder(static_cast<ExchangePtr *>(*exchange));
    *exchange = nullptr;
    try {
        static_cast<HttpEngine *>(engine)->completed(*holder, code == MHD_REQUEST_TERMINATED_COMPLETED_OK);
    } catch (const std::exception &) {
        return;
    }
}

void HttpCallbacks::connection(void *engine, MHD_Connection *connection, void **watched,
                               MHD_ConnectionNotificationCode code)
{
    try {
        auto &self = *static_cast<HttpEngine *>(engine);
        if (code == MHD_CONNECTION_NOTIFY_STARTED) {
            *watched = self.opened(connection);
        } else if (*watched) {
            self.closed(static_cast<ConnectionWatch::Connection *>(*watched));
            *watched = nullptr;
        }
    } catch (const std::exception &) {
        return;
    }
}

// The router decodes segment by segment, so that an escaped slash parts nothing.
size_t HttpCallbacks::keepEscapes(void *, MHD_Connection *, char *text)
{
    return std::strlen(text);
}

ssize_t HttpCallbacks::readStream(void *exchange, uint64_t, char *to, size_t size)
{
    const ExchangePtr &known = *static_cast<ExchangePtr *>(exchange);
    try {
        qsizetype taken = 0;
        switch (known->stream->take(to, qsizetype(size), &taken,
                                    [&] { MHD_suspend_connection(known->connection); })) {
            case BodyStream::Taken::Bytes:
                known->sent += taken;
                return taken;
            case BodyStream::Taken::Nothing:
                return 0;
            case BodyStream::Taken::End:
                return MHD_CONTENT_READER_END_OF_STREAM;
            case BodyStream::Taken::Failed:
                break;
        }
    } catch (const std::exception &) {
        return MHD_CONTENT_READER_END_WITH_ERROR;
    }
    return MHD_CONTENT_READER_END_WITH_ERROR;
}

void HttpCallbacks::freeExchange(void *exchange)
{
    delete static_cast<ExchangePtr *>(exchange);
}

void HttpCallbacks::freeBytes(void *bytes)
{
    delete static_cast<QByteArray *>(bytes);
}

int HttpCallbacks::certificate(gnutls_session_t session, const gnutls_datum_t *, int,
                               const gnutls_pk_algorithm_t *, int, gnutls_pcert_st **chain,
                               unsigned int *length, gnutls_privkey_t *key)
{
    auto *connection = static_cast<MHD_Connection *>(gnutls_session_get_ptr(session));
    const MHD_ConnectionInfo *info =
        connection ? MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT) : nullptr;
    const auto *watched = info ? static_cast<ConnectionWatch::Connection *>(info->socket_context) : nullptr;
    const auto *source = watched ? static_cast<const TlsCertificate *>(watched->owner) : nullptr;
    const TlsCertificate::Handles handles = source ? source->current() : TlsCertificate::Handles();
    if (!handles.key)
        return -1;
    *chain = const_cast<gnutls_pcert_st *>(static_cast<const gnutls_pcert_st *>(handles.chain));
    *length = handles.length;
    *key = static_cast<gnutls_privkey_t>(const_cast<void *>(handles.key));
    return 0;
}

}  // namespace dw
