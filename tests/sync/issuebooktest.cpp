// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/localarea.h"
#include "core/sync/issuebook.h"
#include "core/sync/outboxexport.h"
#include "core/sync/outboxwriter.h"
#include "core/sync/retrybook.h"
#include "tests/support/testrunner.h"
#include "tests/sync/syncworld.h"

#include <QJsonArray>
#include <QTest>

namespace dw::test
{

namespace
{

// Everything but the amount of deals.
class HidingPolicy final : public Policy
{
public:
    Decision may(const Actor &, Action, const ObjectType &, const Record *) const override { return {}; }
    Condition readable(const Actor &, const ObjectTypePtr &) const override { return nullptr; }
    FieldRights fields(const Actor &, const ObjectType &object) const override
    {
        FieldRights rights;
        if (object.key() == QLatin1String("opportunity"))
            rights.byField.insert(QStringLiteral("amount"), FieldRight::Hidden);
        return rights;
    }
};

}  // namespace

// What administrators see of changes that were refused.
class IssueBookTest : public QObject
{
    Q_OBJECT

private:
    static Result<QJsonArray> list(SyncWorld &world, const Id &user, int limit = 100)
    {
        Result<QJsonArray> lines = QJsonArray();
        Actor actor;
        actor.user = user;
        actor.team = Id::named("team:first");
        world.server().workspace->readNow([&](ReadSession &session) {
            lines = IssueBook(session).list(*world.server().runner->configuration(), actor,
                                            world.clock().now(), limit);
        });
        return lines;
    }

    static QStringList codes(SyncWorld &world, int limit = 100)
    {
        QStringList codes;
        const QJsonArray lines = list(world, world.server().actor.user, limit).value();
        for (const QJsonValue &line : lines)
            codes.append(line[QLatin1String("code")].toString());
        return codes;
    }
    static QList<Id> idsIn(SyncWorld &world)
    {
        QList<Id> ids;
        const QJsonArray lines = list(world, world.server().actor.user).value();
        for (const QJsonValue &line : lines)
            ids.append(*Id::fromString(line[QLatin1String("id")].toString()));
        return ids;
    }
    static Result<int> discard(SyncWorld &world)
    {
        const QList<Id> ids = idsIn(world);
        Result<int> discarded = 0;
        world.server().write([&](WriteSession &session) {
            discarded = IssueBook::discard(session, ids, world.clock().now());
        });
        return discarded;
    }
    static int room(SyncWorld &world, SyncLaptop &laptop)
    {
        int room = -1;
        world.server().write([&](WriteSession &session) {
            const LedgerDevice device = **session.ledger().device(laptop.device);
            if (session.begin(Durability::Saved).ok())
                room = IssueBook::room(session, device).value();
            session.rollback();
        });
        return room;
    }
    // All that waits there, as the server takes it.
    static OutboxExport::Taken handOver(SyncWorld &world, SyncLaptop &laptop)
    {
        QJsonArray work;
        const QList<OutboxEntry> outbox = laptop.outbox();
        for (const OutboxEntry &entry : outbox)
            work.append(outboxJson(entry));
        OutboxExport::Taken taken;
        world.server().write([&](WriteSession &session) {
            const LedgerDevice device = **session.ledger().device(laptop.device);
            taken = OutboxExport::take(session, device, work, world.clock().now()).value();
        });
        return taken;
    }

