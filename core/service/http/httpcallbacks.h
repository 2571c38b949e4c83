// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/http/httpengine.h"

#include <gnutls/abstract.h>
#include <gnutls/gnutls.h>
#include <microhttpd.h>

namespace dw
{

// The functions that libmicrohttpd and GnuTLS call. Nothing may leave them but their result: an exception
// closes the connection.
struct HttpCallbacks
{
    static MHD_Result access(void *engine, MHD_Connection *connection, const char *url, const char *method,
                             const char *version, const char *bytes, size_t *size, void **exchange);
    static void completed(void *engine, MHD_Connection *connection, void **exchange,
                          MHD_RequestTerminationCode code);
    static void connection(void *engine, MHD_Connection *connection, void **watched,
                           MHD_ConnectionNotificationCode code);
    static size_t keepEscapes(void *engine, MHD_Connection *connection, char *text);
    static ssize_t readStream(void *exchange, uint64_t position, char *to, size_t size);
    static void freeExchange(void *exchange);
    static void freeBytes(void *bytes);
    static int certificate(gnutls_session_t session, const gnutls_datum_t *authorities, int authorityCount,
                           const gnutls_pk_algorithm_t *algorithms, int algorithmCount,
                           gnutls_pcert_st **chain, unsigned int *length, gnutls_privkey_t *key);
};

}  // namespace dw
