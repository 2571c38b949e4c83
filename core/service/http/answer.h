// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/http/httpresponse.h"

#include <functional>
#include <memory>

namespace dw
{

// The one answer to a request, from any thread and as late as the handler likes (a long poll). Copies share
// it; the first send() counts. Once all copies are gone without one, the request is answered with an internal
// error.
class Answer
{
public:
    using Sender = std::function<void(HttpResponse)>;

    explicit Answer(Sender sender);
    void send(HttpResponse response) const;

private:
    struct State;
    std::shared_ptr<State> m_state;
};

}  // namespace dw
