// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/gatekeeper.h"
#include "core/service/http/httpserver.h"
#include "core/service/servicelog.h"

#include <QStringList>

namespace dw
{

// The options of `serve`.
struct ServeOptions
{
    HttpServer::Options http;
    QString certificate;  // empty: the folder's own
    QString key;
    int addressRate = Gatekeeper::AddressRate;
    int drainMs = 30'000;
    ServiceLog::Level logLevel = ServiceLog::Level::Info;

    static Result<ServeOptions> parse(const QStringList &arguments);
    static QString usage();
};

}  // namespace dw
