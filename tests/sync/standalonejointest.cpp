// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/inbox.h"
#include "core/sync/standalonejoin.h"
#include "tests/support/testrunner.h"
#include "tests/sync/aloneworkspace.h"
#include "tests/sync/definitions.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTest>

#include <algorithm>

namespace dw::test
{

namespace
{

using Duplicate = BringDecisions::Duplicate;

QString text(const char *latin)
{
    return QString::fromLatin1(latin);
}

}  // namespace

// What somebody did alone comes to their server: once, with its dates, whatever breaks on the way.
class StandaloneJoinTest : public QObject
{
    Q_OBJECT

private:
    struct Work
    {
        Id customer, person, deal, line, call, task, comment;
    };

    // A little of everything, a year ago.
    static Work fill(AloneWorkspace &alone)
    {
        Work work;
        work.customer = alone.create(
            "account", {{text("name"), text("Acme Pumps")}, {text("website"), text("https://acme.example")}});
        work.person = alone.create("contact", {{text("name"), text("Wang Wei")},
                                               {text("account_id"), work.customer.toString()},
                                               {text("mobile"), text("13800000001")},
                                               {text("consent_state"), text("granted")}});
        alone.clock.advanceMs(86'400'000);
        work.deal = alone.create("opportunity", {{text("name"), text("Pumps for the plant")},
                                                 {text("account_id"), work.customer.toString()},
                                                 {text("amount"), text("5000")},
                                                 {text("primary_contact_id"), work.person.toString()},
                                                 {text("expected_close"), text("2026-03-01")},
                                                 {text("next_step"), text("Call")},
                                                 {text("next_step_at"), text("2025-11-25T02:00:00.000Z")}});
        work.line = alone.create("opportunity_line", {{text("opportunity_id"), work.deal.toString()},
                                                      {text("line_no"), 1},
                                                      {text("free_text"), text("Pump")},
                                                      {text("qty"), text("2")},
                                                      {text("unit_price"), text("100")}});
        const QJsonObject about{{text("object"), text("opportunity")}, {text("id"), work.deal.toString()}};
        work.call = alone.create("activity", {{text("kind"), text("note")},
                                              {text("subject"), text("Asked for a price")},
                                              {text("related"), about},
                                              {text("outcome"), text("connected")},
                                              {text("performer_id"), alone.actor.user.toString()},
                                              {text("occurred_at"), text("2025-11-04T01:00:00.000Z")}});
        work.task = alone.create("task", {{text("subject"), text("Send the offer")},
                                          {text("related"), about},
                                          {text("assignee_id"), alone.actor.user.toString()},
                                          {text("due_at"), text("2025-11-06T03:00:00.000Z")}});
        return work;
    }

    static Result<StandaloneJoin::Report> bring(AloneWorkspace &alone, SyncLaptop &laptop,
                                                const BringDecisions &decisions = {},
                                                const StandaloneJoin::Tell &tell = {})
    {
        const auto source = alone.source();
        return StandaloneJoin(*source, *laptop.runner, laptop.actor, decisions).bring(tell);
    }

    static BringPlan plan(AloneWorkspace &alone, SyncLaptop &laptop, const BringDecisions &decisions = {})
    {
        const auto source = alone.source();
        const auto made = StandaloneJoin(*source, *laptop.runner, laptop.actor, decisions).plan();
        if (!made.ok())
            qFatal("plan: %s %s", qPrintable(made.error().key), qPrintable(made.error().detail));
        return *made;
    }

    static QByteArray reasonOf(const Result<StandaloneJoin::Report> &report)
    {
        return report.ok() ? QByteArray()
                           : (report.error().key + QLatin1Char(' ') +
                              report.error().arguments.join(QLatin1Char('|')) + report.error().detail)
                                 .toUtf8();
    }

    static int countOf(SyncParty &party, const char *object)
    {
        const auto contents = party.contents();
        return int(std::count_if(contents.keyBegin(), contents.keyEnd(), [&](const QString &key) {
            return key.startsWith(QLatin1String(object) + QLatin1Char(' '));
        }));
    }

