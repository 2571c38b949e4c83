// SPDX-License-Identifier: GPL-3.0-or-later
// The wire between a world's laptops and their server, and what befalls it.
#include "core/sync/publishedfeed.h"
#include "tests/sync/faultyaccess.h"
#include "tests/sync/syncworld.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <stdexcept>

namespace dw::test
{

void SyncWorld::killAt(SyncParty &party, int statement)
{
    m_crash = std::make_unique<SyncCrash>(party.folder.path(), statement);
}

bool SyncWorld::disarm()
{
    const bool struck = m_crash && m_crash->hasStruck();
    if (struck)
        revive();
    m_crash.reset();
    return struck;
}

int SyncWorld::serverStatements(const std::function<void()> &work)
{
    const SyncCrash count(m_server.folder.path(), 0);
    work();
    return count.statements();
}

void SyncWorld::revive()
{
    const std::unique_ptr<SyncCrash> crash = std::move(m_crash);
    SyncParty *dead = &m_server;
    for (const auto &laptop : m_laptops) {
        if (laptop->folder.path() == crash->folder())
            dead = laptop.get();
    }
    restartFrom(*dead, crash->image());
    // An answer finds nobody who asked.
    const Id device = dead == &m_server ? Id() : static_cast<SyncLaptop *>(dead)->device;
    m_late.removeIf([&](const Late &late) { return !late.toServer && late.device == device; });
    m_lastPage.remove(device);
}

void SyncWorld::mayDie()
{
    if (!m_crash || !m_crash->hasStruck())
        return;
    revive();
    throw Died();
}

SyncAnswer SyncWorld::send(SyncLaptop &laptop, const QJsonObject &push)
{
    if (m_fault == Fault::AnswersForged)
        return forged(push);
    const QJsonObject request = spoiltPush(push);
    SyncAnswer answer;
    m_server.write([&](WriteSession &session) { answer = m_engine->push(session, laptop.device, request); });
    return answer;
}

void SyncWorld::takePush(SyncLaptop &laptop, const SyncAnswer &answer)
{
    Result<SyncClient::Outcome> outcome = SyncClient::Outcome();
    laptop.write([&](WriteSession &session) { outcome = laptop.client->applyPush(session, answer); });
    checked(outcome, "applyPush");
}

// Its user is somebody who left.
bool SyncWorld::isShutOut(const SyncAnswer &answer)
{
    return answer.code() == QLatin1String("user_disabled");
}

// No reader takes what ends before its end for the whole.
void SyncWorld::checkCut(const QJsonObject &body) const
{
    const QByteArray text = QJsonDocument(body).toJson(QJsonDocument::Compact);
    if (QJsonDocument::fromJson(text.left(m_lots ? m_lots(int(text.size())) : 1)).isObject())
        complain(QStringLiteral("a part of a message reads as a message"));
}

bool SyncWorld::push(SyncLaptop &laptop, Wire wire)
{
    greet(laptop);
    if (!recover(laptop, SyncRecovery::Place::BeforePush))
        return false;
    Result<std::optional<QJsonObject>> request = std::optional<QJsonObject>();
    laptop.write([&](WriteSession &session) { request = laptop.client->pushRequest(session); });
    mayDie();
    const std::optional<QJsonObject> body = checked(request, "pushRequest");
    if (!body)
        return false;
    if (wire == Wire::RequestLate)
        m_late.append({laptop.device, true, *body, {}});
    if (wire == Wire::RequestCut)
        checkCut(*body);
    if (wire == Wire::RequestLost || wire == Wire::RequestLate || wire == Wire::RequestCut)
        return true;
    SyncAnswer answer = send(laptop, *body);
    if (wire == Wire::Twice)
        answer = send(laptop, *body);
    if (m_fault == Fault::AnsweredTooEarly && m_crash && m_crash->hasStruck() && answer.ok())
        takePush(laptop, answer);
    mayDie();
    if (wire == Wire::AnswerLate)
        m_late.append({laptop.device, false, *body, answer});
    if (wire == Wire::AnswerCut)
        checkCut(answer.body);
    if (wire == Wire::AnswerLost || wire == Wire::AnswerLate || wire == Wire::AnswerCut)
        return true;
    if (isShutOut(answer))
        return false;
    if (!answer.ok())
        complain(QLatin1String("push: ") + answer.code());
    takePush(laptop, answer);
    mayDie();
    if (m_fault == Fault::InboxLost)
        forgetInbox(laptop);
    return true;
}

bool SyncWorld::deliverLate()
{
    if (m_late.isEmpty())
        return false;
    const Late late = m_late.takeAt(m_lots ? m_lots(int(m_late.size())) : 0);
    const auto asked = std::find_if(m_laptops.begin(), m_laptops.end(),
                                    [&](const auto &laptop) { return laptop->device == late.device; });
    if (asked == m_laptops.end())
        return false;
    SyncLaptop &laptop = **asked;
    if (!late.toServer) {
        takePush(laptop, late.answer);
        mayDie();
        return true;
    }
    // Whoever sent it has given it up: nobody hears the answer.
    const SyncAnswer answer = send(laptop, late.request);
    mayDie();
    if (answer.status >= 500)
        complain(QLatin1String("late push: ") + answer.code());
    return true;
}

bool SyncWorld::lease(SyncLaptop &laptop)
{
    Result<std::optional<QJsonObject>> request = std::optional<QJsonObject>();
    laptop.workspace->readNow([&](ReadSession &session) { request = laptop.client->leaseRequest(session); });
    const std::optional<QJsonObject> wish = checked(request, "leaseRequest");
    if (!wish)
        return false;
    SyncAnswer answer;
    m_server.write([&](WriteSession &session) { answer = m_engine->lease(session, laptop.device, *wish); });
    mayDie();
    Result<void> applied;
    laptop.write([&](WriteSession &session) { applied = laptop.client->applyLease(session, *wish, answer); });
    mayDie();
    checked(applied, "applyLease");
    return answer.ok();
}

SyncAnswer SyncWorld::answerPull(const Id &asked, QJsonObject &request, int pageSize)
{
    SyncAnswer answer, whole;
    const bool twice = lot(8);
    m_server.workspace->readNow([&](ReadSession &session) {
        // What a fault says of the whole.
        if (m_fault == Fault::CursorAhead)
            whole = m_engine->pull(session, asked, request);
        request.insert(QStringLiteral("limit"), pageSize);
        request.insert(QStringLiteral("max_bytes"), double(m_pageBytes));
        if (twice)
            answer = m_engine->pull(session, asked, request);
        answer = m_engine->pull(session, asked, request);
    });
    ++m_pulledPages;
    mayDie();
    if (isShutOut(answer))
        return answer;
    if (!answer.ok())
        complain(QLatin1String("pull: ") + answer.code());
    return seen(hasty(spoilt(answer, whole.body)));
}

// Between two pages.
void SyncWorld::befall(SyncLaptop &laptop)
{
    if (lot(6))
        serveAnew();
    if (!lot(5) || !m_lastPage.contains(laptop.device))
        return;
    // It comes once more, behind what came after it.
    const auto &[request, answer] = m_lastPage[laptop.device];
    const QMap<QString, QByteArray> before = laptop.contents();
    SyncClient::Outcome outcome;
    take(laptop, request, answer, outcome);
    if (laptop.contents() != before)
        complain(QStringLiteral("an answer that was overtaken was taken over"));
}

void SyncWorld::take(SyncLaptop &laptop, const QJsonObject &request, const SyncAnswer &answer,
                     SyncClient::Outcome &outcome)
{
    const QList<BaseRow> held = m_fault == Fault::BasesStay ? bases(laptop) : QList<BaseRow>();
    Result<SyncClient::Outcome> came = SyncClient::Outcome();
    laptop.write([&](WriteSession &session) { came = laptop.client->applyPull(session, request, answer); });
    if (m_crash && m_crash->hasStruck() && m_crash->folder() == laptop.folder.path() &&
        m_fault == Fault::CursorApart) {
        revive();
        setCursor(laptop, answer.body);
        throw Died();
    }
    mayDie();
    outcome = checked(came, "applyPull");
    if (m_fault == Fault::DroppedTooEarly && !outcome.complete && !outcome.needsScopes)
        dropAnswered(laptop, answer.body);
    putBack(laptop, held);
}

bool SyncWorld::pull(SyncLaptop &laptop, int pageSize, int requests)
{
    greet(laptop);
    if (!recover(laptop, SyncRecovery::Place::BeforePush))
        return false;
    if (m_fault == Fault::BasesLost)
        forgetBases(laptop);
    if (m_publishes)
        publish();
    const Id asked = m_fault == Fault::SomebodyElse ? m_laptops.front()->device : laptop.device;
    auto scopes = SyncClient::Scopes::Digest;
    for (int turn = 0; turn < 1000; ++turn) {
        if (requests >= 0 && --requests < 0)
            return false;
        befall(laptop);
        Result<QJsonObject> wish = QJsonObject();
        laptop.workspace->readNow(
            [&](ReadSession &session) { wish = laptop.client->pullRequest(session, scopes); });
        QJsonObject request = checked(wish, "pullRequest");
        const SyncAnswer answer = answerPull(asked, request, pageSize);
        if (isShutOut(answer))
            return false;
        SyncClient::Outcome came;
        take(laptop, request, answer, came);
        if (m_lots)
            m_lastPage.insert(laptop.device, {request, answer});
        if (!m_settles && !came.needsScopes)
            return false;
        settle(laptop);
        scopes = came.needsScopes ? SyncClient::Scopes::List : SyncClient::Scopes::Digest;
        if (!came.complete)
            continue;
        Result<std::optional<QJsonObject>> wanted = std::optional<QJsonObject>();
        laptop.workspace->readNow(
            [&](ReadSession &session) { wanted = laptop.client->membersRequest(session); });
        const std::optional<QJsonObject> members = checked(wanted, "membersRequest");
        if (!members) {
            const bool recovered = recover(laptop, SyncRecovery::Place::AtHead);
            if (recovered && isRecovering(laptop))
                continue;
            settle(laptop);
            Result<bool> clean = true;
            if (m_fault != Fault::NotScrubbed)
                laptop.write([&](WriteSession &session) { clean = laptop.client->scrub(session); });
            mayDie();
            if (!checked(clean, "scrub"))
                complain(QStringLiteral("scrub: a reader is in the way"));
            return true;
        }
        if (requests >= 0 && --requests < 0)
            return false;
        fetch(laptop, *members, pageSize);
        settle(laptop);
    }
    complain(QStringLiteral("pull: it does not end"));
    return false;
}

// In frames, but for what is mended and for what a test does to the answers.
void SyncWorld::fetch(SyncLaptop &laptop, QJsonObject request, int pageSize)
{
    request.insert(QStringLiteral("max_bytes"), double(m_pageBytes));
    const bool pages = m_fault != Fault::None || m_lens || request.contains(QLatin1String("buckets")) ||
                       request.contains(QLatin1String("inside"));
    if (!pages && fetchFrames(laptop, request, pageSize))
        return;
    Result<SyncClient::Outcome> outcome = SyncClient::Outcome();
    SyncAnswer answer;
    m_server.workspace->readNow(
        [&](ReadSession &session) { answer = m_engine->members(session, laptop.device, request); });
    mayDie();
    laptop.write([&](WriteSession &session) {
        outcome = laptop.client->applyMembers(session, request, seen(spoilt(answer, {})));
    });
    mayDie();
    checked(outcome, "applyMembers");
}

// False: it comes by pages.
bool SyncWorld::fetchFrames(SyncLaptop &laptop, const QJsonObject &request, int pageSize)
{
    SyncServer::MemberFrames frames;
    QJsonObject limited = request;
    limited.insert(QStringLiteral("limit"), pageSize);
    m_server.workspace->readNow(
        [&](ReadSession &session) { frames = m_engine->memberFrames(session, laptop.device, limited); });
    mayDie();
    if (frames.problem && frames.problem->code() == QLatin1String("by_pages"))
        return false;
    if (frames.problem && frames.problem->code() == QLatin1String("scope_gone"))
        return true;
    if (frames.problem)
        complain(QLatin1String("frames: ") + frames.problem->code());
    const bool cut = lot(6);
    MemberChunkReader reader;
    checked(
        reader.feed(
            QByteArrayView(frames.bytes).first(cut ? m_lots(int(frames.bytes.size())) : frames.bytes.size()),
            laptop.runner->configuration()->dictionary),
        "frames");
    std::vector<MemberChunk> chunks;
    while (auto chunk = reader.take())
        chunks.push_back(std::move(*chunk));
    if (cut ? !chunks.empty() : chunks.size() != 1 || reader.isCut())
        complain(QStringLiteral("frames: no whole chunk"));
    if (cut)
        return true;
    Result<SyncClient::Outcome> outcome = SyncClient::Outcome();
    laptop.write([&](WriteSession &session) {
        outcome = laptop.client->applyChunks(session, request, std::move(chunks));
    });
    mayDie();
    checked(outcome, "applyChunks");
    return true;
}

void SyncWorld::failCommit(int number)
{
    m_hook->throws = number;
}

SyncAnswer SyncWorld::seen(const SyncAnswer &answer) const
{
    return m_lens ? m_lens(answer) : answer;
}

int SyncWorld::publish(int batches)
{
    const PublishedFeed feed(m_access, m_clock, [this] { return ++m_tag; });
    for (int done = 0; done != batches; ++done) {
        Result<bool> more = true;
        m_server.write([&](WriteSession &session) { more = feed.next(*m_server.runner, session); });
        mayDie();
        if (!checked(more, "publish"))
            return done;
    }
    return batches;
}

void SyncWorld::settle(SyncLaptop &laptop)
{
    for (;;) {
        Result<bool> done = true;
        laptop.write([&](WriteSession &session) { done = laptop.client->settle(session); });
        mayDie();
        if (checked(done, "settle"))
            return;
    }
}

}  // namespace dw::test
