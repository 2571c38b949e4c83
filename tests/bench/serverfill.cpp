// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/serverfill.h"

#include "core/access/policy.h"
#include "core/base/clock.h"
#include "core/commands/bulkload.h"
#include "core/commands/commandrunner.h"
#include "core/dictionary/builtindictionary.h"
#include "core/exchange/demo/scaleworkspace.h"

namespace dw::bench
{

namespace
{

template <typename T>
T orDie(Result<T> result, const char *what)
{
    if (!result.ok())
        qFatal("%s: %s %s", what, qPrintable(result.error().key), qPrintable(result.error().detail));
    if constexpr (!std::is_void_v<T>)
        return std::move(result).value();
}

}  // namespace

void fillServer(const QString &folder, qint64 records)
{
    const SystemClock clock;
    IdGenerator ids{clock};
    const DictionaryPtr dictionary =
        orDie(Dictionary::build(*BuiltinDictionary::definitions()), "dictionary");
    const auto workspace =
        orDie(Workspace::open(folder, Workspace::Access::ReadWrite, dictionary, clock, ids), "open");
    const auto runner =
        orDie(CommandRunner::open(*workspace, clock, ids, std::make_shared<const OwnerPolicy>()), "run");
    const ConfigurationPtr configuration = runner->configuration();
    Id owner;
    workspace->readNow([&](ReadSession &session) {
        const ObjectTypePtr users = configuration->dictionary->find(u"user");
        const auto rows =
            orDie(session.rows({users, nullptr, {}}, configuration->settings.context(clock.now(), {}, {}), 1),
                  "users");
        owner = orDie(session.page(users, rows, {}), "user").first().id();
    });
    BulkLoad::Options options;
    options.command = QStringLiteral("scale.load");
    options.user = owner;
    options.device = workspace->info().device;
    BulkLoad load(*workspace, configuration, clock, ids, options);
    orDie(ScaleWorkspace::write(load, configuration, owner,
                                {records, {}, configuration->settings.zone.dateOf(clock.now()), 1}),
          "scale");
}

}  // namespace dw::bench
