// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"
#include "core/service/headsource.h"

#include <memory>
#include <mutex>

namespace dw
{

// The commits of this process, the only one that writes.
class CommitHeads final : public HeadSource
{
public:
    explicit CommitHeads(CommandRunner &runner) : m_runner(runner) {}
    ~CommitHeads() override { stop(); }

    void start(std::function<void()> moved) override;
    void stop() override;

private:
    struct Told
    {
        std::mutex mutex;
        std::function<void()> moved;
    };
    CommandRunner &m_runner;
    const std::shared_ptr<Told> m_told = std::make_shared<Told>();
    QMetaObject::Connection m_commits;
};

}  // namespace dw