    // Lin changes the amount of a deal that the server's owner changed meanwhile.
    static Id refused(SyncWorld &world, const QString &amount = QStringLiteral("6000"))
    {
        SyncLaptop &lin = world.laptop(0);
        const Id deal = agreed(world);
        world.server().update("opportunity", deal, {{QStringLiteral("amount"), QStringLiteral("7000")}});
        lin.update("opportunity", deal, {{QStringLiteral("amount"), amount}});
        world.sync(lin);
        return deal;
    }
    // A deal that both have.
    static Id agreed(SyncWorld &world)
    {
        SyncLaptop &lin = world.laptop(0);
        const Id account = lin.create("account", {{QStringLiteral("name"), QStringLiteral("Acme")}});
        const Id deal = lin.create(
            "opportunity", {{QStringLiteral("name"), QStringLiteral("Deal")},
                            {QStringLiteral("account_id"), account.toString()},
                            {QStringLiteral("amount"), QStringLiteral("5000")},
                            {QStringLiteral("expected_close"), QStringLiteral("2027-01-15")},
                            {QStringLiteral("next_step"), QStringLiteral("Call")},
                            {QStringLiteral("next_step_at"), QStringLiteral("2026-11-25T02:00:00.000Z")}});
        world.sync(lin);
        return deal;
    }

private Q_SLOTS:
    void tellsWhoWhatAndWhy()
    {
        SyncWorld world(1);
        const Id deal = refused(world);
        const auto lines = list(world, world.server().actor.user);
        QVERIFY(lines.ok());
        QCOMPARE(lines->size(), 1);
        const QJsonObject line = lines->first().toObject();
        QCOMPARE(line.value(QLatin1String("code")).toString(), QStringLiteral("conflict_guarded"));
        QCOMPARE(line.value(QLatin1String("command")).toString(), QStringLiteral("record.update"));
        QCOMPARE(line.value(QLatin1String("login")).toString(), QStringLiteral("rep0"));
        QCOMPARE(line.value(QLatin1String("record")).toString(), deal.toString());
        QCOMPARE(line.value(QLatin1String("title")).toString(), QStringLiteral("Deal"));
        const QJsonArray typed = line.value(QLatin1String("typed")).toArray();
        QCOMPARE(typed.size(), 1);
        QCOMPARE(typed.first().toObject().value(QLatin1String("field")).toString(), QStringLiteral("amount"));
        QCOMPARE(line.value(QLatin1String("withheld")).toInt(), 0);
    }

    void isForAdministrators()
    {
        SyncWorld world(1, SyncWorld::Access::Roles);
        refused(world);
        QVERIFY(list(world, world.server().actor.user).ok());
        const auto rep = list(world, world.user(0));
        QVERIFY(!rep.ok());
        QCOMPARE(rep.error().code, ErrorCode::Forbidden);
    }

    // Whoever may not read a field is not told what somebody typed into it.
    void typedSecretsStayWithWhoMaySee()
    {
        SyncWorld world(1);
        refused(world);
        Configuration configuration = *world.server().runner->configuration();
        configuration.policy = std::make_shared<HidingPolicy>();
        Result<QJsonArray> lines = QJsonArray();
        world.server().workspace->readNow([&](ReadSession &session) {
            lines = IssueBook(session).list(configuration, world.server().actor, world.clock().now(), 10);
        });
        QVERIFY(lines.ok());
        const QJsonObject line = lines->first().toObject();
        QVERIFY(line.value(QLatin1String("typed")).toArray().isEmpty());
        QCOMPARE(line.value(QLatin1String("withheld")).toInt(), 1);
    }

    void isOfTheServerAlone()
    {
        QVERIFY(isEngineArea(issueArea()));
        SyncWorld world(1);
        refused(world);
        world.laptop(0).workspace->readNow(
            [&](ReadSession &session) { QVERIFY(session.localValues(issueArea())->isEmpty()); });
    }

    // Its user may work again, and the laptop sends what it had handed over.
    void whatWasExecutedLeavesOnce()
    {
        SyncWorld world(1);
        world.backUp();  // laptops greet from here on
        SyncLaptop &lin = world.laptop(0);
        const Id acme = lin.create("account", {{QStringLiteral("name"), QStringLiteral("Acme")}});
        QCOMPARE(handOver(world, lin).fresh, 1);
        QCOMPARE(codes(world), QStringList{IssueBook::quarantined()});
        QVERIFY(world.push(lin, SyncWorld::Wire::AnswerLost));
        QVERIFY(world.server().stored("account", acme).isValid());
        QCOMPARE(codes(world), QStringList());
        QCOMPARE(room(world, lin), IssueBook::MostOfDevice);
        // Handed over, pushed and pushed under another name once more.
        QCOMPARE(handOver(world, lin).fresh, 0);
        QVERIFY(world.push(lin, SyncWorld::Wire::AnswerLost));
        QCOMPARE(codes(world), QStringList());
        world.enrolAnew(lin);
        world.syncAll();
        world.syncAll();
        QCOMPARE(codes(world), QStringList());
        QVERIFY(lin.outbox().isEmpty());
        QCOMPARE(lin.contents(), world.server().contents());
    }

    // Then it is not what waits, but what was refused; and that is told once, also when it comes again.
    void whatIsRefusedThenIsToldAsThat()
    {
        SyncWorld world(1);
        world.backUp();
        SyncLaptop &lin = world.laptop(0);
        const Id deal = agreed(world);
        world.server().update("opportunity", deal, {{QStringLiteral("amount"), QStringLiteral("7000")}});
        lin.update("opportunity", deal, {{QStringLiteral("amount"), QStringLiteral("6000")}});
        QCOMPARE(handOver(world, lin).fresh, 1);
        QVERIFY(world.push(lin, SyncWorld::Wire::AnswerLost));
        QCOMPARE(codes(world), QStringList{QStringLiteral("conflict_guarded")});
        QCOMPARE(*discard(world), 1);
        world.enrolAnew(lin);
        world.syncAll();
        QCOMPARE(lin.inbox().size(), 1);
        QCOMPARE(codes(world), QStringList());
    }

