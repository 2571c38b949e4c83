// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/filefetch.h"

#include "core/sync/filesync.h"

#include <utility>

namespace dw
{

bool fetchFile(ServerJob &job, CommandRunner &runner, const Id &attachment,
               std::function<void(const Result<bool> &)> done)
{
    const QString folder = runner.workspace().folder();
    const Result<DeviceIdentity> identity = DeviceIdentity::load(folder);
    if (!identity.ok()) {
        done(identity.error());
        return true;
    }
    const auto work = [identity = *identity, folder, &runner,
                       attachment](HttpTransport &transport) -> Result<bool> {
        const ObjectTypePtr type = runner.configuration()->dictionary->find(u"attachment");
        Result<Record> found = Record();
        runner.workspace().readNow([&](ReadSession &session) { found = session.find(type, attachment); });
        DW_TRY(found);
        if (!found->isValid())
            return Error(ErrorCode::NotFound, QStringLiteral("sync.file_not_there"));
        ServerLine line(identity, folder, transport, Patience());
        DW_TRY(FileSync(runner, line).fetch(*found));
        return true;
    };
    return job.run<bool>(identity->server, identity->pin, {}, work, std::move(done));
}

}  // namespace dw
