// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/programversion.h"
#include "core/service/http/httprequest.h"
#include "core/service/http/problem.h"
#include "core/store/accountstore.h"

#include <mutex>
#include <optional>

namespace dw
{

// The least version of the program that an administrator lets sync (sync-protocol.md 4: X-App), and where
// there is a newer one. Who says no version, or none that can be read, has one that is older than this rule.
// Thread-safe; blocks.
class LeastProgram
{
public:
    struct Rule
    {
        ProgramVersion version;
        QString from;  // what a person is told, a line of at most 200 characters; empty: nothing
    };

    LeastProgram(AccountStore &accounts, const Clock &clock) : m_accounts(accounts), m_clock(clock) {}

    // What the header says ("1.4.2/winnt"); nothing where it is absent or says no version.
    static std::optional<ProgramVersion> versionOf(const HttpRequest &request);

    // Nothing: any version may come.
    Result<std::optional<Rule>> rule() const;
    // Invalid "server.bad_version" (version), "server.bad_place" (from). An empty version: any.
    Result<void> set(const QString &version, const QString &from);

    // Why the program that sent the request may not sync. What another server on the same data was told
    // counts here after some seconds, at once where it greets.
    enum class Known { Lately, Now };
    Result<std::optional<Problem>> refusal(const HttpRequest &request, Known known);

private:
    AccountStore &m_accounts;
    const Clock &m_clock;
    std::mutex m_mutex;  // guards what follows
    std::optional<Rule> m_rule;
    std::optional<Instant> m_readAt;
};

}  // namespace dw
