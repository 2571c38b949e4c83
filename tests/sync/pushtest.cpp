// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/refusedattempt.h"
#include "tests/support/testrunner.h"
#include "tests/sync/syncworld.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>

namespace dw::test
{

// What one push may cost, when its work counts as done, and what it leaves in the audit.
class PushTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itEndsAfterItsShareOfRecords();
    void itEndsAfterItsShareOfTime();
    void aTransactionNamesOnlySoMany();
    void whatHasNoNameStopsAllOfIt();
    void whatCannotBeReadStopsNothing();
    void nobodyPushesAllRecordsWhere();
    void aWeekAwayKeepsItsDays();
    void noClockReachesBeforeWhatWasSeen();
    void awayIsWhatWasNotSeen();
    void aPullEndsBeingAway();
    void whatAccessRefusesIsAudited();
    void aForbiddenFieldIsAudited();
    void aSensitiveReadIsAuditedOnTheServer();
    void aReadByARightTakenSinceIsAudited();
    void anExportIsAuditedOnTheServer();
    void aDeletionSeesWorkOnParts();

private:
    static Id account(SyncParty &party, const QString &name)
    {
        return party.create("account", {{QStringLiteral("name"), name}});
    }
    static int answered(SyncLaptop &laptop)
    {
        const QList<OutboxEntry> all = laptop.outbox();
        return int(std::count_if(all.begin(), all.end(), [](const OutboxEntry &entry) {
            return entry.state == OutboxEntry::State::Answered;
        }));
    }
    static QJsonObject pushOf(SyncLaptop &laptop)
    {
        std::optional<QJsonObject> request;
        laptop.write([&](WriteSession &session) { request = *laptop.client->pushRequest(session); });
        return request.value_or(QJsonObject());
    }
    // The request with its first transaction, or the one at `place`, changed.
    static QJsonObject with(QJsonObject request, const std::function<void(QJsonObject &)> &change,
                            int place = 0)
    {
        QJsonArray all = request.value(QLatin1String("txs")).toArray();
        QJsonObject one = all.at(place).toObject();
        change(one);
        all.replace(place, one);
        request.insert(QStringLiteral("txs"), all);
        return request;
    }
    static QJsonObject firstResult(const SyncAnswer &answer)
    {
        return answer.body.value(QLatin1String("results")).toArray().first().toObject();
    }
    static QList<AuditRecord> audit(SyncWorld &world)
    {
        QList<AuditRecord> lines;
        world.server().workspace->readNow(
            [&](ReadSession &session) { lines = *session.auditTrail(10000, 0); });
        return lines;
    }
    static QList<AuditRecord> attempts(SyncWorld &world)
    {
        QList<AuditRecord> lines = audit(world);
        lines.removeIf([](const AuditRecord &line) { return !RefusedAttempt::isOne(line); });
        return lines;
    }
};

void PushTest::itEndsAfterItsShareOfRecords()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    PushRun::Budget budget;
    budget.records = 2;
    world.engine().setBudget(budget);
    for (int i = 0; i < 5; ++i)
        account(lin, QStringLiteral("Acme %1").arg(i));
    const SyncAnswer answer = world.send(lin, pushOf(lin));
    QVERIFY(answer.ok());
    QCOMPARE(answer.body.value(QLatin1String("last_dseq")).toInt(), 2);
    QCOMPARE(answer.body.value(QLatin1String("results")).toArray().size(), 2);
    world.sync(lin);
    QVERIFY(lin.outbox().isEmpty());
    QCOMPARE(lin.contents(), world.server().contents());
}

void PushTest::itEndsAfterItsShareOfTime()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    qint64 now = 0;
    PushRun::Budget budget;
    budget.now = [&now] { return now += 60; };
    world.engine().setBudget(budget);
    for (int i = 0; i < 5; ++i)
        account(lin, QStringLiteral("Acme %1").arg(i));
    world.push(lin);
    QCOMPARE(answered(lin), 2);
    // Something is done however slow it is.
    budget.now = [&now] { return now += 60'000; };
    world.engine().setBudget(budget);
    world.push(lin);
    QCOMPARE(answered(lin), 3);
}

