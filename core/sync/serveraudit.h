// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/serverline.h"

#include <QJsonArray>

namespace dw
{

// The lines of the server's audit that tell who was shown what, as its OversightRoutes answers: one's own, of
// everybody for administrators.
struct ServerAudit
{
    static constexpr int MostLines = 500;

    // Who was shown sensitive values, the rows of ReadSearch; who took files out, those of ExportSearch. The
    // newest first, at most MostLines; whatever else a row holds is the server's word. Errors of ServerLine;
    // Invalid "sync.bad_answer".
    static Result<QJsonArray> reads(ServerLine &line);
    static Result<QJsonArray> exports(ServerLine &line);
};

}  // namespace dw
