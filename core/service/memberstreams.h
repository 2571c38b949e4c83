// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/service/http/contentcoding.h"
#include "core/service/http/httpresponse.h"
#include "core/sync/syncserver.h"

#include <QElapsedTimer>
#include <QJsonObject>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace dw
{

// The snapshots that are under way (sync-protocol.md 3.15): so many at a time, who comes then is told to wait
// and keeps its place as long as it asks again. A stream holds what is packed and not yet sent, never more
// than some hundred kilobytes; its rows are read piece by piece as the line takes them, each under the rights
// of that moment. Any thread.
class MemberStreams
{
public:
    static constexpr int PerCore = 2;
    // Who waits and does not ask again for so long has gone.
    static constexpr int ForgottenMs = 60'000;
    static constexpr int AskAgainS = 2;

    explicit MemberStreams(int most) : m_slots(std::make_shared<Slots>(most)) {}

    // One chunk; nothing: the store has no time now.
    using Produce = std::function<std::optional<SyncServer::MemberFrames>(const QJsonObject &request)>;
    // Neither: the store had no time for its beginning.
    struct Opened
    {
        std::optional<HttpResponse> response;
        std::optional<SyncAnswer> problem;  // with the request
    };
    // `produce` is called while the stream lasts, on workers. What comes to be wrong later breaks it off, so
    // that the laptop asks again and is told.
    Opened open(const Id &device, const QJsonObject &request, ContentCoding coding, Produce produce);
    int active() const;
    int waiting() const;

private:
    struct Slots
    {
        explicit Slots(int places) : most(places) {}
        const int most;
        std::mutex mutex;
        int taken = 0;
        struct Waiting
        {
            Id device;
            QElapsedTimer asked;
        };
        std::vector<Waiting> queue;  // who came first is first

        // 0: it has a place, else how many are before it and it.
        int enter(const Id &device);
        void leave();
        void forget();
    };
    struct Stream;

    std::shared_ptr<Slots> m_slots;
};

}  // namespace dw