void PushTest::aTransactionNamesOnlySoMany()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    QJsonArray ids;
    for (int i = 0; i < 501; ++i)
        ids.append(Id::named("account " + QByteArray::number(i)).toString());
    ids.replace(0, account(lin, QStringLiteral("Acme")).toString());
    world.syncAll();
    account(lin, QStringLiteral("Beta"));
    const SyncAnswer answer =
        world.send(lin, with(pushOf(lin), [&](QJsonObject &transaction) {
                       transaction.insert(QStringLiteral("cmd"), QStringLiteral("record.delete"));
                       transaction.insert(QStringLiteral("args"),
                                          QJsonObject{{QStringLiteral("object"), QStringLiteral("account")},
                                                      {QStringLiteral("ids"), ids}});
                   }));
    QVERIFY(answer.ok());
    QCOMPARE(firstResult(answer).value(QLatin1String("code")).toString(), QStringLiteral("too_large"));
    QVERIFY(!world.server().stored("account", *Id::fromString(ids.at(0).toString())).isDeleted());
}

// Also where a push would have ended before it.
void PushTest::whatHasNoNameStopsAllOfIt()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    PushRun::Budget budget;
    budget.records = 1;
    world.engine().setBudget(budget);
    QList<Id> made;
    for (int i = 0; i < 3; ++i)
        made.append(account(lin, QStringLiteral("Acme %1").arg(i)));
    for (const QString &name : {QStringLiteral("id"), QStringLiteral("dseq")}) {
        const SyncAnswer answer =
            world.send(lin, with(
                                pushOf(lin), [&](QJsonObject &sent) { sent.remove(name); }, 2));
        QCOMPARE(answer.status, 400);
        QCOMPARE(answer.code(), QStringLiteral("malformed"));
        QVERIFY(!world.server().stored("account", made[0]).isValid());
    }
    world.sync(lin);
    QCOMPARE(lin.contents(), world.server().contents());
}

void PushTest::whatCannotBeReadStopsNothing()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    QList<Id> made;
    for (int i = 0; i < 3; ++i)
        made.append(account(lin, QStringLiteral("Acme %1").arg(i)));
    const SyncAnswer answer =
        world.send(lin, with(
                            pushOf(lin), [](QJsonObject &sent) { sent.remove(QStringLiteral("ts")); }, 1));
    QVERIFY(answer.ok());
    const QJsonArray results = answer.body.value(QLatin1String("results")).toArray();
    QCOMPARE(results.size(), 3);
    QCOMPARE(results.at(1).toObject().value(QLatin1String("code")).toString(), QStringLiteral("validation"));
    QVERIFY(world.server().stored("account", made[0]).isValid());
    QVERIFY(!world.server().stored("account", made[1]).isValid());
    QVERIFY(world.server().stored("account", made[2]).isValid());
}

void PushTest::nobodyPushesAllRecordsWhere()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    const Id id = account(lin, QStringLiteral("Acme"));
    world.syncAll();
    account(lin, QStringLiteral("Beta"));
    const SyncAnswer answer = world.send(
        lin, with(pushOf(lin), [&](QJsonObject &transaction) {
            transaction.insert(QStringLiteral("cmd"), QStringLiteral("record.bulk_update"));
            transaction.insert(
                QStringLiteral("args"),
                QJsonObject{{QStringLiteral("object"), QStringLiteral("account")},
                            {QStringLiteral("where"), QString()},
                            {QStringLiteral("set"),
                             QJsonObject{{QStringLiteral("website"), QStringLiteral("https://all.cn")}}}});
        }));
    QCOMPARE(firstResult(answer).value(QLatin1String("code")).toString(), QStringLiteral("validation"));
    QVERIFY(world.server().stored("account", id).value(u"website").isNull());
}

void PushTest::aWeekAwayKeepsItsDays()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    QList<std::pair<Id, Instant>> made;
    for (int day = 0; day < 7; ++day) {
        world.clock().advanceMs(qint64(24) * 3600 * 1000);
        made.append({account(lin, QStringLiteral("Day %1").arg(day)), world.clock().now()});
    }
    world.clock().advanceMs(qint64(24) * 3600 * 1000);
    PushRun::Budget budget;
    budget.records = 1;
    world.engine().setBudget(budget);
    world.sync(lin);
    for (const auto &[id, at] : made)
        QCOMPARE(world.server().stored("account", id).value(u"created_at").instant().toIso(), at.toIso());
}

