// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/inbox.h"
#include "core/sync/syncoverview.h"
#include "core/sync/waitingrecords.h"
#include "tests/support/testrunner.h"
#include "tests/sync/syncworld.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QTimeZone>

namespace dw::test
{

namespace
{

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

QJsonObject idOf(const Id &id)
{
    return {{text("id"), id.toString()}};
}

// Lin and Anna see a lead that nobody owns.
struct Nobodys
{
    SyncWorld world{2};
    SyncLaptop &lin = world.laptop(0);
    SyncLaptop &anna = world.laptop(1);
    Id lead = lin.create("lead", {{text("company_name"), text("Acme")},
                                  {text("contact_name"), text("Li")},
                                  {text("mobile"), text("+8613800000001")},
                                  {text("source_channel"), text("other")}});

    Nobodys()
    {
        lin.done("lead.release", idOf(lead));
        world.syncAll();
    }

    Id owner(SyncParty &party) const { return party.stored("lead", lead).value(u"owner_id").id(); }
    WaitingRecords waiting() const
    {
        WaitingRecords waiting;
        lin.workspace->readNow([&](ReadSession &session) {
            waiting = WaitingRecords::read(session, *lin.runner->configuration()->dictionary).value();
        });
        return waiting;
    }
    QList<InboxItem> items() const
    {
        QList<InboxItem> items;
        lin.workspace->readNow([&](ReadSession &session) {
            items = InboxReader(session, lin.runner->configuration(), lin.actor, Language::English)
                        .items()
                        .value();
        });
        return items;
    }
    InboxOutcome decide(InboxDecision::Action action) const
    {
        InboxDecision decision;
        decision.action = action;
        decision.number = items().first().number;
        InboxOutcome outcome;
        lin.write([&](WriteSession &session) {
            outcome = Inbox(*lin.runner).decide(session, decision, lin.actor, Language::English);
        });
        return outcome;
    }
};

}  // namespace

// Case 11 of sync-protocol.md 6 with a plain lead.claim, and invariant I14.
class TakenLeadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReleasedLeadIsNobodys();
    void aClaimIsRequestedUntilTheServerSaysYes();
    void case11TwoClaimOne();
    void theLoserIsToldAndDecidesNothing();
    void claimedTwiceByOnePerson();
    void oneClaimPerRelease();
    void aLostAnswerClaimsOnce();
    void whatCannotBeClaimed_data();
    void whatCannotBeClaimed();
    void aClaimOfSomethingGone();
    void nobodyClaimsForAnother();
    void rightsDecideWhoMayClaim();
    void aReleaseMeetsAHandover();
    void onTheServerItIsDoneAtOnceAndUndone();
};

void TakenLeadTest::aReleasedLeadIsNobodys()
{
    const Nobodys world;
    const Record lead = world.anna.stored("lead", world.lead);
    QVERIFY(lead.value(u"owner_id").isNull());
    QCOMPARE(lead.value(u"status").text(), text("recycled"));
    QCOMPARE(lead.value(u"recycle_count").integer(), 1);
    QCOMPARE(world.lin.stored("lead", world.lead).value(u"team_id"), lead.value(u"team_id"));
}