    static void agree(SyncWorld &world)
    {
        world.syncAll();
        QVERIFY(world.laptop(0).outbox().isEmpty());
        QCOMPARE(world.laptop(0).contents(), world.server().contents());
    }

private Q_SLOTS:
    void rowsComeWithTheirDatesAndAuthors()
    {
        AloneWorkspace alone;
        const Work work = fill(alone);
        const Record before = alone.stored("opportunity", work.deal);
        SyncWorld world(1);
        SyncLaptop &laptop = world.laptop(0);
        const BringPlan planned = plan(alone, laptop);
        QVERIFY(!planned.obstacle());
        QCOMPARE(planned.count(&BringPlan::Object::news), 6);
        QVERIFY(laptop.outbox().isEmpty());
        const auto report = bring(alone, laptop);
        QVERIFY2(report.ok(), reasonOf(report));
        QCOMPARE(report->brought, 6);
        QCOMPARE(report->waiting, 0);
        QVERIFY(!laptop.outbox().isEmpty());
        agree(world);
        QVERIFY2(laptop.inbox().isEmpty(),
                 laptop.inbox().isEmpty() ? "" : laptop.inbox().first().answer.constData());
        const Record deal = world.server().stored("opportunity", work.deal);
        QVERIFY(deal.isValid());
        QCOMPARE(deal.value(u"created_at"), before.value(u"created_at"));
        QCOMPARE(deal.value(u"created_by").id(), laptop.actor.user);
        QCOMPARE(deal.value(u"owner_id").id(), laptop.actor.user);
        QCOMPARE(deal.value(u"stage_id"), before.value(u"stage_id"));
        QCOMPARE(deal.value(u"amount"), before.value(u"amount"));
        QCOMPARE(deal.value(u"primary_contact_id").id(), work.person);
        QVERIFY(!deal.value(u"opp_no").isNull());
        const Record call = world.server().stored("activity", work.call);
        QCOMPARE(call.value(u"related").recordRef(), (RecordRef{text("opportunity"), work.deal}));
        QCOMPARE(call.value(u"performer_id").id(), laptop.actor.user);
        QVERIFY(world.server().stored("task", work.task).isValid());
        QVERIFY(world.server().stored("opportunity_line", work.line).isValid());
        // The import says so, and the workspace that it came from is as it was.
        const Record batch = world.server().stored("import_batch", deal.value(u"imported_batch_id").id());
        QCOMPARE(batch.value(u"status").text(), text("done"));
        QCOMPARE(alone.stored("opportunity", work.deal), before);
    }

    void twiceChangesNothing()
    {
        AloneWorkspace alone;
        fill(alone);
        SyncWorld world(2);
        SyncLaptop &laptop = world.laptop(0);
        const BringPlan planned = plan(alone, laptop);
        QVERIFY(bring(alone, laptop).ok());
        world.syncAll();
        const auto contents = world.server().contents();
        const BringPlan again = plan(alone, laptop);
        // And what came with both workspaces.
        QCOMPARE(again.count(&BringPlan::Object::here), planned.count(&BringPlan::Object::here) + 6);
        QCOMPARE(again.count(&BringPlan::Object::news), 0);
        QVERIFY(!again.obstacle());
        const auto report = bring(alone, laptop);
        QVERIFY2(report.ok(), reasonOf(report));
        QCOMPARE(report->brought, 0);
        QVERIFY(laptop.outbox().isEmpty());
        // Nor from another laptop, which has the records from the server by now.
        const auto other = bring(alone, world.laptop(1));
        QVERIFY2(other.ok(), reasonOf(other));
        QCOMPARE(other->brought, 0);
        world.syncAll();
        QCOMPARE(world.server().contents(), contents);
    }

    // Killed behind every portion, and the line lost at every push.
    void goesOnWhereItStopped()
    {
        AloneWorkspace alone;
        fill(alone);
        for (int i = 0; i < 450; ++i)
            alone.create("account", {{text("name"), QStringLiteral("Customer %1").arg(i)}});
        SyncWorld world(1);
        SyncLaptop &laptop = world.laptop(0);
        bool done = false;
        for (int portions = 1; !done; ++portions) {
            int told = 0;
            const auto report =
                bring(alone, laptop, {}, [&](const StandaloneJoin::Progress &) { return ++told < portions; });
            done = report.ok();
            if (!done)
                QCOMPARE(report.error().key, text("sync.cancelled"));
            world.crash(laptop);
            world.push(laptop,
                       portions % 2 == 0 ? SyncWorld::Wire::AnswerLost : SyncWorld::Wire::RequestLost);
            QVERIFY(portions < 50);
        }
        agree(world);
        QVERIFY(laptop.inbox().isEmpty());
        QCOMPARE(countOf(world.server(), "account"), 451);
        QCOMPARE(countOf(world.server(), "opportunity"), 1);
    }

