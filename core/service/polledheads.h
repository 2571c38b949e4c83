// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/headsource.h"
#include "core/store/workspace.h"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace dw
{

// Asks the store where its history stands, one row at a time: for several server processes on one database,
// which hear nothing of each other's commits.
class PolledHeads final : public HeadSource
{
public:
    explicit PolledHeads(Workspace &workspace,
                         std::chrono::milliseconds every = std::chrono::milliseconds(100));
    ~PolledHeads() override { stop(); }

    void start(std::function<void()> moved) override;
    void stop() override;

private:
    struct Shared;
    void ask();

    Workspace &m_workspace;
    const std::chrono::milliseconds m_every;
    std::shared_ptr<Shared> m_shared;
    std::thread m_thread;
};

}  // namespace dw
