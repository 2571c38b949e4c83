// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/quarantineroutes.h"

#include "core/service/jsonarguments.h"
#include "core/service/timedjob.h"
#include "core/sync/outboxexport.h"
#include "core/sync/transaction.h"

#include <QJsonArray>

namespace dw
{

namespace
{

constexpr int PatienceMs = 5'000;
// One transaction may be larger than a portion, as are portions of older laptops (512 KiB).
constexpr qint64 BodyBytes = OutboxExport::Bytes + 2 * SyncTransaction::MaximumBytes;
// A transaction is signed and kept as a whole, and the largest takes 33 seconds over 64 kbit/s (features:
// U31).
constexpr int BodyMs = 45'000;
static_assert(SyncTransaction::MaximumBytes < BodyMs * 64 / 8);

}  // namespace

void QuarantineRoutes::addRoutes(Router &router)
{
    Route route;
    route.method = HttpMethod::Post;
    route.pattern = "/api/v1/sync/outbox-export";
    route.access = RouteAccess::Public;
    route.lane = Lane::Write;
    route.rate = {"outbox-export", 20, 10};
    route.bodyLimit = BodyBytes;
    route.bodyMs = BodyMs;
    router.add(route, [this](const HttpRequest &request) { return take(request); });
}

HttpResponse QuarantineRoutes::take(const HttpRequest &request)
{
    const Result<QJsonObject> body = request.json();
    if (!body.ok())
        return HttpResponse::problem(Problem::of(body.error()));
    JsonArguments arguments(*body);
    const std::optional<Id> id = Id::fromString(arguments.text(QStringLiteral("device")));
    const QByteArray nonce = arguments.text(QStringLiteral("nonce")).toLatin1();
    const QByteArray signature = arguments.bytes(QStringLiteral("sig"));
    const QJsonArray transactions = body->value(QLatin1String("transactions")).toArray();
    if (!arguments.ok() || !id || transactions.isEmpty() || transactions.size() > OutboxExport::Transactions)
        return HttpResponse::problem(ProblemCode::Malformed);
    const Instant now = m_context.clock.now();
    const auto device = m_context.accounts.device(*id);
    if (!device.ok())
        return HttpResponse::problem(Problem::of(device.error()));
    const std::optional<Instant> until = m_context.tokens.readNonce(nonce, now);
    // One answer whatever does not fit: nobody learns which laptops there are.
    if (!until || !*device || (*device)->state != DeviceState::Active ||
        !ServerKeys::verify(OutboxExport::message(*id, nonce, transactions), signature, (*device)->publicKey))
        return HttpResponse::problem(ProblemCode::Forbidden);
    const Result<bool> fresh = m_context.accounts.useNonce(nonce, *until, now);
    if (!fresh.ok())
        return HttpResponse::problem(Problem::of(fresh.error()));
    const auto user = m_context.users.byId((*device)->user);
    if (!user.ok())
        return HttpResponse::problem(Problem::of(user.error()));
    const auto tooOld = m_least.refusal(request, LeastProgram::Known::Now);
    if (!tooOld.ok())
        return HttpResponse::problem(Problem::of(tooOld.error()));
    const bool maySync = *user && (*user)->active && !*tooOld;
    if (!*fresh || maySync)
        return HttpResponse::problem(ProblemCode::Forbidden);
    LedgerDevice known;
    known.id = *id;
    known.user = (*device)->user;
    known.shortName = (*device)->shortCode;
    Result<OutboxExport::Taken> taken = OutboxExport::Taken();
    const bool done = TimedJob::onWriter(m_runner.workspace(), PatienceMs, [&](WriteSession &session) {
        taken = OutboxExport::take(session, known, transactions, now);
    });
    if (!done)
        return HttpResponse::problem(Problem(ProblemCode::Overloaded, {}, 2));
    if (!taken.ok())
        return HttpResponse::problem(Problem::of(taken.error()));
    const QJsonObject counts{{QStringLiteral("taken"), taken->fresh},
                             {QStringLiteral("through"), taken->through}};
    return taken->isFull ? HttpResponse::problem(Problem(ProblemCode::Full, counts))
                         : HttpResponse::json(counts);
}

}  // namespace dw