    void whatWasDiscardedComesNotBack()
    {
        SyncWorld world(1);
        SyncLaptop &lin = world.laptop(0);
        lin.create("account", {{QStringLiteral("name"), QStringLiteral("Acme")}});
        QCOMPARE(handOver(world, lin).fresh, 1);
        QCOMPARE(room(world, lin), IssueBook::MostOfDevice - 1);
        const QList<Id> ids = idsIn(world);
        QCOMPARE(*discard(world), 1);
        QCOMPARE(codes(world), QStringList());
        QCOMPARE(room(world, lin), IssueBook::MostOfDevice);
        // The answer was lost: the laptop hands it over once more.
        const OutboxExport::Taken again = handOver(world, lin);
        QCOMPARE(again.fresh, 0);
        QCOMPARE(again.through, 1);
        QCOMPARE(codes(world), QStringList());
        world.server().write([&](WriteSession &session) {
            const auto twice = IssueBook::discard(session, ids, world.clock().now());
            QVERIFY(!twice.ok());
            QCOMPARE(twice.error().key, QStringLiteral("sync.no_issue"));
            QCOMPARE(twice.error().arguments, QStringList{ids.first().toString()});
        });
    }

    // The book is everybody's, and what was not executed may be nowhere else.
    void whatWaitsMakesNoRoom()
    {
        SyncWorld world(2);
        LedgerDevice lin, anna;
        world.server().workspace->readNow([&](ReadSession &session) {
            lin = **session.ledger().device(world.laptop(0).device);
            anna = **session.ledger().device(world.laptop(1).device);
        });
        world.server().write([&](WriteSession &session) {
            QVERIFY(session.begin(Durability::Saved).ok());
            const auto add = [&](const LedgerDevice &device, const char *kind, int number,
                                 const QString &code) {
                const Id id = Id::named(QByteArray(kind) + QByteArray::number(number));
                return IssueBook::add(session, device, {}, id, code, world.clock().now()).ok();
            };
            for (int i = 0; i < 10; ++i)
                QVERIFY(add(lin, "waits", i, IssueBook::quarantined()));
            world.clock().advanceMs(1'000);
            for (int i = 0; i < IssueBook::Most + 100; ++i)
                QVERIFY(add(anna, "refused", i, QStringLiteral("validation")));
            QCOMPARE(IssueBook::room(session, lin).value(), IssueBook::MostOfDevice - 10);
            for (int i = 10; i < IssueBook::MostOfDevice; ++i)
                QVERIFY(add(lin, "waits", i, IssueBook::quarantined()));
            QCOMPARE(IssueBook::room(session, lin).value(), 0);
            QCOMPARE(IssueBook::room(session, anna).value(),
                     std::min(IssueBook::MostOfDevice, IssueBook::MostQuarantined - IssueBook::MostOfDevice));
            QVERIFY(session.commit().ok());
        });
        const QStringList all = codes(world, IssueBook::Most * 2);
        QVERIFY(all.size() <= IssueBook::Most);
        QCOMPARE(all.count(IssueBook::quarantined()), IssueBook::MostOfDevice);
    }

    void endsAfterItsTime()
    {
        SyncWorld world(1);
        refused(world);
        world.clock().advanceMs(qint64(IssueBook::KeepDays + 1) * 86'400'000);
        QVERIFY(list(world, world.server().actor.user)->isEmpty());
    }

    // What can never be executed must not keep those behind it waiting for ever.
    void triesEnd()
    {
        RetryBook book;
        const Id one = Id::named("tx:1"), other = Id::named("tx:2");
        Instant now{1'000};
        int tries = 1;
        while (!book.isHopeless(one, now))
            ++tries;
        QCOMPARE(tries, RetryBook::Times);
        QVERIFY(!book.isHopeless(other, now));
        now.ms += RetryBook::LongestMs;
        QVERIFY(book.isHopeless(other, now));
        book.forget(other);
        QVERIFY(!book.isHopeless(other, now));
    }
};

DW_TEST(IssueBookTest)

}  // namespace dw::test

#include "issuebooktest.moc"