void PushTest::noClockReachesBeforeWhatWasSeen()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    world.clock().advanceMs(qint64(10) * 24 * 3600 * 1000);
    account(world.server(), QStringLiteral("Ten days later"));
    const Instant seen = world.clock().now();
    world.pull(lin);
    world.clock().advanceMs(qint64(3600) * 1000);
    const Id early = account(lin, QStringLiteral("Early"));
    const SyncAnswer answer =
        world.send(lin, with(pushOf(lin), [](QJsonObject &transaction) {
                       transaction.insert(QStringLiteral("ts"), QStringLiteral("2001-01-01T00:00:00.000Z"));
                   }));
    QVERIFY(answer.ok());
    QCOMPARE(world.server().stored("account", early).value(u"created_at").instant().toIso(), seen.toIso());
    world.pull(lin);
    const Id late = account(lin, QStringLiteral("Late"));
    world.send(lin, with(pushOf(lin), [](QJsonObject &transaction) {
                   transaction.insert(QStringLiteral("ts"), QStringLiteral("2099-01-01T00:00:00.000Z"));
               }));
    QCOMPARE(world.server().stored("account", late).value(u"created_at").instant().toIso(),
             world.clock().now().toIso());
}

void PushTest::awayIsWhatWasNotSeen()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    QList<Id> ids;
    for (int i = 0; i < 3; ++i)
        ids.append(account(lin, QStringLiteral("Acme %1").arg(i)));
    world.syncAll();
    const auto change = [](SyncParty &party, const Id &id, const char *text) {
        QCOMPARE(party
                     .update("account", id,
                             {{QStringLiteral("website"),
                               QStringLiteral("https://%1.cn").arg(QLatin1String(text))}})
                     .status,
                 CommandResult::Status::Applied);
    };
    world.clock().advanceMs(qint64(24) * 3600 * 1000);
    for (const Id &id : std::as_const(ids)) {
        change(world.server(), id, "theirs");
        change(lin, id, "mine");
    }
    world.clock().advanceMs(qint64(40) * 24 * 3600 * 1000);
    PushRun::Budget budget;
    budget.records = 1;
    world.engine().setBudget(budget);
    world.sync(lin);
    // All of them, whatever push they came with.
    QCOMPARE(lin.inbox().size(), 3);
    for (const InboxEntry &entry : lin.inbox())
        QCOMPARE(entry.code, QStringLiteral("conflict_guarded"));
}

void PushTest::aPullEndsBeingAway()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    const Id id = account(lin, QStringLiteral("Acme"));
    world.syncAll();
    // Nothing to push for forty days, and a look every day.
    for (int day = 0; day < 40; ++day) {
        world.clock().advanceMs(qint64(24) * 3600 * 1000);
        world.pull(lin);
    }
    world.server().update("account", id, {{QStringLiteral("website"), QStringLiteral("https://theirs.cn")}});
    lin.update("account", id, {{QStringLiteral("website"), QStringLiteral("https://mine.cn")}});
    world.sync(lin);
    QCOMPARE(lin.inbox().size(), 1);
    QCOMPARE(lin.inbox().first().code, QStringLiteral("kept"));
}

