// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/workspace.h"
#include "core/sync/serverline.h"
#include "core/sync/syncclient.h"

namespace dw
{

// What a laptop needs to give numbers without a line, from its server (LaptopNumbering). On the thread of the
// line.
class NumberSupply
{
public:
    NumberSupply(Workspace &workspace, SyncClient &client, ServerLine &line)
        : m_workspace(workspace), m_client(client), m_line(line)
    {}

    // By which its own numbers are known.
    Result<void> takeShortName();
    // Where few are left. To be called before the line is gone again; an older server leases none.
    Result<void> lease();

private:
    Workspace &m_workspace;
    SyncClient &m_client;
    ServerLine &m_line;
};

}  // namespace dw
