// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/builtindictionary.h"
#include "core/sync/standalonesource.h"
#include "tests/sync/syncworld.h"

#include <QTimeZone>

namespace dw::test
{

// A workspace of somebody who worked alone, in a life of its own: its clock began a year before.
struct AloneWorkspace : SyncParty
{
    FixedClock clock{*Instant::fromIso(u"2025-11-03T02:00:00Z", QTimeZone::utc())};
    IdGenerator ids{clock, 77};

    AloneWorkspace()
    {
        const Workspace::NewWorkspace options{"Asia/Shanghai", *Currency::fromCode(u"CNY")};
        if (!createStandaloneWorkspace(path(), options, {QStringLiteral("lin"), QStringLiteral("Lin")}, clock,
                                       ids)
                 .ok())
            qFatal("createStandaloneWorkspace");
        auto definitions = BuiltinDictionary::definitions();
        workspace = std::move(Workspace::open(path(), Workspace::Access::ReadWrite,
                                              *Dictionary::build(*definitions), clock, ids))
                        .value();
        runner = std::move(CommandRunner::open(*workspace, clock, ids)).value();
        actor.user = Id::named("user:owner");
        actor.team = Id::named("team:first");
        workspace->writeNow([](WriteSession &) {});
    }

    QString path() const { return folder.path() + QLatin1String("/w"); }
    std::unique_ptr<StandaloneSource> source()
    {
        auto opened = StandaloneSource::open(path(), clock, ids);
        if (!opened.ok())
            qFatal("source: %s %s", qPrintable(opened.error().key), qPrintable(opened.error().detail));
        return std::move(opened).value();
    }
};

}  // namespace dw::test
