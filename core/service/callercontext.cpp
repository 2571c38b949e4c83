// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/callercontext.h"

#include "core/sync/useractor.h"

namespace dw
{

Result<ReadContext> callerContext(const ReadSession &session, const CommandRunner &runner, const Id &user,
                                  Instant now)
{
    const ConfigurationPtr configuration = runner.configuration();
    DW_ASSIGN(const Actor actor, userActor(session, *configuration, user));
    return ReadContext{configuration->dictionary, configuration->settings, configuration->policy, actor, now};
}

}  // namespace dw