void PushTest::whatAccessRefusesIsAudited()
{
    SyncWorld world(2, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    const Id hers = account(world.laptop(1), QStringLiteral("Hers"));
    const Id mine = account(lin, QStringLiteral("Mine"));
    world.syncAll();
    QVERIFY(attempts(world).isEmpty());
    lin.update("account", mine, {{QStringLiteral("website"), QStringLiteral("https://x.cn")}});
    const QJsonObject forged = with(pushOf(lin), [&](QJsonObject &transaction) {
        QByteArray text = QJsonDocument(transaction).toJson();
        text.replace(mine.toString().toLatin1(), hers.toString().toLatin1());
        transaction = QJsonDocument::fromJson(text).object();
    });
    for (int turn = 0; turn < 3; ++turn)
        QCOMPARE(firstResult(world.send(lin, forged)).value(QLatin1String("code")).toString(),
                 QStringLiteral("not_visible"));
    const QList<AuditRecord> lines = attempts(world);
    QCOMPARE(lines.size(), 1);
    QCOMPARE(lines.first().entry.user, world.user(0));
    QCOMPARE(lines.first().entry.device, lin.device);
    QCOMPARE(lines.first().entry.record, (RecordRef{QStringLiteral("account"), hers}));
    QCOMPARE(RefusedAttempt::of(lines.first())->code, QStringLiteral("access.record_hidden"));
}

void PushTest::aForbiddenFieldIsAudited()
{
    SyncWorld world(1, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    const Id id = account(lin, QStringLiteral("Mine"));
    world.syncAll();
    // A person makes themselves an administrator, by a command that says nothing of what it did.
    lin.update("account", id, {{QStringLiteral("website"), QStringLiteral("https://x.cn")}});
    const SyncAnswer answer = world.send(
        lin, with(pushOf(lin), [&](QJsonObject &transaction) {
            transaction.insert(QStringLiteral("ops"), QJsonArray());
            transaction.insert(
                QStringLiteral("args"),
                QJsonObject{{QStringLiteral("object"), QStringLiteral("user")},
                            {QStringLiteral("id"), world.user(0).toString()},
                            {QStringLiteral("set"),
                             QJsonObject{{QStringLiteral("role_ids"),
                                          QJsonArray{Id::named("role:administrator").toString()}}}}});
        }));
    QCOMPARE(firstResult(answer).value(QLatin1String("st")).toString(), QStringLiteral("rejected"));
    QCOMPARE(attempts(world).size(), 1);
    QVERIFY(RefusedAttempt::of(attempts(world).first())->code.startsWith(QLatin1String("access.")));
}

// What was read was read, whatever has become of the right to since.
void PushTest::aSensitiveReadIsAuditedOnTheServer()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    const QJsonObject read{{QStringLiteral("object"), QStringLiteral("contact")},
                           {QStringLiteral("fields"), QJsonArray{QStringLiteral("mobile")}},
                           {QStringLiteral("records"), 60},
                           {QStringLiteral("way"), QStringLiteral("list")}};
    const auto lines = [&] {
        qsizetype found = 0;
        const QList<AuditRecord> all = audit(world);
        for (const AuditRecord &line : all)
            found += line.entry.command == QLatin1String("data.read_sensitive") ? 1 : 0;
        return found;
    };
    lin.done("data.read_sensitive", read);
    QCOMPARE(lin.outbox().size(), 1);
    // Told already: nothing goes up.
    lin.done("data.read_sensitive", read);
    QCOMPARE(lin.outbox().size(), 1);
    const Instant at = world.clock().now();
    world.clock().advanceMs(3600 * 1000);
    world.sync(lin);
    QVERIFY(lin.outbox().isEmpty());
    QVERIFY(lin.inbox().isEmpty());
    QCOMPARE(lines(), 1);
    const AuditRecord line = audit(world).first();
    QCOMPARE(line.entry.command, QStringLiteral("data.read_sensitive"));
    QCOMPARE(line.entry.user, world.user(0));
    QCOMPARE(line.entry.device, lin.device);
    QCOMPARE(line.entry.at.toIso(), at.toIso());
    QVERIFY(line.entry.receivedAt);
    QCOMPARE(line.entry.values.value(QLatin1String("records")).toArray().at(1).toInt(), 60);
}

void PushTest::aReadByARightTakenSinceIsAudited()
{
    SyncWorld world(1, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    lin.done("data.read_sensitive", {{QStringLiteral("object"), QStringLiteral("contact")},
                                     {QStringLiteral("fields"), QJsonArray{QStringLiteral("email")}},
                                     {QStringLiteral("records"), 60},
                                     {QStringLiteral("way"), QStringLiteral("list")}});
    world.server().create("permission", {{QStringLiteral("role_id"), Id::named("role:sales_rep").toString()},
                                         {QStringLiteral("object_type"), QStringLiteral("contact")},
                                         {QStringLiteral("field_name"), QStringLiteral("email")},
                                         {QStringLiteral("field_read"), QStringLiteral("hidden")},
                                         {QStringLiteral("field_edit"), false}});
    world.sync(lin);
    QVERIFY(lin.outbox().isEmpty());
    QVERIFY(lin.inbox().isEmpty());
    const QList<AuditRecord> all = audit(world);
    QVERIFY(std::any_of(all.begin(), all.end(), [&](const AuditRecord &line) {
        return line.entry.command == QLatin1String("data.read_sensitive") && line.entry.user == world.user(0);
    }));
    // Here, though, it is refused from now on.
    QVERIFY(lin.run("data.read_sensitive", {{QStringLiteral("object"), QStringLiteral("contact")},
                                            {QStringLiteral("fields"), QJsonArray{QStringLiteral("email")}},
                                            {QStringLiteral("records"), 70},
                                            {QStringLiteral("way"), QStringLiteral("list")}})
                .status != CommandResult::Status::Applied);
}

void PushTest::anExportIsAuditedOnTheServer()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    lin.done("data.export", {{QStringLiteral("object"), QStringLiteral("account")},
                             {QStringLiteral("where"), QStringLiteral("name = 'Acme'")},
                             {QStringLiteral("rows"), 3},
                             {QStringLiteral("file"), QStringLiteral("accounts.csv")}});
    QCOMPARE(lin.outbox().size(), 1);
    const Instant at = world.clock().now();
    world.clock().advanceMs(3600 * 1000);
    world.sync(lin);
    QVERIFY(lin.outbox().isEmpty());
    QVERIFY(lin.inbox().isEmpty());
    const AuditRecord line = audit(world).first();
    QCOMPARE(line.entry.command, QStringLiteral("data.export"));
    QCOMPARE(line.entry.user, world.user(0));
    QCOMPARE(line.entry.device, lin.device);
    QCOMPARE(line.entry.at.toIso(), at.toIso());
    QVERIFY(line.entry.note.contains(QLatin1String("accounts.csv")));
    QVERIFY(line.entry.values.contains(QLatin1String("where")));
    QCOMPARE(lin.contents(), world.server().contents());
}

void PushTest::aDeletionSeesWorkOnParts()
{
    SyncWorld world(2);
    SyncLaptop &lin = world.laptop(0);
    SyncLaptop &anna = world.laptop(1);
    const Id customer = account(lin, QStringLiteral("Acme"));
    const Id person = lin.create("contact", {{QStringLiteral("name"), QStringLiteral("Li")},
                                             {QStringLiteral("account_id"), customer.toString()}});
    const Id deal =
        lin.create("opportunity", {{QStringLiteral("name"), QStringLiteral("Deal")},
                                   {QStringLiteral("account_id"), customer.toString()},
                                   {QStringLiteral("amount"), QStringLiteral("5000")},
                                   {QStringLiteral("expected_close"), QStringLiteral("2027-01-15")},
                                   {QStringLiteral("next_step"), QStringLiteral("Call")},
                                   {QStringLiteral("next_step_at"), QStringLiteral("2026-11-25T02:00:00Z")}});
    world.syncAll();
    anna.create("opportunity_contact", {{QStringLiteral("opportunity_id"), deal.toString()},
                                        {QStringLiteral("contact_id"), person.toString()},
                                        {QStringLiteral("role"), QStringLiteral("decision_maker")}});
    lin.done("record.delete", {{QStringLiteral("object"), QStringLiteral("opportunity")},
                               {QStringLiteral("ids"), QJsonArray{deal.toString()}}});
    world.sync(anna);
    world.sync(lin);
    QCOMPARE(lin.inbox().size(), 1);
    QCOMPARE(lin.inbox().first().code, QStringLiteral("changed_since"));
    QVERIFY(!world.server().stored("opportunity", deal).isDeleted());
    QCOMPARE(lin.contents(), world.server().contents());
}

DW_TEST(PushTest)

}  // namespace dw::test

#include "pushtest.moc"
