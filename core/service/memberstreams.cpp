// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/memberstreams.h"

#include "core/service/http/contentpacker.h"

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

constexpr qsizetype BufferBytes = 256 * 1024;

QJsonObject behind(QJsonObject request, const MemberPlace &last)
{
    request.insert(QStringLiteral("after"), last.toJson());
    return request;
}

}  // namespace

int MemberStreams::Slots::enter(const Id &device)
{
    const std::lock_guard lock(mutex);
    forget();
    auto place =
        std::find_if(queue.begin(), queue.end(), [&](const Waiting &one) { return one.device == device; });
    if (place == queue.end())
        place = queue.insert(queue.end(), {device, {}});
    const int before = int(place - queue.begin());
    if (before < most - taken) {
        queue.erase(place);
        ++taken;
        return 0;
    }
    place->asked.start();
    return before + 1;
}

void MemberStreams::Slots::leave()
{
    const std::lock_guard lock(mutex);
    --taken;
}

void MemberStreams::Slots::forget()
{
    std::erase_if(queue, [](const Waiting &one) { return one.asked.hasExpired(ForgottenMs); });
}

// On one worker at a time.
struct MemberStreams::Stream
{
    Stream(std::shared_ptr<Slots> of, ContentCoding coding) : slots(std::move(of)), packer(coding) {}
    ~Stream() { slots->leave(); }
    Stream(const Stream &) = delete;
    Stream &operator=(const Stream &) = delete;

    // False: it cannot go on.
    bool add(const SyncServer::MemberFrames &frames)
    {
        if (!frames.complete && !frames.next)
            return false;
        if (frames.next)
            request = behind(std::move(request), *frames.next);
        last = frames.complete;
        packed += packer.pack(frames.bytes, last ? ContentPacker::Piece::Last : ContentPacker::Piece::More);
        return !packed.isEmpty();
    }

    void fill(BodyStream &body)
    {
        if (packed.isEmpty() && !last) {
            const auto frames = produce(request);
            // Whoever asks again hears why.
            if (!frames || frames->problem || !add(*frames)) {
                body.fail();
                return;
            }
        }
        const qsizetype size = std::min(packed.size(), body.room());
        if (size > 0 && body.offer(QByteArrayView(packed).first(size)))
            packed.remove(0, size);
        if (packed.isEmpty() && last)
            body.finish();
    }

    const std::shared_ptr<Slots> slots;
    ContentPacker packer;
    Produce produce;
    QJsonObject request;
    QByteArray packed;
    bool last = false;
};

MemberStreams::Opened MemberStreams::open(const Id &device, const QJsonObject &request, ContentCoding coding,
                                          Produce produce)
{
    if (const int place = m_slots->enter(device); place > 0)
        return {HttpResponse::json(
                    {{QStringLiteral("queued"), place}, {QStringLiteral("eta_s"), AskAgainS * place}}, 202),
                {}};
    auto stream = std::make_shared<Stream>(m_slots, coding);
    stream->request = request;
    stream->produce = std::move(produce);
    const auto first = stream->produce(request);
    if (!first || first->problem)
        return {{}, first ? first->problem : std::nullopt};
    if (!stream->add(*first))
        return {HttpResponse::problem(ProblemCode::Overloaded), {}};
    auto body = std::make_shared<BodyStream>(BufferBytes);
    body->setRefill([stream](BodyStream &to) { stream->fill(to); });
    HttpResponse response =
        HttpResponse::streamed(QByteArrayLiteral("application/vnd.dealwright.frames"), std::move(body));
    if (coding != ContentCoding::Identity)
        response.with("Content-Encoding", ContentCodings::name(coding));
    return {std::move(response), {}};
}

int MemberStreams::active() const
{
    const std::lock_guard lock(m_slots->mutex);
    return m_slots->taken;
}

int MemberStreams::waiting() const
{
    const std::lock_guard lock(m_slots->mutex);
    m_slots->forget();
    return int(m_slots->queue.size());
}

}  // namespace dw