    void theOldAuditIsKeptSealed()
    {
        AloneWorkspace alone;
        const Work work = fill(alone);
        SyncWorld world(1);
        SyncLaptop &laptop = world.laptop(0);
        QVERIFY(bring(alone, laptop).ok());
        agree(world);
        const Record deal = world.server().stored("opportunity", work.deal);
        const Record batch = world.server().stored("import_batch", deal.value(u"imported_batch_id").id());
        const QJsonObject about = QJsonDocument::fromJson(batch.value(u"mapping").text().toUtf8()).object();
        QFile file(laptop.workspace->folder() + QLatin1Char('/') + about.value(text("audit")).toString());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray content = file.readAll();
        QCOMPARE(QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex()),
                 about.value(text("audit_sha256")).toString());
        QCOMPARE(content.count('\n'), about.value(text("audit_lines")).toInt());
        QVERIFY(content.contains("Pumps for the plant"));
        QVERIFY((file.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther)) ==
                QFileDevice::Permissions());
    }

    void aFieldThatTheServerLacksIsNamed_data()
    {
        QTest::addColumn<bool>("brings");
        QTest::newRow("stays behind") << false;
        QTest::newRow("is made") << true;
    }
    void aFieldThatTheServerLacksIsNamed()
    {
        QFETCH(const bool, brings);
        AloneWorkspace alone;
        defineField(alone, text("account"), text("c_tier"), {});
        defineObject(alone, text("c_pump"));
        const Id customer =
            alone.create("account", {{text("name"), text("Acme")}, {text("c_tier"), text("gold")}});
        const Id pump = alone.create("c_pump", {{text("name"), text("P1")}});
        SyncWorld world(1);
        SyncLaptop &laptop = world.laptop(0);
        const BringPlan planned = plan(alone, laptop);
        QCOMPARE(planned.missing.size(), 2);
        QVERIFY(planned.obstacle());
        QCOMPARE(planned.obstacle()->key, text("bring.missing_open"));
        QCOMPARE(bring(alone, laptop).error().key, text("bring.missing_open"));
        QVERIFY(laptop.outbox().isEmpty());
        BringDecisions decisions;
        decisions.missing = brings ? BringDecisions::Missing::Bring : BringDecisions::Missing::Leave;
        const auto report = bring(alone, laptop, decisions);
        QVERIFY2(report.ok(), reasonOf(report));
        QCOMPARE(report->brought, brings ? 2 : 1);
        agree(world);
        QVERIFY2(laptop.inbox().isEmpty(),
                 laptop.inbox().isEmpty() ? "" : laptop.inbox().first().answer.constData());
        const Record there = world.server().stored("account", customer);
        QVERIFY(there.isValid());
        QCOMPARE(there.value(u"c_tier").text(), brings ? text("gold") : QString());
        QCOMPARE(world.server().runner->configuration()->dictionary->find(u"c_pump") != nullptr, brings);
        if (brings)
            QCOMPARE(world.server().stored("c_pump", pump).value(u"name").text(), text("P1"));
    }

    void aPipelineOfOnesOwnGoesAlongOrToTheNearestStage()
    {
        AloneWorkspace alone;
        const Work work = fill(alone);
        const Id standard = alone.runner->configuration()->rulebook->pipelineByCode(u"standard")->id;
        // A stage that is called otherwise than the server's.
        const Id stage = alone.stored("opportunity", work.deal).value(u"stage_id").id();
        QCOMPARE(alone.update("stage_definition", stage, {{text("key"), text("hello")}}).status,
                 CommandResult::Status::Applied);
        SyncWorld world(1);
        SyncLaptop &laptop = world.laptop(0);
        const BringPlan planned = plan(alone, laptop);
        QVERIFY(!planned.obstacle());
        QCOMPARE(planned.stages.size(), 1);
        QCOMPARE(planned.stages.first().from, text("standard/hello"));
        QVERIFY(bring(alone, laptop).ok());
        agree(world);
        const Record deal = world.server().stored("opportunity", work.deal);
        QCOMPARE(deal.value(u"pipeline_id").id(), standard);
        QVERIFY(world.server().runner->configuration()->rulebook->stage(deal.value(u"stage_id").id()));
    }

    void whoMayNotImportHistoryIsTold()
    {
        AloneWorkspace alone;
        fill(alone);
        SyncWorld world(1, SyncWorld::Access::Roles);
        SyncLaptop &laptop = world.laptop(0);
        world.syncAll();
        const auto refused = bring(alone, laptop);
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, ErrorCode::Forbidden);
        QCOMPARE(refused.error().key, text("bring.no_right"));
        QVERIFY(laptop.outbox().isEmpty());
        // A role for whoever joins, beside their own.
        const Id joining =
            world.server().create("role", {{text("code"), text("joining")},
                                           {text("name"), text("Joining")},
                                           {text("kind"), text("custom")},
                                           {text("inherits_id"), Id::named("role:sales_rep").toString()},
                                           {text("can_import"), true},
                                           {text("can_import_history"), true}});
        QCOMPARE(world.server()
                     .update("user", world.user(0),
                             {{text("role_ids"), QJsonArray{joining.toString()}},
                              {text("email"), text("rep0@acme.cn")},
                              {text("language"), text("zh_cn")}})
                     .status,
                 CommandResult::Status::Applied);
        world.syncAll();
        const auto report = bring(alone, laptop);
        QVERIFY2(report.ok(), reasonOf(report));
        QCOMPARE(report->brought, 6);
        world.syncAll();
        QVERIFY2(laptop.inbox().isEmpty(),
                 laptop.inbox().isEmpty() ? "" : laptop.inbox().first().answer.constData());
        QCOMPARE(countOf(world.server(), "opportunity"), 1);
    }

    void aDuplicateIsAskedAbout_data()
    {
        QTest::addColumn<int>("decided");
        QTest::newRow("the same") << int(Duplicate::Same);
        QTest::newRow("both") << int(Duplicate::Both);
        QTest::newRow("left") << int(Duplicate::Leave);
    }
    void aDuplicateIsAskedAbout()
    {
        QFETCH(const int, decided);
        AloneWorkspace alone;
        const Work work = fill(alone);
        SyncWorld world(1);
        SyncLaptop &laptop = world.laptop(0);
        const Id theirs = world.server().create(
            "account", {{text("name"), text("Acme Pumps")}, {text("phone"), text("02188888888")}});
        QCOMPARE(alone
                     .update("account", work.customer,
                             {{text("phone"), text("02177777777")}, {text("short_name"), text("Acme")}})
                     .status,
                 CommandResult::Status::Applied);
        world.syncAll();
        const BringPlan planned = plan(alone, laptop);
        QCOMPARE(planned.duplicates.size(), 1);
        QCOMPARE(planned.duplicates.first().mine.id, work.customer);
        QCOMPARE(planned.duplicates.first().theirs, theirs);
        QVERIFY(planned.duplicates.first().score >= 80);
        QCOMPARE(bring(alone, laptop).error().key, text("bring.duplicates_open"));
        QVERIFY(laptop.outbox().isEmpty());
        BringDecisions decisions;
        decisions.byRecord.insert(work.customer, Duplicate(decided));
        const auto report = bring(alone, laptop, decisions);
        QVERIFY2(report.ok(), reasonOf(report));
        agree(world);
        const Record deal = world.server().stored("opportunity", work.deal);
        const Record there = world.server().stored("account", theirs);
        QCOMPARE(world.server().stored("account", work.customer).isValid(),
                 Duplicate(decided) == Duplicate::Both);
        switch (Duplicate(decided)) {
            case Duplicate::Same: {
                QCOMPARE(deal.value(u"account_id").id(), theirs);
                QCOMPARE(there.value(u"short_name").text(), text("Acme"));
                // What both have otherwise waits for the person.
                QCOMPARE(report->offered, 1);
                QCOMPARE(laptop.inbox().size(), 1);
                QCOMPARE(laptop.inbox().first().code, text("kept"));
                const QString phone = there.value(u"phone").text();
                InboxDecision decision;
                decision.number = laptop.inbox().first().number;
                laptop.write([&](WriteSession &session) {
                    const InboxOutcome outcome =
                        Inbox(*laptop.runner).decide(session, decision, laptop.actor, Language::English);
                    QVERIFY2(outcome.ok(), qPrintable(outcome.result.error.key));
                });
                agree(world);
                QVERIFY(world.server().stored("account", theirs).value(u"phone").text() != phone);
                break;
            }
            case Duplicate::Both:
                QCOMPARE(deal.value(u"account_id").id(), work.customer);
                break;
            case Duplicate::Leave:
                QVERIFY(!deal.isValid());  // it is nobody's without its customer
                QVERIFY(std::any_of(
                    report->plan.left.begin(), report->plan.left.end(),
                    [](const BringPlan::Left &one) { return one.reason == BringPlan::Reason::NoParent; }));
                break;
        }
    }

    // A rule of the server that this laptop knows: the row waits here, the others go.
    void aRefusedRowWaitsAlone()
    {
        AloneWorkspace alone;
        alone.create("account", {{text("name"), text("Good")}});
        const Id bad = alone.create("account", {{text("name"), text("Bad")}});
        SyncWorld world(1);
        SyncLaptop &laptop = world.laptop(0);
        defineField(world.server(), text("account"), text("c_check"),
                    {{text("validation"), text("name <> \"Bad\"")},
                     {text("validation_en"), text("Not this one")},
                     {text("validation_zh"), QStringLiteral("不行")}});
        world.syncAll();
        const auto report = bring(alone, laptop);
        QVERIFY2(report.ok(), reasonOf(report));
        QCOMPARE(report->brought, 2);
        QCOMPARE(report->waiting, 1);
        agree(world);
        QVERIFY(!world.server().stored("account", bad).isValid());
        QCOMPARE(countOf(world.server(), "account"), 1);
        QCOMPARE(laptop.inbox().size(), 1);
        QCOMPARE(laptop.inbox().first().code, text("validation"));
        // Once more it is not brought twice.
        QCOMPARE(bring(alone, laptop)->brought, 0);
        QCOMPARE(laptop.inbox().size(), 1);
    }

    void peopleAreFoundByTheirName()
    {
        AloneWorkspace alone;
        const auto user = [&](const QString &login) {
            return alone.create("user", {{text("login"), login},
                                         {text("name"), login},
                                         {text("status"), text("active")},
                                         {text("email"), login + text("@alone.cn")},
                                         {text("language"), text("zh_cn")},
                                         {text("time_zone"), text("Asia/Shanghai")},
                                         {text("team_id"), Id::named("team:first").toString()}});
        };
        const Id known = user(text("rep1")), stranger = user(text("wu"));
        const Id hers =
            alone.create("account", {{text("name"), text("Hers")}, {text("owner_id"), known.toString()}});
        const Id his =
            alone.create("account", {{text("name"), text("His")}, {text("owner_id"), stranger.toString()}});
        SyncWorld world(2);
        SyncLaptop &laptop = world.laptop(0);
        const BringPlan planned = plan(alone, laptop);
        QCOMPARE(planned.people.size(), 1);
        QCOMPARE(planned.people.first().login, text("wu"));
        QVERIFY(bring(alone, laptop).ok());
        world.syncAll();
        QVERIFY2(laptop.inbox().isEmpty(),
                 laptop.inbox().isEmpty() ? "" : laptop.inbox().first().answer.constData());
        QCOMPARE(world.server().stored("account", hers).value(u"owner_id").id(), world.user(1));
        QCOMPARE(world.server().stored("account", his).value(u"owner_id").id(), world.user(0));
    }

    // Customers that name each other, the younger the older's parent.
    void whatComesLaterIsLinkedAfterwards()
    {
        AloneWorkspace alone;
        const Id child = alone.create("account", {{text("name"), text("Child")}});
        alone.clock.advanceMs(1000);
        const Id parent = alone.create("account", {{text("name"), text("Parent")}});
        QCOMPARE(alone.update("account", child, {{text("parent_account_id"), parent.toString()}}).status,
                 CommandResult::Status::Applied);
        SyncWorld world(1);
        SyncLaptop &laptop = world.laptop(0);
        const auto report = bring(alone, laptop);
        QVERIFY2(report.ok(), reasonOf(report));
        agree(world);
        QVERIFY(laptop.inbox().isEmpty());
        QCOMPARE(world.server().stored("account", child).value(u"parent_account_id").id(), parent);
    }

    void aLaptopIsNoSource()
    {
        SyncWorld world(1);
        SyncLaptop &laptop = world.laptop(0);
        IdGenerator ids(world.clock(), 5);
        const auto source = StandaloneSource::open(laptop.workspace->folder(), world.clock(), ids);
        QVERIFY(!source.ok());
        QCOMPARE(source.error().key, text("bring.not_standalone"));
    }
};

DW_TEST(StandaloneJoinTest)

}  // namespace dw::test

#include "standalonejointest.moc"