void TakenLeadTest::aClaimIsRequestedUntilTheServerSaysYes()
{
    Nobodys world;
    const QMap<QString, QByteArray> before = world.lin.contents();
    const CommandResult asked = world.lin.run("lead.claim", idOf(world.lead));
    QVERIFY(asked.status == CommandResult::Status::Applied);
    QVERIFY(asked.data.value(text("requested")).toBool());
    // Nothing here is as if it were done.
    QCOMPARE(world.lin.contents(), before);
    const RecordRef lead{text("lead"), world.lead};
    QVERIFY(world.waiting().byRecord.value(lead) == WaitingRecords::Kind::Requested);
    world.lin.workspace->readNow([&](ReadSession &session) {
        const auto overview =
            SyncOverview::read(session, world.lin.runner->configuration()->dictionary, Language::English);
        QCOMPARE(overview->changes.size(), 1);
        QCOMPARE(overview->changes.first().record, lead);
        QCOMPARE(overview->changes.first().command, text("lead.claim"));
        QCOMPARE(overview->changes.first().title, text("Acme"));
    });
    const CommandResult again = world.lin.run("lead.claim", idOf(world.lead));
    QCOMPARE(again.error.key, text("lead.claim_waits"));
    // Told, and not here yet: still requested.
    world.world.push(world.lin);
    QVERIFY(world.waiting().byRecord.value(lead) == WaitingRecords::Kind::Requested);
    world.world.sync(world.lin);
    QVERIFY(world.waiting().byRecord.isEmpty());
    const Record mine = world.lin.stored("lead", world.lead);
    QCOMPARE(mine.value(u"owner_id").id(), world.lin.actor.user);
    QCOMPARE(mine.value(u"assign_method").text(), text("claim"));
    QCOMPARE(mine.value(u"status").text(), text("assigned"));
    QVERIFY(!mine.value(u"assigned_at").isNull());
    QVERIFY(world.lin.inbox().isEmpty());
    QCOMPARE(world.lin.contents(), world.world.server().contents());
}

void TakenLeadTest::case11TwoClaimOne()
{
    Nobodys world;
    // Lin asks first; Anna's request comes first.
    QVERIFY(world.lin.run("lead.claim", idOf(world.lead)).status == CommandResult::Status::Applied);
    world.world.clock().advanceMs(60'000);
    QVERIFY(world.anna.run("lead.claim", idOf(world.lead)).status == CommandResult::Status::Applied);
    world.world.sync(world.anna);
    world.world.sync(world.lin);
    QCOMPARE(world.owner(world.world.server()), world.anna.actor.user);
    QCOMPARE(world.owner(world.lin), world.anna.actor.user);
    QCOMPARE(world.lin.inbox().size(), 1);
    QCOMPARE(world.lin.inbox().first().code, text("already_claimed"));
    QVERIFY(world.anna.inbox().isEmpty());
    QVERIFY(world.waiting().byRecord.isEmpty());
    world.world.syncAll();
    QCOMPARE(world.lin.contents(), world.world.server().contents());
    QCOMPARE(world.anna.contents(), world.world.server().contents());
}

void TakenLeadTest::theLoserIsToldAndDecidesNothing()
{
    Nobodys world;
    world.lin.run("lead.claim", idOf(world.lead));
    world.anna.run("lead.claim", idOf(world.lead));
    world.world.sync(world.anna);
    world.world.sync(world.lin);
    const QList<InboxItem> items = world.items();
    QCOMPARE(items.size(), 1);
    const InboxItem &item = items.first();
    QVERIFY(item.isNews() && item.isHere && !item.mayResend() && !item.mayRestore());
    QCOMPARE(item.record, (RecordRef{text("lead"), world.lead}));
    QCOMPARE(item.title, text("Acme"));
    QCOMPARE(item.command, text("Claim Acme"));
    QVERIFY2(item.reason.contains(text("rep1")), qPrintable(item.reason));
    const Instant since = world.world.server().stored("lead", world.lead).value(u"assigned_at").instant();
    const QTimeZone &zone = world.lin.runner->configuration()->settings.zone.zone();
    QVERIFY2(item.reason.contains(since.toQDateTime(zone).toString(text("yyyy-MM-dd HH:mm"))),
             qPrintable(item.reason));
    for (const auto way : {InboxDecision::Action::Mine, InboxDecision::Action::Restore})
        QCOMPARE(world.decide(way).result.error.key, text("sync.inbox_only_news"));
    QVERIFY(world.decide(InboxDecision::Action::Discard).ok());
    QVERIFY(world.lin.inbox().isEmpty());
    QVERIFY(world.lin.outbox().isEmpty());
}

void TakenLeadTest::claimedTwiceByOnePerson()
{
    Nobodys world;
    world.world.addLaptop(world.lin.actor.user);
    SyncLaptop &second = world.world.laptop(2);
    world.world.syncAll();
    second.run("lead.claim", idOf(world.lead));
    world.lin.run("lead.claim", idOf(world.lead));
    world.world.sync(second);
    world.world.sync(world.lin);
    QCOMPARE(world.owner(world.lin), world.lin.actor.user);
    QVERIFY(world.lin.inbox().isEmpty());
}

void TakenLeadTest::oneClaimPerRelease()
{
    Nobodys world;
    for (int round = 0; round < 3; ++round) {
        SyncLaptop &first = round % 2 == 0 ? world.anna : world.lin;
        SyncLaptop &other = round % 2 == 0 ? world.lin : world.anna;
        other.run("lead.claim", idOf(world.lead));
        first.run("lead.claim", idOf(world.lead));
        world.world.sync(first);
        world.world.sync(other);
        QCOMPARE(world.owner(world.world.server()), first.actor.user);
        world.world.syncAll();
        first.done("lead.release", idOf(world.lead));
        world.world.syncAll();
        QVERIFY(world.owner(world.world.server()).isNull());
    }
    QCOMPARE(world.world.server().stored("lead", world.lead).value(u"recycle_count").integer(), 4);
}

void TakenLeadTest::aLostAnswerClaimsOnce()
{
    Nobodys world;
    world.lin.run("lead.claim", idOf(world.lead));
    QVERIFY(world.world.push(world.lin, SyncWorld::Wire::AnswerLost));
    QVERIFY(world.world.push(world.lin, SyncWorld::Wire::RequestLost));
    world.world.sync(world.lin);
    QCOMPARE(world.owner(world.lin), world.lin.actor.user);
    QVERIFY(world.lin.inbox().isEmpty());
    QVERIFY(world.lin.outbox().isEmpty());
}

void TakenLeadTest::whatCannotBeClaimed_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QJsonObject>("set");
    QTest::addColumn<QString>("key");
    const QJsonObject lost{{text("status"), text("disqualified")}, {text("disqualify_reason"), text("spam")}};
    QTest::newRow("one's own") << text("lead.claim") << QJsonObject() << text("lead.claimed_by_yourself");
    QTest::newRow("disqualified") << text("lead.release") << lost << text("lead.disqualified");
}

