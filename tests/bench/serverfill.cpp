// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/serverfill.h"

#include "core/access/policy.h"
#include "core/base/clock.h"
#include "core/commands/bulkload.h"
#include "core/commands/commandrunner.h"
#include "core/dictionary/builtindictionary.h"
#include "core/exchange/demo/scaleworkspace.h"
#include "tests/bench/ordie.h"

namespace dw::bench
{

namespace
{

// A workspace that is loaded, with its owner.
struct Filling
{
    Filling(const QString &folder, const char *command)
        : workspace(
              orDie(Workspace::open(folder, Workspace::Access::ReadWrite,
                                    orDie(Dictionary::build(*BuiltinDictionary::definitions()), "dictionary"),
                                    clock, ids),
                    "open"))
        , runner(orDie(CommandRunner::open(*workspace, clock, ids, std::make_shared<const OwnerPolicy>()),
                       "run"))
        , configuration(runner->configuration())
        , users(configuration->dictionary->find(u"user"))
    {
        workspace->readNow([&](ReadSession &session) {
            const auto context = configuration->settings.context(clock.now(), {}, {});
            const auto rows = orDie(session.rows({users, nullptr, {}}, context, 1), "users");
            QList<int> all;
            for (int i = 0; i < users->fieldCount(); ++i)
                all.append(i);
            owner = orDie(session.page(users, rows, all), "user").first();
        });
        BulkLoad::Options options;
        options.command = QLatin1String(command);
        options.user = owner.id();
        options.device = workspace->info().device;
        load = std::make_unique<BulkLoad>(*workspace, configuration, clock, ids, options);
    }

    const SystemClock clock;
    IdGenerator ids{clock};
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<CommandRunner> runner;
    const ConfigurationPtr configuration;
    const ObjectTypePtr users;
    Record owner;
    std::unique_ptr<BulkLoad> load;
};

}  // namespace

void fillServer(const QString &folder, qint64 records)
{
    Filling filling(folder, "scale.load");
    const Date today = filling.configuration->settings.zone.dateOf(filling.clock.now());
    orDie(ScaleWorkspace::write(*filling.load, filling.configuration, filling.owner.id(),
                                {records, {}, today, 1}),
          "scale");
}

QList<Id> fillReps(const QString &folder, int count)
{
    Filling filling(folder, "reps.load");
    QList<Id> reps;
    orDie(filling.load->begin(), "begin");
    for (int i = 0; i < count; ++i) {
        const QString login = QStringLiteral("rep%1").arg(i);
        Record rep(filling.users, filling.ids.next());
        rep.set(u"login", Value(login));
        rep.set(u"name", Value(login));
        rep.set(u"email", Value(login + QStringLiteral("@acme.cn")));
        rep.set(u"status", Value(QStringLiteral("active")));
        rep.set(u"language", Value(QStringLiteral("zh_cn")));
        rep.set(u"time_zone", filling.owner.value(u"time_zone"));
        rep.set(u"team_id", filling.owner.value(u"team_id"));
        rep.set(u"role_ids", Value(QList<Id>{Id::named("role:sales_rep")}));
        reps.append(rep.id());
        orDie(filling.load->add(std::move(rep)), "rep");
    }
    orDie(filling.load->finish(), "finish");
    return reps;
}

}  // namespace dw::bench
