// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace dw
{

// Says that the workspace's history may have gone on, whoever wrote it. One process on a store hears it from
// its own commits (CommitHeads); several ask the store (PolledHeads).
class HeadSource
{
public:
    virtual ~HeadSource() = default;
    // `moved` is called from any thread, rather too often than too seldom, and never blocks. Once.
    virtual void start(std::function<void()> moved) = 0;
    // When it has returned nothing is called any more.
    virtual void stop() = 0;
};

}  // namespace dw
