// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/http/answer.h"

#include <atomic>
#include <utility>

namespace dw
{

struct Answer::State
{
    explicit State(Sender to) : sender(std::move(to)) {}
    ~State() { send(HttpResponse::problem(ProblemCode::Internal)); }

    void send(HttpResponse response)
    {
        if (!sent.exchange(true))
            sender(std::move(response));
    }

    Sender sender;
    std::atomic<bool> sent{false};
};

Answer::Answer(Sender sender) : m_state(std::make_shared<State>(std::move(sender))) {}

void Answer::send(HttpResponse response) const
{
    m_state->send(std::move(response));
}

}  // namespace dw
