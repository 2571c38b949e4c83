// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/http/route.h"

#include <QString>

namespace dw
{

// How a request ended. Neither its query, its headers nor its bodies: they may hold secrets.
struct RequestEnd
{
    const Route *route = nullptr;  // null: none fitted
    HttpMethod method = HttpMethod::Other;
    QString id;
    QString address;
    Caller caller;
    int status = 0;       // 0: it was cut off before an answer
    QString problem;      // the code of a refusal
    qint64 bytesIn = 0;   // of the body
    qint64 bytesOut = 0;  // of the body, as far as it was taken
    qint64 microseconds = 0;
    bool complete = false;  // the answer went out to its end
};

}  // namespace dw