void TakenLeadTest::whatCannotBeClaimed()
{
    QFETCH(QString, command);
    QFETCH(QJsonObject, set);
    QFETCH(QString, key);
    Nobodys world;
    SyncParty &server = world.world.server();
    server.done("lead.claim", idOf(world.lead));
    if (!set.isEmpty())
        QVERIFY(server.update("lead", world.lead, set).status == CommandResult::Status::Applied);
    const CommandResult result = server.run(command.toLatin1().constData(), idOf(world.lead));
    QVERIFY(result.status == CommandResult::Status::Refused);
    QCOMPARE(result.error.key, key);
    // What others have is not claimed on a laptop either, once it knows.
    world.world.syncAll();
    const CommandResult claimed = world.lin.run("lead.claim", idOf(world.lead));
    QVERIFY(claimed.status == CommandResult::Status::Refused);
    QCOMPARE(claimed.error.key, text("lead.already_claimed"));
    QCOMPARE(server.run("lead.claim", {}).error.key, text("command.bad_argument"));
    QCOMPARE(
        server.run("lead.claim", {{text("id"), world.lead.toString()}, {text("owner"), text("x")}}).error.key,
        text("command.unknown_argument"));
}

void TakenLeadTest::aClaimOfSomethingGone()
{
    Nobodys world;
    world.lin.run("lead.claim", idOf(world.lead));
    world.anna.done("record.delete",
                    {{text("object"), text("lead")}, {text("ids"), QJsonArray{world.lead.toString()}}});
    world.world.sync(world.anna);
    world.world.sync(world.lin);
    QCOMPARE(world.lin.inbox().size(), 1);
    QCOMPARE(world.lin.inbox().first().code, text("not_visible"));
    QVERIFY(world.lin.outbox().isEmpty());
    QCOMPARE(world.lin.contents(), world.world.server().contents());
}

