// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/demo/democompany.h"

#include "core/exchange/demo/democustomers.h"
#include "core/exchange/demo/demodeals.h"
#include "core/exchange/demo/demofollowups.h"
#include "core/exchange/demo/demoleads.h"
#include "core/exchange/demo/demosetup.h"
#include "core/exchange/demo/demoviews.h"
#include "core/rules/stagegate.h"

#include <QSet>

#include <utility>

namespace dw
{

namespace
{

Result<void> keepFiles(DemoWorld &world, const DemoCompany::KeepFile &keep)
{
    const QJsonArray documents = world.texts.value(QLatin1String("documents")).toArray();
    for (const QJsonValue &value : documents) {
        const QJsonObject entry = value.toObject();
        DemoFile file;
        file.kind = entry.value(QLatin1String("kind")).toString();
        file.nameEn = inLanguage(entry, false);
        file.nameZh = inLanguage(entry, true);
        DW_ASSIGN(const DemoCompany::KeptFile kept,
                  keep(file.nameEn, entry.value(QLatin1String("text")).toString().toUtf8()));
        file.sha256 = kept.sha256;
        file.size = kept.size;
        file.mime = kept.mime;
        world.files.append(file);
    }
    return {};
}

// The demo company gives its deals more time than the shipped seven days.
Result<void> changeStages(BulkLoad &load, const DemoWorld &world)
{
    static const QHash<QString, int> days{
        {QStringLiteral("first_contact"), 14}, {QStringLiteral("contact"), 14},
        {QStringLiteral("needs"), 21},         {QStringLiteral("proposal"), 14},
        {QStringLiteral("quotation"), 14},     {QStringLiteral("negotiation"), 21},
        {QStringLiteral("closing"), 14}};
    for (const Pipeline &pipeline : world.configuration->rulebook->pipelines()) {
        for (const Stage &stage : pipeline.stages) {
            const int limit = days.value(stage.key);
            if (limit == 0)
                continue;
            DW_ASSIGN(const Record before, load.stored(QStringLiteral("stage_definition"), stage.id));
            Record after = before;
            after.set(u"max_dwell_days", Value(Decimal(limit * 10, 1)));
            DW_TRY(load.change(before, after));
        }
    }
    return {};
}

Result<void> addAll(BulkLoad &load, const QList<Record> &records)
{
    for (const Record &record : records)
        DW_TRY(load.add(record));
    return {};
}

void finishAccounts(DemoWorld &world)
{
    const Currency currency = world.configuration->settings.currency;
    // A customer whose deal stands at twice its time is worth watching, however often one calls.
    QSet<int> slow;
    for (const DemoDeal &deal : world.deals) {
        const Stage *stage =
            deal.pipeline == nullptr ? nullptr : deal.pipeline->find(deal.record.value(u"stage_id").id());
        const Value entered = deal.record.value(u"stage_entered_at");
        if (stage != nullptr && stage->outcome == StageOutcome::Open && !entered.isNull() &&
            dwellState(*stage, Instant{(entered.instant().ms + world.asOf.ms) / 2}, world.asOf) ==
                DwellState::Overdue)
            slow.insert(deal.account);
    }
    for (qsizetype i = 0; i < qsizetype(world.accounts.size()); ++i) {
        DemoAccount &account = world.accounts[i];
        Record &record = account.record;
        if (account.orders > 0)
            record.set(u"total_won", Value(Money{account.won, currency}));
        record.set(u"order_count", Value(account.orders));
        const Value last = record.value(u"last_activity_at");
        const qint64 quiet = last.isNull() ? 999 : (world.asOf.ms - last.instant().ms) / 86400000;
        QString lifecycle = QStringLiteral("prospect");
        if (account.orders > 0)
            lifecycle = quiet > 180  ? QStringLiteral("dormant")
                        : quiet > 90 ? QStringLiteral("at_risk")
                                     : QStringLiteral("active");
        record.set(u"lifecycle", Value(lifecycle));
        record.set(u"health", Value(quiet > 90                            ? QStringLiteral("red")
                                    : quiet > 30 || slow.contains(int(i)) ? QStringLiteral("amber")
                                                                          : QStringLiteral("green")));
        if (!last.isNull())
            record.set(u"updated_at", last);
    }
}

}  // namespace

Result<void> DemoCompany::write(BulkLoad &load, const ConfigurationPtr &configuration, const Id &opener,
                                const Options &options, const KeepFile &keep)
{
    DemoWorld world(configuration, options.date, options.seed, opener);
    DW_TRY(world.loadWords());
    DW_TRY(keepFiles(world, keep));
    DemoSetup setup(world);
    setup.make();
    DemoCustomers customers(world);
    customers.make(options.accounts, options.contacts);
    DemoDeals(world).make(205, options.deals);
    DemoLeads(world, customers).make(options.leads);
    DemoFollowUps followUps(world);
    followUps.makeActivities(options.activities);
    followUps.makeTasks();
    DemoViews(world).make();
    finishAccounts(world);

    DW_TRY(load.begin());
    DW_ASSIGN(const Record stored, load.stored(QStringLiteral("user"), opener));
    DW_TRY(load.change(stored, setup.opener(stored)));
    DW_ASSIGN(const Record team, load.stored(QStringLiteral("team"), Id::named("team:first")));
    DW_TRY(load.change(team, setup.firstTeam(team)));
    DW_TRY(changeStages(load, world));
    DW_TRY(addAll(load, world.setup));
    for (const DemoAccount &account : world.accounts)
        DW_TRY(load.add(account.record));
    for (const DemoContact &contact : world.contacts)
        DW_TRY(load.add(contact.record));
    for (const DemoLead &lead : world.leads)
        DW_TRY(load.add(lead.record));
    for (const DemoDeal &deal : world.deals)
        DW_TRY(load.add(deal.record));
    DW_TRY(addAll(load, world.dealParts));
    DW_TRY(addAll(load, world.activities));
    DW_TRY(addAll(load, world.tasks));
    DW_TRY(addAll(load, world.views));
    return load.finish();
}

}  // namespace dw
