// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/bringjob.h"

#include "core/base/answeraddress.h"
#include "core/dictionary/builtindictionary.h"
#include "core/sync/bringwalk.h"
#include "core/sync/joined.h"

#include <QThread>

#include <utility>

namespace dw
{

BringJob::BringJob(QObject *parent) : QObject(parent) {}

BringJob::~BringJob()
{
    cancel();
    if (m_thread)
        m_thread->wait();
}

void BringJob::cancel()
{
    m_cancelled = true;
    const std::lock_guard lock(m_mutex);
    if (m_sync)
        m_sync->cancel();
}

Result<void> BringJob::fetch(CommandRunner &runner, const SyncRunner::Options &options,
                             const std::function<void(int)> &fetched)
{
    SyncRunner sync(runner, options);
    connect(
        &sync, &SyncRunner::progressed, &sync,
        [&fetched](const SyncProgress &progress) { fetched(progress.pulled); }, Qt::DirectConnection);
    {
        const std::lock_guard lock(m_mutex);
        m_sync = &sync;
    }
    std::optional<Error> error = Error(ErrorCode::Cancelled, QStringLiteral("sync.cancelled"));
    if (!m_cancelled)
        error = sync.runNow().error;
    const std::lock_guard lock(m_mutex);
    m_sync = nullptr;
    return error ? Result<void>(*error) : Result<void>();
}

Result<BringJob::Told> BringJob::work(const Wanted &wanted, Step step,
                                      const std::function<void(int)> &fetched,
                                      const StandaloneJoin::Tell &tell)
{
    const Clock &clock = *wanted.clock;
    IdGenerator ids(clock);
    DW_ASSIGN(QList<ObjectType::Definition> definitions, BuiltinDictionary::definitions());
    DW_ASSIGN(const DictionaryPtr dictionary, Dictionary::build(std::move(definitions)));
    DW_ASSIGN(const auto source, StandaloneSource::open(wanted.alone, clock, ids));
    if (step == Step::Plan) {
        DW_ASSIGN(const bool untouched,
                  source->isUntouched(BringWalk::objectsInOrder(*source->configuration()->dictionary)));
        if (untouched)
            return Told();
    }
    DW_ASSIGN(const auto workspace,
              Workspace::open(wanted.joined, Workspace::Access::ReadWrite, dictionary, clock, ids));
    DW_ASSIGN(const auto runner, CommandRunner::open(*workspace, clock, ids));
    DW_ASSIGN(const auto joined, prepareJoined(*runner));
    if (!joined)
        return Error(ErrorCode::NotFound, QStringLiteral("sync.not_enrolled"), {wanted.joined});
    if (step == Step::Plan)
        DW_TRY(fetch(*runner, wanted.sync, fetched));
    Result<Actor> actor = Actor();
    workspace->readNow([&](ReadSession &session) {
        actor = joinedActor(session, *runner->configuration()->dictionary, *joined);
    });
    DW_TRY(actor);
    const StandaloneJoin join(*source, *runner, *actor, wanted.decisions);
    Told told;
    if (step == Step::Plan) {
        DW_ASSIGN(told.plan, join.plan());
        return told;
    }
    DW_ASSIGN(told.report, join.bring(tell));
    told.plan = told.report->plan;
    return told;
}

bool BringJob::start(const Wanted &wanted, Step step, Done done)
{
    if (m_running)
        return false;
    // It has said its answer already.
    if (m_thread)
        m_thread->wait();
    m_cancelled = false;
    m_running = true;
    const AnswerAddress address(this);
    m_thread.reset(QThread::create([this, wanted, step, done = std::move(done), address] {
        const auto fetched = [this, address](int records) {
            address.post([this, records] { Q_EMIT this->fetched(records); });
        };
        const auto tell = [this, address](const StandaloneJoin::Progress &now) {
            address.post([this, now] { Q_EMIT progressed(now.object, now.done, now.total); });
            return !m_cancelled;
        };
        const auto answer = std::make_shared<Result<Told>>(work(wanted, step, fetched, tell));
        address.post([this, answer, done] {
            m_running = false;
            done(*answer);
        });
    }));
    m_thread->start();
    return true;
}

}  // namespace dw