// A laptop that was tampered with: whose it becomes is whose laptop asks.
void TakenLeadTest::nobodyClaimsForAnother()
{
    Nobodys world;
    world.lin.run("lead.claim", idOf(world.lead));
    world.lin.write([&](WriteSession &session) {
        QVERIFY(session.begin(Durability::Saved).ok());
        const OutboxEntry entry = session.replica().outbox(0, -1)->first();
        QJsonObject body = QJsonDocument::fromJson(entry.body).object();
        const QJsonObject operation{
            {text("op"), text("update")},
            {text("obj"), text("lead")},
            {text("id"), world.lead.toString()},
            {text("asked"), QJsonArray{text("owner_id")}},
            {text("set"),
             QJsonObject{{text("owner_id"), QJsonArray{QJsonValue(), world.anna.actor.user.toString()}}}}};
        body.insert(text("ops"), QJsonArray{operation});
        QVERIFY(session.replica().setBody(entry.number, QJsonDocument(body).toJson()).ok());
        QVERIFY(session.commit().ok());
    });
    world.world.push(world.lin);
    QCOMPARE(world.owner(world.world.server()), world.lin.actor.user);
    // Nor is anything but the lead named.
    const CommandResult named =
        world.anna.run("lead.claim", {{text("id"), world.lead.toString()}, {text("user"), text("somebody")}});
    QCOMPARE(named.error.key, text("command.unknown_argument"));
}

void TakenLeadTest::rightsDecideWhoMayClaim()
{
    SyncWorld world(2, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    const Id lead = lin.create("lead", {{text("company_name"), text("Acme")},
                                        {text("contact_name"), text("Li")},
                                        {text("mobile"), text("+8613800000001")},
                                        {text("source_channel"), text("other")}});
    world.syncAll();
    const auto claims = [&](SyncLaptop &laptop) { return laptop.run("lead.claim", idOf(lead)); };
    // Nobody's, and not to be seen by who sees their own alone.
    world.server().done("lead.release", idOf(lead));
    world.syncAll();
    QCOMPARE(claims(lin).error.key, text("command.record_missing"));
    // Whoever sees all and may edit none may not claim.
    world.setRoles(world.user(0), {text("read_only")});
    world.syncAll();
    QCOMPARE(claims(lin).error.key, text("access.action_forbidden"));
    // Whoever sees all and may edit their own may: it is to be theirs.
    world.setRoles(world.user(0), {text("read_only"), text("sales_rep")});
    world.syncAll();
    QVERIFY(claims(lin).status == CommandResult::Status::Applied);
    world.sync(lin);
    QCOMPARE(world.server().stored("lead", lead).value(u"owner_id").id(), lin.actor.user);
    // And lets it go again without the right to hand leads over.
    lin.done("lead.release", idOf(lead));
    world.sync(lin);
    QVERIFY(lin.inbox().isEmpty());
    QVERIFY(world.server().stored("lead", lead).value(u"owner_id").isNull());
}

void TakenLeadTest::aReleaseMeetsAHandover()
{
    Nobodys world;
    world.lin.run("lead.claim", idOf(world.lead));
    world.world.syncAll();
    world.lin.done("lead.release", idOf(world.lead));
    world.anna.update("lead", world.lead, {{text("owner_id"), world.anna.actor.user.toString()}});
    world.world.sync(world.anna);
    world.world.sync(world.lin);
    QCOMPARE(world.lin.inbox().size(), 1);
    QCOMPARE(world.lin.inbox().first().code, text("conflict_guarded"));
    QCOMPARE(world.owner(world.lin), world.anna.actor.user);
}

// Where there is nobody to ask it is done, and may be taken back.
void TakenLeadTest::onTheServerItIsDoneAtOnceAndUndone()
{
    Nobodys world;
    SyncParty &server = world.world.server();
    const CommandResult claimed = server.run("lead.claim", idOf(world.lead));
    QVERIFY(claimed.status == CommandResult::Status::Applied);
    QVERIFY(!claimed.data.contains(text("requested")));
    QCOMPARE(world.owner(server), server.actor.user);
    QVERIFY(server.run("change.undo", {{text("transaction"), claimed.transaction.toString()}}).status ==
            CommandResult::Status::Applied);
    QVERIFY(world.owner(server).isNull());
    QCOMPARE(server.stored("lead", world.lead).value(u"status").text(), text("recycled"));
}

DW_TEST(TakenLeadTest)

}  // namespace dw::test

#include "takenleadtest.moc"
