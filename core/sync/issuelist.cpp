// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/issuelist.h"

#include "core/sync/serverline.h"

#include <utility>

namespace dw
{

namespace
{

// Somebody looks at an empty list meanwhile.
constexpr int IdleMs = 10'000;
constexpr int WholeMs = 20'000;

}  // namespace

bool readServerIssues(ServerJob &job, const QString &folder,
                      std::function<void(const Result<QJsonArray> &)> done)
{
    const Result<DeviceIdentity> identity = DeviceIdentity::load(folder);
    if (!identity.ok()) {
        done(identity.error());
        return true;
    }
    HttpTransport::Limits limits;
    limits.idleMs = IdleMs;
    limits.wholeMs = WholeMs;
    const auto work = [identity = *identity, folder](HttpTransport &transport) -> Result<QJsonArray> {
        Patience patience;
        patience.attempts = 1;
        ServerLine line(identity, folder, transport, patience);
        DW_ASSIGN(const SyncAnswer answer, line.get(QStringLiteral("sync/issues")));
        if (!answer.ok())
            return ServerLine::errorOf(answer);
        return answer.body.value(QLatin1String("issues")).toArray();
    };
    return job.run<QJsonArray>(identity->server, identity->pin, limits, work, std::move(done));
}

}  // namespace dw
