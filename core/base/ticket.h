// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>

namespace dw
{

// A handle on an asynchronous job: whoever holds it may cancel; the job looks at it. Copies share one state.
class Ticket
{
public:
    Ticket() : m_cancelled(std::make_shared<std::atomic<bool>>(false)) {}
    void cancel() const { m_cancelled->store(true, std::memory_order_relaxed); }
    bool isCancelled() const { return m_cancelled->load(std::memory_order_relaxed); }

private:
    std::shared_ptr<std::atomic<bool>> m_cancelled;
};

}  // namespace dw
